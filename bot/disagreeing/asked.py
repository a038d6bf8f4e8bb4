"""How far an amount answers a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.checking.alike import same_meaning
from bot.disagreeing.kinds import HARD, is_general, kinds_of
from bot.disagreeing.reports import Report
from bot.disagreeing.same import any_alike
from bot.drafting.relation import counted, missing_names, names
from bot.language.figures import gives_measure, measure_asked
from bot.language.parties import party
from bot.language.terms import Word, alike, words
from bot.planning import Plan

_AMOUNT = re.compile(
    r"\b(?:how|toll|turnout|rate|level|costs?|price|reward|number|share|percentage|figure|count|size"
    r"|height|length|magnitude|damage|inflation|value|sum|amount|total)\b",
    re.IGNORECASE,
)


def names_an_amount(question: str) -> bool:
    """Whether a question names a kind of figure: a toll, a rate, a price."""
    return bool(_AMOUNT.search(question))


def fit_of(plan: Plan, report: Report) -> float:
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
