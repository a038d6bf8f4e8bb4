"""``state.db``: what people said and what they may do; small, precious, and never rebuilt.

It stands beside the catalog and apart from it, so that a long sync never keeps a question from
being stored. Each part that keeps state here has its own tables and its own ordered migrations.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index import frozen
from index.errors import NewsdeskError, Unwritable
from index.journal import write_ahead

FILE = "state.db"
_WAIT_SECONDS = 30.0


class State:
    """One open ``state.db``; may be used from any thread, and by several processes.

    Args:
        data: the data folder; created when needed.
        kept: False for an empty one in memory, where the file cannot be written.

    Raises:
        Unwritable: if the file can only not be written, since the disk is full or by permissions.
        NewsdeskError: if the file cannot be opened or is damaged.
    """

    def __init__(self, data: Path, *, kept: bool = True) -> None:
        self.path = data / FILE
        self.kept = kept
        self._lock = threading.RLock()
        try:
            data.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                self.path if kept else ":memory:",
                timeout=_WAIT_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            write_ahead(self._db, _WAIT_SECONDS)
            # A question that was confirmed to Telegram must outlive a power cut.
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS migrations (part TEXT PRIMARY KEY, done INTEGER)"
            )
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def migrate(self, part: str, steps: Sequence[str]) -> None:
        """Bring the tables of one part up to date.

        Args:
            part: the part's name.
            steps: SQL scripts in order; those done once are never run again, so a released one is
                never changed, and a new one is appended.
        """
        with self.write() as db:
            row = db.execute("SELECT done FROM migrations WHERE part = ?", (part,)).fetchone()
            done = row[0] if row else 0
            if done > len(steps):
                raise NewsdeskError(
                    f"{self.path} was written by a newer Newsdesk. Install that version, or name "
                    "another data folder with --data."
                )
            for step in steps[done:]:
                for statement in step.split(";"):
                    if statement.strip():
                        db.execute(statement)
            db.execute("INSERT OR REPLACE INTO migrations VALUES (?, ?)", (part, len(steps)))

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when the block ends, or none of it.

        Raises:
            NewsdeskError: if the file cannot be written, such as on a full disk.
        """
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            try:
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    yield self._db
                except BaseException:
                    # On a full disk SQLite has rolled back already.
                    with contextlib.suppress(sqlite3.OperationalError):
                        self._db.execute("ROLLBACK")
                    raise
                self._db.execute("COMMIT")
            except sqlite3.Error as error:
                raise self._unusable(error) from None

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._lock:
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> NewsdeskError:
        unwritable = isinstance(error, OSError) or (
            isinstance(error, sqlite3.Error) and frozen.why(error) is not None
        )
        return (Unwritable if unwritable else NewsdeskError)(
            f"{self.path} cannot be used: {error}. It holds conversations and access, and is never "
            "made anew by itself: free the disk, mend its permissions, or put back a backup."
        )
