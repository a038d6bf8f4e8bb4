"""Locks that die with their process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from index.errors import Busy, NewsdeskError, unusable_data


@contextlib.contextmanager
def writer(folder: Path) -> Iterator[None]:
    """Hold the data folder's only writer's lock.

    Raises:
        Busy: if another process holds it; the message says which.
        NewsdeskError: if the folder cannot be written.
    """
    busy = "The index in {folder} is being synced by {holder}. Wait for it to end, or stop it."
    with only(folder, "sync.lock", busy):
        yield


@contextlib.contextmanager
def only(folder: Path, name: str, busy: str) -> Iterator[None]:
    """Hold one of a data folder's locks, that only one process holds at a time.

    Args:
        folder: the data folder, made when needed.
        name: the lock's file, in which its holder says who it is.
        busy: what is said when another holds it, with places for {folder} and {holder}.

    Raises:
        Busy: if another process holds it.
        NewsdeskError: if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = (folder / name).open("a+")
    except OSError as error:
        raise NewsdeskError(unusable_data(folder, error)) from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise Busy(busy.format(folder=folder, holder=holder)) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()} since {time.ctime()}\n")
        file.flush()
        yield


class Shared:
    """A shared lock on a file, held until closed."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            OSError: if the file is not there.
        """
        self._file = path.open("rb")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Give the lock back."""
        self._file.close()


def unused(path: Path) -> bool:
    """Whether nobody holds a lock on this file."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
