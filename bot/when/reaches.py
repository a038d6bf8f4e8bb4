"""Days told by a length and a day: "the week before Christmas", "the 12 months to March 2023"."""

from __future__ import annotations

import datetime
import math
import re

from bot.when.calendar import ONE_DAY, SMALL, Interval
from bot.when.longer import N

_LENGTH = (
    rf"(?:\b(?:in|during|over|within|for)\s+)?(?:\b(?:the|an?)\s+)?(?:\b(?:first|last|next|previous|past)\s+)?"
    rf"(?:\b(?P<n>{N})[\s-]+)?\b(?P<unit>hour|day|week|fortnight|month|year)(?P<many>s?)\s+"
)
_BEFORE = re.compile(_LENGTH + r"$", re.IGNORECASE)
_ENDING = re.compile(
    _LENGTH
    + r"(?:to|until|till|up to|ending(?:\s+(?:in|on|with))?|ended(?:\s+(?:in|on))?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "In the weeks before": so many of them, where no number is told.
_SOME = {"hour": 24, "day": 7, "week": 6, "fortnight": 3, "month": 6, "year": 5}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_PART = re.compile(r"(?:the\s+)?(?P<part>beginning|start|end|close)\s+of\b", re.IGNORECASE)
# Of so long a part, in days, so many are the end itself: of a year, a season, a month, a week.
_ENDS = ((60, 30), (20, 7), (8, 4), (2, 1), (0, 0))


def ending_with(text: str, interval: Interval) -> tuple[Interval, int] | None:
    """A stretch that ends with some days, and where its words begin: "the week to Sunday".

    Args:
        text: what stands before the words for the days.
    """
    found = _ENDING.search(text)
    return (_reach(found, interval[1] + ONE_DAY, back=True), found.start()) if found else None


def beside(text: str, kind: str, interval: Interval) -> tuple[Interval, int] | None:
    """A stretch before or after some days, and where its words begin: "two weeks after 3 May".

    Args:
        text: what stands before the "before" or "after".
        kind: which of the two it is.
    """
    found = _BEFORE.search(text.rstrip() + " ")
    if found is None or kind not in ("before", "after"):
        return None
    if kind == "before":
        return _reach(found, interval[0], back=True), found.start()
    return _reach(found, interval[1] + ONE_DAY, back=False), found.start()


def _reach(found: re.Match[str], day: datetime.date, back: bool) -> Interval:
    """So long a stretch that ends before a day, or begins with it."""
    unit = found["unit"].lower()
    written = (found["n"] or "").lower()
    number = SMALL.get(written) or (
        int(written) if written else _SOME[unit] if found["many"] else 1
    )
    if unit in ("month", "year"):
        other = _months_off(day, (number * (12 if unit == "year" else 1)) * (-1 if back else 1))
    else:
        days = math.ceil(number / 24) if unit == "hour" else number * _DAYS[unit]
        # The last 24 hours of a day began on the day before it.
        days += unit == "hour" and back
        other = day + days * (-1 if back else 1) * ONE_DAY
    return (other, day - ONE_DAY) if back else (day, other - ONE_DAY)


def _months_off(day: datetime.date, months: int) -> datetime.date:
    number = day.year * 12 + day.month - 1 + months
    first = datetime.date(number // 12, number % 12 + 1, 1)
    after = datetime.date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(first + (day.day - 1) * ONE_DAY, after - ONE_DAY)


def edge(words: str, kind: str, interval: Interval) -> Interval:
    """The start or the end itself, where a bound is counted from it: "before the end of 2022"."""
    part = _PART.match(words)
    if part is None or kind in ("plain", "state"):
        return interval
    first, last = interval
    room = next(room for least, room in _ENDS if (last - first).days >= least) * ONE_DAY
    if part["part"].lower() in ("end", "close"):
        return (last, last) if kind in ("before", "after") else (last - room, last)
    return (first, first) if kind in ("before", "after") else (first, first + room)
