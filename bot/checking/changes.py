"""Changes and comparisons of two figures: which of them was before, which is larger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed

_FROM = re.compile(r"\bfrom (?:about |around |some |just |nearly |over )?[$€£]?$")
_TO = re.compile(r"\bto (?:about |around |some |just |nearly |over )?[$€£]?$")
_MORE = re.compile(r"\b(?:more|higher|larger|bigger|greater|longer|older|heavier|faster) than\b")
_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|younger|lighter|slower) than\b")


def turned_changes(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Figures of a claim in an order of their own that the source or arithmetic contradicts."""
    yield from _from_to(claim, cited)
    yield from _compared(claim)


def _from_to(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "From 63.4 per cent to 67.1" for "to 63.4 per cent, from 67.1"."""
    mine, theirs = ends(claim), ends(cited)
    if mine is None or theirs is None:
        return
    if mine == theirs[::-1] and mine[0] != mine[1]:
        yield Fault("order", f"{mine[0]:g}", "the source has the change the other way round")


def ends(parsed: Parsed) -> tuple[float, float] | None:
    """The figures before and after the only change that a text tells of."""
    before = [q for q in parsed.quantities if _FROM.search(parsed.lower[: q.start])]
    after = [q for q in parsed.quantities if _TO.search(parsed.lower[: q.start])]
    if len(before) != 1 or len(after) != 1:
        return None
    return before[0].value, after[0].value


def _compared(claim: Parsed) -> Iterator[Fault]:
    """A claim's own figures that do not compare as it says."""
    for pattern, sign in ((_MORE, 1), (_LESS, -1)):
        for match in pattern.finditer(claim.lower):
            ahead = [q for q in claim.quantities if q.end <= match.start()]
            behind = [q for q in claim.quantities if q.start >= match.end()]
            if not ahead or not behind or behind[0].start - match.end() <= _NEXT:
                # "More than 40" is a bound, and compares nothing.
                continue
            one, other = ahead[-1], behind[0]
            if _one_scale(one, other) and (one.value - other.value) * sign < 0:
                shown = claim.text[one.start : one.whole]
                yield Fault("order", shown, "its own figures say the opposite")


# How near behind "than" a number stands that it bounds.
_NEXT = 8


def _one_scale(one: Quantity, other: Quantity) -> bool:
    units = {one.unit, other.unit}
    return len(units - {None}) == 1 and (None not in units or min(one.value, other.value) >= 1e3)
