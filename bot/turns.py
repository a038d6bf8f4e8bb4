"""Who computes now: of many questions at once a few compute, the others wait in their order.

Threads that all compute share one interpreter, so that each of fifty takes as long as all fifty,
and whatever else the process has to do waits for them. In turns the first is done after its own
time, and what it has to wait for next, a model or the pace of a chat, is waited for meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# One more than an interpreter can serve: databases and the embedding model leave it free.
AT_ONCE = 2


class Turns:
    """A lock that so many hold at a time; they get it in the order in which they ask."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._mine = threading.local()

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Compute inside; a thread that has its turn already goes on."""
        if self._has():
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Let another compute meanwhile, as while a server is waited for; then come first."""
        if not self._has():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take(first=True)

    def _has(self) -> bool:
        return getattr(self._mine, "turn", False)

    def _take(self, *, first: bool = False) -> None:
        gate = threading.Lock()
        gate.acquire()
        with self._lock:
            if self._free:
                self._free -= 1
                gate.release()
            elif first:
                self._waiting.appendleft(gate)
            else:
                self._waiting.append(gate)
        gate.acquire()
        self._mine.turn = True

    def _give(self) -> None:
        self._mine.turn = False
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


TURNS = Turns()
"""Those of this process."""


async def computed(function: Callable[P, R], *args: P.args, **more: P.kwargs) -> R:
    """What a function returns, computed by a thread in its turn."""

    def in_turn() -> R:
        with TURNS.turn():
            return function(*args, **more)

    return await asyncio.to_thread(in_turn)
