"""Figures and years in each other's place: "held six days" where the source has nineteen.

A claim's number may stand in its source and yet belong to something else. What it belongs to is
told by the words beside it: where another number of the source has clearly more of the claim's
beside it than the claim's own has there, one stands in the other's place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.alike import same_meaning
from bot.checking.changes import ends
from bot.checking.coverage import is_light
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word

# How much more must stand beside the other number: so many times as much, and so much besides.
_TIMES, _MORE = 1.2, 0.15


_Near = tuple[Word, float, int]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number or a year.

    Attributes:
        value: what it amounts to.
        kind: what it must share with another to stand in its place: its kind and unit.
        start, end: character offsets.
        around: content words near it, with how near they are (0 to 1) and on which side.
        shared: the same with what stands before the first figure of its kind.
    """

    value: float
    kind: tuple[str, str | None]
    start: int
    end: int
    around: tuple[_Near, ...]
    shared: tuple[_Near, ...]


def misplaced(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Figures of a claim that stand where the source has another of their kind."""
    if not (claim.quantities or claim.moments) or "respectively" in cited.lower:
        return
    theirs = _figures(cited)
    if len(theirs) < 2:
        return
    mine = _figures(claim)
    yield from _twice(mine, theirs, claim, cited)
    for own in mine:
        same = [s for s in theirs if _equal(s, own)]
        compared = _THAN.search(claim.lower[: own.start])
        if not same or compared or any(_OPEN.match(cited.lower, s.end) for s in same):
            continue
        if own.value in (ends(claim) or ()) and ends(claim) == ends(cited):
            # "To 79, from 62" is "from 62 to 79".
            continue
        for other in theirs:
            if other.kind != own.kind or other.value == own.value or _joined(other, same, cited):
                continue
            if _exchanged(own, other, mine, same, all(_is_bare(s, cited) for s in same)):
                shown = cited.text[other.start : other.end]
                words = claim.text[own.start : own.end]
                yield Fault("placed", words, f"the source has {shown} there", shown)
                return


def _twice(
    mine: Sequence[_Figure], theirs: Sequence[_Figure], claim: Parsed, cited: Parsed
) -> Iterator[Fault]:
    """ "12 of the 12 sirens" for "12 of the 30": a figure that has taken another's place too."""
    for own in mine:
        others = [m for m in mine if m is not own and _equal(m, own)]
        if not others or own is not min((own, *others), key=lambda m: m.start):
            continue
        told = sum(_equal(s, own) for s in theirs)
        lost = [s for s in theirs if s.kind == own.kind and not any(_equal(s, m) for m in mine)]
        if told == 1 and lost:
            shown = cited.text[lost[0].start : lost[0].end]
            words = claim.text[own.start : own.end]
            yield Fault("placed", words, f"the source says {shown} besides", shown)


def _exchanged(
    own: _Figure, other: _Figure, mine: Sequence[_Figure], same: Sequence[_Figure], bare: bool
) -> bool:
    """Whether a claim's figure stands where its source has another.

    Args:
        own: the claim's figure.
        other: the source's other figure.
        mine: all of the claim's.
        same: the claim's figure in the source.
        bare: whether it stands there without what it counts.
    """
    back = [m for m in mine if _equal(m, other)]
    if not back:
        here = max(_beside(own.around, s.around) for s in same)
        there = _beside(own.around, other.around, bare)
        return there > _TIMES * here + _MORE
    # The claim has both: each must have more of what is the other's.
    here = max(_beside(own.shared, s.shared) for s in same)
    there = _beside(own.shared, other.shared, bare)
    rightly = max(_beside(b.shared, other.shared) for b in back)
    wrongly = max(_beside(b.shared, s.shared) for b in back for s in same)
    sure = there + wrongly > _TIMES * (here + rightly) + _MORE
    return sure and there > here and wrongly > rightly


def _equal(a: _Figure, b: _Figure) -> bool:
    return a.value == b.value and a.kind == b.kind


# "Three of them" counts what was named before.
_OPEN = re.compile(r"\s*(?:of (?:them|these|those|which|whom|it)|others|more|ones)\b")
# "Faster than the permitted 40" is said of another.
_THAN = re.compile(r"\bthan (?:[a-z]+ ){0,3}$")
_BARE = re.compile(
    r"\s+(?:of (?:the|their|its|his|her)|were|was|are|is|had|have|has|went|did|do|in|on|at|to|by"
    r"|from|for|with|than|who|and|or|but|[a-z]+ed)\b|\s*[,.;:)]|\s*$"
)
_REST = re.compile(
    r"\b(?:(?:other|others|remaining|another)"
    r"|(?:figure|number|total|toll|share|it|that) (?:at|to|as))"
    r"(?: (?:about|around|only|just|some|nearly|over))?\s$"
)
_JOINT = re.compile(r"\s*(?:-|--|–|—|to|and|or)\s*[$€£]?")


def _is_bare(figure: _Figure, parsed: Parsed) -> bool:
    """Whether a number stands without what it counts: "and six captured"."""
    before = parsed.lower[: figure.start]
    if figure.kind[0] == "year" or (figure.kind[1] is not None and not _REST.search(before)):
        return False
    return bool(_BARE.match(parsed.lower, figure.end) or _REST.search(before))


def _joined(other: _Figure, same: Sequence[_Figure], cited: Parsed) -> bool:
    """Whether two figures are the ends of one range."""
    return any(
        _JOINT.fullmatch(cited.lower, min(s.end, other.end), max(s.start, other.start))
        for s in same
    )


@functools.lru_cache(maxsize=4_096)
def _figures(parsed: Parsed) -> tuple[_Figure, ...]:
    found: list[_Figure] = []
    for value, kind, start, end in _told(parsed):
        around = tuple(_around(start, end, parsed))
        first = next((f for f in found if f.kind == kind), None)
        apart = first is None or _STOP.search(parsed.text[first.end : start])
        shared = around if first is None or apart else _with(around, first.around)
        found.append(_Figure(value, kind, start, end, around, shared))
    return tuple(found)


def _with(around: Sequence[_Near], first: Sequence[_Near]) -> tuple[_Near, ...]:
    """What stands before two figures belongs to both: "the sea is 50 km long and 15 wide"."""
    found = {near[0].start: near for near in around}
    for near in first:
        if near[2] < 0 and (near[0].start not in found or near[1] > found[near[0].start][1]):
            found[near[0].start] = near
    return tuple(found.values())


def _told(parsed: Parsed) -> Iterator[tuple[float, tuple[str, str | None], int, int]]:
    for q in parsed.quantities:
        if q.value > 1 and parsed.lower[q.start : q.end] not in _NO_NUMBERS:
            yield q.value, (q.kind, q.unit), q.start, q.whole
    for m in parsed.moments:
        year = m.get("year")
        if "year" in m.said and isinstance(year, int):
            yield year, ("year", None), m.start, m.end


_NO_NUMBERS = frozenset(("both", "twice", "double", "triple", "a couple"))
# How much less a word on the other side of its number counts.
_OTHER_SIDE = 0.5
# How near a word must be behind a number to be what it counts.
_COUNTED = 0.35


def _beside(own: Sequence[_Near], other: Sequence[_Near], bare: bool = False) -> float:
    """How many words two figures have beside them in common, the nearest counting most.

    Args:
        own: what is near a claim's figure.
        other: what is near one of its source.
        bare: whether what the source's figure counts may be said of others too.
    """
    return sum(
        near
        * max(
            (
                n * (1 if at == side else _OTHER_SIDE)
                for told, n, at in other
                if not (bare and at > 0 and n > _COUNTED) and same_meaning(word, told)
            ),
            default=0.0,
        )
        for word, near, side in own
    )


_FAR = 9.0
_OF_A_NAME = 0.7
_MARK = re.compile(r"[,;:()–—]|--")
_STOP = re.compile(r"[.!?]")
_JOINTS = frozenset(("and", "but", "while"))


def _around(start: int, end: int, parsed: Parsed) -> Iterator[tuple[Word, float, int]]:
    """Content words near a figure, each with its nearness and its side (-1 or 1)."""
    ws = parsed.words
    before = [k for k, w in enumerate(ws) if w.end <= start]
    behind = [k for k, w in enumerate(ws) if w.start >= end]
    for side, places, edge in ((-1, before[::-1], start), (1, behind, end)):
        distance = 0.0
        for k in places:
            word, heavy = ws[k], not is_light(ws[k])
            gap = parsed.text[word.end : edge] if side < 0 else parsed.text[edge : word.start]
            # A word counts one, a small one half; marks and joints part what belongs together.
            distance += 1 if heavy else 0.5
            distance += 2 * bool(_MARK.search(gap) or parsed.lowered[k] in _JOINTS)
            distance += 6 * bool(_STOP.search(gap))
            if distance >= _FAR:
                break
            if heavy and not word.surface[0].isdigit():
                # A name may stand far from all that is said of it.
                name = word.capital and not word.opens
                yield word, (_OF_A_NAME if name else 1) / (1 + distance / 2), side
            edge = word.start if side < 0 else word.end
