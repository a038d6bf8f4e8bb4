"""Prepositions that exclude each other: "sent to the valley" beside "sent from the valley"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from bot.checking.alike import same_meaning, same_word
from bot.checking.coverage import is_light
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.clauses import Clauses, clauses
from bot.language.terms import Word

_PAIRS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("to into toward towards onto", "from"),
        ("before until till", "after since following"),
        ("before after", "during"),
        ("since", "until till"),
        ("with", "without"),
        ("above over", "below under beneath"),
        ("inside within", "outside"),
    )
)
_PAIRED = frozenset[str]().union(*(side for pair in _PAIRS for side in pair))
# How many words before a preposition may be what it belongs to.
_REACH = 5


@dataclass(frozen=True, slots=True)
class _Frame:
    """A preposition with what it rules, what stands before it, and the number behind it, if any."""

    word: Word
    lower: str
    thing: Word
    before: tuple[Word, ...]
    number: str


def turned_frames(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Things of a claim that its source has behind the opposite preposition alone."""
    mine = [f for f in _frames(claim) if f.lower in _PAIRED]
    if not mine:
        return
    theirs = _frames(cited)
    for own in mine:
        if own.number and f"{own.lower} {own.number}" in cited.lower:
            # "From 71 million lei to 88" goes by its figures, and not by what they count.
            continue
        told = [f for f in theirs if same_word(own.thing, f.thing)]
        if not told or not all(_apart(own.lower, f.lower) for f in told):
            continue
        # What another preposition rules belongs to that one.
        ruled = {f.thing.start for f in theirs}
        before = [w for f in told for w in f.before if w.start not in ruled]
        if any(same_meaning(a, b) for a in own.before for b in before):
            shown = f"{told[0].lower} {told[0].thing.surface}"
            words = f"{own.lower} {own.thing.surface}"
            yield Fault("order", words, f"the source says {shown}", shown)
            return


def _apart(a: str, b: str) -> bool:
    return any((a in one and b in other) or (a in other and b in one) for one, other in _PAIRS)


@functools.lru_cache(maxsize=4_096)
def _frames(parsed: Parsed) -> tuple[_Frame, ...]:
    read, found = clauses(parsed.text), []
    for k, token in enumerate(read.tokens):
        if token.part == "preposition":
            thing = _thing(read, k + 1)
            if thing is not None:
                words = [t.word for t in read.tokens[max(0, k - _REACH) : k]]
                before = tuple(w for w in words if not is_light(w) and not w.surface[0].isdigit())
                behind = read.tokens[k + 1]
                number = behind.lower if behind.part == "number" else ""
                found.append(_Frame(token.word, token.lower, thing, before, number))
    return tuple(found)


def _thing(read: Clauses, at: int) -> Word | None:
    """What a preposition rules: the head of the phrase behind it, or a time."""
    if at >= len(read.tokens):
        return None
    phrase = read.phrases.beginning(at)
    if phrase is not None and read.tokens[phrase.head].part in ("noun", "name"):
        return read.tokens[phrase.head].word
    return read.tokens[at].word if read.tokens[at].part in ("time", "number") else None
