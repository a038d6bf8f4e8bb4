"""Whether two amounts are of one time, also where the day of an article is not known."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator

from bot.checking.names import name_words
from bot.checking.text import Parsed, parse
from bot.disagreeing.amounts import DAYS, amounts
from bot.disagreeing.kinds import kinds_named
from bot.disagreeing.reports import Report
from bot.drafting.timing import Named
from bot.language.figures import NUMBER_WORDS
from bot.language.parties import party
from bot.language.terms import alike, words

# Why two amounts are not compared, where nothing shows that they are of one time.
ANOTHER_YEAR = "another year"
# Reports of one event that name no day lie so close together.
_ONE_STORY = 60
# Days of one event, as different reports give them.
_ONE_EVENT = 2
# A figure that is told to change may be told of on other days, so far apart.
_RUNNING = 30
_CHANGING = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|grew|grown|now|so far|reached|increased|fallen|dropped|"
    r"(?:third|\w+th) (?:victim|death|fatality)|to date|stands? at|stood at|total|toll|by then|"
    r"meanwhile|since)\b",
    re.IGNORECASE,
)
# "Fewer than in 2011".
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|as (?:many|much|high) as|against)\b(?:\s+\w+){0,4}\s+$", re.I
)
# What was first counted is settled months later.
_FINAL = re.compile(r"\bfinal (?:death )?(?:toll|number|figure|count|tally)\b", re.IGNORECASE)
# Months of a season, by the northern calendar; winter's are of two years.
_MONTHS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
# So near lie two durations that tell of one thing, as shares of the longer.
_ONE_LENGTH = 0.35


def other_time(a: Report, b: Report, over_time: bool = False) -> str | None:
    """Why two amounts are not of one time; None when they may be.

    Args:
        a, b: the amounts.
        over_time: whether only their years matter.
    """
    if a.amount.dimension == DAYS:
        return ANOTHER_YEAR if _each_of_its_year(a, b) else None
    if _other_side(a, b):
        return "the other side of an event"
    if _of_years_before(a, b) or _of_years_before(b, a):
        return "years ago"
    if any(x.recalled and not _reaches(x, y) for x, y in ((a, b), (b, a))):
        return "another time"
    day = None if over_time else _other_day(a, b)
    return day or (ANOTHER_YEAR if _other_year(a, b) else None)


# Dates that come again with every year lie further apart than this, in days.
_HALF_A_YEAR = 182


def _each_of_its_year(a: Report, b: Report) -> bool:
    """Whether two dates are of two years only because their articles are: terms, feasts."""
    apart = _days_apart(a, b)
    if apart is None or apart <= _HALF_A_YEAR or abs(a.amount.low - b.amount.low) <= _HALF_A_YEAR:
        return False
    return not any("year" in m.said for r in (a, b) for m in r.parsed.moments)


# "Thirty-one people died in a fire eight years ago".
_YEARS_AGO = re.compile(
    rf"(?P<between>(?:(?!\bthan\b)[^.,;:])*?)\b(?:\d+|{NUMBER_WORDS}|some|several|many|few)\s+"
    r"(?:years|decades)\s+(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"\b(?:an?|another)\b", re.IGNORECASE)
_DONE = re.compile(r"[a-z]+(?:ed|ilt|ought|ade)")


def _of_years_before(old: Report, new: Report) -> bool:
    """Whether one of two reports of one time tells of years ago, and the other of now."""
    ago, other = _years_ago(old), _years_ago(new)
    if ago is None or other is not None or (_days_apart(old, new) or 0) > _ONE_STORY:
        return False
    if new.days and new.day:
        written = datetime.date.fromisoformat(new.day)
        gaps = ((written - datetime.date.fromisoformat(d.last)).days for d in new.days)
        return all(gap <= _ONE_STORY for gap in gaps)
    # "In the fire eight years ago" may be what the other tells of, "in a fire" is not.
    return bool(_INDEFINITE.search(ago["between"]))


def _years_ago(report: Report) -> re.Match[str] | None:
    """Where a number is told of years ago, and not only a thing beside it: a house built then."""
    found = _YEARS_AGO.match(report.parsed.text[report.amount.end :])
    done = [w for w in words(found["between"]) if _DONE.fullmatch(w.surface)] if found else []
    return found if all(kinds_named(w) for w in done) else None


# "Before the truce 340 fell", "eight since the truce": the clause that an amount stands in.
_BEFORE_IT = re.compile(
    r"\b(?:before|until|till|up to|prior to|ahead of)\s+(?:the|this|that|its|their)\s+[a-z]", re.I
)
_AFTER_IT = re.compile(
    r"\b(?:[Ss]ince|[Aa]fter|[Ff]ollowing)\s+(?:(?:the|this|that|its|their)\s+[a-z]|\d|[A-Z]\w+ \d)"
)


@functools.lru_cache(maxsize=20_000)
def side(text: str) -> str | None:
    """Whether a text tells of what was before an event, or of what was since; None of both."""
    before, after = _BEFORE_IT.search(text), _AFTER_IT.search(text)
    if bool(before) == bool(after):
        return None
    return "before" if before else "since"


def _reaches(recalled: Report, other: Report) -> bool:
    """Whether the long past of which one tells is what the other may tell of."""
    if other.days:
        return any(
            x.first <= y.last and y.first <= x.last for x in recalled.days for y in other.days
        )
    return other.day is None or any(day.last >= other.day for day in recalled.days)


def _other_side(a: Report, b: Report) -> bool:
    """Whether one sentence tells of the time before an event, and the other of the time since."""
    sides = side(a.parsed.text), side(b.parsed.text)
    return None not in sides and sides[0] != sides[1]


def _other_day(a: Report, b: Report) -> str | None:
    single = [[d for d in r.days if d.length == 1] for r in (a, b)]
    apart = _days_apart(a, b)
    running = (is_running(a) or is_running(b)) and apart is not None and apart <= _RUNNING
    near = _ONE_STORY if running else _ONE_EVENT
    if all(single) and not any(_close(x, y, near) for x in single[0] for y in single[1]):
        return "another day"
    wide = [[d for d in r.days if d.length > 1] for r in (a, b)]
    if (
        a.days
        and b.days
        and (wide[0] or wide[1])
        and not any(x.first <= y.last and y.first <= x.last for x in a.days for y in b.days)
    ):
        return "another time"
    if apart is not None and apart > _ONE_STORY and not (a.days and b.days):
        return ANOTHER_YEAR if not _told_again(a, b) else None
    return None


def _other_year(a: Report, b: Report) -> bool:
    """Whether two reports speak of different years, by their sentence, else by their title."""
    if a.source.file == b.source.file:
        return False
    apart = _days_apart(a, b)
    if apart is not None and apart <= _ONE_STORY and not (_named_years(a) and _named_years(b)):
        return False
    if not (_dated(a) and _dated(b)) and (apart is None or apart > _ONE_STORY):
        return not _at_one_time(a, b)
    mine, theirs = _years(a), _years(b)
    # "168 million more than foreseen in 2022" is told of what was foreseen then, too.
    linked = (mine | _years_of_all(a)) & (theirs | _years_of_all(b))
    return bool(mine and theirs) and not linked and not _told_again(a, b)


def _years_of_all(report: Report) -> set[object]:
    return set(_facts(report.parsed, "year"))


def _at_one_time(a: Report, b: Report) -> bool:
    """Whether reports of which not both are dated tell of one time, or of one named thing.

    Years, months and durations that both sentences name must agree. Where they name none in
    common, both sentences must name the same thing, and not a state alone: states clash often.
    """
    agreed = False
    for facts in (_named_years, _named_months):
        mine, theirs = facts(a), facts(b)
        if mine and theirs and not mine & theirs:
            return False
        agreed = agreed or bool(mine & theirs)
    return agreed or _one_length(a, b) or _one_name(a, b)


def _dated(report: Report) -> bool:
    return report.published is not None and report.published.precision == "day"


def _facts(parsed: Parsed, unit: str) -> Iterator[object]:
    return (fact for m in parsed.moments if (fact := m.get(unit)) is not None)


def _named_years(report: Report) -> set[object]:
    """The years of which a sentence tells; not those with which it compares."""
    text = report.parsed.text
    return {
        year
        for m in report.parsed.moments
        if (year := m.get("year")) is not None and not _COMPARED.search(text[: m.start])
    }


def _named_months(report: Report) -> set[object]:
    seasons = (_MONTHS[str(s)] for s in _facts(report.parsed, "season"))
    return {*_facts(report.parsed, "month"), *(m for months in seasons for m in months)}


def _one_length(a: Report, b: Report) -> bool:
    """Whether both sentences tell of something that lasted about as long."""
    lengths = [
        [x.middle for x, _ in amounts(r.parsed) if x.dimension == "time" and x.middle > 0]
        for r in (a, b)
    ]
    return any(abs(x - y) <= _ONE_LENGTH * max(x, y) for x in lengths[0] for y in lengths[1])


def _one_name(a: Report, b: Report) -> bool:
    """Whether both sentences name the same place, ship or event."""
    names = [
        [w for w in name_words(r.parsed) if party(w) is None and w not in r.speakers]
        for r in (a, b)
    ]
    return any(alike(x.stem, y.stem) for x in names[0] for y in names[1])


def _years(report: Report) -> set[object]:
    return (
        _named_years(report)
        or set(_facts(parse(report.source.title or ""), "year"))
        or ({int(report.published.date[:4])} if report.published else set())
        or ({int(report.day[:4])} if report.day else set())
    )


def is_running(report: Report) -> bool:
    """Whether a figure is told as one that changes: "rose to", "so far", "now"."""
    text = f"{report.source.title or ''}\n{report.parsed.text}"
    return bool(_CHANGING.search(text))


def _close(x: Named, y: Named, near: int) -> bool:
    gap = datetime.date.fromisoformat(x.first) - datetime.date.fromisoformat(y.first)
    # A weekday alone may have been read a week off.
    week = abs(gap.days) == 7 and not (x.dated or y.dated)
    return abs(gap.days) <= near or week


def _days_apart(a: Report, b: Report) -> int | None:
    if a.day is None or b.day is None:
        return None
    return abs((datetime.date.fromisoformat(a.day) - datetime.date.fromisoformat(b.day)).days)


def _told_again(a: Report, b: Report) -> bool:
    """Whether the later report names a day about when the earlier was written."""
    if any(_FINAL.search(f"{r.source.title or ''}\n{r.parsed.text}") for r in (a, b)):
        return _one_name(a, b)
    early, late = sorted((a, b), key=lambda r: r.day or "")
    if early.day is None:
        return False
    written = datetime.date.fromisoformat(early.day)
    return any(
        abs((datetime.date.fromisoformat(d.first) - written).days) <= _ONE_STORY for d in late.days
    )
