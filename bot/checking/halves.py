"""A claim's two halves, which may stand apart in what it cites: "was cut, its third cut that year"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.coverage import content_words
from bot.checking.text import parse

# Where one part of a sentence ends and another begins that can be told of by itself.
_JOINT = re.compile(
    r"(?:,|;) (?:and |but |while |with |which |who )?| and | following | after | while "
)
# A part of fewer words says nothing by itself.
_FEWEST = 3
_TRIED = 6


def halves(claim: str) -> Iterator[tuple[str, str]]:
    """The ways to part a sentence in two that both say something, up to a few.

    Args:
        claim: with single spaces and straight quotation marks.
    """
    joints = [m for m in _JOINT.finditer(claim) if not _inside(claim, m.start())]
    for joint in joints[:_TRIED]:
        pair = claim[: joint.start()], claim[joint.end() :]
        if all(len(half.split()) >= _FEWEST and content_words(parse(half)) for half in pair):
            yield pair


def _inside(claim: str, at: int) -> bool:
    """Whether a place is within quotation marks."""
    return claim.count('"', 0, at) % 2 == 1
