"""A claim's deed that goes further than its source's: destroyed for damaged, banned for limited."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from bot.checking import lexicon
from bot.checking.alike import same_word
from bot.checking.coverage import is_light
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.english import readings
from bot.language.terms import Word

# How many words on each side tell of what a deed is done to.
_NEAR = 6
# A phrase may have others between its words: "left the ban in place".
_APART = 4


def goes_further(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Deeds for which the source has one that does not go so far, and none that does."""
    if claim.denials:
        return
    for at, _, side in _deeds(claim, 0):
        if any(same_word(claim.words[at], w) for w in cited.words):
            continue
        if any(pair == side for _, _, pair in _deeds(cited, 0)):
            continue
        about = _beside(claim, at)
        for there, less, pair in _deeds(cited, 1):
            if pair != side or less in {b for _, b, _ in _deeds(claim, 1)}:
                continue
            if any(same_word(a, b) for a in about for b in _beside(cited, there)):
                shown, told = claim.words[at].surface, cited.words[there].surface
                yield Fault("further", shown, f"the source says {less.replace('_', ' ')}", told)
                return


@functools.cache
def _pairs() -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """By plain form, the pairs in which it goes further, and those in which it does not."""
    sides: tuple[dict[str, set[int]], dict[str, set[int]]] = ({}, {})
    for pair, forms in enumerate(lexicon.pairs("stronger")):
        for side in (0, 1):
            for form in forms[side]:
                sides[side].setdefault(form, set()).add(pair)
    first, second = ({f: frozenset(p) for f, p in side.items()} for side in sides)
    return first, second


def _deeds(parsed: Parsed, side: int) -> Iterator[tuple[int, str, int]]:
    """Deeds of one side: where the verb stands, its form in the list, and the pair it is of."""
    known = _pairs()[side]
    for at, lower in enumerate(parsed.lowered):
        word = parsed.words[at]
        if word.capital and not word.opens:
            continue
        for base in _bases(lower):
            behind = parsed.lowered[at + 1 : at + 1 + _APART + 2]
            for form in (base, *_joined(base, behind)):
                for pair in known.get(form, ()):
                    yield at, form, pair


def _joined(base: str, behind: list[str] | tuple[str, ...]) -> Iterator[str]:
    """A verb with each word or two that may belong to it."""
    for k in range(len(behind)):
        yield f"{base}_{behind[k]}"
        yield "_".join((base, *behind[k : k + 2]))


@functools.lru_cache(maxsize=20_000)
def _bases(lower: str) -> frozenset[str]:
    return frozenset(r.base for r in readings(lower) if r.part == "v") | {lower}


def _beside(parsed: Parsed, at: int) -> list[Word]:
    near = parsed.words[max(0, at - _NEAR) : at] + parsed.words[at + 1 : at + 1 + _NEAR]
    return [w for w in near if not is_light(w)]
