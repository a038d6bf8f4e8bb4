"""Syncs in processes of their own, forked from one that has loaded much and opened nothing."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from typing import Any

from tests.soak import driver

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.soak.warm"])


class Sync:
    """A sync that has begun.

    Args:
        job: what it does.
        apart: whether it has a process group of its own, with its builder.
    """

    def __init__(self, job: driver.Job, *, apart: bool) -> None:
        self._hearing, saying = _context.Pipe(duplex=False)
        self._process = _context.Process(target=driver.main, args=(job, saying, apart), daemon=True)
        self._process.start()
        saying.close()
        self.pid: int = self._process.pid or 0
        if self._hearing.recv() != driver.BEGAN:
            raise RuntimeError("the sync did not begin")

    @property
    def ended(self) -> bool:
        """Whether it has ended, well or not."""
        return not self._process.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end, at most so long."""
        self._process.join(seconds)

    def kill(self) -> None:
        """Kill it, not its builder."""
        self._process.kill()
        self._process.join()

    def kill_group(self) -> None:
        """Kill it and its builder."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.join()

    def end(self) -> dict[str, Any] | None:
        """Wait for its end; returns what it told, or None when it was killed."""
        told: dict[str, Any] | None = None
        with contextlib.suppress(EOFError):
            told = self._hearing.recv()
        self._process.join()
        self._hearing.close()
        killed = self._process.exitcode == -signal.SIGKILL
        if told is None and not killed:
            raise RuntimeError(f"the sync ended with {self._process.exitcode} and told nothing")
        return None if killed else told
