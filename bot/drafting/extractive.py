"""The extractive drafter: the articles' own sentences, chosen for the question, or none.

Small linear models over `features.NAMES` decide: one ranks the sentences of the evidence, another
says whether the best of them answers at all; a third says so where the neural reader has read the
best ones, and has its log-odds besides. Their weights were fitted by
``benchmarks/fit_extraction.py``, which names the data, and are judged on other data.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from bot.drafting.features import Candidate, Embed, candidates
from bot.drafting.held import Floats
from bot.drafting.timing import latest_day
from bot.language.figures import gives_measure, has_date, measure_asked
from bot.language.terms import words
from bot.planning import Plan
from bot.reader import Reader, heading
from index import Hit, Span, language

MOST_PARTS = 3
# So many of the best sentences are read, and what the reader's odds weigh in the order of those
# that answer, chosen on questions that it was not fitted on (`make bench-reading`).
READ, _READ_WEIGHT = 8, 0.3
# Below this log-odds by its features nothing that a reader says makes a sentence an answer; and
# the reader's own odds count no farther than this.
_HOPELESS, MOST_ODDS = -3.0, 6.0
# Log-odds of one half: a sentence is given when it more likely answers than not.
_EVEN_ODDS = 0.0
# A further sentence must score within this of the best one, in units of the ranking model.
_MARGIN = 1.5
# Share of a sentence's words that earlier parts may hold already.
_REPEATED = 0.6

_LEANING = re.compile(
    r"(?:[\"“‘'(]\s*)?(?:he|she|it|they|this|that|these|those|his|her|its|their|both|such|there"
    r"|the (?:two|latter|former|statement|ministry|agreement|attack|incident|report))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A quote of one or two adjacent sentences, and where it stands."""

    hit: Hit
    span: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What the extractive drafter makes of the evidence.

    Attributes:
        parts: the quotes, best first; empty for a refusal.
        confidence: the log-odds that the best sentence answers, by the fitted model.
        closest: why the best sentence was not given, when none is.
    """

    parts: tuple[Part, ...]
    confidence: float
    closest: str | None


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


@dataclass(frozen=True, slots=True)
class Models:
    """What ranks sentences, and what says whether one answers: by its features, and once read.

    Attributes:
        read: over the features, the reader's odds of the sentence and the most of all that it read;
            None without vectors.
    """

    rank: Weights
    answers: Weights
    read: Weights | None


@functools.cache
def models(dense: bool) -> Models:
    """The fitted models, with or without vectors."""
    data = json.loads(files("bot.drafting").joinpath("weights.json").read_text("utf-8"))
    part = data["with vectors" if dense else "words alone"]
    rank, answers, read = (
        Weights(
            np.array(part[name]["mean"]),
            np.array(part[name]["spread"]),
            np.array(part[name]["weights"]),
            float(part[name]["bias"]),
        )
        if name in part
        else None
        for name in ("rank", "answers", "read")
    )
    assert rank is not None
    assert answers is not None
    return Models(rank, answers, read)


def draft(
    plan: Plan,
    hits: Sequence[Hit],
    texts: dict[str, str],
    question_vector: npt.NDArray[np.float32] | None,
    embed: Embed,
    least: float = _EVEN_ODDS,
    newest: bool = False,
    reader: Reader | None = None,
    orders: bool = True,
) -> Draft:
    """Choose one to three quotes that answer, or none.

    Args:
        plan: the question.
        hits: the evidence, best first.
        texts: the text of record of each hit's file.
        question_vector: the question's vector, or None without a model.
        embed: vectors for other texts.
        least: the log-odds from which a sentence is given.
        newest: whether of those that are nearly as good the newest comes first.
        reader: what reads the best once more, to say whether they answer; None goes by the
            features.
        orders: whether it also says which of those that answer come first.
    """
    found = candidates(plan, hits, texts, question_vector, embed)
    if not found:
        return Draft((), -math.inf, "there is no evidence")
    fitted = models(question_vector is not None)
    features = np.stack([c.features for c in found])
    scores = fitted.rank(features)
    allowed = [i for i in np.argsort(-scores, kind="stable") if found[i].refused is None]
    if not allowed:
        return Draft((), -math.inf, found[int(np.argmax(scores))].refused)
    best = allowed[0]
    worthy = fitted.answers(features)
    odds: Floats | None = None
    top = allowed[:READ]
    if reader is not None and fitted.read and worthy[best] > _HOPELESS and _readable(plan, found):
        odds = np.array(reader.answers(plan.standalone, [to_read(found[i]) for i in top]))
        worthy[allowed[READ:]] = -math.inf
        worthy[top] = fitted.read(with_odds(features[top], odds))
    confidence = float(worthy[best])
    if confidence < least:
        return Draft((), confidence, "no sentence answers it closely enough")
    near = [i for i in allowed if scores[i] >= scores[best] - _MARGIN]
    chosen = [i for i in near if worthy[i] >= least]
    if odds is not None and orders:
        scores[top] += _READ_WEIGHT * odds
        chosen.sort(key=lambda i: -scores[i])
    if newest:
        days = {i: latest_day(found[i].text, found[i].hit.source.published) for i in chosen}
        if all(days.values()):
            chosen.sort(key=lambda i: days[i] or "", reverse=True)
    return Draft(_parts(plan, found, chosen), confidence, None)


def with_odds(features: Floats, odds: Floats) -> Floats:
    """Features (n, features) with the reader's odds of each, and the most of all, behind them."""
    known = np.clip(odds, -MOST_ODDS, MOST_ODDS)
    return np.column_stack([features, known, np.full(len(known), known.max())])


def _readable(plan: Plan, found: Sequence[Candidate]) -> bool:
    """Whether question and sentences are of the kind and the language that the reader knows.

    It sees every article's day above its words, and takes it for an answer to "when".
    """
    known = (language.ENGLISH, None)
    return (
        plan.wants != "date"
        and all(c.hit.source.language in known for c in found)
        and language.of_question(plan.standalone) in known
    )


def to_read(candidate: Candidate) -> tuple[str, str]:
    """A sentence and what stands round it, for the reader."""
    at, source = candidate.position, candidate.hit.source
    around = (
        heading(source.published, source.title or ""),
        _sentence(candidate, at - 1) if at else "",
        _sentence(candidate, at + 1) if at + 1 < len(candidate.hit.passage.sentences) else "",
    )
    return candidate.text, " ... ".join(part for part in around if part)


def _parts(plan: Plan, found: Sequence[Candidate], order: Sequence[int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    told: set[str] = set()
    taken: set[tuple[int, int]] = set()
    for i in order:
        candidate = found[i]
        stems = {w.stem for w in words(candidate.text)}
        place = (candidate.rank, candidate.position)
        if place in taken or (told and len(stems & told) > _REPEATED * len(stems)):
            continue
        first, last = _extent(plan, candidate)
        if any((candidate.rank, k) in taken for k in range(first, last + 1)):
            first = last = candidate.position
        taken |= {(candidate.rank, k) for k in range(first, last + 1)}
        sentences = candidate.hit.passage.sentences
        parts.append(Part(candidate.hit, Span(sentences[first].start, sentences[last].end)))
        told |= stems
        if len(parts) == MOST_PARTS:
            break
    return tuple(parts)


def _extent(plan: Plan, candidate: Candidate) -> tuple[int, int]:
    """Positions of the first and last sentence of the quote: one sentence, or two adjacent.

    The sentence before is added when this one leans on it ("She said …"); a neighbour is added
    when it gives the kind of thing asked for and this one does not.
    """
    at = candidate.position
    sentences = candidate.hit.passage.sentences
    if len(sentences) == 2:
        # Two sentences would be the whole passage, which a quote never is.
        return at, at
    before = _sentence(candidate, at - 1) if at > 0 else None
    after = _sentence(candidate, at + 1) if at + 1 < len(sentences) else None
    if not _gives(plan, candidate.text):
        if after is not None and _gives(plan, after):
            return at, at + 1
        if before is not None and _gives(plan, before):
            return at - 1, at
    if before is not None and _LEANING.match(candidate.text):
        return at - 1, at
    if after is not None and _LEANING.match(after) and plan.wants in ("open", "place", "person"):
        return at, at + 1
    return at, at


def _sentence(candidate: Candidate, position: int) -> str:
    passage = candidate.hit.passage
    span = passage.sentences[position]
    return passage.text[span.start - passage.start : span.end - passage.start]


def _gives(plan: Plan, text: str) -> bool:
    if plan.wants == "number":
        return gives_measure(text, measure_asked(plan.standalone))
    if plan.wants == "date":
        return has_date(text)
    return True
