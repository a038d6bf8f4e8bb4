"""Killing a sync, its builder, or both from outside: at an instant, or by what is being written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.soak import watching
from tests.soak.arena import Arena
from tests.soak.nursery import Sync

# So many times what is built is seen to change, at least.
_GROWTHS = 8
_PICKLINGS = 2

# How often at least things happen in a sync of a few changes.
_OFTEN = {
    "opening: statement": 3,
    "reading: statement": 9,
    "embedding: statement": 8,
    "announcing: statement": 12,
    "publishing: statement": 40,
    "removing: removal": 8,
    "forgetting: statement": 5,
    "compacting: statement": 3,
    "salvaging: statement": 12,
    "salvaging: rename": 3,
    "salvaging: renamed": 3,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a step's syncs from those that were not killed.

    Attributes:
        seconds: how long they take from their beginning.
        counts: how often things happen in them, by place.
    """

    seconds: float = 1.2
    counts: dict[str, int] = field(default_factory=dict)

    def nth(self, place: str, how_far: float) -> int:
        """Which time it is that a thing happens, so far (0 to 1) through a sync."""
        count = self.counts.get(place, _OFTEN.get(place, 1))
        return 1 + min(count - 1, int(how_far * count))


Outside = Callable[[Arena, Sync, Known, float], bool]
"""Kills a sync, or its builder, so far (0 to 1) through it; returns whether it did."""


def at_an_instant(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    sync.wait(how_far * known.seconds)
    ended = sync.ended
    sync.kill_group()
    return not ended


def while_the_base_grows(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    if not watching.wait_for(arena.data, sync, watching.grown(int(how_far * _GROWTHS))):
        return False
    sync.kill_group()
    return True


def while_the_pickle_grows(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    if not watching.wait_for(arena.data, sync, watching.pickled(int(how_far * _PICKLINGS))):
        return False
    sync.kill_group()
    return True


def the_parent_alone(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    if not watching.wait_for(arena.data, sync, watching.grown(int(how_far * _GROWTHS))):
        return False
    sync.kill()
    return True


def the_parent_of_a_stopped_builder(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    builder = watching.wait_for_builder(sync)
    if how_far > 0.25 and not watching.wait_for(
        arena.data, sync, watching.grown(int(how_far * _GROWTHS))
    ):
        return False
    if builder is None:
        return False
    os.kill(builder, signal.SIGSTOP)
    arena.stopped = builder
    sync.kill()
    return True


def the_builder_alone(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    builder = watching.wait_for_builder(sync)
    if how_far > 0.25 and not watching.wait_for(
        arena.data, sync, watching.grown(int(how_far * _GROWTHS))
    ):
        return False
    return _kill(builder)


def the_builder_at_its_pickle(arena: Arena, sync: Sync, known: Known, how_far: float) -> bool:
    builder = watching.wait_for_builder(sync)
    if not watching.wait_for(arena.data, sync, watching.pickled(int(how_far * _PICKLINGS))):
        return False
    return _kill(builder)


def _kill(builder: int | None) -> bool:
    if builder is None:
        return False
    try:
        os.kill(builder, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
