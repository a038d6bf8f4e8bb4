"""The stories of `benchmarks/data/reading`, as pairs of texts for the reader.

A pair's first text is a claim or a question, its second what may bear it out or answer it. What the
files look like is told beside them.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.reader import heading
from index import Dated

DATA = Path(__file__).parent / "data" / "reading"

_HEAD = re.compile(r"@\s*(?:(\d{4}-\d\d-\d\d)\s*\|)?\s*\|?\s*(.*)$")
_SENTENCE = re.compile(r"([AB]?)(\d+)\s+(.*)$")
_ITEM = re.compile(r"(\+|-\s*\w+|\?|!|q?[ab])\s+([\d,\s-]+)\|\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Version:
    """A story as one version tells it: its day as ISO 8601 or "", its title, its sentences."""

    day: str
    title: str
    sentences: tuple[str, ...]

    def span(self, places: Sequence[int]) -> tuple[int, int]:
        """The first and the last of some places, or the last sentence where it has fewer."""
        most = len(self.sentences) - 1
        return min(most, *places), min(most, max(places))


@dataclass(frozen=True, slots=True)
class Item:
    """A claim or a question, its sign, and the places of the sentences that matter most."""

    sign: str
    places: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Its versions by letter ("" where there is one) and what was written about them."""

    versions: dict[str, Version]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What the reader reads, and what it should say.

    Attributes:
        task: 0 for "does it follow", 1 for "does it answer".
        texts: two, or for a question three: the last is what stands round the sentence.
        alone: log-odds by the first text alone, which the reader is not to learn.
        beside: whether the sentence is only one beside that which its question is about.
    """

    task: int
    texts: tuple[str, ...]
    right: bool
    alone: float = 0.0
    beside: bool = False


def stories(folder: Path) -> Iterator[Story]:
    """Every story of a folder's files."""
    for path in sorted(folder.rglob("*.txt")):
        for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
            if block.strip():
                yield _story(block.strip().splitlines())


def _story(lines: Sequence[str]) -> Story:
    day, title = _HEAD.match(lines[0]).groups()  # type: ignore[union-attr]
    told: dict[str, list[str]] = {}
    items = []
    for line in lines[1:]:
        if found := _SENTENCE.match(line):
            told.setdefault(found[1].lower(), []).append(found[3])
        elif found := _ITEM.match(line):
            items.append(
                Item(found[1][0] if found[1][0] == "-" else found[1], _places(found[2]), found[3])
            )
    versions = {k: Version(day or "", title, tuple(v)) for k, v in told.items()}
    return Story(versions, tuple(items))


def _places(text: str) -> tuple[int, ...]:
    out: list[int] = []
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        out += range(int(first) - 1, int(last or first))
    return tuple(out)


def _heading(version: Version, rng: random.Random, kept: float) -> str:
    dated = None
    if version.day and rng.random() < kept:
        dated = Dated(datetime.date.fromisoformat(version.day).isoformat(), "day", "")
    return heading(dated, version.title if rng.random() < kept else "")


def evidence(version: Version, places: Sequence[int], rng: random.Random, kept: float = 0.7) -> str:
    """The sentences of some places, at times with a neighbour, under their article's heading."""
    first, last = version.span(places)
    first = max(0, first - (rng.random() < 0.45))
    last = min(len(version.sentences) - 1, last + (rng.random() < 0.35))
    head = _heading(version, rng, kept)
    return (f"{head} | " if head else "") + " ".join(version.sentences[first : last + 1])


def claims(story: Story, rng: random.Random, alone: dict[str, float]) -> Iterator[Pair]:
    """Claims beside each version; where there is one, with what the claim alone tells."""
    for item in story.items:
        if item.sign in ("a", "b"):
            state = rng.getstate()
            for letter, version in story.versions.items():
                rng.setstate(state)
                texts = (item.text, evidence(version, item.places, rng))
                yield Pair(0, texts, letter == item.sign)
        elif item.sign in "+-" and item.text in alone:
            texts = (item.text, evidence(story.versions[""], item.places, rng))
            yield Pair(0, texts, item.sign == "+", alone[item.text])


def questions(story: Story, rng: random.Random) -> Iterator[Pair]:
    """Questions beside the sentences that answer them and others; near misses of twins alone.

    An unanswered question of a story without a twin is told by its wording too often.
    """
    for item in story.items:
        if item.sign not in ("?", "qa", "qb"):
            continue
        for letter, version in story.versions.items():
            right = item.sign == "?" or letter == item.sign[-1]
            others = [i for i in range(len(version.sentences)) if i not in item.places]
            for at in (*item.places, *rng.sample(others, min(1, len(others)))):
                if at < len(version.sentences):
                    meant = at in item.places
                    texts = (item.text, *placed(version, at, rng))
                    yield Pair(1, texts, right and meant, beside=not meant)


def placed(version: Version, at: int, rng: random.Random) -> tuple[str, str]:
    """A sentence, and as search gives it what stands round it: the heading and its neighbours."""
    told = version.sentences
    around = (
        _heading(version, rng, 0.7),
        told[at - 1] if at and rng.random() < 0.7 else "",
        told[at + 1] if at + 1 < len(told) and rng.random() < 0.5 else "",
    )
    return told[at], " ... ".join(part for part in around if part)
