"""One word instead of another, between words that a claim shares with its source.

"Held with Kestria" beside "held against Kestria": where the words on both sides are the source's
own, the word between them is meant to be its word as well. If the two exclude each other there, or
have nothing in common, the claim says something else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from bot.checking import lexicon, related
from bot.checking.alike import Embed, bare, same_meaning
from bot.checking.coverage import is_light
from bot.checking.denials import is_denial, negative_near
from bot.checking.faults import Fault
from bot.checking.opposites import exclude
from bot.checking.quotes import in_quote
from bot.checking.strange import PALE
from bot.checking.text import Parsed
from bot.language.tagging import tagged
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# A replaced phrase has at most so many words.
_LONGEST = 4
# How many words on each side are looked at, and how many of them must carry meaning.
_REACH, _TELLING = 3, 2
# Texts with fewer words in common have no places to compare.
_SHARED = 4


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words of a claim that stand where its source has others, between words that both have.

    Attributes:
        own: the claim's words.
        told: the source's.
        at, there: how many words stand before them in the claim and in its source.
    """

    own: tuple[Word, ...]
    told: tuple[Word, ...]
    at: int
    there: int


@functools.lru_cache(maxsize=512)
def replaced(claim: Parsed, cited: Parsed) -> tuple[Replaced, ...]:
    """Places where a claim has other words than its source between the same words.

    One of both may have none there: "has paid no interest" and "has paid interest".
    """
    places: list[Replaced] = []
    if len(claim.stems & cited.stems) < _SHARED:
        return ()
    mine = [w.stem for w in claim.words]
    theirs = [w.stem for w in cited.words]
    found = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    openings = [k for k in range(found[0].b + 1) if k < len(theirs) and cited.words[k].opens]
    # At a claim's beginning a sentence of its source begins.
    matched = [Match(0, openings[-1] if openings else 0, 0), *found]
    for before, behind in pairwise(matched):
        a, b = before.a + before.size, before.b + before.size
        own, told = claim.words[a : behind.a], cited.words[b : behind.b]
        if not behind.size or not (own or told) or max(len(own), len(told)) > _LONGEST:
            continue
        left = claim.words[max(before.a, a - _REACH) : a]
        # A claim's beginning has words on one side alone.
        reach = _REACH if before.size else 2 * _REACH
        right = claim.words[behind.a : min(behind.a + behind.size, behind.a + reach)]
        telling = sum(not is_light(w) for w in (*left, *right))
        # Where more words agree on both sides, fewer of them must carry meaning.
        if telling >= _TELLING or (telling and min(len(left), len(right)) >= _TELLING):
            places.append(Replaced(own, told, a, b))
    return tuple(places)


@functools.cache
def _pairs() -> dict[str, frozenset[tuple[int, int]]]:
    out: dict[str, set[tuple[int, int]]] = {}
    for pair, line in enumerate(lexicon.lines("instead")):
        for side, phrases in enumerate(line.split("|")):
            for phrase in phrases.split(","):
                out.setdefault(phrase.strip(), set()).add((pair, side))
    return {phrase: frozenset(keys) for phrase, keys in out.items()}


def put_instead(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim that exclude those which its source has in their place."""
    for place in replaced(claim, cited):
        own, told = _phrase(place.own), _phrase(place.told)
        if own and told and _apart(own, told):
            yield Fault("instead", own, f"the source says {told}", told)
        elif _denies_alone(place) and not _denied_near(place, claim, cited):
            shown = own or " ".join(w.surface for w in claim.words[place.at : place.at + _REACH])
            reason = f'the source says "{told}"' if told else "the source does not deny it"
            yield Fault("denied", shown, reason, told)


def _denied_near(place: Replaced, claim: Parsed, cited: Parsed) -> bool:
    """Whether either text denies anything near a place but by the words there."""
    inside = {w.start for w in (*place.own, *place.told)}
    if not place.own and negative_near(claim, place.at):
        return True
    return any(
        abs(d.cue - at) <= _NEAR
        and parsed.words[d.cue].start not in inside
        and not (parsed is cited and _MARK.search(_between(cited, d.cue, at)))
        for parsed, at in ((claim, place.at), (cited, place.there))
        for d in parsed.denials
    )


# A denial so many words off may be the same one, put elsewhere in its part.
_NEAR = 8
_MARK = re.compile(r"[,.;:!?—–]")


def _between(parsed: Parsed, a: int, b: int) -> str:
    """A text from one word to another, by their positions in either order."""
    low, high = sorted((a, min(b, len(parsed.words) - 1)))
    return parsed.text[parsed.words[low].start : parsed.words[high].start]


def _denies_alone(place: Replaced) -> bool:
    """Whether one text has a denial where the other has nothing."""
    words = place.own or place.told
    if place.own and place.told:
        return False
    if not any(is_denial(w) for w in words):
        return False
    return all(is_denial(w) or is_light(w) for w in words)


def _phrase(words: Sequence[Word]) -> str:
    return " ".join(bare(w.surface) for w in words)


def _apart(own: str, told: str) -> bool:
    pairs = _pairs()
    theirs = pairs.get(told, frozenset())
    if any((pair, 1 - side) in theirs for pair, side in pairs.get(own, frozenset())):
        return True
    return " " not in own + told and (exclude(own, told) or _prefixed(own, told))


def _prefixed(a: str, b: str) -> bool:
    """Whether one word denies the other by a prefix: "unable" and "able"."""
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > _SHORT and longer in (f"un{shorter}", f"non-{shorter}", f"in{shorter}")


_SHORT = 3


# Two words of one part of speech have nothing in common whose vectors are less alike than this:
# of random nouns two thirds and of random verbs two fifths are, of nouns that newspapers put for
# each other one in twenty-five and of verbs one in fifty.
_STRANGERS = {"noun": 0.3, "verb": 0.27}


def strangers(claim: Parsed, cited: Parsed, embed: Embed) -> Iterator[Fault]:
    """Nouns and verbs of a claim that have nothing in common with those in their place.

    Args:
        claim: the claim.
        cited: the stretch that it stands on otherwise.
        embed: vectors of single words.
    """
    for place in replaced(claim, cited):
        if not place.own or len(place.own) != len(place.told):
            continue
        own, told = place.own[-1], place.told[-1]
        if in_quote(claim.text, own.start):
            continue
        part = _part(claim, own)
        if part not in _STRANGERS or part != _part(cited, told) or _backed(own, cited):
            continue
        vectors = embed([own.surface.lower(), told.surface.lower()])
        if vectors is not None and float(vectors[0] @ vectors[1]) < _STRANGERS[part]:
            reason = f"the source says {told.surface}"
            yield Fault("strange", own.surface, reason, told.surface)


def _part(parsed: Parsed, word: Word) -> str:
    """The part of speech of a word that says something of its own; nothing for others."""
    token = next((t for t in tagged(parsed.text) if t.word.start == word.start), None)
    if token is None or is_light(word) or token.base in PALE:
        return ""
    return token.part


def _backed(word: Word, cited: Parsed) -> bool:
    """Whether the dictionary has any word of a text for another, a wider or a narrower one."""
    lower = bare(word.surface)
    return any(
        same_meaning(word, w)
        or same_meaning(w, word)
        or related.is_kind(lower, bare(w.surface))
        or related.is_kind(bare(w.surface), lower)
        for w in cited.words
        if w.surface.lower() not in STOP_WORDS
    )
