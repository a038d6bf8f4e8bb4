"""How far an amount answers a question about a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.checking.units import PEOPLE
from bot.disagreeing.alike import any_means, counts_same, does, is_model, is_person
from bot.disagreeing.amounts import CLOCK, DAYS
from bot.disagreeing.asides import unasked
from bot.disagreeing.asked import APIECE, CHANGE, Asked
from bot.disagreeing.dimensions import base
from bot.disagreeing.hours import hours_and_days
from bot.disagreeing.kinds import BREAK, HARD, allowed, is_general, kinds_of
from bot.disagreeing.occasion import dated_apart, other_day, other_event, other_turn, phase_told
from bot.disagreeing.parties import wrong_party
from bot.disagreeing.polls import on_other_side
from bot.disagreeing.reports import Report, dateline
from bot.disagreeing.things import SIZES
from bot.disagreeing.timely import side
from bot.disagreeing.whose import counts_own
from bot.drafting.relation import missing_names
from bot.language.figures import figures, measure_asked
from bot.language.parties import same
from bot.language.terms import Word, alike
from bot.when.events import is_event as names_event

# People who are always some of all.
_OWN_KIND = frozenset(["child", "women", "civilian", "military", "police"])
_HOW_MANY_PEOPLE = re.compile(r"\bhow many (?:people|persons|men|women)\b", re.IGNORECASE)
_ENEMY = re.compile(r"\b(?:enem(?:y|ies)|invaders?|occupiers?|aggressors?)\b", re.IGNORECASE)
_FROM_THERE = re.compile(r"\b(?:from|off|away|outside)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\b(?:how many|how much|number) of (?:the|its|their|these|those)\b", re.I)
# Dimensions that answer only where they are asked for.
_ONLY_ASKED = frozenset(["time", CLOCK, DAYS])
# Words for people of these kinds stand for one another.
ONE_PEOPLE = frozenset(["child", "worker", "customer", "household"])
_RECENT = re.compile(
    r"\b(?:new|more|further|additional|daily|weekly|overnight|past|last|per)\b", re.IGNORECASE
)


def fit_of(question: Asked, report: Report) -> float:
    """How far an amount answers the question; 0 when it cannot."""
    if (
        not _of_dimension(question, report)
        or not _of_kind(question, report)
        or _of_other_time(question, report)
        or _other_harm(question, report)
        or _other_measure(question, report)
        or _is_not_how_often(question, report)
        or other_event(question.content, report)
        or other_turn(question.plan.standalone, report)
        or other_day(question.moments, report)
        or _on_other_side(question, report)
        or _written_before(question, report)
        or _is_beside(question, report)
    ):
        return 0.0
    if _names_another(question, report) or wrong_party(question, report):
        return 0.0
    if question.things and report.amount.dimension == "count" and not _counts(question, report):
        return 0.0
    if (question.of_toll or _is_of_things(question, report)) and not _may_be_people(report):
        return 0.0
    covered = _covered(question, report)
    return (
        covered
        + 0.3 * bool(question.kinds & report.kinds)
        + 0.2 * (report.part == bool(_OF_THEM.search(question.plan.standalone)))
        + 0.3 * _of_same(question, report)
        # "Eleven new cases in the past week" are not all.
        - 0.5
        * (
            "recent" in report.qualifiers
            and not question.of_one
            and not _RECENT.search(question.plan.standalone)
        )
    )


def _is_beside(question: Asked, report: Report) -> bool:
    """Whether a number is of something beside what is asked: a whole, those named, the noes."""
    if unasked(report.qualifiers, question.plan.standalone):
        return True
    if "whole" in report.qualifiers and (
        question.kinds & report.kinds
        or any(any_means(v, report.parsed.words) for v in question.verbs)
    ):
        # "Won 16 of 40 seats", where it is asked how many were won.
        return True
    return on_other_side(question.plan.standalone, report.parsed, report.amount)


def _on_other_side(question: Asked, report: Report) -> bool:
    """Whether it is asked what was before an event, and told what was since, or the reverse."""
    wanted, told = side(question.plan.standalone), side(report.parsed.text)
    return wanted is not None and told is not None and wanted != told


_UP_TO = re.compile(
    r"\b(?:before|until|till|by|up to|prior to|as of|will|planned|expected)\b", re.IGNORECASE
)


def _written_before(question: Asked, report: Report) -> bool:
    """Whether an article came out before the month or year that is asked about."""
    if report.day is None or not question.moments or _UP_TO.search(question.plan.standalone):
        return False
    for moment in question.moments:
        year, month = moment.get("year"), moment.get("month")
        if isinstance(year, int):
            first = f"{year}-{month:02}" if isinstance(month, int) else f"{year}"
            if report.day[: len(first)] < first:
                return True
    return False


_LIKE_MAGNITUDE = re.compile(r"[1-9]\.\d")
_DWELLERS = frozenset("inhabit resid popul citizen soul peopl".split())


def _other_measure(question: Asked, report: Report) -> bool:
    """Whether a quake's strength or a town's population is asked for, and another told."""
    measure = measure_asked(question.plan.standalone)
    if measure == "magnitude":
        return not _LIKE_MAGNITUDE.fullmatch(report.written)
    if measure == "population":
        # "Killing nine people" counts no inhabitants.
        return bool(report.kinds) or not _DWELLERS & set(report.nouns[:3])
    return False


# Houses may be damaged that stand.
_DAMAGED = re.compile(r"\bdamaged?\b", re.IGNORECASE)
_RUINED = re.compile(
    r"\b(?:destroy\w*|flatten\w*|raz(?:ed|ing)|level+ed|demolish\w*|burned|burnt|gutted|ruin\w*|swept)\b",
    re.IGNORECASE,
)


def _other_harm(question: Asked, report: Report) -> bool:
    """Whether the damaged are asked for and the destroyed are told, or the reverse."""
    if "destroyed" not in question.kinds & report.kinds:
        return False
    left = report.parsed.text[: report.amount.start]
    right = BREAK.split(report.parsed.text[report.amount.end :], maxsplit=1)[0]
    asked_for, near = question.plan.standalone, f"{BREAK.split(left)[-1]} {right}"
    return any(
        one.search(asked_for)
        and not other.search(asked_for)
        and other.search(near)
        and not one.search(near)
        for one, other in ((_DAMAGED, _RUINED), (_RUINED, _DAMAGED))
    )


_HOW_OFTEN = re.compile(r"\bhow (?:often|many times)\b", re.IGNORECASE)


def _is_not_how_often(question: Asked, report: Report) -> bool:
    """Whether it is asked how often, and people or things are counted."""
    if not report.things or not _HOW_OFTEN.search(question.plan.standalone):
        return False
    return report.nouns[0] != "time" and not any_means(report.things[0], question.content)


def _names_another(question: Asked, report: Report) -> bool:
    """Whether an article lacks a name of the question, and does not call it the enemy."""
    missing = missing_names(question.names, (*report.context, *report.parsed.words))
    return bool(missing) and not (
        len(missing) == 1 and len(question.names) > 1 and _ENEMY.search(report.parsed.text)
    )


def _of_dimension(question: Asked, report: Report) -> bool:
    dimension = base(report.amount.dimension)
    if question.dimensions:
        if dimension not in question.dimensions and not _measured(question, report):
            return False
    elif dimension in _ONLY_ASKED:
        return False
    if dimension in (CLOCK, DAYS):
        # When it happened, and not any day of its article.
        return _nearest(question, report)
    for name, pattern in (("apiece", APIECE), ("change", CHANGE)):
        if name in report.qualifiers and not pattern.search(question.plan.standalone):
            return False
    if not _measures(question, report) or _is_given(question, report):
        return False
    if "apart" in report.qualifiers and dimension == "time":
        return False
    if "off" in report.qualifiers and not _FROM_THERE.search(question.plan.standalone):
        return False
    if dimension == "time" and ("age" in report.kinds) != ("age" in question.kinds):
        return False
    if dimension == "money" and question.kinds & allowed(report.amount) and not report.kinds:
        # "The dam cost" is not answered by what its victims get.
        return any(any_means(v, report.parsed.words) for v in question.verbs)
    if dimension == "count" and _HOW_MUCH.search(question.plan.standalone):
        return any(any_means(w, question.content) for w in report.things)
    return (
        dimension in ("count", "degree", "speed")
        or question.shares(report)
        or (dimension in question.dimensions and _of_all_names(question, report))
    )


def _of_all_names(question: Asked, report: Report) -> bool:
    """Whether a sentence names all that a question does: "at Altena the Ahra reached"."""
    held = missing_names(question.names, report.parsed.words)
    return len(question.names) > 1 and not held


def _is_given(question: Asked, report: Report) -> bool:
    """Whether a question names the number itself: "how many of the 40 bridges"."""
    given = {f.value for f in question.plan.figures if f.kind == "count"}
    return any(f.value in given for f in figures(report.written))


def _measures(question: Asked, report: Report) -> bool:
    """Whether an amount is not that of a thing that nobody asks for: "queues of 9 kilometres"."""
    head = report.head
    return (
        head is None
        or report.amount.dimension == "count"
        or bool(kinds_of(head.stem))
        or head.surface.lower() in SIZES
        or any_means(head, question.content)
    )


def _measured(question: Asked, report: Report) -> bool:
    """Whether what is to be counted is weighed: "20 tonnes of dead fish"."""
    if report.amount.dimension not in ("mass", "volume") or "count" not in question.dimensions:
        return False
    return measures(question.things, report)


def measures(things: Sequence[Word], report: Report) -> bool:
    """Whether it is said right behind an amount that it is of some things: "20 tonnes of fish"."""
    behind = [w for w in report.parsed.words if w.start >= report.amount.end][:5]
    return any(any_means(t, behind) for t in things)


def _nearest(question: Asked, report: Report) -> bool:
    """Whether a time is the one that stands nearest to what is asked about."""
    # "When did the explosion happen?": the noun tells what did.
    told = question.verbs or tuple(w for w in question.content if names_event(w.surface))
    deeds = phase_told(question.plan.standalone, told, report.parsed)
    if deeds is None:
        deeds = [w.start for w in report.parsed.words if any_means(w, told)]
        deeds = [at for at in deeds if not dated_apart(report, at)]
    if not deeds:
        return False
    # The day before a dash is when it was written.
    first = dateline(report.parsed)
    times = [
        a
        for a in hours_and_days(report.parsed)
        if a.dimension == report.amount.dimension and a.start >= first
    ]
    nearest = min(times, key=lambda a: min(abs(a.start - at) for at in deeds), default=None)
    return nearest is not None and nearest.start == report.amount.start


def _of_other_time(question: Asked, report: Report) -> bool:
    """Whether a sentence names a year or month, and none that the question names."""
    moments = [m for m in report.parsed.moments if any(d.start == m.start for d in report.days)]
    for unit in ("year", "month"):
        wanted = {m.get(unit) for m in question.moments} - {None}
        told = {m.get(unit) for m in moments} - {None}
        if wanted and told and not wanted & told:
            return True
    return False


def _of_kind(question: Asked, report: Report) -> bool:
    asked_for, told = question.kinds & HARD, report.kinds & HARD
    if report.kinds & _FATES and not question.kinds & report.kinds and _counts_people(question):
        # "How many were in the mine" is not answered by the dead.
        return False
    return not (asked_for and told) or bool(question.kinds & report.kinds)


# What befalls people, and is named where it is asked for.
_FATES = frozenset("dead hurt missing detained ill".split())


def _counts_people(question: Asked) -> bool:
    """Whether it is asked how many people are, or did, something that a verb or place tells."""
    return bool(_HOW_MANY_PEOPLE.search(question.plan.standalone))


def _same_people(question: Asked, report: Report) -> bool:
    return any(t.stem in PEOPLE[n] for t in question.things for n in ONE_PEOPLE & report.people)


def _of_same(question: Asked, report: Report) -> bool:
    """Whether a number surely counts the people, jobs or things that are asked for."""
    return (
        _same_people(question, report)
        or same_things(question, report)
        or (report.amount.dimension == "count" and _of_jobs(question, report))
    )


def counts_doers(question: Asked, report: Report) -> bool:
    """Whether a number counts those who did what is asked: starters, for "how many started"."""
    return any(does(w, v) for w in report.things[:2] for v in question.verbs)


def same_things(question: Asked, report: Report) -> bool:
    """Whether a number counts what a "how many" question counts."""
    return any(counts_same(t, w) for t in question.things for w in report.things[:4])


# Who cuts jobs dismisses workers.
JOBS = (("job",), ("post",), ("posit",))


def _of_jobs(question: Asked, report: Report) -> bool:
    """Whether it is asked who is dismissed and told how many jobs go, or the reverse."""
    if "dismissed" not in question.kinds & report.kinds:
        return False
    wanted = tuple(t.stem for t in question.things[:1])
    people = is_general(report.nouns) or is_person(report.things[0])
    return report.nouns[:1] in JOBS or (wanted in JOBS and people)


def _counts(question: Asked, report: Report) -> bool:
    """Whether a number may count what a "how many" question counts."""
    things = question.things
    if (
        _of_jobs(question, report)
        or _same_people(question, report)
        or "born" in question.kinds & report.kinds
    ):
        return True
    told = [t for t in things if not is_general([t.stem])]
    kind = {n for n in _OWN_KIND if any(t.stem in PEOPLE[n] for t in told)}
    if kind and report.nouns and not kind & report.people:
        # "70 people were hurt" does not tell how many children were.
        return kind == {"military"} and _own_losses(question, report)
    if not report.nouns or is_general([w.stem for w in things]):
        return True
    if same_things(question, report):
        return True
    if counts_doers(question, report):
        return True
    if question.kinds & report.kinds and any(is_model(w) for w in report.things[:1]):
        return not any(is_person(w) for w in things)
    # "Two people" may be two miners, and no two lorries; but "tickets for two people".
    before = [w for w in report.parsed.words if w.end <= report.amount.start][-3:]
    return is_general(report.nouns) and any(is_person(w) or any_means(w, before) for w in things)


_SIDES = re.compile(r"\b(?:each|either|both|two) (?:sides?|arm(?:y|ies)|part(?:y|ies))\b", re.I)


def _own_losses(question: Asked, report: Report) -> bool:
    """Whether an army that is asked about counts its own: "its own losses were seven dead"."""
    if not counts_own(report.parsed):
        return False
    return bool(_SIDES.search(question.plan.standalone)) or any(
        alike(w.stem, o.stem) or same(w, o) for w in question.words for o in report.owners
    )


# "The final toll" asks for the toll; what is the newest of several is told by their days.
_OF_TOLLS = frozenset("final latest total overall current official death tolls toll".split())


def _may_be_people(report: Report) -> bool:
    """Whether a number may count people, since a toll is of them: not "48,000 homes"."""
    things = report.things[:1]
    return not things or is_general(report.nouns) or any(is_person(w) for w in things)


def _is_of_things(question: Asked, report: Report) -> bool:
    """Whether the dead are asked for and something was lost: "lost two positions"."""
    told = report.kinds & {"dead", "destroyed"}
    return not question.things and len(told) == 2 and told & question.kinds == {"dead"}


def _covered(question: Asked, report: Report) -> float:
    """Share of the question's words, by rarity, that stand in a report's sentence or article.

    Whatever tells how many died tells a toll, be it called so or not.
    """
    total = got = 0.0
    of_toll = question.of_toll
    for term in question.plan.terms:
        if of_toll and term.surface.lower() in _OF_TOLLS:
            continue
        weight = 0.2 + term.weight
        total += weight
        if any_means(term, report.parsed.words):
            got += weight
        elif report.context.speaks_of(term):
            got += 0.6 * weight
    return got / total if total else 0.0
