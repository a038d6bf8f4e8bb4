"""A folder of articles of which every generation is stamped, and an embedder that finds the stamps.

Two articles, the beacons, are rewritten before every sync with the same stamp. A search that finds
them with two stamps, or one of them twice, has mixed two generations.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.article import Hit
from index.embedding.base import Vectors
from tests.soak.stub import Stub

DIMENSIONS = 384
BEACON = "beaconlight"
FOREIGN = "qwertzuiop"  # a question that shares no word with any article
BEACONS = ("beacons/north.txt", "south.md")

_STAMP = re.compile(rf"{BEACON} (\d+)")
_WORDS = [
    f"{first}{second}"
    for first in (
        "har",
        "bel",
        "cor",
        "dun",
        "fen",
        "gal",
        "hol",
        "kes",
        "lan",
        "mor",
        "nor",
        "pel",
    )
    for second in ("bour", "mere", "stead", "wick", "ford", "gate", "holm", "ley", "ness", "ton")
]


class BeaconEmbedder(Stub):
    """Gives each text a direction of its own, and the beacons one that is nearly theirs alone."""

    def __init__(self) -> None:
        super().__init__("beacons/1", DIMENSIONS)
        self.towards: Vectors = super().embed_query(BEACON)

    def embed_query(self, question: str) -> Vectors:
        vector = super().embed_query(question)
        if BEACON in question:
            vector = self.towards + 0.3 * vector
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


class Bulletin:
    """The folder, as its only writer changes it.

    Args:
        path: the folder; created.
        count: how many articles there are to begin with, besides the beacons.
        seed: of what happens to them.
    """

    def __init__(self, path: Path, count: int, seed: int) -> None:
        self._path = path
        self._rng = random.Random(seed)
        self._number = 0
        self._names: list[str] = []
        (path / "beacons").mkdir(parents=True)
        for _ in range(count):
            self._add()
        self._count = count
        self.stamp(0)

    def change(self, stamp: int) -> None:
        """Let one to three articles come, change, move or go, and stamp the generation."""
        for _ in range(self._rng.randint(1, 3)):
            what = self._rng.choice([self._add, self._edit, self._rename, self._delete])
            if what == self._delete and len(self._names) < self._count:
                what = self._add
            what()
        self.stamp(stamp)

    def stamp(self, stamp: int) -> None:
        """Rewrite both beacons."""
        for name in BEACONS:
            text = f"The {BEACON} {stamp} was seen from the pier, {name} reports at length."
            (self._path / name).write_text(f"The light of {name}\n\n{text}\n")

    def _write(self, name: str) -> None:
        self._number += 1
        (self._path / name).write_text(report(self._number))

    def _add(self) -> None:
        name = f"{self._number}.txt"
        self._names.append(name)
        self._write(name)

    def _edit(self) -> None:
        self._write(self._rng.choice(self._names))

    def _rename(self) -> None:
        place = self._rng.randrange(len(self._names))
        self._number += 1
        name = f"{self._number}-moved.txt"
        (self._path / self._names[place]).rename(self._path / name)
        self._names[place] = name

    def _delete(self) -> None:
        name = self._names.pop(self._rng.randrange(len(self._names)))
        (self._path / name).unlink()


def report(number: int) -> str:
    """An article of a passage or two, unlike every other number's."""
    rng = random.Random(number)
    sentences = [
        f"On day {number} the {_some(rng, 3)} of {_some(rng, 1).title()} met {_some(rng, 6)}."
        for _ in range(rng.randint(3, 9))
    ]
    return f"{_some(rng, 4).capitalize()}, number {number}\n\n{' '.join(sentences)}\n"


def question(rng: random.Random) -> str:
    """A question that shares words with some of the articles."""
    return f"Which {_some(rng, 2)} met the {_some(rng, 2)}?"


def stamps(hits: Iterable[Hit]) -> list[tuple[str, int]]:
    """File and stamp of the beacons among some hits, sorted."""
    found = ((hit.source.file, _STAMP.search(hit.passage.text)) for hit in hits)
    return sorted((file, int(stamp[1])) for file, stamp in found if stamp)


def _some(rng: random.Random, count: int) -> str:
    return " ".join(rng.sample(_WORDS, count))
