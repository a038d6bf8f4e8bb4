# ruff: noqa: E501  (a pattern is read best on one line)
"""Longer phrases that name days, which hold those of `phrases`: "the first week of June"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from bot.when import stretches
from bot.when.calendar import SMALL, Interval, Match
from index.months import MONTHS, WEEKDAYS

M = "|".join(sorted(MONTHS, key=len, reverse=True))
D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
Y = r"(?:1[5-9]|20)\d{2}"
W = "|".join(WEEKDAYS)
N = rf"(?:\d{{1,3}}|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
_SEASONS = "spring|summer|autumn|winter|fall"
_NTH = r"first|1st|opening|second|2nd|third|3rd|fourth|4th|last|final|closing"
_OF = r"(?P<of>last|this|the(?: (?:previous|past|current))?)\s+year"
_OR_YEAR = rf"(?:,?\s+(?:of\s+)?(?:(?P<y>{Y})|{_OF}))?"
# "4 May 2023" or "May 4, 2023", a weekday before it.
_DAY = rf"(?:(?:{W}),?\s+)?(?:(?:the\s+)?(?P<d>{D})\s+(?:of\s+)?(?P<m>{M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{Y})\b)?)"
_DAY_AFTER_MONTH = (
    rf"(?:(?:{W}),?\s+)?(?P<m>{M})\.?\s+(?:the\s+)?(?P<d>{D})\b(?!\d)(?:,?\s+(?P<y>{Y})\b)?"
)
_NIGHT = r"(?:the\s+)?night\s+(?:of|from|following)\s+"
_WEEKEND = r"(?:the\s+)?weekend\s+(?:of|around|from)\s+"
_ENDING = r"(?:the\s+)?week\s+(?:to|ending|ended|until)\s+(?:on\s+)?"
_VAGUELY = r"(?:(?:some|about|around|roughly|nearly|almost|approximately|only|just)\s+)"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that does not care for capitals."""
    return re.compile(pattern, re.IGNORECASE)


Meaning = Callable[[Match, datetime.date], Interval | None]

LONGER: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (
        compiled(
            rf"\b(?:the\s+)?(?P<p>{_NTH})\s+(?:few\s+|couple of\s+)?(?P<u>week|weekend|half|days)\s+(?:of|in)\s+(?P<m>{M})\b{_OR_YEAR}"
        ),
        stretches.part_of_month,
    ),
    (
        compiled(
            rf"\b(?:the\s+)?(?P<p>first|opening|last|final)\s+(?P<n>{N})\s+months\s+of\s+(?:the\s+year\s+)?(?:(?P<y>{Y})|{_OF})\b"
        ),
        stretches.months_of_year,
    ),
    (compiled(rf"\b{_WEEKEND}{_DAY}"), stretches.weekend_of),
    (compiled(rf"\b{_WEEKEND}{_DAY_AFTER_MONTH}"), stretches.weekend_of),
    (
        compiled(
            rf"\b{_NIGHT}(?:(?:{W}),?\s+)?(?P<d>{D})\s+(?:to|on|and|-|–)\s+(?:the\s+)?(?:(?:{W}),?\s+)?{D}\s+(?:of\s+)?(?P<m>{M})\b\.?(?:,?\s+(?P<y>{Y})\b)?"
        ),
        stretches.night_of,
    ),
    (compiled(rf"\b{_NIGHT}{_DAY}"), stretches.night_of),
    (compiled(rf"\b{_NIGHT}{_DAY_AFTER_MONTH}"), stretches.night_of),
    (compiled(rf"\b{_ENDING}{_DAY}"), stretches.week_ending),
    (compiled(rf"\b{_ENDING}{_DAY_AFTER_MONTH}"), stretches.week_ending),
    (
        compiled(rf"\b(?:the\s+)?(?P<d>{D})\s+(?:of\s+)?(?P<m>{M})\.?,?\s+(?:of\s+)?{_OF}\b(?P<s>)"),
        stretches.of_a_year,
    ),
    (
        compiled(
            rf"\b(?:(?P<when>early|mid|late)[\s-]+)?(?P<part>)(?P<which>)(?P<m>{M})\.?,?\s+(?:of\s+)?{_OF}\b(?P<d>)(?P<s>)(?P<y>)"
        ),
        stretches.of_a_year,
    ),
    (
        compiled(rf"\b(?:the\s+)?(?P<s>{_SEASONS})\s+(?:of\s+)?{_OF}\b(?P<y>)(?P<which>)"),
        stretches.of_a_year,
    ),
    (
        compiled(
            r"\b(?:this\s+time|(?:about\s+|around\s+)?the\s+same\s+(?:time|period))\s+(?:last|the\s+(?:previous|past))\s+year\b(?P<n>)(?P<near>)"
        ),
        stretches.year_ago,
    ),
    (
        compiled(
            rf"\b(?:this\s+time\s+|exactly\s+)(?P<n>{N})\s+years?\s+ago\b(?:\s+(?:this\s+)?(?P<near>today|yesterday|week|month))?"
        ),
        stretches.year_ago,
    ),
    (
        compiled(rf"\b(?P<n>{N})\s+years?\s+ago\s+(?:this\s+)?(?P<near>today|yesterday|week|month)\b"),
        stretches.year_ago,
    ),
    (
        compiled(rf"\b{_VAGUELY}?(?P<half>half)\s+an?\s+(?P<unit>year|month)\s+ago\b(?P<n>)"),
        stretches.about_ago,
    ),
    (
        compiled(
            rf"\b(?:{_VAGUELY}(?:an?\s+)?|an?\s+)(?P<n>couple of|few|{N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b(?P<half>)"
        ),
        stretches.about_ago,
    ),
    (
        compiled(
            rf"\b(?P<how>less\s+than|under|within|more\s+than|over)\s+(?P<n>{N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"
        ),
        stretches.less_or_more_ago,
    ),
    (compiled(r"\bthe\s+(?P<unit>week|weekend|month|year)\s+before\s+last\b"), stretches.before_last),
    (
        compiled(
            rf"\b(?P<w>{W}){PART_OF_DAY}\s+(?:of\s+)?(?P<which>last|this|the\s+(?:previous|past))\s+week\b"
        ),
        stretches.weekday_of_week,
    ),
    (
        compiled(rf"\b(?P<which>last|this|the\s+(?:previous|past))\s+week,?\s+(?:on\s+)?(?P<w>{W}){PART_OF_DAY}\b"),
        stretches.weekday_of_week,
    ),
    (
        compiled(
            r"\b(?:the\s+)?(?P<part>beginning|start|middle|end|close)\s+of\s+the\s+(?P<unit>year|month|week)\b"
        ),
        stretches.part_of_unit,
    ),
    (compiled(r"\b(?:the\s+other\s+day|lately)\b"), stretches.lately),
    (compiled(r"\bovernight\b(?!\s+(?:stay|train|bus|flight|guest|success|trip|ferry|camp))"), stretches.overnight),
    (compiled(r"\b(?:the\s+)?(?:last|past)\s+decade\b"), stretches.decade_before),
    (
        compiled(
            r"(?<=\bthe )(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
        ),
        stretches.decade_in_words,
    ),
)  # fmt: skip
"""Patterns, the longer before what they hold."""
