"""The write-ahead log of a SQLite file, turned on where several processes open it at once."""

from __future__ import annotations

import sqlite3
import time

_PAUSE_SECONDS = 0.02


def write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Let readers and a writer go on beside each other.

    SQLite does not wait its timeout for this one change, so two processes that make a file at the
    same moment would find it locked.

    Args:
        db: a connection outside of any transaction.
        patience: seconds to wait for others.

    Raises:
        sqlite3.Error: if it stays locked, or cannot be written.
    """
    until = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # The low byte is the code; the rest says how the file came to be busy.
            busy = (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
        time.sleep(_PAUSE_SECONDS)
