"""Whom a fragment puts in whose place: a name for a name of its kind, else for the one who acts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.context import is_given
from bot.language.namekinds import Kind, Named, is_somebody, kind_of, names, with_article
from bot.language.parties import is_demonym, party
from bot.language.restated import times
from bot.language.terms import Word, is_name, words

# Of "what does the company say", "the union" takes the company's place.
_SAYS = re.compile(
    r"\b(?:did|does|do)\s+(the (?:[\w'’-]+ ){1,2}?)"
    r"(?:say|think|want|demand|claim|report|ask|offer)\b"
)
_ACTS = re.compile(
    r"\b(?:did|does|do|may|will|would|can|could|should|has|have|had)\s+"
    r"((?:[Tt]he )?(?:[A-Z][\w'’-]*)(?:\s+[A-Z][\w'’-]*)*)"
)
_HELPS = re.compile(
    r"\b(?:did|does|do|may|might|must|will|would|can|could|should|has|have|had|is|are|was|were)\s+"
    r"(?:the )?$",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\b(?:about|regarding|concerning) (?=\w)", re.IGNORECASE)
_POINTING = re.compile(r"(?:it|this|that|them|him|her)\b", re.IGNORECASE)
# How well one name takes the place of another.
_SUITS: dict[frozenset[Kind | None], int] = {
    frozenset({"state", "place"}): 2,
    frozenset({None}): 2,
    frozenset({None, "person"}): 2,
    frozenset({None, "body"}): 1,
    frozenset({"state", "body"}): 1,
}


def acts(text: str) -> bool:
    """Whether a name does something in a question: "what did Moscow say"."""
    return _ACTS.search(text) is not None


def by_people(fragment: str, core: str) -> str | None:
    """ "Armenian soldiers" for "Azerbaijani servicemen", "Turkish" for "Greek"."""
    own = words(fragment)
    new = next((w for w in own if party(w)), None)
    if new is None or not is_demonym(new):
        return None
    old = [w for w in words(core) if party(w) and is_demonym(w)]
    if not old:
        return None
    end = old[0].end
    if len(own) > 1 and own[-1] is not new:
        following = words(core[end:])
        if following and not is_name(following[0]):
            end += following[0].end
    return core[: old[0].start] + fragment + core[end:]


def by_name(fragment: str, core: str, heard: Sequence[str]) -> str | None:
    """A name, or who has none, for the one in the question whose place it takes."""
    if match := _SAYS.search(core):
        if is_somebody(fragment) or _is_named(fragment):
            return core[: match.start(1)] + fragment + core[match.end(1) - 1 :]
        return None
    known = names(core, [core, *heard])
    subject = next((name for name in known if _HELPS.search(core[: name.start])), None)
    if not _is_named(fragment):
        somebody = subject is not None and is_somebody(fragment)
        return _put(fragment, subject, core) if subject is not None and somebody else None
    if not _is_whole_name(fragment) and not is_somebody(fragment):
        return _in_place_of_last(fragment, core) if subject is None else None
    chosen = _suiting(_kind(fragment, heard), known, subject)
    return _put(fragment, chosen, core) if chosen is not None else None


def by_topic(fragment: str, core: str) -> str | None:
    """What else is spoken about: "the strike" in "what did the mayor say about the flood"."""
    match = _TOPIC.search(core)
    if match is None or _POINTING.match(core[match.end() :]) or not words(fragment):
        return None
    end = next((s for s, _ in times(core) if s > match.end()), len(core))
    tail = core[match.end() : end]
    if end < len(core):
        tail = re.sub(r"\s*\b(?:in|on|at|during|since|after|before)?\s*$", "", tail)
    return core[: match.end()] + fragment + core[match.end() + len(tail) :]


def _kind(fragment: str, heard: Sequence[str]) -> Kind | None:
    if _is_whole_name(fragment):
        return kind_of(fragment, heard)
    return "person"


def _is_named(fragment: str) -> bool:
    return bool(names(fragment, (), alone=True)) or any(party(w) for w in words(fragment))


def _is_whole_name(fragment: str) -> bool:
    found = names(fragment, (), alone=True)
    if not found:
        return len(words(fragment)) == 1
    article = re.match(r"the ", fragment, re.IGNORECASE)
    return found[0].start <= (article.end() if article else 0) and found[0].end == len(fragment)


def _suiting(kind: Kind | None, known: Sequence[Named], subject: Named | None) -> Named | None:
    """The name whose place a name of a kind takes; of equals the one who acts."""
    if not known:
        return None

    def rank(name: Named) -> tuple[int, bool, int]:
        suits = 3 if kind is not None and name.kind == kind else _suits(kind, name.kind)
        # Of states the first is spoken of, of other names the last.
        return suits, name is subject, -name.start if kind == "state" else name.start

    return max(known, key=rank)


def _suits(new: Kind | None, old: Kind | None) -> int:
    return _SUITS.get(frozenset({new, old}), 0)


def _put(fragment: str, old: Named, core: str) -> str:
    own_article = re.match(r"the ", fragment, re.IGNORECASE) is not None
    return core[: with_article(core, old, own_article)] + fragment + core[old.end :]


def _in_place_of_last(fragment: str, core: str) -> str | None:
    old: list[Word] = [w for w in words(core) if is_name(w) and is_given(w)]
    if not old:
        return None
    start = end = old[-1]
    for word in reversed(old[:-1]):
        if core[word.end : start.start] != " ":
            break
        start = word
    return core[: start.start] + fragment + core[end.end :]
