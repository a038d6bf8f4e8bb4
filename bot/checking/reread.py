"""A claim and the words that it stands on, read as a whole by the neural reader.

The rules go by words and forms; the reader knows what follows in other words. It is heard where
rules only miss words, and for the order of claims; it refuses nothing: at log-odds below -3 it
would refuse one in twenty of the true claims in view. ``benchmarks/RESULTS.md`` has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking.cited import Cited, Verdict
from bot.checking.text import plain
from bot.reader import Reader, heading

# Log-odds above which a claim is accepted that is refused only for words that its source lacks,
# drawn on claims that the reader was not fitted on; and what share of it the stretch must hold by
# words at least, since the reader sees its article's title too.
_BORNE_OUT, _LEAST_COVERED = 2.5, 0.15
# What the reader's probability weighs beside the rules' score.
_WEIGHT = 0.75
# Characters of what stands before a stretch that are read with it, for "he" and "the ministry".
_BEFORE = 300
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# Words that most English sentences have one of, and few of other languages.
_ENGLISH = re.compile(
    r"\b(?:the|and|from|with|by|to|were|has|have|been|that|its|his|for|of)\b", re.I
)


def likelihood(
    verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader | None
) -> float:
    """How well a claim is supported, 0 to 1, by rules and reader both: what orders claims.

    Unlike a verdict's own score it has no bound between what is supported and what is not.
    """
    if reader is None or not verdict.supporting:
        return verdict.score
    stretch = _stretch(verdict, cited)
    if plain(claim).strip(" .") in plain(stretch):
        probability = 1.0
    else:
        probability = 1 / (1 + math.exp(min(50.0, -_odds(verdict, claim, cited, reader))))
    return (verdict.score + _WEIGHT * probability) / (1 + _WEIGHT)


def reread(claim: str, cited: Sequence[Cited], verdict: Verdict, reader: Reader) -> Verdict:
    """What becomes of a claim that no rule contradicts when it is read as a whole."""
    lacking = all(fault.kind == "strange" for fault in verdict.faults)
    if verdict.status not in ("partly", "unsupported") or not verdict.supporting or not lacking:
        return verdict
    english = _ENGLISH.search(claim) and _ENGLISH.search(_stretch(verdict, cited))
    if verdict.covered < _LEAST_COVERED or not english:
        return verdict
    if _odds(verdict, claim, cited, reader) < _BORNE_OUT:
        return verdict
    return replace(verdict, status="supported", score=0.5 + verdict.score / 2, reason="", faults=())


def _stretch(verdict: Verdict, cited: Sequence[Cited]) -> str:
    number, span = verdict.supporting[0]
    return " ".join(cited[number].text[span.start : span.end].split())


def _odds(verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader) -> float:
    """Log-odds that a claim follows from the stretch that it stands on, read in its article.

    Where the stretch with what stands above it is too long to be read, it is read alone.
    """
    number, span = verdict.supporting[0]
    part, stretch = cited[number], _stretch(verdict, cited)
    earlier = " ".join(f"{part.before} {part.text[: span.start]}".split())
    last = _SENTENCE.split(earlier)[-1][-_BEFORE:]
    head = heading(part.published, part.source.split("\n")[0])
    told = (f"{head} | " if head else "") + " ".join(words for words in (last, stretch) if words)
    whole, alone = reader.follows(claim, [told, stretch])
    return whole if math.isfinite(whole) else alone
