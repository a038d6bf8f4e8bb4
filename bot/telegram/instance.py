"""One bot for one data folder: a lock that dies with its process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from index.errors import Busy, NewsdeskError, unusable_data


@contextlib.contextmanager
def only(data: Path) -> Iterator[None]:
    """Be the only bot that answers from a data folder.

    Raises:
        Busy: if another is; the message says which.
        NewsdeskError: if the folder cannot be written.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        opened = (data / "telegram.lock").open("a+")
    except OSError as error:
        raise NewsdeskError(unusable_data(data, error)) from None
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise Busy(
                f"A bot runs already on {data}: {holder}. Stop it, or name another data folder."
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        yield
