"""What is known of a sentence as an answer to a question, as numbers.

None of them depends on how much is indexed: cosines, how much of the question a sentence and its
surroundings cover, whether the kind of thing asked for is there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.drafting.held import Floats, Held
from bot.drafting.places import Context, Place, contexts_of, known, places_of
from bot.drafting.refusal import refusal
from bot.drafting.relation import counted, missing_figures, names
from bot.language.figures import MONTHS, WEEKDAYS, figures, gives_asked, has_date
from bot.language.parties import party, same
from bot.language.terms import Word, is_name, stem, words
from bot.planning import Plan
from index import Hit, Span

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32] | None]
"""Texts to unit vectors of shape (texts, dimensions), or None where there is no model."""

NAMES = (
    "cosine",  # of question and sentence
    "cosine_titled",  # of question and sentence under its article's title
    "passage",  # of question and passage
    "covered",  # share of the question's discriminating words in the sentence
    "covered_near",  # the same, with less credit the farther away a word stands
    "rare_near",  # the same by rarity alone
    "number",  # of a number question: share of its words close to one number; else 0
    "number_missing",  # a number is asked for and the sentence gives none in that measure
    "date_missing",  # a date is asked for and the sentence gives none
    "name_missing",  # a person or place is asked for and the sentence adds no name
    "counted",  # how far what is counted is named beside a number; 1 where nothing is counted
    "names_near",  # share of the question's names close by; 1 where it has none
    "name_weakest",  # the same of the name that is farthest away
    "weakest",  # rarity of the question's word that is least close by
    "figures_near",  # share of the question's numbers and dates in the passage or what dates it
    "absent",  # rarity of the rarest word that the whole article lacks
    "length",  # logarithm of the sentence's length
)

# Credit for a word by where it stands: the sentence, the one before, the one after, the title, the
# passage, the article.
_CREDIT = (1.0, 0.75, 0.65, 0.6, 0.5, 0.3)
# Cosine of two single words at which they begin to count as alike, and at which they do fully.
_WORD_FLOOR, _WORD_SPAN, _WORD_MOST = 0.45, 0.4, 0.85
# Words to either side of a number that may say what it is about, and what it counts.
_WINDOW = 9
_BESIDE = (4, 6)
_EXACT = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage.

    Attributes:
        span: its place in the text of record.
        rank: the rank of its passage.
        position: its place among the passage's sentences.
        refused: why it cannot be the answer whatever its features say, or None.
        features: one value for each of `NAMES`.
    """

    hit: Hit
    rank: int
    position: int
    span: Span
    text: str
    refused: str | None
    features: Floats

    def neighbour(self, step: int) -> str:
        """The sentence of its passage so many places after it, or before it."""
        passage = self.hit.passage
        span = passage.sentences[self.position + step]
        return passage.text[span.start - passage.start : span.end - passage.start]


def candidates(
    plan: Plan,
    hits: Sequence[Hit],
    texts: dict[str, str],
    question_vector: npt.NDArray[np.float32] | None,
    embed: Embed,
) -> list[Candidate]:
    """Every sentence of the hits, with its features; headlines only where there is nothing else.

    Args:
        plan: the question.
        hits: passages, best first.
        texts: the text of record of each hit's file.
        question_vector: the question's vector, or None without a model.
        embed: vectors for other texts.
    """
    places = places_of(hits)
    if not places or not plan.terms:
        return []
    contexts = contexts_of(hits, texts)
    likeness = _likeness(plan, places, embed if question_vector is not None else None)
    cover = _Cover(plan, places, contexts, likeness)
    cosines = _cosines(places, question_vector, embed)
    return [
        Candidate(
            hit=place.hit,
            rank=place.rank,
            position=place.position,
            span=place.span,
            text=place.text,
            refused=refusal(plan, place, contexts[place.rank]),
            features=np.array([*cosines[i], *cover.features(i)], np.float64),
        )
        for i, place in enumerate(places)
    ]


def _cosines(
    places: Sequence[Place], question: npt.NDArray[np.float32] | None, embed: Embed
) -> Floats:
    if question is None:
        return np.zeros((len(places), 3))
    vectors = embed(
        [p.text for p in places] + [f"{p.hit.source.title or ''}\n{p.text}" for p in places]
    )
    if vectors is None:
        return np.zeros((len(places), 3))
    cosines = vectors @ question
    passage = [p.hit.dense or 0.0 for p in places]
    return np.stack([cosines[: len(places)], cosines[len(places) :], np.array(passage)], axis=1)


def _likeness(
    plan: Plan, places: Sequence[Place], embed: Embed | None
) -> dict[tuple[str, str], float]:
    """How far an article's word stands for a question's, for words that are no names or figures."""
    asked = sorted({t.surface.lower() for t in plan.terms if _may_be_like(t)})
    said = sorted(
        {w.surface.lower() for p in places for w in p.words if w.weight > 0.25 and _may_be_like(w)}
    )
    if embed is None or not asked or not said:
        return {}
    vectors = embed([*asked, *said])
    if vectors is None:
        return {}
    table = vectors[: len(asked)] @ vectors[len(asked) :].T
    scaled = np.clip((table - _WORD_FLOOR) / _WORD_SPAN, 0, 1) * _WORD_MOST
    return {(a, s): float(scaled[i, j]) for i, a in enumerate(asked) for j, s in enumerate(said)}


def _may_be_like(word: Word) -> bool:
    return (
        not word.surface[0].isdigit()
        and word.stem not in _EXACT
        and party(word) is None
        and not is_name(word)
    )


class _Cover:
    """How much of the question each sentence and its surroundings cover."""

    def __init__(
        self,
        plan: Plan,
        places: Sequence[Place],
        contexts: Sequence[Context],
        likeness: dict[tuple[str, str], float],
    ) -> None:
        self._plan = plan
        self._places = places
        self._held = Held(plan.terms, likeness)
        self._names = [t in names(plan.terms) for t in plan.terms]
        self._counted = counted(plan.standalone)
        self._asked_stems = {w.stem for w in words(plan.standalone)}
        self._asked_values = {f.value for f in plan.figures}
        self._rarity = np.array([t.weight for t in plan.terms]) + 1e-6
        self._soft = np.array([self._held.by(p.words) for p in places])
        exact = (self._soft >= 1.0).sum(axis=0)
        # Words that most candidates share do not tell them apart.
        telling = np.maximum(np.log((len(places) + 1) / (exact + 0.5)), 0.05)
        self._telling = self._rarity * telling
        ranks = np.array([p.rank for p in places])
        passages = {rank: self._soft[ranks == rank].max(axis=0) for rank in set(ranks.tolist())}
        inside = np.array([passages[rank] for rank in ranks.tolist()])
        matched = {id(context): self._held.by(context.words) for context in contexts}
        article = np.array([matched[id(contexts[p.rank])] for p in places])
        self._near = self._credited(inside, article)
        self._article = np.maximum(article, inside)

    def _credited(self, inside: Floats, article: Floats) -> Floats:
        """For each sentence and term, the credit for where it is held; shape (places, terms)."""
        places, soft = self._places, self._soft
        titles = {p.hit.source.file: self._held.by(words(p.hit.source.title or "")) for p in places}
        before, after = np.zeros_like(soft), np.zeros_like(soft)
        for i, (a, b) in enumerate(itertools.pairwise(places)):
            if a.rank == b.rank and b.position == a.position + 1:
                before[i + 1], after[i] = soft[i], soft[i + 1]
        held = (
            soft,
            before,
            after,
            np.array([titles[p.hit.source.file] for p in places]),
            inside,
            article,
        )
        near: Floats = np.max([c * rows for c, rows in zip(_CREDIT, held, strict=True)], axis=0)
        return near

    def features(self, i: int) -> list[float]:
        """The features after the cosines, in the order of `NAMES`."""
        place, plan = self._places[i], self._plan
        near = self._near[i]
        wants = plan.wants
        adds_name = any(
            w.capital and w.stem not in self._asked_stems and not (w.opens and w.weight < 0.75)
            for w in place.words
        )
        return [
            float(self._soft[i] @ self._telling / self._telling.sum()),
            float(near @ self._telling / self._telling.sum()),
            float(near @ self._rarity / self._rarity.sum()),
            self._number(place) if wants == "number" else 0.0,
            float(wants == "number" and not gives_asked(plan.standalone, place.text)),
            float(wants == "date" and not has_date(place.text)),
            float(wants in ("person", "place") and not adds_name),
            self._counted_share(place),
            float(near[self._names].mean()) if any(self._names) else 1.0,
            float(near[self._names].min()) if any(self._names) else 1.0,
            float((self._rarity * (1 - near)).max()),
            _share_of_figures(plan, f"{place.hit.passage.text}\n{known(place.hit.source)}"),
            float((self._rarity * (1 - self._article[i])).max()),
            math.log(1 + len(place.text)),
        ]

    def _number(self, place: Place) -> float:
        shares = [
            float(self._held.by(window) @ self._telling / self._telling.sum())
            for window in self._windows(place, _WINDOW, _WINDOW)
        ]
        return max(shares, default=0.0)

    def _windows(self, place: Place, before: int, after: int) -> Iterator[list[Word]]:
        """The words around each amount that the question itself does not name."""
        for figure in figures(place.text):
            if figure.kind in ("year", "day", "ordinal") or figure.value in self._asked_values:
                continue
            at = [
                k
                for k, w in enumerate(place.words)
                if w.end > figure.start and w.start < figure.end + 1
            ]
            if at:
                yield place.words[max(0, at[0] - before) : at[-1] + after + 1]

    def _counted_share(self, place: Place) -> float:
        if not self._counted:
            return 1.0
        shares = []
        for window in self._windows(place, *_BESIDE):
            held = [
                max(
                    (1.0 if same(word, w) else self._held.like(word, w) for w in window),
                    default=0.0,
                )
                for word in self._counted
            ]
            shares.append(float(np.mean(held)))
        return max(shares, default=0.0)


def _share_of_figures(plan: Plan, context: str) -> float:
    if not plan.figures:
        return 1.0
    return 1 - len(missing_figures(plan.figures, context)) / len(plan.figures)
