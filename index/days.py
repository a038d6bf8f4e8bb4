"""The days that an article's words mean, resolved against its date: "on Tuesday", "yesterday"."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from index.article import Dated, Span
from index.months import WEEKDAYS

_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_BEFORE = r"(?:(?P<which>last|past|this|next|coming|previous)\s+)?"
_DAY = re.compile(
    rf"\b(?:{_BEFORE}(?P<weekday>{'|'.join(WEEKDAYS)})|(?P<near>{'|'.join(_NEAR)})"
    r"|the\s+day\s+(?P<beyond>before\s+yesterday|after\s+tomorrow))\b",
    re.IGNORECASE,
)
# A clause of what is still to come: its weekday lies ahead.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|due|to be|is to|are to|scheduled|planned|expected|deadline)\b"
    r"[^.;!?]{0,60}$"
    r"|\b(?:until|by|from|before|ahead of|starting)\s+(?:the\s+|this\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:said|says|told|announced|was|were|had|killed|since)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day(Span):
    """Words that name a day, by their offsets, and the day that they mean in ISO form."""

    date: str


def resolve(
    text: str, published: Dated | None, start: int = 0, end: int | None = None
) -> list[Day]:
    """The days that words of a text mean; none when the article's own day is not known.

    A weekday alone is the last such day, today included, as reports use it; the next one where its
    clause speaks of what is to come, or where it says so.

    Args:
        text: the text of record.
        published: the article's date; only a whole day resolves anything.
        start, end: the range to look through.
    """
    if published is None or published.precision != "day":
        return []
    today = datetime.date.fromisoformat(published.date)
    found = []
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        day = today + datetime.timedelta(days=_distance(match, text, today.weekday()))
        found.append(Day(match.start(), match.end(), day.isoformat()))
    return found


def _distance(match: re.Match[str], text: str, today: int) -> int:
    if match["near"]:
        return _NEAR[match["near"].lower()]
    if match["beyond"]:
        return -2 if match["beyond"].lower().startswith("before") else 2
    behind = (today - WEEKDAYS.index(match["weekday"].lower())) % 7
    which = (match["which"] or "").lower()
    if which in ("last", "past", "previous"):
        return -(behind or 7)
    if which in ("next", "coming"):
        return 7 - behind
    clause = re.split(r"[.;!?]\s", text[max(0, match.start() - 120) : match.start()])[-1]
    ahead = _AHEAD.search(clause)
    if ahead and not _PAST.search(clause[ahead.start() :]):
        return (7 - behind) % 7
    return -behind
