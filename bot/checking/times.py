"""Dates and hours: every time that a claim names must be one that the source names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.moments import Moment
from bot.checking.text import Parsed

_DATE = ("year", "month", "day")
# Parts of a day that one report calls by one word and another by another.
_NEAR_PARTS = (
    {"night", "evening"},
    {"dawn", "morning"},
    {"dusk", "evening"},
    {"dawn", "night"},
)


def wrong_times(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Times of a claim that the cited words do not name."""
    for moment in claim.moments:
        for unit in sorted(moment.said):
            if not _named(moment, unit, claim, cited):
                words = claim.text[moment.start : moment.end]
                yield Fault(
                    "time", words, f"the source does not say {words}", _other(moment, cited)
                )
                break


def _named(moment: Moment, unit: str, claim: Parsed, cited: Parsed) -> bool:
    value = moment.get(unit)
    holders = [m for m in cited.moments if m.get(unit) == value]
    if unit == "half":
        return True
    if unit == "clock":
        assert isinstance(value, int)
        return any(
            isinstance(at := m.get("clock"), int)
            and (
                at == value
                or (at % 720 == value % 720 and not (m.get("half") and moment.get("half")))
            )
            for m in cited.moments
        )
    if unit == "decade" and _in_decade(claim.lower[moment.start : moment.end], cited):
        return True
    if unit == "part":
        return (
            bool(holders)
            or _part_by_clock(str(value), cited)
            or any(
                {value, m.get("part")} in _NEAR_PARTS
                and value != m.get("part")
                and {value, m.get("part")} == {"dawn", "morning"}
                for m in cited.moments
            )
        )
    if unit == "relative":
        if value in ("today", "tonight") and re.search(
            r"\b(?:now|currently|present)\b", cited.lower
        ):
            return True
        if value == "this year" and _THIS_YEAR.search(cited.lower):
            return True
        return bool(holders) or str(value) in cited.lower or _span_beside(str(value), cited)
    if unit == "year" and (value in _computed_years(cited) or _is_next(value, claim, cited)):
        return True
    if unit in _DATE:
        if _a_week_off(moment, cited):
            return True
        # Day, month and year belong together: they must be of one date.
        return any(
            all(m.get(u) in (None, moment.get(u)) for u in _DATE if u in moment.said)
            for m in holders
        ) and not (
            unit == "day"
            and "month" in moment.said
            and not any(m.get("month") == moment.get("month") for m in holders)
        )
    if unit == "weekday" and not holders:
        return isinstance(value, int) and value in _days_beside(cited)
    return bool(holders)


_THIS_YEAR = re.compile(r"\bsince (?:the )?new year\b|\bsince january\b|\byear to date\b")
_SPAN_BESIDE = re.compile(
    r"(?:(?P<back>previous|past)|(?P<on>following|coming)) (?P<span>week|weekend|month|year|night)"
)


def _span_beside(words: str, cited: Parsed) -> bool:
    """Whether "the previous week" is told as "the week before"."""
    match = _SPAN_BESIDE.fullmatch(words)
    if match is None:
        return False
    after = "before|earlier|ago|previously" if match["back"] else "after|later|that follow(?:s|ed)"
    ahead = "previous|past|last|preceding" if match["back"] else "following|coming|next"
    span = match["span"]
    return bool(re.search(rf"\b(?:{span} (?:{after})|(?:{ahead}) {span})\b", cited.lower))


_DECADE = re.compile(r"(?P<part>mid|early|late)?[ -]?(?P<century>\d\d)?(?P<ten>\d)0s")
_YEARS_OF = {"early": range(4), "mid": range(3, 8), "late": range(6, 10), None: range(10)}


def _in_decade(words: str, cited: Parsed) -> bool:
    """Whether a year of the source lies in a decade: 1892 in "the 1890s"."""
    match = _DECADE.fullmatch(words)
    years = {m.get("year") for m in cited.moments if "year" in m.said}
    return match is not None and any(
        isinstance(year, int)
        and year // 10 % 10 == int(match["ten"])
        and match["century"] in (None, str(year // 100))
        and year % 10 in _YEARS_OF[match["part"]]
        for year in years
    )


_DAY_BESIDE = re.compile(
    r"\b(?:the|a) (?:(?:day )?(?P<ahead>before|earlier|previous)"
    r"|(?:day )?(?P<behind>after|later|following|next))(?: day)?\b"
)


def _days_beside(cited: Parsed) -> set[int]:
    """Weekdays that the source lets one reckon: "on Sunday … the day before"."""
    named = [w for m in cited.moments if isinstance(w := m.get("weekday"), int)]
    steps = {
        1 if m["behind"] else -1
        for m in _DAY_BESIDE.finditer(cited.lower)
        if "day" in m.group().split()
    }
    return {(weekday + step) % 7 for weekday in named for step in steps}


def _computed_years(cited: Parsed) -> set[int]:
    """Years that the source lets one reckon: "in 1894 … eight years later"."""
    if not re.search(r"\b(?:later|earlier|after|before|following|ago|next)\b", cited.lower):
        return set()
    named = [int(str(m.get("year"))) for m in cited.moments if m.get("year") is not None]
    spans = [int(q.value) for q in cited.quantities if q.unit == "year"]
    if re.search(r"\b(?:following|next) year\b", cited.lower):
        spans.append(1)
    return {year + sign * span for year in named for span in spans for sign in (1, -1)}


def _is_next(year: object, claim: Parsed, cited: Parsed) -> bool:
    """Whether "before 2028" is "until the end of 2027"."""
    return bool(
        isinstance(year, int)
        and re.search(rf"\bbefore {year}\b", claim.lower)
        and re.search(rf"\b(?:end of|until|through) {year - 1}\b", cited.lower)
    )


def _a_week_off(moment: Moment, cited: Parsed) -> bool:
    """Whether a date is the coming weekday that the source names: "begin on Thursday".

    Not of what has happened: "arrested on Friday" was before its article.
    """
    day, written = _date(moment), cited.published
    if day is None or _COMING.search(cited.lower) is None:
        return False
    return any(
        m.said == {"weekday"}
        and (other := _date(m)) is not None
        and (day - other).days == 7
        and (written is None or other.isoformat() <= written.date < day.isoformat())
        for m in cited.moments
    )


_COMING = re.compile(
    r"\b(?:will|shall|would|may|could|due|scheduled|planned|plans|expected|set to|is to|are to"
    r"|was to|were to|to be|next|coming|begins?|starts?|opens?|closes?|resumes?|ends"
    r"|to (?:vote|meet|end|hold|take|leave|arrive|play|return|decide|rule|go|come|visit|sign))\b"
)


def _date(moment: Moment) -> datetime.date | None:
    parts = [moment.get(unit) for unit in _DATE]
    if not all(isinstance(part, int) for part in parts):
        return None
    try:
        return datetime.date(*(int(str(part)) for part in parts))
    except ValueError:
        return None


def _part_by_clock(part: str, cited: Parsed) -> bool:
    for m in cited.moments:
        at = m.get("clock")
        if isinstance(at, int):
            hour = at // 60
            fits = {
                "morning": 0 <= hour < 12,
                "afternoon": 12 <= hour < 18,
                "evening": 17 <= hour < 24,
                "night": hour >= 20 or hour < 6,
                "dawn": 3 <= hour < 8,
                "dusk": 16 <= hour < 22,
            }
            if fits.get(part, False):
                return True
    return False


def _other(moment: Moment, cited: Parsed) -> str:
    for m in cited.moments:
        if moment.said & m.said:
            return cited.text[m.start : m.end]
    return ""
