"""A claim and the words that it stands on, read as a whole by the neural reader.

The rules go by words and forms; the reader knows what follows in other words, and what belongs to
what. It is heard where rules only miss words, where they find nothing wrong, and for the order of
claims; what a rule contradicts it does not mend. ``benchmarks/RESULTS.md`` has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking.cited import Cited, Verdict
from bot.checking.faults import Fault
from bot.checking.text import Parsed, parse, plain
from bot.reader import Reader, heading
from index import language

# Log-odds above which a claim is accepted that is refused only for words that its source lacks,
# drawn on claims that the reader was not fitted on; and those that its stretch must reach when it
# is read alone, with the share of the claim that it must hold by words: the reader sees its
# article's title and what stands before it too, and neither is what a person is shown.
_BORNE_OUT, _ALONE, _LEAST_COVERED = 2.5, 0.0, 0.15
# Log-odds below which a claim is refused in which no rule finds a fault. Of those that pass the
# rules 3 in 100 true ones and 23 in 100 false ones were refused in view, and of close claims on
# which neither rules nor reader were made 1 and 29; it was drawn with both in sight.
_REFUSED = -2.5
# What the reader's probability weighs beside the rules' score. In view it would be less, where the
# rules were made; of claims that were not, most are ordered better with more.
_WEIGHT = 2.0
# Characters of what stands before a stretch that are read with it, for "he" and "the ministry".
_BEFORE = 300
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# How sure it must be that a short text is English.
_SURE = 0.6
# Characters from which a text's language is told by itself.
_TELLING = 40


def likelihood(
    verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader | None
) -> float:
    """How well a claim is supported, 0 to 1, by rules and reader both: what orders claims.

    Unlike a verdict's own score it has no bound between what is supported and what is not. Of what
    is not English the rules tell alone.
    """
    if reader is None or not verdict.supporting or _foreign(claim, _stretch(verdict, cited)):
        return verdict.score
    if not verdict.faults and _verbatim(claim, _stretch(verdict, cited)):
        probability = 1.0
    else:
        odds, _ = odds_of(verdict, claim, cited, reader)
        probability = 1 / (1 + math.exp(min(50.0, -odds)))
        said = parse(claim, cited[verdict.supporting[0][0]].published)
        if verdict.status == "supported" and _reckoned(said, _stretch(verdict, cited)):
            probability = max(probability, 0.5)
    return (verdict.score + _WEIGHT * probability) / (1 + _WEIGHT)


def reread(claim: str, cited: Sequence[Cited], verdict: Verdict, reader: Reader) -> Verdict:
    """What becomes of a claim that no rule contradicts when it is read as a whole."""
    if verdict.status == "supported":
        return _doubted(claim, cited, verdict, reader)
    lacking = all(fault.kind == "strange" for fault in verdict.faults)
    if verdict.status not in ("partly", "unsupported") or not verdict.supporting or not lacking:
        return verdict
    if verdict.covered < _LEAST_COVERED:
        return verdict
    odds, alone = odds_of(verdict, claim, cited, reader)
    if odds < _BORNE_OUT or alone < _ALONE or not _english(claim, _stretch(verdict, cited)):
        return verdict
    score = 0.5 + verdict.score / 2
    return replace(verdict, status="supported", score=score, reason="", faults=(), reread=True)


def _doubted(claim: str, cited: Sequence[Cited], verdict: Verdict, reader: Reader) -> Verdict:
    """What becomes of a claim in which no rule finds a fault."""
    stretch = _stretch(verdict, cited)
    part = cited[verdict.supporting[0][0]]
    if _verbatim(claim, stretch) or _reckoned(parse(claim, part.published), stretch):
        return verdict
    # Every sentence of an answer comes by here: it is read once.
    (odds,) = reader.follows(claim, [_told(verdict, cited)])
    if not math.isfinite(odds) or odds >= _REFUSED or not _english(claim, stretch):
        return verdict
    reason = "read as a whole, the source does not bear it out"
    fault = Fault("read", claim, reason)
    return replace(
        verdict,
        status="partly",
        score=verdict.score / 2,
        unsupported=(claim,),
        reason=reason,
        faults=(fault,),
    )


_SYMBOL = re.compile(
    r"[£€$]|\d ?(?:mph|kph|km/?h|[kmc]?m²|km|mm|cm|kg|mg|ha|°[cf])(?!\w)", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")


def _reckoned(claim: Parsed, stretch: str) -> bool:
    """Whether rules found a day or a unit in other words, which the reader was not taught.

    "On 8 September" for "on Sunday", "61 mph" for "61 miles per hour".
    """
    if bool(_SYMBOL.search(claim.text)) != bool(_SYMBOL.search(stretch)):
        return True
    days = (claim.lower[moment.start : moment.end] for moment in claim.moments)
    return any(_DIGIT.search(day) and day not in stretch.lower() for day in days)


def _stretch(verdict: Verdict, cited: Sequence[Cited]) -> str:
    number, span = verdict.supporting[0]
    return " ".join(cited[number].text[span.start : span.end].split())


def _verbatim(claim: str, stretch: str) -> bool:
    """Whether a claim is one or more whole sentences of a stretch."""
    said = plain(claim).strip(" .")
    told = [plain(s).strip(" .") for s in _SENTENCE.split(stretch)]
    return said in told or said == plain(stretch).strip(" .")


def _english(*texts: str) -> bool:
    """Whether texts are of the language that the reader knows; short ones are held together."""
    return language.detect(" ".join(texts), _SURE) == language.ENGLISH and all(
        len(text) < _TELLING or language.detect(text, _SURE) in (language.ENGLISH, None)
        for text in texts
    )


def _foreign(*texts: str) -> bool:
    """Whether texts are surely of another language."""
    return language.detect(" ".join(texts), _SURE) not in (language.ENGLISH, None)


def odds_of(
    verdict: Verdict, claim: str, cited: Sequence[Cited], reader: Reader
) -> tuple[float, float]:
    """Log-odds that a claim follows from the stretch that it stands on: in its article, and alone.

    Where the stretch with what stands above it is too long to be read, it is read alone.
    """
    whole, alone = reader.follows(claim, [_told(verdict, cited), _stretch(verdict, cited)])
    return (whole if math.isfinite(whole) else alone), alone


def _told(verdict: Verdict, cited: Sequence[Cited]) -> str:
    """The stretch that a claim stands on, with what stands above it in its article."""
    number, span = verdict.supporting[0]
    part, stretch = cited[number], _stretch(verdict, cited)
    earlier = " ".join(f"{part.before} {part.text[: span.start]}".split())
    last = _SENTENCE.split(earlier)[-1][-_BEFORE:]
    head = heading(part.published, part.source.split("\n")[0])
    return (f"{head} | " if head else "") + " ".join(words for words in (last, stretch) if words)
