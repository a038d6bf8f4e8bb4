"""Figures for the same thing that differ between independent sources, found over the evidence.

Deterministic, and without a model that writes: amounts become intervals in one unit, each with what
it counts, what happened to it, whose it is, where and when; only amounts that agree in all of that
are compared. Copies of one wire story are one source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Relation
from bot.checking.alike import same_meaning
from bot.checking.text import parse
from bot.disagreeing.relation import is_update, relation
from bot.disagreeing.reports import HARD, Report, Told, is_general, kinds_of, reports
from bot.disagreeing.same import any_alike, closeness, differs
from bot.drafting.extractive import Part
from bot.drafting.relation import counted, missing_names, names
from bot.drafting.timing import tells
from bot.language.figures import gives_measure, measure_asked
from bot.language.parties import party
from bot.language.terms import Word, alike, words
from bot.planning import Plan

# A report must speak this much less of the question than the one that fits it best, at most.
_MARGIN = 0.6
# And this much of the question's words at least.
_LEAST = 0.4
_ANCHORS = 3
_AMOUNT = re.compile(
    r"\b(?:how|toll|turnout|rate|level|costs?|price|reward|number|share|percentage|figure|count|size"
    r"|height|length|magnitude|damage|inflation|value|sum|amount|total)\b",
    re.IGNORECASE,
)
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
    reports: tuple[Report, ...]
    copies: tuple[tuple[str, ...], ...]
    changed: bool = False
    asked: bool = False


def disagreement(plan: Plan, told: Sequence[Told], over_time: bool = False) -> Differing | None:
    """What sources report differently of the very thing that a question asks for.

    Args:
        plan: the question; only amounts of its period count.
        told: the evidence, best first.
        over_time: whether the same thing at several times is compared, for "the latest rate".
    """
    of_amount = plan.wants == "number" or measure_asked(plan.standalone) != "any"
    if not (of_amount or over_time or _AMOUNT.search(plan.standalone)):
        return None
    every = [r for r in reports(told) if _in_time(plan, r)]
    scored = [(_fit(plan, r), r) for r in every if not r.former or _only(r, every)]
    scored = [(fit, r) for fit, r in scored if fit >= _LEAST]
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return None
    best = scored[0][0]
    for fit, anchor in [s for s in scored if s[0] >= best - 0.1][:_ANCHORS]:
        found = _around(anchor, [r for f, r in scored if f >= fit - _MARGIN], over_time, plan.terms)
        if found is not None:
            kept, copies = found
            recalled = [r for r in every if r.former and r not in kept]
            how = "update" if over_time else relation(kept, recalled)
            kinds = frozenset(k for w in words(plan.standalone) for k in kinds_of(w.stem))
            made = _ordered(how, kept, copies, how == "update" or _changed(kept, recalled))
            return replace(made, asked=bool(kinds & anchor.kinds))
    return None


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
    days = sorted({r.published.date for r in kept if r.published})
    if len(days) < 2 or any(r.published is None for r in kept):
        return False
    first = {r.published.date: r for r in reversed(kept) if r.published}
    return is_update([first[day] for day in days], recalled)


def _ordered(
    how: Relation, kept: list[Report], copies: list[tuple[str, ...]], changed: bool
) -> Differing:
    order = sorted(
        range(len(kept)),
        key=lambda i: p.date if (p := kept[i].published) else "",
        reverse=changed,
    )
    return Differing(how, tuple(kept[i] for i in order), tuple(copies[i] for i in order), changed)


def _in_time(plan: Plan, report: Report) -> bool:
    """Whether a report's days, or its article's, are of the period asked about."""
    if plan.period is None:
        return True
    if report.published is None:
        return not report.days or any(plan.period.overlaps(d.first, d.last) for d in report.days)
    if tells(plan.period, report.parsed, plan.by_report):
        return True
    # What nothing dates may tell of an earlier time: of "the war of 2017", years later.
    return not report.days and plan.loosely and _long_ago(plan, report)


def _long_ago(plan: Plan, report: Report) -> bool:
    """Whether a later article is about the period, by its title."""
    since = plan.period.since if plan.period else None
    return bool(since and since[:4] in (report.source.title or ""))


def _around(
    anchor: Report, others: Sequence[Report], over_time: bool, asked: Sequence[Word]
) -> tuple[list[Report], list[tuple[str, ...]]] | None:
    """The anchor with what other sources say of the same thing, if any says otherwise."""
    kept = [anchor]
    copies = [list(anchor.copies)]
    for other in sorted(others, key=lambda r: -closeness(anchor, r)):
        if other is anchor or (other.source.file == anchor.source.file and not other.nouns):
            continue
        if differs(anchor, other, over_time, asked) is not None or _other_year(anchor, other):
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


def _other_year(a: Report, b: Report) -> bool:
    """Whether two reports speak of different years, by their sentence, else by their title."""
    if a.source.file == b.source.file:
        return False
    if not (_dated(a) and _dated(b)):
        # Where a day is not known, the words themselves must name the same time.
        return not _named_years(a) & _named_years(b)
    years = [_years(report) for report in (a, b)]
    return bool(years[0] and years[1]) and not years[0] & years[1]


def _dated(report: Report) -> bool:
    return report.published is not None and report.published.precision == "day"


def _named_years(report: Report) -> set[object]:
    return {y for m in report.parsed.moments if (y := m.get("year")) is not None}


def _years(report: Report) -> set[object]:
    own = _named_years(report)
    if own:
        return own
    title = parse(report.source.title or "")
    titled = {y for m in title.moments if (y := m.get("year")) is not None}
    if titled:
        return titled
    return {int(report.published.date[:4])} if report.published else set()


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


def _fit(plan: Plan, report: Report) -> float:
    """How far an amount answers the question; 0 when it cannot."""
    question = plan.standalone
    measure = measure_asked(question)
    if measure == "duration" and report.amount.dimension == "length":
        # "How long is the tunnel?"
        measure = "length"
    if measure != "any" and not gives_measure(report.parsed.text, measure):
        return 0.0
    dimension = report.amount.dimension
    if measure == "money" and not dimension.startswith("money"):
        return 0.0
    if measure == "percent" and dimension != "percent":
        return 0.0
    if dimension == "time" and measure not in ("duration", "age"):
        return 0.0
    if missing_names(names(plan.terms), (*report.context, *report.parsed.words)):
        return 0.0
    asked = words(question)
    kinds = frozenset(k for w in asked for k in kinds_of(w.stem))
    if kinds & HARD and report.kinds & HARD and not kinds & report.kinds:
        return 0.0
    if _wrong_party(asked, report):
        return 0.0
    things = counted(question)
    if things and dimension == "count" and not _counts(things, report):
        return 0.0
    covered = _covered(plan, report)
    return covered + 0.3 * bool(kinds & report.kinds) + 0.2 * (not report.part)


def _wrong_party(asked: Sequence[Word], report: Report) -> bool:
    if not report.owners:
        return False
    wanted = [
        w
        for i, w in enumerate(asked)
        if w.capital and not w.opens and (party(w) or _qualifies(asked, i))
    ]
    return bool(wanted) and not any(alike(w.stem, o.stem) for w in wanted for o in report.owners)


def _qualifies(asked: Sequence[Word], at: int) -> bool:
    """Whether a name stands right before or after "of" beside a thing: whose it is."""
    following = asked[at + 1] if at + 1 < len(asked) else None
    people = frozenset(["soldier", "troop", "guard", "civilian", "offic", "fighter", "dead"])
    if following is not None and not following.capital and following.stem in people:
        return True
    if following is not None and at + 2 < len(asked) and asked[at + 2].stem in people:
        return True
    return at >= 2 and asked[at - 1].surface.lower() == "of" and asked[at - 2].stem in people


def _counts(things: Sequence[Word], report: Report) -> bool:
    """Whether a number may count what a "how many" question counts."""
    if not report.nouns or is_general([w.stem for w in things]):
        return True
    if any_alike([w.stem for w in things], report.nouns[:4]):
        return True
    held = [w for w in report.parsed.words if w.stem in report.nouns[:3]]
    return any(same_meaning(t, w) for t in things for w in held) or is_general(report.nouns)


def _covered(plan: Plan, report: Report) -> float:
    """Share of the question's words, by rarity, that stand in a report's sentence or article."""
    total = got = 0.0
    for term in plan.terms:
        weight = 0.2 + term.weight
        total += weight
        if any(same_meaning(term, w) for w in report.parsed.words):
            got += weight
        elif any(same_meaning(term, w) for w in report.context):
            got += 0.6 * weight
    return got / total if total else 0.0


def best_report(plan: Plan, told: Sequence[Told], parts: Sequence[Part]) -> Report | None:
    """The amount of the period that answers a number question, where the draft leads with none.

    Args:
        plan: the question, with its period.
        told: the evidence.
        parts: what was drafted; where the first holds a fitting amount, there is nothing to add.
    """
    question = plan.standalone
    kinds = frozenset(k for w in words(question) for k in kinds_of(w.stem))
    every = [(_fit(plan, r), r) for r in reports(told)]
    fitting = [
        (fit, r)
        for fit, r in every
        if not r.former
        and not r.part
        and (kinds & r.kinds or measure_asked(question) != "any")
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
