"""How much of a claim's other words the source holds, in the same or in like words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.checking.alike import Embed, likeness
from bot.checking.names import name_words
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# Words that carry no fact of their own.
_LIGHT = frozenset(
    """
    say says said saying tell tells told according also both one two still while whereas which who
    whom what there here been being having had has have would will could can may might must should
    was were is are did does done other another such same own it its they them their he she his her
    him this that these those make makes made take takes took taken give gives gave given get gets
    got put puts come comes came go goes went gone state states stated report reports reported
    account view part way thing things people person time called call calls name named meanwhile
    however although though because since as well even only just already yet again further use used
    least most more less fewer nearly almost roughly about around latter former whose where when then than among amongst each every all any some
    """.split()
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a claim's content words are held by a source.

    Attributes:
        share: of their weight, 0 to 1; 1 for a claim that has none.
        missing: those that nothing in the source stands for, rarest first.
        weakest: how far the least held of the rarer words is held, 0 to 1.
    """

    share: float
    missing: tuple[Word, ...]
    weakest: float


def content_words(parsed: Parsed) -> list[Word]:
    """Words that carry a text's facts, other than names, numbers and times."""
    named = set(name_words(parsed))
    spans = [(q.start, q.whole) for q in parsed.quantities]
    spans += [(m.start, m.end) for m in parsed.moments]
    return [
        word
        for word in parsed.words
        if word not in named
        and not _light(word)
        and not any(s < word.end and e > word.start for s, e in spans)
    ]


def _light(word: Word) -> bool:
    lower = word.surface.lower()
    return lower in STOP_WORDS or lower in _LIGHT or len(lower) < 3 or is_saying(word)


def coverage(claim: Parsed, cited: Parsed, embed: Embed | None) -> Coverage:
    """How much of a claim's content words the cited words hold."""
    asked = content_words(claim)
    if not asked or not cited.words:
        return Coverage(1.0 if not asked else 0.0, tuple(asked), 1.0 if not asked else 0.0)
    held = likeness(asked, cited.words, embed).max(axis=1)
    weight = np.array([0.2 + w.weight for w in asked])
    missing = sorted(
        (w for w, h in zip(asked, held, strict=True) if h < 0.3), key=lambda w: -w.weight
    )
    rare = [h for w, h in zip(asked, held, strict=True) if w.weight > 0.3]
    facts = len(name_words(claim)) + len(claim.quantities) + len(claim.moments)
    return Coverage(
        float((held @ weight + 0.5 * facts) / (weight.sum() + 0.5 * facts)),
        tuple(missing),
        float(min(rare, default=1.0)),
    )
