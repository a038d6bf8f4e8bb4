"""How much of a claim's other words the source holds, in the same or in like words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.checking.alike import LIKE_AT_MOST, Embed, by_form, likeness
from bot.checking.names import name_words
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.language.tagging import tagged
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# Words that carry no fact of their own.
_LIGHT = frozenset(
    """
    up down off out over away back along
    say says said saying tell tells told according also both one two still while whereas which
    who whom what there here been being having had has have would will could can may might must
    should was were is are did does done other another such same own it its they them their he
    she his her him this that these those make makes made making take takes took taken taking
    give gives gave given giving get gets got getting put puts putting come comes came coming go
    goes went gone going calling asking state states stated report reports
    reported account view part way thing things people person time called call calls
    name named meanwhile however although though because since as well even only just already
    yet again further use used least most more less fewer nearly almost roughly about around
    figure figures amount total latter former whose where when then than among amongst each every
    all any some instead currently subsequently reportedly allegedly apparently overall
    approximately responsibility due minus nobody none nothing
    """.split()
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a claim's content words are held by a source.

    Attributes:
        share: of their weight, 0 to 1; 1 for a claim that has none.
        missing: those that nothing in the source stands for, rarest first.
        words: the share of the content words alone; 1 for a claim that has none.
    """

    share: float
    missing: tuple[Word, ...]
    words: float


def content_words(parsed: Parsed) -> list[Word]:
    """Words that carry a text's facts, other than names, numbers and times."""
    named = set(name_words(parsed))
    spans = [(q.start, q.whole) for q in parsed.quantities]
    spans += [(m.start, m.end) for m in parsed.moments]
    return [
        word
        for word in parsed.words
        if word not in named
        and not is_light(word)
        and not any(s < word.end and e > word.start for s, e in spans)
    ]


def is_light(word: Word) -> bool:
    """Whether a word carries no fact of its own."""
    lower = word.surface.lower()
    return lower in STOP_WORDS or lower in _LIGHT or len(lower) < 3 or is_saying(word)


class Covering:
    """How much of a claim's content words stretches of a text hold.

    Args:
        claim: the claim.
        embed: vectors of single words, or None.
        around: all that stands around the stretches: what stands beside a name there, as
            "premier" does, is held wherever the name is.
    """

    def __init__(self, claim: Parsed, embed: Embed | None, around: str = "") -> None:
        self._asked = content_words(claim)
        self._titles = _titles(claim, self._asked, around.lower())
        self._embed = embed
        self._weight = np.array([0.2 + w.weight for w in self._asked])
        facts = len(name_words(claim)) + len(claim.quantities) + len(claim.moments)
        # Names, numbers and times count here as held: rules of their own look after them.
        self._facts = _FACT * facts

    def least(self, cited: Parsed) -> Held:
        """How far each of the claim's content words is held by form, shape (words,), 0 to 1."""
        if not self._asked or not cited.words:
            return np.zeros(len(self._asked))
        best: Held = by_form(self._asked, cited.words).max(axis=1)
        for k, name in self._titles:
            if name in cited.lowered:
                best[k] = 1.0
        return best

    def most(self, least: Held) -> Held:
        """How far they can be held at most, whatever the model makes of the other words."""
        return least if self._embed is None else np.maximum(least, LIKE_AT_MOST)

    def held(self, cited: Parsed, least: Held) -> Held:
        """How far each of the claim's content words is held, shape (words,), 0 to 1.

        Args:
            cited: the stretch.
            least: how far it holds them by form. The model is asked of the others alone, since
                making a vector takes longer than all else.
        """
        unsure = np.flatnonzero(least < LIKE_AT_MOST)
        if self._embed is None or not len(unsure) or not cited.words:
            return least
        best = least.copy()
        asked = [self._asked[k] for k in unsure]
        best[unsure] = likeness(asked, cited.words, self._embed).max(axis=1)
        return best

    def coverage(self, held: Held) -> Coverage:
        """What such holding amounts to."""
        whole = float(self._weight.sum()) + self._facts
        if not whole:
            return Coverage(1.0, (), 1.0)
        missing = [w for w, h in zip(self._asked, held, strict=True) if h < _MISSING]
        missing.sort(key=lambda w: -w.weight)
        kept, total = float(held @ self._weight), float(self._weight.sum())
        return Coverage(
            (kept + self._facts) / whole, tuple(missing), kept / total if total else 1.0
        )


def _titles(claim: Parsed, asked: Sequence[Word], around: str) -> list[tuple[int, str]]:
    """Which content words stand before a name, in a claim and around it, each with the name."""
    places = {word.start: k for k, word in enumerate(asked)}
    parts = {token.word.start: token.part for token in tagged(claim.text)} if around else {}
    found = []
    for at, word in enumerate(claim.words):
        if word.start not in places or parts.get(word.start) not in ("noun", "name", "adjective"):
            continue
        for other in claim.words[at + 1 : at + 1 + _TITLED]:
            if not other.capital:
                break
            name, title = other.surface.lower(), re.escape(word.surface.lower())
            if re.search(rf"\b{title} (?:[\w.'’-]+ ){{0,2}}{re.escape(name)}\b", around):
                found.append((places[word.start], name))
    return found


# How many words of a name may follow its title.
_TITLED = 3
Held = npt.NDArray[np.float64]
# What a name, a number or a time weighs beside a content word's rarity.
_FACT = 0.5
# Words held less than this are not held.
_MISSING = 0.3
