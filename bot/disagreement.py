"""Figures for the same thing that differ between independent sources, found over the evidence.

Deterministic, and without a model that writes: amounts become intervals in one unit, each with what
it counts, what happened to it, whose it is, where and when; only amounts that agree in all of that
are compared. Copies of one wire story are one source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Relation
from bot.disagreeing.amounts import CLOCK, DAYS
from bot.disagreeing.asked import Asked, asked
from bot.disagreeing.called import as_called
from bot.disagreeing.claims import Claimed, claims
from bot.disagreeing.fitting import fit_of
from bot.disagreeing.newer import since
from bot.disagreeing.relation import changes_term, day_of, is_update, relation
from bot.disagreeing.reports import Report, Told, reports
from bot.disagreeing.same import closeness, differs, likeness
from bot.disagreeing.stories import one_story
from bot.disagreeing.timely import ANOTHER_YEAR
from bot.drafting.extractive import Part
from bot.drafting.timing import tells
from bot.language.figures import figures, measure_asked
from bot.language.terms import alike
from bot.planning import Plan

# A report must speak this much less of the question than the one that fits it best, at most.
_MARGIN = 0.6
# So much of a sentence's words another must hold to tell the same, by rarity.
_ALIKE = 0.75
# And this much of the question's words at least.
_LEAST = 0.4
# Reports of which one may be what is meant lie so close to the best, and are so many at most.
_NEAR_BEST = 0.1
_ANCHORS = 3
# What it is worth that a sentence itself names the time that is asked about.
_NAMED_TIME = 0.3
# So much of a question must a figure hold to be given for that alone.
_SURE = 0.8


@dataclass(frozen=True)
class Differing:
    """Reports of one thing that differ.

    Attributes:
        relation: how; see `bot.answer.Relation`.
        reports: one for each independent source, newest first for an update.
        copies: for each report, the other files that only repeat it.
        changed: whether the newest figures replace older ones, even where they differ themselves.
        asked: whether they are of the very kind that the question names.
    """

    relation: Relation
    reports: tuple[Report | Claimed, ...]
    copies: tuple[tuple[str, ...], ...]
    changed: bool = False
    asked: bool = False


def disagreement(
    plan: Plan, told: Sequence[Told], over_time: bool = False, lead: Part | None = None
) -> Differing | None:
    """What sources report differently of the very thing that a question asks for.

    Args:
        plan: the question; only amounts of its period count.
        told: the evidence, best first.
        over_time: whether the same thing at several times is compared, for "the latest rate".
        lead: the quote that an answer begins with. Of several figures that may be meant, unless a
            time is asked about, its own is looked at first.
    """
    question = asked(plan)
    lead = None if over_time or plan.period is not None else lead
    amounts = question.of_amount or over_time
    differing = _amounts(question, told, over_time, lead) if amounts else None
    if differing is not None:
        return differing
    how, found = since(question, claims(question, told))
    copies = tuple(c.copies for c in found)
    return Differing(how, found, copies, how == "update", asked=True) if found else None


def _amounts(
    question: Asked, told: Sequence[Told], over_time: bool, lead: Part | None
) -> Differing | None:
    """What sources report differently of a figure."""
    plan = question.plan
    times = bool(question.dimensions & {CLOCK, DAYS})
    every = [r for r in as_called(question, told, reports(told, times)) if in_time(plan, r)]
    fits = {id(r): fit_of(question, r) for r in every}
    scored = [(fits[id(r)], r) for r in every if not r.former or _only(r, every)]
    scored = [(fit + _told_then(plan, r), r) for fit, r in scored if fit >= _LEAST]
    if question.things:
        scored = [(fit, r) for fit, r in scored if not _told_better(question, r, every)]
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return None
    best = scored[0][0]
    parts = [r for r in every if r.part and r.amount.dimension == "count"]
    anchors = [s for s in scored if s[0] >= best - _NEAR_BEST]
    if lead is not None:
        anchors.sort(key=lambda s: not holds(lead, s[1]))
    for _, anchor in anchors[:_ANCHORS]:
        # That one sentence names the time makes the others' amounts no less like it.
        near = [
            r
            for _, r in scored
            if fits[id(r)] >= fits[id(anchor)] - _MARGIN or _tells_alike(anchor, r)
        ]
        recalled = [r for r in every if r.former]
        if parts:
            near = [r for r in near if not _is_told_part(r, anchor, parts)]
        found = _around(question, anchor, near, recalled, over_time, fits)
        if found is not None:
            kept, copies = found
            recalled = [r for r in recalled if r not in kept]
            how = "update" if over_time else relation(kept, recalled)
            made = _ordered(how, kept, copies, how == "update" or _changed(kept, recalled))
            return replace(made, asked=bool(question.kinds & anchor.kinds))
    return None


def _tells_alike(a: Report, b: Report) -> bool:
    """Whether two sentences tell so much in the same words that the question's say no more."""
    return bool(a.kinds & b.kinds) and likeness(a, b) >= _ALIKE


def holds(part: Part, report: Report | Claimed) -> bool:
    """Whether a quote has the sentence of a report."""
    return part.hit.source.file == report.source.file and (
        part.span.start <= report.span.start and report.span.end <= part.span.end
    )


def _told_better(question: Asked, report: Report, every: Sequence[Report]) -> bool:
    """Whether a sentence counts the very things that are asked for beside others.

    "A dozen tanks and 7 armoured vehicles": the vehicles are seven.
    """
    if not report.things or report.amount.dimension != "count":
        return False
    asked_for = {t.stem for t in question.things}
    return asked_for.isdisjoint(report.nouns) and any(
        other.parsed is report.parsed
        and other.amount.dimension == "count"
        and asked_for <= set(other.nouns)
        for other in every
    )


def _is_told_part(one: Report, other: Report, parts: Sequence[Report]) -> bool:
    """Whether the article of one of two amounts tells that the other is a part of it.

    "800 workers, 500 of them in the town": the 500 that another paper tells of are those.
    """
    if one.source.file == other.source.file:
        return False
    return any(
        small.amount.dimension == large.amount.dimension == "count"
        and r.amount.low == small.amount.low < large.amount.low
        and r.source.file == large.source.file
        and not small.part
        and (not (r.kinds and small.kinds) or r.kinds & small.kinds)
        for small, large in ((one, other), (other, one))
        for r in parts
    )


def _told_then(plan: Plan, report: Report) -> float:
    """How much surer an amount is for whose time a sentence itself names."""
    named = plan.period is not None and any(
        plan.period.overlaps(d.first, d.last) for d in report.days
    )
    return _NAMED_TIME if named else 0.0


def _only(report: Report, every: Sequence[Report]) -> bool:
    """Whether what seems a recalled figure is the only one of its kind that its article gives."""
    return not any(
        r is not report
        and not r.former
        and r.source.file == report.source.file
        and r.amount.dimension == report.amount.dimension
        and (not (r.kinds and report.kinds) or r.kinds & report.kinds)
        for r in every
    )


def _changed(kept: Sequence[Report], recalled: Sequence[Report]) -> bool:
    """Whether older figures are replaced by the newest, however many of those there are."""
    days = sorted({day_of(r) for r in kept})
    if len(days) < 2 or "" in days:
        return False
    first = {day_of(r): r for r in reversed(kept)}
    return is_update([first[day] for day in days], recalled)


def _ordered(
    how: Relation, kept: list[Report], copies: list[tuple[str, ...]], changed: bool
) -> Differing:
    order = sorted(
        range(len(kept)),
        key=lambda i: day_of(kept[i]),
        reverse=changed,
    )
    return Differing(how, tuple(kept[i] for i in order), tuple(copies[i] for i in order), changed)


def in_time(plan: Plan, report: Report) -> bool:
    """Whether a report's days, or its article's, are of the period asked about."""
    if plan.period is None:
        return True
    if report.recalled:
        return any(plan.period.overlaps(d.first, d.last) for d in report.days)
    if report.published is None and report.written_on is None:
        return not report.days or any(plan.period.overlaps(d.first, d.last) for d in report.days)
    if tells(plan.period, report.parsed, plan.by_report):
        return plan.by_report or not plan.period.shorter_than(d.length for d in report.days)
    # What nothing dates may tell of an earlier time: of "the war of 2017", years later.
    return not report.days and plan.loosely and _long_ago(plan, report)


def _long_ago(plan: Plan, report: Report) -> bool:
    """Whether a later article is about the period, by its title."""
    since = plan.period.since if plan.period else None
    return bool(since and since[:4] in (report.source.title or ""))


def _around(
    question: Asked,
    anchor: Report,
    others: Sequence[Report],
    recalled: Sequence[Report],
    over_time: bool,
    fits: dict[int, float],
) -> tuple[list[Report], list[tuple[str, ...]]] | None:
    """The anchor with what other sources say of the same thing, if any says otherwise."""
    kept = [anchor]
    copies = [list(anchor.copies)]
    for other in sorted(others, key=lambda r: -closeness(anchor, r) - fits[id(r)]):
        if other is anchor or (
            other.source.file == anchor.source.file
            and not (other.nouns or _foreign_speakers(anchor, other))
        ):
            continue
        pairs = ((anchor, other), (other, anchor))
        told_of = any(_recalled(x, y, recalled) or changes_term(y, x) for x, y in pairs)
        apart = differs(question, anchor, other, over_time, told_of)
        if apart == ANOTHER_YEAR and one_story(anchor, other):
            apart = differs(question, anchor, other, over_time, recalled=True)
        if apart is not None:
            continue
        i = next((i for i, k in enumerate(kept) if _one_source(k, other)), None)
        if i is None:
            kept.append(other)
            copies.append(list(other.copies))
        elif other.source.file != kept[i].source.file:
            copies[i].append(other.source.file)
    if all(anchor.amount.same(k.amount) for k in kept):
        return None
    return kept, [tuple(dict.fromkeys(c)) for c in copies]


def _recalled(new: Report, old: Report, recalled: Sequence[Report]) -> bool:
    """Whether an article names another's figure as an earlier one."""
    value = figures(old.amount.written)[:1]
    return bool(value) and any(
        r.source.file == new.source.file
        and any(f.value == value[0].value for f in figures(r.written)[:1])
        for r in recalled
    )


def _one_source(a: Report, b: Report) -> bool:
    """Whether two reports come from one source: one article, or copies that say the same."""
    if a.source.file == b.source.file:
        if a.amount.same(b.amount):
            return True
        return not (_foreign_speakers(a, b))
    group = a.source.group is not None and a.source.group == b.source.group
    return group and a.amount.same(b.amount)


def _foreign_speakers(a: Report, b: Report) -> bool:
    """Whether one article gives two figures as those of two parties."""
    if not a.speakers or not b.speakers:
        return False
    return not any(alike(x.stem, y.stem) for x in a.speakers for y in b.speakers)


def best_figure(plan: Plan, told: Sequence[Told]) -> Report | None:
    """The figure of the evidence that answers a question best; None where none is asked for."""
    question = asked(plan)
    if not question.of_amount:
        return None
    times = bool(question.dimensions & {CLOCK, DAYS})
    every = [r for r in reports(told, times) if not r.former and in_time(plan, r)]
    fits = [(fit_of(question, r), n) for n, r in enumerate(every)]
    fit, n = max(fits, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return every[n] if fit >= _LEAST else None


def best_report(plan: Plan, told: Sequence[Told], parts: Sequence[Part]) -> Report | None:
    """The amount of the period that answers a number question, where the draft leads with none.

    Args:
        plan: the question, with its period.
        told: the evidence.
        parts: what was drafted; where the first holds a fitting amount, there is nothing to add.
    """
    question = asked(plan)
    every = [(fit_of(question, r), r) for r in reports(told)]
    fitting = [
        (fit, r)
        for fit, r in every
        if not r.former
        and not r.part
        and (question.kinds & r.kinds or measure_asked(plan.standalone) != "any")
        and plan.period is not None
        and r.published is not None
        and tells(plan.period, r.parsed, plan.by_report)
    ]
    if parts and any(
        fit >= _LEAST
        and r.source.file == parts[0].hit.source.file
        and parts[0].span.start <= r.span.start < parts[0].span.end
        for fit, r in every
    ):
        return None
    best = max(fitting, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _SURE else None
