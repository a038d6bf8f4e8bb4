"""A question's time, once it is read."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Order = Literal["oldest", "newest"]
# Days by which a stretch may be longer than a period and still be meant by it.
_ROOM = 7


@dataclass(frozen=True, slots=True)
class Period:
    """Days, inclusive, in ISO form; None leaves a side open."""

    since: str | None
    until: str | None

    def overlaps(self, first: str, last: str) -> bool:
        """Whether any day from first to last lies in it."""
        return (self.since or first) <= last and first <= (self.until or last)

    def shorter_than(self, lengths: Iterable[int]) -> bool:
        """Whether a stretch of days is so much longer, by each of its lengths, that it is another.

        False without any length, and for a period that is open.
        """
        if self.since is None or self.until is None:
            return False
        first, last = (datetime.date.fromisoformat(d) for d in (self.since, self.until))
        most = (last - first).days + 1 + _ROOM
        named = list(lengths)
        return bool(named) and all(length > most for length in named)

    def __str__(self) -> str:
        if self.since and self.since == self.until:
            return self.since
        return f"{self.since or '…'} to {self.until or '…'}"


@dataclass(frozen=True, slots=True)
class Beside:
    """An event that a period begins after or ends with, by its words in the question."""

    relation: Literal["since", "before", "until"]
    event: str


@dataclass(frozen=True, slots=True)
class When:
    """What a question says of time.

    Attributes:
        question: as it was asked.
        bare: the question without the words that name the time, for what is compared by meaning.
        period: the days that it asks about, or None.
        words: the words that name them.
        published: whether it is the report that is of that period, whatever it speaks of.
        newest: whether the newest report is asked for.
        oldest: whether what was first reported is asked for.
        at: the days themselves, where their state is asked for and what was known until then
            tells it ("as of 7 August", "by the end of July").
        changing: whether it is asked how something changed.
        current: whether what is now is asked for, by the tense alone.
        soft: whether the days only describe an event ("the 2020 war"), of which is told later too.
        beside: an event whose day bounds the period.
        listing: the order of a dated list, when one is asked for.
    """

    question: str
    bare: str
    period: Period | None = None
    words: str = ""
    published: bool = False
    newest: bool = False
    oldest: bool = False
    at: Period | None = None
    changing: bool = False
    current: bool = False
    soft: bool = False
    beside: Beside | None = None
    listing: Order | None = None
