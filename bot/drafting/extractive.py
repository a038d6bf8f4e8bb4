"""The extractive drafter: the articles' own sentences, chosen for the question, or none.

Two small linear models over `features.NAMES` decide: one ranks the sentences of the evidence, the
other says whether the best of them answers at all. Their weights were fitted by
``benchmarks/fit_extraction.py``, which names the data, and are judged on other data. A neural
reader reads the best once more: of those that answer it says which come first, it may let one pass
that falls short by little, and where it believes none of them they are given with a doubt.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from bot.drafting.features import Candidate, Embed, candidates
from bot.drafting.giving import asks_why, explains, gives
from bot.drafting.held import Floats
from bot.drafting.timing import latest_day
from bot.language.terms import words
from bot.planning import Plan
from bot.reader import Reader, heading
from index import Hit, Span, language

MOST_PARTS = 3
# So many of the best sentences are read, and what the reader's odds weigh in the order of those
# that answer, chosen on questions that it was not fitted on (`make bench-reading`).
READ, _READ_WEIGHT = 5, 0.3
# A sentence that falls short by so much is given when the reader's odds of it reach the second;
# where all that it read stay below the third, it doubts that any answers. Drawn on questions that
# it was not fitted on.
_SHORT, _BELIEVED, _DOUBTED = 1.5, 3.0, -3.0
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
    """A quote of one or two adjacent sentences, and where it stands.

    Attributes:
        doubted: whether the reader believes of no sentence that it read that it answers, or no
            quote gives the kind of thing that is asked for.
    """

    hit: Hit
    span: Span
    doubted: bool = False


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


@functools.cache
def fitted_models(dense: bool) -> tuple[Weights, Weights]:
    """What ranks sentences, and what says whether one answers, with or without vectors."""
    data = json.loads(files("bot.drafting").joinpath("weights.json").read_text("utf-8"))
    part = data["with vectors" if dense else "words alone"]
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
        reader: what reads the best once more; None goes by the features.
        orders: whether it says which of those that answer come first.
    """
    found = candidates(plan, hits, texts, question_vector, embed)
    if not found:
        return Draft((), -math.inf, "there is no evidence")
    rank, answers = fitted_models(question_vector is not None)
    features = np.stack([c.features for c in found])
    scores = rank(features)
    allowed = [i for i in np.argsort(-scores, kind="stable") if found[i].refused is None]
    if not allowed:
        return Draft((), -math.inf, found[int(np.argmax(scores))].refused)
    best, worthy = allowed[0], answers(features)
    odds: dict[int, float] = {}
    if reader is not None and question_vector is not None and worthy[best] >= least - _SHORT:
        odds = _read(plan, found, allowed[:READ], reader)
    sure = bool(worthy[best] >= least)
    believed = [i for i, o in odds.items() if o >= _BELIEVED and worthy[i] >= least - _SHORT]
    if not sure and not believed:
        return Draft((), float(worthy[best]), "no sentence answers it closely enough")
    near = [i for i in allowed if scores[i] >= scores[best] - _MARGIN]
    chosen = [i for i in near if worthy[i] >= least or i in believed] if sure else believed
    if orders:
        chosen.sort(key=lambda i: (i not in odds, -scores[i] - _READ_WEIGHT * odds.get(i, 0.0)))
    if newest:
        days = {i: latest_day(found[i].text, found[i].hit.source.published) for i in chosen}
        if all(days.values()):
            chosen.sort(key=lambda i: days[i] or "", reverse=True)
    parts = _parts(plan, found, chosen)
    quotes = (texts[p.hit.source.file][p.span.start : p.span.end] for p in parts)
    doubted = bool(odds) and max(odds.values()) < _DOUBTED
    doubted = doubted or not any(gives(plan, quote) for quote in quotes)
    parts = tuple(replace(p, doubted=doubted) for p in parts)
    return Draft(parts, float(worthy[best]), None)


def _read(
    plan: Plan, found: Sequence[Candidate], top: Sequence[int], reader: Reader
) -> dict[int, float]:
    """The reader's log-odds of the best sentences; none where it has no say.

    It knows English. It sees every article's day above its words, and takes it for an answer to
    "when".
    """
    known = (language.ENGLISH, None)
    if (
        plan.wants == "date"
        or language.of_question(plan.standalone) not in known
        or any(found[i].hit.source.language not in known for i in top)
    ):
        return {}
    told = [to_read(found[i]) for i in top]
    return dict(zip(top, reader.answers(plan.standalone, told), strict=True))


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
    if not gives(plan, candidate.text):
        # Another paragraph is no reason for what one tells of.
        if asks_why(plan):
            after = None if after is None or _parted(candidate, at) else after
            before = None if before is None or _parted(candidate, at - 1) else before
        if after is not None and explains(plan, after):
            return at, at + 1
        if before is not None and explains(plan, before):
            return at - 1, at
    if before is not None and _LEANING.match(candidate.text):
        return at - 1, at
    if after is not None and _LEANING.match(after) and plan.wants in ("open", "place", "person"):
        return at, at + 1
    return at, at


def _parted(candidate: Candidate, position: int) -> bool:
    """Whether a paragraph ends behind a sentence."""
    passage = candidate.hit.passage
    one, other = passage.sentences[position : position + 2]
    return "\n\n" in passage.text[one.end - passage.start : other.start - passage.start]


def _sentence(candidate: Candidate, position: int) -> str:
    passage = candidate.hit.passage
    span = passage.sentences[position]
    return passage.text[span.start - passage.start : span.end - passage.start]
