"""Whether a report is of the occasion that a question names: its event, its round, its day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from bot.checking.moments import Moment
from bot.disagreeing.labels import turns
from bot.disagreeing.reports import Report
from bot.language.terms import Word

# What may befall a place, by the nouns for it; "fired" and "shot" tell of too many things.
_EVENTS: dict[str, frozenset[str]] = {
    name: frozenset(forms.split())
    for name, forms in {
        "crash": "crash crashes crashed collision collided derailment derailed pile-up",
        "fire": "fire fires blaze wildfire wildfires inferno",
        "flood": "flood floods flooding flooded deluge",
        "quake": "earthquake earthquakes quake quakes tremor",
        "collapse": "collapse collapsed collapses crumbled caved crashing",
        "blast": "explosion explosions blast blasts exploded bomb bombing bombings",
        "shooting": "shooting shootings gunman gunmen",
        "shelling": "shells shelling shelled artillery mortar mortars",
        "mines": "mines landmine landmines",
        "crush": "crush stampede trampled",
        "storm": "storm storms hurricane cyclone typhoon tornado",
        "sinking": "sank sinks sinking sunk capsized capsizing shipwreck",
        "disease": "outbreak epidemic cholera ebola measles fever virus",
        "slide": "landslide landslides mudslide mudslides avalanche",
    }.items()
}
# What often comes of another, or with it; a report may name either.
_TOGETHER = tuple(
    frozenset(pair.split())
    for pair in (
        "quake collapse",
        "quake slide",
        "storm flood",
        "storm slide",
        "storm collapse",
        "storm sinking",
        "storm crash",
        "flood slide",
        "flood collapse",
        "flood disease",
        "blast fire",
        "blast collapse",
        "blast shooting",
        "blast crash",
        "fire crash",
        "fire collapse",
        "fire sinking",
        "fire crush",
        "crash sinking",
        "crush collapse",
        "crush shooting",
        "shelling blast",
        "shelling fire",
        "shelling shooting",
        "shelling collapse",
        "mines blast",
        "mines fire",
        "mines collapse",
        "mines flood",
    )
)
_AFTER_QUAKE = re.compile(r"\b(?:after|fore)shocks?\b", re.IGNORECASE)


def events(words: Iterable[Word]) -> frozenset[str]:
    """The kinds of event that words name."""
    return _named({w.surface.lower().removesuffix("'s") for w in words})


def _named(said: AbstractSet[str]) -> frozenset[str]:
    return frozenset(name for name, forms in _EVENTS.items() if forms & said)


def other_event(asked: Iterable[Word], report: Report) -> bool:
    """Whether a report's article tells of another event alone than the question does."""
    wanted, told = events(asked), _named(report.context.lowered) | events(report.parsed.words)
    if _AFTER_QUAKE.search(report.parsed.text) and not {"aftershock", "aftershocks"} & {
        w.surface.lower() for w in asked
    }:
        return True
    return _clash(wanted, told)


def two_events(a: Report, b: Report) -> bool:
    """Whether two sentences tell of what befell by two causes: shells and mines."""
    return _clash(events(a.parsed.words), events(b.parsed.words))


def of_another_year(a: Report, b: Report) -> bool:
    """Whether one article's title recalls a year, and another, of a known day, does not tell it."""
    pairs = ((a, b), (b, a))
    return any(two.day is not None and _recalled(one) - _years(two) for one, two in pairs)


def _recalled(report: Report) -> set[str]:
    """The years before its own that an article's title names: "the night of the 2009 flood"."""
    own = (report.day or "")[:4]
    found = set(_YEAR.findall(report.source.title or ""))
    return {year for year in found if own and year < own}


def _years(report: Report) -> set[str]:
    told = f"{report.source.title or ''} {report.parsed.text}"
    return {*_YEAR.findall(told), *(n.first[:4] for n in report.days), (report.day or "")[:4]}


_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:hrs?|hours|h|utc|gmt)\b)", re.IGNORECASE)


def _clash(some: frozenset[str], others: frozenset[str]) -> bool:
    return (
        bool(some and others)
        and not some & others
        and not any(frozenset([x, y]) in _TOGETHER for x in some for y in others)
    )


def other_turn(question: str, report: Report) -> bool:
    """Whether a sentence is of another round or strike: the first, where the second is asked."""
    wanted = turns(question)
    told = turns(report.parsed.text) or report.turns
    nouns = {noun for noun, _ in wanted} & {noun for noun, _ in told}
    return any(
        {nth for n, nth in wanted if n == noun}.isdisjoint({nth for n, nth in told if n == noun})
        for noun in nouns
    )


def other_day(moments: Iterable[Moment], report: Report) -> bool:
    """Whether a question names a day of a month, and a sentence only days far from it."""
    asked = [(m.get("month"), m.get("day")) for m in moments if m.get("month") and m.get("day")]
    told = [datetime.date.fromisoformat(d.first) for d in report.days if d.length == 1]
    if not asked or not told:
        return False
    return not any(_near(int(str(m)), int(str(d)), day) for m, d in asked for day in told)


def _near(month: int, day: int, other: datetime.date) -> bool:
    try:
        apart = abs((datetime.date(other.year, month, day) - other).days)
    except ValueError:
        return True
    # A weekday alone may have been read a week off; around the new year days are near.
    return apart in (0, 1, 7) or apart > 360
