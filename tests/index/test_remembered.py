"""What was made lately is kept within bounds, and what is used stays."""

from __future__ import annotations

from index.remembered import Remembered


def test_no_more_is_kept_than_was_asked_for() -> None:
    kept: Remembered[int, str] = Remembered(10)
    for n in range(1_000):
        kept.put(n, str(n))
    assert sum(kept.get(n) is not None for n in range(1_000)) <= 10
    assert kept.get(999) == "999"


def test_what_is_used_again_and_again_stays() -> None:
    kept: Remembered[int, str] = Remembered(10)
    kept.put(-1, "used")
    for n in range(1_000):
        kept.put(n, str(n))
        assert kept.get(-1) == "used"
