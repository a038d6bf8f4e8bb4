"""A catalog that can be read and not be written: on a full disk, in a folder that is read-only.

A catalog keeps a log beside it that every reader writes to. Where there is no room for one, or no
right to make one, the file alone is the last whole generation, as long as no log is left over.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_REFUSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def why(error: sqlite3.Error) -> str | None:
    """Why a database cannot be written, if that is what an error says; else None."""
    # The lowest eight bits are the kind, the others tell more of it.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _FULL:
        return "its disk is full or failing"
    return "it is read-only" if code in _REFUSED else None


def connect(path: Path) -> sqlite3.Connection:
    """A connection that only reads, and makes no file.

    Raises:
        sqlite3.Error: if what the file holds cannot be had without writing.
    """
    ways = ["mode=ro"] if _log_size(path) else ["mode=ro", "mode=ro&immutable=1"]
    for way in ways:
        address = f"file:{quote(os.fsencode(path.absolute()))}?{way}"
        db = sqlite3.connect(address, isolation_level=None, check_same_thread=False, uri=True)
        try:
            db.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.Error:
            db.close()
            if way == ways[-1]:
                raise
        else:
            return db
    raise AssertionError("there is always a last way")


def marks(path: Path) -> tuple[int, ...]:
    """What changes with a catalog's file and its log, which a frozen connection does not see.

    Raises:
        OSError: if the file is gone.
    """
    seen = path.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, _log_size(path)


def _log_size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return Path(f"{path}-wal").stat().st_size
    return 0
