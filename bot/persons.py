"""What articles say of a person that a question names: who it is, and what was said.

Asked where no sentence answers by its words: "Who is Mara Lind?" shares no other word with "union
leader Mara Lind told reporters", nor does "What did Mara Lind say?" with what she said; and the
reader may not see that "Sarvian leader Mara Lind" tells who the leader of Sarvia is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.names import is_role
from bot.checking.speech import statements
from bot.checking.text import parse
from bot.disagreeing.alike import any_means
from bot.drafting.extractive import Part
from bot.drafting.places import Place, places_of
from bot.introducing import beside, gap, introduces
from bot.language.parties import party, same
from bot.language.people import NO_PERSON
from bot.language.terms import Word, words
from bot.language.wordclasses import bare
from bot.planning import Plan
from index import Hit
from index.lexical import STOP_WORDS

MOST = 3
_WHO = re.compile(r"^\W*who(?:'s| is| was) ((?:[\w'’-]+ ){0,4}[\w'’-]+)\s*\?*\s*$", re.IGNORECASE)
_WHAT = re.compile(
    r"^\W*what (?:did|does|has|had) (.+?) (?:say|said|tell|told|claim(?:ed)?|stated?|announced?)\b"
    r"(.*)$",
    re.IGNORECASE,
)
_FORM = frozenset("about on of regarding concerning the".split())
# Who is one of these does not hold the office.
_NO_HOLDER = frozenset(
    """
    deputy vice former ex late acting then previous outgoing designate candidate elect nominee
    contender hopeful aide wife husband son daughter brother sister told said met and
    """.split()
)
# What may stand between a name and what its bearer is: "Mara Lind, the union's leader".
_NEAR = 4


def parts(plan: Plan, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """Sentences that say who somebody is, or what somebody said; none for other questions.

    Of a time that is asked about nothing is known here, and nothing is given.

    Args:
        plan: the question.
        hits: passages about its topic, best first.
    """
    question = plan.standalone
    if plan.period is not None:
        return ()
    if who := _WHO.match(question):
        name, office = _name(who[1]), _office(who[1])
        found = (
            p
            for p in places_of(hits)
            if (name and introduces(p, name)) or (office and _holder(p, office))
        )
    elif what := _WHAT.match(question):
        name = _name(what[1])
        topic = _topic(what)
        found = (p for p in places_of(hits) if name and _says(p, name, topic))
    else:
        return ()
    return tuple(Part(place.hit, place.span) for place in _first(found, 1 if who else MOST))


def alone(plan: Plan) -> bool:
    """Whether a question asks for nothing else than who a named one is, or what they said."""
    question = plan.standalone
    who, what = _WHO.match(question), _WHAT.match(question)
    match = who or what
    if plan.period is not None or match is None or not _name(match[1]):
        return False
    return not (what and _topic(what))


def _topic(what: re.Match[str]) -> list[Word]:
    return [w for w in words(what[2]) if w.surface.lower() not in STOP_WORDS | _FORM]


def _first(found: Iterator[Place], count: int) -> list[Place]:
    return [place for place, _ in zip(found, range(count), strict=False)]


def _name(text: str) -> list[Word]:
    """The words of a name; none where a question names nobody by name."""
    found = [w for w in words(text) if w.surface.lower() not in STOP_WORDS]
    return found if found and all(w.capital and not is_role(w) for w in found) else []


def _office(text: str) -> list[Word]:
    """The words of an office, "the foreign minister of Russia"; none where none is asked for."""
    found = [w for w in words(text) if w.surface.lower() not in STOP_WORDS]
    return found if any(is_role(w) for w in found) else []


def _holder(place: Place, office: Sequence[Word]) -> bool:
    """Whether a sentence gives somebody's name right beside all words of an office."""
    ws = place.words

    def names(at: int) -> bool:
        word = ws[at]
        known = is_role(word) or party(word) or any(same(word, o) for o in office)
        return word.capital and not known and word.surface.lower() not in NO_PERSON

    most = len(office) + _NEAR
    for first in range(len(ws) - 1):
        last = first + 1
        if not (names(first) and names(last) and beside(place, last)):
            continue
        if last + 1 < len(ws) and beside(place, last + 1) and ws[last + 1].capital:
            # A longer name, of a body as it may be.
            continue
        begin, end = first, last
        while begin and first - begin < most and _joined(place, begin, begin == first):
            begin -= 1
        # "Mara Lind, the minister"; not "the Port Sarn minister".
        if end + 1 < len(ws) and gap(place, end + 1) == ", ":
            end += 1
            while end + 1 < len(ws) and end - last < most and _joined(place, end + 1, False):
                end += 1
        if any(_of_office(part, office) for part in (ws[begin:first], ws[last + 1 : end + 1])):
            return True
    return False


def _of_office(beside: Sequence[Word], office: Sequence[Word]) -> bool:
    """Whether words hold an office's, and none that make it another's or another one."""
    if not all(any(same(o, w) for w in beside) for o in office):
        return False
    for word in beside:
        asked = any(same(word, o) for o in office)
        owned = is_role(word) and word.surface.lower() != bare(word.surface)
        if owned or (not asked and (is_role(word) or word.surface.lower() in _NO_HOLDER)):
            return False
    return True


def _joined(place: Place, at: int, to_name: bool) -> bool:
    """Whether a word belongs to the one before it; a name may be set off by a comma."""
    return gap(place, at) in ((" ", "-", ", ") if to_name else (" ", "-"))


def _says(place: Place, name: Sequence[Word], topic: Sequence[Word]) -> bool:
    """Whether somebody of this name says something in a sentence, on all of a topic."""
    said = (s.names for s in statements(parse(place.text, place.hit.source.published)))
    if not any(any(same(a, b) for b in names) for names in said for a in name[-1:]):
        return False
    near = (*place.words, *words(place.before))
    return all(any_means(word, near) for word in topic)
