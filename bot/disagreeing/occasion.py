"""Whether a report is of the occasion that a question names: its event, its round, its day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from bot.checking.moments import Moment
from bot.checking.text import Parsed
from bot.disagreeing.alike import any_means
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


_PHASES = tuple(
    re.compile(rf"(?<!-)\b(?:{forms})\b(?!-)", re.IGNORECASE)
    for forms in (
        r"beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|launch(?:ed)?|open(?:s|ed|ing)"
        r"|br(?:eak|oke|oken) out|commenc\w+|came into force|took effect|walk(?:ed)? out"
        r"|erupt(?:s|ed)?|flared up"
        r"|first (?:hours?|day|night)",
        r"end(?:s|ed|ing)?|finish(?:es|ed)?|ceas(?:e|es|ed)|stop(?:s|ped)?|conclud\w+|over"
        r"|put out|extinguish\w*|under control"
        r"|call\w* off|clos(?:e|es|ed)|lift(?:ed)?|expir\w+|last (?:hours?|day|night)",
    )
)
# "Ten days after it had begun" gives the time of something else.
_BY_ANOTHER = re.compile(r"\b(?:after|before|since|until|till)(?: [\w'’]+){0,5} $", re.IGNORECASE)


def phase_told(question: str, asked: Sequence[Word], told: Parsed) -> list[int] | None:
    """Where a text tells of the beginning, or of the end, if a question is about one of them.

    "On Wednesday, on the first day of an open-ended strike" does not say when it ended.

    Args:
        question: the question.
        asked: those of its words that may be what happened.
        told: the text.
    """
    phases = [words for words in _PHASES if _of_phase(words, question, asked)]
    if len(phases) != 1:
        return None
    mine, other = ([m.start() for m in words.finditer(told.text)] for words in _ordered(phases[0]))
    if not mine and other:
        return []
    deeds = _of_phase(phases[0], question, asked)
    places = {*mine, *(w.start for w in told.words if any_means(w, deeds))}
    return sorted(
        at
        for at in places
        if told.text[at - 1 : at] != "-" and not _BY_ANOTHER.search(told.text[:at])
    )


# "Brought to court on Monday after he was arrested".
_BEFOREHAND = re.compile(
    r"\b(?P<link>after|before|since|until|till|following)"
    r"(?:(?: [\w'’]+){0,4}? (?:he|she|it|they|his|her|its|their|the|an?|being|been|was|were|had"
    r"|having))? $",
    re.IGNORECASE,
)


def dated_apart(report: Report, at: int) -> bool:
    """Whether a deed stands in a clause that dates something else by it, before the clause.

    Args:
        report: a time of the sentence.
        at: where the deed stands.
    """
    link = _BEFOREHAND.search(report.parsed.text[:at])
    return link is not None and report.amount.start < link.start("link")


def _of_phase(phase: re.Pattern[str], question: str, asked: Sequence[Word]) -> list[Word]:
    """The words of a question that ask for a phase, alone or with the next: "break out"."""
    phrases = {m.start() for m in phase.finditer(question) if " " in m.group()}
    return [w for w in asked if phase.fullmatch(w.surface) or w.start in phrases]


def _ordered(first: re.Pattern[str]) -> list[re.Pattern[str]]:
    return sorted(_PHASES, key=lambda words: words is not first)


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
