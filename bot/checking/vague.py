"""Amounts without a figure: hundreds or thousands, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.checking.units import EVENTS
from bot.language.terms import stem

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
    yield from _too_many(claim, cited)
    yield from _each_time(claim, cited)


# The least that a word for a crowd may stand for.
_LEAST = {"dozens": 20, "scores": 30, "hundreds": 100, "thousands": 1_000, "millions": 1e6}
_CROWD = re.compile(rf"\b(?P<many>{'|'.join(_LEAST)}) of (?:[\w-]+ )??(?P<what>[a-z-]+)\b")
# Of these as many may be counted that no figure tells: "hundreds of people lost their homes".
_OF_ALL = frozenset("people persons men women others".split())


def _too_many(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Hundreds died" where the source counts the dead, and they are forty."""
    if _crowds(cited):
        return
    for match in _CROWD.finditer(claim.lower):
        of_people = match["what"] in _OF_ALL
        events = frozenset().union(*(q.events for q in cited.quantities)) & _events(claim)
        theirs = [
            q
            for q in cited.quantities
            if q.kind == "count"
            and q.unit is None
            and (
                match["what"] in q.nouns
                or stem(match["what"]) in q.nouns
                or bool(q.events & events)
            )
            and (not of_people or events)
        ]
        if theirs and all(q.value < _LEAST[match["many"]] for q in cited.quantities):
            words = cited.text[theirs[0].start : theirs[0].whole]
            yield Fault("number", match.group(), f"the source says {words}", words)
            return


# "40 patients a day": what is counted, and how often it is.
_SO_OFTEN = re.compile(
    r"(?: (?!(?:within|in|over|for|after|during|than|of)\b)[a-z-]+){1,3}"
    r" (?:an?|per|every|each) (?:hour|day|week|month|year)\b"
    r"(?! (?:ago|earlier|later|before|after|and)\b)"
)


def _each_time(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Turned away 40 patients" for "40 patients a day"."""
    if _rates(claim):
        return
    for q in claim.quantities:
        if _SO_OFTEN.match(claim.lower, q.end):
            continue
        same = [s for s in cited.quantities if s.value == q.value and s.kind == "count"]
        often = [_SO_OFTEN.match(cited.lower, s.end) for s in same]
        if q.kind == "count" and q.unit is None and often and all(often):
            words = claim.text[q.start : q.whole]
            shown = cited.text[same[0].start : same[0].end] + often[0].group()  # type: ignore[union-attr]
            yield Fault("unit", words, f"the source says {shown}", shown)
            return


def _events(parsed: Parsed) -> frozenset[str]:
    return frozenset(kind for kind, forms in EVENTS.items() if forms & parsed.stems)


def _crowds(parsed: Parsed) -> dict[str, str]:
    return {word: word for word in parsed.lowered if word in _CROWDS}


def _rates(parsed: Parsed) -> dict[str, str]:
    """How often a text says that something is, by unit of time, with its words."""
    found: dict[str, str] = {}
    for m in _RATE.finditer(parsed.lower):
        unit = m["one"] or m["two"] or _EVERY[m["adverb"]]
        found[unit] = f"a {unit}" if m["two"] else m.group()
    return found
