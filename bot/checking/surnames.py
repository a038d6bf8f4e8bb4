"""A given name of one and a surname of another: "Lisa Keller" of Lisa Braun and Maria Keller."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.names import is_role
from bot.checking.text import Parsed
from bot.language.terms import Word


def crossed_names(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Full names of a claim whose parts the source gives to different people."""
    theirs = [[_plain(w) for w in run] for run in _runs(cited)]
    full = [run for run in theirs if len(run) > 1]
    for run in _runs(claim):
        for one, other in itertools.pairwise(run):
            first, last = _plain(one), _plain(other)
            if any(first in r and last in r for r in theirs):
                continue
            held = [[r for r in full if name in r] for name in (first, last)]
            alone = any(name in r for r in theirs if len(r) == 1 for name in (first, last))
            if all(held) and not alone:
                words = " ".join(held[0][0])
                shown = claim.text[one.start : other.end]
                yield Fault("name", shown, "the source gives the names to different people", words)
                return


def _runs(parsed: Parsed) -> Iterator[list[Word]]:
    """Names of several words that follow one another, without what people are."""
    run: list[Word] = []
    for word in parsed.words:
        joined = bool(run) and parsed.text[run[-1].end : word.start] == " "
        if word.capital and not is_role(word):
            if not joined and run:
                yield run
                run = []
            run.append(word)
            if word.surface.endswith(("'s", "’s")):
                # "Corvane's Frida Hask" is of Corvane, and not called so.
                yield run
                run = []
        elif run:
            yield run
            run = []
    if run:
        yield run


def _plain(word: Word) -> str:
    return word.surface.removesuffix("'s").removesuffix("’s").lower()
