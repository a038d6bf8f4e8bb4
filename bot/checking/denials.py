"""Where a text denies something, and what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

if TYPE_CHECKING:
    from bot.checking.text import Parsed

_NOT = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot can't won't isn't aren't
    wasn't weren't don't doesn't didn't hasn't haven't hadn't wouldn't couldn't shouldn't hardly
    scarcely barely unable impossible
    """.split()
)
_NOT_STEMS = frozenset(
    stem(word)
    for word in """
    deny denies denied denying refuse refused refuses refusing refusal fail failed fails failing
    failure reject rejected rejects rejecting decline declined declines lack lacked lacks lacking
    ruled unable
    """.split()
)
_YET = re.compile(r"\b(?:yet to|ruled? out|rules out|far from|no longer|instead of|rather than)")
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:alternative|doubt|only|just|fewer|less|more|later|earlier|longer than|once)\b"
    r"|\bnothing but\b|\bno sooner\b|\bwhether or not\b|\bif not\b"
)
# How many words after a denial belong to it.
_SCOPE = 7


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies, and what it bears on.

    Attributes:
        cue: its position.
        targets: positions of the content words behind it, up to a comma.
        ahead: positions of those before it, up to a comma.
    """

    cue: int
    targets: tuple[int, ...]
    ahead: tuple[int, ...]


def find_denials(parsed: Parsed) -> list[Denial]:
    """Find what a text denies."""
    ws = parsed.words
    empty = [(m.start(), m.end()) for m in _NO_DENIAL.finditer(parsed.lower)]
    cues = {
        i
        for i, word in enumerate(ws)
        if is_denial(word) and not any(s <= word.start < e for s, e in empty)
    }
    # "Neither … nor" is one denial.
    cues -= {i for i in cues if ws[i].surface.lower() == "nor"}
    for match in _YET.finditer(parsed.lower):
        cues.update([k for k, w in enumerate(ws) if w.start < match.end()][-1:])
    return [
        Denial(
            cue,
            tuple(k for k in _stretch(parsed, cue, 1) if not _weak(ws[k]))[:3],
            tuple(k for k in _stretch(parsed, cue, -1) if not _weak(ws[k]))[:2],
        )
        for cue in sorted(cues)
    ]


def _stretch(parsed: Parsed, at: int, step: int) -> Iterator[int]:
    """Positions from a word on, up to the next comma or end of its clause."""
    ws, k = parsed.words, at + step
    while 0 <= k < len(ws) and abs(k - at) <= _SCOPE:
        low, high = sorted((k, k - step))
        if re.search(r"[,.;:!?—–]", parsed.text[ws[low].end : ws[high].start]):
            return
        if ws[k].surface.lower() == "but":
            return
        yield k
        k += step


def is_denial(word: Word) -> bool:
    """Whether a word denies what follows it."""
    return word.surface.lower().replace("’", "'") in _NOT or word.stem in _NOT_STEMS


def refuses(word: Word) -> bool:
    """Whether a word denies by its meaning: refused, failed, denial."""
    return word.stem in _NOT_STEMS


# Words that deny by their meaning.
_NEGATIVE = frozenset(
    stem(word)
    for word in """
    silent silence empty emptied closed shut halt halted stop stopped ceased missing lose loses lost
    defeat defeated banned barred forbidden cancelled abandoned suspended avoid avoided prevent
    prevented disagree disputed dispute disputes doubt wrong false untrue out away resigned
    vacant blocked against contradiction acquitted cleared barred
    """.split()
)
_NEGATIVE_PREFIX = re.compile(
    r"un(?!i|der|til|cle|ion|ease|rest)[a-z]{4,}|non-?[a-z]{5,}|im(?:possible|mobile|proper)"
    r"|in(?:ability|accurate|active|adequate|complete|correct|direct|secure|sufficient|valid)"
)
_NEGATIVE_PHRASE = re.compile(
    r"\b(?:(?:is|was|are|were|be) over|at large"
    r"|(?:turned|kept|ruled|called) (?:down|away|out|off))\b"
)
_BESIDE = 3


def negative(parsed: Parsed) -> bool:
    """Whether any word of a text denies by its meaning."""
    return bool(_NEGATIVE_PHRASE.search(parsed.lower)) or any(
        w.stem in _NEGATIVE or _NEGATIVE_PREFIX.fullmatch(w.surface.lower()) for w in parsed.words
    )


def negative_near(parsed: Parsed, at: int) -> bool:
    """Whether a word is denied, or stands beside a word that denies by its meaning."""
    ws = parsed.words
    if _NEGATIVE_PHRASE.search(parsed.lower):
        return True
    near = range(max(0, at - _BESIDE), min(len(ws), at + _BESIDE + 1))
    return any(
        at in (*_stretch(parsed, denial.cue, 1), *_stretch(parsed, denial.cue, -1))
        for denial in parsed.denials
    ) or any(
        ws[k].stem in _NEGATIVE or _NEGATIVE_PREFIX.fullmatch(ws[k].surface.lower()) for k in near
    )


def _weak(word: Word) -> bool:
    lower = word.surface.lower()
    return (
        lower in STOP_WORDS
        or (word.capital and not word.opens)
        or word.surface[0].isdigit()
        or is_denial(word)
    )
