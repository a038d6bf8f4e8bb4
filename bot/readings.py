"""Which quotes answer a question: its readings in turn, the strictest first.

A question with a time may be read as one about what happened then, what was reported then, or what
its days only describe; the first reading that gives quotes is taken.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.disagreeing.alike import any_means
from bot.disagreeing.asked import asked
from bot.disagreeing.claims import Claimed
from bot.disagreeing.reports import Report, Told
from bot.disagreement import best_report
from bot.drafting.extractive import Draft, Part, draft
from bot.language.terms import words
from bot.planning import Plan
from bot.reader import Reader, beside
from bot.telling import not_of_longer, of_the_deed, quote_of, with_doer, with_reply
from bot.when import Period, When
from bot.when.events import says
from index import Hit, Index
from index.embedding import Vectors

# A period in which few sentences stand, and the log-odds that suffice there.
_SHORT = datetime.timedelta(days=7)
_EASED = -0.7
# Log-odds with the reader that suffice where time decides and nothing was found without it, drawn
# on the desks that what weighs its odds is fitted on (``benchmarks/RESULTS.md``).
HEARD_LATE = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question with all that its answer is drafted from.

    Attributes:
        vectors: of questions as they are read, by their words; filled as needed.
    """

    planned: Plan
    when: When
    texts: dict[str, str]
    told: Sequence[Told]
    index: Index
    vectors: dict[str, Vectors | None]


def parts_of(given: Evidence, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """Quotes that answer; where a time is asked about, of articles of known date first."""
    planned, when, texts = given.planned, given.when, given.texts
    known = [h for h in hits if h.source.published is not None]
    of_time = (planned.period is not None or when.newest) and not when.soft
    if of_time and 0 < len(known) < len(hits):
        parts = _read(given, known, strictly=True)
        if parts:
            return _told(planned, parts, known, texts)
    parts = _read(given, hits)
    if not parts:
        vector = given.vectors.get(planned.standalone)
        late = heard_late(given.index, planned, when, hits, texts, vector)
        parts = late.parts if late is not None else ()
    return _told(planned, parts, hits, texts)


def heard_late(
    index: Index,
    planned: Plan,
    when: When,
    hits: Sequence[Hit],
    texts: dict[str, str],
    vector: Vectors | None,
) -> Draft | None:
    """What is answered with the reader where time decided without it and found nothing.

    None where the reader had its say, nothing can read, or the time is told by another event.
    """
    reader = beside(index)
    if reader is None or when.beside is not None or reader_of(index, planned, when) is not None:
        return None
    if vector is None:
        vector = index.embed_question(planned.standalone)
    newest = newest_first(planned, when)
    return draft(planned, hits, texts, vector, index.embed, HEARD_LATE, newest, reader, False)


def _told(
    planned: Plan, parts: tuple[Part, ...], hits: Sequence[Hit], texts: dict[str, str]
) -> tuple[Part, ...]:
    """Quotes with who did it, who replied, and the deed with its day first."""
    parts = with_reply(planned, with_doer(planned, parts, hits, texts), texts)
    return of_the_deed(planned, parts, texts)


def _read(given: Evidence, hits: Sequence[Hit], strictly: bool = False) -> tuple[Part, ...]:
    """Quotes by the first reading of the question that gives some, the strictest first."""
    planned, when, texts, vectors = given.planned, given.when, given.texts, given.vectors

    def drafted(reading: Plan, least: float = 0.0) -> tuple[Part, ...]:
        words_of = reading.standalone
        if words_of not in vectors:
            vectors[words_of] = given.index.embed_question(words_of)
        embed = given.index.embed
        vector = vectors[words_of]
        made = draft(reading, hits, texts, vector, embed, least, newest, reader, orders)
        parts = made.parts
        return not_of_longer(reading, parts, texts)

    newest = newest_first(planned, when)
    reader, orders = reader_of(given.index, planned, when), not ordered_anyway(planned)

    if planned.period is None or planned.dated is None:
        return drafted(planned)
    whole = replace(planned.dated, period=planned.period, by_report=planned.by_report)
    # "Until it was sold" may be told with the sale; but a figure of later is another one.
    until = when.beside is not None and when.beside.relation == "until"
    soft = when.soft or (until and planned.wants != "number")
    if when.beside is not None:
        # "Before the truce 212 had died", told after it, is surer than any day.
        said = drafted(planned.dated)
        so = [p for p in said if says(when.beside, quote_of(p, texts))]
        if so:
            return (*so, *(p for p in said if p not in so))
    if soft and when.beside is not None:
        # A sentence that tells of the event and of all else is surer than a day counted from it.
        parts = drafted(planned.dated)
        if parts and _tells_of(planned.dated, parts[0], texts):
            return parts
        if parts := drafted(planned):
            return parts
    if soft:
        # The days only describe an event, and it may be told of without them.
        for reading in (whole, replace(whole, loosely=True), planned.dated):
            parts = drafted(reading)
            if parts:
                return parts
        return ()
    # "In the second quarter it was 8 per cent" is surer than what was said within it.
    whole_period = planned.wants == "number" and not _is_short(planned.period)
    if whole_period and (parts := drafted(replace(planned, exactly=True))):
        return parts
    if when.at is not None and (parts := drafted(replace(planned, period=when.at))):
        return parts
    parts = _by_figure(planned, drafted(planned), given.told, hits)
    if parts or strictly:
        return parts
    if _is_short(planned.period):
        # So few sentences speak of so short a time that less is needed to tell them apart.
        parts = drafted(planned, _EASED)
    return parts or drafted(replace(planned, loosely=True)) or drafted(replace(whole, loosely=True))


def reader_of(index: Index, planned: Plan, when: When) -> Reader | None:
    """What reads the best sentences once more; None where time decides, or nothing can read."""
    ordered = newest_first(planned, when) or when.oldest or when.beside is not None
    return None if ordered or planned.period is not None else beside(index)


def ordered_anyway(planned: Plan) -> bool:
    """Whether a question itself leaves the reader no say in the order of sentences.

    Where a time is asked for, the order goes by time; which of several figures is meant is a matter
    of time and party too.
    """
    return planned.period is not None or planned.wants == "date" or asked(planned).of_amount


def _tells_of(planned: Plan, part: Part, texts: dict[str, str]) -> bool:
    """Whether a quote holds every word of a question."""
    held = words(quote_of(part, texts))
    return all(any_means(term, held) for term in planned.terms)


def _by_figure(
    planned: Plan, parts: tuple[Part, ...], told: Sequence[Told], hits: Sequence[Hit]
) -> tuple[Part, ...]:
    """The figure of its kind in a period first, where no sentence is as sure by its words."""
    report = best_report(planned, told, parts) if planned.wants == "number" else None
    doubted = bool(parts) and parts[0].doubted
    part = part_at(report, hits, doubted) if report is not None else None
    return (part, *(p for p in parts if p.span != part.span)) if part is not None else parts


def _is_short(period: Period) -> bool:
    if period.since is None or period.until is None:
        return False
    first, last = (datetime.date.fromisoformat(d) for d in (period.since, period.until))
    return last - first <= _SHORT


def over_time(when: When) -> bool:
    """Whether the newest of several figures is asked for, however far their days lie apart."""
    level = when.current and _LEVEL.search(when.bare) is not None
    return when.at is not None or when.changing or level or (when.newest and when.period is None)


# What goes up and down, and is asked for as it is.
_LEVEL = re.compile(
    r"\b(?:(?:interest|key|base|policy|inflation|unemployment|exchange|jobless|tax) rates?|prices?"
    r"|inflation|unemployment|minimum wage|tariffs?|fares?|water level|reserves)\b",
    re.IGNORECASE,
)


def newest_first(planned: Plan, when: When) -> bool:
    """Whether the newest of the sentences that answer is wanted: by words, or a figure by tense."""
    if when.newest or over_time(when):
        return True
    period = planned.period
    if planned.wants == "number" and period is not None and not when.soft and not _is_short(period):
        # In a longer period a count goes on: the last one holds.
        return True
    return when.current and planned.wants in ("number", "date")


def part_at(report: Report | Claimed, hits: Sequence[Hit], doubted: bool = False) -> Part | None:
    """The sentence of a report as a quote, where a passage holds it."""
    for hit in hits:
        if hit.source.file == report.source.file and report.span in hit.passage.sentences:
            return Part(hit, report.span, doubted)
    return None
