"""Two parties exchanged: what a claim says of one its source says of the other, and the reverse.

"Velmara may catch 6,500 tonnes and Pelagia 5,000" has each figure beside one of two; so has a
claim about both. Where one fact of each has changed sides and none has stayed, the claim has
exchanged them, whatever verbs it tells it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.checking import related
from bot.checking.alike import bare, same_meaning, same_word
from bot.checking.coverage import is_light
from bot.checking.faults import Fault
from bot.checking.names import holds, is_role, names_somebody
from bot.checking.quotes import in_quote
from bot.checking.text import Parsed
from bot.language.clauses import Clauses, clauses
from bot.language.phrases import Phrase
from bot.language.wordclasses import Token


def exchanged(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Pairs of parties that have changed places in a claim."""
    mine, theirs = clauses(claim.text), clauses(cited.text)
    pairs = [
        (own, told)
        for own in _parties(mine)
        if (told := [t for t in _parties(theirs) if _one(mine, own, theirs, t)])
    ]
    facts = list(_facts(claim, cited, mine, theirs, [p for p, _ in pairs]))
    for (one, its), (other, others) in combinations(pairs, 2):
        if {p.head for p in its} & {p.head for p in others} or not _parted(mine, one, other):
            continue
        sides = [
            (_side(mine, fact.own, [one], [other]), _side(theirs, fact.told, its, others))
            for fact in facts
        ]
        sure = [pair for pair in sides if 0 not in pair]
        if {(1, -1), (-1, 1)} <= set(sure) and not any(a == b for a, b in sure):
            words = " and ".join(mine.tokens[p.head].word.surface for p in (one, other))
            yield Fault("party", words, "the source has each in the other's place")
            return


@dataclass(frozen=True, slots=True)
class _Fact:
    """A word or figure that stands once in each of two texts, by its positions."""

    own: int
    told: int


# Heads of phrases that may have a side of their own.
_GROUPS = ("person", "family")


def _parties(read: Clauses) -> list[Phrase]:
    return [p for p in read.phrases.all if _is_party(read, p)]


def _is_party(read: Clauses, phrase: Phrase) -> bool:
    head = read.tokens[phrase.head]
    if in_quote(read.text, head.word.start):
        return False
    if any(names_somebody(t.word) for t in _inside(read, phrase) if t.part == "name"):
        return True
    if head.part != "noun":
        return False
    lower = bare(head.word.surface)
    return is_role(head.word) or any(related.is_kind(lower, wide) for wide in _GROUPS)


def _inside(read: Clauses, phrase: Phrase) -> Sequence[Token]:
    return read.tokens[phrase.first : phrase.last + 1]


def _one(mine: Clauses, own: Phrase, theirs: Clauses, told: Phrase) -> bool:
    """Whether two phrases name one party: a name in common, or without names one head."""
    ours = [t.word for t in _inside(mine, own) if t.part == "name"]
    names = [t.word for t in _inside(theirs, told) if t.part == "name"]
    if ours and names:
        return any(holds(w, names, "") for w in ours)
    if ours or names:
        return False
    return same_word(mine.tokens[own.head].word, theirs.tokens[told.head].word)


def _facts(
    claim: Parsed, cited: Parsed, mine: Clauses, theirs: Clauses, parties: Sequence[Phrase]
) -> Iterator[_Fact]:
    taken = {k for p in parties for k in range(p.first, p.last + 1)}
    for q in claim.quantities:
        told = [s for s in cited.quantities if s.value == q.value]
        own = [o for o in claim.quantities if o.value == q.value]
        if len(told) == len(own) == 1 and q.value > 1:
            yield _Fact(_place(mine, q.start), _place(theirs, told[0].start))
    words = [(k, t.word) for k, t in enumerate(theirs.tokens) if _is_telling(t)]
    for at, token in enumerate(mine.tokens):
        if at in taken or not _is_telling(token):
            continue
        found = [k for k, word in words if same_meaning(token.word, word)]
        again = [t for t in mine.tokens if t is not token and same_meaning(t.word, token.word)]
        if len(found) == 1 and not again:
            yield _Fact(at, found[0])


def _parted(read: Clauses, one: Phrase, other: Phrase) -> bool:
    """Whether two parties stand in parts of their own: "49 for Pelagia, and 42 for Velmara"."""
    first, second = sorted((one, other), key=lambda p: p.first)
    return _joints(read.tokens[first.last + 1 : second.first + 1]) > 0


def _is_telling(token: Token) -> bool:
    return token.part in ("noun", "verb", "adjective") and not is_light(token.word)


def _place(read: Clauses, start: int) -> int:
    return sum(t.word.start < start for t in read.tokens)


# What a boundary between a fact and a party counts, in words; and by how much nearer one party
# must be than the other.
_BOUNDARY, _FULL_STOP, _SURE = 4, 12, 2
# A fact further than this from both belongs to neither.
_NEAR = 12
_JOINTS = frozenset("and but while whereas although though".split())


def _side(read: Clauses, at: int, one: Sequence[Phrase], other: Sequence[Phrase]) -> int:
    """Whether a fact is one party's (1), the other's (-1), or it cannot be told (0)."""
    near = min(_distance(read, at, p) for p in one)
    far = min(_distance(read, at, p) for p in other)
    if abs(near - far) < _SURE or min(near, far) > _NEAR:
        return 0
    return 1 if near < far else -1


def _distance(read: Clauses, at: int, party: Phrase) -> int:
    if party.first <= at <= party.last:
        return 0
    low, high = (party.last, at) if party.last < at else (at, party.first)
    between = read.tokens[low + 1 : high + 1]
    stops = sum(bool(re.search(r"[.!?]", t.gap)) for t in between)
    return high - low + _BOUNDARY * _joints(between) + _FULL_STOP * stops


def _joints(between: Sequence[Token]) -> int:
    """How many words join or part two halves of a text."""
    return sum(t.lower in _JOINTS or bool(re.search(r"[,;:]", t.gap)) for t in between)
