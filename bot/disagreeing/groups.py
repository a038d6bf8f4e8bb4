"""Groups that a share or rate is limited to: "among the young", "youth unemployment"."""

from __future__ import annotations

import re

from bot.checking.text import Parsed
from bot.disagreeing.kinds import is_general
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_AMONG = re.compile(r"\b(?:among|amongst)\s+(?:the\s+)?(?P<group>(?:[\w'’-]+\s+)?[\w'’-]+)", re.I)
_SOME = (
    r"youths?|young|juveniles?|females?|males?|women|men|girls|boys|pensioners|foreigners|immigrants"
    r"|graduates|under-\d+s?|over-\d+s?"
)
_OF_SOME = re.compile(rf"\s*(?:percent|per ?cent|%)?\s*of (?:the |all )?(?P<group>{_SOME})\b", re.I)
_RATE_OF = re.compile(
    rf"\b(?P<group>{_SOME})\s+(?:[a-z]+\s+)?(?:unemployment|employment|poverty|turnout|mortality"
    r"|literacy|jobless(?:ness)?|rates?)\b",
    re.IGNORECASE,
)
# "Among the highest in the region" limits nothing; nor do those who are asked in any poll.
_NO_GROUP = re.compile(
    r"\w+est|most|best|worst|first|last|few|them|those|these|others?|whom|respondents?|people",
    re.IGNORECASE,
)


def groups(parsed: Parsed, at: int) -> tuple[Word, ...]:
    """Words for the groups to which a sentence limits a share.

    Args:
        parsed: the sentence.
        at: where the number ends.
    """
    text = parsed.text
    spans = [m.span("group") for p in (_AMONG, _RATE_OF) for m in p.finditer(text)]
    behind = _OF_SOME.match(text, at)
    spans += [behind.span("group")] if behind else []
    return tuple(w for w in parsed.words if any(a <= w.start < b for a, b in spans) and _limits(w))


def _limits(word: Word) -> bool:
    return not (
        _NO_GROUP.fullmatch(word.surface)
        or word.surface.lower() in STOP_WORDS
        or is_general([word.stem])
    )
