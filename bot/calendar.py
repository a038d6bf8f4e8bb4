# ruff: noqa: E501  (a pattern is read best on one line)
"""Words of a question that name days, and the days that they mean on a given day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from index.months import MONTHS, WEEKDAYS

Interval = tuple[datetime.date, datetime.date]
"""First and last day, inclusive."""

# First month of each; a winter is named by the year in which it begins.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_SMALL = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 5}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}

_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]|20)\d{2}"
_W = "|".join(WEEKDAYS)
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found, and the text that they stand in."""

    found: re.Match[str]
    text: str

    def __getitem__(self, name: str) -> str:
        return (self.found[name] or "").lower()


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _iso(m: Match, today: datetime.date) -> Interval | None:
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
    return (day, day) if day else None


def _full(m: Match, today: datetime.date) -> Interval | None:
    day = _dated(m["m"], m["d"], m["y"], today)
    return (day, day) if day else None


def _dated(month: str, day: str, year: str, today: datetime.date) -> datetime.date | None:
    number = MONTHS[month]
    if year:
        return _day(int(year), number, _number(day))
    # Without a year: the last such day.
    for candidate in (today.year, today.year - 1):
        found = _day(candidate, number, _number(day))
        if found is not None and found <= today:
            return found
    return None


def _two_days(m: Match, today: datetime.date) -> Interval | None:
    first = _dated(m["m"], m["d"], m["y"], today)
    last = _dated(m["m"], m["e"], m["y"], today)
    return (first, last) if first and last and first <= last else None


def month(year: int, number: int, length: int = 1) -> Interval:
    """The days of some months, from the first day of the first to the last of the last."""
    first = datetime.date(year, number, 1)
    after = number - 1 + length
    end = datetime.date(year + after // 12, after % 12 + 1, 1)
    return first, end - datetime.timedelta(days=1)


def _month(m: Match, today: datetime.date) -> Interval | None:
    number = MONTHS[m["m"]]
    year = int(m["y"]) if m["y"] else today.year - (number > today.month)
    if m["which"] == "last" and number == today.month and not m["y"]:
        year -= 1
    return _within(month(year, number), m["when"])


def _within(interval: Interval, when: str) -> Interval:
    """The early, middle or late part of a month or year, with room to either side."""
    first, last = interval
    third = (last - first) / 3
    if when.startswith("early"):
        return first, first + 1.2 * third
    if when.startswith("mid"):
        return first + 0.8 * third, last - 0.8 * third
    if when.startswith("late"):
        return last - 1.2 * third, last
    return interval


def _season(m: Match, today: datetime.date) -> Interval | None:
    first = _SEASONS[m["s"]]
    if m["y"]:
        return month(int(m["y"]), first, 3)
    year = today.year - (month(today.year, first, 3)[0] > today)
    if m["which"] == "last" and month(year, first, 3)[1] >= today:
        year -= 1
    return month(year, first, 3)


def _quarter(m: Match, today: datetime.date) -> Interval | None:
    part = _PARTS.get(m["p"]) or int(m["p"][-1])
    year = int(m["y"]) if m["y"] else today.year
    if m["u"] == "half":
        return month(year, 1 if part == 1 else 7, 6)
    return month(year, 3 * part - 2, 3)


def _year(m: Match, today: datetime.date) -> Interval | None:
    return _within(month(int(m["y"]), 1, 12), m["when"])


def _decade(m: Match, today: datetime.date) -> Interval | None:
    digits = m["y"]
    year = int(digits) if len(digits) == 4 else (1900 if int(digits) > 20 else 2000) + int(digits)
    return month(year, 1, 120)


def _weekday(m: Match, today: datetime.date) -> Interval | None:
    if m["which"] in ("next", "coming"):
        return None
    behind = (today.weekday() - WEEKDAYS.index(m["w"])) % 7 or 7
    day = today - datetime.timedelta(days=behind)
    return day, day


def _near(m: Match, today: datetime.date) -> Interval | None:
    word = m["near"]
    back = 2 if "before" in word else 1 if word.startswith(("yesterday", "last")) else 0
    day = today - datetime.timedelta(days=back)
    return day, day


def _unit(m: Match, today: datetime.date) -> Interval | None:
    which, unit = m["which"], m["unit"]
    one = datetime.timedelta(days=1)
    if which == "past":
        return today - _DAYS[unit.replace("weekend", "week")] * one, today
    this = which in ("this", "the current")
    if unit in ("week", "weekend"):
        monday = today - today.weekday() * one - (0 if this else 7) * one
        if unit == "weekend":
            return monday + 5 * one, monday + 6 * one
        return monday, monday + 6 * one
    if unit == "month":
        first = today.replace(day=1)
        first = first if this else (first - one).replace(day=1)
        return month(first.year, first.month)
    return month(today.year - (0 if this else 1), 1, 12)


def _last_so_many(m: Match, today: datetime.date) -> Interval | None:
    number = _SMALL.get(m["n"]) or _number(m["n"])
    return today - datetime.timedelta(days=number * _DAYS[m["unit"]]), today


def _ago(m: Match, today: datetime.date) -> Interval | None:
    number = _SMALL.get(m["n"]) or _number(m["n"])
    unit = _DAYS[m["unit"]]
    day = today - datetime.timedelta(days=number * unit)
    if m["unit"] == "year":
        return month(today.year - number, 1, 12)
    room = datetime.timedelta(days={1: 0, 7: 3, 14: 5}.get(unit, 15))
    return day - room, day + room


def _recent(m: Match, today: datetime.date) -> Interval | None:
    return today - datetime.timedelta(days=7 if m["unit"].startswith("day") else 31), today


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WHEN = r"(?:(?P<when>early|mid|late)[\s-]+(?:in\s+)?)?"
_NOT_MAY = r"(?<!\w)(?!may\b(?!\s+\d))"

ATOMS: tuple[tuple[re.Pattern[str], Callable[[Match, datetime.date], Interval | None]], ...] = (
    (_compile(rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b"), _iso),
    (
        _compile(
            rf"\b(?:between\s+|from\s+)?(?:the\s+)?(?P<d>{_D})\s*(?:and|to|-|–)\s*(?:the\s+)?(?P<e>{_D})\s+"
            rf"(?:of\s+)?(?P<m>{_M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{_Y}))?\b"
        ),
        _two_days,
    ),
    (
        _compile(
            rf"\b(?:between\s+|from\s+)?(?P<m>{_M})\s+(?P<d>{_D})\s*(?:and|to|-|–)\s*(?P<e>{_D})\b"
            rf"(?:,?\s+(?P<y>{_Y})\b)?"
        ),
        _two_days,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?(?P<d>{_D})\s+(?:of\s+)?(?P<m>{_M})\b\.?(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"
        ),
        _full,
    ),
    (_compile(rf"\b(?P<m>{_M})\.?\s+(?P<d>{_D})\b(?!\d)(?:,?\s+(?:of\s+)?(?P<y>{_Y})\b)?"), _full),
    (
        _compile(
            rf"\b(?:the\s+)?(?P<p>first|second|third|fourth|last|final|q[1-4])\s*(?P<u>quarter|half|(?<=q\d))"
            rf"(?:\s+(?:of\s+)?(?P<y>{_Y}))?\b"
        ),
        _quarter,
    ),
    (
        _compile(rf"\b{_WHEN}(?P<which>last\s+)?(?P<m>{_M})\b\.?,?\s+(?:of\s+)?(?P<y>{_Y})\b"),
        _month,
    ),
    (
        _compile(
            rf"\b(?:(?P<which>last|this|past)\s+)?(?:the\s+)?(?P<s>spring|summer|autumn|winter|fall)\s+(?:of\s+)?(?P<y>{_Y})\b"
        ),
        _season,
    ),
    (
        re.compile(
            r"(?:(?<=\bin )|(?<=\bin the )|(?<=\bsince )|(?<=\bduring the )|(?P<which>\b(?:last|this|past)\s+))"
            r"(?P<s>spring|summer|autumn|winter|fall)\b(?P<y>)",
            re.IGNORECASE,
        ),
        lambda m, today: _season(m, today),
    ),
    (
        re.compile(
            rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bduring )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )"
            rf"|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bbetween )|(?<=\band )|(?P<which>\b(?:last|this)\s+))"
            rf"(?:(?P<when>early|mid|late)[\s-]+)?(?P<m>{'|'.join(n for n in MONTHS if len(n) > 4)}|June|July|May)\b(?P<y>)"
        ),
        _month,
    ),
    (_compile(rf"\b(?:the\s+)?(?:{_WHEN})(?P<y>{_Y[:-4]}\d0|\d0)s\b"), _decade),
    (
        _compile(
            rf"(?<![\d.,-])\b{_WHEN}(?:the\s+year\s+)?(?P<y>{_Y})\b(?![,.]\d|-\d|\s*(?:%|per ?cent|people|"
            r"soldiers|homes|houses|men|women|tonnes|crowns|dollars|euros|troops|workers|metres|km|miles))"
        ),
        _year,
    ),
    (_compile(r"\bthe day before yesterday\b(?P<near>)"), lambda m, t: _back(t, 2)),
    (
        _compile(
            rf"\b(?P<near>yesterday{_PART_OF_DAY}|today|tonight|this (?:morning|afternoon|evening)|last (?:night|evening))\b"
        ),
        _near,
    ),
    (
        _compile(
            rf"\b(?:(?P<which>last|past|this|next|coming|previous)\s+)?(?P<w>{_W})(?:'s|’s)?{_PART_OF_DAY}\b"
        ),
        _weekday,
    ),
    (
        _compile(
            rf"\b(?:the\s+)?(?:last|past|previous)\s+(?P<n>{_N})\s+(?P<unit>day|week|month|year)s?\b"
        ),
        _last_so_many,
    ),
    (
        _compile(
            r"\b(?:the\s+)?(?P<which>last|this|past|previous|the current)\s+(?P<unit>week|weekend|month|year)\b(?:'s|’s)?"
        ),
        _unit,
    ),
    (_compile(rf"\b(?P<n>{_N})\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\b"), _ago),
    (_compile(r"\b(?:the\s+)?recent\s+(?P<unit>days|weeks|months)\b"), _recent),
)
"""Patterns, the longer before what they hold, with what their words mean on a given day."""


def _back(today: datetime.date, days: int) -> Interval:
    day = today - datetime.timedelta(days=days)
    return day, day
