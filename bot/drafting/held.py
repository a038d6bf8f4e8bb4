"""How far the words of a text hold a question's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.drafting.places import distinct
from bot.language.parties import same
from bot.language.terms import Word

Floats = npt.NDArray[np.float64]


class Held:
    """What is known of each word beside a question's terms; a word is compared with them once.

    Args:
        terms: what the question rests on.
        likeness: how far an article's word stands for a question's, by both in lower case.
    """

    def __init__(self, terms: Sequence[Word], likeness: Mapping[tuple[str, str], float]) -> None:
        self._terms = terms
        self._asked = [term.surface.lower() for term in terms]
        self._likeness = likeness
        self._rows: dict[tuple[str, str, bool], tuple[float, ...]] = {}

    def by(self, ws: Sequence[Word]) -> Floats:
        """For each term, how far some words hold it: shape (terms,), 0 to 1."""
        rows = [self._row(word) for word in distinct(ws)]
        if not rows:
            return np.zeros(len(self._terms))
        return np.array([max(column) for column in zip(*rows, strict=True)])

    def like(self, asked: Word, said: Word) -> float:
        """How far one word stands for another of the question, without being the same."""
        return self._likeness.get((asked.surface.lower(), said.surface.lower()), 0.0)

    def _row(self, word: Word) -> tuple[float, ...]:
        key = word[0], word[1], word[4]
        row = self._rows.get(key)
        if row is None:
            lower = word.surface.lower()
            row = self._rows[key] = tuple(
                1.0 if same(term, word) else self._likeness.get((asked, lower), 0.0)
                for term, asked in zip(self._terms, self._asked, strict=True)
            )
        return row
