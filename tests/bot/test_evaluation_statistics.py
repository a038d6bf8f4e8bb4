"""Intervals and percentiles against values that are known."""

from __future__ import annotations

import pytest

from bot.evaluation.statistics import bootstrap, f1, percentile, wilson


def test_wilson_agrees_with_published_values() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_wilson_of_all_right_ends_at_one() -> None:
    low, high = wilson(20, 20)
    assert high == 1.0
    assert low == pytest.approx(1 - 0.1611, abs=1e-4)


def test_the_bootstrap_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0] * 40 + [1.0] * 60
    low, high = bootstrap(values)
    assert low == pytest.approx(0.6 - 1.96 * 0.049, abs=0.02)
    assert high == pytest.approx(0.6 + 1.96 * 0.049, abs=0.02)
    assert bootstrap(values) == (low, high)
    assert bootstrap([0.25] * 10) == (0.25, 0.25)
    assert bootstrap([]) == (0.0, 0.0)


def test_f1_and_percentiles() -> None:
    assert f1(frozenset([1, 2]), frozenset([2, 3])) == 0.5
    assert f1(frozenset(), frozenset([1])) == 0.0
    assert percentile([1, 2, 3, 4, 5], 50) == 3
    assert percentile([], 95) == 0
