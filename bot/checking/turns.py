"""Turns of phrase that exclude each other: "stayed away" and "turned up"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bot.checking import lexicon
from bot.checking.denials import negative_near
from bot.checking.faults import Fault
from bot.checking.text import Parsed


@functools.cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Both sides of each line; "/" parts the forms of a word: "turn/turned/turning up"."""
    return tuple(
        (_pattern(one), _pattern(other))
        for line in lexicon.lines("turns")
        for one, _, other in [line.partition("|")]
    )


def _pattern(side: str) -> re.Pattern[str]:
    phrases = [phrase.strip() for phrase in side.split(",")]
    words = (r"\s".join(rf"(?:{word.replace('/', '|')})" for word in p.split()) for p in phrases)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


def wrong_turns(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Turns of a claim that the source has the other way, and not itself."""
    for sides in _pairs():
        for one, other in (sides, sides[::-1]):
            mine, theirs = one.search(claim.lower), other.search(cited.lower)
            if mine is None or theirs is None:
                continue
            if one.search(cited.lower) or other.search(claim.lower):
                continue
            if _denied(claim, mine) or _denied(cited, theirs):
                continue
            shown = theirs.group()
            yield Fault("opposite", mine.group(), f"the source says {shown}", shown)
            return


def _denied(parsed: Parsed, match: re.Match[str]) -> bool:
    """Whether a denial bears on a turn, other than by its own words."""
    inside = {k for k, w in enumerate(parsed.words) if match.start() <= w.start < match.end()}
    return (
        any(
            inside & {*d.targets, *d.ahead}
            or d.cue in {k - step for k in inside for step in (1, 2)}
            for d in parsed.denials
            if d.cue not in inside
        )
        and bool(inside)
        and negative_near(parsed, min(inside), inside)
    )
