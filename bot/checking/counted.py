"""What a number counts: the noun behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking import related
from bot.checking.alike import Embed, bare, likeness
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.language import english
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_BREAK = re.compile(r"[,.;:()\"&/—–]|\s-\s")
# Words between a number and its noun that say nothing of what is counted.
_BETWEEN = frozenset("of the its their his her our more other such these those about some".split())
_REACH = 60
# A noun reading this many times rarer than the most usual one is not meant.
_RARE = 3


def head(parsed: Parsed, q: Quantity) -> Word | None:
    """The noun that a number counts: "sirens" in "12 of the 30 sirens failed"; None for none."""
    found: Word | None = None
    end = q.end
    for word in _behind(parsed, q):
        lower = bare(word.surface)
        if _BREAK.search(parsed.text[end : word.start]) and (found or end != q.end):
            break
        end = word.end
        if found is None and (lower in _BETWEEN or word.surface[0].isdigit()):
            continue
        if lower in STOP_WORDS:
            break
        if _is_noun(lower) and not word.capital:
            found = word
        elif found is not None:
            break
    return found


def _behind(parsed: Parsed, q: Quantity) -> Iterator[Word]:
    return (w for w in parsed.words if q.end <= w.start < q.end + _REACH)


def _is_noun(lower: str) -> bool:
    """Whether a word is one that may be counted; unknown words are."""
    found = english.readings(lower)
    if not found:
        return True
    nouns = max((r.times for r in found if r.part == "n"), default=-1)
    if nouns < 0:
        return False
    return nouns * _RARE >= found[0].times and not (
        found[0].part == "v" and found[0].inflected and lower.endswith(("ed", "ing"))
    )


# Heads that leave open what is counted, by what they say of it.
_ANY = frozenset("people person persons individuals".split())
_OTHER_LIKENESS = 0.5


def other_thing(claimed: Word, told: Word, cited: Parsed, embed: Embed | None) -> bool:
    """Whether a claim's noun is certainly not what its source's noun is."""
    if likeness([claimed], [told], embed).max() >= _OTHER_LIKENESS:
        return False
    wide, narrow = bare(claimed.surface), bare(told.surface)
    if wide in _ANY:
        return not related.is_kind(narrow, "person") and bool(english.readings(narrow))
    # A narrower noun than the source's may stand elsewhere in it.
    return not bool(likeness([claimed], cited.words, embed).max(initial=0) >= _OTHER_LIKENESS)
