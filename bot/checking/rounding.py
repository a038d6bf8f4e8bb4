"""Numbers in a larger unit or rounder words: "more than three decades" for 34 years."""

from __future__ import annotations

from bot.checking.quantities import Quantity

# Units in terms of a smaller one of the same kind.
LARGER = {
    "century": ("month", 1200),
    "decade": ("month", 120),
    "year": ("month", 12),
    "fortnight": ("day", 14),
    "week": ("day", 7),
    "hour": ("minute", 60),
}


def converted(q: Quantity) -> tuple[float, str | None]:
    """A number in the smallest unit of its kind that is told apart here, and that unit."""
    unit, factor = LARGER.get(q.unit or "", (q.unit, 1))
    return q.value * factor, unit


# By how much a rounder number may be off: "about" either way, "more than" and "nearly" by so much
# to their own side.
ROUND, _ROUND_OPENLY = 0.03, 0.15


def is_rounded(q: Quantity, s: Quantity) -> bool:
    """Whether a claim's "about 9,000" or "nearly 9,000" is a rounder word for 8,950."""
    if q.kind != s.kind or s.bound not in ("=", "~"):
        return False
    (mine, unit), (theirs, other) = converted(q), converted(s)
    if unit != other or _digits(q.value) >= _digits(s.value):
        return False
    if q.bound == "~":
        fine = _digits(q.value) > 1 or q.value >= _ROUND_FROM
        return fine and abs(mine - theirs) <= ROUND * theirs
    if q.value < _ROUND_FROM and q.unit == s.unit:
        return False
    if q.bound in (">", ">="):
        return s.bound == "=" and theirs / (1 + _ROUND_OPENLY) <= mine < theirs
    return (
        q.bound in ("<", "<~") and s.bound == "=" and theirs < mine <= theirs * (1 + _ROUND_OPENLY)
    )


# What dozens may stand for beside a figure, by how they are bounded.
_DOZEN = 12
_SOME_MORE = 9


def in_dozens(q: Quantity, s: Quantity, said: str) -> bool:
    """Whether a claim says by dozens what its source counts: "more than a dozen" for 14.

    Args:
        q: the claim's number.
        s: its source's.
        said: the claim, in lower case.
    """
    if not said[q.start : q.end].endswith("dozen") or s.kind != "count" or s.bound != "=":
        return False
    if s.unit is not None or q.value < _DOZEN:
        return False
    if q.bound in (">", ">="):
        return q.value < s.value <= q.value + _SOME_MORE
    if q.bound in ("~", "<~"):
        return abs(q.value - s.value) <= 1
    return False


# Smaller numbers are told as they are.
_ROUND_FROM = 20


def _digits(value: float) -> int:
    """How many digits of a number are not the noughts at its end."""
    return len(f"{value:.10g}".replace(".", "").rstrip("0"))


def fits_openly(q: Quantity, value: float) -> bool:
    """Whether a number is a round word for a value, in the way that it says."""
    if q.bound in (">", ">="):
        return value / (1 + _ROUND_OPENLY) <= q.value <= value
    if q.bound in ("<", "<=", "<~"):
        return value <= q.value <= value * (1 + _ROUND_OPENLY)
    return abs(q.value - value) <= ROUND * value
