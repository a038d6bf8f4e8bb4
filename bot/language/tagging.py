"""Parts of speech of English words, by rules: readings with counts, small words, neighbours.

What a word may be comes from the dictionary (`bot.language.english`), what it is from the words
beside it: a determiner asks for a noun, "to" for a verb, "was" for a participle. The rules are
those that taggers by rules share (Brill 1992; Karlsson 1990), written for the prose of news.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from bot.language.english import readings
from bot.language.openwords import open_word
from bot.language.parties import party
from bot.language.pasts import settled
from bot.language.place import Place
from bot.language.terms import Word, words
from bot.language.wordclasses import (
    AUXILIARIES,
    AUXILIARY_BASES,
    CLOSED,
    NEGATED,
    NUMBERS,
    SAYING,
    TIMES,
    Form,
    Part,
    Token,
    bare,
    base_of,
    counts_of,
    verb_forms,
)
from index.tokens import is_common


@functools.lru_cache(maxsize=4_096)
def tagged(text: str) -> tuple[Token, ...]:
    """Every word of a text with its part of speech, in order; none of a text that is not English.

    Args:
        text: one or a few sentences, with straight quotation marks.
    """
    found = words(text)
    if not _english(found):
        return ()
    tokens: list[Token] = []
    for at, word in enumerate(found):
        gap = text[found[at - 1].end : word.start] if at else ""
        tokens.append(_token(Place(found, at, tokens, gap, text)))
    return tuple(settled(tokens))


_BOUNDS = frozenset(
    [
        ("at", "least"),
        ("at", "most"),
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
        ("up", "to"),
        ("as", "many"),
        ("many", "as"),
    ]
)
# Small words that no language of the same letters shares, and the share of the words without a
# capital that must be known with one of them and without.
_ENGLISH_ALONE = frozenset(
    "the of and to that by with from were has had have is are it his its at which who".split()
)
_KNOWN, _SURELY = 0.6, 0.95


def _english(found: Sequence[Word]) -> bool:
    lower = [bare(w.surface) for w in found if w.surface[0].islower()]
    small = any(w in _ENGLISH_ALONE for w in lower)
    known = sum(w in CLOSED or w in AUXILIARIES or w == "that" or bool(readings(w)) for w in lower)
    return known >= (_KNOWN if small else _SURELY) * len(lower) > 0


def _token(place: Place) -> Token:
    word = place.words[place.at]
    lower = bare(word.surface)
    owner = bool(re.search(r"['’]s?$", word.surface)) or _apostrophe(place)
    asked = (_figure, _small, _name)
    for part in (ask(place, word, lower) for ask in asked):
        if part is not None:
            return _made(place, word, part, lower, owner)
    if owner:
        return Token(word, "noun", "", base_of(lower, "noun"), place.gap, True)
    return open_word(place, word, lower)


def _apostrophe(place: Place) -> bool:
    """Whether a plural owns what follows: "workers' union"."""
    word = place.words[place.at]
    rest = place.text[word.end : word.end + 2]
    return word.surface.endswith("s") and rest == "' "


def _made(place: Place, word: Word, part: Part, lower: str, owner: bool) -> Token:
    if part != "auxiliary":
        return Token(word, part, "", lower, place.gap, owner)
    form: Form = "finite"
    if lower in ("be", "been", "being", "having"):
        form = {"be": "infinitive", "been": "participle"}.get(lower, "ing")  # type: ignore[assignment]
    return Token(word, part, form, AUXILIARY_BASES.get(NEGATED.sub("", lower), lower), place.gap)


def _figure(place: Place, word: Word, lower: str) -> Part | None:
    if lower in ("am", "pm") and place.last == "number":
        return "time"
    if lower == "per" and place.last == "number":
        return "noun"
    if word.surface[0].isdigit():
        year = re.fullmatch(r"(?:1\d|20)\d\d", word.surface)
        if (year and place.last in ("preposition", "time", "clause")) or (year and word.opens):
            return "time"
        return "number"
    return "number" if lower in NUMBERS and not place.is_capital_inside(word) else None


def _small(place: Place, word: Word, lower: str) -> Part | None:
    if place.is_capital_inside(word) and word.surface != "I":
        return None
    if NEGATED.sub("", lower) in AUXILIARIES or lower == "won't":
        return "auxiliary"
    if lower == "that":
        return _that(place)
    if _bounds(place, lower):
        return "adverb"
    if lower == "to":
        return "preposition"
    if lower == "her":
        return "determiner" if place.may_be_nominal(place.at + 1) else "pronoun"
    if lower in ("deputy", "assistant", "vice") and place.may_be_nominal(place.at + 1):
        # "The deputy foreign minister" is a minister.
        return "adjective"
    if lower == "following" and place.last not in ("determiner", "auxiliary", "adverb"):
        return "preposition"
    if lower in ("who", "whom", "which"):
        return "relative"
    if lower in ("his", "whose"):
        return "determiner"
    if lower in ("as", "since", "before", "after", "until", "till") and place.clause_follows():
        return "clause"
    return CLOSED.get(lower)


def _bounds(place: Place, lower: str) -> bool:
    """Whether a word belongs to what a number is bounded by: "at least", "more than"."""
    ahead = bare(place.words[place.at + 1].surface) if place.at + 1 < len(place.words) else ""
    behind = place.before[-1].lower if place.before else ""
    if (lower, ahead) in _BOUNDS or (behind, lower) in _BOUNDS:
        return True
    return lower in ("about", "around", "some", "over") and (
        ahead[:1].isdigit() or ahead in NUMBERS
    )


def _that(place: Place) -> Part:
    if place.last in ("noun", "name", "pronoun") and place.has_verb_next():
        return "relative"
    saying = bool(place.before) and place.before[-1].base in SAYING
    if place.at + 1 < len(place.words) and place.words[place.at + 1].capital:
        return "clause"
    if place.last in ("preposition", "") or (
        place.last == "verb" and not saying and place.noun_follows_alone()
    ):
        return "determiner"
    return "clause"


def _name(place: Place, word: Word, lower: str) -> Part | None:
    if not word.capital:
        return None
    if lower in TIMES and not (lower in ("may", "march") and word.opens):
        return "time"
    if not word.opens:
        return "name"
    following = place.words[place.at + 1] if place.at + 1 < len(place.words) else None
    named = following is not None and following.capital and "n" in counts_of(lower)
    plural = any(r.part == "n" and r.inflected for r in readings(lower))
    if (
        party(word)
        or named
        or not (is_common(lower) or plural)
        or word.surface.endswith(("'s", "’s"))
    ):
        return None if verb_forms(lower) & {"ing"} and "n" not in counts_of(lower) else "name"
    return None
