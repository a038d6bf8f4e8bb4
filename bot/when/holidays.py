"""The days of the holidays that English-language news dates things by."""

from __future__ import annotations

import datetime

Days = tuple[datetime.date, datetime.date]
_ONE_DAY = datetime.timedelta(days=1)
# First and last month and day.
_FIXED = {
    "new year's eve": ((12, 31), (12, 31)),
    "new year's day": ((1, 1), (1, 1)),
    "new year": ((1, 1), (1, 1)),
    "epiphany": ((1, 6), (1, 6)),
    "orthodox christmas": ((1, 6), (1, 7)),
    "valentine's day": ((2, 14), (2, 14)),
    "international women's day": ((3, 8), (3, 8)),
    "may day": ((5, 1), (5, 1)),
    "midsummer": ((6, 20), (6, 26)),
    "assumption day": ((8, 15), (8, 15)),
    "halloween": ((10, 31), (10, 31)),
    "all saints' day": ((11, 1), (11, 1)),
    "armistice day": ((11, 11), (11, 11)),
    "christmas eve": ((12, 24), (12, 24)),
    "christmas day": ((12, 25), (12, 25)),
    "boxing day": ((12, 26), (12, 26)),
    "christmas": ((12, 24), (12, 26)),
}
# Days from Easter Sunday, of the first and the last day.
_MOVABLE = {
    "ash wednesday": (-46, -46),
    "lent": (-46, -1),
    "palm sunday": (-7, -7),
    "holy week": (-7, -1),
    "maundy thursday": (-3, -3),
    "good friday": (-2, -2),
    "easter": (-2, 1),
    "easter weekend": (-2, 1),
    "easter sunday": (0, 0),
    "easter monday": (1, 1),
    "orthodox easter": (-2, 1),
    "ascension day": (39, 39),
    "whitsun": (49, 50),
    "pentecost": (49, 50),
    "whit monday": (50, 50),
}
# Month and days of the Islamic year.
_ISLAMIC = {
    "ashura": (1, 10, 10),
    "ramadan": (9, 1, 30),
    "eid al-fitr": (10, 1, 3),
    "eid al-adha": (12, 10, 13),
}
NAMES = frozenset(_FIXED) | frozenset(_MOVABLE) | frozenset(_ISLAMIC)
"""The holidays that are known, by their English names in lower case."""
# The ordinal of the day before the first of the Islamic calendar, and days of its cycle.
_ISLAMIC_EPOCH = 227014
_THIRTY_YEARS = 10631


def days_of(name: str, year: int) -> Days:
    """First and last day of a holiday in a year, by its English name in lower case."""
    if name in _FIXED:
        first, last = _FIXED[name]
        return datetime.date(year, *first), datetime.date(year, *last)
    if name in _ISLAMIC:
        return _islamic(name, year)
    sunday = _orthodox(year) if name.startswith("orthodox") else easter(year)
    before, after = _MOVABLE[name]
    return sunday + before * _ONE_DAY, sunday + after * _ONE_DAY


def _islamic(name: str, year: int) -> Days:
    """By the tabular calendar; the new moon may be seen a day before or after."""
    month, first, last = _ISLAMIC[name]
    # The Islamic year that began last before the end of the year, or the one before it.
    of_new_year = datetime.date(year, 12, 31).toordinal() - _ISLAMIC_EPOCH
    islamic = 30 * of_new_year // _THIRTY_YEARS + 1
    while True:
        begins = _islamic_ordinal(islamic, month, first) - 1
        if datetime.date.fromordinal(begins).year <= year:
            ends = _islamic_ordinal(islamic, month, last) + 1
            return datetime.date.fromordinal(begins), datetime.date.fromordinal(ends)
        islamic -= 1


def _islamic_ordinal(year: int, month: int, day: int) -> int:
    leaps = (3 + 11 * year) // 30
    months = (59 * (month - 1) + 1) // 2
    return _ISLAMIC_EPOCH + 354 * (year - 1) + leaps + months + day


def _orthodox(year: int) -> datetime.date:
    """Easter Sunday of the Julian calendar, by its day in the Gregorian one."""
    age = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - age + 34) % 7
    number = age + weekday + 114
    julian = datetime.date(year, number // 31, number % 31 + 1)
    return julian + (year // 100 - year // 400 - 2) * _ONE_DAY


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
