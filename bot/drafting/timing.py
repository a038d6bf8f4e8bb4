"""Whether a sentence speaks of the days that a question asks about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.checking.moments import Moment
from bot.checking.text import Parsed, parse
from bot.drafting.places import Place
from bot.planning import Plan
from bot.when import Period
from bot.when.calendar import Match, ago, month, weekend
from bot.when.phrases import TOLD
from index import Dated

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SINCE = re.compile(r"\b(?:since|ever since|from|for the first time since)\s+(?:\w+\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|by|before)\s+(?:the\s+end\s+of\s+)?(?:\w+\s+)?$", re.I)
SAYING = re.compile(
    r"\b(?:said|says|told|reported|announced|stated|declared|added|wrote|published|according|report"
    r"|admitted|confirmed|issued|statement)\b[^,;.]{0,40}$",
    re.I,
)
_DATELINE = re.compile(r"^\W*[A-Z][^.!?;]{0,80}?\s[-–—]{1,2}\s")
# "More than foreseen in 2022", "a tenth less than in 2022".
_COMPARED = re.compile(r"\b(?:than|as|from|like|compared)\b(?:\s+\w+){0,4}\s+$", re.I)
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|due|planned|expected|scheduled)\b", re.I)
# Reports of a day still come out within so many days after it.
_A_MONTH = datetime.timedelta(days=31)
_AFTERWARDS = datetime.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Named:
    """Days that a text names, inclusive, in ISO form.

    Attributes:
        start: where their words begin in the parsed text.
        reporting: whether it is the day on which somebody said the rest.
        dated: whether its words hold the day of a month, and not a weekday alone.
    """

    first: str
    last: str
    start: int
    reporting: bool = False
    dated: bool = True

    @property
    def length(self) -> int:
        """Number of days."""
        days = datetime.date.fromisoformat(self.last) - datetime.date.fromisoformat(self.first)
        return days.days + 1


def named(parsed: Parsed) -> Iterator[Named]:
    """The days that a text names; hours and parts of a day are none."""
    head = dateline(parsed.text)
    phrases = list(_phrases(parsed))
    yield from (found for found, _ in phrases)
    for moment in parsed.moments:
        if any(found.start <= moment.start < end for found, end in phrases):
            continue
        days = _days(moment, parsed)
        if days is None:
            continue
        first, last = (day.isoformat() for day in days)
        before = parsed.text[: moment.start]
        own = own_days(parsed.published)
        if own is not None and _SINCE.search(before) and first <= own[1]:
            last = max(last, own[1])
        elif own is not None and _UNTIL.search(before):
            first = min(first, own[0])
        reporting = moment.end <= head or bool(SAYING.search(before))
        dated = not moment.said <= {"weekday", "relative", "part"}
        yield Named(first, last, moment.start, reporting, dated)


def dateline(text: str) -> int:
    """Where the place and day at the head of a report end: "PELSK, Tuesday - "; 0 without them."""
    line = _DATELINE.match(text)
    return line.end() if line else 0


def latest_day(text: str, published: Dated | None) -> str | None:
    """The last day of which a sentence tells: its article's, or one before that it names."""
    own = own_days(published)
    if own is None:
        return None
    said = [n.last for n in named(parse(text, published)) if not n.reporting]
    return min(own[1], max(said, default=own[1]))


def _phrases(parsed: Parsed) -> Iterator[tuple[Named, int]]:
    """Quarters, weekends, holidays and the like that a text names, each with its end."""
    own = own_days(parsed.published)
    for pattern, meaning in TOLD:
        for match in pattern.finditer(parsed.text):
            dated = bool(match.groupdict().get("y"))
            if own is None or not (dated or own[0] == own[1]):
                continue
            if meaning is ago and re.search(r"\w", parsed.text[: match.start()]):
                # In the midst of a sentence it dates an aside: "the mayor, elected a year ago".
                continue
            days = meaning(Match(match, parsed.text), datetime.date.fromisoformat(own[1]))
            if days is not None:
                first, last = (day.isoformat() for day in days)
                far = meaning is not weekend
                yield Named(first, last, match.start(), dated=far), match.end()


def own_days(published: Dated | None) -> tuple[str, str] | None:
    """First and last day that an article's date may mean."""
    if published is None:
        return None
    year, month_, day = published.date[:4], published.date[5:7], published.date[8:10]
    if day:
        return published.date, published.date
    if month_:
        first, last = month(int(year), int(month_))
        return first.isoformat(), last.isoformat()
    return f"{year}-01-01", f"{year}-12-31"


def _days(moment: Moment, parsed: Parsed) -> tuple[datetime.date, datetime.date] | None:
    year, number, day = (_int(moment.get(unit)) for unit in ("year", "month", "day"))
    published = parsed.published
    try:
        if year and number and day:
            found = datetime.date(year, number, day)
            return found, found
        if number and not day:
            year = year or _near_year(number, published)
            return month(year, number) if year else None
        season = moment.get("season")
        if season:
            first = _SEASONS[str(season)]
            if re.search(r"\blast year", parsed.text, re.I) and published is not None:
                year = year or int(published.date[:4]) - 1
            year = year or _near_year(first, published)
            return month(year, first, 3) if year else None
        if year:
            return month(year, 1, 12)
        decade = moment.get("decade")
        if decade is not None:
            return month((1900 if int(str(decade)) > 20 else 2000) + int(str(decade)), 1, 120)
    except ValueError:
        return None
    return _relative(str(moment.get("relative") or ""), published)


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _near_year(number: int, published: Dated | None) -> int | None:
    """The year of a month named without one: the last such month of the article's date."""
    if published is None:
        return None
    year = int(published.date[:4])
    own = published.date[5:7]
    return year if not own or number <= int(own) else year - 1


def _relative(words: str, published: Dated | None) -> tuple[datetime.date, datetime.date] | None:
    if published is None or not words:
        return None
    year = int(published.date[:4])
    which, _, unit = words.rpartition(" ")
    if unit == "year" and which in ("last", "this", "previous"):
        return month(year - (which != "this"), 1, 12)
    if published.precision != "day":
        return None
    today = datetime.date.fromisoformat(published.date)
    if unit == "month" and which in ("last", "this", "previous"):
        end = today.replace(day=1)
        return month(end.year, end.month) if which == "this" else _month_before(end)
    if unit == "week":
        back = {"past": 7, "last": 13, "this": 6, "previous": 13}.get(which)
        return (today - datetime.timedelta(days=back), today) if back else None
    if unit == "night" and which == "last":
        return today - datetime.timedelta(days=1), today
    return None


def _month_before(first: datetime.date) -> tuple[datetime.date, datetime.date]:
    end = first - datetime.timedelta(days=1)
    return end.replace(day=1), end


def in_period(plan: Plan, place: Place) -> bool:
    """Whether a sentence speaks of the days that the question asks about.

    By the days that it names; without any, by its article's date; and, loosely, by the days that
    the sentences before it name last.
    """
    assert plan.period is not None
    published = place.hit.source.published
    parsed = parse(place.text, published)
    if plan.exactly:
        return any(
            (n.first, n.last) == (plan.period.since, plan.period.until)
            for n in named(parsed)
            if not (n.reporting or _COMPARED.search(parsed.text[: n.start]))
        )
    if tells(plan.period, parsed, plan.by_report):
        return True
    own = own_days(published)
    if not plan.loosely or plan.by_report:
        return False
    said = list(named(parsed))
    if said:
        return any(_holds(plan.period, n, False, parsed) for n in said)
    return _carried(plan.period, place, own)


def tells(period: Period, parsed: Parsed, by_report: bool = False) -> bool:
    """Whether a sentence tells of a period by the days it names, else by its article's date.

    Args:
        period: the days asked about.
        parsed: the sentence.
        by_report: whether only its article's date counts.
    """
    own = own_days(parsed.published)
    on_time = own is not None and period.overlaps(*own) and _as_exact(period, own)
    said = list(named(parsed))
    if by_report or not said:
        return on_time
    late = own is not None and _days_late(period, own) > 1
    # "On Monday" in a report of Wednesday is what was known by Wednesday.
    return any(_holds(period, n, on_time, parsed) for n in said if n.dated or not late or on_time)


def _days_late(period: Period, own: tuple[str, str]) -> int:
    """How many days after a short period an article came out; 0 for a long one."""
    if period.since is None or period.until is None:
        return 0
    first, last = (datetime.date.fromisoformat(d) for d in (period.since, period.until))
    if (last - first).days > 7:
        return 0
    return (datetime.date.fromisoformat(own[0]) - last).days


def contradicts(period: Period, place: Place) -> bool:
    """Whether a sentence of an article of unknown date names days, and none of the period."""
    said = [n for n in named(parse(place.text, None)) if not n.reporting]
    return bool(said) and not any(period.overlaps(n.first, n.last) for n in said)


def _holds(period: Period, days: Named, on_time: bool, parsed: Parsed) -> bool:
    if not period.overlaps(days.first, days.last):
        # What is planned for later is news of the day on which it is told.
        return on_time and bool(_AHEAD.search(parsed.text))
    return on_time or _as_exact(period, (days.first, days.last))


def _as_exact(period: Period, days: tuple[str, str]) -> bool:
    """Whether days lie in a period, or reach no farther than it is long: a year is no month."""
    first, last = (datetime.date.fromisoformat(d) for d in days)
    if period.since is None or period.until is None:
        return (period.since or days[0]) <= days[0] and days[1] <= (period.until or days[1])
    length = datetime.date.fromisoformat(period.until) - datetime.date.fromisoformat(period.since)
    inside = period.since <= days[0] and days[1] <= period.until
    if days[0] <= period.since and period.until <= days[1] and last - first < _A_MONTH:
        # An article of which the month is known may be of any of its days.
        return True
    return inside or last - first <= length + datetime.timedelta(days=3)


def _carried(period: Period, place: Place, own: tuple[str, str] | None) -> bool:
    """Whether the days named last before a sentence, or in its title, are of the period."""
    passage = place.hit.passage
    before = [
        passage.text[s.start - passage.start : s.end - passage.start]
        for s in passage.sentences[: place.position]
    ]
    published = place.hit.source.published
    for text in (*reversed(before), place.hit.source.title or ""):
        found = [n for n in named(parse(text, published)) if not n.reporting]
        if found:
            return _soon_after(period, own) and any(
                period.overlaps(n.first, n.last) and _as_exact(period, (n.first, n.last))
                for n in found
            )
    return False


def _soon_after(period: Period, own: tuple[str, str] | None) -> bool:
    """Whether an article can still report of a single day; longer periods are told of for years."""
    if own is None or period.until is None or period.since != period.until:
        return True
    return datetime.date.fromisoformat(own[0]) <= (
        datetime.date.fromisoformat(period.until) + _AFTERWARDS
    )
