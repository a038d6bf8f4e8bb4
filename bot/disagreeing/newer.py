"""Whether what was not so when one source told of it has happened since, as another tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import Relation
from bot.checking.text import parse
from bot.disagreeing.asked import Asked
from bot.disagreeing.claims import Claimed
from bot.drafting.timing import named

_BY_NOW = re.compile(r"^\W*(?:has|have)\b", re.IGNORECASE)
# A denial of what had not happened until then, and not of what is said to have happened.
_SO_FAR = re.compile(
    r"\b(?:has|have|had)(?:n['’]t| not| never| yet)\b|\byet\b|\bso far\b"
    r"|\b(?:no|nobody|none)\b[^,;]*\b(?:has|have|had)\b",
    re.IGNORECASE,
)


def since(question: Asked, found: tuple[Claimed, ...]) -> tuple[Relation, tuple[Claimed, ...]]:
    """How claims stand to each other, newest first where the newer replaces the older."""
    if found and _has_come(question, found):
        return "update", tuple(sorted(found, key=_day, reverse=True))
    return "contradiction", found


def _has_come(question: Asked, found: Sequence[Claimed]) -> bool:
    """Whether the sources that deny it were right on their day, and it has happened by now.

    "He has not resigned" of the sixth, and "he has resigned" of the ninth.
    """
    if question.plan.wants != "yes-no" or not _BY_NOW.match(question.plan.standalone):
        return False
    days = {_day(c) for c in found}
    if "" in days:
        return False
    denied = [c for c in found if c.denies]
    last = max((_day(c) for c in denied), default="")
    return all(_SO_FAR.search(c.written) for c in denied) and all(
        _day(c) > last and not _before(c, last) for c in found if not c.denies
    )


def _day(claim: Claimed) -> str:
    """The day of a claim's article in ISO form; empty where it is not known to the day."""
    dated = claim.published
    return dated.date if dated is not None and dated.precision == "day" else ""


def _before(claim: Claimed, day: str) -> bool:
    """Whether a claim tells of a day before the one on which it was denied."""
    told = named(parse(claim.written, claim.published))
    return any(n.first <= day for n in told if not n.reporting)
