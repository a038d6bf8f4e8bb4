"""What each side lost: one figure a side, as one article tells them or as articles of one time do.

A war's dead are counted by whoever lost them; a figure of both together, or of one side alone, is
no answer to "how many soldiers did each side lose?".
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.disagreeing.alike import is_person
from bot.disagreeing.asked import Asked, asked
from bot.disagreeing.fitting import fit_of
from bot.disagreeing.kinds import is_general
from bot.disagreeing.relation import day_of
from bot.disagreeing.reports import Report, Told, reports
from bot.disagreement import holds, in_time
from bot.drafting.extractive import Part
from bot.language.parties import party
from bot.language.terms import Word, words
from bot.planning import Plan
from bot.planning import plan as planned
from bot.readings import part_at
from bot.sides import MOST, SIDES
from index import Hit

# How well a figure must fit the question at least, and how much worse than the best of all.
_LEAST, _MARGIN = 0.4, 0.3
# Figures of several articles are of one event when their days lie no farther apart.
_ONE_TIME = datetime.timedelta(days=3)
# What a side loses; what both exchange, win or spend together is no loss of each.
_LOSSES = frozenset("dead hurt missing taken destroyed displaced".split())
_BOTH = re.compile(rf"\b(?P<lead>\w+ (?:of|between|with|to) )?(?:{SIDES})\b", re.IGNORECASE)
# "On the border of the two countries", "between both armies": where, and not whose.
_SHARED = re.compile(
    r"between $|\b(?:border|frontier|war|conflict|fighting|clash(?:es)?|battles?|talks|truce"
    r"|ceasefire|peace|relations?|line|meeting|exchange) (?:of|with|to) $",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\b(?:in (?:total|all)|altogether|together|combined|overall|total|sum)\b", re.IGNORECASE
)
_NAME = r"(?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_TWO = re.compile(
    r"\b(?:did|have|(?:loss(?:es)?|casualties|toll|deaths?|dead) (?:of|for|in|on))"
    rf" (?P<both>({_NAME}) and ({_NAME})(?: each| both)?)\b"
)

_Figures = dict[str, tuple[float, Report]]
_Sided = Sequence[tuple[str, float, Report]]


@dataclass(frozen=True, slots=True)
class Losses:
    """What the evidence tells of each side's losses.

    Attributes:
        figures: of one event, a report for each side, in the order of their places; none where
            fewer than two sides have one.
        alone: the side that alone has a figure, with its report; None where several have one, or
            where an article that has it counts others and does not say whose they are.
        missing: those of the sides that the question names of which there is no figure.
        others: losses of sides that a question which names its sides does not name.
    """

    figures: tuple[Report, ...]
    alone: Report | None
    missing: tuple[str, ...]
    others: tuple[Report, ...]


def losses(plan: Plan, told: Sequence[Told]) -> Losses | None:
    """Each side's losses; None where a question does not ask for them.

    Args:
        plan: the question.
        told: the evidence.
    """
    question, sides = _read(plan)
    if question is None:
        return None
    fitting, unowned = _sided(question, told)
    sided = [row for row in fitting if not sides or row[0] in sides]
    best = max((fit for _, fit, _ in sided), default=0.0)
    sided = [row for row in sided if row[1] >= best - _MARGIN]
    figures = _of_one_article(sided) or _of_one_time(sided)
    order = sorted((r for _, r in figures.values()), key=lambda r: (r.source.file, r.span.start))
    missing = tuple(sorted(sides - {side for side, _, _ in sided}))
    others = _of_others(question, sides, told) if sides else ()
    return Losses(tuple(order), _alone(sided, unowned), missing, others)


def _of_others(question: Asked, sides: frozenset[str], told: Sequence[Told]) -> tuple[Report, ...]:
    """Losses of states that are not asked about, in sentences that tell of none that is."""
    lost = [r for r in reports(told) if any(map(party, r.owners)) and r.kinds & question.kinds]
    own = {(r.source.file, r.span) for r in lost if _side(r.owners) in sides}
    return tuple(r for r in lost if (r.source.file, r.span) not in own)


def _alone(sided: _Sided, unowned: Sequence[Report]) -> Report | None:
    """The best figure of the only side that has one, where its article counts nothing else so."""
    if len({side for side, _, _ in sided}) != 1:
        return None
    best = max(sided, key=lambda row: row[1])[2]
    beside = [r for r in (*unowned, *(r for _, _, r in sided)) if r.source.file == best.source.file]
    return best if all(r.amount.same(best.amount) for r in beside) else None


def parts(found: Losses, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """A sentence for each side's figure; none where fewer than two sides have one."""
    held = {
        (r.source.file, r.span): part
        for r in found.figures
        if (part := part_at(r, hits)) is not None
    }
    return tuple(held.values())[:MOST]


def of_those_asked(found: Losses, drafted: Sequence[Part], hits: Sequence[Hit]) -> tuple[Part, ...]:
    """The parts without those that give the losses of a side that nobody asked about.

    Where two sides are named and an article has the figure of one, that is given.
    """
    kept = tuple(p for p in drafted if not any(holds(p, r) for r in found.others))
    alone = part_at(found.alone, hits) if found.alone and found.missing else None
    return kept or ((alone,) if alone is not None else ())


def note(found: Losses, drafted: Sequence[Part]) -> tuple[str, ...]:
    """That only one side's figure was found, where an answer is that figure alone."""
    if found.alone is None or len(drafted) != 1 or not holds(drafted[0], found.alone):
        return ()
    whose = " or ".join(found.missing) or "another side"
    return (f"No such figure of {whose} was found.",)


def _read(plan: Plan) -> tuple[Asked | None, frozenset[str]]:
    """The question as one of each side, and the sides where it names them."""
    two = _TWO.search(plan.standalone)
    named: frozenset[str] = frozenset()
    if _IN_ALL.search(plan.standalone):
        return None, named
    if two:
        before, behind = plan.standalone[: two.start("both")], plan.standalone[two.end("both") :]
        text = f"{before}each side{behind}"
        named = frozenset(filter(None, (_state(two[2]), _state(two[3]))))
        if len(named) < 2:
            return None, named
        plan = replace(
            planned(text), period=plan.period, by_report=plan.by_report, loosely=plan.loosely
        )
    elif not any(not _SHARED.search(m["lead"] or "") for m in _BOTH.finditer(plan.standalone)):
        return None, named
    question = asked(plan)
    return (question if question.kinds & _LOSSES else None), named


def _state(name: str) -> str | None:
    return next((p for w in words(name) if (p := party(w))), None)


def _sided(
    question: Asked, told: Sequence[Told]
) -> tuple[list[tuple[str, float, Report]], list[Report]]:
    """Figures that fit, each with the side whose it is, and those of nobody in particular."""
    out, unowned = [], []
    for report in reports(told):
        if report.former or report.part or not (question.things or _of_people(report)):
            continue
        fit = fit_of(question, report)
        if fit < _LEAST or not in_time(question.plan, report):
            continue
        if report.owners:
            out.append((_side(report.owners), fit, report))
        else:
            unowned.append(report)
    return out, unowned


def _of_people(report: Report) -> bool:
    return (bool(report.things) and is_person(report.things[0])) or is_general(report.nouns)


def _side(owners: Sequence[Word]) -> str:
    return next((p for w in owners if (p := party(w))), owners[0].stem)


def _of_one_article(sided: _Sided) -> Mapping[str, tuple[float, Report]]:
    """The figures of the article that has those of most sides, the newest of several."""
    files: dict[str, _Figures] = defaultdict(dict)
    for side, fit, report in sided:
        known = files[report.source.file].get(side)
        if known is None or fit > known[0]:
            files[report.source.file][side] = (fit, report)
    several = [figures for figures in files.values() if len(figures) > 1]
    return max(several, key=_newest, default={})


def _newest(figures: _Figures) -> tuple[int, str, float]:
    fit = sum(fit for fit, _ in figures.values())
    return len(figures), max(day_of(r) for _, r in figures.values()), fit


def _of_one_time(sided: _Sided) -> Mapping[str, tuple[float, Report]]:
    """The figures of several sides in articles of about one day, the newest of several.

    Each article must name the other sides: two wars may be told of on one day.
    """
    dated = [(side, fit, r, day) for side, fit, r in sided if (day := _day(r)) is not None]
    for side, fit, newest, last in sorted(dated, key=lambda row: (row[3], row[1]), reverse=True):
        figures: _Figures = {side: (fit, newest)}
        for other, its, report, day in sorted(
            dated, key=lambda row: (row[3], row[1]), reverse=True
        ):
            near = datetime.timedelta(0) <= last - day <= _ONE_TIME
            if near and other not in figures and _of_one_war(other, report, figures):
                figures[other] = (its, report)
        if len(figures) > 1:
            return figures
    return {}


def _of_one_war(side: str, report: Report, figures: _Figures) -> bool:
    """Whether the articles of a side's figure and of all others name each other's side."""
    return all(
        _names(report.context, other) and _names(r.context, side)
        for other, (_, r) in figures.items()
    )


def _names(article: Iterable[Word], side: str) -> bool:
    return any(side in (party(w), w.stem) for w in article)


def _day(report: Report) -> datetime.date | None:
    day = day_of(report)
    return datetime.date.fromisoformat(day) if len(day) == len("2000-01-01") else None
