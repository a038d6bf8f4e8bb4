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


_WHEN = r"(?:(?P<when>early|mid|late)[\s-]+(?:in\s+)?)?"
_NOT_MAY = r"(?<!\w)(?!may\b(?!\s+\d))"

ATOMS: tuple[tuple[re.Pattern[str], Callable[[Match, datetime.date], Interval | None]], ...] = (
    (_compile(rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b"), calendar.iso),
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
            rf"\b(?:the\s+)?(?P<p>first|second|third|fourth|last|final|q[1-4])\s*(?P<u>quarter|half|(?<=q\d))"
            rf"(?:\s+(?:of\s+)?(?P<y>{_Y}))?\b"
        ),
        calendar.quarter,
    ),
    (
        _compile(rf"\b{_WHEN}(?P<which>last\s+)?(?P<m>{_M})\b\.?,?\s+(?:of\s+)?(?P<y>{_Y})\b"),
        calendar.named_month,
    ),
    (
        _compile(
            rf"\b(?:(?P<which>last|this|past)\s+)?(?:the\s+)?(?P<s>spring|summer|autumn|winter|fall)\s+(?:of\s+)?(?P<y>{_Y})\b"
        ),
        calendar.season,
    ),
    (
        re.compile(
            r"(?:(?<=\bin )|(?<=\bin the )|(?<=\bsince )|(?<=\bduring the )|(?P<which>\b(?:last|this|past)\s+))"
            r"(?P<s>spring|summer|autumn|winter|fall)\b(?P<y>)",
            re.IGNORECASE,
        ),
        lambda m, today: calendar.season(m, today),
    ),
    (
        re.compile(
            rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bduring )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )"
            rf"|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bbetween )|(?<=\band )|(?P<which>\b(?:last|this)\s+))"
            rf"(?:(?P<when>early|mid|late)[\s-]+)?(?P<m>{'|'.join(n for n in MONTHS if len(n) > 4)}|June|July|May)\b(?P<y>)"
        ),
        calendar.named_month,
    ),
    (_compile(rf"\b(?:the\s+)?(?:{_WHEN})(?P<y>{_Y[:-4]}\d0|\d0)s\b"), calendar.decade),
    (
        _compile(
            rf"(?<![\d.,-])\b{_WHEN}(?:the\s+year\s+)?(?P<y>{_Y})\b(?![,.]\d|-\d|\s*(?:%|per ?cent|people|"
            r"soldiers|homes|houses|men|women|tonnes|crowns|dollars|euros|troops|workers|metres|km|miles))"
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
            rf"\b(?:the\s+)?(?:last|past|previous)\s+(?P<n>{_N})\s+(?P<unit>day|week|month|year)s?\b"
        ),
        calendar.last_so_many,
    ),
    (
        _compile(
            r"\b(?:the\s+)?(?P<which>last|this|past|previous|the current)\s+(?P<unit>week|weekend|month|year)\b(?:'s|’s)?"
        ),
        calendar.unit_before,
    ),
    (_compile(rf"\b(?P<n>{_N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"), calendar.ago),
    (_compile(r"\b(?:the\s+)?recent\s+(?P<unit>days|weeks|months)\b"), calendar.recent),
)
"""Patterns, the longer before what they hold, with what their words mean on a given day."""
