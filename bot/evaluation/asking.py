"""Ask the questions: what was found, what was answered, and what two simple ways would quote."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answer import Answer
from bot.desk import Desk
from bot.drafting.extractive import Draft, draft
from bot.drafting.held import Floats
from bot.drafting.places import Place, places_of
from bot.evaluation.cases import Case
from bot.evaluation.ground import Ground
from bot.language.terms import words
from bot.offline import EVIDENCE
from bot.planning import plan
from bot.readings import HEARD_LATE, heard_late, reader_of
from bot.timed import time_of
from index import Filters, Hit, Index, UsageError

DEPTH = 10
BASELINES = (
    "first sentence of the top passage",
    "most similar sentence",
    "most similar, as many as ours",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A quote that an answer rests on."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case.

    Attributes:
        hits: the best passages among those that the question was asked over.
        pooled: the best passages of the whole index; the same unless it was asked closed.
        draft: the extractive drafter's own view, whether or not it answered; None for another
            drafter.
        baselines: what each of `BASELINES` would quote, when they are run.
    """

    case: Case
    ground: Ground
    answer: Answer
    hits: tuple[Hit, ...]
    pooled: tuple[Hit, ...]
    draft: Draft | None
    baselines: tuple[tuple[Chosen, ...], ...] = ()

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """The answer's quotes, first cited first."""
        return tuple(Chosen(c.file, c.start, c.end, c.quote) for c in self.answer.citations)


def ask_all(
    desk: Desk,
    index: Index,
    cases: Sequence[tuple[Case, Ground]],
    *,
    pooled: bool = False,
    baselines: bool = False,
) -> Iterator[Outcome]:
    """Ask each case of the desk that answers from the index.

    Args:
        pooled: ask also what brings its passages over all the passages.
        baselines: choose by the simple ways as well.

    Raises:
        UsageError: if a question cannot be asked; names its line.
    """
    for case, ground in cases:
        filters = Filters() if pooled else ground.filters
        try:
            today = case.today or desk.today()
            answer = desk.answer(case.question, filters, today)
            found = tuple(desk.search(case.question, DEPTH, filters))
            anywhere = tuple(desk.search(case.question, DEPTH)) if filters else found
        except UsageError as error:
            raise UsageError(f"{case.where}: {error}") from None
        evidence = found[:EVIDENCE]
        extractive = answer.how.drafter == "extractive"
        yield Outcome(
            case,
            ground,
            answer,
            found,
            anywhere,
            _drafted(index, case.question, evidence, filters, today) if extractive else None,
            _simple(index, answer, evidence) if baselines else (),
        )


def _drafted(
    index: Index, question: str, hits: Sequence[Hit], filters: Filters, today: datetime.date
) -> Draft:
    """What the extractive drafter made of it: how sure it was, and why it gave no sentence."""
    planned = plan(question, filters)
    with index.snapshot():
        time = time_of(index, question, filters, today)
    vector = index.embed_question(planned.standalone)
    texts = index.texts({hit.source.file for hit in hits})
    reader = reader_of(index, time.planned, time.when)
    made = draft(planned, hits, texts, vector, index.embed, reader=reader)
    late = heard_late(index, time.planned, time.when, hits, texts, vector)
    if made.parts or late is None or late.confidence - HEARD_LATE < made.confidence:
        return made
    return replace(late, confidence=late.confidence - HEARD_LATE)


def _simple(index: Index, answer: Answer, hits: Sequence[Hit]) -> tuple[tuple[Chosen, ...], ...]:
    """What each of `BASELINES` would quote from the same passages; they never refuse."""
    places = places_of(hits)
    if not places:
        return ((),) * len(BASELINES)
    top = min(places, key=lambda p: (p.rank, p.position))
    likeness = _likeness(index, answer.standalone, places)
    alike = [places[i] for i in np.argsort(-likeness, kind="stable")]
    # People choose several sentences of a passage: whoever quotes more finds more of them.
    given = [(c.file, c.start, c.end) for c in answer.citations]
    many = sum(
        any(p.hit.source.file == f and s <= p.span.start and p.span.end <= e for f, s, e in given)
        for p in places
    )
    return _chosen([top]), _chosen(alike[:1]), _chosen(alike[: max(1, many)])


def _chosen(places: Sequence[Place]) -> tuple[Chosen, ...]:
    return tuple(Chosen(p.hit.source.file, p.span.start, p.span.end, p.text) for p in places)


def _likeness(index: Index, question: str, places: Sequence[Place]) -> Floats:
    vector = index.embed_question(question)
    vectors = index.embed([p.text for p in places]) if vector is not None else None
    if vector is not None and vectors is not None:
        return np.asarray(vectors @ vector, np.float64)
    asked = {w.stem for w in words(question)}
    return np.array([_alike(asked, {w.stem for w in p.words}) for p in places])


def _alike(asked: set[str], said: set[str]) -> float:
    """Cosine of two sets of words, where there is no model to compare them."""
    return len(asked & said) / max(1.0, math.sqrt(len(asked) * len(said)))
