"""Which words of two reports, or of a question and a report, may mean the same."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from bot.checking.alike import same_meaning
from bot.language import english
from bot.language.terms import Word, stem


def means(a: Word, b: Word) -> bool:
    """Whether two words may mean the same: forms of one, of one meaning, or synonyms."""
    return _means(a.surface, a.capital, a.opens, b.surface, b.capital, b.opens)


# Asked for every word of a question beside every word of every report.
@functools.lru_cache(maxsize=200_000)
def _means(a: str, a_capital: bool, a_opens: bool, b: str, b_capital: bool, b_opens: bool) -> bool:
    one, other = (
        Word(w, stem(w), 0, 0, c, o)
        for w, c, o in ((a, a_capital, a_opens), (b, b_capital, b_opens))
    )
    return same_meaning(one, other) or (
        not (a_capital and not a_opens)
        and not (b_capital and not b_opens)
        and _synonyms(*sorted((a.lower(), b.lower())))
    )


@functools.lru_cache(maxsize=100_000)
def _synonyms(a: str, b: str) -> bool:
    return english.one_word(a, b) or english.synonymous(a, b)


@functools.lru_cache(maxsize=100_000)
def _a_kind_of(a: str, b: str) -> bool:
    return english.broader(a, b) or english.broader(b, a)


def counts_same(a: Word, b: Word) -> bool:
    """Whether two words may count the same things: alike, or one a kind of the other."""
    return means(a, b) or _a_kind_of(a.surface.lower(), b.surface.lower())


@functools.lru_cache(maxsize=20_000)
def _person(surface: str) -> bool:
    bases = {base for base, part in english.bases(surface) if part == "n"}
    above = {a for base in bases for a in (base, *english.kinds((base, "n")))}
    return not bases or any(a == "person" or english.broader("person", a) for a in above)


def is_person(word: Word) -> bool:
    """Whether a word may be for people: "miner", or one that no dictionary knows."""
    return word.capital or _person(word.surface.lower())


def is_model(word: Word) -> bool:
    """Whether a word is a name that makes are known by: a MiG, three Leopards."""
    return word.capital and not english.readings(word.surface.lower())


def does(noun: Word, verb: Word) -> bool:
    """Whether a noun names those who do what a verb says: starters start, voters vote."""
    lower = noun.surface.lower().removesuffix("s")
    verbs = {base for base, part in english.bases(verb.surface.lower()) if part == "v"}
    return any(
        lower == f"{made}{ending}"
        for base in verbs
        for made in (
            base,
            base.removesuffix("e"),
            base.removesuffix("ate") + "at",
            base + base[-1:],
        )
        for ending in ("er", "or")
    )


def is_verb(word: Word) -> bool:
    """Whether a word is before all a verb: "took", "joined"."""
    usual = english.readings(word.surface)[:1]
    return bool(usual) and usual[0].part == "v" and not word.capital


def any_means(a: Word, others: Iterable[Word]) -> bool:
    """Whether any of some words may mean the same as one."""
    return any(means(a, b) for b in others)
