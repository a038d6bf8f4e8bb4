"""What a question about a figure asks for, and how far an amount answers it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from bot.checking.moments import Moment
from bot.checking.text import parse
from bot.disagreeing.alike import any_means, is_verb
from bot.disagreeing.dimensions import dimensions
from bot.disagreeing.kinds import HARD, kinds_named, plain
from bot.disagreeing.reports import Report
from bot.drafting.relation import counted, names
from bot.language import english
from bot.language.terms import Word, words
from bot.planning import Plan
from bot.when.holidays import NAMES

_AMOUNT = re.compile(
    r"\b(?:how|toll|turnout|rates?|level|costs?|price|reward|fine|ransom|number|share|percentage|figure"
    r"|count|size|height|length|magnitude|damage|inflation|value|worth|sum|amount|total|rise|cut"
    r"|speed|age|budget|debt|volume|area|depth|width|weight|capacity|distance)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(r"^\W*what (?:was|is|were|are) the\b", re.IGNORECASE)
APIECE = re.compile(
    r"\b(?:per|each|apiece|toll|fare|ticket|tariff|rate|price|wages?|salary|rent|pensions?|pay|fees?)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\bby (?:how|what)\b|\b(?:gap|difference|increase|rise|drop|fall|fell|rose|decline|lead)\b"
    r"|\bmargin\b|\bhow much (?:more|less|higher|lower|dearer|cheaper)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """What a question asks for.

    Attributes:
        plan: the question.
        words: all its words.
        dimensions: in what it is to be answered; none where the question does not tell.
        kinds: what happened to what is counted.
        things: what is counted.
        content: its words that are neither names nor figures.
        verbs: those of them that may be what happened.
        names: its names, but for those of whom it only asks what they say.
        moments: the times that it names.
    """

    plan: Plan
    words: tuple[Word, ...]
    dimensions: frozenset[str]
    kinds: frozenset[str]
    things: tuple[Word, ...]
    content: tuple[Word, ...]
    verbs: tuple[Word, ...]
    names: tuple[Word, ...]
    moments: tuple[Moment, ...]

    @property
    def of_change(self) -> bool:
        """Whether it is asked by how much something has changed."""
        return bool(CHANGE.search(self.plan.standalone))

    @property
    def of_one(self) -> bool:
        """Whether it is asked what one of something costs or brings: a fare, a wage."""
        # A death toll is paid by no one.
        return "dead" not in self.kinds and bool(APIECE.search(self.plan.standalone))

    @property
    def of_toll(self) -> bool:
        """Whether the number of the dead is asked for by its name alone: "the death toll"."""
        return "dead" in self.kinds and not self.things and any(is_toll(w) for w in self.words)

    @property
    def of_amount(self) -> bool:
        """Whether a figure is asked for at all."""
        return bool(
            self.plan.wants == "number"
            or self.dimensions
            or _AMOUNT.search(self.plan.standalone)
            or (self.kinds and _WHAT.search(self.plan.standalone))
        )

    def shares(self, report: Report) -> bool:
        """Whether a report's sentence speaks of what is asked, and not its article alone."""
        return bool(self.kinds & report.kinds) or any(
            any_means(w, report.parsed.words) for w in self.content
        )


def asked(plan: Plan) -> Asked:
    """Take a question apart."""
    ws = tuple(words(plan.standalone))
    told = re.search(r"\baccording to\b", plan.standalone, re.IGNORECASE)
    called = {w.start for w in names(plan.terms)} - _of_holidays(plan)
    things = tuple(itertools.takewhile(lambda w: not is_verb(w), counted(plan.standalone)))
    content = tuple(w for w in plan.terms if w.start not in called and not w.surface[0].isdigit())
    return Asked(
        plan=plan,
        words=ws,
        dimensions=frozenset(["money"])
        if _CHARGE.search(plan.standalone)
        else dimensions(plan.standalone),
        kinds=_kinds(plan.standalone),
        things=things,
        content=content,
        verbs=tuple(
            w
            for w in content
            if w.stem not in {t.stem for t in things} and _may_happen(w) and not is_toll(w)
        ),
        names=tuple(
            w
            for w in names(plan.terms)
            if w.start in called and not (told and told.start() < w.start)
        ),
        moments=parse(plan.standalone).moments,
    )


_HOLIDAY = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, NAMES), key=len, reverse=True))})\b", re.IGNORECASE
)


def _of_holidays(plan: Plan) -> set[int]:
    """Where words of a question name no party and no place, but a day: "on May Day"."""
    spans = [m.span() for m in _HOLIDAY.finditer(plan.standalone)]
    return {w.start for w in plan.terms if any(a <= w.start < b for a, b in spans)}


def _kinds(question: str) -> frozenset[str]:
    """What is asked to have happened, and not what the event behind it is called.

    Nobody asks what collapsed with "killed in the collapse".
    """
    if _JOBS_GO.search(question):
        return frozenset(["dismissed"])
    charge = _CHARGE.search(question)
    ws = words(plain(question))
    found: frozenset[str] = frozenset()
    for i, word in enumerate(ws):
        named = kinds_named(word)
        if charge and word.stem == "toll":
            continue
        if found & HARD and i and ws[i - 1].surface.lower() in _EVENT_FOLLOWS:
            break
        found |= named
    return found


# "How many jobs will the mill cut?"
_JOBS_GO = re.compile(
    r"\b(?:how many|number of) (?:[\w-]+ )?(?:jobs|posts)\b[^?]*?"
    r"\b(?:cut|axed?|shed|slash(?:ed)?|eliminat\w+|at risk|go)\b",
    re.IGNORECASE,
)
# Before the event that a question names after what it asks.
_EVENT_FOLLOWS = frozenset("in of after by during when since from near at".split())
# What is paid on a road.
_CHARGE = re.compile(
    r"\btolls?\b[^?]*\b(?:cars?|vehicles?|lorr(?:y|ies)|trucks?|drivers?|motorists|motorway|highway)\b"
    r"|\b(?:road|bridge|tunnel|motorway) tolls?\b",
    re.IGNORECASE,
)


def is_toll(word: Word) -> bool:
    """Whether a word is what a count of the dead is called, which is not what bells do."""
    return word.surface.lower() in _TOLLS


_TOLLS = frozenset(["toll", "tolls"])


def _may_happen(word: Word) -> bool:
    found = english.readings(word.surface)
    most = max((r.times for r in found), default=0)
    return any(r.part == "v" and 5 * r.times >= most for r in found)
