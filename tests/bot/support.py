"""What the tests of the command line share: what a command said, and one that runs beside them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.index.support import surroundings

Result = subprocess.CompletedProcess[str]
Run = Callable[..., Result]


def parsed(result: Result) -> Any:
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def failed(result: Result, code: int, *said: str) -> None:
    assert result.returncode == code, (result.returncode, result.stdout, result.stderr)
    assert "Traceback" not in result.stderr + result.stdout
    for words in said:
        assert words in result.stderr, result.stderr


class Started:
    """A command that runs beside the test, in a session of its own as a terminal gives it one."""

    def __init__(self, *args: object, cwd: Path, **env: str) -> None:
        self.process = subprocess.Popen(
            command(*args),
            cwd=cwd,
            env={**surroundings(), "NEWSDESK_EMBEDDING": "none", **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A shell that runs the tests in the background has it ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
        )
        self.out: list[str] = []
        self.err: list[str] = []
        self._readers = [
            threading.Thread(target=lines.extend, args=(stream,))
            for lines, stream in ((self.out, self.process.stdout), (self.err, self.process.stderr))
        ]
        for reader in self._readers:
            reader.start()

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for reader in self._readers:
            reader.join()

    def interrupt(self) -> None:
        """As Ctrl-C does: the command and all that it started."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ended(self) -> int:
        """Its exit code, once it has ended and all is read that it said."""
        code = self.process.wait(timeout=60)
        for reader in self._readers:
            reader.join()
        return code


def command(*args: object) -> list[str]:
    """What starts ``newsdesk``."""
    return [sys.executable, "-m", "bot.cli", *map(str, args)]
