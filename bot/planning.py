"""From a question to a plan: what kind of answer it wants, and what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.language.figures import Figure, figures
from bot.language.terms import Word, content
from bot.when import Period
from index.article import Filters

Wants = Literal["number", "person", "date", "place", "list", "yes-no", "open"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be looked for.

    Attributes:
        question: as it was asked.
        standalone: the question as it can be understood without what was said before.
        filters: which articles count.
        wants: the kind of answer asked for.
        terms: the words that it rests on.
        figures: the numbers and dates that it names.
        period: the days that it asks about, or None.
        by_report: whether it is the report that is of that period, whatever it speaks of.
        dated: the plan of the question with the words that name its time, where this one lacks
            them.
        exactly: whether only a sentence will do that names the period as a whole.
        loosely: whether a sentence without a date may take that of the sentences before it.
    """

    question: str
    standalone: str
    filters: Filters
    wants: Wants
    terms: tuple[Word, ...]
    figures: tuple[Figure, ...]
    period: Period | None = None
    by_report: bool = False
    loosely: bool = False
    exactly: bool = False
    dated: Plan | None = None


# "what city", "which Armenian town"; not "what did the city".
_WHICH = (
    r"\b(?:what|which) (?!(?:did|does|do|was|is|are|were|has|had|have|can|will|would|should)\b)"
    r"(?:\w+ ){0,2}?"
)
_AMOUNT = (
    r"(?:number|toll|total|amount|price|cost|size|population|percentage|share|turnout|rate|length"
    r"|height|distance|age|score|margin|proportion)"
)
_TIME = r"(?:dates?|days?|years?|months?|time|century|decade|weekday)"
_PLACE = (
    r"(?:cit(?:y|ies)|towns?|villages?|countr(?:y|ies)|regions?|districts?|places?|states?"
    r"|provinces?|rivers?|mountains?|areas?|ports?|capitals?|locations?|streets?|hotels?)"
)
_ACTOR = (
    r"(?:person|people|man|woman|minister|president|official|spokes\w+|leader|author|mayor|general"
    r"|commander|company|organi[sz]ation|agency|party|group|team|newspaper)"
)
_KINDS: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|large|big|high|long|old|far|tall|deep|heavy|fast|strong|often)\b"
            rf"|\bwhat (?:was|is|were|are) (?:the )?(?:[\w.'’-]+ ){{0,3}}?{_AMOUNT}\b"
            rf"|{_WHICH}{_AMOUNT}\b"
            r"|\b(?:death toll|toll|number of|casualties|turnout)\b"
        ),
    ),
    (
        "date",
        re.compile(
            rf"\bwhen\b|{_WHICH}{_TIME}\b|\b(?:at what|since when|by when)\b"
            r"|\b(?:date|year) of\b|\bhow long ago\b"
        ),
    ),
    ("place", re.compile(rf"\bwhere\b|{_WHICH}{_PLACE}\b")),
    (
        "person",
        re.compile(rf"\bwho(?:m|se)?\b(?! cares)|{_WHICH}{_ACTOR}\b|\bname of the\b"),
    ),
    ("list", re.compile(r"\b(?:list|which|what (?:are|were) the)\b")),
)
_OPENS_YES_NO = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)\b"
)


def plan(question: str, filters: Filters = Filters()) -> Plan:
    """Understand a question; nothing of it is looked up."""
    standalone = " ".join(question.split())
    return Plan(
        question=question,
        standalone=standalone,
        filters=filters,
        wants=wanted(standalone),
        terms=tuple(content(standalone)),
        figures=tuple(figures(standalone)),
    )


def wanted(question: str) -> Wants:
    """The kind of answer that a question asks for, by its own words."""
    asked = question.lower()
    if _OPENS_YES_NO.match(asked) and not re.search(r"\bor\b", asked):
        return "yes-no"
    # What stands first decides: "when did X say how many …" asks for a date.
    found = [(m.start(), kind) for kind, pattern in _KINDS if (m := pattern.search(asked))]
    dates = [at for at, kind in found if kind == "date"]
    if "how long ago" in asked and dates:
        return "date"
    return min(found, key=lambda pair: pair[0])[1] if found else "open"
