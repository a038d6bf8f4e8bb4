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

from bot.disagreeing.alike import any_means, is_person
from bot.disagreeing.asked import Asked, asked
from bot.disagreeing.fitting import fit_of
from bot.disagreeing.kinds import is_general, kinds_named
from bot.disagreeing.parties import wrong_party
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
# Of a state's name so many letters are the same in its adjective.
_ROOT = 4
_EACH = re.compile(r"\b(?:each|either)\b", re.IGNORECASE)
_NAME = r"(?:the )?\w[\w'’-]+(?: \w[\w'’-]+)?"
# Two names of states, in any case: who lost, and not who took or freed.
_TWO = re.compile(
    rf"\b(?:did|have) (?P<both>({_NAME}) and ({_NAME})(?: each| both)?)"
    r"(?= (?:lose|lost|suffer\w*|mourn\w*|bur(?:y|ied))\b)"
    r"|\b(?:loss(?:es)?|casualties|toll|deaths?|dead) (?:of|for|in|on)"
    rf" (?P<two>({_NAME}) and ({_NAME})(?: each| both)?)\b",
    re.IGNORECASE,
)

_Figures = dict[str, tuple[float, Report]]
_Sided = Sequence[tuple[str, float, Report]]


@dataclass(frozen=True, slots=True)
class Losses:
    """What the evidence tells of each side's losses.

    Attributes:
        figures: of one event, a report for each side, in the order of their places; none where
            fewer than two sides have one.
        alone: the figure of the only side that has one; None where its article counts others so,
            or where anything is told of what a side lost that is named and has none.
        missing: those of the sides that the question names of which no figure fits.
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
    fitting = _sided(question, told)
    fitting = [row for row in fitting if not sides or row[0] in sides]
    best = max((fit for _, fit, _ in fitting), default=0.0)
    sided = [row for row in fitting if row[1] >= best - _MARGIN]
    figures = _of_one_article(sided) or _of_one_time(sided)
    found = [r for _, r in figures.values()]
    found += _of_other_accounts(figures, sided)
    order = sorted(found, key=lambda r: (r.source.file, r.span.start))
    alone = _alone(question, fitting, told)
    missing = tuple(sorted(sides - {side for side, _, _ in fitting}))
    if any(_told_of(question, side, told) for side in missing):
        alone = None
    others = _of_others(question, sides, told) if sides else ()
    return Losses(tuple(order), alone, missing, others)


def _alone(question: Asked, fitting: _Sided, told: Sequence[Told]) -> Report | None:
    """The best figure of the only side that has one, where its article counts nothing else so."""
    if len({side for side, _, _ in fitting}) != 1:
        return None
    best = max(fitting, key=lambda row: row[1])[2]
    beside = [
        r
        for r in reports([part for part in told if part.source.file == best.source.file])
        if r.kinds & question.kinds and r.amount.dimension == best.amount.dimension
    ]
    return best if all(r.amount.same(best.amount) for r in beside) else None


def _told_of(question: Asked, side: str, told: Sequence[Told]) -> bool:
    """Whether any sentence names a side, beside what is counted and what happened to it."""
    for part in told:
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if side not in text and not any(party(w) == side for w in words(text)):
                continue
            if any(kinds_named(w) & question.kinds for w in words(text)) and _counts(
                question, text
            ):
                return True
    return False


def _counts(question: Asked, text: str) -> bool:
    """Whether a text names what a question counts; any people for people."""
    things, held = question.things, words(text)
    people = (
        bool(things) and is_person(things[-1]) and any(not w.capital and is_person(w) for w in held)
    )
    return people or not things or any_means(things[-1], held)


def _of_others(question: Asked, sides: frozenset[str], told: Sequence[Told]) -> tuple[Report, ...]:
    """Losses of states that are not asked about, in sentences that tell of no others."""
    lost = [r for r in reports(told) if r.kinds & question.kinds]
    kept = {(r.source.file, r.span) for r in lost if not _foreign(r, sides)}
    return tuple(r for r in lost if (r.source.file, r.span) not in kept)


def _foreign(report: Report, sides: frozenset[str]) -> bool:
    states = {p for w in report.owners if (p := party(w))}
    return bool(states) and not states & sides


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


def of_party(plan: Plan, told: Sequence[Told], drafted: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without those that count the losses of another party than is asked about.

    Where nothing else was drafted they stay, and so they do where no figure is asked for.
    """
    question = asked(plan)
    kinds = question.kinds & _LOSSES
    if plan.wants != "number" or not kinds or not question.names:
        return tuple(drafted)
    every = [r for r in reports(told) if r.kinds & kinds]
    fitting = [r for r in every if fit_of(question, r) >= _LEAST]
    foreign = [r for r in every if wrong_party(question, r)]
    kept = tuple(
        p
        for p in drafted
        if not any(holds(p, r) for r in foreign) or any(holds(p, r) for r in fitting)
    )
    return kept or tuple(drafted)


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
    if _IN_ALL.search(plan.standalone) and not _EACH.search(plan.standalone):
        return None, named
    if two:
        which = "both" if two["both"] else "two"
        before, behind = plan.standalone[: two.start(which)], plan.standalone[two.end(which) :]
        text = f"{before}each side{behind}"
        of_two = (two[2], two[3]) if two["both"] else (two[5], two[6])
        named = frozenset(filter(None, map(_state, of_two)))
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


def _sided(question: Asked, told: Sequence[Told]) -> list[tuple[str, float, Report]]:
    """Figures that fit, each with the side whose it is."""
    out = []
    for report in reports(told):
        if report.former or report.part or not report.owners:
            continue
        if not question.things and not _of_people(report):
            continue
        fit = fit_of(question, report)
        if fit >= _LEAST and in_time(question.plan, report):
            out.append((_side(report.owners), fit, report))
    return out


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


def _of_other_accounts(
    figures: Mapping[str, tuple[float, Report]], sided: _Sided
) -> Sequence[Report]:
    """What the paper of another side counts of the same losses, where one paper counted them all.

    "We lost seven and they 46" and "we lost twelve and they 80": each is one side's account.
    """
    if len(figures) < 2 or len({r.source.file for _, r in figures.values()}) > 1:
        return ()
    _, first = next(iter(figures.values()))
    own = _day(first)
    by_file: dict[str, dict[str, Report]] = defaultdict(dict)
    for name, _, report in sided:
        day = _day(report)
        side = next((s for s in figures if _one_state(s, name)), name)
        near = own is not None and day is not None and abs(own - day) <= _ONE_TIME
        known = report.source.group is not None and report.source.group == first.source.group
        if near and not known and side in figures and report.source.file != first.source.file:
            by_file[report.source.file].setdefault(side, report)
    others = [its for its in by_file.values() if its.keys() == figures.keys()]
    differing = [
        its
        for its in others
        if not any(r.amount.same(figures[side][1].amount) for side, r in its.items())
    ]
    return tuple(differing[0].values()) if differing else ()


def _one_state(one: str, other: str) -> bool:
    """Whether two stems name one state: "ruvia" and "ruvian"."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _ROOT and long.startswith(short))


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
