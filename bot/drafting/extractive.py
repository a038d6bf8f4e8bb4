"""The extractive drafter: the articles' own sentences, chosen for the question, or none.

`choosing` says which sentences answer; this cuts quotes of them, each with the neighbour that it
needs to be understood.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from bot.drafting.choosing import choose
from bot.drafting.features import Candidate, Embed, candidates
from bot.drafting.giving import asks_why, explains, gives, surely
from bot.drafting.replies import reply
from bot.language.terms import words
from bot.planning import Plan
from bot.reader import Reader
from index import Hit, Span

MOST_PARTS = 3
# Log-odds of one half: a sentence is given when it more likely answers than not.
_EVEN_ODDS = 0.0
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
        doubted: whether it was hardly enough to be given, once the reader had read, or no quote
            gives the kind of thing that is asked for.
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
    if replied := reply(plan, found):
        return Draft((Part(replied[0].hit, replied[1]),), _EVEN_ODDS, None)
    chosen = choose(plan, found, question_vector is not None, least, newest, reader, orders)
    parts = _parts(plan, found, chosen.order)
    if parts and asks_why(plan) and not _given(plan, parts, texts):
        # Of the same event a sentence further behind may tell the reason.
        file = parts[0].hit.source.file
        told = (i for i in chosen.further if found[i].hit.source.file == file)
        reason = [i for i in told if surely(found[i].text)][:1]
        parts = _parts(plan, found, reason) or parts
    doubted = chosen.doubted or not _given(plan, parts, texts)
    parts = tuple(replace(p, doubted=doubted) for p in parts)
    return Draft(parts, chosen.confidence, chosen.closest)


def _given(plan: Plan, parts: Sequence[Part], texts: dict[str, str]) -> bool:
    """Whether any quote gives the kind of thing that is asked for."""
    quotes = (texts[p.hit.source.file][p.span.start : p.span.end] for p in parts)
    return any(gives(plan, quote) for quote in quotes)


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
    before = candidate.neighbour(-1) if at > 0 else None
    after = candidate.neighbour(1) if at + 1 < len(sentences) else None
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
