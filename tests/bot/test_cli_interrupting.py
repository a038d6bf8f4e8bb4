"""Ctrl-C while something is awaited."""

from __future__ import annotations

import asyncio
import signal

import pytest

from bot.cli import interrupting


def test_the_signal_ends_what_is_awaited_and_the_next_can_be_run() -> None:
    ended = []

    async def wait() -> None:
        # The signal comes while nothing else would wake the loop.
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGINT)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("wait")

    async def answer() -> str:
        await asyncio.sleep(0)
        return "answer"

    with asyncio.Runner() as runner:
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                interrupting.run(runner, wait())
            assert interrupting.run(runner, answer()) == "answer"
    assert ended == 3 * ["wait"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_loop_is_woken_by_the_signal_itself() -> None:
    """A signal that comes just before the loop begins to wait interrupts no wait."""

    async def watched() -> bool:
        previous = signal.set_wakeup_fd(-1)
        signal.set_wakeup_fd(previous)
        await asyncio.sleep(0)
        return previous != -1

    with asyncio.Runner() as runner:
        assert interrupting.run(runner, watched())


def test_an_error_of_what_is_awaited_is_its_own() -> None:
    async def fail() -> None:
        await asyncio.sleep(0)
        raise ValueError("as it is")

    async def cancel() -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await asyncio.sleep(1)

    with asyncio.Runner() as runner:
        with pytest.raises(ValueError, match="as it is"):
            interrupting.run(runner, fail())
        with pytest.raises(asyncio.CancelledError):
            interrupting.run(runner, cancel())
