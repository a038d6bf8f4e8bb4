# ruff: noqa: E501  (a pattern is read best on one line)
"""Words of a question that name days: their patterns, with what each means."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from bot.when import calendar
from bot.when.calendar import SMALL, Interval, Match
from index.months import MONTHS, WEEKDAYS

_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]|20)\d{2}"
_W = "|".join(WEEKDAYS)
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WHEN = (
    r"(?:(?P<when>early|mid|late)[\s-]+(?:in\s+)?"
    r"|(?:the\s+)?(?P<part>beginning|start|middle|end|close)\s+of\s+(?:the\s+year\s+)?)?"
)
_OF_YEAR = rf"(?:\s+(?:of\s+)?(?P<y>{_Y})|\s+of\s+(?P<of>last|this|the(?: (?:previous|past|current))?)\s+year)"
# "May" and "March" are months with a capital alone.
_NAMES = (
    rf"(?:(?i:{'|'.join(n for n in MONTHS if len(n) > 4 and n != 'march')})|March|June|July|May)"
)
_BEFORE = r"(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bduring )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bbetween )|(?<=\band )|(?<=\bthroughout )"
_NO_STREET = (
    r"(?!\s+(?:[A-Z][\w'’-]*\s+)?(?:Street|Road|Avenue|Square|Place|Lane|Bridge|Park|Hall|Hill))"
)
_HOLIDAY = r"new year['’]s (?:eve|day)|new year|christmas(?: (?:eve|day))?|boxing day|good friday|easter(?: (?:sunday|monday))?"
_NOUNS = r"people|soldiers|homes|houses|men|women|tonnes|crowns|dollars|euros|troops|workers|metres|km|miles"

Meaning = Callable[[Match, datetime.date], Interval | None]

ATOMS: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (_compile(rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b"), calendar.iso),
    (
        _compile(rf"\b(?P<d>\d{{1,2}})(?P<dot>[./])(?P<m>\d{{1,2}})(?P=dot)(?P<y>{_Y})\b"),
        calendar.numeric,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:on\s+)?(?:(?:{_W}),?\s+)?(?:(?:the\s+)?(?P<d>{_D})\s+(?:of\s+)?(?P<m>{_M}))\b"
            rf"(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"
        ),
        calendar.week_of,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:on\s+)?(?P<m>{_M})\.?\s+(?P<d>{_D})\b(?:,?\s+(?P<y>{_Y})\b)?"
        ),
        calendar.week_of,
    ),
    (
        _compile(
            rf"\b(?:between\s+|from\s+)?(?:the\s+)?(?P<d>{_D})\s*(?:and|to|-|–)\s*(?:the\s+)?(?P<e>{_D})\s+"
            rf"(?:of\s+)?(?P<m>{_M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{_Y}))?\b"
        ),
        calendar.two_days,
    ),
    (
        _compile(
            rf"\b(?:between\s+|from\s+)?(?P<m>{_M})\s+(?P<d>{_D})\s*(?:and|to|-|–)\s*(?P<e>{_D})\b"
            rf"(?:,?\s+(?P<y>{_Y})\b)?"
        ),
        calendar.two_days,
    ),
    (
        re.compile(
            rf"\b(?:(?i:between|from)\s+)?(?P<m>{_NAMES})(?:\s+(?P<y>{_Y}))?\s*(?:(?i:and|to|until|till|through)|-|–)\s*"
            rf"(?P<n>{_NAMES})\b(?:\s+(?:of\s+)?(?P<z>{_Y}))?(?!\s*\d)"
        ),
        calendar.two_months,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?(?P<d>{_D})\s+(?:of\s+)?(?P<m>{_M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"
        ),
        calendar.full,
    ),
    (
        _compile(rf"\b(?P<m>{_M})\.?\s+(?P<d>{_D})\b(?!\d)(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"),
        calendar.full,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?(?P<p>first|second|third|fourth|last|final|q[1-4]|h[12])\s*(?P<u>quarter|(?<=q\d)){_OF_YEAR}?\b"
        ),
        calendar.quarter,
    ),
    (
        _compile(rf"\b(?:the\s+)?(?P<p>first|second|last)\s+(?P<u>half){_OF_YEAR}\b"),
        calendar.quarter,
    ),
    (
        _compile(r"\b(?P<which>last|this|the (?:last|past|previous|current))\s+quarter\b"),
        calendar.quarter_before,
    ),
    (
        _compile(rf"\b{_WHEN}(?P<which>last\s+)?(?P<m>{_M})\b\.?,?\s+(?:of\s+)?(?P<y>{_Y})\b"),
        calendar.named_month,
    ),
    (
        _compile(
            rf"\b(?:(?P<which>last|this|past)\s+)?(?:the\s+)?(?P<s>spring|summer|autumn|winter|fall)\s+(?:of\s+)?(?P<y>{_Y})\b"
            r"(?:[/–-]\d{2,4}\b)?"
        ),
        calendar.season,
    ),
    (
        _compile(
            r"(?:(?<=\bin )|(?<=\bin the )|(?<=\bsince )|(?<=\bduring the )|(?P<which>\b(?:last|this|past)\s+))"
            r"(?P<s>spring|summer|autumn|winter|fall)\b(?P<y>)(?!\s+of\s+[A-Z])"
        ),
        calendar.season,
    ),
    (
        re.compile(
            rf"(?:{_BEFORE}|(?P<which>\b(?:last|this)\s+))"
            rf"(?:(?i:(?P<when>early|mid|late)[\s-]+)|(?i:the\s+)?(?P<part>beginning|start|middle|end)\s+of\s+)?"
            rf"(?P<m>{_NAMES})\b(?P<y>){_NO_STREET}"
        ),
        calendar.named_month,
    ),
    (
        _compile(rf"(?<![\d.,-])\b(?P<y>{_Y})[/–-](?P<z>\d{{2}}|{_Y})\b(?![./-]\d)"),
        calendar.two_years,
    ),
    (
        _compile(
            rf"(?:(?<=\bat )|(?<=\bon )|(?<=\bover )|(?<=\bduring )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?P<which>\blast\s+))"
            rf"(?P<h>{_HOLIDAY})\b(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"
            r"(?!\s+(?:tree|market|island|dinner|party|present|carol|concert|card|egg|bunny|truce|bonus|speech|address)s?\b)"
        ),
        calendar.holiday,
    ),
    (_compile(rf"\b(?:the\s+)?(?:{_WHEN})(?P<y>{_Y[:-4]}\d0|\d0)s\b"), calendar.decade),
    (
        _compile(
            rf"(?<![\d.,-])\b{_WHEN}(?:the\s+year\s+)?(?P<y>{_Y})\b(?![,.]\d|[-/]\d|\s*(?:%|per ?cent|{_NOUNS}))"
        ),
        calendar.year_named,
    ),
    (_compile(r"\bthe day before yesterday\b(?P<near>)"), lambda m, t: calendar.days_back(t, 2)),
    (
        _compile(
            rf"\b(?P<near>yesterday{_PART_OF_DAY}|today|tonight|this (?:morning|afternoon|evening)|last (?:night|evening))\b"
        ),
        calendar.near,
    ),
    (
        _compile(
            rf"\b(?:(?P<which>last|past|this|next|coming|previous)\s+)?(?P<w>{_W})(?:'s|’s)?{_PART_OF_DAY}\b"
        ),
        calendar.weekday,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?(?:last|past|previous)\s+(?P<n>{_N})\s+(?P<unit>hour|day|week|month|year)s?\b"
        ),
        calendar.last_so_many,
    ),
    (
        _compile(
            r"(?:(?<=\bat )|(?<=\bover )|(?<=\bduring )|(?<=\bon )|(?<=\bsince ))the\s+weekend\b"
        ),
        calendar.weekend,
    ),
    (
        _compile(
            rf"\b(?:earlier\s+|later\s+)?{_WHEN}(?:the\s+)?(?P<which>last|this|past|previous|the current)\s+(?P<unit>week|weekend|month|year)\b(?:'s|’s)?"
        ),
        calendar.unit_before,
    ),
    (_compile(rf"\b(?P<n>{_N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"), calendar.ago),
    (_compile(r"\b(?:the\s+)?recent\s+(?P<unit>days|weeks|months)\b"), calendar.recent),
    (
        _compile(
            r"(?<=\bon )the\s+(?P<d>(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th))(?=\s*(?:[?.,!]|$))"
        ),
        calendar.day_of_month,
    ),
)
"""Patterns, the longer before what they hold, with what their words mean on a given day."""
# Of those, what sentences of articles say beside the words that the checker knows.
TOLD: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (pattern, meaning)
    for pattern, meaning in ATOMS
    if meaning
    in (calendar.quarter, calendar.weekend, calendar.holiday, calendar.last_so_many, calendar.ago)
)
"""Patterns of a sentence of an article, counted from the article's day."""
