"""The day of an event that a question counts from, as the articles tell it."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.checking.alike import same_meaning
from bot.checking.text import Parsed, parse
from bot.drafting.places import contexts_of, places_of
from bot.drafting.relation import missing_names, names
from bot.drafting.timing import named, own_days
from bot.language.english import one_word
from bot.language.terms import Word, content
from bot.when import Period, When
from bot.when.events import telling
from index import Filters, Index

_HITS = 15
# How far from the event's word a day may stand that is its own.
_NEAR = 60
# A day so near behind the event's word is its own: "after the truce of 15 February".
_RIGHT_BEHIND = 30
_REFERRED = re.compile(
    r"\b(?:since|after|before|until|till|following|prior to|ahead of)\s+"
    r"(?:(?:the|a|an|its|their)\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# A day beside the event's word, elsewhere in its sentence, on which it was told, or the article's.
_BESIDE, _IN_SENTENCE, _TOLD, _ARTICLE = 3.0, 1.5, 0.7, 0.3
# What a word derived from the event's counts for.
_DERIVED = 0.5


_HAS_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|it|he|she|they)\b", re.IGNORECASE)
# So far apart lie two events of a kind, and the later one must have so much of the votes.
_ANOTHER = datetime.timedelta(days=90)
_AS_SURE = 0.6


@dataclass(frozen=True, slots=True)
class EventDay:
    """The day of an event in ISO form, and the article and words that tell it."""

    date: str
    file: str
    words: str


def resolve(index: Index, when: When, filters: Filters) -> tuple[When, EventDay | None]:
    """A question's period beside an event, once its day is found; else the question unchanged.

    To be called inside a snapshot.
    """
    if when.beside is None:
        return when, None
    found = day_of(index, when, filters)
    if found is None:
        return replace(when, bare=when.question), None
    day = datetime.date.fromisoformat(found.date)
    if when.beside.relation == "since":
        period = Period(found.date, None)
    else:
        # What happened on the day itself was seldom before it.
        period = Period(None, (day - datetime.timedelta(days=1)).isoformat())
    article = "" if _HAS_ARTICLE.match(when.beside.event) else "the "
    words = f"{when.beside.relation} {article}{when.beside.event}"
    return replace(when, period=period, words=words), found


def day_of(index: Index, when: When, filters: Filters) -> EventDay | None:
    """The day that most of what is told of the event speaks for; the earliest of equals."""
    assert when.beside is not None
    wanted = f"{when.beside.event} {' '.join(w.surface for w in names(content(when.bare)))}"
    hits = index.search(f"{wanted} day date", _HITS, filters)
    texts = index.texts(dict.fromkeys(hit.source.file for hit in hits))
    contexts = contexts_of(hits, texts)
    asked, its = names(content(when.bare)), names(content(when.beside.event))
    said = set(telling(when.beside.event))
    event = [w for w in content(when.beside.event) if w.surface in said and not w.capital]
    year = re.search(r"\b(?:1[5-9]|20)\d\d\b", when.beside.event)
    if not event:
        return None
    votes: dict[str, float] = defaultdict(float)
    told: dict[str, tuple[float, EventDay]] = {}
    for place in places_of(hits):
        around = contexts[place.rank].words
        lacking = len(missing_names(asked, around))
        if missing_names(its, around) or (lacking and lacking == len(missing_names(asked, ()))):
            # Whoever else the question names need not be named where the event is told.
            continue
        parsed = parse(place.text, place.hit.source.published)
        spoken = [w for w in parsed.words if any(same_meaning(w, e) for e in event)]
        # "It was sold" is told of by a sale, less surely.
        sure = 1.0 if spoken else _DERIVED
        # "They went on strike" tells less surely of the day on which the strike ended.
        sure *= _share(parsed, event) if spoken else 1.0
        spoken = spoken or [w for w in parsed.words if any(_one_event(w, e) for e in event)]
        if not spoken:
            continue
        days = [n for n in named(parsed) if n.length == 1]
        plain = [w for w in spoken if not _REFERRED.search(parsed.text[: w.start])]
        if not plain:
            # "The first shelling since the truce": its other days are not those of the truce.
            days = [n for n in days if any(0 < n.start - w.end <= _RIGHT_BEHIND for w in spoken)]
        spoken = plain or spoken
        weighed = [
            (
                _TOLD
                if n.reporting
                else _BESIDE
                if min(abs(n.start - w.start) for w in spoken) <= _NEAR
                else _IN_SENTENCE,
                n.first,
            )
            for n in days
        ]
        own = own_days(place.hit.source.published)
        if not weighed and plain and own is not None and own[0] == own[1]:
            weighed = [(_ARTICLE, own[0])]
        for weight, day in weighed:
            if year is not None and day[:4] != year[0]:
                continue
            weight *= sure
            votes[day] += weight
            known = EventDay(day, place.hit.source.file, " ".join(place.text.split()))
            if day not in told or told[day][0] < weight:
                told[day] = (weight, known)
    best = _chosen(votes)
    if best is None or told[best][0] < _TOLD:
        return None
    return told[best][1]


def _chosen(votes: dict[str, float]) -> str | None:
    """The day with the most votes, the earliest of equals; of two events the later one."""
    if not votes:
        return None
    ranked = sorted(votes, key=lambda day: (-votes[day], day))
    best = ranked[0]
    for day in ranked[1:]:
        later = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(best)
        if later > _ANOTHER and votes[day] >= _AS_SURE * votes[best]:
            best = day
    return best


def _share(parsed: Parsed, event: Sequence[Word]) -> float:
    """How many of an event's words a sentence holds."""
    return sum(any(same_meaning(w, e) for w in parsed.words) for e in event) / len(event)


def _one_event(said: Word, asked: Word) -> bool:
    return one_word(said.surface.lower(), asked.surface.lower())
