"""How two words stand to each other in the dictionary: one word, one meaning, opposites, kinds.

Words are given in lower case. Of a word that the dictionary does not know nothing is said, so that
names and other languages stay with what their form tells.
"""

from __future__ import annotations

import functools

from bot.language import english

Form = tuple[str, str]


def one_word(a: str, b: str) -> bool:
    """Whether two words are forms of one, or one derives from the other: "won" and "winner"."""
    theirs = english.usual(b)
    return not (english.usual(a).isdisjoint(theirs) and _derived(a).isdisjoint(theirs))


def synonyms(a: str, b: str) -> bool:
    """Whether two words share a usual meaning: "began" and "commenced"."""
    return not _meanings(a).isdisjoint(_meanings(b))


def is_kind(narrow: str, wide: str) -> bool:
    """Whether one word names a kind of what the other names: "truck" and "vehicle"."""
    return not _wider(narrow).isdisjoint(english.usual(wide))


# What is asked of every pair of words is kept for each of the two.
@functools.lru_cache(maxsize=50_000)
def _derived(word: str) -> frozenset[Form]:
    return frozenset[Form]().union(*(english.derived(form) for form in english.usual(word)))


@functools.lru_cache(maxsize=50_000)
def _meanings(word: str) -> frozenset[int]:
    return frozenset[int]().union(*(english.meanings(form) for form in english.usual(word)))


@functools.lru_cache(maxsize=50_000)
def _wider(word: str) -> frozenset[Form]:
    return frozenset(
        (above, form[1]) for form in english.usual(word) for above in english.kinds(form)
    )


@functools.lru_cache(maxsize=100_000)
def opposed(a: str, b: str) -> bool:
    """Whether two words, or words they derive from, are opposites: "strengthened", "weakening"."""
    theirs = _family(b)
    return any(english.antonyms(form) & theirs for form in _family(a))


@functools.lru_cache(maxsize=50_000)
def has_opposite(word: str) -> bool:
    """Whether a word, or one that it derives from, has any opposite."""
    return any(english.antonyms(form) for form in _family(word))


@functools.lru_cache(maxsize=50_000)
def _family(word: str) -> frozenset[Form]:
    forms = english.usual(word)
    return forms.union(*(english.derived(form) for form in forms))
