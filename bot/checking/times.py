"""Dates and hours: every time that a claim names must be one that the source names."""

from __future__ import annotations

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
            if not _named(moment, unit, cited):
                words = claim.text[moment.start : moment.end]
                yield Fault(
                    "time", words, f"the source does not say {words}", _other(moment, cited)
                )
                break


def _named(moment: Moment, unit: str, cited: Parsed) -> bool:
    value = moment.get(unit)
    holders = [m for m in cited.moments if m.get(unit) == value]
    if unit == "clock":
        # Half a clock's face is written without saying which half.
        assert isinstance(value, int)
        holders = [
            m
            for m in cited.moments
            if isinstance(v := m.get("clock"), int)
            and v % 720 == value % 720
            and (v == value or min(v, value) < 720 and _half_unknown(moment, m))
        ]
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
        return bool(holders) or str(value) in cited.lower
    if unit in _DATE:
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
        return False
    return bool(holders)


def _half_unknown(a: Moment, b: Moment) -> bool:
    return True


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
