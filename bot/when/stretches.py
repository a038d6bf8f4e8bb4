"""The days that longer phrases mean: parts of a month, nights, "the week before last"."""

from __future__ import annotations

import datetime

from bot.when.calendar import (
    ONE_DAY,
    SMALL,
    Interval,
    Match,
    full,
    month,
    named_month,
    season,
    weekday,
    weekend,
)
from index.months import MONTHS

_ORDER = {"first": 0, "1st": 0, "opening": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
_ORDER |= {"fourth": 3, "4th": 3}
_LATE = ("last", "final", "closing")
# How far a length of time "about" so long ago may be from it.
_VAGUE = {"day": 1, "week": 3, "fortnight": 5, "month": 15, "year": 60}
_LENGTH = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


def _year(m: Match, number: int, today: datetime.date) -> int:
    """The year of a month: the one named, the one before, or that of the last such month."""
    if m["y"]:
        return int(m["y"])
    if m["of"]:
        return today.year - (m["of"] not in ("this", "the current"))
    return today.year - (number > today.month)


def part_of_month(m: Match, today: datetime.date) -> Interval | None:
    """As in "the first week of June", "the second half of May 2023", "the last days of March"."""
    number = MONTHS[m["m"]]
    first, last = month(_year(m, number, today), number)
    order, unit = m["p"], m["u"]
    late = order in _LATE
    if unit == "half":
        middle = first + 14 * ONE_DAY
        return (first, middle) if order in ("first", "1st") else (middle + ONE_DAY, last)
    if unit.startswith("day"):
        return (last - 6 * ONE_DAY, last) if late else (first, first + 6 * ONE_DAY)
    if unit == "weekend":
        saturdays = [d for d in _days(first, last) if d.weekday() == 5]
        at = -1 if late else _ORDER[order]
        saturday = saturdays[at] if at < len(saturdays) else saturdays[-1]
        return saturday, saturday + ONE_DAY
    if late:
        return last - 7 * ONE_DAY, last
    begin = first + 7 * _ORDER[order] * ONE_DAY
    # A calendar week may begin a day before or end a day after the days counted in sevens.
    return max(first, begin - ONE_DAY), begin + 7 * ONE_DAY


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def months_of_year(m: Match, today: datetime.date) -> Interval | None:
    """As in "the first three months of 2022", "the last six months of the year"."""
    length = SMALL.get(m["n"]) or int(m["n"])
    if not 1 <= length <= 12:
        return None
    first = 13 - length if m["p"] in _LATE else 1
    if m["y"]:
        return month(int(m["y"]), first, length)
    year = today.year - (m["of"] in ("last", "the previous", "the past"))
    if m["of"] in ("", "the") and month(year, first, length)[0] > today:
        year -= 1
    return month(year, first, length)


def weekend_of(m: Match, today: datetime.date) -> Interval | None:
    """As in "the weekend of 3 June 2023": the one that holds the day, or the nearest."""
    day = full(m, today)
    if day is None:
        return None
    ahead = (5 - day[0].weekday()) % 7
    saturday = day[0] + (ahead if ahead < 4 else ahead - 7) * ONE_DAY
    return saturday, saturday + ONE_DAY


def night_of(m: Match, today: datetime.date) -> Interval | None:
    """As in "the night of 4 May": it ends on the next day."""
    day = full(m, today)
    return (day[0], day[0] + ONE_DAY) if day else None


def week_ending(m: Match, today: datetime.date) -> Interval | None:
    """As in "the week to 9 February"."""
    day = full(m, today)
    return (day[0] - 6 * ONE_DAY, day[0]) if day else None


def overnight(m: Match, today: datetime.date) -> Interval | None:
    """The night before today."""
    return today - ONE_DAY, today


def before_last(m: Match, today: datetime.date) -> Interval | None:
    """As in "the week before last"."""
    unit = m["unit"]
    if unit == "year":
        return month(today.year - 2, 1, 12)
    if unit == "month":
        months = today.year * 12 + today.month - 3
        return month(months // 12, months % 12 + 1)
    if unit == "weekend":
        return weekend(m, today - (7 if today.weekday() < 5 else 14) * ONE_DAY)
    monday = today - (today.weekday() + 14) * ONE_DAY
    return monday, monday + 6 * ONE_DAY


def weekday_of_week(m: Match, today: datetime.date) -> Interval | None:
    """As in "on Tuesday of last week"."""
    day = weekday(m, today - today.weekday() * ONE_DAY)
    if day is None or m["which"] != "this":
        return day
    found = day[0] + 7 * ONE_DAY
    return (found, found) if found <= today else None


def of_a_year(m: Match, today: datetime.date) -> Interval | None:
    """As in "3 May this year", "in May of last year", "the autumn of last year"."""
    year = today.year - (m["of"] not in ("this", "the current"))
    if m["s"]:
        end = datetime.date(year, 12, 31)
        return season(m, end)
    number = MONTHS[m["m"]]
    if m["d"]:
        try:
            day = datetime.date(year, number, int("".join(filter(str.isdigit, m["d"]))))
        except ValueError:
            return None
        return day, day
    # Counted from the end of the year, the last such month is the one meant.
    return named_month(m, datetime.date(year, 12, 31))


def part_of_unit(m: Match, today: datetime.date) -> Interval | None:
    """As in "the start of the year", "the end of the month": the last one that has begun."""
    unit, part = m["unit"], m["part"]
    late = part.startswith(("end", "close"))
    if unit == "year":
        year = today.year - (late and today.month < 9)
        first, last = month(year, 1, 12)
    elif unit == "month":
        first = today.replace(day=1)
        first = (first - ONE_DAY).replace(day=1) if late and today.day < 20 else first
        first, last = month(first.year, first.month)
    else:
        monday = today - (today.weekday() + (7 if late and today.weekday() < 3 else 0)) * ONE_DAY
        first, last = monday, monday + 6 * ONE_DAY
    third = (last - first) / 3
    if late:
        return last - third, last
    return (first + third, last - third) if part.startswith("mid") else (first, first + third)


def year_ago(m: Match, today: datetime.date) -> Interval | None:
    """As in "this time last year", "a year ago this month": about the same day of that year."""
    number = SMALL.get(m["n"], 1) if m["n"] else 1
    try:
        day = today.replace(year=today.year - number)
    except ValueError:
        day = today.replace(year=today.year - number, day=28)
    room = {"today": 0, "week": 7, "yesterday": 1}.get(m["near"], 31)
    return day - room * ONE_DAY, day + room * ONE_DAY


def about_ago(m: Match, today: datetime.date) -> Interval | None:
    """As in "a few days ago", "some ten days ago", "half a year ago"."""
    unit = m["unit"]
    days = 183 if m["half"] and unit == "year" else 15 if m["half"] else 0
    number = SMALL.get(m["n"]) or int(m["n"]) if m["n"] else 0
    days = days or number * _LENGTH[unit]
    if unit == "year" and not m["half"]:
        return month(today.year - number, 1, 12)
    room = 45 if days == 183 else max(_VAGUE[unit], round(days / 5))
    return today - (days + room) * ONE_DAY, today - max(days - room, 0) * ONE_DAY


def less_or_more_ago(m: Match, today: datetime.date) -> Interval | None:
    """As in "less than a week ago", "more than a year ago"."""
    number = SMALL.get(m["n"]) or int(m["n"])
    day = today - number * _LENGTH[m["unit"]] * ONE_DAY
    more = m["how"].startswith(("more", "over"))
    return (datetime.date.min, day) if more else (day, today)


def lately(m: Match, today: datetime.date) -> Interval | None:
    """As in "the other day"."""
    return today - 7 * ONE_DAY, today


def decade_before(m: Match, today: datetime.date) -> Interval | None:
    """As in "over the last decade": ten years until today."""
    return datetime.date(today.year - 10, 1, 1), today


def decade_in_words(m: Match, today: datetime.date) -> Interval | None:
    """As in "in the nineties"."""
    tens = "twenties thirties forties fifties sixties seventies eighties nineties".split()
    return month(1920 + 10 * tens.index(m["tens"]), 1, 120)
