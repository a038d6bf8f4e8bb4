"""Claims and sources in which two names, figures or things of the source change places.

As in `reading_exchanges` four pairs come of each claim that follows; but what is put in is in the
source already, so that what belongs to which must be read, and not which words there are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.reading_data import Pair, Story, evidence
from benchmarks.reading_exchanges import OPPOSED

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMBER = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_FIGURE = r"(?<![\w.,-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w-]|[.,]\d)"
# What may change places, each with its kind alone; the group is the words themselves.
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"((?<![\w.,-])(?:1\d|20)\d\d(?![\w-]|[.,]\d))",
        rf"\b({_MONTH})\b",
        rf"\b({_DAY})\b",
        rf"({_FIGURE}|\b(?:{_NUMBER})\b)",
        rf"(?<=[a-z,] )(?!(?:{_MONTH}|{_DAY})\b)([A-Z][a-z][\w'-]+(?: [A-Z][a-z][\w'-]+)*)",
        rf"(?:{_FIGURE}|\b(?:{_NUMBER}|many|several|some|few|more|all)) ([a-z]{{3,}}s)\b",
    )
)
_JOINED = r"(?: and | or |, | with |/)(?:the )?"


def swapped(stories: Sequence[Story], rng: random.Random) -> list[Pair]:
    """Four pairs of each true claim that has one of two things of its source; in fours."""
    out: list[Pair] = []
    for story in stories:
        for item in story.items:
            for letter, version in story.versions.items():
                if item.sign != (letter or "+"):
                    continue
                source = evidence(version, item.places, rng)
                for one, other in exchangeable(item.text, source, rng):
                    claim, exchanged = (swap(t, one, other) for t in (item.text, source))
                    out += [
                        Pair(0, (item.text, source), True),
                        Pair(0, (claim, exchanged), True),
                        Pair(0, (item.text, exchanged), False),
                        Pair(0, (claim, source), False),
                    ]
                    break
    return out


def exchangeable(claim: str, source: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Two of a kind in a source of which the claim has one, and no list has both."""
    found = []
    # Nothing is taken from the heading, where the article's day stands; what is taken is exchanged
    # there too.
    told = source.partition(" | ")[2] or source
    kinds = [[m[1] for m in kind.finditer(told)] for kind in _KINDS]
    kinds += [[word for word in pair if _has(told, word)] for pair in OPPOSED]
    for words in map(dict.fromkeys, kinds):
        for one in words:
            if not _has(claim, one):
                continue
            found += [
                (one, other)
                for other in words
                if not _has(claim, other)
                and one.lower() not in other.lower()
                and other.lower() not in one.lower()
                and not _listed(source, one, other)
            ]
    rng.shuffle(found)
    yield from found


def _listed(text: str, one: str, other: str) -> bool:
    a, b = re.escape(one), re.escape(other)
    return re.search(rf"{a}{_JOINED}{b}|{b}{_JOINED}{a}", text) is not None


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text) is not None


def swap(text: str, one: str, other: str) -> str:
    """A text in which two phrases have changed places."""
    either = "|".join(re.escape(p) for p in (one, other))
    return re.sub(
        rf"(?<![\w-])(?:{either})(?![\w-])", lambda m: other if m[0] == one else one, text
    )
