"""One bot for one data folder: a lock that dies with its process."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from index import locks


def only(data: Path) -> AbstractContextManager[None]:
    """Be the only bot that answers from a data folder.

    Raises:
        Busy: on entering, if another is; the message says which.
        NewsdeskError: on entering, if the folder cannot be written.
    """
    busy = "A bot runs already on {folder}: {holder}. Stop it, or name another data folder."
    return locks.only(data, "telegram.lock", busy)
