"""The days that words of a question mean on a given day."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass

from bot.language.numerals import TENS, UNITS
from bot.when import holidays
from index.months import MONTHS, WEEKDAYS

Interval = tuple[datetime.date, datetime.date]
"""First and last day, inclusive."""

# First month of each; a winter is named by the year in which it begins.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
SMALL = UNITS | TENS | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 5}
"""Numbers of days and weeks in words, also the vague ones."""
ONE_DAY = datetime.timedelta(days=1)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found, and the text that they stand in."""

    found: re.Match[str]
    text: str

    def __getitem__(self, name: str) -> str:
        return (self.found[name] or "").strip().lower()


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def iso(m: Match, today: datetime.date) -> Interval | None:
    """As in "2024-02-15"."""
    day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
    return (day, day) if day else None


def full(m: Match, today: datetime.date) -> Interval | None:
    """As in "15 February 2024"; without a year, the last such day."""
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


def numeric(m: Match, today: datetime.date) -> Interval | None:
    """As in "14.05.2021" and "14/5/2021": the day first, unless it can only be the month."""
    first, second = int(m["d"]), int(m["m"])
    if m["dot"] == "/" and second > 12:
        first, second = second, first
    day = _day(int(m["y"]), second, first)
    return (day, day) if day else None


def month_first(m: Match, today: datetime.date) -> Interval | None:
    """As in "05/03/2024" where it is the third of May."""
    day = _day(int(m["y"]), int(m["d"]), int(m["m"]))
    return (day, day) if day else None


def numeric_month(m: Match, today: datetime.date) -> Interval | None:
    """As in "09/2022"."""
    return month(int(m["y"]), int(m["m"]))


def day_of_month(m: Match, today: datetime.date) -> Interval | None:
    """As in "on the 14th": the last such day."""
    day = today
    for _ in range(62):
        if day.day == _number(m["d"]):
            return day, day
        day -= ONE_DAY
    return None


def week_of(m: Match, today: datetime.date) -> Interval | None:
    """As in "the week of 14 March": Monday to Sunday."""
    found = _dated(m["m"], m["d"], m["y"], today)
    if found is None:
        return None
    monday = found - found.weekday() * ONE_DAY
    return monday, monday + 6 * ONE_DAY


def two_days(m: Match, today: datetime.date) -> Interval | None:
    """As in "between 6 and 13 May 2023"."""
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
    """As in "in May", "late May 2023"."""
    number = MONTHS[m["m"]]
    year = int(m["y"]) if m["y"] else today.year - (number > today.month)
    if m["which"] == "last" and number == today.month and not m["y"]:
        year -= 1
    return _within(month(year, number), m["when"] or m["part"])


def two_months(m: Match, today: datetime.date) -> Interval | None:
    """As in "from June to October 2023": a year may stand behind the first, the last or none."""
    first, last = MONTHS[m["m"]], MONTHS[m["n"]]
    if m["z"]:
        end = int(m["z"])
    elif m["y"]:
        end = int(m["y"]) + (last < first)
    else:
        end = today.year - (last > today.month)
    begin = int(m["y"]) if m["y"] else end - (last < first)
    if (begin, first) > (end, last):
        return None
    return month(begin, first)[0], month(end, last)[1]


# Of more than so many days in a third, a year's, the end is shorter than what is late in it.
_LONG, _EDGE = 100, 0.6


def _within(interval: Interval, when: str) -> Interval:
    """The early, middle or late part of a month or year, with room to either side."""
    first, last = interval
    third = (last - first) / 3
    if third.days > _LONG and when.startswith(("beginning", "start", "end", "close")):
        third *= _EDGE
    if when.startswith(("early", "beginning", "start")):
        return first, first + 1.2 * third
    if when.startswith("mid"):
        return first + 0.8 * third, last - 0.8 * third
    if when.startswith(("late", "end", "close")):
        return last - 1.2 * third, last
    return interval


def season(m: Match, today: datetime.date) -> Interval | None:
    """As in "the autumn of 2020", "last summer", "the winter of 2020/21"."""
    first = _SEASONS[m["s"]]
    if m["y"]:
        return month(int(m["y"]), first, 3)
    year = today.year - (month(today.year, first, 3)[0] > today)
    if m["which"] == "last" and month(year, first, 3)[1] >= today:
        year -= 1
    return month(year, first, 3)


def quarter(m: Match, today: datetime.date) -> Interval | None:
    """As in "the first quarter of 2023", "the second half of last year"."""
    part = _PARTS.get(m["p"]) or int(m["p"][-1])
    months = 6 if m["u"] == "half" or m["p"].startswith("h") else 3
    first = months * (min(part, 12 // months) - 1) + 1
    if m["y"]:
        return month(int(m["y"]), first, months)
    year = today.year - (m["of"] in ("last", "the previous", "the past"))
    if m["of"] in ("", "the") and month(year, first, months)[0] > today:
        year -= 1
    return month(year, first, months)


def quarter_before(m: Match, today: datetime.date) -> Interval | None:
    """As in "last quarter", "this quarter"."""
    number = (today.month - 1) // 3 - (m["which"] != "this")
    return month(today.year + number // 4, 3 * (number % 4) + 1, 3)


def two_years(m: Match, today: datetime.date) -> Interval | None:
    """As in "the season 2024/25": from summer to summer."""
    first, last = int(m["y"]), m["z"]
    if int(last) != (first + 1) % 10 ** len(last):
        return None
    return month(first, 7, 12)


def holiday(m: Match, today: datetime.date) -> Interval | None:
    """As in "on New Year's Eve 2020", "at Easter"; without a year, the last one."""
    name = m["h"].replace("’", "'")
    years = [int(m["y"])] if m["y"] else [today.year, today.year - 1]
    for year in years:
        found = holidays.days_of(name, year)
        if m["y"] or found[0] <= today:
            return found
    return None


def year_named(m: Match, today: datetime.date) -> Interval | None:
    """As in "2020", "early 2020"."""
    return _within(month(int(m["y"]), 1, 12), m["when"] or m["part"])


def decade(m: Match, today: datetime.date) -> Interval | None:
    """As in "the 1990s"."""
    digits = m["y"]
    year = int(digits) if len(digits) == 4 else (1900 if int(digits) > 20 else 2000) + int(digits)
    return month(year, 1, 120)


def weekday(m: Match, today: datetime.date) -> Interval | None:
    """As in "on Tuesday": the last one before today."""
    if m["which"] in ("next", "coming"):
        return None
    behind = (today.weekday() - WEEKDAYS.index(m["w"])) % 7 or 7
    day = today - datetime.timedelta(days=behind)
    return day, day


def near(m: Match, today: datetime.date) -> Interval | None:
    """As in "today", "last night"."""
    word = m["near"]
    back = 2 if "before" in word else 1 if word.startswith(("yesterday", "last")) else 0
    day = today - datetime.timedelta(days=back)
    return day, day


def weekend(m: Match, today: datetime.date) -> Interval | None:
    """As in "over the weekend": the last one that has begun."""
    saturday = today - ((today.weekday() - 5) % 7) * ONE_DAY
    return saturday, saturday + ONE_DAY


def unit_before(m: Match, today: datetime.date) -> Interval | None:
    """As in "last week", "this month"."""
    which, unit = m["which"], m["unit"]
    if which == "past":
        return today - _DAYS[unit.replace("weekend", "week")] * ONE_DAY, today
    this = which in ("this", "the current")
    if unit == "weekend":
        return weekend(m, today - (0 if this or today.weekday() < 5 else 7) * ONE_DAY)
    if unit == "hour":
        return today - ONE_DAY, today
    if unit == "week":
        monday = today - today.weekday() * ONE_DAY - (0 if this else 7) * ONE_DAY
        return monday, monday + 6 * ONE_DAY
    if unit == "month":
        first = today.replace(day=1)
        first = first if this else (first - ONE_DAY).replace(day=1)
        return _within(month(first.year, first.month), m["when"] or m["part"])
    return _within(month(today.year - (0 if this else 1), 1, 12), m["when"] or m["part"])


def last_so_many(m: Match, today: datetime.date) -> Interval | None:
    """As in "the last three days"."""
    number = SMALL.get(m["n"]) or _number(m["n"])
    days = math.ceil(number / 24) if m["unit"] == "hour" else number * _DAYS[m["unit"]]
    return today - datetime.timedelta(days=days), today


def ago(m: Match, today: datetime.date) -> Interval | None:
    """As in "two weeks ago", with room to either side where the unit is long."""
    number = SMALL.get(m["n"]) or _number(m["n"])
    unit = _DAYS[m["unit"]]
    day = today - datetime.timedelta(days=number * unit)
    if m["unit"] == "year":
        return month(today.year - number, 1, 12)
    room = datetime.timedelta(days={1: 0, 7: 3, 14: 5}.get(unit, 15))
    return day - room, day + room


def recent(m: Match, today: datetime.date) -> Interval | None:
    """As in "recent weeks"."""
    return today - _RECENT[m["unit"]] * ONE_DAY, today


_RECENT = {"days": 7, "weeks": 31, "months": 31, "years": 5 * 365}


def days_back(today: datetime.date, days: int) -> Interval:
    """The day so many days before."""
    day = today - datetime.timedelta(days=days)
    return day, day
