"""Words that look like a time and are none: surnames, verbs, things that are counted."""

from __future__ import annotations

import re

from bot.when import calendar
from bot.when.events import is_event
from bot.when.longer import Meaning

_PLACING = frozenset("in at near from of off to on around across the".split())
FUNCTION = frozenset(
    "in on at of by to from with and or but that which who when where how what why did does do is "
    "was are were has have had for about after before since until during between it they he she we "
    "there the a an only alone morning afternoon evening night as so than compared "
    "according".split()
)
"""Words behind a time that are no part of what it qualifies."""


def is_mistaken(text: str, match: re.Match[str], meaning: Meaning) -> bool:
    """Whether what was found in a text names no time."""
    weekday = "w" in match.groupdict() and _is_surname(text, match)
    return weekday or _is_verb(text, match) or _is_numbered(text, match, meaning)


def _is_surname(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is a person's name: "Otto Friday"."""
    before = re.search(r"([\w'’]+)\s+[A-Z][\w'’-]+\s+$", text[: match.start()])
    return before is not None and before[1].lower() not in _PLACING


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Whether "12 may lose" or "march 12 kilometres" names no day."""
    month, after = match.groupdict().get("m"), re.match(r"\s+([a-z]+)", text[match.end() :])
    if month not in ("may", "march") or after is None or match.groupdict().get("y"):
        return False
    return after[1] not in FUNCTION


# A round number before things is none of a year: "the 2000 refugees".
_THINGS = re.compile(r"\s+([a-z]+s)\b")
_AT_A_TIME = re.compile(
    r"\b(?:in|since|of|during|by|until|till|before|after|from|to|and)\s+$", re.I
)


def _is_numbered(text: str, match: re.Match[str], meaning: Meaning) -> bool:
    """Whether what looks like a year counts things."""
    if meaning is not calendar.year_named or not match["y"].endswith("00"):
        return False
    things = _THINGS.match(text, match.end())
    return (
        things is not None
        and not is_event(things[1])
        and _AT_A_TIME.search(text[: match.start()]) is None
    )
