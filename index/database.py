"""The SQLite file of the catalog: opening, transactions, notes, and what saves its vectors."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import time
from collections.abc import Iterator
from importlib.resources import files as package_files
from pathlib import Path

from index import frozen, locks
from index.errors import Busy, NewsdeskError, unusable_data
from index.journal import write_ahead

NAME = "catalog.db"
SCHEMA = "3"

_HEADER = 100
# Seconds to wait for another process.
_PATIENCE = 60.0
_WHOLE = ".db.new"
_FULL = ("database or disk is full", "disk I/O error")
# What Python's own module says of a text that is none: damage that SQLite does not look for.
_GARBLED = "Could not decode"


class Database:
    """One connection to ``catalog.db``; not shared between threads without a lock."""

    def __init__(self, folder: Path, *, to_write: bool = False) -> None:
        """Open the catalog of a data folder, creating both when they do not exist.

        Args:
            folder: the data folder.
            to_write: do not make do with a catalog that can only be read.

        Raises:
            NewsdeskError: if the folder or the database cannot be used.
        """
        self.path = folder / NAME
        self.frozen: str | None = None
        """Why it can only be read, and has been opened for that alone."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _resume(folder)
            self._connect(to_write)
            self._prepare()
            self._marks = self._marked()
        except sqlite3.DatabaseError as error:
            raise NewsdeskError(explain(folder, error)) from error
        except OSError as error:
            raise NewsdeskError(unusable_data(folder, error)) from error
        made = self.meta("schema") or "0"
        if made.isdigit() and int(made) < int(SCHEMA):
            # All but the vectors can be had from the articles again, and the next sync does so.
            with locks.writer(folder):
                if self.meta("schema") != SCHEMA:
                    _start_anew(self.db)
        elif made != SCHEMA:
            raise NewsdeskError(
                f"{self.path} was made by another version of Newsdesk (layout {made}, this one "
                f"reads {SCHEMA}).\nTo make it anew, keeping the vectors: newsdesk index --rebuild"
            )

    def _connect(self, to_write: bool) -> None:
        try:
            self.db = connect(self.path)
        except sqlite3.OperationalError as error:
            self.frozen = frozen.why(error)
            if to_write or self.frozen is None:
                raise
            try:
                self.db = frozen.connect(self.path)
            except sqlite3.Error:
                raise error from None

    def _marked(self) -> tuple[int, ...]:
        """What tells that the catalog which was opened is not the one that is there."""
        return frozen.marks(self.path) if self.frozen else (self.path.stat().st_ino,)

    def _prepare(self) -> None:
        if self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            return
        with self.transaction():
            # Another process may have been here first.
            if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                _create(self.db)

    @property
    def replaced(self) -> bool:
        """Whether another file has taken the place of the one that was opened.

        One that is only read is replaced also when it is written by whoever can.
        """
        try:
            return self._marked() != self._marks
        except OSError:
            return True

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction: all of it or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back already when the disk was full.
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One read transaction: everything read inside is of one generation."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self.db.execute("ROLLBACK")

    def meta(self, name: str) -> str | None:
        """One of the catalog's own notes.

        They are: schema, generation, rules and folder (what was read, and how), model and
        unembedded, base and held (its name and how many texts it holds), bases (the last name
        given), passages (how many are live), synced_ns, and rebuild (one is under way).
        """
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, name: str, value: str | None) -> None:
        """Set or, with None, remove a note."""
        if value is None:
            self.db.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def generation(self) -> int:
        """Number of the last completed sync; 0 before the first."""
        return int(self.meta("generation") or 0)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a catalog's file with the settings that all of ours have."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
    try:
        write_ahead(db, _PATIENCE)
        # A commit is on the disk before it is told of: no vector is paid for twice.
        db.execute("PRAGMA synchronous = FULL")
    except BaseException:
        db.close()
        raise
    return db


def _create(db: sqlite3.Connection) -> None:
    script = package_files("index").joinpath("schema.sql").read_text()
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', ?), ('generation', '0')", (SCHEMA,))


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into a message for a person.

    Raises:
        NewsdeskError: with what happened and what to do next.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise NewsdeskError(explain(folder, error)) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            raise
        raise NewsdeskError(unusable_data(folder, error)) from error


def explain(folder: Path, error: sqlite3.Error) -> str:
    """What an error of the catalog's database means and what to do next."""
    said = str(error)
    if said in _FULL:
        return (
            f"The disk that holds {folder} is full or failing ({said}). What was committed is "
            "kept, and searches see the last whole generation.\nFree some space, then run: "
            "newsdesk index"
        )
    if isinstance(error, sqlite3.OperationalError) and _GARBLED not in said:
        return unusable_data(folder, error)
    return (
        f"{folder / NAME} is damaged ({said}).\nTo make it anew from the articles, keeping every "
        "vector that can still be read: newsdesk index --rebuild"
    )


def salvage(folder: Path) -> None:
    """Put an empty catalog in the place of one that cannot be used, keeping its vectors.

    One that can be used stays as it is. To be called under the writer's lock.
    """
    path = folder / NAME
    _finish_replacing(path)
    _go_on_replacing(path)
    if not path.exists():
        return
    try:
        with contextlib.closing(connect(path)) as db:
            if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("quick_check failed")
            _read_through(db)
            made = db.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
            if made != (SCHEMA,):
                _start_anew(db)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error) and _GARBLED not in str(error):
            raise
        _replace(path)
    except sqlite3.DatabaseError:
        _replace(path)


def _read_through(db: sqlite3.Connection) -> None:
    """Read every text once, since no check of SQLite's own sees one that cannot be decoded."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        if name not in ("vectors", "kept") and not name.startswith(
            ("sqlite_", "lexical", "article_")
        ):
            for _ in db.execute(f'SELECT * FROM "{name}"'):
                pass


def _start_anew(db: sqlite3.Connection) -> None:
    """Drop every table but the vectors, of whatever layout, and create ours."""
    db.execute("BEGIN IMMEDIATE")
    rows = db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    for kind, name, sql in rows:
        if (kind == "table" and "VIRTUAL" in sql.upper()[:20]) or kind == "view":
            db.execute(f'DROP {kind} "{name}"')
    db.execute("ALTER TABLE vectors RENAME TO kept")
    for kind, name in db.execute("SELECT type, name FROM sqlite_master").fetchall():
        if kind == "table" and name != "kept" and not name.startswith("sqlite_"):
            db.execute(f'DROP TABLE "{name}"')
    db.execute("DROP INDEX IF EXISTS vectors_by_key")
    _create(db)
    db.execute("INSERT INTO vectors SELECT model, key, vector FROM kept")
    db.execute("DROP TABLE kept")
    db.execute("COMMIT")


@contextlib.contextmanager
def _padded(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of a database, with what is missing at its end filled with zeros.

    SQLite reads nothing at all of a file that is shorter than its header says.
    """
    copy = path.with_suffix(".db.copy")
    try:
        for suffix in ("", "-wal"):
            if Path(f"{path}{suffix}").exists():
                shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
        with copy.open("r+b") as file:
            header = file.read(_HEADER)
            if header.startswith(b"SQLite format 3"):
                size = int.from_bytes(header[16:18], "big")
                pages = int.from_bytes(header[28:32], "big")
                file.truncate(max(copy.stat().st_size, (65_536 if size == 1 else size) * pages))
        with contextlib.closing(sqlite3.connect(copy)) as db:
            yield db
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{copy}{suffix}").unlink(missing_ok=True)


def _replace(path: Path) -> None:
    """Move a damaged catalog aside and fill a new one with what can be read of its vectors."""
    new = path.with_suffix(".db.part")
    for suffix in ("", "-wal", "-shm"):
        Path(f"{new}{suffix}").unlink(missing_ok=True)
    with contextlib.closing(connect(new)) as db:
        db.execute("BEGIN IMMEDIATE")
        _create(db)
        with contextlib.suppress(sqlite3.Error), _padded(path) as old:
            # Row by row, so that the rows before the damage are kept.
            for row in old.execute("SELECT model, key, vector FROM vectors"):
                db.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", row)
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = DELETE")
    # Under this name it is whole, and takes the catalog's place wherever a crash leaves it.
    new.replace(path.with_suffix(_WHOLE))
    _put_aside(path)
    _finish_replacing(path)


def _resume(folder: Path) -> None:
    """Complete a salvage that was stopped between the old catalog and the new."""
    path = folder / NAME
    _finish_replacing(path)
    if path.with_suffix(_WHOLE).exists():
        # Under way in another process, or stopped: then its lock is free.
        with contextlib.suppress(Busy), locks.writer(folder):
            _go_on_replacing(path)


def _go_on_replacing(path: Path) -> None:
    if path.with_suffix(_WHOLE).exists():
        # The damaged catalog's log may be gone already, and its newest vectors with it.
        _put_aside(path)
        _finish_replacing(path)


def _put_aside(path: Path) -> None:
    """Move a damaged catalog out of the way, its log first: that is never taken for a new one's."""
    aside = f"{path}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    for suffix in ("-wal", "-shm", ""):
        part = Path(f"{path}{suffix}")
        if part.exists():
            part.replace(f"{aside}{suffix}")


def _finish_replacing(path: Path) -> None:
    """Put a new catalog in the place of a damaged one that was moved aside."""
    with contextlib.suppress(FileNotFoundError):
        if not path.exists():
            path.with_suffix(_WHOLE).replace(path)
