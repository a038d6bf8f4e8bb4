"""What nobody did: a claim that says so, and a source that denies nothing."""

from __future__ import annotations

import re

from bot.checking.alike import Embed, bare, likeness, same_word
from bot.checking.denials import Denial
from bot.checking.opposites import exclude
from bot.checking.text import Parsed

# Words that deny without a word beside them.
NOBODY = frozenset("neither nobody none nothing nowhere".split())
# How like a word must be to speak of what nobody is said to have done.
_SPOKEN_OF = 0.7
_NO_ONE = re.compile(
    r"\bno(?:body|ne|[- ]one| (?:group|person|party|side|body|organi[sz]ation|official|witness|man"
    r"|woman|country|member|suspect)s?)\b"
)


def speaks_of_none(parsed: Parsed) -> bool:
    """Whether a text says of nobody that he did it, by whatever word: "no group"."""
    return _NO_ONE.search(parsed.lower) is not None


def is_told_or_strange(denial: Denial, claim: Parsed, cited: Parsed, embed: Embed | None) -> bool:
    """Whether a text that denies nothing has the very deed that nobody did, or has none like it."""
    targets = [claim.words[k] for k in denial.targets]
    if not targets:
        return False
    between = claim.lower[claim.words[denial.cue].end : targets[0].start]
    if _PLACED.search(between):
        # "Nobody was in the house" beside "the house was empty".
        return False
    if any(same_word(targets[0], w) for w in cited.words):
        return True
    return not (likeness(targets, cited.words, embed) >= _SPOKEN_OF).any(axis=1).all()


_PLACED = re.compile(r"\b(?:in|at|on|near|inside|aboard|under|with|around)\b")


def tells_the_opposite(denial: Denial, claim: Parsed, cited: Parsed) -> bool:
    """Whether a text has the opposite of what nobody did: "died" for "nobody survived"."""
    return any(
        exclude(bare(claim.words[k].surface), bare(word.surface))
        for k in denial.targets
        for word in cited.words
    )
