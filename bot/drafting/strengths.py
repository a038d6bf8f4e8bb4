"""How far a word of an article stands for a word of a question."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.language.english import bases, kin
from bot.language.parties import same
from bot.language.terms import Word, is_name
from bot.planning import Plan
from index.lexical import STOP_WORDS

Floats = npt.NDArray[np.float64]

# Of forms of one word, and of synonyms.
_FORM, _SYNONYM = 0.95, 0.8


class Strengths:
    """How far an article's word stands for a question's, 0 to 1, each pair judged once."""

    def __init__(self, plan: Plan, likeness: dict[tuple[str, str], float]) -> None:
        self._terms, self._likeness = plan.terms, likeness
        self._nothing = (0.0,) * len(plan.terms)
        self._asked = {t.surface.lower() for t in plan.terms}
        self._known: dict[tuple[str, bool, bool], tuple[float, ...]] = {}

    def table(self, ws: Sequence[Word]) -> Floats:
        """Strengths of shape (terms, words)."""
        if not ws:
            return np.zeros((len(self._terms), 0))
        return np.array([self._row(w) for w in ws]).T

    def _row(self, word: Word) -> tuple[float, ...]:
        key = (word.surface, word.capital, word.opens)
        row = self._known.get(key)
        if row is None:
            lower = word.surface.lower()
            if lower in STOP_WORDS and lower not in self._asked:
                row = self._nothing
            else:
                row = tuple([self.of(term, word) for term in self._terms])
            self._known[key] = row
        return row

    def of(self, term: Word, word: Word) -> float:
        """How far a word stands for another."""
        if same(term, word):
            return 1.0
        if is_name(word) or is_name(term) or term.surface[0].isdigit():
            return 0.0
        known = _of_dictionary(term.surface, word.surface)
        if known is not None:
            return known
        return self._likeness.get((term.surface.lower(), word.surface.lower()), 0.0)


@functools.lru_cache(maxsize=100_000)
def _of_dictionary(term: str, word: str) -> float | None:
    forms = bases(word)
    if not forms:
        return None
    family = kin(term)
    if not family.own.isdisjoint(forms):
        return _FORM
    if not family.opposites.isdisjoint(forms):
        return 0.0
    return _SYNONYM if not family.synonyms.isdisjoint(forms) else None
