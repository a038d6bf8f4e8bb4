"""What a figure is of a change: what it rose to, by and from; and the time that it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.moments import Moment
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed

_ABOUT = r"(?:(?:about|around|some|just|nearly|almost|over|a further|another|as much as) )?[$€£]?$"
_CHANGED = (
    r"(?:rose|risen|rises?|rising|f[ae]ll|fallen|falls|falling|dropp?(?:ed|s|ing)?|climb(?:ed|s|ing)?"
    r"|increas(?:ed|es?|ing)|decreas(?:ed|es?|ing)|declin(?:ed|es?|ing)|gr[eo]wn?|grows|growing"
    r"|cut|rais(?:ed|es?|ing)|lower(?:ed|s|ing)|jump(?:ed|s|ing)?|slipp?(?:ed|s|ing)?|surg(?:ed|es?|ing)"
    r"|soar(?:ed|s|ing)?|plung(?:ed|es?|ing)|shr[aiu]nk|gain(?:ed|s|ing)?|edged)"
)
_CHANGE = re.compile(rf"\b{_CHANGED}\b")
_ROLES = (
    ("from", re.compile(rf"\bfrom (?:a \w+ )?{_ABOUT}")),
    ("to", re.compile(rf"\bto (?:an? \w+ )?{_ABOUT}")),
    ("by", re.compile(rf"\bby {_ABOUT}|\b{_CHANGED}(?: up| down)? {_ABOUT}")),
)
_AT = re.compile(r"\s*(?:[a-z%]+ ){0,2}?(?:in|on|for|at|during)(?: the)?\s*")


def other_step(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A figure by which, to which or from which something changed, told as another of these."""
    if not (_CHANGE.search(claim.lower) and _CHANGE.search(cited.lower)):
        return
    for q in claim.quantities:
        role = _role(q, claim)
        same = [s for s in cited.quantities if s.value == q.value]
        theirs = [_role(s, cited) for s in same]
        if role is None or not theirs or None in theirs or role in theirs:
            continue
        shown, words = claim.text[q.start : q.whole], cited.text[same[0].start : same[0].whole]
        yield Fault("order", shown, f"the source has {theirs[0]} {words}", words)


def _role(q: Quantity, parsed: Parsed) -> str | None:
    before = parsed.lower[: q.start]
    return next((name for name, words in _ROLES if words.search(before)), None)


def other_date(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A figure with the time that the source gives to another of its kind."""
    for q in claim.quantities:
        mine = _time_of(q, claim)
        if mine is None or q.kind == "ordinal":
            continue
        same = [s for s in cited.quantities if s.value == q.value and s.unit == q.unit]
        times = [t for s in same if (t := _time_of(s, cited)) is not None]
        if not times or len(times) < len(same) or any(_meet(mine, t) for t in times):
            continue
        for other in cited.quantities:
            time = _time_of(other, cited)
            if time is None or (other.kind, other.unit) != (q.kind, q.unit):
                continue
            if other.value != q.value and _meet(mine, time):
                words = cited.text[other.start : other.whole]
                yield Fault("placed", claim.text[q.start : q.whole], f"the source has {words} then")
                return


def _time_of(q: Quantity, parsed: Parsed) -> Moment | None:
    """The time that stands right behind a figure: "5.1 percent in June"."""
    following = min((o.start for o in parsed.quantities if o.start > q.start), default=10**9)
    for moment in parsed.moments:
        between = parsed.lower[q.whole : moment.start]
        if q.whole <= moment.start < following and _AT.fullmatch(between) and "than" not in between:
            return moment
    return None


def _meet(one: Moment, other: Moment) -> bool:
    """Whether two times are the same in what both say."""
    both = one.said & other.said & {"year", "month", "day", "weekday"}
    return bool(both) and all(one.get(unit) == other.get(unit) for unit in both)
