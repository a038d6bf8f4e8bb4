# ruff: noqa: E501  (a pattern is read best on one line)
"""In what a question wants to be answered: money, per cent, a length, an hour, a day, a count."""

from __future__ import annotations

import re

from bot.checking.text import parse
from bot.disagreeing.amounts import CLOCK, DAYS, amounts
from bot.planning import wanted

_HOW_MANY = re.compile(r"\b(?:how many|number of|how few)\s+(?P<things>(?:[\w-]+\s*){1,4})", re.I)
_LONG = r"length|width|height|depth|distance|altitude"
# The first that fits; "How long" is of time or of length.
_ASKED: tuple[tuple[str, str], ...] = (
    (CLOCK, r"\b(?:what|which) (?:time|hour)\b(?! of year)|\bwhat o'clock\b"),
    (DAYS, r"\b(?:what|which) (?:date|day|month|year)\b|\bdate of\b"),
    (f"{DAYS} {CLOCK}", r"^\W*(?:\w+ )?when\b|\bsince when\b"),
    (
        "percent",
        r"\b(?:what|which) (?:share|percentage|proportion|per ?cent)\b|\bturnout\b|\bby what (?:margin|percentage)\b",
    ),
    (
        "speed",
        r"\bhow (?:fast|quickly)\b|\bhow strong (?:was|is|were|are) the (?:winds?|gusts|storm|hurricane|typhoon)\b|\b(?:speed|velocity)\b",
    ),
    (
        "area",
        r"\bhow (?:large|big) an? (?:\w+ )?area\b|\b(?:what|which|how much) (?:area|land|surface|forest|farmland)\b",
    ),
    (
        "length",
        rf"\bhow (?:far|high up|tall|deep|wide|thick)\b|\b(?:what|which) (?:{_LONG})\b|\b(?:{_LONG}) of\b",
    ),
    ("degree", r"\btemperature\b|\bhow (?:hot|cold|warm)\b|\bdegrees\b"),
    ("money percent", r"\bhow much (?:more|less)\b"),
    (
        "money",
        r"\bhow (?:high|large|big|much)\b[\w\s']*\b(?:reward|fine|ransom|debt|loan|grant|bill|wages?|salary|price|costs?|damage|bail|rent|pension|budget|fee|profits?|turnover|revenue|deficit|surplus)\b",
    ),
    ("length money percent count degree", r"\bhow high\b"),
    (
        "time",
        r"\bhow long (?:did|does|do|has|have|had|will|would|ago)\b|\bhow old\b|\bwhat age\b|\bage of\b|\b(?:prison|jail) (?:term|sentence)\b|\bsentenced to\b|\bduration\b",
    ),
    ("time length", r"\bhow long\b"),
    ("mass", r"\bhow heavy\b|\bweight of\b|\bhow much [\w\s]{1,40}weigh"),
    ("count", r"\bmagnitude\b|\b(?:death|civilian|final|latest) toll\b"),
    (
        "money",
        r"\bhow much (?:money|[\w\s'-]{0,60}\b(?:cost|costs|pay|pays|paid|earn|earns|earned|worth|owe|owed|spend|spent|charged?|fined?"
        r"|compensation|wages?|salary|loan|debt|price|losses|profit|revenue|budget|deficit|invest(?:ed)?|lend|sold|bought))\b"
        r"|\b(?:price|costs?|wage|salary|value|ransom|reward|fine|bail|fare|budget|debt|grant|loan|compensation) (?:of|for|on)\b|\bworth\b"
        r"|\bwhat (?:did|does|do|has|have|had|will) [\w\s'-]{1,60} (?:cost|earn|pay|charge|spend|fetch)\b|\bhow (?:high|large|big) (?:is|was|were|are) the (?:reward|fine|ransom|debt|loan|grant|bill)\b",
    ),
)


def dimensions(question: str) -> frozenset[str]:
    """The dimensions that may answer a question; none where it does not tell.

    See `bot.disagreeing.amounts` for their names; "money" stands for every currency.
    """
    many = _HOW_MANY.search(question)
    if many is not None:
        # "How many tonnes", "how many years".
        found = next(amounts(parse(f"12 {many['things']}")), None)
        return frozenset([base(found[0].dimension) if found else "count"])
    lower = question.lower()
    for names, pattern in _ASKED:
        if re.search(pattern, lower):
            return frozenset(names.split())
    return frozenset([DAYS, CLOCK]) if wanted(question) == "date" else frozenset()


def base(dimension: str) -> str:
    """A dimension without its currency."""
    return dimension.split(":")[0]
