"""Intervals and percentiles, by numpy alone; all intervals are of 95 %."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

_Z = 1.959964
_RESAMPLES = 4_000
# Any fixed number: the same run prints the same intervals.
_SEED = 7


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of a proportion; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    share, z2 = right / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    spread = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    # At the ends the bound is the end itself, but for rounding.
    low = 0.0 if right == 0 else middle - spread
    return low, 1.0 if right == of else middle + spread


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """Percentile bootstrap interval of a mean, over the questions.

    Of paired differences it is the paired interval.
    """
    if not values:
        return 0.0, 0.0
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_RESAMPLES, len(values)))
    low, high = np.percentile(np.asarray(values, np.float64)[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def percentile(values: Sequence[float], share: float) -> float:
    """A percentile, between the two values beside it; 0 of nothing."""
    return float(np.percentile(np.asarray(values, np.float64), share)) if values else 0.0


def f1(chosen: frozenset[int], right: frozenset[int]) -> float:
    """Harmonic mean of precision and recall of a set; 0 when nothing is shared."""
    both = len(chosen & right)
    return 2 * both / (len(chosen) + len(right)) if both else 0.0
