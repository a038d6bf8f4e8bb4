"""Times of day and days as amounts, so that two sources' can be compared like other figures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from bot.checking.moments import Moment
from bot.checking.text import Parsed
from bot.disagreeing.amounts import CLOCK, DAYS, HALF_KNOWN, Amount
from bot.drafting.timing import Named, named

# Where something ended, or how long it is told to go on.
_END = re.compile(
    r"(?<!moved )(?<!postponed )(?<!back )(?<!off )(?<!forward )"
    r"\b(?:until|till|to)\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)
# "Half past noon", "twenty minutes to midnight": minutes beside an hour that is read alone.
_PAST = re.compile(
    r"\b(?:a\s+)?(?P<by>half|quarter|five|ten|twenty|twenty-five|\d{1,2})(?:\s+minutes?)?\s+"
    r"(?P<way>past|to|before|after)\s+$",
    re.IGNORECASE,
)
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_DAY = 1440
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|(?:shortly|just|soon|some time) (?:before|after)|towards?|close to)"
    r"\s+$",
    re.IGNORECASE,
)


def hours_and_days(parsed: Parsed) -> Iterator[Amount]:
    """The times of day and the days that a sentence names, but for the day of a statement."""
    for moment in parsed.moments:
        past = _PAST.search(parsed.text[: moment.start])
        start = past.start() if past else moment.start
        if moment.get("clock") is not None and not _END.search(parsed.text[:start]):
            yield _clock(parsed, moment, past)
    for days in named(parsed):
        if not days.reporting and not _END.search(parsed.text[: days.start]):
            yield _days(parsed, days)


def _clock(parsed: Parsed, moment: Moment, past: re.Match[str] | None) -> Amount:
    minutes = float(str(moment.get("clock")))
    start = past.start() if past else moment.start
    if past is not None:
        by = _MINUTES.get(past["by"].lower()) or int(past["by"])
        minutes = (minutes + (by if past["way"].lower() in ("past", "after") else -by)) % _DAY
    return Amount(
        low=minutes,
        high=minutes,
        dimension=CLOCK,
        written=parsed.text[start : moment.end],
        bound=False,
        about=bool(_ABOUT.search(parsed.text[:start])),
        span=False,
        unit=HALF_KNOWN if moment.get("half") else None,
        start=start,
        end=moment.end,
    )


def _days(parsed: Parsed, days: Named) -> Amount:
    end = next((m.end for m in parsed.moments if m.start == days.start), days.start)
    first, last = (
        float(datetime.date.fromisoformat(day).toordinal()) for day in (days.first, days.last)
    )
    return Amount(
        low=first,
        high=last,
        dimension=DAYS,
        written=parsed.text[days.start : end],
        bound=False,
        # What day a weekday means is taken from the article's own date, and may be a week off.
        about=not days.dated,
        span=days.length > 1,
        unit=None,
        start=days.start,
        end=end,
    )
