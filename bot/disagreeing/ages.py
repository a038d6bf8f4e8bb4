"""Numbers that tell how old somebody is: "Julia Orban, 57, was led off", "aged nine"."""

from __future__ import annotations

import re

from bot.checking.names import name_words
from bot.checking.text import Parsed
from bot.disagreeing.amounts import Amount
from bot.language import english
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.terms import Word

_OLDEST = 115
_YEAR = 31557600.0
_DAYS = "|".join(name.capitalize() for name in (*MONTHS, *WEEKDAYS))
# Beside a name, between commas or in brackets; behind "aged".
_BEHIND_NAME = re.compile(rf"\b(?!(?:{_DAYS})\b)[A-Z][\w'’-]+,\s$")
_NAME_ENDS = re.compile(r"\b[A-Z][\w'’-]+,?\s\(?$")
# "The singer, 29, has cancelled her tour".
_ROLE_ENDS = re.compile(r"\b([a-z]+),\s$")
_CLOSES = re.compile(r"^(?:[,.;]|\)|$)")
_AGED = re.compile(
    r"\baged?\s+$"
    r"|\b(?:man|woman|boy|girl|child|patient|mother|father|pensioner|pupil|student) of\s+$",
    re.IGNORECASE,
)


# "Jan Polk was 47 when he died".
_WAS = re.compile(r"\b(?:[A-Z][\w'’-]+|he|she) (?:was|is|turned|had been) (?:only |just )?$")
_WHEN = re.compile(r"^\s+(?:when|at the time|years? old)\b", re.IGNORECASE)


def as_age(parsed: Parsed, amount: Amount) -> bool:
    """Whether a plain number is somebody's age, by where it stands."""
    if amount.dimension != "count" or not 0 < amount.low <= _OLDEST or amount.bound or amount.span:
        return False
    left, right = parsed.text[: amount.start], parsed.text[amount.end :]
    if _AGED.search(left):
        return True
    if _WAS.search(left) and _WHEN.match(right):
        return True
    if not amount.written.isdigit() or not _CLOSES.match(right):
        return False
    role = _ROLE_ENDS.search(left)
    if role is not None and right.startswith(","):
        return english.broader("person", role[1])
    bracket = left.endswith("(")
    if not _NAME_ENDS.search(left):
        return False
    return bracket == right.startswith(")") and (bracket or bool(_BEHIND_NAME.search(left)))


def age(amount: Amount) -> Amount:
    """A plain number as the time that somebody has lived."""
    years = amount.low * _YEAR
    return Amount(
        years, years, "time", amount.written, False, False, False, "year", amount.start, amount.end
    )


def whose_age(parsed: Parsed, amount: Amount) -> tuple[Word, ...]:
    """The name that an age stands beside."""
    out: list[Word] = []
    for word in reversed([w for w in name_words(parsed) if w.end <= amount.start]):
        if (out and word.end + 1 != out[-1].start) or (word.end + 3 < amount.start and not out):
            break
        out.append(word)
    return tuple(reversed(out))
