"""The meters of what is under way, for whoever is to know of what never became an answer.

An `Answer` says what a model used for it. What is cancelled or fails ends without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.drafting.usage import Meter

_METERS: ContextVar[list[Meter] | None] = ContextVar("meters", default=None)


@contextmanager
def metered() -> Iterator[list[Meter]]:
    """The meters that the block's task begins to use, each as far as it has counted."""
    meters: list[Meter] = []
    before = _METERS.set(meters)
    try:
        yield meters
    finally:
        _METERS.reset(before)


def begin(meter: Meter) -> None:
    """Note that a meter is being used."""
    meters = _METERS.get()
    # Two meters that have counted nothing are equal, and not the same.
    if meters is not None and all(meter is not known for known in meters):
        meters.append(meter)
