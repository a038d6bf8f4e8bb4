"""Denial: a claim must not deny what its source affirms, nor affirm what it denies."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np

from bot.checking.alike import Embed, likeness
from bot.checking.denials import Denial, negative, negative_near, refuses
from bot.checking.faults import Fault
from bot.checking.text import Parsed

_RECORD = re.compile(r"\b(?:first|only|last|most|least|best|worst|alone|sole|[a-z]{3,}est)\b")
_COMPARED = re.compile(r"\b(?:since|before|ever|later|other|another|more|[a-z]{3,}er)\b")
_CLOSE = 0.88


def denied(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """What a claim denies and its source affirms, or the other way round."""
    of_claim, of_cited = claim.denials, cited.denials
    for denial in of_claim if not _same_record(claim, cited) else ():
        cue = claim.words[denial.cue].surface
        alone = not of_cited and not negative(cited)
        if alone or _affirmed(denial, claim, cited, embed) is not None:
            yield Fault("denied", cue, "the source does not deny it")
            return
    if len(of_claim) >= len(of_cited) or _same_record(cited, claim):
        return
    for denial in of_cited:
        cue_word = cited.words[denial.cue]
        before, after = (_lower_at(cited, denial.cue + step) for step in (-1, 1))
        if refuses(cue_word) and after != "to":
            # What is refused is not denied to be; "refused to go" denies the going.
            continue
        beside = cue_word.surface.lower() == "not" and before in ("but", "and")
        if beside and _share_held(denial, cited, claim, embed) < 1:
            # "But not its tanners" is named beside what is meant.
            continue
        wrong = _affirmed(denial, cited, claim, embed)
        if wrong is not None:
            cue = cited.words[denial.cue].surface
            yield Fault("denied", claim.words[wrong].surface, f'the source says "{cue}"', cue)
            return


def _lower_at(parsed: Parsed, at: int) -> str:
    return parsed.words[at].surface.lower() if 0 <= at < len(parsed.words) else ""


def _share_held(denial: Denial, text: Parsed, against: Parsed, embed: Embed | None) -> float:
    """Share of what is denied that the other text speaks of."""
    if not denial.targets:
        return 0.0
    held = likeness([text.words[k] for k in denial.targets], against.words, embed)
    return float((held.max(axis=1) >= _CLOSE).mean())


def _same_record(text: Parsed, against: Parsed) -> bool:
    return bool(_RECORD.search(against.lower) and _COMPARED.search(text.lower))


def _affirmed(denial: Denial, text: Parsed, against: Parsed, embed: Embed | None) -> int | None:
    """Position of the word that one text denies and the other says without a denial near it."""
    bearing = denial.targets or denial.ahead[:1]
    if not bearing:
        return None
    held = likeness([text.words[k] for k in bearing], against.words, embed)
    same = [np.flatnonzero(row >= _CLOSE) for row in held]
    found = [int(k) for positions in same for k in positions]
    # What is denied first, and most of the rest, must stand in both texts.
    if not len(same[0]) or sum(len(positions) > 0 for positions in same) < math.ceil(
        0.6 * len(same)
    ):
        return None
    if any(negative_near(against, k) for k in found):
        return None
    return found[0]
