"""Whether two noun phrases name one party: the same, surely another, or it cannot be told."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from bot.checking.alike import same_meaning, same_word
from bot.checking.names import BODIES, holds, is_role, names_somebody
from bot.checking.text import Parsed
from bot.language.clauses import clauses
from bot.language.english import broader, one_kind, readings, verbs_of
from bot.language.parties import party as party_of
from bot.language.phrases import Party
from bot.language.terms import Word
from index.lexical import STOP_WORDS

Standing = Literal["same", "open", "unlike", "other"]
""""unlike" are two of which the words differ and which may yet be one; "other" are surely two."""


def standing(own: Party | None, told: Party | None, cited: Parsed) -> Standing:
    """What a claim's party is to one of its source.

    Args:
        own: the claim's.
        told: the source's.
        cited: the source, which may say elsewhere who the mayor is.
    """
    if own is None or told is None or own.pronoun or told.pronoun or not own.words:
        return "open"
    own, told = _named(_proper(own)), _named(_proper(told))
    if own.names and told.names:
        if _seated(told, own, cited):
            return "open"
        return _by_names(own, told, cited)
    ours, theirs = _heads(own), _heads(told)
    if not ours or not theirs:
        return "open"
    if not own.names and not told.names:
        if _of_others(own, told, cited):
            return "other"
        if any(may_be(a, b) for a in ours for b in theirs):
            return "same"
        if _of_members(own, told) or _of_members(told, own):
            return "same"
        if any(like(a, b) for a in ours for b in theirs):
            return "open"
        return "unlike" if all(_stands(a, cited) for a in ours) else "open"
    named, bare = (own, theirs) if own.names else (told, ours)
    found = _by_role(named, bare, cited)
    return _told_apart(own, told, cited) if found == "open" else found


def _of_others(own: Party, told: Party, cited: Parsed) -> bool:
    """Whether one noun of both is told apart by another before it: "bus" and "lorry driver"."""
    mine, theirs = _qualifier(own), _qualifier(told)
    if mine is None or theirs is None or not same_word(own.heads[0], told.heads[0]):
        return False
    if like(mine, theirs) or like(theirs, mine):
        return False
    # Where the source speaks of both, a claim does not call one by the other's name.
    return _stands(mine, cited)


def qualifiers_turned(
    own: tuple[Party | None, Party | None], told: tuple[Party | None, Party | None]
) -> bool:
    """Whether what two parties are told apart by has changed places, their heads have not.

    "Rebel drones hit the government depot" for "government drones hit the rebel depot".
    """
    agent, patient, other_agent, other_patient = (
        _qualifier(p) if p is not None else None for p in (*own, *told)
    )
    if agent is None or patient is None or other_agent is None or other_patient is None:
        return False
    turned = same_word(agent, other_patient) and same_word(patient, other_agent)
    return turned and not same_word(agent, other_agent)


def _qualifier(party: Party) -> Word | None:
    """The noun that stands right before the only head of a phrase; None where none does."""
    if len(party.heads) != 1:
        return None
    (head,) = party.heads
    before = [w for w in party.words if w.end < head.start <= w.end + 2]
    if not before:
        return None
    lower = before[-1].surface.lower()
    usual = max(readings(lower), key=lambda r: r.times, default=None)
    noun = usual is not None and usual.part == "n" and not before[-1].surface[0].isdigit()
    return before[-1] if noun and lower not in STOP_WORDS else None


# Heads that say only that what stands before them has many: "cavalry units".
_MEMBERS = frozenset(
    "unit units member members troops forces team teams group groups staff crew crews".split()
)


def _of_members(many: Party, one: Party) -> bool:
    """Whether one phrase has for its head what qualifies the other's: "cavalry units"."""
    generic = all(w.surface.lower() in _MEMBERS for w in many.heads)
    return generic and any(
        same_meaning(a, b) for a in many.words if a not in many.heads for b in one.heads
    )


def _seated(told: Party, own: Party, cited: Parsed) -> bool:
    """Whether a body is named by its seat alone, which may be the other's: "the ministry in Vell".

    A claim may know whose capital that is.
    """
    heads = [w for w in told.heads if is_role(w) or w.surface in BODIES]
    seats = [w for w in told.names if cited.text[: w.start].endswith(" in ")]
    ahead = [w for w in own.names if all(w.start < h.start for h in own.heads)]
    return (
        bool(seats)
        and bool(ahead)
        and all(w in seats or not names_somebody(w) or is_role(w) for w in told.names)
        and any(same_meaning(a, b) for a in own.heads for b in heads)
    )


def _proper(party: Party) -> Party:
    """A party without capitals that name nobody: "Defence Ministry", "General"."""
    named = tuple(w for w in party.names if names_somebody(w))
    return party if named == party.names else replace(party, names=named)


def _named(party: Party) -> Party:
    """A party with its name, also where it is a word alone that opens a sentence: "Foss wept"."""
    if party.names or len(party.words) != 1:
        return party
    (word,) = party.words
    lower = word.surface.lower()
    usual = any(r.times or r.inflected for r in readings(lower))
    alone = word.opens and names_somebody(word) and not usual
    return replace(party, names=party.words) if alone else party


def like(a: Word, b: Word) -> bool:
    """Whether one common noun may stand for another."""
    return same_meaning(a, b) or one_kind(a.surface.lower(), b.surface.lower())


def may_be(own: Word, told: Word) -> bool:
    """Whether a claim's common noun may stand for its source's, which is no broader one."""
    return same_meaning(own, told) or (
        like(own, told) and not broader(told.surface.lower(), own.surface.lower())
    )


def _told_apart(own: Party, told: Party, cited: Parsed) -> Standing:
    """Whether one sentence has both as two: "Ferrant criticised that television gave"."""
    said = " ".join(w.surface for w in told.words)
    if not told.words:
        # "Betty catches it": a pronoun alone has no place to compare.
        return "open"
    if any(like(a, b) for a in own.words for b in told.words):
        return "open"
    for phrase in clauses(cited.text).phrases.parties:
        one = any(holds(w, phrase.names, said) for w in own.names) or (
            not own.names and any(same_meaning(a, b) for a in own.heads for b in phrase.heads)
        )
        if one and phrase.words and not set(phrase.words) & set(told.words):
            between = sorted([phrase.words[0], told.words[0]], key=lambda w: w.start)
            if not _ENDS.search(cited.text[between[0].end : between[1].start]):
                return "unlike"
    return "open"


_ENDS = re.compile(r"[.!?][\"']?\s+[A-Z\"]")


def named_like(own: Party, told: Party) -> bool:
    """Whether two phrases share a word that says what somebody is: a title, a role."""
    return any(
        same_meaning(a, b) or broader(a.surface, b.surface) for a in own.heads for b in told.words
    )


def _heads(party: Party) -> list[Word]:
    return [
        w
        for w in party.heads
        if not w.surface[0].isdigit() and w.surface.lower() not in (STOP_WORDS)
    ]


def _stands(word: Word, cited: Parsed) -> bool:
    return any(same_meaning(word, w) for w in cited.words)


def _by_names(own: Party, told: Party, cited: Parsed) -> Standing:
    text = " ".join(w.surface for w in told.words)
    if _of_one_family(own, told):
        return "other"
    if any(holds(w, told.names, text) for w in own.names):
        return "same" if _of_one_kind(own, told) else "open"
    if _beside(own.names, told, cited):
        return "open"
    named_own, named_told = _is_named(own), _is_named(told)
    if named_own == named_told:
        return "other"
    # "Korrin" and "Velmara's president" may be one; "Ombrey" and "Kestrian troops" are not.
    described = told if named_own else own
    single = own if named_own else told
    if described is own and _named_in(own, cited):
        return "other"
    if any(is_role(w) for w in described.heads) or len(single.names) > 1:
        return "open"
    return "other" if all(w.surface.endswith("s") for w in described.heads) else "unlike"


def _of_one_family(own: Party, told: Party) -> bool:
    """Whether two persons share a family's name and nothing else: "Karl Berg" and "Anna Berg"."""
    mine, theirs = _full_name(own), _full_name(told)
    if not mine or not theirs or not same_word(mine[-1], theirs[-1]):
        return False
    return all(
        a.surface[0] != b.surface[0] and not same_word(a, b) for a in mine[:-1] for b in theirs[:-1]
    )


def _full_name(party: Party) -> tuple[Word, ...]:
    """The words of a name of two or three, if a phrase is that name alone."""
    words = [w for w in party.names if not is_role(w)]
    joined = all(a.end + 1 == b.start for a, b in pairwise(words))
    persons = words and words[-1] in party.heads and not any(party_of(w) for w in words)
    return tuple(words) if persons and joined and 2 <= len(words) <= 3 else ()


def _of_one_kind(own: Party, told: Party) -> bool:
    """Whether two phrases with a name in common may mean one: "Kestria" and "its attack" do not."""
    ours, theirs = _heads(own), _heads(told)
    if any(verbs_of(w.surface.lower()) and not w.capital for w in (*ours, *theirs)):
        return any(like(a, b) for a in ours for b in theirs)
    return _is_named(own) or _is_named(told) or any(like(a, b) for a in ours for b in theirs)


def _named_in(own: Party, cited: Parsed) -> bool:
    """Whether the source has a phrase of its own for somebody: the same names, a like head."""
    return any(
        any(holds(w, p.names, "") for w in own.names)
        and any(like(a, b) for a in own.heads for b in p.heads)
        for p in clauses(cited.text).phrases.parties
    )


def _is_named(party: Party) -> bool:
    return any(names_somebody(w) for w in party.heads)


def _beside(names: Sequence[Word], told: Party, cited: Parsed) -> bool:
    """Whether the source puts a name and a party into one phrase somewhere."""
    for other in _everybody(cited.text):
        if any(holds(w, other.names, "") for w in names) and any(
            holds(w, other.names, "") for w in told.names
        ):
            return True
    return False


@functools.lru_cache(maxsize=4_096)
def _everybody(text: str) -> tuple[Party, ...]:
    """All whom a text names, each with its titles and appositions."""
    found = clauses(text).phrases
    parties = [found.apposed(p) for p in found.all]
    return tuple(p for p in parties if p.names and len(p.words) > 1)


def _by_role(named: Party, bare: Sequence[Word], cited: Parsed) -> Standing:
    """Whether somebody with a name is the one whom a common noun means: "Ardel", "the mayor"."""
    common = [w for w in named.words if w not in named.names]
    if any(may_be(b, a) for a in common for b in bare):
        return "same"
    if any(like(a, b) for a in common for b in bare):
        return "open"
    holders = [
        party
        for party in _everybody(cited.text)
        if any(same_meaning(a, b) for a in party.words for b in bare)
    ]
    if not holders or all(w.surface.endswith("s") for w in bare):
        # "The ministers" may be any two with a name.
        return "open"
    if any(holds(w, party.names, "") for party in holders for w in named.names):
        return "same"
    # "The council" is the one that the source has a name for.
    known = all(is_role(w) or w.surface in BODIES for w in bare)
    return "other" if known else "unlike"
