"""The answer without a model that writes: period, evidence, extraction, disagreement, citations."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import evidence, inferred, listing, persons, sides, timed, tolls, wider
from bot.answer import Answer
from bot.disagreeing.according import according_to, of_those
from bot.disagreeing.asked import asked
from bot.disagreeing.claims import Claimed
from bot.disagreeing.reports import Report, Told
from bot.disagreement import Differing, best_figure, disagreement, holds
from bot.drafting.extractive import Part
from bot.planning import Plan
from bot.quoting import Quoting
from bot.readings import Evidence, newest_first, over_time, part_at, parts_of
from bot.when import Period, When
from bot.wider import Gathered
from index import Filters, Hit, Index
from index.embedding import Vectors

# Passages that an answer is looked for in.
EVIDENCE = 8
# Those of a dated list.
LISTED = 60
# Reports of a day come out so long after it; those of longer periods are found by their words.
_AFTERWARDS = datetime.timedelta(days=3)
DOUBT = "It is not sure that this answers the question: nothing closer was found."


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
        found = Gathered(hits, stored, evidence.told(index, hits, stored), index.generation)
    if planned.dated is not None:
        texts = {file: article.text for file, article in stored.items()}
        found = replace(found, hits=inferred.with_days(hits, texts, today))
    lap("search")
    parts: tuple[Part, ...] = ()
    if when.listing is not None:
        answer, more = _listed(time, found)
    else:
        answer, parts, more = _quoted(index, time, found, {sought.standalone: vector}, today)
    lap("draft")
    doubts = (DOUBT,) if parts and all(p.doubted for p in parts) else ()
    notes = (*doubts, *timed.notes(time), *_inferred_notes(answer), *more)
    return replace(answer, question=question, standalone=" ".join(question.split()), notes=notes)


def _listed(time: timed.Timed, found: Gathered) -> tuple[Answer, tuple[str, ...]]:
    """A dated list, and what is to be known of it."""
    order = time.when.listing or "oldest"
    texts = {file: article.text for file, article in found.stored.items()}
    lines = listing.lines(listing.topic(time.planned), found.hits, texts, order)
    answer = Quoting(dict(found.stored)).dated(time.planned, lines)
    return answer, listing.note(lines, len({h.source.file for h in found.hits}))


def _quoted(
    index: Index,
    time: timed.Timed,
    found: Gathered,
    vectors: dict[str, Vectors | None],
    today: datetime.date,
) -> tuple[Answer, tuple[Part, ...], tuple[str, ...]]:
    """An answer of quotes with what its sources report differently, its parts, and notes."""
    when, planned = time.when, time.planned
    losses = tolls.losses(planned, found.told)
    spoken = sides.parts(planned, found.hits) if sides.asked(planned.standalone) else ()
    spoken = spoken or (tolls.parts(losses, found.hits) if losses else ())
    parts = spoken
    if not spoken and not persons.alone(planned):
        texts = {file: article.text for file, article in found.stored.items()}
        sought = Evidence(planned, when, texts, found.told, index, vectors)
        parts = parts_of(sought, found.hits)
        parts = tolls.of_those_asked(losses, parts, found.hits) if losses else parts
        parts = tolls.of_party(planned, found.told, parts)
    parts = parts or persons.parts(planned, found.hits)
    differing = None
    if parts and not spoken:
        if asked(planned).of_amount:
            found = wider.told_beside(index, found, parts[0], planned.filters, _tomorrow(today))
        plan = replace(planned, loosely=when.soft)
        differing = disagreement(plan, found.told, over_time(when), parts[0])
    parts = lead_with(parts, differing, found.hits, planned, when)
    answer = Quoting(dict(found.stored)).answer(planned, parts, differing)
    return answer, parts, tolls.note(losses, parts) if losses and not answer.refused else ()


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
    if when.listing is not None and not planned.terms:
        # "What is new since Monday?" is of no topic.
        last = today.isoformat()
        until = min(filter(None, (last, planned.filters.until)))
        filters = replace(planned.filters, until=until)
        return index.newest(
            LISTED, _narrowed(filters, planned.period) if planned.period else filters
        )
    count = LISTED if when.listing is not None else count
    tomorrow = _tomorrow(today)
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
    known = [h for h in once.values() if not wider.is_later(h, tomorrow)]
    return known or list(once.values())


def _tomorrow(today: datetime.date) -> str:
    return (today + datetime.timedelta(days=1)).isoformat()


def _narrowed(given: Filters, period: Period) -> Filters:
    until = period.until
    if until is not None:
        until = (datetime.date.fromisoformat(until) + _AFTERWARDS).isoformat()
    return replace(
        given,
        since=max(filter(None, (period.since, given.since)), default=None),
        until=min(filter(None, (until, given.until)), default=None),
    )


def beside_best(index: Index, time: timed.Timed, found: Gathered, today: datetime.date) -> Gathered:
    """The evidence with what other articles have in the words of the figure that fits best."""
    best = best_figure(time.planned, found.told)
    lead = part_at(best, found.hits) if best is not None else None
    if lead is None:
        return found
    return wider.told_beside(index, found, lead, time.planned.filters, _tomorrow(today))


def differing(time: timed.Timed, told: Sequence[Told]) -> Differing | None:
    """What the sources of an answer that is drafted report differently."""
    planned = replace(time.planned, loosely=time.when.soft)
    return disagreement(planned, told, over_time(time.when))


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
    wanted = of_those(according_to(planned.standalone), differing.reports)
    if wanted:
        return _with_theirs(parts, wanted, hits)
    if when.changing and differing.changed:
        told = [part_at(r, hits, parts[0].doubted) for r in differing.reports]
        return tuple(p for p in told if p is not None) or parts
    if when.oldest:
        return _with_oldest(parts, differing, hits)
    newest = max(differing.reports, key=lambda r: r.published.date if r.published else "")
    day = newest.published.date if newest.published else ""
    lead = parts[0].hit.source.published
    later = lead is not None and lead.date < day
    replaces = differing.changed or when.newest or over_time(when)
    if not (replaces or (later and newest_first(planned, when))):
        return parts
    if over_time(when) and wider.is_later(parts[0].hit, day):
        return parts
    held = [p for p in parts if any(holds(p, r) for r in differing.reports)]
    timed = when.newest or when.current or when.period is not None
    if parts[0] not in held and not (differing.asked and timed):
        return parts
    # By its tense alone a question prefers the newer only of those that answer.
    by_tense = not replaces and when.period is None
    if by_tense and not any(holds(p, newest) for p in parts):
        return parts
    first = part_at(newest, hits, parts[0].doubted)
    if first is None:
        return parts
    return (first, *(p for p in parts if p not in held and p.span != first.span))


def _with_theirs(
    parts: tuple[Part, ...], wanted: Sequence[Report | Claimed], hits: Sequence[Hit]
) -> tuple[Part, ...]:
    """The parts with the newest report first of those whose account is asked for."""
    if any(holds(parts[0], r) for r in wanted):
        return parts
    theirs = max(wanted, key=lambda r: r.published.date if r.published else "")
    first = part_at(theirs, hits, parts[0].doubted)
    return (first, *(p for p in parts if p.span != first.span)) if first else parts


def _with_oldest(
    parts: tuple[Part, ...], differing: Differing, hits: Sequence[Hit]
) -> tuple[Part, ...]:
    """The parts with the report that came first of all, where every report has its day."""
    days = [r.published.date if r.published else "" for r in differing.reports]
    if not all(days):
        return parts
    first = part_at(differing.reports[days.index(min(days))], hits, parts[0].doubted)
    return (first, *(p for p in parts if p.span != first.span)) if first else parts


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
