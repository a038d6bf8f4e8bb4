"""Ctrl-C while something is awaited."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(runner: asyncio.Runner, work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns; Ctrl-C cancels it at once.

    The runner's own handler of the signal does not wake a loop that is just about to wait, so that
    Ctrl-C would be noticed with the next event, of which a model that is silent sends none.

    Raises:
        KeyboardInterrupt: if it was cancelled so.
    """
    if threading.current_thread() is not threading.main_thread():
        # Signals are the main thread's.
        return runner.run(work)
    stopped = False

    async def heard() -> T | None:
        nonlocal stopped
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None

        def stop() -> None:
            nonlocal stopped
            stopped = True
            task.cancel()

        loop.add_signal_handler(signal.SIGINT, stop)
        try:
            return await work
        except asyncio.CancelledError:
            if stopped:
                return None
            raise
        finally:
            loop.remove_signal_handler(signal.SIGINT)

    found = runner.run(heard())
    if stopped:
        raise KeyboardInterrupt
    return found  # type: ignore[return-value]
