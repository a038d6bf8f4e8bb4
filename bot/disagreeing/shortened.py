"""Numbers whose unit stands once, with the one that they replace: "from four years to two"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.checking.quantities import Quantity

BOUND = re.compile(
    r"\b(?:(?:at least|at most|no fewer than|not fewer than|no less than|not less than|a minimum of"
    r"|no more than|not more than|up to|as many as|more than|over|above|upwards of|in excess of"
    r"|fewer than|less than|under|below|almost|nearly|close to|just under|well over|about|around"
    r"|some|roughly|approximately|an estimated|estimated|circa)\s+)+$",
    re.IGNORECASE,
)
# "From four years to two and a half": the unit stands once.
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:down\s+|up\s+)?to\s+$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)!?\"”]|$)|\s+(?:and|but|or|on|in|at|by|for|after|before|because|since|when|while|as"
    r"|of the)\b",
    re.IGNORECASE,
)


def is_shortened(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a number leaves out the unit of the one that it replaces.

    Args:
        text: their sentence.
        first, second: the numbers in their order.
    """
    bare = BOUND.sub("", text[first.whole : second.start])
    return (
        first.unit is not None
        and bool(_FROM.search(BOUND.sub("", text[: first.start])))
        and bool(_TO.fullmatch(bare))
        and bool(_NO_NOUN.match(text[second.end :]))
    )


def in_unit_of(text: str, first: Quantity, second: Quantity) -> Quantity:
    """A number, with the unit of the one before it where it replaces that one and has none."""
    if second.unit is not None or second.kind in ("ordinal", "year"):
        return second
    if not is_shortened(text, first, second):
        return second
    return replace(second, unit=first.unit, kind=first.kind)
