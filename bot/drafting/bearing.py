"""Whether a sentence bears on what a question asks, beyond sharing its words, as numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.drafting.asked import asked, reasoned
from bot.drafting.places import Place
from bot.language.english import bases, broader, kin, readings
from bot.language.figures import MONTHS, WEEKDAYS, figures
from bot.language.parties import same
from bot.language.terms import Word, is_name, stem, words
from bot.planning import Plan

Floats = npt.NDArray[np.float64]

NAMES = (
    "acts",  # share of the question's verbs close by; 1 where it has none
    "act_weakest",  # the same of the verb that is farthest away
    "acts_here",  # share of its verbs in the sentence itself
    "things",  # the same of what is neither verb nor name
    "thing_weakest",
    "proper_weakest",
    "proper_here",
    "unheld",  # share of the words that the passage lacks
    "here",  # share of the words in the sentence and beside it
    "kind",  # of "which ship": how far the sentence names a ship; 1 for other questions
    "reason",  # of "why": how far the sentence gives a reason; 1 for other questions
    "speaker",  # how close by stands who is to have said it; 1 where nobody is named
    "extreme",  # how close by stand "first", "largest"; 1 where the question has none
    "opposed",  # whether the sentence has the opposite of a word that it lacks
    "answer_near",  # share of the question's words around what may be the answer
    "together",  # share of the question's words in the densest stretch of the sentence
)
_WINDOW = 9
_HELD = 0.45
_DATES = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))
_PRONOUN = re.compile(r"\W*(?:he|she|it|they|who)\b|\W*[\"“]", re.IGNORECASE)


class Bearing:
    """The features of `NAMES` for every sentence of the evidence."""

    def __init__(self, plan: Plan, places: Sequence[Place], strengths: "Strengths") -> None:
        self._plan, self._places, self._strengths = plan, places, strengths
        self._asked = asked(plan)
        self._rarity = np.array([t.weight for t in plan.terms]) + 0.1
        self._proper = np.array(_proper(plan, places))
        self._acts = np.array(self._asked.acts) & ~self._proper
        self._things = ~self._acts & ~self._proper
        self._values = {f.value for f in plan.figures}
        self._stems = {w.stem for w in words(plan.standalone)}
        self._opposites = [kin(t.surface).opposites for t in plan.terms]

    def features(self, i: int, soft: Floats, near: Floats) -> list[float]:
        """One value for each of `NAMES`, from what the sentence and its surroundings hold."""
        place = self._places[i]
        table = self._strengths.table(place.words)
        return [
            _mean(near, self._acts),
            _least(near, self._acts),
            _mean(soft, self._acts),
            _mean(near, self._things),
            _least(near, self._things),
            _least(near, self._proper),
            _mean(soft, self._proper),
            float((near < _HELD).mean()),
            float((near >= 0.6).mean()),
            self._kind(place),
            reasoned(place.text, (place.before, place.after)) if self._asked.reason else 1.0,
            self._speaker(place),
            self._extreme(place),
            self._opposed(place, near),
            self._answer_near(place, table),
            self._densest(table),
        ]

    def _kind(self, place: Place) -> float:
        kind = self._asked.kind
        if kind is None:
            return 1.0
        return max((self._is_kind(kind, w) for w in place.words), default=0.0)

    def _is_kind(self, kind: Word, word: Word) -> float:
        if same(kind, word):
            return 1.0
        if broader(kind.surface, word.surface):
            return 1.0
        return self._strengths.of(kind, word)

    def _speaker(self, place: Place) -> float:
        out = 1.0
        for name in self._asked.speakers:
            if any(same(name, w) for w in place.words):
                continue
            near = words(f"{place.before}\n{place.after}")
            if any(same(name, w) for w in near):
                out = min(out, 0.8 if _PRONOUN.match(place.text) else 0.6)
            else:
                out = 0.0
        return out

    def _extreme(self, place: Place) -> float:
        if not self._asked.extremes:
            return 1.0
        title = place.hit.source.title or ""
        here = {w.stem for w in place.words}
        beside = {w.stem for w in words(f"{place.before}\n{place.after}\n{title}")}
        held = [1.0 if w.stem in here else 0.6 if w.stem in beside else 0.0
                for w in self._asked.extremes]
        return float(np.mean(held))

    def _opposed(self, place: Place, near: Floats) -> float:
        lacking = [o for k, o in enumerate(self._opposites) if o and near[k] < 0.9]
        if not lacking:
            return 0.0
        said = [bases(w.surface) for w in place.words if not w.capital]
        return float(any(o & forms for o in lacking for forms in said))

    def _answer_near(self, place: Place, table: Floats) -> float:
        at = self._answers(place)
        if at is None:
            return self._densest(table)
        shares = [self._share(table, k - _WINDOW, k + _WINDOW + 1) for k in at]
        return max(shares, default=0.0)

    def _answers(self, place: Place) -> list[int] | None:
        """Positions of the words that may be the answer; None where any may."""
        wants = self._plan.wants
        if wants == "number":
            found = [f for f in figures(place.text)
                     if f.kind not in ("year", "day", "ordinal") and f.value not in self._values]
            return [k for k, w in enumerate(place.words)
                    if any(w.end > f.start and w.start < f.end for f in found)]
        if wants == "date":
            dated = [f for f in figures(place.text)
                     if f.kind in ("year", "day") and f.value not in self._values]
            return [k for k, w in enumerate(place.words)
                    if (w.stem in _DATES and w.stem not in self._stems)
                    or any(w.end > f.start and w.start < f.end for f in dated)]
        if wants in ("person", "place"):
            return [k for k, w in enumerate(place.words)
                    if w.capital and w.stem not in self._stems
                    and not (w.opens and readings(w.surface))]
        return None

    def _densest(self, table: Floats) -> float:
        count = table.shape[1]
        step = range(0, max(1, count - _WINDOW), 3)
        return max((self._share(table, k, k + 2 * _WINDOW) for k in step), default=0.0)

    def _share(self, table: Floats, first: int, last: int) -> float:
        part = table[:, max(0, first) : last]
        if not part.size:
            return 0.0
        return float(part.max(axis=1) @ self._rarity / self._rarity.sum())


class Strengths:
    """How far an article's word stands for a question's, 0 to 1, each pair judged once."""

    def __init__(self, plan: Plan, likeness: dict[tuple[str, str], float]) -> None:
        self._terms, self._likeness = plan.terms, likeness
        self._known: dict[tuple[str, bool, str], tuple[float, ...]] = {}

    def table(self, ws: Sequence[Word]) -> Floats:
        """Strengths of shape (terms, words)."""
        if not ws:
            return np.zeros((len(self._terms), 0))
        return np.array([self._row(w) for w in ws]).T

    def _row(self, word: Word) -> tuple[float, ...]:
        key = (word.stem, word.capital, word.surface.lower())
        if key not in self._known:
            self._known[key] = tuple(self.of(term, word) for term in self._terms)
        return self._known[key]

    def of(self, term: Word, word: Word) -> float:
        """How far a word stands for another."""
        if same(term, word):
            return 1.0
        if term.surface[0].isdigit() or is_name(term) or is_name(word):
            return 0.0
        forms = bases(word.surface)
        if forms:
            family = kin(term.surface)
            if forms & family.own:
                return 0.95
            if forms & family.opposites:
                return 0.0
            if forms & family.synonyms:
                return 0.8
        return self._likeness.get((term.surface.lower(), word.surface.lower()), 0.0)


def _proper(plan: Plan, places: Sequence[Place]) -> list[bool]:
    """For each term, whether it is a name: by its capital, or since the articles write it so."""
    title_case = len(plan.terms) > 3 and all(t.capital for t in plan.terms)
    capital: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for place in places:
        for w in place.words:
            if not w.opens:
                (capital if w.capital else plain)[w.stem] += 1
    out = []
    for t in plan.terms:
        if t.surface[0].isdigit() or t.stem in _DATES:
            out.append(False)
        elif is_name(t) and not title_case:
            out.append(True)
        elif capital[t.stem] + plain[t.stem]:
            out.append(capital[t.stem] > 4 * plain[t.stem])
        else:
            out.append(not readings(t.surface))
    return out


def _mean(values: Floats, which: npt.NDArray[np.bool_]) -> float:
    return float(values[which].mean()) if which.any() else 1.0


def _least(values: Floats, which: npt.NDArray[np.bool_]) -> float:
    return float(values[which].min()) if which.any() else 1.0
