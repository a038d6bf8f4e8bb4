"""By what name evidence calls a party's people: the fighters of a front that others call rebels.

An army counts rebels, and the rebels count "our fighters". Both are counts of the same people only
where the evidence says so: where it calls the party by that name, or where the party disputes the
very figure that another gives of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.checking.units import PEOPLE
from bot.disagreeing.alike import means
from bot.disagreeing.asked import Asked
from bot.disagreeing.reports import Report, Told
from bot.language.parties import same
from bot.language.terms import Word, alike, words

# Who fights a government, by the names that the government and its papers have for them.
_REBELS = frozenset(
    """
    rebel rebels insurgent insurgents guerrilla guerrillas militant militants separatist separatists
    extremist extremists terrorist terrorists jihadist jihadists
    """.split()
)
# What a party calls its own.
_OWN = frozenset("fighter fighters men members comrades combatants troops soldiers people".split())
# "Rebels of the Northern Front", "the Northern Front, a rebel group": so near, and in one sentence.
_NEAR = 3
_SENTENCE = re.compile(r"[.!?;:]")


def as_called(question: Asked, told: Sequence[Told], every: Sequence[Report]) -> list[Report]:
    """The reports, those of a party's own people with the name by which they are asked for.

    Args:
        question: what is asked.
        told: the evidence.
        every: all that it reports.
    """
    asked_for = [w for w in question.things if w.surface.lower() in _REBELS]
    if not asked_for:
        return list(every)
    name = asked_for[-1]
    return [
        _renamed(r, name)
        if _is_of_own(r) and (_is_called(r, name, told) or _disputes(r, name, every))
        else r
        for r in every
    ]


def _renamed(report: Report, name: Word) -> Report:
    people = frozenset(n for n, forms in PEOPLE.items() if name.stem in forms)
    return replace(report, things=(name,), nouns=(name.stem,), people=people)


def _is_of_own(report: Report) -> bool:
    """Whether a number counts a party's people, by a name that the party itself uses."""
    return bool(report.owners) and any(w.surface.lower() in _OWN for w in report.things[:1])


def _counts(report: Report, name: Word) -> bool:
    return any(means(w, name) or w.stem == name.stem for w in report.things[:2])


def _disputes(report: Report, name: Word, every: Sequence[Report]) -> bool:
    """Whether a sentence calls wrong what another source reports of them: "nine, not 60"."""
    wrong = [r for r in every if r.former and r.parsed is report.parsed and r is not report]
    return any(
        w.amount.middle == r.amount.middle
        and r.kinds & report.kinds
        and r.source.file != report.source.file
        and _counts(r, name)
        for w in wrong
        for r in every
    )


def _is_called(report: Report, name: Word, told: Sequence[Told]) -> bool:
    """Whether any sentence puts the name beside that of the party."""
    for part in told:
        found = words(part.text)
        for i, word in enumerate(found):
            if word.capital or not (word.stem == name.stem or means(word, name)):
                continue
            beside = (*found[max(0, i - _NEAR) : i], *found[i + 1 : i + 1 + _NEAR])
            if any(_is_of(w, word, report, part.text) for w in beside):
                return True
    return False


def _is_of(near: Word, word: Word, report: Report, text: str) -> bool:
    """Whether a word near the name is the party's own, with nothing between that parts them."""
    if not near.capital or not any(
        same(near, o) or alike(near.stem, o.stem) for o in report.owners
    ):
        return False
    first, second = sorted((near, word), key=lambda w: w.start)
    between = text[first.end : second.start]
    if _SENTENCE.search(between):
        return False
    if first is word:
        return bool(_OF.fullmatch(between))
    return bool(_CALLED.fullmatch(between))


_OF = re.compile(
    r"\s+(?:group\s+|army\s+|movement\s+|alliance\s+)?(?:(?:of|from|in|with)\s+)?(?:the\s+)?(?:[A-Z]\w+\s+)?"
)
_CALLED = re.compile(
    r"(?:['’]s?)?\s+(?:[A-Z]\w+\s+)?|,\s+(?:an?|the)\s+(?:\w+\s+)?|\s+(?:is|are) (?:an?|the)\s+"
)
