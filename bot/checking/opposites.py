"""Opposites: a claim must not turn round what its source says."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from bot.checking import lexicon
from bot.checking.alike import same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word, stem


@functools.cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """By stem: the pairs that it belongs to, and on which side."""
    out: dict[str, list[tuple[int, int]]] = {}
    for pair, sides in enumerate(lexicon.pairs("opposites")):
        for side, forms in enumerate(sides):
            for form in forms:
                out.setdefault(stem(form), []).append((pair, side))
    return out


def turned_round(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim whose opposite the source has, and not themselves."""
    sides = _sides()
    told = [w for w in _untimed(cited) if not (w.capital and not w.opens)]
    held = {key for w in told for key in sides.get(w.stem, ())}
    denied_there = {k for d in cited.denials for k in (d.cue, *d.targets, *d.ahead)}
    denied_here = {k for d in claim.denials for k in (d.cue, *d.targets, *d.ahead)}
    under = {cited.words[k] for k in denied_there} | {claim.words[k] for k in denied_here}
    for word in _untimed(claim):
        if word in under or (word.capital and not word.opens):
            continue
        if any(same_meaning(word, w) for w in cited.words):
            continue
        for pair, side in sides.get(word.stem, ()):
            if (pair, 1 - side) in held and (pair, side) not in held:
                other = next(w for w in told if (pair, 1 - side) in sides.get(w.stem, ()))
                if other in under:
                    continue
                yield Fault(
                    "opposite", word.surface, f"the source says {other.surface}", other.surface
                )
                break


def _untimed(parsed: Parsed) -> list[Word]:
    """Words that are no part of an hour or a date: "ten to six", "12 minutes before one"."""
    spans = [(m.start, m.end) for m in parsed.moments]
    return [w for w in parsed.words if not any(s <= w.start < e for s, e in spans)]
