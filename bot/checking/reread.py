"""A claim and the words that it stands on, read as a whole by the neural reader.

The rules go by words and forms; the reader knows what follows in other words. Its bounds were drawn
on claims that it was not fitted on; ``benchmarks/RESULTS.md`` tells how often both together err.
"""

from __future__ import annotations

import re

from bot.checking.text import plain
from bot.language.terms import words
from bot.reader import Reader, heading
from index import Dated, Span
from index.lexical import STOP_WORDS

# Log-odds below which a claim that no rule objects to is refused, and above which one is accepted
# that only rules of likeness object to.
DENIED, BORNE_OUT = -2.0, 2.0
# Characters of what stands before a stretch that are read with it, for "he" and "the ministry".
_BEFORE = 300
# Words without which a claim is tried, to find those that it is refused for.
_TRIED = 12
_FEWEST = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def told(text: str, span: Span, published: Dated | None, source: str, before: str) -> str:
    """A stretch as the reader is given it: its article, the sentence before, itself."""
    earlier = " ".join(f"{before} {text[: span.start]}".split())
    last = _SENTENCE.split(earlier)[-1][-_BEFORE:]
    stretch = " ".join(text[span.start : span.end].split())
    head = heading(published, source)
    return (f"{head} | " if head else "") + " ".join(part for part in (last, stretch) if part)


def odds(claim: str, cited: str, reader: Reader) -> float | None:
    """Log-odds that a claim follows from what `told` gives; None where it is the very words."""
    if plain(claim).strip(" .") in plain(cited):
        return None
    return reader.follows(claim, [cited])[0]


def doubted(claim: str, cited: str, reader: Reader) -> tuple[str, ...]:
    """The word without which a refused claim would follow best, if any one of them matters."""
    heavy = [w for w in words(claim) if w.surface.lower() not in STOP_WORDS][:_TRIED]
    if len(heavy) < _FEWEST:
        return ()
    without = [_without(claim, w.start, w.end) for w in heavy]
    whole, *rest = reader.follows_each([claim, *without], cited)
    best = max(range(len(rest)), key=rest.__getitem__)
    return (heavy[best].surface,) if rest[best] > whole else ()


def _without(claim: str, start: int, end: int) -> str:
    return " ".join(f"{claim[:start]} {claim[end:]}".split())
