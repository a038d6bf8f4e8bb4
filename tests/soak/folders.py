"""A folder of articles that changes at random, and what an index of it must hold."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from index.catalog import key_of
from index.errors import UnreadableArticle
from index.passages import cut
from index.reading import READERS, read
from tests.index.support import COMMON, story

_TALE = re.compile(rb"Tale (\d+) ")
_GOODS = "amber barley copper dates fleece glass honey indigo jute lead oil salt tar wool".split()

Found = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index must hold: file and text of every passage, and the keys of those texts."""

    found: Found = frozenset()
    keys: frozenset[str] = frozenset()


class Folder:
    """A folder of articles whose files come, change, move and go.

    Args:
        path: the folder; created.
        rng: chooses what happens.
        fewest, most: between how many files it is kept.
    """

    def __init__(self, path: Path, rng: random.Random, fewest: int = 30, most: int = 120) -> None:
        self.path = path
        self._rng = rng
        self._fewest = fewest
        self._most = most
        self._number = 0
        self._cut: dict[tuple[str, bytes], list[tuple[str, str]]] = {}
        path.mkdir(parents=True)

    def fill(self, count: int) -> None:
        """Add so many articles."""
        for _ in range(count):
            self._add()

    def change(self, count: int) -> None:
        """Let so many things happen to the files; at most a fifth of them go."""
        files = self.files()
        may_go = max(0, min(len(files) // 5, len(files) - self._fewest))
        for _ in range(count):
            files = self.files()
            what = self._rng.choices(
                ["add", "edit", "rename", "delete", "copy", "touch", "spoil", "swap"],
                [30, 30, 15, 15, 4, 4, 2, 2],
            )[0]
            if what == "add":
                what = "add" if len(files) < self._most else "delete"
            if what in ("delete", "spoil"):
                what, may_go = (what if may_go > 0 else "edit"), may_go - 1
            getattr(self, f"_{what}")(*([] if what == "add" else [self._rng.choice(files)]))

    def files(self) -> list[Path]:
        """Every file of the folder, sorted."""
        return sorted(path for path in self.path.rglob("*") if path.is_file())

    def contents(self) -> Contents:
        """What an index of the folder as it is now must hold."""
        found, keys = set(), set()
        for path in self.files():
            for text, key in self._passages(path):
                found.add((path.relative_to(self.path).as_posix(), text))
                keys.add(key)
        return Contents(frozenset(found), frozenset(keys))

    def _passages(self, path: Path) -> list[tuple[str, str]]:
        suffix, data = path.suffix.lower(), path.read_bytes()
        if suffix not in READERS:
            return []
        if (suffix, data) not in self._cut:
            try:
                passages = cut(read(data, suffix))
            except UnreadableArticle:
                passages = []
            self._cut[suffix, data] = [(p.text, key_of(p.embedded_text).hex()) for p in passages]
        return self._cut[suffix, data]

    def _new_path(self) -> Path:
        self._number += 1
        where = self._rng.choice(["", "", "", "north/", "south/far/"])
        return self.path / f"{where}{self._number}{self._rng.choice(['.txt', '.txt', '.md'])}"

    def _write(self, path: Path) -> None:
        self._number += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story(self._number) if self._rng.random() < 0.7 else tale(self._number, 0))

    def _add(self) -> None:
        self._write(self._new_path())

    def _edit(self, path: Path) -> None:
        number = _number_of(path)
        # Copies that differ a little would be found as one.
        if number is None or sum(_number_of(other) == number for other in self.files()) > 1:
            self._write(path)
        else:
            path.write_text(tale(number, self._rng.randrange(1_000)))

    def _rename(self, path: Path) -> None:
        new = self._new_path().with_suffix(path.suffix)
        new.parent.mkdir(parents=True, exist_ok=True)
        path.rename(new)

    def _delete(self, path: Path) -> None:
        path.unlink()

    def _copy(self, path: Path) -> None:
        new = self._new_path().with_suffix(path.suffix)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(path.read_bytes())

    def _touch(self, path: Path) -> None:
        path.touch()

    def _spoil(self, path: Path) -> None:
        path.write_bytes(b"\0\1\2" + str(self._number).encode())

    def _swap(self, path: Path) -> None:
        other = self._rng.choice(self.files())
        if other.suffix == path.suffix and other != path:
            aside = path.with_name("aside")
            path.rename(aside)
            other.rename(path)
            aside.rename(other)


def tale(number: int, edition: int) -> str:
    """An article of several passages; two editions of it differ in one sentence."""
    rng = random.Random(number)
    lines = [
        f"On day {rng.randrange(9_999)} ship {rng.randrange(9_999)} brought {rng.randrange(9_999)} "
        f"barrels of {rng.choice(_GOODS)} and {rng.choice(_GOODS)} to the {COMMON}, where keeper "
        f"{rng.randrange(9_999)} of pier {rng.randrange(9_999)} signed for them."
        for _ in range(rng.choice([12, 25, 40]))
    ]
    if edition:
        lines[edition % len(lines)] += f" In edition {edition} the {COMMON} was closed."
    blocks = [" ".join(lines[i : i + 5]) for i in range(0, len(lines), 5)]
    return f"Tale {number} of the {COMMON}\n\n" + "\n\n".join(blocks) + "\n"


def _number_of(path: Path) -> int | None:
    found = _TALE.match(path.read_bytes())
    return int(found[1]) if found else None
