"""What one verb says and a text says in several words: "postponed" beside "put the vote off"."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Sequence

from bot.checking import lexicon
from bot.language import english
from bot.language.wordclasses import Token

# How many words may stand between a verb and its small word: "put the vote off".
_BETWEEN = 5


@functools.cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """By a verb's plain form: the turns of phrase that say it."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in lexicon.lines("phrasal"):
        verbs, phrases = line.split("|")
        for verb in verbs.split():
            found[verb] += [tuple(phrase.split()) for phrase in phrases.split(",")]
    return {verb: tuple(phrases) for verb, phrases in found.items()}


def in_several_words(verb: Token, told: Sequence[Token]) -> bool:
    """Whether a text tells in several words what a verb says.

    Args:
        verb: a verb of a claim.
        told: the text's words.
    """
    asked = _phrases().get(verb.base, ())
    return any(_stands(phrase, told, k) for phrase in asked for k in range(len(told)))


def _stands(phrase: tuple[str, ...], told: Sequence[Token], at: int) -> bool:
    """Whether a turn of phrase begins at a place."""
    if (phrase[0], "v") not in english.bases(told[at].lower):
        return False
    end = at
    for small in phrase[1:]:
        behind = range(end + 1, min(len(told), end + 2 + _BETWEEN))
        end = next((k for k in behind if told[k].lower == small), -1)
        if end < 0 or any("." in told[k].gap or "," in told[k].gap for k in range(at + 1, end + 1)):
            return False
    return True
