"""Hybrid retrieval: dense and lexical candidates, fused by score.

Each side's scores are brought to [0, 1] by its own best candidate and summed with fixed weights;
fusing by score beat fusing by rank clearly where both were measured (benchmarks/RESULTS.md).
"""

from __future__ import annotations

import contextlib
import fnmatch
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import copies, language, lexical, repeats
from index.article import Dated, Filters, Hit, Passage, Source
from index.catalog import PUBLISHED, UNDATED, Catalog, source_of
from index.dense import Dense
from index.embedding.base import Vectors

DENSE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.35
ARTICLE_WEIGHT = 0.15
# What a passage gains from the better of the two beside it: an answer seldom stands alone.
NEIGHBOUR_WEIGHT = 0.25

# Candidates from each side.
_CANDIDATES = 100
# Of so many times the passages asked for it is looked up whether their outlet repeats them.
_WEIGHED = 4
_FEWEST_WEIGHED = 10


class Searcher:
    """Searches one data folder; not shared between threads without a lock."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self._catalog = catalog
        self._dense_side = Dense(folder, catalog)
        # The languages of a generation's articles, which take a look at every one to know.
        self._languages: tuple[int, list[str]] | None = None

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One whole generation: everything read inside, searches too, is of it."""
        with self._dense_side.snapshot():
            yield

    def search(
        self, question: str, vector: Vectors | None, count: int, filters: Filters
    ) -> list[Hit]:
        """The best passages for a question, best first; to be called inside a snapshot.

        Args:
            question: any text; its words are searched for as they are.
            vector: the question's vector by the index's own model, or None for words alone.
            count: how many passages at most.
            filters: which articles count.
        """
        sources = self._allowed(filters)
        if sources is not None and not sources:
            return []
        fetch = max(_CANDIDATES, 2 * count)
        allowed = None if sources is None else json.dumps(sorted(set(sources.values())))
        stems = self._stems(question)
        words = lexical.passages(self._catalog.db, question, fetch, allowed, stems)
        cosines: dict[int, float] = {}
        if vector is not None:
            cosines = self._dense_side.nearest(vector, fetch, allowed)
            cosines |= self._dense_side.cosines(vector, [i for i in words if i not in cosines])
        return self._fuse(question, words, cosines, count, sources)

    def newest(self, count: int, filters: Filters) -> list[Hit]:
        """The first passages of the newest articles whose day is known, the newest first.

        Of near-copies the first to come out stands for all, and names the others.
        """
        known = [
            (source, document)
            for source, document in self._catalog.sources()
            if document is not None and source.published is not None and passes(source, filters)
        ]
        known.sort(key=lambda pair: pair[0].published.date if pair[0].published else "")
        first: dict[object, tuple[Source, int, list[str]]] = {}
        for source, document in known:
            story = ("group", source.group) if source.group is not None else ("one", document)
            kept = first.setdefault(story, (source, document, []))
            if kept[0] is not source:
                kept[2].append(source.file)
        chosen = list(first.values())[::-1][:count]
        texts = self._catalog.opening(document for _, document, _ in chosen)
        return [
            Hit(source, texts[document], 1.0, None, 0.0, tuple(copies))
            for source, document, copies in chosen
            if document in texts
        ]

    def close(self) -> None:
        """Let go of the base."""
        self._dense_side.close()

    def _stems(self, question: str) -> list[str]:
        generation = self._catalog.generation
        if self._languages is None or self._languages[0] != generation:
            found = self._catalog.languages()
            self._languages = generation, [code for code in found if code != language.ENGLISH]
        return language.query_stems(question, self._languages[1])

    def _allowed(self, filters: Filters) -> dict[str, int] | None:
        """The files that the filters ask for, each with its document; None for all."""
        if not filters:
            return None
        return {
            source.file: document
            for source, document in self._catalog.sources()
            if document is not None and passes(source, filters)
        }

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
            f" d.language, {PUBLISHED}, {UNDATED}, g.first FROM passages p"
            " JOIN files f ON f.document = p.document JOIN documents d ON d.id = p.document"
            " LEFT JOIN groups g ON g.document = p.document"
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
        passages: dict[int, Passage] = {}
        scored = self._without_repeats(scored, _WEIGHED * max(count, 1), passages)
        return [
            Hit(
                source=source_of((*row[3:10], None, None, *row[10:])),
                passage=passage,
                score=round(score, 6),
                dense=cosines.get(row[0]),
                lexical=words.get(row[0], 0.0),
                copies=copies,
            )
            for score, row, passage, copies in self._distinct(scored, count, passages)
        ]

    def _without_repeats(
        self, scored: list[tuple[float, Any]], many: int, passages: dict[int, Passage]
    ) -> list[tuple[float, Any]]:
        """The candidates in order again, the best of them demoted for what their outlet repeats."""
        best = scored[:many]
        found = self._catalog.passages(row[0] for _, row in best)
        passages.update(found)
        outlets = {row[0]: row[5] for _, row in best}
        weights = repeats.weights(self._catalog.db, found, outlets)
        weighed = [(score * weights[row[0]], row) for score, row in best] + scored[many:]
        return sorted(weighed, key=lambda pair: -pair[0])

    def _distinct(
        self, scored: list[tuple[float, Any]], count: int, passages: dict[int, Passage]
    ) -> list[tuple[float, Any, Passage, tuple[str, ...]]]:
        """The best passages, each with the files that hold the same words instead of those."""
        out: list[tuple[float, Any, Passage, list[str]]] = []
        waiting = iter(scored)
        # Copies score alike: they are looked for some way beyond the last hit.
        least = _WEIGHED * max(count, _FEWEST_WEIGHED)
        while part := list(itertools.islice(waiting, least)):
            if new := [row[0] for _, row in part if row[0] not in passages]:
                passages.update(self._catalog.passages(new))
            for score, row in part:
                passage = passages[row[0]]
                same = next((o for o in out if _same(o[1], o[2], row, passage)), None)
                if same is not None:
                    same[3].append(row[3])
                elif len(out) < count:
                    out.append((score, row, passage, []))
            if len(out) >= count:
                break
        return [(score, row, p, tuple(dict.fromkeys(c))) for score, row, p, c in out]


def _same(row: Any, passage: Passage, other_row: Any, other: Passage) -> bool:
    """Whether two passages are of copies of one article and say the same."""
    if row[1] == other_row[1]:
        return bool(row[0] == other_row[0])
    if row[11] is None or row[11] != other_row[11]:
        return False
    if copies.told_apart(copies.figures(passage.text), copies.figures(other.text)):
        return False
    mine, theirs = copies.runs(passage.text), copies.runs(other.text)
    fewer = min(len(mine), len(theirs))
    return fewer > 0 and len(mine & theirs) >= copies.CONTAINED * fewer


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
