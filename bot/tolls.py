"""What each side lost: one figure a side, as one article tells them or as articles of one time do.

A war's dead are counted by whoever lost them; a figure of both together, or of one side alone, is
no answer to "how many soldiers did each side lose?".
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.disagreeing.alike import is_person
from bot.disagreeing.asked import Asked, asked
from bot.disagreeing.fitting import fit_of
from bot.disagreeing.kinds import HARD, is_general
from bot.disagreeing.relation import day_of
from bot.disagreeing.reports import Report, Told, reports
from bot.disagreement import in_time
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
_BOTH = re.compile(rf"\b(?:{SIDES})\b", re.IGNORECASE)
_NAME = r"(?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_TWO = re.compile(
    r"\b(?:did|have|(?:loss(?:es)?|casualties|toll|deaths?|dead) (?:of|for|in|on))"
    rf" (?P<both>({_NAME}) and ({_NAME})(?: each| both)?)\b"
)

_Figures = dict[str, tuple[float, Report]]
_Sided = Sequence[tuple[str, float, Report]]


def parts(plan: Plan, told: Sequence[Told], hits: Sequence[Hit]) -> tuple[Part, ...]:
    """A sentence for each side's figure; none where fewer than two sides have one.

    Args:
        plan: the question.
        told: the evidence.
        hits: its passages.
    """
    question, sides = _read(plan)
    if question is None:
        return ()
    sided = [row for row in _sided(question, told) if not sides or row[0] in sides]
    best = max((fit for _, fit, _ in sided), default=0.0)
    sided = [row for row in sided if row[1] >= best - _MARGIN]
    figures = _of_one_article(sided) or _of_one_time(sided)
    order = sorted((r for _, r in figures.values()), key=lambda r: (r.source.file, r.span.start))
    found = {r.span: part for r in order if (part := part_at(r, hits)) is not None}
    return tuple(found.values())[:MOST]


def is_asked(plan: Plan) -> bool:
    """Whether a question asks what each of several sides lost."""
    return _read(plan)[0] is not None


def _read(plan: Plan) -> tuple[Asked | None, frozenset[str]]:
    """The question as one of each side, and the sides where it names them."""
    two = _TWO.search(plan.standalone)
    named: frozenset[str] = frozenset()
    if two:
        before, behind = plan.standalone[: two.start("both")], plan.standalone[two.end("both") :]
        text = f"{before}each side{behind}"
        named = frozenset(filter(None, (_state(two[2]), _state(two[3]))))
        if len(named) < 2:
            return None, named
        plan = replace(
            planned(text), period=plan.period, by_report=plan.by_report, loosely=plan.loosely
        )
    elif not _BOTH.search(plan.standalone):
        return None, named
    question = asked(plan)
    return (question if question.kinds & HARD else None), named


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


def _newest(figures: _Figures) -> tuple[str, float]:
    return max(day_of(r) for _, r in figures.values()), sum(fit for fit, _ in figures.values())


def _of_one_time(sided: _Sided) -> Mapping[str, tuple[float, Report]]:
    """The figures of several sides in articles of about one day, the newest of several."""
    dated = [(side, fit, r, day) for side, fit, r in sided if (day := _day(r)) is not None]
    for _, _, _, last in sorted(dated, key=lambda row: row[3], reverse=True):
        figures: _Figures = {}
        for side, fit, report, day in sorted(dated, key=lambda row: (row[3], row[1])):
            if datetime.timedelta(0) <= last - day <= _ONE_TIME:
                figures[side] = (fit, report)
        if len(figures) > 1:
            return figures
    return {}


def _day(report: Report) -> datetime.date | None:
    day = day_of(report)
    return datetime.date.fromisoformat(day) if len(day) == len("2000-01-01") else None
