"""Which rows of a page are the site's, as log-odds, by weights fitted on pages judged by hand.

A logistic regression over parts of words reads each row alone; boosted trees (Friedman, 2001) then
weigh that with the row's form, its place, its neighbours and what the rules say.
`benchmarks/fit_cleaning.py` fits both and writes the weights.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.cleaning.features import Floats, Row, around, described, parts

WEIGHTS = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True, slots=True)
class Trees:
    """Decision trees of one size, padded: arrays of shape (trees, nodes).

    Attributes:
        feature: the column that a node looks at; -1 for a leaf.
        bound: a row goes left where the column is at most that.
        left, right: the nodes below.
        value: what a leaf adds, in log-odds.
        base: what all rows start with, in log-odds.
    """

    feature: npt.NDArray[np.int16]
    bound: npt.NDArray[np.float64]
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    value: npt.NDArray[np.float64]
    base: float

    def score(self, features: Floats) -> Floats:
        """The log-odds of rows of features, shape (rows, columns), as (rows,)."""
        rows = np.arange(len(features))
        trees = np.arange(len(self.feature))[:, None]
        node = np.zeros((len(self.feature), len(features)), dtype=np.intp)
        while True:
            column = self.feature[trees, node]
            inner = column >= 0
            if not inner.any():
                break
            goes_left = features[rows, np.maximum(column, 0)] <= self.bound[trees, node]
            below = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            node = np.where(inner, below, node)
        return np.asarray(self.base + self.value[trees, node].sum(axis=0))


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of words' parts, shape (PARTS,), their base, and the trees."""

    words: Floats
    base: float
    trees: Trees

    def by_words(self, rows: Sequence[Row]) -> Floats:
        """The log-odds of each row by its words alone, shape (rows,)."""
        return np.array([self._of_line(row.raw) for row in rows])

    def _of_line(self, line: str) -> float:
        found = parts(line)
        return self.base + float(self.words[found].sum()) / math.sqrt(max(1, len(found)))

    def score(self, rows: Sequence[Row]) -> Floats:
        """The log-odds that each row is the site's, shape (rows,)."""
        return self.trees.score(columns(self.by_words(rows), described(rows)))


def columns(by_words: Floats, form: Floats) -> Floats:
    """What the trees look at, shape (rows, columns).

    Args:
        by_words: shape (rows,), log-odds by the words alone.
        form: what `described` tells of the rows.
    """
    return np.hstack([by_words[:, None], form, around(by_words)])


@functools.cache
def fitted() -> Model:
    """The model as it was fitted."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        trees = Trees(
            stored["feature"],
            stored["bound"].astype(np.float64),
            stored["left"],
            stored["right"],
            stored["value"].astype(np.float64),
            float(stored["tree_base"]),
        )
        return Model(stored["words"].astype(np.float64), float(stored["word_base"]), trees)
