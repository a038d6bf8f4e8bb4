"""The rules by which a sentence cannot be the answer, whatever else speaks for it."""

from __future__ import annotations

import re

from bot.disagreeing.kinds import kinds_named
from bot.drafting.giving import may_be_who
from bot.drafting.naming import lacks_a_name
from bot.drafting.offices import lacks_holder
from bot.drafting.places import Context, Place, asks, known
from bot.drafting.planted import untrusted
from bot.drafting.relation import (
    crossed,
    missing_figures,
    missing_names,
    missing_years,
    names,
    other_kind,
)
from bot.drafting.sums import other_sum
from bot.drafting.timing import contradicts, in_period
from bot.language.figures import Figure, gives_asked, gives_measure, has_date
from bot.language.terms import words
from bot.planning import Plan
from index import Span

_GOES_ON = re.compile(r"\W*(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
# What was asked is answered by a question.
_OF_ASKING = re.compile(r"\b(?:ask\w*|questions?|wonder\w*|inquir\w+)\b", re.IGNORECASE)


# "When is the next election?"
_NEXT = re.compile(
    r"\bwhen (?:is|are|will|does|do)\b[^?]*\bnext\b|\bwho(?:m)? will\b", re.IGNORECASE
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|won't|next|due|scheduled|plan(?:s|ned|ning)?|expect(?:s|ed)?|to be held"
    r"|set (?:for|to)|(?:is|are|was|were) to|coming|upcoming|following|until|till|by"
    r"|in (?:19|20)\d\d|plays?|meets?|faces?|hopes?|intends?|wants?|announced|called|slated"
    r"|renew\w*|returns?|premi[eè]r\w*|releas\w*|begins?|starts?|opens?|confirmed|every|annual\w*)\b",
    re.IGNORECASE,
)
_HOW_MANY_DIED = re.compile(
    r"\bhow many\b[^?]*"
    r"\b(?:died|killed|dead|die|perished|fatalities|deaths?|lost their li(?:ves|fe))\b",
    re.IGNORECASE,
)


def _lacks_dead(question: str, text: str) -> bool:
    """Whether it is asked how many died, and words tell of no one's death."""
    if not _HOW_MANY_DIED.search(question):
        return False
    return not any("dead" in kinds_named(word) for word in words(text))


def refusal(plan: Plan, place: Place, context: Context) -> str | None:
    """Why a sentence cannot be the answer, whatever else speaks for it; None if nothing does."""
    source, passage = place.hit.source, place.hit.passage
    at = Span(place.span.start - passage.start, place.span.end - passage.start)
    if problem := untrusted(passage.text, at):
        return problem
    if asks(place.text) and not _OF_ASKING.search(plan.standalone):
        return "it asks itself"
    near = f"{passage.text}\n{known(source)}"
    # "two" or "first" in a question may be put otherwise; 2016 may not.
    counts = [f for f in _strict(plan) if f.kind not in ("day", "year")]
    if missing_figures(counts, near):
        return "it does not speak of that number or date"
    other_time = _other_time(plan, place, context)
    if other_time:
        return other_time
    lacking = missing_names(names(plan.terms), context.words)
    if lacking:
        return f"it does not speak of {lacking[0].surface}"
    if crossed(plan.standalone, place.text, place.before):
        return "it speaks of another party"
    if plan.wants == "number" and other_kind(plan.standalone, place.text):
        return "it counts others"
    if other_sum(plan.standalone, place.text):
        return "it tells of another sum"
    around = f"{place.before}\n{place.text}\n{place.after}"
    if plan.wants == "date" and not (has_date(around) or gives_measure(around, "duration")):
        return "it gives no date"
    if _NEXT.search(plan.standalone) and not _TO_COME.search(around):
        return "it tells of nothing to come"
    if plan.wants == "number" and _lacks_dead(plan.standalone, _of_whom(place)):
        return "it tells of nobody's death"
    if plan.wants == "number" and not gives_asked(plan.standalone, around):
        return "it gives no number of that kind"
    if lacks_a_name(plan.standalone, _of_whom(place)):
        return "it gives no name"
    if lacks_holder(plan.standalone, _of_whom(place)):
        return "it speaks of no such office"
    if not may_be_who(plan.standalone, _of_whom(place)):
        return "it speaks of nobody who may be meant"
    return None


def _of_whom(place: Place) -> str:
    """A sentence, with those beside it that go on about the same one by "he" or "it"."""
    before = place.before if _GOES_ON.match(place.text) else ""
    after = place.after if _GOES_ON.match(place.after) else ""
    return "\n".join(part for part in (before, place.text, after) if part)


def _strict(plan: Plan) -> list[Figure]:
    """The question's numbers that are written in figures."""
    return [f for f in plan.figures if plan.standalone[f.start : f.end].strip()[-1:].isdigit()]


def _other_time(plan: Plan, place: Place, context: Context) -> str | None:
    """Why a sentence speaks of another time than the question; None if it does not."""
    source = place.hit.source
    if plan.period is not None:
        if source.published is not None:
            return None if in_period(plan, place) else "it speaks of another time"
        if contradicts(plan.period, place):
            return "it speaks of another time"
    asked = plan.dated or plan
    days = [f for f in _strict(asked) if f.kind in ("day", "year")]
    if missing_figures(days, context.text):
        return "it does not speak of that number or date"
    dated = source.published.date if source.published else None
    if missing_years(asked.figures, place.text, place.before, context.text, dated):
        return "it does not speak of that year"
    return None
