"""Upon what a deed followed: "ended after the court ruled" is not "ended after the offer"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.alike import Embed, likeness, same_word
from bot.checking.coverage import is_light
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word

_JOINT = re.compile(
    r"\b(?:after|following|because of|because|due to|owing to|as a result of|in response to"
    r"|in protest (?:at|against|over)|on account of|thanks to)\b"
)
_END = re.compile(r"[.;!?]|, (?:and|but|while|which|who)\b")
# What is behind such words may be the very thing that another sentence tells: "after that".
_KNOWN = re.compile(
    r"\s*(?:the|this|that|these|those|it|he|she|they|his|her|its|their|which|such|both|all|what"
    r"|doing|\d|an? (?:hour|minute|day|week|month|year)|(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|twenty|several|many|some|more|less|midnight|noon|dark|sunset|sunrise)\b)"
)
# How much of what is said to have followed one sentence must hold.
_SHARE = 0.6
_LIKE = 0.5


def wrong_causes(
    claim: Parsed, sentences: Sequence[Parsed], embed: Embed | None
) -> Iterator[Fault]:
    """What a claim tells upon one thing and a sentence of its source upon another.

    Args:
        claim: the claim.
        sentences: those that it stands on.
        embed: which words are alike.
    """
    joint = _JOINT.search(claim.lower)
    if joint is None or len(_JOINT.findall(claim.lower)) > 1:
        return
    deed, cause = _sides(claim, joint)
    if not deed or not cause:
        return
    told = max(sentences, key=lambda s: _held(deed, s.words), default=None)
    if told is None or _held(deed, told.words) < _SHARE:
        return
    if any(any(same_word(c, w) for w in told.words) for c in cause):
        return
    others = [w for s in sentences if s is not told for w in s.words]
    found = _JOINT.search(told.lower)
    if found is None or _held(cause, others) < _SHARE or _KNOWN.match(told.lower, found.end()):
        return
    its_deed, its_cause = _sides(told, found)
    if _held(deed, its_deed) < _SHARE or not its_cause:
        return
    if (likeness(cause, its_cause, embed) >= _LIKE).any():
        return
    words = claim.text[joint.start() : cause[-1].end]
    yield Fault("cause", words, "the source has it upon something else", told.text[found.start() :])


def _sides(parsed: Parsed, joint: re.Match[str]) -> tuple[list[Word], list[Word]]:
    """The words that tell what followed, and those that tell upon what."""
    end = _END.search(parsed.text, joint.end())
    stop = end.start() if end is not None else len(parsed.text)
    heavy = [w for w in parsed.words if not is_light(w) and not w.surface[0].isdigit()]
    ahead = [w for w in heavy if w.end <= joint.start()]
    behind = [w for w in heavy if joint.end() <= w.start < stop]
    if not ahead:
        # "After F, E".
        comma = parsed.text.find(",", joint.end())
        if comma < 0:
            return [], []
        ahead = [w for w in heavy if w.start > comma]
        behind = [w for w in heavy if joint.end() <= w.start < comma]
    return ahead, behind


def _held(some: Sequence[Word], words: Sequence[Word]) -> float:
    """Which share of some words others have."""
    return sum(any(same_word(s, w) for w in words) for s in some) / max(1, len(some))
