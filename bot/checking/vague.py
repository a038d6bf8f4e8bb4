"""Amounts without a figure: hundreds or thousands, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.text import Parsed

_CROWDS = frozenset("dozens scores hundreds thousands millions billions".split())
_RATE = re.compile(
    r"\b(?:per|each|every)\s(?P<one>hour|day|week|month|year)\b"
    r"|\b(?P<adverb>hourly|daily|weekly|monthly|yearly|annual|annually)\b"
    r"|\d\s(?:[a-z]+\s){0,3}an?\s(?P<two>hour|day|week|month|year)\b"
    r"(?!\s(?:ago|earlier|later|before|after))"
)
_EVERY = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}


def wrong_amounts(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Amounts of a claim for which its source has others, and not the same."""
    for kind, told, theirs in (
        ("number", _crowds(claim), _crowds(cited)),
        ("unit", _rates(claim), _rates(cited)),
    ):
        # A source that says nothing of the kind may say it in a figure.
        if told and theirs and not set(told) & set(theirs):
            words, other = next(iter(told.values())), next(iter(theirs.values()))
            yield Fault(kind, words, f"the source says {other}", other)


def _crowds(parsed: Parsed) -> dict[str, str]:
    return {word: word for word in parsed.lowered if word in _CROWDS}


def _rates(parsed: Parsed) -> dict[str, str]:
    """How often a text says that something is, by unit of time, with its words."""
    found: dict[str, str] = {}
    for m in _RATE.finditer(parsed.lower):
        unit = m["one"] or m["two"] or _EVERY[m["adverb"]]
        found[unit] = f"a {unit}" if m["two"] else m.group()
    return found
