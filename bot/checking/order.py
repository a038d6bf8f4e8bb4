"""What comes before what: a claim must not put it the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.checking.alike import same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS


def reordered(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a claim puts before something and its source after it, or the other way round.

    "A before B" and "B after A" are one statement; "A before B" and "A after B" are not.
    """
    yield from _from_what_was_told(claim, cited)
    theirs = [order for order in _orders(cited) if not _is_hour(order, claim)]
    for one in _orders(claim):
        if any(_turned(one, other) for other in theirs):
            yield Fault("order", one.word.surface, "the source has it the other way round")
            continue
        if one.ahead and all(w.stem in _SPANS or w.surface[0].isdigit() for w in one.ahead):
            # "A week after its debut the song rose" has what came later further behind.
            continue
        found = [agreed for other in theirs if (agreed := _agree(one, other)) is not None]
        if found and not any(found):
            yield Fault("order", one.word.surface, "the source has the order the other way round")


_SIDE = re.compile(r"\s*(before|after)\b")
_LATER = re.compile(r"\s*(?:(later|afterwards|after that)|earlier|previously|before that)\b")
# How many words behind "before" may name the event.
_EVENT = 5


def _from_what_was_told(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "20 minutes before it left" for "it left …; twenty minutes later"."""
    for q in claim.quantities:
        side = _SIDE.match(claim.lower, q.whole)
        if q.unit is None or side is None:
            continue
        event = _telling([w for w in claim.words if w.start >= side.end()][:_EVENT])
        for s in cited.quantities:
            later = _LATER.match(cited.lower, s.whole)
            if later is None or (s.value, s.unit) != (q.value, q.unit):
                continue
            told = tuple(w for w in cited.words if w.end <= s.start)
            behind = tuple(w for w in cited.words if w.start >= s.whole)
            known = _overlap(tuple(event), told) and not _overlap(tuple(event), behind)
            if known and (side[1] == "after") != bool(later[1]):
                yield Fault("order", side[1], "the source has it the other way round")


def _is_hour(order: _Order, against: Parsed) -> bool:
    """Whether "before dawn" tells when, and the other text names no dawn."""
    hour = next((w.surface.lower() for w in order.behind), "")
    return hour in _HOURS and hour not in against.lowered


def _turned(one: _Order, other: _Order) -> bool:
    """Whether two spans end at one event from its two sides: "30 years before he died"."""
    near = [w.surface for w in one.ahead[-2:]]
    same_span = any(w.surface in near for w in other.ahead[-2:] if w.surface[0].isdigit())
    event = bool(one.behind[:2]) and _overlap(one.behind[:2], other.behind[:2]) > 0
    return one.before != other.before and same_span and event


def _agree(one: _Order, other: _Order) -> bool | None:
    """Whether two statements of order are one; None when they speak of other things."""
    straight = _overlap(one.ahead, other.ahead) + _overlap(one.behind, other.behind)
    turned = _overlap(one.ahead, other.behind) + _overlap(one.behind, other.ahead)
    if one.behind[:1] and other.behind[:1] and same_meaning(one.behind[0], other.behind[0]):
        # Both tell what was before or after one thing.
        return one.before == other.before if straight and straight >= turned else None
    if straight == turned:
        return None
    return (straight > turned) == (one.before == other.before)


@dataclass(frozen=True, slots=True)
class _Order:
    """ "Before" or "after", with the words on its two sides."""

    word: Word
    before: bool
    ahead: tuple[Word, ...]
    behind: tuple[Word, ...]


_BEFORE = frozenset("before preceded".split())
# "Before dawn" tells when.
_HOURS = frozenset("dawn daybreak sunrise noon midday dusk sunset midnight".split())
_AFTER = frozenset("after following once followed".split())


def _orders(parsed: Parsed) -> Iterator[_Order]:
    ws, clauses = parsed.words, parsed.clauses
    for i, word in enumerate(ws):
        lower = word.surface.lower()
        if (
            lower not in _BEFORE | _AFTER
            or word.opens
            or any(m.start <= word.start < m.end for m in parsed.moments)
        ):
            continue
        ahead = [
            w
            for w, c in zip(ws[max(0, i - 9) : i], clauses[max(0, i - 9) :], strict=False)
            if c == clauses[i]
        ]
        behind = [
            w for w, c in zip(ws[i + 1 : i + 8], clauses[i + 1 :], strict=False) if c == clauses[i]
        ]
        # "A was preceded by B" puts B first.
        passive = lower.endswith("ed") and parsed.lowered[i + 1 : i + 2] == ("by",)
        before = (lower in _BEFORE) != passive
        yield _Order(word, before, tuple(_telling(ahead)), tuple(_telling(behind)))


_SPANS = frozenset(
    stem(word) for word in "second minute hour day week month year decade shortly soon".split()
) | frozenset(stem(word) for word in "one two three four five six seven eight nine ten".split())


def _telling(found: list[Word]) -> list[Word]:
    return [w for w in found if w.surface.lower() not in STOP_WORDS]


def _overlap(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    return sum(any(same_meaning(x, y) for y in b) for x in a)
