"""Which articles are on a topic, and which of their sentences may be lines of a dated list of it.

An article's leading sentence stands for it in a dated list. Of its others, those count that tell
what became of the topic on another day; an article on a strike may tell of a storm as well.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Sequence

from bot.checking.alike import same_meaning
from bot.drafting.places import Context, Place
from bot.drafting.relation import missing_names, names
from bot.drafting.timing import own_days
from bot.language.tagging import tagged
from bot.language.terms import Word, alike
from bot.planning import Plan
from bot.when.events import is_event
from index import Hit

# Of the topic's words, by rarity, an article must hold so many.
_ON_TOPIC = 0.6
# An article of the same days that holds so much of it tells the same story when it has so many
# words in common with one on the topic.
_KIN = 0.3
_IN_COMMON = 6
_ONE_STORY = datetime.timedelta(days=10)
# Words as common as "the" tell nothing.
_SMALL = 0.2
# A sentence that holds so much of a topic, by rarity, is of it.
_OF_IT = 0.6
# Words rarer than so tell what a sentence is about.
_TELLING = 0.4
# What stands behind it says where or whose the topic is: "the strike in the port of Tarn".
_WHERE = re.compile(r"\s(?:in|at|on|of|from|near|between|by|with|for|off|around|over)\s")
# "It was extended", "On 7 May they walked out"; "on 9 May a storm hit the coast".
_ON_A_DAY = r"\W*(?:[Oo]n [\w ]{3,20}?,? )?"
_LEANS = re.compile(_ON_A_DAY + r"(?:he|she|it|they|this|these|both)\b", re.IGNORECASE)
_SUBJECT = re.compile(_ON_A_DAY + r"(?:[Aa]n?|[Aa]nother) (?P<what>\w+(?: \w+)?)\b")
# The first sentences of an article, title and dateline among them.
_HEAD = 2

Key = tuple[str, int]
"""A sentence by its file and where it begins."""


def of_story(plan: Plan, hits: Sequence[Hit], contexts: Sequence[Context]) -> list[bool]:
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
    return share(plan, context.words) if plan.terms else 1.0


def _told_of(context: Context) -> frozenset[str]:
    return frozenset(w.stem for w in context.words if w.weight > _SMALL and w.surface.isalpha())


def _near(one: Hit, other: Hit) -> bool:
    mine, theirs = own_days(one.source.published), own_days(other.source.published)
    if mine is None or theirs is None:
        return False
    apart = datetime.date.fromisoformat(mine[0]) - datetime.date.fromisoformat(theirs[0])
    return abs(apart) <= _ONE_STORY


def key(place: Place) -> Key:
    """Which sentence a place is."""
    return place.hit.source.file, place.span.start


def of_topic(plan: Plan, places: Sequence[Place]) -> set[Key]:
    """The sentences that tell of a topic, among those of articles on it.

    By what the topic is a thing of, by what its article says of that elsewhere ("dockers" beside
    "the dockers' strike"), or by leaning on such a sentence right before it. An article that leads
    with the topic tells of it throughout, but for where another event is brought in.
    """
    core = [place for place in places if _holds(plan, place)]
    led = {place.hit.source.file for place in core if _leads(plan, place)}
    about: dict[str, set[str]] = defaultdict(set)
    for place in core:
        about[place.hit.source.file] |= _own_words(plan, place)
    found = {key(place) for place in core}
    for place in places:
        common = _own_words(plan, place) & about[place.hit.source.file]
        if common or (_LEANS.match(place.text) and _before(place) in found):
            found.add(key(place))
    return found | {
        key(place)
        for place in places
        if place.hit.source.file in led
        and not (_LEANS.match(place.text) or _is_another_event(place))
    }


def _leads(plan: Plan, place: Place) -> bool:
    """Whether a sentence on the topic stands at the head of its article."""
    head = place.hit.passage.ordinal == 0 and place.position <= _HEAD
    return head and share(plan, place.words) >= _OF_IT


def _is_another_event(place: Place) -> bool:
    """Whether a sentence is of an event not told of before: "On 9 May a storm hit the coast"."""
    found = _SUBJECT.match(place.text)
    return found is not None and any(is_event(word) for word in found["what"].split())


def what(plan: Plan) -> list[Word]:
    """The words that say what a topic is, and not where or whose; its names where it has no other.

    Of "the strike in the port of Tarn" it is the strike.
    """
    called = names(plan.terms)
    plain = [term for term in plan.terms if term not in called]
    if not plain:
        return list(plan.terms)
    behind = _WHERE.search(plan.standalone, plan.terms[0].end - 1)
    end = behind.start() if behind else len(plan.standalone)
    return [term for term in plain if term.start < end] or plain


def share(plan: Plan, held: Sequence[Word]) -> float:
    """How much of a topic some words hold, by rarity."""
    total = sum(0.2 + term.weight for term in plan.terms)
    found = (t for t in plan.terms if any(same_meaning(t, word) for word in held))
    return sum(0.2 + t.weight for t in found) / (total or 1.0)


def _holds(plan: Plan, place: Place) -> bool:
    nouns = {token.word.start for token in tagged(place.text) if token.part == "noun"}
    said = any(
        alike(term.stem, word.stem) or (word.start in nouns and same_meaning(term, word))
        for term in what(plan)
        for word in place.words
    )
    # "A storm hit the port of Tarn" holds most of the words of a strike there.
    return said or (len(what(plan)) > 1 and share(plan, place.words) >= _OF_IT)


def _own_words(plan: Plan, place: Place) -> set[str]:
    """The telling words of a sentence besides names and the topic's own."""
    return {
        word.stem
        for word in place.words
        if word.weight > _TELLING
        and word.surface.isalpha()
        and word.surface.islower()
        and not any(same_meaning(term, word) for term in plan.terms)
    }


def _before(place: Place) -> Key | None:
    if not place.position:
        return None
    return place.hit.source.file, place.hit.passage.sentences[place.position - 1].start
