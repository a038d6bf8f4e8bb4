"""Whether two amounts are of the same thing: counted, happened, owned, and of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.checking.alike import lemma, same_meaning
from bot.checking.coverage import content_words
from bot.checking.names import name_words
from bot.checking.units import PEOPLE
from bot.disagreeing.alike import any_means, is_model, means
from bot.disagreeing.asked import Asked
from bot.disagreeing.beside import does_other
from bot.disagreeing.dimensions import base
from bot.disagreeing.fitting import JOBS, ONE_PEOPLE, counts_doers, measures, same_things
from bot.disagreeing.groups import groups
from bot.disagreeing.kinds import HARD, is_general, kinds_of
from bot.disagreeing.occasion import of_another_year, two_events
from bot.disagreeing.recurring import on_other_days
from bot.disagreeing.reports import Report
from bot.disagreeing.timely import other_time
from bot.disagreeing.whose import counts_own, part_of_place, within
from bot.language import english
from bot.language.parties import same
from bot.language.terms import Word, alike

# How much of the rarer words of the shorter sentence the other must hold, by what else agrees.
_SHARED_WITH_KIND, _SHARED, _SHARED_ONE_KIND, _SHARED_HARD = 0.25, 0.5, 0.55, 0.75


def differs(
    question: Asked, a: Report, b: Report, over_time: bool = False, recalled: bool = False
) -> str | None:
    """Why two amounts are not of the same thing; None when they are.

    Args:
        question: what is asked; its words need not be in both.
        a, b: the amounts.
        over_time: whether one thing at several times counts as the same: "the latest rate".
        recalled: whether one's article names the other's figure as an earlier one.
    """
    if a.amount.dimension != b.amount.dimension:
        return "another unit"
    if a.part != b.part and not (_all_of_kind(question, a) and _all_of_kind(question, b)):
        # "Of the dead 28 were women" tells all that is asked with "how many women".
        return "a part and a whole"
    if _qualified(question, a) != _qualified(question, b) and not _both_to_come(a, b):
        return "qualified otherwise"
    if question.of_one and _one_and_all(a, b):
        return "a price and a sum"
    if a.kinds and b.kinds and not a.kinds & b.kinds and not _asked_both(question, a, b):
        return "something else happened"
    if a.amount.dimension != "count" and (a.kinds ^ b.kinds) & _STANCES:
        return "what is wanted and what is given"
    if a.people and b.people and not a.people & b.people:
        return "other people"
    counted = _counted(a, b)
    if counts_doers(question, a) or counts_doers(question, b):
        counted = None
    if counted is not None:
        return counted
    answering = _answers(question, a) and _answers(question, b)
    plain = a.kinds & b.kinds or (_is_named(question, a) and _is_named(question, b))
    simple = a.amount.dimension in _SIMPLE and (
        not question.dimensions or a.amount.dimension in question.dimensions
    )
    bare = not (question.verbs or question.kinds)
    plain = plain or (answering and (simple or bare))
    if not plain and does_other(a, b, question.plan.terms, question.kinds):
        return "something else is said of it"
    if two_events(a, b) or of_another_year(a, b) or (not over_time and on_other_days(a, b)):
        return "another event"
    if _foreign(a.owners, b.owners):
        return "another party"
    if a.scopes and b.scopes and not a.scopes & b.scopes:
        return "another area"
    if _flows(a) and _flows(b) and _spans(a) != _spans(b):
        return "another period"
    if "turnout" in a.kinds & b.kinds and _hours(a) != _hours(b):
        return "another hour"
    if a.amount.dimension == "percent" and (_of_group(question, a, b) or _of_group(question, b, a)):
        return "a group of them"
    if _narrower(question, a, b) or _narrower(question, b, a):
        return "a part of the area"
    return (
        (None if recalled else other_time(a, b, over_time))
        or _other_place(a, b)
        or (None if answering else _little_shared(a, b))
    )


# A question about what is to come is answered by plans and expectations.
_AHEAD = re.compile(
    r"\b(?:will|going to|plan(?:s|ned|ning)?|expect(?:s|ed)?|propos(?:es|ed))\b|\bis to\b", re.I
)
# Who marches is a marcher, whatever he is called.
_WHOEVER = frozenset(["born", "attended", "dismissed"])
# What has been spent is asked for, and not what will be.
_SO_FAR = re.compile(r"^\W*how (?:much|many)\b[^?]*?\b(?:has|have|had)\b", re.IGNORECASE)
# "Nine of the women" are not all of them.
_SOME_OF = re.compile(r"\s*(?:\w+\s+)?of\b")
_STANCES = frozenset(["offered", "demanded"])
# What is measured in these is the thing itself, whatever verb says so.
_SIMPLE = frozenset("time percent degree speed length area clock days".split())


def _qualified(question: Asked, report: Report) -> frozenset[str]:
    """What makes a number another than the one that is asked for."""
    free = {"change"} if question.of_change else set()
    if "whole" in report.qualifiers and not (question.verbs or question.kinds):
        free.add("whole")
    if question.of_one:
        free |= {"apiece", "recent", "average"}
    if _AHEAD.search(question.plan.standalone):
        free |= {"ahead", "planned"}
    if _answers(question, report) and not _SO_FAR.search(question.plan.standalone):
        free.add("ahead")
    return report.qualifiers - free


def _all_of_kind(question: Asked, report: Report) -> bool:
    """Whether a number is of all people of the kind that is asked for."""
    behind = report.parsed.text[report.amount.end :]
    return bool(report.people) and same_things(question, report) and not _SOME_OF.match(behind)


def _both_to_come(a: Report, b: Report) -> bool:
    """Whether both figures are of what is to come, and nothing else sets them apart."""
    coming = frozenset(["ahead", "planned"])
    rest = a.qualifiers - coming, b.qualifiers - coming
    return bool(a.qualifiers & coming and b.qualifiers & coming) and rest[0] == rest[1]


def _answers(question: Asked, report: Report) -> bool:
    """Whether a sentence says of its number just what is asked: what happened, or the verb."""
    if question.kinds & report.kinds or _is_named(question, report):
        return True
    if not (question.verbs or question.kinds) and same_things(question, report):
        # "How many fires were there": whoever counts fires answers.
        return True
    dimension = base(report.amount.dimension)
    if dimension != "count" and measures(question.things, report):
        return True
    if dimension != "count" and dimension in question.dimensions:
        return dimension in _SIMPLE or question.shares(report)
    return any(any_means(v, report.parsed.words) for v in question.verbs)


def _speaks_of(kind: Report, bare: Report) -> bool:
    """Whether the other article speaks of the people whom one counts."""
    return any(t.stem == w.stem for t in kind.things[:1] for w in bare.context)


# What a flat costs a month is no sum that is paid once.
_EACH = frozenset(["apiece", "average", "recent"])
_SO_MUCH_MORE = 8


def _one_and_all(a: Report, b: Report) -> bool:
    """Whether one amount is told as that of one or of a month, and the other is much larger."""
    if bool(a.qualifiers & _EACH) == bool(b.qualifiers & _EACH):
        return False
    one, other = sorted((abs(a.amount.middle), abs(b.amount.middle)))
    return other > _SO_MUCH_MORE * one


_MAGNITUDE = re.compile(r"\bmagnitude\b|\bhow strong was the (?:earth)?quake\b", re.IGNORECASE)
_LIKE_MAGNITUDE = re.compile(r"[1-9]\.\d")


def _is_named(question: Asked, report: Report) -> bool:
    """Whether a number is the very figure that a question names: "the magnitude"."""
    if _MAGNITUDE.search(question.plan.standalone) and _LIKE_MAGNITUDE.fullmatch(report.written):
        return True
    return not question.things and any(
        any_means(w, question.content) for w in report.things[:1] if not is_general([w.stem])
    )


def _asked_both(question: Asked, a: Report, b: Report) -> bool:
    """Whether a question names both kinds of an amount: "what ransom did they demand"."""
    both = bool(question.kinds & a.kinds and question.kinds & b.kinds)
    return both and a.amount.dimension != "count"


# What is earned or lacking is so within a time.
_FLOW = re.compile(r"\b(?:profits?|earnings|turnover|revenues?|deficit|surplus)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:(first|second|third|fourth|last|nine|six|three)[- ])?(quarter|half|months?|year)\b"
    r"|\b(annual|yearly|quarterly|monthly|full[- ]year)\b",
    re.IGNORECASE,
)


def _flows(report: Report) -> bool:
    return report.amount.dimension == "money" and bool(_FLOW.search(report.parsed.text))


def _spans(report: Report) -> set[str]:
    return {match.group().lower() for match in _SPAN.finditer(report.parsed.text)}


def _hours(report: Report) -> set[object]:
    return {hour for m in report.parsed.moments if (hour := m.get("clock")) is not None}


def _narrower(question: Asked, a: Report, b: Report) -> bool:
    """Whether one sentence speaks of a town or district that nobody else names."""
    asked = question.plan.standalone.lower()
    if any(p not in asked and p not in b.parsed.lower for p in part_of_place(a.parsed)):
        return True
    return any(
        not any(alike(w.stem, q.stem) for q in (*question.words, *b.parsed.words))
        for w in within(a.parsed)
    )


def _of_group(question: Asked, a: Report, b: Report) -> bool:
    """Whether a share is that of a group that nobody else names: of the young, of women."""
    group = groups(a.parsed, a.amount.end)
    return bool(group) and not any(any_means(w, (*question.words, *b.parsed.words)) for w in group)


def _counted(a: Report, b: Report) -> str | None:
    if a.amount.dimension != "count" or not _whole(a):
        return None
    if any_alike(a.nouns[:3], b.nouns[:3]) or a.people & b.people & ONE_PEOPLE:
        return None
    general = is_general(a.nouns), is_general(b.nouns)
    if all(general):
        return None
    if any(general):
        # "87 pupils" and "four people": people of a kind are a part, unless one names no kind.
        bare, kind = (a, b) if general[0] else (b, a)
        if any(alike(o.stem, t.stem) for o in bare.owners for t in kind.things):
            # "The rebels' losses are seven men", "60 rebels were killed".
            return None
        if kind.people == {"military"} and counts_own(bare.parsed):
            # "46 soldiers", "twelve of its own men".
            return None
        if bare.nouns[:1] and kinds_of(bare.nouns[0]) & HARD and not kind.people:
            # "Nine miners died", "the number of dead is 12" in a report on miners.
            return None if _speaks_of(kind, bare) else "people and a kind of them"
        if a.kinds & b.kinds & _WHOEVER:
            return None
        if kind.people == {"civilian"} and a.kinds & b.kinds and not (_at_war(a) or _at_war(b)):
            return None
        return "people and a kind of them" if bare.nouns else None
    if a.kinds & b.kinds and any(is_model(w) for r in (a, b) for w in r.things[:1]):
        return None
    if "dismissed" in a.kinds & b.kinds and any(r.nouns[:1] in JOBS for r in (a, b)):
        return None
    one = any(means(x, y) for x in a.things[:3] for y in b.things[:3])
    return None if one else "other things"


def _at_war(report: Report) -> bool:
    """Whether an article speaks of soldiers, so that civilians are a part of all."""
    return any(w.stem in PEOPLE["military"] for w in report.context)


def _whole(report: Report) -> bool:
    return float(report.amount.middle).is_integer()


def any_alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether any stem of one side is a form of one of the other's."""
    return any(alike(lemma(x), lemma(y)) for x in some for y in others)


def _foreign(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return bool(some and others) and not any(
        alike(x.stem, y.stem) or same(x, y) for x in some for y in others
    )


def _other_place(a: Report, b: Report) -> str | None:
    return "another place" if _elsewhere(a, b) or _elsewhere(b, a) else None


def _elsewhere(a: Report, b: Report) -> bool:
    """Whether the other article holds none of the names of one's sentence."""
    names = [w for w in dict.fromkeys((*a.places, *name_words(a.parsed))) if w.weight >= 0.3]
    counted = {w.start for w in a.things}
    names = [w for w in names if w.start not in counted]
    names = [w for w in names if not (w.opens and english.readings(w.surface.lower()))]
    # Where only those who speak are named, no place is.
    if all(w in a.speakers for w in names) or not b.context:
        return False
    return not any(alike(n.stem, w.stem) for n in names for w in b.context)


def _little_shared(a: Report, b: Report) -> str | None:
    shared = likeness(a, b)
    least = _SHARED_WITH_KIND if a.kinds & b.kinds else _SHARED
    if bool(a.kinds) != bool(b.kinds):
        least = _SHARED_HARD if (a.kinds | b.kinds) & HARD else _SHARED_ONE_KIND
    return None if shared >= least else "another matter"


def closeness(a: Report, b: Report) -> float:
    """How surely two amounts are of one thing, to choose among those that may be."""
    alike_things = any_alike(a.nouns[:3], b.nouns[:3]) or (
        is_general(a.nouns) and is_general(b.nouns)
    )
    return bool(a.kinds & b.kinds) + alike_things + 0.5 * likeness(a, b)


def likeness(a: Report, b: Report) -> float:
    """How much of the shorter sentence's content stands in the other, by rarity, 0 to 1."""
    mine, theirs = _content(a), _content(b)
    if not mine or not theirs:
        return 1.0
    return max(_held(mine, (*theirs, *b.context[:40])), _held(theirs, (*mine, *a.context[:40])))


def _content(report: Report) -> list[Word]:
    names = [w for w in name_words(report.parsed) if w not in report.speakers]
    return [*content_words(report.parsed), *names]


def _held(some: Sequence[Word], others: Sequence[Word]) -> float:
    weights = [0.2 + w.weight for w in some]
    held = [any(same_meaning(w, o) for o in others) for w in some]
    return sum(x for x, h in zip(weights, held, strict=True) if h) / sum(weights)
