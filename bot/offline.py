"""The answer without a model that writes: period, evidence, extraction, disagreement, citations."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import evidence, inferred, listing, persons, sides, timed
from bot.answer import Answer
from bot.disagreeing.alike import any_means
from bot.disagreeing.claims import Claimed
from bot.disagreeing.reports import Report, Told
from bot.disagreement import Differing, best_report, disagreement
from bot.drafting.extractive import Part, draft
from bot.language.terms import words
from bot.planning import Plan
from bot.quoting import Quoting
from bot.reader import beside
from bot.telling import not_of_longer, of_the_deed, quote_of, with_doer
from bot.when import Period, When
from bot.when.events import says
from index import Filters, Hit, Index
from index.embedding import Vectors

# Passages that an answer is looked for in.
EVIDENCE = 8
# Those of a dated list.
LISTED = 60
# Reports of a day come out so long after it; those of longer periods are found by their words.
_AFTERWARDS = datetime.timedelta(days=3)
# A period in which few sentences stand, and the log-odds that suffice there.
_SHORT = datetime.timedelta(days=7)
_EASED = -0.7


def extract(
    index: Index,
    question: str,
    filters: Filters,
    today: datetime.date,
    lap: Callable[[str], None] = lambda stage: None,
) -> Answer:
    """Answer by the articles' own sentences, or refuse.

    Args:
        index: where the articles are.
        question: one that stands alone.
        filters: which articles count.
        today: the day that "yesterday" is counted from.
        lap: told the name of each stage as it ends.
    """
    with index.snapshot():
        time = timed.time_of(index, question, filters, today)
    when, planned, sought = time.when, time.planned, time.sought
    lap("plan")
    # Outside of the snapshot, since others wait for that: an embedder may be a slow server.
    vector = index.embed_question(sought.standalone)
    with index.snapshot():
        # Passages and texts of one generation, also while a sync publishes the next.
        hits = gather(index, sought, when, vector, today)
        stored = evidence.stored(index, hits)
        told = evidence.told(index, hits, stored)
    texts = {file: article.text for file, article in stored.items()}
    if planned.dated is not None:
        hits = inferred.with_days(hits, texts, today)
    lap("search")
    maker = Quoting(stored)
    if when.listing is not None:
        found = listing.lines(listing.topic(planned), hits, texts, when.listing)
        answer = maker.dated(planned, found)
    else:
        vectors = {sought.standalone: vector}
        spoken = sides.parts(planned, hits) if sides.asked(planned.standalone) else ()
        parts = spoken
        if not spoken and not persons.alone(planned):
            parts = _parts(_Evidence(planned, when, texts, told, index, vectors), hits)
        parts = parts or persons.parts(planned, hits)
        differing = (
            disagreement(replace(planned, loosely=when.soft), told, _over_time(when))
            if parts and not spoken
            else None
        )
        parts = lead_with(parts, differing, hits, planned, when)
        answer = maker.answer(planned, parts, differing)
    lap("draft")
    notes = (*timed.notes(time), *_inferred_notes(answer))
    return replace(answer, question=question, standalone=" ".join(question.split()), notes=notes)


def _over_time(when: When) -> bool:
    """Whether the newest of several figures is asked for, however far their days lie apart."""
    return when.at is not None or when.changing or (when.newest and when.period is None)


def gather(
    index: Index,
    planned: Plan,
    when: When,
    vector: Vectors | None,
    today: datetime.date,
    count: int = EVIDENCE,
) -> list[Hit]:
    """The evidence: passages of the period's articles first, then of any time.

    What happened in a period may be told later, or by an article of unknown date. What came out
    after the day of the question is left out, unless there is nothing else.
    """
    count = LISTED if when.listing is not None else count
    tomorrow = (today + datetime.timedelta(days=1)).isoformat()
    if any(s.published and s.published.date > tomorrow for s in index.sources()):
        count *= 2
    hits = []
    if planned.period is not None:
        for period in (when.at, planned.period):
            if period is not None:
                within = _narrowed(planned.filters, period)
                hits += index.search(planned.standalone, count, within, vector)
    elif when.newest and when.listing is None:
        count *= 2
    hits += index.search(planned.standalone, count, planned.filters, vector)
    once: dict[tuple[str, int], Hit] = {}
    for hit in hits:
        once.setdefault((hit.source.file, hit.passage.ordinal), hit)
    known = [h for h in once.values() if not _later(h, tomorrow)]
    return known or list(once.values())


def _later(hit: Hit, day: str) -> bool:
    return hit.source.published is not None and hit.source.published.date > day


def _narrowed(given: Filters, period: Period) -> Filters:
    until = period.until
    if until is not None:
        until = (datetime.date.fromisoformat(until) + _AFTERWARDS).isoformat()
    return replace(
        given,
        since=max(filter(None, (period.since, given.since)), default=None),
        until=min(filter(None, (until, given.until)), default=None),
    )


def _newest_first(planned: Plan, when: When) -> bool:
    """Whether the newest of the sentences that answer is wanted: by words, or a figure by tense."""
    if when.newest or _over_time(when):
        return True
    period = planned.period
    if planned.wants == "number" and period is not None and not when.soft and not _is_short(period):
        # In a longer period a count goes on: the last one holds.
        return True
    return when.current and planned.wants in ("number", "date")


@dataclass(frozen=True, slots=True)
class _Evidence:
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


def _parts(given: _Evidence, hits: Sequence[Hit]) -> tuple[Part, ...]:
    """Quotes that answer; where a time is asked about, of articles of known date first."""
    planned, when, texts = given.planned, given.when, given.texts
    known = [h for h in hits if h.source.published is not None]
    of_time = (planned.period is not None or when.newest) and not when.soft
    if of_time and 0 < len(known) < len(hits):
        parts = _read(given, known, strictly=True)
        if parts:
            return of_the_deed(planned, with_doer(planned, parts, known, texts), texts)
    parts = _read(given, hits)
    return of_the_deed(planned, with_doer(planned, parts, hits, texts), texts)


def _read(given: _Evidence, hits: Sequence[Hit], strictly: bool = False) -> tuple[Part, ...]:
    """Quotes by the first reading of the question that gives some, the strictest first."""
    planned, when, texts, vectors = given.planned, given.when, given.texts, given.vectors

    def drafted(reading: Plan, least: float = 0.0) -> tuple[Part, ...]:
        asked = reading.standalone
        if asked not in vectors:
            vectors[asked] = given.index.embed_question(asked)
        embed = given.index.embed
        parts = draft(reading, hits, texts, vectors[asked], embed, least, newest, reader).parts
        return not_of_longer(reading, parts, texts)

    newest = _newest_first(planned, when)
    # Where a time is asked for, the order goes by time; which of several figures is meant is a
    # matter of time and party too; and the reader, which sees every article's day above its words,
    # takes it for an answer to "when".
    by_time = newest or when.oldest or planned.period is not None or when.beside is not None
    unheard = by_time or planned.wants in ("date", "number")
    reader = None if unheard else beside(given.index)

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


def _tells_of(planned: Plan, part: Part, texts: dict[str, str]) -> bool:
    """Whether a quote holds every word of a question."""
    held = words(quote_of(part, texts))
    return all(any_means(term, held) for term in planned.terms)


def _by_figure(
    planned: Plan, parts: tuple[Part, ...], told: Sequence[Told], hits: Sequence[Hit]
) -> tuple[Part, ...]:
    """The figure of its kind in a period first, where no sentence is as sure by its words."""
    report = best_report(planned, told, parts) if planned.wants == "number" else None
    part = _part_of(report, hits) if report is not None else None
    return (part, *(p for p in parts if p.span != part.span)) if part is not None else parts


def _is_short(period: Period) -> bool:
    if period.since is None or period.until is None:
        return False
    first, last = (datetime.date.fromisoformat(d) for d in (period.since, period.until))
    return last - first <= _SHORT


def differing(time: timed.Timed, told: Sequence[Told]) -> Differing | None:
    """What the sources of an answer that is drafted report differently."""
    planned = replace(time.planned, loosely=time.when.soft)
    return disagreement(planned, told, _over_time(time.when))


def lead_with(
    parts: tuple[Part, ...],
    differing: Differing | None,
    hits: Sequence[Hit],
    planned: Plan,
    when: When,
) -> tuple[Part, ...]:
    """The parts with the newest report of a changing figure first."""
    if not parts or differing is None:
        return parts
    if when.oldest:
        return _with_oldest(parts, differing, hits)
    newest = max(differing.reports, key=lambda r: r.published.date if r.published else "")
    day = newest.published.date if newest.published else ""
    lead = parts[0].hit.source.published
    later = lead is not None and lead.date < day
    replaces = differing.changed or when.newest or _over_time(when)
    if not (replaces or (later and _newest_first(planned, when))):
        return parts
    if _over_time(when) and _later(parts[0].hit, day):
        return parts
    held = [p for p in parts if any(_holds(p, r) for r in differing.reports)]
    timed = when.newest or when.current or when.period is not None
    if parts[0] not in held and not (differing.asked and timed):
        return parts
    # By its tense alone a question prefers the newer only of those that answer.
    by_tense = not replaces and when.period is None
    if by_tense and not any(_holds(p, newest) for p in parts):
        return parts
    first = _part_of(newest, hits)
    if first is None:
        return parts
    return (first, *(p for p in parts if p not in held and p.span != first.span))


def _with_oldest(
    parts: tuple[Part, ...], differing: Differing, hits: Sequence[Hit]
) -> tuple[Part, ...]:
    """The parts with the report that came first of all, where every report has its day."""
    days = [r.published.date if r.published else "" for r in differing.reports]
    first = _part_of(differing.reports[days.index(min(days))], hits) if all(days) else None
    return (first, *(p for p in parts if p.span != first.span)) if first else parts


def _holds(part: Part, report: Report | Claimed) -> bool:
    return part.hit.source.file == report.source.file and (
        part.span.start <= report.span.start and report.span.end <= part.span.end
    )


def _part_of(report: Report | Claimed, hits: Sequence[Hit]) -> Part | None:
    for hit in hits:
        if hit.source.file == report.source.file and report.span in hit.passage.sentences:
            return Part(hit, report.span)
    return None


def _inferred_notes(answer: Answer) -> tuple[str, ...]:
    """Which cited articles do not tell their date in full."""
    found = {
        c.file: c.published
        for c in answer.citations
        if c.published is not None and c.published.evidence.startswith(inferred.MARK)
    }
    return tuple(
        f"The date of {file} is taken to be {dated.date}, {dated.evidence}."
        for file, dated in found.items()
    )
