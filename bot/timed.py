"""A question with the time that it asks about: read from its words, counted from the articles."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from bot import beside
from bot.planning import Plan, plan
from bot.when import When, read
from index import Filters, Index

_NO_DAY = "0001-01-01"


@dataclass(frozen=True, slots=True)
class Timed:
    """A question with the time that it asks about.

    Attributes:
        when: what its words say of time.
        event: the event that its time is counted from, where that was found.
        planned: its plan without those words.
        sought: the plan that evidence is looked for by.
    """

    when: When
    event: beside.EventDay | None
    planned: Plan
    sought: Plan

    @property
    def whole(self) -> Plan:
        """The plan of the question as it is."""
        return self.planned.dated or self.planned


def time_of(index: Index, question: str, filters: Filters, today: datetime.date) -> Timed:
    """Read what a question says of time; to be called inside a snapshot."""
    known = [s.published.date for s in index.sources() if s.published]
    # Where no article's day is known, all count as old.
    when = read(question, today, [d for d in known if len(d) == 10] or [_NO_DAY])
    when, event = beside.resolve(index, when, filters)
    planned = understood(question, when, filters)
    sought = planned
    if when.soft and planned.dated is not None:
        # What describes an event helps to find it.
        sought = replace(planned.dated, period=planned.period)
    return Timed(when, event, planned, sought)


def understood(question: str, when: When, filters: Filters) -> Plan:
    """The plan of a question without the words that name its time, with the period they mean."""
    of_time = when.period is not None or when.newest or when.oldest or when.listing is not None
    whole = plan(question, filters)
    if not of_time:
        return whole
    made = plan(when.bare, filters)
    return replace(made, period=when.period, by_report=when.published, dated=whole)


def notes(time: Timed) -> tuple[str, ...]:
    """How the question's time was read, for a person."""
    when, event = time.when, time.event
    said = []
    if event is not None and when.beside is not None:
        said.append(
            f"The day of “{when.beside.event}” is taken to be {event.date}, inferred from "
            f"{event.file}: “{event.words}”"
        )
    elif when.beside is not None:
        said.append(
            f"The articles do not tell the day of “{when.beside.event}”; articles of any date "
            "were looked through."
        )
    if when.period is not None and event is None:
        said.append(f"“{when.words}” was read as {when.period}.")
    return tuple(said)
