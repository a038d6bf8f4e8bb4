"""Running a reader in a process of its own, with bounds on memory and time.

Some formats are read by libraries that a hostile file can make loop or eat memory.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

from index.errors import UnreadableArticle

_MEMORY = 2 * 1024**3  # bytes of address space
_SECONDS = 60


def run(module: str, data: bytes) -> Any:
    """What a module, run as a program, makes of bytes on its standard input, as JSON.

    Raises:
        UnreadableArticle: if it fails, or takes too much memory or time.
    """
    # -P: the user's working directory is no place to import modules from.
    command = [sys.executable, "-P", "-m", module]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * _SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableArticle(f"reading it took more than {2 * _SECONDS} seconds") from None
    if done.returncode == 0:
        return json.loads(done.stdout)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if done.returncode < 0 or not lines:
        raise UnreadableArticle("reading it takes too much memory or time, or the file is damaged")
    raise UnreadableArticle(f"it cannot be read: {lines[-1][:200]}")


def bound() -> None:
    """Put the bounds on this process, unless it has narrower ones."""
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, hard))
