"""Whether two reports are of two deeds of a kind that comes again: shelling, raids, arrests."""

from __future__ import annotations

import datetime
import re

from bot.disagreeing.amounts import CLOCK, DAYS
from bot.disagreeing.reports import Report
from bot.drafting.timing import Named

# What may befall a place on any day, and again on the next; a quake or a crash is one.
_RECURS = re.compile(
    r"\b(?:shell(?:ed|ing|s)|bombard\w*|air ?(?:strikes?|raids?)|drone (?:strikes?|attacks?)"
    r"|raid(?:s|ed|ing)?|arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|clash(?:es|ed|ing)?|skirmish\w*"
    r"|(?:exchanges? of|artillery|mortar|rocket|sniper) fire|snip(?:ers?|ing)|patrols?)\b",
    re.IGNORECASE,
)
# One night is of two days.
_NIGHT = re.compile(
    r"\b(?:nights?|overnight|midnight|early|dawn|daybreak|small hours|weekend)\b", re.IGNORECASE
)
# A toll of what went on, and not of what one day brought.
_IN_ALL = re.compile(
    r"\b(?:tolls?|total|altogether|in all|so far|since|until|rose|risen|rises|climb\w*|now|by)\b",
    re.IGNORECASE,
)


def on_other_days(a: Report, b: Report) -> bool:
    """Whether each sentence dates the deed itself, on another day than the other, and it recurs."""
    if a.amount.dimension in (CLOCK, DAYS):
        return False
    if not (_RECURS.search(a.parsed.text) and _RECURS.search(b.parsed.text)):
        return False
    one, other = _day_of_deed(a), _day_of_deed(b)
    if one is None or other is None:
        return False
    apart = abs((_date(one) - _date(other)).days)
    if apart == 1 and (_NIGHT.search(a.parsed.text) or _NIGHT.search(b.parsed.text)):
        return False
    # A weekday alone may have been read a week off.
    return apart > 0 and not (apart == 7 and not (one.dated or other.dated))


def _day_of_deed(report: Report) -> Named | None:
    """The only day that a sentence names, where it tells what that day brought."""
    if _IN_ALL.search(report.parsed.text) or report.recalled:
        return None
    return report.days[0] if len(report.days) == 1 and report.days[0].length == 1 else None


def _date(day: Named) -> datetime.date:
    return datetime.date.fromisoformat(day.first)
