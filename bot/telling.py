"""Whether a drafted quote tells what is asked: the deed, who did it, and no longer time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.checking.text import parse
from bot.disagreeing.alike import any_means
from bot.drafting.extractive import MOST_PARTS, Part
from bot.drafting.places import contexts_of, places_of
from bot.drafting.relation import missing_names, names
from bot.drafting.timing import Named, in_period, named
from bot.language.figures import has_date
from bot.language.terms import Word, words
from bot.planning import Plan
from bot.when.events import tells_of_deed
from index import Hit
from index.sentences import sentences


def with_doer(
    planned: Plan, parts: tuple[Part, ...], hits: Sequence[Hit], texts: dict[str, str]
) -> tuple[Part, ...]:
    """The parts with the sentence first that tells who did it, where none of them does.

    "A man of 51 was arrested" does not repeat where the fire was; its article does.
    """
    deeds = [t for t in planned.terms if not t.capital and tells_of_deed(t.surface)]
    if planned.period is None or planned.wants != "person" or not (parts and deeds):
        return parts

    def of_deed(held: Sequence[Word]) -> bool:
        return any(any_means(deed, held) for deed in deeds)

    if any(of_deed(words(quote_of(p, texts))) for p in parts):
        return parts
    contexts = contexts_of(hits, texts)
    called = names(planned.terms)
    for place in places_of(hits):
        if (
            of_deed(place.words)
            and not missing_names(called, contexts[place.rank].words)
            and in_period(planned, place)
        ):
            return (Part(place.hit, place.span, parts[0].doubted), *parts)
    return parts


# "Korr denied it", "the ministry has rejected the claim": what it answers stands before it.
_REPLY = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|admit(?:s|ted)?|acknowledge[sd]?"
    r"|concede[sd]?|confirm(?:s|ed)?|dispute[sd]?)\b[^.;]{0,40}?\b(?:it|this|that|them|so"
    r"|the (?:claims?|charges?|accusations?|allegations?|reports?))\b(?! \w+ing\b)",
    re.IGNORECASE,
)
# So many sentences behind what it answers a reply may stand.
_REPLY_WITHIN = 3


def with_reply(planned: Plan, parts: tuple[Part, ...], texts: dict[str, str]) -> tuple[Part, ...]:
    """The parts with what the one asked about replies to the first: "Korr denied it".

    Of a question of yes or no that names somebody; the reply is a quote of its own, and stands
    behind what it replies to.
    """
    called = names(planned.terms)
    if planned.wants != "yes-no" or not (parts and called):
        return parts
    first, text = parts[0], texts[parts[0].hit.source.file]
    if _REPLY.search(quote_of(first, texts)):
        return _behind_its_cause(parts)
    if len(parts) >= MOST_PARTS:
        return parts
    behind = [s for s in first.hit.passage.sentences if s.start >= first.span.end]
    for span in behind[:_REPLY_WITHIN]:
        said = text[span.start : span.end]
        reply = _REPLY.search(said)
        ahead = words(said[: reply.start()]) if reply else []
        if any(any_means(name, ahead) for name in called):
            part = Part(first.hit, span, first.doubted)
            return (first, part, *(p for p in parts[1:] if not _is_at(p, part)))
    return parts


def _is_at(part: Part, other: Part) -> bool:
    return part.hit.source.file == other.hit.source.file and part.span == other.span


def _behind_its_cause(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts whose first is a reply, after the one of them that it answers."""
    reply = parts[0]
    ahead = [s for s in reply.hit.passage.sentences if s.end <= reply.span.start][-_REPLY_WITHIN:]
    caused = [p for p in parts[1:] if p.hit.source == reply.hit.source and p.span in ahead]
    cause = max(caused, key=lambda p: p.span.start, default=None)
    if cause is None:
        return parts
    return (cause, reply, *(p for p in parts[1:] if p is not cause))


def of_the_deed(planned: Plan, parts: tuple[Part, ...], texts: dict[str, str]) -> tuple[Part, ...]:
    """The parts with those first that tell of the deed whose day is asked for.

    The day of a sentence is no answer where he was sentenced then, and arrested before.
    """
    deeds = [t for t in planned.terms if not t.capital and tells_of_deed(t.surface)]
    if planned.wants != "date" or not deeds:
        return parts

    def told(part: Part) -> int:
        text = texts[part.hit.source.file]
        dated = [
            s for s in (text[a.start : a.end] for a in sentences(text, part.span)) if has_date(s)
        ]
        return max((sum(any_means(d, words(s)) for d in deeds) for s in dated), default=0)

    return tuple(sorted(parts, key=told, reverse=True))


def quote_of(part: Part, texts: dict[str, str]) -> str:
    """A part's words, from the text of record of its file."""
    return texts[part.hit.source.file][part.span.start : part.span.end]


def not_of_longer(
    planned: Plan, parts: tuple[Part, ...], texts: dict[str, str]
) -> tuple[Part, ...]:
    """The parts without the figures of a longer time: those of May do not tell of a night in it."""
    period = planned.period
    if period is None or planned.wants != "number":
        return parts

    def days(part: Part) -> list[Named]:
        said = named(parse(quote_of(part, texts), part.hit.source.published))
        return [n for n in said if not n.reporting]

    return tuple(p for p in parts if not period.shorter_than(n.length for n in days(p)))
