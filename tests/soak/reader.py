"""A process that searches at a steady rate, and sees that every search is of one generation.

Run as ``python -m tests.soak.reader DATA RATE SEED STOP``. It says "ready" when it has searched
once, searches so many times a second until there is a file STOP, and ends with a line of JSON; see
`Told`.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from index.article import Hit
from index.catalog import Catalog
from index.store import Index
from tests.soak.bulletin import BEACON, BEACONS, FOREIGN, BeaconEmbedder, question, stamps

_COUNT = 10


@dataclass
class Told:
    """What a reader saw.

    Attributes:
        seconds: of each search, the opening of a new base included.
        after_swap: those of the first search of each base but the first.
        stamps: the stamp of every generation that was seen.
        errors, mixes, warnings: what must not be.
    """

    seconds: list[float] = field(default_factory=list)
    after_swap: list[float] = field(default_factory=list)
    stamps: dict[int, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    mixes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class Reader:
    """Searches one index.

    Args:
        data: the data folder.
        seed: of the questions.
    """

    def __init__(self, data: Path, seed: int) -> None:
        self.told = Told()
        self._rng = random.Random(seed)
        self._embedder = BeaconEmbedder()
        self._index = Index(data.parent, data, embedding="none", cache=data)
        self._base: str | None = None
        self._last = -1

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def search(self) -> None:
        """Search once, by words and by vector, and see that all is of one generation."""
        try:
            self._search()
        except Exception as error:
            self.told.errors.append(f"{type(error).__name__}: {error}")

    def _search(self) -> None:
        asked = question(self._rng)
        vector = self._embedder.embed_query(asked)
        began = time.perf_counter()
        with self._index.snapshot() as catalog:
            hits = self._index.search(asked, _COUNT, vector=vector)
            took = time.perf_counter() - began
            base = catalog.meta("base")
            (self.told.seconds if self._base in (None, base) else self.told.after_swap).append(took)
            self._base = base
            self._check(catalog, hits)

    def _check(self, catalog: Catalog, hits: list[Hit]) -> None:
        """See that what is found now is of the generation that the snapshot is of."""
        words = self._index.search(BEACON, _COUNT)
        meaning = self._index.search(FOREIGN, _COUNT, vector=self._embedder.towards)
        generation, found = catalog.generation, stamps(words)
        problems = [*self._not_of_their_texts([*hits, *words, *meaning])]
        if [file for file, _ in found] != sorted(BEACONS) or len({s for _, s in found}) != 1:
            problems.append(f"beacons by words: {found}")
        elif stamps(meaning) != found:
            problems.append(f"beacons by meaning: {stamps(meaning)}, by words: {found}")
        elif self.told.stamps.setdefault(generation, found[0][1]) != found[0][1]:
            problems.append(f"beacons of {self.told.stamps[generation]}, then {found}")
        if generation < self._last:
            problems.append(f"generation {generation} after {self._last}")
        if not hits:
            problems.append("nothing was found")
        self._last = generation
        self.told.mixes += [f"generation {generation}: {problem}" for problem in problems]

    def _not_of_their_texts(self, hits: list[Hit]) -> Iterable[str]:
        texts = {f: self._index.article(f).text for f in {hit.source.file for hit in hits}}
        for hit in hits:
            text = texts[hit.source.file]
            if text[hit.passage.start : hit.passage.end] != hit.passage.text:
                yield f"no passage of {hit.source.file} now: {hit.passage.text!r}"


class Warnings(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, into: list[str]) -> None:
        super().__init__()
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(record.getMessage())


def main(data: Path, rate: float, seed: int, stop: Path) -> Told:
    """Search until there is a file; returns what was seen."""
    with closing(Reader(data, seed)) as reader:
        reader.search()
        reader.told.seconds.clear()
        logging.getLogger("newsdesk").addHandler(Warnings(reader.told.warnings))
        print("ready", flush=True)
        due = time.monotonic() + reader._rng.random() / rate
        while not stop.exists():
            time.sleep(max(0.0, due - time.monotonic()))
            # Who is late does not catch up: so many searches a second are the most.
            due = max(due + 1 / rate, time.monotonic())
            reader.search()
    return reader.told


if __name__ == "__main__":
    data, rate, seed, stop = sys.argv[1:]
    print(json.dumps(asdict(main(Path(data), float(rate), int(seed), Path(stop)))), flush=True)
