"""How differing reports of one thing stand to each other."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Sequence

from bot.answer import Relation
from bot.checking.names import name_words
from bot.disagreeing.amounts import BOUND, CLOCK, DAYS
from bot.disagreeing.reports import Report
from bot.language.parties import same
from bot.language.terms import alike

_CORRECTS = re.compile(r"\bcorrect(?:ion|ed|s|ing)\b|\bin fact\b|\bcounted twice\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:rose|risen|rises|rising|climbed|grew|grown|now|brings? the (?:total|toll|number)"
    r"|reached|has reached|more than doubled|fell|fallen|sunk|down to|up to|further|by then"
    r"|revised|lowered|raised|passed|moves? up)\b",
    re.IGNORECASE,
)
# A verb that leads to a figure says outright that it replaces another.
_CHANGED_TO = re.compile(
    r"\b(?:(?:rose|risen|rises|climb(?:s|ed)|grew|grown|jumped|revised|lowered|raised|cut|increased"
    r"|dropped|fell|fallen|moved?|moves|postponed|went|gone|goes|put off)\b[^.;,]{0,20}\bto"
    # A court shortens the sentence of a man whose name stands between.
    r"|(?:reduced|shortened|lengthened|extended|commuted|cut|raised|increased)\b[^.;,]*"
    r"\b(?:sentences?|terms?|detention|ban|suspension|truce|ceasefire|deadline)\b[^.;,]*\bto"
    r"|passe[sd])\s+$",
    re.IGNORECASE,
)
# A figure that only grows has grown when so many days lie between its reports.
_GROWING = frozenset(
    "dead hurt missing ill displaced leaked vaccinated destroyed strike taken".split()
)
_DAYS_TO_GROW = 2
# "Ninety-one, not 81": another's figure that is called wrong.
_DISPUTED = re.compile(r"\b(?:not|rather than|instead of)\s+(?:the\s+)?$", re.IGNORECASE)
_ALL = re.compile(r"\ball(?: of)?(?: the| its| their)?\s+$", re.IGNORECASE)
# Times of day that are said to be rounded may lie so many minutes apart.
_ABOUT_AN_HOUR = 30
# What goes up and down with every day.
_CHANGING = frozenset("missing high treated held".split())


def relation(reports: Sequence[Report], recalled: Sequence[Report]) -> Relation:
    """How reports differ, all of the same thing.

    Args:
        reports: two or more that are not all the same.
        recalled: earlier figures that the same articles recall ("had been nine").
    """
    by_day = in_order(reports)
    if is_update(by_day, recalled):
        return "update"
    pairs = [
        (a, b) for i, a in enumerate(by_day) for b in by_day[i + 1 :] if not a.amount.same(b.amount)
    ]
    found = {_of_two(a, b) for a, b in pairs}
    worst: tuple[Relation, ...] = ("contradiction", "range", "bound", "approximate")
    return next((name for name in worst if name in found), "contradiction")


def _of_two(a: Report, b: Report) -> Relation:
    x, y = a.amount, b.amount
    if x.dimension in (CLOCK, DAYS):
        near = x.dimension == CLOCK and abs(x.low - y.low) <= _ABOUT_AN_HOUR
        return "approximate" if near and (x.about or y.about) else "contradiction"
    if x.span or y.span:
        return "range" if x.meets(y) else "contradiction"
    if x.bound or y.bound:
        return "bound" if x.meets(y) else "contradiction"
    if x.about or y.about:
        room = 0.05 * max(abs(x.middle), abs(y.middle))
        return "approximate" if abs(x.middle - y.middle) <= room else "contradiction"
    return "contradiction"


def in_order(reports: Sequence[Report]) -> list[Report]:
    """The oldest first."""
    return sorted(reports, key=day_of)


def day_of(report: Report) -> str:
    """The day of a report's article, or what is known of it; empty where nothing is."""
    return report.day or (report.published.date if report.published else "")


def is_update(by_day: Sequence[Report], recalled: Sequence[Report]) -> bool:
    """Whether each later figure replaces the one before it."""
    days = [day_of(r) for r in by_day]
    if "" in days or days[0] == days[-1]:
        return False
    changes = [(a, b) for a, b in itertools.pairwise(by_day) if not a.amount.same(b.amount)]
    return bool(changes) and all(_replaces(a, b, recalled) for a, b in changes)


def _replaces(old: Report, new: Report, recalled: Sequence[Report]) -> bool:
    if not (day_of(old) and day_of(new)) or day_of(old) >= day_of(new):
        return False
    # What stands behind a figure tells of others: "flew 900 km and rose to 600".
    left = new.parsed.text[: new.amount.start]
    text = f"{new.source.title or ''}\n{left}"
    same_outlet = (old.source.outlet or "").casefold() == (new.source.outlet or "?").casefold()
    if same_outlet or _CORRECTS.search(f"{new.source.title or ''}\n{new.parsed.text}"):
        return True
    if new.amount.dimension == CLOCK:
        return False
    recalls = any(
        r.source.file == new.source.file
        and abs(r.amount.middle - old.amount.middle) < 1e-9
        and not _DISPUTED.search(r.parsed.text[: r.amount.start])
        for r in recalled
    )
    if recalls or _one_speaker(old, new) or (_told_anew(new) and _changed_to(new)):
        return True
    if new.kinds & _CHANGING:
        return True
    if new.amount.middle > old.amount.middle and _told_anew(old) and _changed_to(old):
        # "Has climbed to 103", and later there were 134.
        return True
    if old.speakers and new.speakers:
        return False
    grown = new.amount.middle > old.amount.middle and bool(new.kinds & _GROWING)
    # "All five on board": there were no more.
    grown = grown and not _ALL.search(old.parsed.text[: old.amount.start])
    return (grown and _days(old, new) >= _DAYS_TO_GROW) or bool(_CHANGES.search(text))


def _changed_to(report: Report) -> bool:
    left = report.parsed.text[: report.amount.start]
    return any(_CHANGED_TO.search(f"{x.rstrip()} ") for x in (left, BOUND.sub("", left)))


def _told_anew(report: Report) -> bool:
    """Whether "rose to" tells of a figure that is new, and not of a thing: a river, a rocket."""
    return report.amount.dimension not in ("length", "degree", "speed", "volume")


def changes_term(old: Report, new: Report) -> bool:
    """Whether one tells that a term of which another told has been changed since, to its own.

    A sentence may be shortened years later, and it is the sentence of whoever both name.
    """
    if new.amount.dimension != "time" or day_of(old) >= day_of(new) or not _changed_to(new):
        return False
    named = name_words(old.parsed)
    return any(same(w, o) for w in name_words(new.parsed) for o in named)


def _one_speaker(a: Report, b: Report) -> bool:
    return any(alike(x.stem, y.stem) for x in a.speakers for y in b.speakers)


def _days(a: Report, b: Report) -> int:
    if a.day is None or b.day is None:
        return 0
    gap = datetime.date.fromisoformat(b.day) - datetime.date.fromisoformat(a.day)
    return gap.days
