"""Opposites: a claim must not turn round what its source says."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from bot.checking import lexicon, related
from bot.checking.alike import bare, same_meaning
from bot.checking.denials import refuses
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language import english
from bot.language.terms import Word, is_name, stem
from index.lexical import STOP_WORDS


@functools.cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """By stem: the pairs that it belongs to, and on which side."""
    out: dict[str, set[tuple[int, int]]] = {}
    for pair, sides in enumerate(lexicon.pairs("opposites")):
        for side, forms in enumerate(sides):
            for form in forms:
                out.setdefault(stem(form), set()).add((pair, side))
    return {form: frozenset(keys) for form, keys in out.items()}


@functools.lru_cache(maxsize=50_000)
def _keys(lower: str) -> frozenset[tuple[int, int]]:
    """The pairs that a word belongs to by its own form or by a plain one, and on which side."""
    if lower in _LIGHT:
        return frozenset()
    forms = {stem(lower), *(stem(base) for base, _ in english.usual(lower))}
    return frozenset().union(*(_sides().get(form, frozenset()) for form in forms))


@functools.lru_cache(maxsize=100_000)
def exclude(a: str, b: str) -> bool:
    """Whether two words, in lower case, exclude each other: "rose" and "dropped"."""
    return any((pair, 1 - side) in _keys(b) for pair, side in _keys(a)) or _opposed(a, b)


@functools.lru_cache(maxsize=100_000)
def _opposed(a: str, b: str) -> bool:
    """Whether the dictionary has two words, in lower case, as opposites."""
    return not ({a, b} & (_LIGHT | STOP_WORDS)) and related.opposed(a, b)


# Words whose opposites in the dictionary are of another sense than the one that reports use.
_LIGHT = frozenset(
    """
    old young earlier later off on up down all some one buy bought sell sold lend lent
    borrow borrowed
    """.split()
)


def turned_round(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim whose opposite the source has, and not themselves."""
    told = [w for w in _affirmed(cited) if not is_name(w)]
    held = frozenset().union(*(_keys(bare(w.surface)) for w in told))
    for word in _affirmed(claim):
        # "Four months old" is no opposite of "young".
        if is_name(word) or any(same_meaning(word, w) for w in cited.words if w.stem != "old"):
            continue
        lower = bare(word.surface)
        pairs = {
            (pair, 1 - side)
            for pair, side in _keys(lower)
            if (pair, 1 - side) in held and (pair, side) not in held
        }
        other = next((w for w in told if _excludes(lower, bare(w.surface), pairs)), None)
        # A claim may have both: "the male and the female".
        if other is not None and not any(same_meaning(w, other) for w in claim.words):
            reason = f"the source says {other.surface}"
            yield Fault("opposite", word.surface, reason, other.surface)


def _excludes(word: str, told: str, pairs: set[tuple[int, int]]) -> bool:
    return bool(pairs & _keys(told)) or _opposed(word, told)


# "The least expensive" is no opposite of "the cheapest".
_TURNS = frozenset("least less not fewer".split())


def _affirmed(parsed: Parsed) -> list[Word]:
    """Words that are neither denied nor part of an hour or a date ("ten to six")."""
    spans = [(m.start, m.end) for m in parsed.moments]
    under = {k for d in parsed.denials for k in (*d.targets, *d.ahead)}
    under |= {d.cue for d in parsed.denials if not refuses(parsed.words[d.cue])}
    return [
        w
        for k, w in enumerate(parsed.words)
        if k not in under
        and not any(s <= w.start < e for s, e in spans)
        and not (k and parsed.lowered[k - 1] in _TURNS)
    ]
