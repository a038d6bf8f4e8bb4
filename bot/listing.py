"""A dated list of what happened: one sentence an event, in the articles' own words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.checking.alike import same_meaning
from bot.checking.text import parse
from bot.drafting.places import Context, Place, contexts_of, places_of
from bot.drafting.relation import missing_names, names
from bot.drafting.timing import in_period, named, own_days
from bot.language.terms import Word, words
from bot.planning import Plan
from bot.when import Order
from index import Hit, Span

MOST = 12
# Of the topic's words, by rarity, an article must hold so many.
_ON_TOPIC = 0.6
# An article of the same days that holds so much of it tells the same story when it has so many
# words in common with one on the topic.
_KIN = 0.3
_IN_COMMON = 6
_ONE_STORY = datetime.timedelta(days=10)
# Two lines of one day that share so many of their words tell one thing.
_ONE_THING = 0.6
# What a place at the head of its article is worth, beside how much of the topic it holds.
_HEAD = 0.5
# A sentence of news has so many words that are no names.
_FEWEST_WORDS = 4
# Reports of a day come out so long after it.
_AFTERWARDS = datetime.timedelta(days=2)
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_LEANING = re.compile(r"\W*(?:he|she|it|they|this|that|these|those|his|her|its|their)\b", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One event: its sentence, its day, and whether that day was inferred."""

    hit: Hit
    span: Span
    day: str | None
    inferred: bool


def lines(plan: Plan, hits: Sequence[Hit], texts: dict[str, str], order: Order) -> list[Line]:
    """The events of a topic, one an article, each wire story once.

    Args:
        plan: the topic, with the period asked about.
        hits: passages about it.
        texts: the text of record of each hit's file.
        order: which end comes first.
    """
    of_story = _of_story(plan, hits, contexts_of(hits, texts))
    best: dict[object, tuple[float, Place]] = {}
    for place in places_of(hits):
        if not (_is_told(place) and of_story[place.rank] and _in_time(plan, place)):
            continue
        story = (
            place.hit.source.group if place.hit.source.group is not None else place.hit.source.file
        )
        score = _score(plan, place)
        if story not in best or best[story][0] < score:
            best[story] = (score, place)
    ranked = sorted(best.values(), key=lambda pair: pair[1].rank)[: 2 * MOST]
    made = [_line(place) for _, place in ranked]
    out: list[Line] = []
    for line in made:
        if not any(_repeats(line, other) for other in out):
            out.append(line)
    out = out[:MOST]
    known = sorted((x for x in out if x.day), key=_key, reverse=order == "newest")
    return [*known, *(x for x in out if not x.day)]


def _key(line: Line) -> tuple[str, str]:
    published = line.hit.source.published
    return line.day or "", published.date if published else ""


def _in_time(plan: Plan, place: Place) -> bool:
    """Whether a place tells news of the period: by an article of its days, or soon after them."""
    if plan.period is None:
        return True
    own = own_days(place.hit.source.published)
    if own is not None and not plan.period.overlaps(*own):
        if plan.period.since and own[1] < plan.period.since:
            return False
        last = plan.period.until or own[0]
        late = datetime.date.fromisoformat(own[0]) - datetime.date.fromisoformat(last)
        if late > _AFTERWARDS:
            return False
    return in_period(plan, place)


def _is_told(place: Place) -> bool:
    """Whether a place is a sentence of running text, and no byline, caption or masthead."""
    plain = sum(1 for w in place.words if w.surface.islower() and w.surface.isalpha())
    return plain >= _FEWEST_WORDS and place.text.rstrip()[-1:] in '.!?"”’)'


def _of_story(plan: Plan, hits: Sequence[Hit], contexts: Sequence[Context]) -> list[bool]:
    """For each hit whether its article is on the topic, or tells one story with one that is.

    The first report of a flood may say that the river burst its banks, and the last that the
    schools are open again.
    """
    shares = [_on_topic(plan, context) for context in contexts]
    core = [
        (hit, _told_of(context))
        for hit, context, share in zip(hits, contexts, shares, strict=True)
        if share >= _ON_TOPIC
    ]

    def continues(hit: Hit, context: Context) -> bool:
        told = _told_of(context)
        return any(_near(hit, other) and len(told & theirs) >= _IN_COMMON for other, theirs in core)

    return [
        share >= _ON_TOPIC or (share >= _KIN and continues(hit, context))
        for hit, context, share in zip(hits, contexts, shares, strict=True)
    ]


def _on_topic(plan: Plan, context: Context) -> float:
    """How much of the topic an article holds, by rarity; 0 where it lacks a name."""
    if missing_names(names(plan.terms), context.words):
        return 0.0
    total = sum(0.2 + t.weight for t in plan.terms)
    held = sum(0.2 + t.weight for t in plan.terms if any(same_meaning(t, w) for w in context.words))
    return held / total if total else 1.0


def _told_of(context: Context) -> frozenset[str]:
    return frozenset(w.stem for w in context.words if _counts(w) and w.surface.isalpha())


def _near(one: Hit, other: Hit) -> bool:
    mine, theirs = own_days(one.source.published), own_days(other.source.published)
    if mine is None or theirs is None:
        return False
    apart = datetime.date.fromisoformat(mine[0]) - datetime.date.fromisoformat(theirs[0])
    return abs(apart) <= _ONE_STORY


def _score(plan: Plan, place: Place) -> float:
    total = sum(0.2 + t.weight for t in plan.terms) or 1.0
    held = sum(0.2 + t.weight for t in plan.terms if any(same_meaning(t, w) for w in place.words))
    head = _HEAD if place.hit.passage.ordinal == 0 and place.position <= 3 else 0.0
    first = 0.3 * head if head and not place.before.strip() else 0.0
    leans = 0.6 if _LEANING.match(place.text) else 0.0
    short = 0.4 if len(place.words) < 6 else 0.0
    # "Halden had won the first match" recalls what was news before.
    recalls = 0.4 if _HAD.search(place.text) else 0.0
    return held / total + head / (1 + 0.3 * place.position) + first - leans - short - recalls


def _line(place: Place) -> Line:
    published = place.hit.source.published
    own = own_days(published)
    days = [n for n in named(parse(place.text, published)) if n.length == 1 and not n.reporting]
    if own is None:
        return Line(place.hit, place.span, days[0].first if days else None, bool(days))
    assert published is not None
    if own[0] == own[1]:
        # What happened the day before is news of that day; what lies farther back is its story.
        eve = datetime.date.fromisoformat(own[0]) - datetime.timedelta(days=1)
        if [n.first for n in days] == [eve.isoformat()]:
            return Line(place.hit, place.span, eve.isoformat(), True)
    return Line(place.hit, place.span, published.date, False)


def _repeats(line: Line, other: Line) -> bool:
    if line.day != other.day:
        return False
    mine, theirs = _stems(line), _stems(other)
    return len(mine & theirs) >= _ONE_THING * min(len(mine), len(theirs))


def _stems(line: Line) -> set[str]:
    passage = line.hit.passage
    text = passage.text[line.span.start - passage.start : line.span.end - passage.start]
    return {w.stem for w in words(text) if _counts(w)}


def _counts(word: Word) -> bool:
    return word.weight > 0.2


def topic(plan: Plan) -> Plan:
    """The topic of a list: its words, without the kind of answer that a question wants."""
    return replace(plan, wants="open")
