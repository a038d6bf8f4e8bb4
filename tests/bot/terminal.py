"""A terminal with a command at it, for tests that type and look at the screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import signal
import subprocess
import termios
import threading
from pathlib import Path

from tests.bot.support import command
from tests.index.support import surroundings, until


class Terminal:
    """Runs a command on a terminal of its own, where Ctrl-C is a key."""

    def __init__(self, *args: object, cwd: Path, **env: str) -> None:
        self._person, terminal = pty.openpty()
        self.process = subprocess.Popen(
            command(*args),
            cwd=cwd,
            env={**surroundings(), "NEWSDESK_EMBEDDING": "none", "TERM": "dumb", **env},
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        os.close(terminal)
        self._seen = b""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        os.close(self._person)

    @property
    def screen(self) -> str:
        """All that was shown so far."""
        return self._seen.decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, keys: str) -> None:
        """Press keys; "\\x03" is Ctrl-C and "\\x04" Ctrl-D."""
        os.write(self._person, keys.encode())

    def shows(self, text: str, times: int = 1) -> bool:
        """Whether a text comes to be on the screen, so often."""
        return until(lambda: self.screen.count(text) >= times, seconds=60)

    def ended(self) -> int:
        """The exit code, once the command has ended."""
        return self.process.wait(timeout=60)

    def _read(self) -> None:
        # A terminal whose last user has gone says so with an error.
        with contextlib.suppress(OSError):
            while part := os.read(self._person, 4_096):
                self._seen += part


def _take_the_terminal() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
