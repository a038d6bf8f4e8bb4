"""The days of the holidays that English-language news dates things by."""

from __future__ import annotations

import datetime

_ONE_DAY = datetime.timedelta(days=1)
_HOLIDAYS = {
    "new year's eve": ((12, 31), (12, 31)),
    "new year's day": ((1, 1), (1, 1)),
    "new year": ((1, 1), (1, 1)),
    "christmas eve": ((12, 24), (12, 24)),
    "christmas day": ((12, 25), (12, 25)),
    "boxing day": ((12, 26), (12, 26)),
    "christmas": ((12, 24), (12, 26)),
}


def days_of(name: str, year: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a holiday, by its English name in lower case."""
    if name in _HOLIDAYS:
        first, last = _HOLIDAYS[name]
        return datetime.date(year, *first), datetime.date(year, *last)
    sunday = easter(year)
    first_day = {"good friday": -2, "easter sunday": 0, "easter monday": 1}.get(name)
    if first_day is not None:
        return sunday + first_day * _ONE_DAY, sunday + first_day * _ONE_DAY
    return sunday - 2 * _ONE_DAY, sunday + _ONE_DAY


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + skipped + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    number = moon - weekday
    number_of_month = 3 + (number + 40) // 44
    return datetime.date(year, number_of_month, number + 28 - 31 * (number_of_month // 4))
