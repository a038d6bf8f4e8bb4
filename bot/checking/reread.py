"""A claim and the words that it stands on, read as a whole by the neural reader.

The rules go by words and forms; the reader knows what follows in other words. It is heard where
rules only miss words, and for the order of claims; it refuses nothing: of faithful claims about
long reference texts it would refuse one in five. ``benchmarks/RESULTS.md`` has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking.cited import Cited, Verdict
from bot.checking.text import plain
from bot.reader import Reader, heading
from index import Dated, Span

# Log-odds above which a claim is accepted that is refused only for words that its source lacks;
# drawn on claims that the reader was not fitted on.
_BORNE_OUT = 1.5
# What the reader's probability weighs beside the rules' score.
_WEIGHT = 0.5
# Characters of what stands before a stretch that are read with it, for "he" and "the ministry".
_BEFORE = 300
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def likelihood(
    verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader | None
) -> float:
    """How well a claim is supported, 0 to 1, by rules and reader both: what orders claims."""
    if reader is None or not verdict.supporting:
        return verdict.score
    return _blended(verdict.score, _odds(verdict, claim, cited, reader))


def reread(claim: str, cited: Sequence[Cited], verdict: Verdict, reader: Reader) -> Verdict:
    """What becomes of a claim that no rule contradicts when it is read as a whole."""
    lacking = all(fault.kind == "strange" for fault in verdict.faults)
    if verdict.status not in ("partly", "unsupported") or not verdict.supporting or not lacking:
        return verdict
    if _odds(verdict, claim, cited, reader) < _BORNE_OUT:
        return verdict
    return replace(verdict, status="supported", score=0.5 + verdict.score / 2, reason="", faults=())


def _odds(verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader) -> float:
    number, span = verdict.supporting[0]
    part = cited[number]
    told = _told(part.text, span, part.published, part.source, part.before)
    return _follows(claim, told, reader)


def _told(text: str, span: Span, published: Dated | None, source: str, before: str) -> str:
    """A stretch as the reader is given it: its article, the sentence before, itself."""
    earlier = " ".join(f"{before} {text[: span.start]}".split())
    last = _SENTENCE.split(earlier)[-1][-_BEFORE:]
    stretch = " ".join(text[span.start : span.end].split())
    head = heading(published, source)
    return (f"{head} | " if head else "") + " ".join(part for part in (last, stretch) if part)


def _follows(claim: str, cited: str, reader: Reader) -> float:
    """Log-odds that a claim follows from what `_told` gives; endless for the very words."""
    if plain(claim).strip(" .") in plain(cited):
        return math.inf
    return reader.follows(claim, [cited])[0]


def _blended(score: float, log_odds: float) -> float:
    """The rules' score, 0 to 1, with the reader's probability."""
    return (score + _WEIGHT / (1 + math.exp(-log_odds))) / (1 + _WEIGHT)
