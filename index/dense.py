"""The dense side of a search: the base's graph, and an exact scan of what it does not hold."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import base
from index.base import Base
from index.catalog import Catalog, Key
from index.embedding.base import Vectors

log = logging.getLogger("newsdesk.search")

# Up to how many texts a filter is answered by an exact scan.
_EXACT = 20_000
_TRIES = 10
_PARAMETERS = 30_000


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


_EMPTY = _Scan((), np.zeros((0, 0), np.float32))


class Dense:
    """Finds the passages nearest to a vector; not shared between threads without a lock."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self._folder = folder
        self._catalog = catalog
        self._base: Base | None = None
        # In the base's stead when it cannot be read: its name and an exact scan of all its keys.
        self._instead: tuple[str, _Scan] | None = None
        self._delta: tuple[int, str | None, _Scan] | None = None

    def close(self) -> None:
        """Let go of the base."""
        if self._base is not None:
            self._base.close()
            self._base = None

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One read transaction on the catalog, and the base that it names held open.

        The base is opened first: one that is held cannot be removed before the transaction ends.
        """
        for last in (*[False] * _TRIES, True):
            self._follow(self._catalog.meta("base"))
            with self._catalog.snapshot():
                if last or self._catalog.meta("base") == self._held:
                    yield
                    return

    @property
    def _held(self) -> str | None:
        return self._base.name if self._base else self._instead[0] if self._instead else None

    def nearest(self, vector: Vectors, count: int, allowed: str | None) -> dict[int, float]:
        """Cosine by passage, for the nearest live passages of base and delta.

        Args:
            vector: unit vector of the index's model.
            count: how many at least, if there are so many.
            allowed: JSON list of the documents to look into, or None for all.
        """
        if allowed is not None:
            rows = self._catalog.db.execute(
                "SELECT DISTINCT key FROM passages WHERE document IN"
                " (SELECT value FROM json_each(?)) LIMIT ?",
                (allowed, _EXACT + 1),
            ).fetchall()
            if len(rows) <= _EXACT:
                near = self._scan([key for (key,) in rows]).nearest(vector, count)
                return self._live(near, allowed)
        near = self._delta_scan().nearest(vector, count)
        (dead,) = self._catalog.db.execute("SELECT count(*) FROM dead").fetchone()
        # Some of the base's keys may be gone or filtered out: fetch more until enough live.
        ask = count + min(dead, count)
        while True:
            found = self._live([*self._base_nearest(vector, ask), *near], allowed)
            if len(found) >= count or ask >= self._base_size:
                return found
            ask *= 4

    def cosines(self, vector: Vectors, ids: list[int]) -> dict[int, float]:
        """Cosine to a vector by passage, for those of these passages that have a vector."""
        rows = self._catalog.db.execute(
            # CROSS: else SQLite goes through all vectors, to look up the passages of each.
            "SELECT p.id, v.vector FROM passages p CROSS JOIN vectors v"
            " ON v.model = ? AND v.key = p.key"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            (self._catalog.meta("model"), json.dumps(ids)),
        )
        return {id: float(np.frombuffer(v, np.float32) @ vector) for id, v in rows}

    def _follow(self, name: str | None) -> None:
        """Hold the published base open, or remember that it cannot be."""
        if name == self._held:
            return
        self.close()
        self._instead = None
        if name is None:
            return
        try:
            self._base = Base(self._folder, name)
        except Exception as error:
            # A newer base may have taken its place by now; or Chroma raised anything it likes.
            self._fall_back(name, error)

    def _fall_back(self, name: str, error: Exception) -> None:
        # Chroma writes to what it reads: that it cannot tells nothing of a base's state.
        if self._catalog.frozen is None and self._catalog.meta("base") == name:
            log.warning("base %s cannot be read (%s): scanning the catalog instead", name, error)
            base.report_damage(base.path_of(self._folder, name))
        self._instead = (name, _EMPTY)

    @property
    def _base_size(self) -> int:
        return self._base.size if self._base else len(self._base_scan().keys)

    def _base_nearest(self, vector: Vectors, count: int) -> list[tuple[Key, float]]:
        if self._base is not None:
            try:
                return self._base.nearest(vector, count)
            except Exception as error:
                name = self._base.name
                self.close()
                self._fall_back(name, error)
        return self._base_scan().nearest(vector, count)

    def _base_scan(self) -> _Scan:
        if self._instead is None:
            return _EMPTY
        name, scan = self._instead
        if not scan.keys:
            rows = self._catalog.db.execute("SELECT key FROM base_keys")
            scan = self._scan([key for (key,) in rows])
            self._instead = (name, scan)
        return scan

    def _delta_scan(self) -> _Scan:
        generation, model = self._catalog.generation, self._catalog.meta("model")
        if self._delta is None or self._delta[:2] != (generation, model):
            before = self._delta[2] if self._delta and self._delta[1] == model else _EMPTY
            keys = [key for (key,) in self._catalog.db.execute("SELECT key FROM delta")]
            self._delta = (generation, model, self._scan(keys, before))
        return self._delta[2]

    def _scan(self, keys: Sequence[Key], before: _Scan = _EMPTY) -> _Scan:
        """The vectors of these keys, those that an earlier scan holds taken from there."""
        vectors: dict[Key, Vectors] = dict(zip(before.keys, before.matrix, strict=True))
        new = [key for key in keys if key not in vectors]
        vectors |= self._catalog.vectors(self._catalog.meta("model") or "", new)
        found = {key: vectors[key] for key in keys if key in vectors}
        matrix = np.stack(list(found.values())) if found else _EMPTY.matrix
        return _Scan(tuple(found), matrix)

    def _live(self, near: Iterable[tuple[Key, float]], allowed: str | None) -> dict[int, float]:
        cosines = dict(near)
        where = "" if allowed is None else " AND document IN (SELECT value FROM json_each(?))"
        more = () if allowed is None else (allowed,)
        keys = list(cosines)
        out: dict[int, float] = {}
        # SQLite takes so many parameters and no more.
        for start in range(0, len(keys), _PARAMETERS):
            part = keys[start : start + _PARAMETERS]
            rows = self._catalog.db.execute(
                f"SELECT id, key FROM passages WHERE key IN ({','.join('?' * len(part))}){where}"
                " AND EXISTS (SELECT 1 FROM files f WHERE f.document = passages.document)",
                (*part, *more),
            )
            out.update((id, cosines[key]) for id, key in rows)
        return out
