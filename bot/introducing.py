"""Whether a sentence says of somebody whom it names who that is, right beside the name."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from bot.checking.names import is_role
from bot.drafting.places import Place, asks
from bot.language import english
from bot.language.parties import same
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# What may stand between a name and what its bearer is: "Mara Lind, the union's leader".
_NEAR = 5
# Between an office and the name: "the head of the Marrowick Harbour Board, Mara Lind".
_FAR = 6
_OPEN = frozenset("a an the its his her their our then now once also most same".split())
_OF = frozenset("of at for in from with".split())
_AND = frozenset("and or nor but".split())
# What somebody was made: "was re-elected mayor".
_MADE = frozenset("re elected appointed named made chosen sworn still again".split())
# They are no kind of person in the dictionary.
_HEADS = frozenset(["head", "number"])
# "Union head Mara Lind".
_HEADED = frozenset(["head", "chief", "boss"])


def introduces(place: Place, name: Sequence[Word]) -> bool:
    """Whether a sentence gives a whole name, and right beside it what its bearer is."""
    ws = place.words
    if asks(place.text):
        return False
    for i in range(len(ws) - len(name) + 1):
        if all(same(a, b) for a, b in zip(name, ws[i : i + len(name)], strict=True)):
            first = i
            while beside(place, first) and ws[first - 1].capital and not is_person(ws[first - 1]):
                # "President Ilham Aliyev", asked for as "Aliyev".
                first -= 1
            if _told_before(place, first, i + len(name)) or _told_behind(place, i + len(name)):
                return True
    return False


def gap(place: Place, at: int) -> str:
    """What stands between a word and the one before it."""
    return place.text[place.words[at - 1].end : place.words[at].start]


def beside(place: Place, at: int) -> bool:
    """Whether nothing but a space parts a word from the one before it."""
    return at > 0 and gap(place, at) == " "


def is_person(word: Word) -> bool:
    """Whether a word says what somebody is: a role, or a noun for one who does something."""
    if is_role(word):
        return True
    lower = word.surface.lower()
    return (not word.capital or word.opens) and lower not in STOP_WORDS and _person(lower)


@functools.lru_cache(maxsize=10_000)
def _person(lower: str) -> bool:
    known = english.readings(lower)
    if not known:
        # "Glaciologist": no dictionary has them all.
        return lower.endswith(("ist", "man", "woman", "ian"))
    if known[0].part == "n" and lower.endswith(("er", "or", "ist", "man", "woman", "ian")):
        return True
    nouns = [base for base, part in english.usual(lower) if part == "n"]
    return any(base == "person" or english.broader("person", base) for base in nouns)


def _told_before(place: Place, first: int, end: int) -> bool:
    """Whether it is told before the name: "leader Mara Lind", "the leader of miners, Mara Lind,".

    Args:
        first: where the name begins.
        end: where the word after it stands.
    """
    ws = place.words
    if beside(place, first):
        return is_person(ws[first - 1]) or ws[first - 1].surface.lower() in _HEADED
    if not first or gap(place, first) != ", " or not _closes(place, end):
        return False
    if is_person(ws[first - 1]):
        return True
    # "the mayor of Port Sarn, Mara Lind,"
    for at in range(first - 1, max(first - 1 - _FAR, 0), -1):
        if gap(place, at) not in (" ", "-"):
            return False
        if ws[at].surface.lower() in _OF:
            head = ws[at - 1]
            return is_person(head) or head.surface.lower() in _HEADS
        if not (ws[at].capital or _describes(ws[at])):
            return False
    return False


def _closes(place: Place, at: int) -> bool:
    """Whether a name ends at a comma or a stop, and no list goes on behind it."""
    if at >= len(place.words):
        return True
    return gap(place, at)[:1] in tuple(",.;:!?)") and place.words[at].surface.lower() not in _AND


def _told_behind(place: Place, at: int) -> bool:
    """Whether it is told behind the name: "Mara Lind, a teacher,", "Mara Lind was a teacher".

    Args:
        at: where the word after the name stands.
    """
    ws = place.words
    if at >= len(ws):
        return False
    if gap(place, at) == ", " and ws[at].surface.isdigit() and at + 1 < len(ws):
        # Her age.
        at += 1
    if gap(place, at) in (", ", " ("):
        return any(_ends(place, k) for k in _described(place, at))
    if beside(place, at) and ws[at].surface.lower() in ("is", "was"):
        while at + 1 < len(ws) and ws[at + 1].surface.lower() in _MADE:
            at += 1
        return any(True for _ in _described(place, at + 1))
    return False


def _described(place: Place, at: int) -> Iterator[int]:
    """Where a description that begins somewhere has nouns for one person."""
    ws = place.words
    for k in range(at, min(at + _NEAR, len(ws))):
        if k > at and gap(place, k) not in (" ", "-"):
            return
        if is_person(ws[k]) and not _plural(ws[k]):
            yield k
        elif not (ws[k].capital or _describes(ws[k])):
            return


def _describes(word: Word) -> bool:
    """Whether a word may stand in what somebody is called: the, former, harbour's."""
    lower = word.surface.lower().removesuffix("'s").removesuffix("’s").strip("'’")
    if lower in _OPEN or lower.isdigit():
        return True
    usual = {part for _, part in english.usual(lower)}
    return lower not in STOP_WORDS and (not usual or bool(usual & {"n", "a"}))


def _plural(word: Word) -> bool:
    lower = word.surface.lower()
    return lower.endswith("s") and any(r.inflected for r in english.readings(lower)[:1])


def _ends(place: Place, at: int) -> bool:
    """Whether a description may end with a word, so that nobody else is meant by it."""
    if at + 1 >= len(place.words):
        return True
    after = place.words[at + 1].surface.lower()
    return gap(place, at + 1) != " " or after in _OF | {"who", "whose", "to", "based"}
