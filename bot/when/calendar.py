"""The days that words of a question mean on a given day."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from bot.language.numerals import TO_TWELVE
from index.months import MONTHS, WEEKDAYS

Interval = tuple[datetime.date, datetime.date]
"""First and last day, inclusive."""

# First month of each; a winter is named by the year in which it begins.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
SMALL = TO_TWELVE | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 5}
"""Numbers of days and weeks in words, also the vague ones."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


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


def iso(m: Match, today: datetime.date) -> Interval | None:
    """ "2024-02-15"."""
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
    return (day, day) if day else None


def full(m: Match, today: datetime.date) -> Interval | None:
    """ "15 February 2024"; without a year, the last such day."""
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


def two_days(m: Match, today: datetime.date) -> Interval | None:
    """ "between 6 and 13 May 2023"."""
    first = _dated(m["m"], m["d"], m["y"], today)
    last = _dated(m["m"], m["e"], m["y"], today)
    return (first, last) if first and last and first <= last else None


def month(year: int, number: int, length: int = 1) -> Interval:
    """The days of some months, from the first day of the first to the last of the last."""
    first = datetime.date(year, number, 1)
    after = number - 1 + length
    end = datetime.date(year + after // 12, after % 12 + 1, 1)
    return first, end - datetime.timedelta(days=1)


def named_month(m: Match, today: datetime.date) -> Interval | None:
    """ "in May", "late May 2023"."""
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


def season(m: Match, today: datetime.date) -> Interval | None:
    """ "in the autumn of 2020", "last summer"."""
    first = _SEASONS[m["s"]]
    if m["y"]:
        return month(int(m["y"]), first, 3)
    year = today.year - (month(today.year, first, 3)[0] > today)
    if m["which"] == "last" and month(year, first, 3)[1] >= today:
        year -= 1
    return month(year, first, 3)


def quarter(m: Match, today: datetime.date) -> Interval | None:
    """ "the first quarter of 2023", "the second half of 2021"."""
    part = _PARTS.get(m["p"]) or int(m["p"][-1])
    year = int(m["y"]) if m["y"] else today.year
    if m["u"] == "half":
        return month(year, 1 if part == 1 else 7, 6)
    return month(year, 3 * part - 2, 3)


def year_named(m: Match, today: datetime.date) -> Interval | None:
    """ "2020", "early 2020"."""
    return _within(month(int(m["y"]), 1, 12), m["when"])


def decade(m: Match, today: datetime.date) -> Interval | None:
    """ "the 1990s"."""
    digits = m["y"]
    year = int(digits) if len(digits) == 4 else (1900 if int(digits) > 20 else 2000) + int(digits)
    return month(year, 1, 120)


def weekday(m: Match, today: datetime.date) -> Interval | None:
    """ "on Tuesday": the last one before today."""
    if m["which"] in ("next", "coming"):
        return None
    behind = (today.weekday() - WEEKDAYS.index(m["w"])) % 7 or 7
    day = today - datetime.timedelta(days=behind)
    return day, day


def near(m: Match, today: datetime.date) -> Interval | None:
    """ "today", "last night"."""
    word = m["near"]
    back = 2 if "before" in word else 1 if word.startswith(("yesterday", "last")) else 0
    day = today - datetime.timedelta(days=back)
    return day, day


def unit_before(m: Match, today: datetime.date) -> Interval | None:
    """ "last week", "this month"."""
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


def last_so_many(m: Match, today: datetime.date) -> Interval | None:
    """ "the last three days"."""
    number = SMALL.get(m["n"]) or _number(m["n"])
    return today - datetime.timedelta(days=number * _DAYS[m["unit"]]), today


def ago(m: Match, today: datetime.date) -> Interval | None:
    """ "two weeks ago", with room to either side where the unit is long."""
    number = SMALL.get(m["n"]) or _number(m["n"])
    unit = _DAYS[m["unit"]]
    day = today - datetime.timedelta(days=number * unit)
    if m["unit"] == "year":
        return month(today.year - number, 1, 12)
    room = datetime.timedelta(days={1: 0, 7: 3, 14: 5}.get(unit, 15))
    return day - room, day + room


def recent(m: Match, today: datetime.date) -> Interval | None:
    """ "recent weeks"."""
    return today - datetime.timedelta(days=7 if m["unit"].startswith("day") else 31), today


def days_back(today: datetime.date, days: int) -> Interval:
    """The day so many days before."""
    day = today - datetime.timedelta(days=days)
    return day, day
