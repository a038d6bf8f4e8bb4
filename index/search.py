"""Hybrid retrieval: dense and lexical candidates, fused by score.

Each side's scores are brought to [0, 1] by its own best candidate and summed with fixed weights;
fusing by score beat fusing by rank clearly where both were measured (benchmarks/RESULTS.md).
"""

from __future__ import annotations

import fnmatch
import json
import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import lexical
from index.article import Dated, Filters, Hit, Source
from index.base import Base
from index.catalog import Catalog, Key, source_of
from index.embedding.base import Vectors

log = logging.getLogger("newsdesk.search")

DENSE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.35
ARTICLE_WEIGHT = 0.15
# What a passage gains from the better of the two beside it: an answer seldom stands alone.
NEIGHBOUR_WEIGHT = 0.25

# Candidates from each side, and up to how many passages a filter is answered by an exact scan.
_CANDIDATES = 100
_EXACT = 20_000


@dataclass(frozen=True, slots=True)
class _Scan:
    """Vectors held in memory for an exact search: a matrix of shape (keys, dimensions)."""

    keys: tuple[Key, ...]
    matrix: npt.NDArray[np.float32]

    def nearest(self, vector: Vectors, count: int) -> list[tuple[Key, float]]:
        if not self.keys:
            return []
        cosines = self.matrix @ vector
        best = np.argsort(-cosines, kind="stable")[:count]
        return [(self.keys[i], float(cosines[i])) for i in best]


class Searcher:
    """Searches one data folder; safe to share between threads."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self._folder = folder
        self._catalog = catalog
        self._lock = threading.Lock()
        self._base: Base | None = None
        self._delta: tuple[int, str | None, _Scan] | None = None

    def search(
        self, question: str, vector: Vectors | None, count: int, filters: Filters
    ) -> list[Hit]:
        """The best passages for a question, best first, all of one generation.

        Args:
            question: any text; its words are searched for as they are.
            vector: the question's vector by the index's own model, or None for words alone.
            count: how many passages at most.
            filters: which articles count.
        """
        with self._lock, self._catalog.snapshot():
            sources = self._allowed(filters)
            if sources is not None and not sources:
                return []
            documents = None if sources is None else set(sources.values())
            fetch = max(_CANDIDATES, 2 * count)
            allowed = None if documents is None else json.dumps(sorted(documents))
            words = lexical.passages(self._catalog.db, question, fetch, allowed)
            cosines: dict[int, float] = {}
            if vector is not None:
                cosines = self._dense(vector, fetch, allowed)
                cosines |= self._cosines(vector, [i for i in words if i not in cosines])
            return self._fuse(question, words, cosines, count, sources)

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._base.close()

    def _allowed(self, filters: Filters) -> dict[str, int] | None:
        """The files that the filters ask for, each with its document; None for all."""
        if not filters:
            return None
        return {
            source.file: document
            for source, document in self._catalog.sources()
            if document is not None and passes(source, filters)
        }

    def _dense(self, vector: Vectors, count: int, allowed: str | None) -> dict[int, float]:
        """Cosine by passage, for the nearest live passages of base and delta."""
        catalog = self._catalog
        model = catalog.meta("model") or ""
        if allowed is not None:
            rows = catalog.db.execute(
                "SELECT DISTINCT key FROM passages WHERE document IN"
                " (SELECT value FROM json_each(?)) LIMIT ?",
                (allowed, _EXACT + 1),
            ).fetchall()
            if len(rows) <= _EXACT:
                near = self._scan(model, [key for (key,) in rows]).nearest(vector, count)
                return self._live(near, allowed)
        near = self._delta_scan(model).nearest(vector, count)
        base, size = self._open_base(model)
        ask = count
        while True:
            try:
                found = self._live([*base.nearest(vector, ask), *near], allowed)
            except Exception as error:
                if isinstance(base, _Scan):
                    raise
                log.warning("base %s failed (%s): scanning the catalog instead", base.name, error)
                base = self._base_scan(model)
                continue
            # Some of the base's keys may be gone or filtered out: fetch more until enough live.
            if len(found) >= count or ask >= size:
                return found
            ask *= 4

    def _open_base(self, model: str) -> tuple[Base | _Scan, int]:
        """The published base; in its stead an exact scan of all its keys when it cannot be read."""
        name = self._catalog.meta("base")
        if name is None:
            return _Scan((), np.zeros((0, 0), np.float32)), 0
        if self._base is None or self._base.name != name:
            if self._base is not None:
                self._base.close()
                self._base = None
            try:
                self._base = Base(self._folder, name)
            except Exception as error:
                log.warning(
                    "base %s cannot be read (%s): scanning the catalog instead", name, error
                )
                scan = self._base_scan(model)
                return scan, len(scan.keys)
        return self._base, self._base.size

    def _base_scan(self, model: str) -> _Scan:
        rows = self._catalog.db.execute("SELECT key FROM base_keys")
        return self._scan(model, [key for (key,) in rows])

    def _delta_scan(self, model: str) -> _Scan:
        generation, base = self._catalog.generation, self._catalog.meta("base")
        if self._delta is None or self._delta[:2] != (generation, base):
            keys = [key for (key,) in self._catalog.db.execute("SELECT key FROM delta")]
            self._delta = (generation, base, self._scan(model, keys))
        return self._delta[2]

    def _scan(self, model: str, keys: Sequence[Key]) -> _Scan:
        found = self._catalog.vectors(model, keys)
        matrix = np.stack(list(found.values())) if found else np.zeros((0, 0), np.float32)
        return _Scan(tuple(found), matrix)

    def _live(self, near: Iterable[tuple[Key, float]], allowed: str | None) -> dict[int, float]:
        cosines = dict(near)
        marks = ",".join("?" * len(cosines))
        where = "" if allowed is None else " AND document IN (SELECT value FROM json_each(?))"
        rows = self._catalog.db.execute(
            f"SELECT id, key FROM passages WHERE key IN ({marks}){where} AND EXISTS"
            " (SELECT 1 FROM files f WHERE f.document = passages.document)",
            (*cosines, *(() if allowed is None else (allowed,))),
        )
        return {id: cosines[key] for id, key in rows}

    def _cosines(self, vector: Vectors, ids: list[int]) -> dict[int, float]:
        rows = self._catalog.db.execute(
            "SELECT p.id, v.vector FROM passages p JOIN vectors v ON v.model = ? AND v.key = p.key"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (self._catalog.meta("model"), json.dumps(ids)),
        )
        return {id: float(np.frombuffer(v, np.float32) @ vector) for id, v in rows}

    def _fuse(
        self,
        question: str,
        words: dict[int, float],
        cosines: dict[int, float],
        count: int,
        sources: dict[str, int] | None,
    ) -> list[Hit]:
        candidates = words.keys() | cosines.keys()
        rows = self._catalog.db.execute(
            "SELECT p.id, p.document, p.ordinal, f.name, d.title, d.outlet, d.author, d.url,"
            " d.language, d.published FROM passages p JOIN files f ON f.document = p.document"
            " JOIN documents d ON d.id = p.document"
            " WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY f.name, p.ordinal",
            (json.dumps(list(candidates)),),
        ).fetchall()
        if sources is not None:
            # Of two files of the same bytes, the filters may ask for one.
            rows = [row for row in rows if row[3] in sources]
        whole = lexical.articles(self._catalog.db, question, {row[1] for row in rows})
        best = [max(side.values(), default=0.0) for side in (cosines, words, whole)]
        alone = {
            (row[1], row[2]): DENSE_WEIGHT * _share(cosines.get(row[0], 0.0), best[0])
            + PASSAGE_WEIGHT * _share(words.get(row[0], 0.0), best[1])
            + ARTICLE_WEIGHT * _share(whole.get(row[1], 0.0), best[2])
            for row in rows
        }
        scored = [(_beside_neighbours(alone, row[1], row[2]), row) for row in rows]
        scored.sort(key=lambda pair: -pair[0])
        found = self._catalog.passages(row[0] for _, row in scored[:count])
        return [
            Hit(
                source=source_of((*row[3:10], None, None)),
                passage=found[row[0]],
                score=round(score, 6),
                dense=cosines.get(row[0]),
                lexical=words.get(row[0], 0.0),
            )
            for score, row in scored[:count]
        ]


def _beside_neighbours(alone: dict[tuple[int, int], float], document: int, ordinal: int) -> float:
    beside = max(alone.get((document, ordinal + step), 0.0) for step in (-1, 1))
    return (alone[document, ordinal] + NEIGHBOUR_WEIGHT * beside) / (1 + NEIGHBOUR_WEIGHT)


def _share(score: float, best: float) -> float:
    return max(0.0, score) / best if best > 0 else 0.0


def passes(source: Source, filters: Filters) -> bool:
    """Whether an article is one that the filters ask for."""
    if filters.files and not any(
        source.file == f or fnmatch.fnmatchcase(source.file, f) for f in filters.files
    ):
        return False
    if filters.outlets:
        outlet = (source.outlet or "").casefold()
        if not any(o.casefold() == outlet for o in filters.outlets):
            return False
    if filters.since or filters.until:
        if source.published is None:
            return False
        first, last = _interval(source.published)
        return (filters.since or first) <= last and first <= (filters.until or last)
    return True


def _interval(dated: Dated) -> tuple[str, str]:
    """First and last day that a date of its precision may mean, in ISO form."""
    year = dated.date[:4]
    month = dated.date[5:7]
    day = dated.date[8:10]
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"
