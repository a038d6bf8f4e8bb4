"""What each side says: one sentence a speaker, in the articles' own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking.names import is_role
from bot.checking.speech import statements
from bot.checking.text import parse
from bot.disagreeing.alike import any_means
from bot.drafting.extractive import Part
from bot.drafting.places import Place, places_of
from bot.drafting.relation import missing_names, names
from bot.language.parties import party, same
from bot.language.terms import Word, words
from bot.planning import Plan
from index import Hit
from index.lexical import STOP_WORDS

MOST = 6
SIDES = (
    r"(?:each|either|both|(?:the )?(?:two|different|various|opposing|other|warring)|all of the)"
    r" (?:sides?|part(?:y|ies)|camps?|countries|governments|armies|capitals)|each other"
)
_ASKED = re.compile(
    rf"\b(?:{SIDES})\b.*\b(?:say|says|said|saying|claim\w*|report\w*|accus\w*|blam\w+|announc\w*"
    rf"|respond\w*|react\w*|state|stated|version|account)\b"
    rf"|\b(?:say|said|claim\w*|accus\w*|version|accounts?)\b.*\b(?:{SIDES})\b|\bwho says what\b",
    re.IGNORECASE,
)
_FORM = frozenset(
    """
    side sides each both either two party parties other camp camps say says said account accounts
    version versions what claim claims claimed about over countries governments armies capitals
    """.split()
)
# "What did the union and the police say about the march?"
_TWO = re.compile(
    r"^\W*what (?:do|did|does|have|has) (?:both )?"
    r"(?P<one>[\w'’ -]{2,40}?) and (?P<two>[\w'’ -]{2,40}?)"
    r" (?:each |both )?(?:say|said|claim(?:ed)?|report(?:ed)?|state|tell|told)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
# What its article holds of a topic counts so much beside what its sentence does.
_IN_ARTICLE = 0.6
# Of the topic's words, by rarity, a sentence and its neighbours must hold so many.
_ON_TOPIC = 0.5


def asked(question: str) -> bool:
    """Whether a question asks what every side says."""
    return bool(_ASKED.search(question) or _TWO.match(question))


def parts(plan: Plan, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """The best sentence of each speaker on the topic; none where only one speaks of it.

    Args:
        plan: the question.
        hits: passages about its topic, best first.
    """
    topic = replace(plan, terms=tuple(t for t in plan.terms if t.surface.lower() not in _FORM))
    if (two := _TWO.match(plan.standalone)) is not None and not _ASKED.search(plan.standalone):
        return _of_two(topic, two, hits)
    best: list[tuple[list[Word], float, Part]] = []
    for place in places_of(hits):
        held = _held(topic, place)
        if held < _ON_TOPIC:
            continue
        for speaker in _speakers(place):
            known = next((i for i, (who, _, _) in enumerate(best) if _one(who, speaker)), None)
            part = Part(place.hit, place.span)
            if known is None:
                best.append((speaker, held, part))
            elif best[known][1] < held:
                best[known] = (best[known][0], held, part)
    found = list({part.span: part for _, _, part in best[:MOST]}.values())
    return tuple(found) if len(found) > 1 else ()


def _of_two(plan: Plan, two: re.Match[str], hits: Sequence[Hit]) -> tuple[Part, ...]:
    """The best sentence of each of two who are named; none where one of them says nothing."""
    about = replace(plan, terms=tuple(t for t in plan.terms if t.start >= two.start("topic")))
    out = []
    for side in ("one", "two"):
        who = [w for w in words(two[side]) if w.surface.lower() not in STOP_WORDS]
        said = [
            (max(_held(about, p), _IN_ARTICLE * _in_article(about, p)), p)
            for p in places_of(hits)
            if who and _is_said_by(who, p)
        ]
        best = max(said, key=lambda pair: pair[0], default=None)
        if best is None or (about.terms and best[0] < _ON_TOPIC * _IN_ARTICLE):
            return ()
        out.append(Part(best[1].hit, best[1].span))
    return tuple(out)


def _in_article(plan: Plan, place: Place) -> float:
    """Share of a topic's words that an article's passage holds."""
    held = words(f"{place.hit.source.title or ''}\n{place.hit.passage.text}")
    found = sum(any_means(t, held) for t in plan.terms)
    return found / len(plan.terms) if plan.terms else 0.0


def _is_said_by(who: Sequence[Word], place: Place) -> bool:
    """Whether a sentence tells what somebody says, by their name or by what they are."""
    for statement in statements(parse(place.text, place.hit.source.published)):
        speaker = [*statement.names, *statement.roles]
        if all(any(same(w, s) or any_means(w, [s]) for s in speaker) for w in who):
            return True
    return False


def _speakers(place: Place) -> list[list[Word]]:
    """Those who say something in a sentence, each by names, else by what they are."""
    out = []
    for statement in statements(parse(place.text, place.hit.source.published)):
        who = list(statement.names) or [w for w in statement.roles if is_role(w)]
        if who:
            out.append(who)
    return out


def _one(some: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether two speakers are one, or speak for one state."""
    states = [{p for w in who if (p := party(w))} for who in (some, others)]
    if all(states):
        return bool(states[0] & states[1])
    return any(same(x, y) for x in some for y in others)


def _held(plan: Plan, place: Place) -> float:
    """Share of the topic that a sentence holds, or the ones beside it; 0 without its names."""
    head = words(f"{place.hit.source.title or ''}\n{place.hit.passage.text}")
    if missing_names(names(plan.terms), head):
        return 0.0
    near = words(f"{place.before}\n{place.after}")
    total = held = 0.0
    for term in plan.terms:
        weight = 0.2 + term.weight
        total += weight
        if any_means(term, place.words):
            held += weight
        elif any_means(term, near):
            held += 0.6 * weight
    return held / total if total else 0.0
