"""A dated list of what happened: one sentence an event, in the articles' own words.

An event is of the day that its sentence names, else of its article's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import chronicle
from bot.checking.text import parse
from bot.drafting.deeds import deed_days
from bot.drafting.places import Place, contexts_of, places_of
from bot.drafting.timing import in_period, own_days
from bot.language.tagging import tagged
from bot.language.terms import Word, words
from bot.planning import Plan
from bot.when import Order
from index import Hit, Span

MOST = 12
# Two lines of one day that share so many of their words tell one thing.
_ONE_THING = 0.6
# What a place at the head of its article is worth, beside how much of the topic it holds.
_HEAD = 0.5
# A sentence of news has so many words that are no names.
_FEWEST_WORDS = 4
# One that tells what was on a day.
_FEWEST_OF_A_DAY = 2
# Reports of a day come out so long after it.
_AFTERWARDS = datetime.timedelta(days=2)
# What lies so long before its article is background.
_LONG_AGO = datetime.timedelta(days=366)
# So many lines of a day are enough, where they come of articles that tell of other days too.
_OF_A_DAY = 2
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_LEANING = re.compile(r"\W*(?:he|she|it|they|this|that|these|those|his|her|its|their)\b", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One event.

    Attributes:
        hit, span: its sentence.
        day: when it was, as far as that is known.
        named: whether its sentence names that day; else it is its article's.
        inferred_from: the words that its day was worked out from, such as a weekday.
    """

    hit: Hit
    span: Span
    day: str | None
    named: bool = False
    inferred_from: str = ""

    @property
    def story(self) -> object:
        """What its article has in common with the near-copies of it."""
        source = self.hit.source
        return source.group if source.group is not None else source.file


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that may be a line, and how well it stands for its article."""

    place: Place
    line: Line
    score: float


def lines(plan: Plan, hits: Sequence[Hit], texts: dict[str, str], order: Order) -> list[Line]:
    """The events of a topic: of each article the leading one, then those of other days it tells.

    Each wire story counts once.

    Args:
        plan: the topic, with the period asked about.
        hits: passages about it.
        texts: the text of record of each hit's file.
        order: which end comes first.
    """
    of_story = chronicle.of_story(plan, hits, contexts_of(hits, texts))
    places = [p for p in places_of(hits) if _is_told(p) and of_story[p.rank]]
    told = [_told(plan, place) for place in places]
    told = [one for one in told if _in_time(plan, one)]
    leading = _leading(plan, told)
    out: list[Line] = []
    for line in leading:
        if not any(_repeats(line, other) for other in out):
            out.append(line)
    for line in _others(plan, told, leading, chronicle.of_topic(plan, places)):
        same = [other for other in out if other.day == line.day]
        if len(same) < _OF_A_DAY and not any(_repeats(line, other) for other in same):
            out.append(line)
    out = out[:MOST]
    known = sorted((x for x in out if x.day), key=_key, reverse=order == "newest")
    return [*known, *(x for x in out if not x.day)]


def note(found: Sequence[Line], of: int = 0) -> tuple[str, ...]:
    """Which days of a list were worked out, and from what, and whether it is whole, for a person.

    Args:
        found: the list.
        of: how many stories it could be of.
    """
    said = [
        f"{line.day} from “{line.inferred_from}” in {line.hit.source.file}"
        for line in found
        if line.inferred_from
    ]
    inferred = (f"Days that are inferred: {'; '.join(said)}.",) if said else ()
    if len(found) < MOST or of <= MOST:
        return inferred
    more = (
        f"{len(found)} events are listed; there are more. Name a topic or fewer days for the rest."
    )
    return (*inferred, more)


def _leading(plan: Plan, told: Sequence[_Told]) -> list[Line]:
    """Of each story the line that stands for it best, of those that the search found first."""
    best: dict[object, _Told] = {}
    for one in told:
        story = one.line.story
        if _is_late(plan, one.place):
            continue
        if story not in best or best[story].score < one.score:
            best[story] = one
    ranked = sorted(best.values(), key=lambda one: one.place.rank)[: 2 * MOST]
    return [one.line for one in ranked]


def _others(
    plan: Plan, told: Sequence[_Told], leading: Sequence[Line], of_topic: set[chronicle.Key]
) -> list[Line]:
    """Of each story a line for each other day that its sentences on the topic name."""
    best: dict[tuple[object, str | None], _Told] = {}
    taken = {(line.story, line.day) for line in leading}
    for one in told:
        at = (one.line.story, one.line.day)
        if not one.line.named or at in taken or chronicle.key(one.place) not in of_topic:
            continue
        if not _asks_of_days(plan) and _is_long_ago(one.line):
            continue
        if at not in best or best[at].score < one.score:
            best[at] = one
    ranked = sorted(best.values(), key=lambda one: (one.place.rank, -one.score))
    return [one.line for one in ranked]


def _key(line: Line) -> tuple[str, str]:
    published = line.hit.source.published
    return line.day or "", published.date if published else ""


def _in_time(plan: Plan, one: _Told) -> bool:
    """Whether a line tells news of the period: by its day, and by what its article may tell of."""
    if plan.period is None:
        return True
    own = own_days(one.place.hit.source.published)
    if own is not None and plan.period.since and own[1] < plan.period.since:
        return False
    day = one.line.day if one.line.named and _asks_of_days(plan) else None
    if day is not None and not plan.period.overlaps(day, day):
        return False
    # A later article tells of the period where it names a day of it.
    return (day is not None or not _is_late(plan, one.place)) and in_period(plan, one.place)


def _asks_of_days(plan: Plan) -> bool:
    """Whether the question asks for what was on some days, not for what was reported on them."""
    return plan.period is not None and not plan.by_report


def _is_late(plan: Plan, place: Place) -> bool:
    """Whether an article came out when the reports of the period had."""
    own = own_days(place.hit.source.published)
    if own is None or plan.period is None or plan.period.overlaps(*own):
        return False
    last = plan.period.until or own[0]
    late = datetime.date.fromisoformat(own[0]) - datetime.date.fromisoformat(last)
    return late > _AFTERWARDS


def _is_long_ago(line: Line) -> bool:
    """Whether a line tells what was long past when its article came out."""
    own = own_days(line.hit.source.published)
    if own is None or line.day is None or not line.named:
        return False
    return datetime.date.fromisoformat(own[0]) - datetime.date.fromisoformat(line.day) > _LONG_AGO


def _is_told(place: Place) -> bool:
    """Whether a place is a sentence of running text, and no byline, caption or masthead."""
    plain = sum(1 for w in place.words if w.surface.islower() and w.surface.isalpha())
    enough = plain >= _FEWEST_WORDS or (plain >= _FEWEST_OF_A_DAY and _is_dated(place))
    return enough and place.text.rstrip()[-1:] in '.!?"”’)'


def _is_dated(place: Place) -> bool:
    """Whether a sentence tells in few words what was on a day: "On 15 May it ended"."""
    told = any(token.form == "finite" for token in tagged(place.text))
    return told and bool(deed_days(parse(place.text, place.hit.source.published)))


def _told(plan: Plan, place: Place) -> _Told:
    line = _line(plan, place)
    # An article does not stand for what it only recalls.
    recalls = 1.0 if not _asks_of_days(plan) and _is_long_ago(line) else 0.0
    return _Told(place, line, _score(plan, place) - recalls)


def _score(plan: Plan, place: Place) -> float:
    head = _HEAD if place.hit.passage.ordinal == 0 and place.position <= 3 else 0.0
    first = 0.3 * head if head and not place.before.strip() else 0.0
    leans = 0.6 if _LEANING.match(place.text) else 0.0
    short = 0.4 if len(place.words) < 6 else 0.0
    # "Halden had won the first match" recalls what was news before.
    recalls = 0.4 if _HAD.search(place.text) else 0.0
    held = chronicle.share(plan, place.words)
    return held + head / (1 + 0.3 * place.position) + first - leans - short - recalls


def _line(plan: Plan, place: Place) -> Line:
    """A sentence with its day: the last that it tells of in the period, else its article's."""
    published = place.hit.source.published
    days = deed_days(parse(place.text, published))
    if plan.period is not None and not plan.by_report:
        days = [d for d in days if plan.period.overlaps(d.day, d.day)] or days
    if not days:
        return Line(place.hit, place.span, published.date if published else None)
    day = days[-1]
    # A weekday that is the article's own tells no more than its date.
    inferred = "" if published and published.date == day.day else day.inferred_from
    return Line(place.hit, place.span, day.day, True, inferred)


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
