"""Who computes now: of many questions at once a few compute, the others wait in their order.

Threads that all compute share one interpreter, so that each of fifty takes as long as all fifty,
and whatever else the process has to do waits for them. In turns the first is done after its own
time, and what it has to wait for next, a model or the pace of a chat, is waited for meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# More than an interpreter can serve: databases leave it free, and one that takes long stops none.
AT_ONCE = 3


class Turns:
    """A lock that so many hold at a time; they get it in the order in which they ask.

    Those that go on with what was begun come before those that begin: else all would be done with
    their first part before any begins its second.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._lock = threading.Lock()
        # Those that go on, and those that begin.
        self._waiting: tuple[deque[threading.Lock], ...] = (deque(), deque())
        self._mine = threading.local()

    @contextlib.contextmanager
    def turn(self, *, begins: bool = True) -> Iterator[None]:
        """Compute inside; a thread that has its turn already keeps it."""
        if self._has():
            yield
            return
        self._take(begins)
        try:
            yield
        finally:
            self._give()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Let another compute meanwhile, as while a server is waited for; then go on."""
        if not self._has():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take(begins=False)

    def _has(self) -> bool:
        return getattr(self._mine, "turn", False)

    def _take(self, begins: bool) -> None:
        gate = threading.Lock()
        gate.acquire()
        with self._lock:
            if self._free:
                self._free -= 1
                gate.release()
            else:
                self._waiting[begins].append(gate)
        gate.acquire()
        self._mine.turn = True

    def _give(self) -> None:
        self._mine.turn = False
        with self._lock:
            for gates in self._waiting:
                if gates:
                    gates.popleft().release()
                    return
            self._free += 1


TURNS = Turns()
"""Those of this process."""


async def begun(function: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    """What a function returns that begins an answer, or can wait, computed in its turn."""
    return await asyncio.to_thread(_in_turn, True, functools.partial(function, *args, **more))


async def computed(function: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    """What a function returns that goes on with an answer, computed in its turn."""
    return await asyncio.to_thread(_in_turn, False, functools.partial(function, *args, **more))


def _in_turn(begins: bool, call: Callable[[], R]) -> R:
    with TURNS.turn(begins=begins):
        return call()
