"""Signs and units that are easily lost: below zero, percentage points, scores turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed

_POINTS = re.compile(r"\s*[-\s]?(?:percentage|per ?cent|%)[-\s]points?\b")
_PERCENT = re.compile(r"\s*(?:per ?cent\b|%)(?![-\s]points?)|\s*percent\b(?![-\s]points?)")
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w.,])[-−–])$")
_BELOW = re.compile(
    r"\s*(?:°\s?[cf]?|degrees?(?: (?:celsius|fahrenheit))?)?,? below (?:zero|freezing)"
)
_SCORE = re.compile(
    r"(?<![\w.,-])(?P<a>\d{1,4})(?: votes?)?\s?(?:-|–|to|:)\s?(?P<b>\d{1,4})"
    r"(?![\w%-]|[.,:]\d| ?(?:per|o'clock|[ap]m))"
)
_WON = re.compile(r"\b(?:beat|beaten|w[io]n|defeat\w*|pass(?:ed|es)?|vot\w+|approv\w+|adopt\w+)\b")
_LOST = re.compile(r"\b(?:los[est]\w*|lost|reject\w*|fail\w*|against|defeat)\b")


def lost_signs(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Figures whose sign or whose points of a percentage the source has otherwise."""
    for q in claim.quantities:
        same = [s for s in cited.quantities if s.value == q.value]
        if not same:
            continue
        shown = claim.text[q.start : q.whole]
        words = cited.text[max(0, same[0].start - 6) : same[0].whole].strip()
        mine, theirs = _points(q, claim), {_points(s, cited) for s in same}
        if mine is not None and None not in theirs and mine not in theirs:
            yield Fault("unit", shown, f"the source has {words} of another unit", words)
        if q.unit and q.unit.startswith("degree"):
            below = [_is_below(s, cited) for s in same]
            if _is_below(q, claim) not in below:
                yield Fault("number", shown, f"the source says {words}", words)


def _points(q: Quantity, parsed: Parsed) -> bool | None:
    """Whether a figure is of percentage points; None where it is of no percentage."""
    if _POINTS.match(parsed.lower, q.end):
        return True
    return False if _PERCENT.match(parsed.lower, q.end) else None


def _is_below(q: Quantity, parsed: Parsed) -> bool:
    return bool(
        _MINUS.search(parsed.lower[: q.start])
        or parsed.lower[q.start] in "-−–"
        or _BELOW.match(parsed.lower, q.end)
    )


def turned_scores(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A score or the count of a vote with its two figures in each other's place."""
    theirs = {(m["a"], m["b"]) for m in _votes(cited)}
    for match in _votes(claim):
        pair = (match["a"], match["b"])
        turned = pair[::-1] in theirs and pair not in theirs and pair[0] != pair[1]
        # The loser's side tells a score the other way round.
        if turned and bool(_LOST.search(claim.lower)) == bool(_LOST.search(cited.lower)):
            yield Fault("order", match.group(), "the source has the score the other way round")


def _votes(parsed: Parsed) -> Iterator[re.Match[str]]:
    if _WON.search(parsed.lower) or _LOST.search(parsed.lower):
        yield from _SCORE.finditer(parsed.lower)
