"""First, second and third: which of several things is meant."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from bot.checking.alike import same_word
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.tagging import tagged
from bot.language.terms import Word

_RANKS = {
    form: rank
    for rank, forms in enumerate(
        (
            "first initial initially 1st",
            "second 2nd",
            "third 3rd",
            "fourth 4th",
            "fifth 5th",
            "sixth 6th",
            "seventh 7th",
            "eighth 8th",
            "ninth 9th",
            "tenth 10th",
        ),
        start=1,
    )
    for form in forms.split()
}
# How many words behind a rank its thing stands at most.
_REACH = 3


def wrong_ranks(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "The second round" for what is the first in the source, which has no second."""
    mine = _ranked(claim)
    if not mine:
        return
    theirs = _ranked(cited)
    known = {_RANKS[lower] for lower in cited.lowered if lower in _RANKS}
    for word, thing in mine:
        rank = _RANKS[word.surface.lower()]
        others = [w for w, other in theirs if same_word(thing, other)]
        if rank not in known and others:
            shown = f"{others[0].surface} {thing.surface}"
            words = f"{word.surface} {thing.surface}"
            yield Fault("number", words, f"the source says {shown}", shown)


@functools.lru_cache(maxsize=4_096)
def _ranked(parsed: Parsed) -> tuple[tuple[Word, Word], ...]:
    """Ranks with the things that they tell apart."""
    if _RANKS.keys().isdisjoint(parsed.lowered):
        return ()
    tokens, found = tagged(parsed.text), []
    for k, token in enumerate(tokens):
        if token.word.surface.lower() not in _RANKS:
            continue
        for following in tokens[k + 1 : k + 1 + _REACH]:
            if following.part in ("preposition", "verb", "auxiliary", "conjunction"):
                break
            if following.part == "noun":
                found.append((token.word, following.word))
                break
    return tuple(found)
