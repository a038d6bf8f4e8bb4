"""Which sentences of the evidence answer, in which order, and whether any does.

Linear models over `features.NAMES` rank the sentences and say whether the best of them answers at
all. Where the neural reader can read them, it reads the best, and two further models weigh its
log-odds beside the features: words alone mistake a near miss for an answer, and an answer in other
words for none. All weights were fitted by ``benchmarks/fit_extraction.py`` and ``fit_choosing.py``,
which name the data, and are judged on other data.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from bot.drafting.features import NAMES, Candidate
from bot.drafting.held import Floats
from bot.drafting.timing import latest_day
from bot.planning import Plan
from bot.reader import Reader, heading
from index import language

# So many of the best sentences are read.
READ = 12
READ_NAMES = (
    *NAMES,
    "ranked",  # the score of the ranking model without the reader
    "worthy",  # the log-odds that it answers without the reader
    "odds",  # the reader's log-odds that it answers
    "odds_low",  # the same, what lies below -2 as -2
    "odds_of_number",  # the same where a number is asked for; else 0
    "odds_of_date",  # the same where a date is asked for; else 0
)
# Where the odds are cut off in "odds_low".
_LOW = -2.0
# A further sentence must score within this of the best one, in units of the ranking model.
_MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences that answer.

    Attributes:
        order: their positions among the candidates, best first; empty for a refusal.
        confidence: the log-odds that the best sentence answers, by the fitted models.
        doubted: whether that is so little, once the reader has read, that a person is to be told.
        closest: why the best sentence was not given, when none is.
        further: positions of those that answer too, but fall too far behind the best.
    """

    order: tuple[int, ...]
    confidence: float
    doubted: bool = False
    closest: str | None = None
    further: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: standardise by mean and spread, weigh, add the bias."""

    mean: Floats
    spread: Floats
    weights: Floats
    bias: float

    def __call__(self, features: Floats) -> Floats:
        """Scores of shape (n,) for features of shape (n, features)."""
        scores: Floats = ((features - self.mean) / self.spread) @ self.weights + self.bias
        return scores


@functools.cache
def _fitted() -> dict[str, Any]:
    """What was fitted, by kind."""
    fitted: dict[str, Any] = json.loads(
        files("bot.drafting").joinpath("weights.json").read_text("utf-8")
    )
    return fitted


@functools.cache
def fitted_models(kind: str) -> tuple[Weights, Weights]:
    """What ranks sentences, and what says whether one answers.

    Args:
        kind: "words alone", "with vectors", or "read" for what the reader has read besides.
    """
    part = _fitted()[kind]
    rank, answers = (
        Weights(
            np.array(part[name]["mean"]),
            np.array(part[name]["spread"]),
            np.array(part[name]["weights"]),
            float(part[name]["bias"]),
        )
        for name in ("rank", "answers")
    )
    return rank, answers


def choose(
    plan: Plan,
    found: Sequence[Candidate],
    dense: bool,
    least: float,
    newest: bool,
    reader: Reader | None,
    orders: bool = True,
) -> Chosen:
    """The sentences that answer, or none.

    Args:
        plan: the question.
        found: the sentences of the evidence, at least one.
        dense: whether their features hold cosines.
        least: the log-odds from which a sentence is given.
        newest: whether of those that are nearly as good the newest comes first.
        reader: what reads the best once more; None goes by the features.
        orders: whether it says which of those that answer come first.
    """
    rank, answers = fitted_models("with vectors" if dense else "words alone")
    features = np.stack([c.features for c in found])
    scores, worthy = rank(features), answers(features)
    allowed = [int(i) for i in np.argsort(-scores, kind="stable") if found[i].refused is None]
    if not allowed:
        return Chosen((), -math.inf, closest=found[int(np.argmax(scores))].refused)
    top, by_words = allowed[:READ], scores.copy()
    if not dense or not _readable(plan, [found[i] for i in top]):
        reader = None
    if reader is not None:
        odds = np.array(reader.answers(plan.standalone, [to_read(found[i]) for i in top]))
        table = read_features(plan, features[top], scores[top], worthy[top], odds)
        rank, answers = fitted_models("read")
        scores[top], worthy[top] = rank(table), answers(table)
        allowed = sorted(top, key=lambda i: -scores[i])
    best = allowed[0]
    confidence = float(worthy[best])
    if confidence < least:
        return Chosen((), confidence, closest="no sentence answers it closely enough")
    ordering = scores if orders else by_words
    enough = sorted((i for i in allowed if worthy[i] >= least), key=lambda i: -ordering[i])
    near = [i for i in enough if ordering[i] >= ordering[enough[0]] - _MARGIN]
    if newest:
        days = {i: latest_day(found[i].text, found[i].hit.source.published) for i in near}
        if all(days.values()):
            near.sort(key=lambda i: days[i] or "", reverse=True)
    doubted = reader is not None and confidence < _fitted()["read"]["doubted"]
    return Chosen(tuple(near), confidence, doubted, further=tuple(enough[len(near) :]))


def read_features(
    plan: Plan, features: Floats, scores: Floats, worthy: Floats, odds: Floats
) -> Floats:
    """The values of `READ_NAMES` of some sentences, shape (n, names).

    Args:
        features: of shape (n, features), in the order of `NAMES`.
        scores: by the ranking model without the reader, shape (n,), as are the rest.
    """
    nothing = np.zeros_like(odds)
    table: Floats = np.column_stack(
        [
            features,
            scores,
            worthy,
            odds,
            np.maximum(odds, _LOW),
            odds if plan.wants == "number" else nothing,
            odds if plan.wants == "date" else nothing,
        ]
    )
    return table


def _readable(plan: Plan, top: Sequence[Candidate]) -> bool:
    """Whether the reader, which knows English, can read a question and sentences."""
    known = (language.ENGLISH, None)
    return language.of_question(plan.standalone) in known and all(
        candidate.hit.source.language in known for candidate in top
    )


def to_read(candidate: Candidate) -> tuple[str, str]:
    """A sentence and what stands round it, for the reader."""
    at, source = candidate.position, candidate.hit.source
    around = (
        heading(source.published, source.title or ""),
        candidate.neighbour(-1) if at else "",
        candidate.neighbour(1) if at + 1 < len(candidate.hit.passage.sentences) else "",
    )
    return candidate.text, " ... ".join(part for part in around if part)
