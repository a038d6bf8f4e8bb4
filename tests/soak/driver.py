"""One sync, as a process of its own carries it out, which may be told where to kill itself."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from index import builder, database, filling, publishing
from index import plan as planning
from index import sync as syncing
from index.catalog import Catalog, Key, key_of
from index.embedding.base import Vectors
from index.errors import NewsdeskError
from index.store import Index
from index.sync import Options
from tests.soak.stub import Stub

BEGAN = "began"

# What a stage of a sync is carried out by.
PHASES: dict[str, tuple[Any, str]] = {
    "opening": (syncing, "_open"),
    "reading": (syncing, "read_into"),
    "embedding": (filling, "embed"),
    "announcing": (publishing, "announce"),
    "building": (builder, "make"),
    "publishing": (publishing, "publish"),
    "forgetting": (publishing, "forget_old_vectors"),
    "compacting": (Catalog, "compact"),
    "removing": (builder, "remove_unused"),
    "salvaging": (database, "salvage"),
}


@dataclass(frozen=True, slots=True)
class Strike:
    """Where a sync kills itself, with its whole process group.

    Attributes:
        phase: one of `PHASES`.
        at: what is counted: "statement" (each before it is carried out), "commit" (each before),
            "committed" (each transaction after), "vacuum" (before), "text" (before it is embedded),
            "rename" (before), "rename NAME" (of a file of that name), "renamed" (after), "removal"
            (of a file or folder, before), or "return" (the phase is over).
        nth: the how manieth of these it is.
        after: seconds from then on.
    """

    phase: str
    at: str
    nth: int = 1
    after: float = 0.0

    @property
    def place(self) -> str:
        """What is counted, and in which phase."""
        return f"{self.phase}: {self.at}"


@dataclass(frozen=True, slots=True)
class Job:
    """One sync.

    Attributes:
        articles, data, log: the folder, the data folder, and the folder of the logs.
        model: name of the embedder.
        options: of the sync.
        delay: seconds that a text takes to embed.
        floor: stands in for DELTA_FLOOR; DELTA_SHARE is nothing.
        pages: how many pages SQLite keeps in memory, or None; with few, it writes what is not yet
            committed.
        strike: where it kills itself, or None.
    """

    articles: str
    data: str
    log: str
    model: str = "stub/1"
    options: dict[str, Any] = field(default_factory=dict)
    delay: float = 0.002
    floor: int = 12
    pages: int | None = None
    strike: Strike | None = None


class Killer:
    """Counts what happens in a phase and kills the process group at the n-th."""

    def __init__(self, strike: Strike | None) -> None:
        self._strike = strike
        self._phase: str | None = None
        self.counts: Counter[str] = Counter()

    def saw(self, what: str) -> None:
        """Note that something happens, or has happened, in the phase that is under way."""
        if self._phase is None:
            return
        place = f"{self._phase}: {what}"
        self.counts[place] += 1
        strike = self._strike
        if strike is None or place != strike.place or self.counts[place] != strike.nth:
            return
        if strike.after:
            threading.Thread(target=_kill, args=(strike.after,), daemon=True).start()
        else:
            _kill()

    def statement(self, sql: str) -> None:
        """Note a statement that is about to be carried out."""
        self.saw("statement")
        if sql in ("COMMIT", "VACUUM"):
            self.saw(sql.lower())

    def audit(self, event: str, _: object) -> None:
        """Note a removal from the disk that is about to be carried out."""
        if event in ("os.remove", "os.rmdir"):
            self.saw("removal")

    def around(self, owner: Any, name: str, phase: str) -> None:
        """Know a function as a phase."""
        carried_out: Callable[..., Any] = getattr(owner, name)

        def within(*args: Any, **how: Any) -> Any:
            before, self._phase = self._phase, phase
            try:
                result = carried_out(*args, **how)
                self.saw("return")
                return result
            finally:
                self._phase = before

        setattr(owner, name, within)

    def follow(self, pages: int | None) -> None:
        """See everything that can be counted, with so many pages in memory."""
        for phase, (owner, name) in PHASES.items():
            self.around(owner, name, phase)
        connect, replace, transaction = database.connect, Path.replace, Catalog.transaction

        def traced(path: Path) -> sqlite3.Connection:
            db = connect(path)
            if pages is not None:
                db.execute(f"PRAGMA cache_size = {pages}")
            db.set_trace_callback(self.statement)
            return db

        def renaming(path: Path, target: Any) -> Path:
            self.saw("rename")
            self.saw(f"rename {path.name}")
            renamed = replace(path, target)
            self.saw("renamed")
            return renamed

        @contextlib.contextmanager
        def told(catalog: Catalog) -> Iterator[None]:
            with transaction(catalog):
                yield
            self.saw("committed")

        database.connect = traced
        Path.replace = renaming  # type: ignore[method-assign]
        Catalog.transaction = told  # type: ignore[method-assign]
        sys.addaudithook(self.audit)


def _kill(after: float = 0.0) -> None:
    time.sleep(after)
    os.killpg(os.getpgrp(), signal.SIGKILL)


class LoggedEmbedder(Stub):
    """Takes its time, and writes the key of every text to a log before it gives the vector."""

    def __init__(self, job: Job, killer: Killer) -> None:
        super().__init__(job.model)
        self._delay = job.delay
        self._killer = killer
        self._log = _appending(Path(job.log) / "embedded")

    def embed(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for text in texts:
            self._killer.saw("text")
            time.sleep(self._delay)
            os.write(self._log, f"{self.name} {key_of(text).hex()}\n".encode())
            yield self.embed_query(text)


def _appending(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


def log_commits(job: Job) -> None:
    """Write the keys of vectors to a log once they were committed."""
    log, add = _appending(Path(job.log) / "committed"), Catalog.add_vectors

    def logged(catalog: Catalog, model: str, vectors: list[tuple[Key, Vectors]]) -> None:
        add(catalog, model, vectors)
        os.write(log, "".join(f"{model} {key.hex()}\n" for key, _ in vectors).encode())

    Catalog.add_vectors = logged  # type: ignore[method-assign,assignment]


def main(job: Job, say: Connection, apart: bool) -> None:
    """Carry out a job.

    Args:
        job: the job.
        say: is told `BEGAN` when the sync begins, and in the end its report, or the message of its
            error, and how often each thing happened that can be counted.
        apart: whether this process makes a group of its own.
    """
    if apart:
        os.setpgid(0, 0)
    # As in many containers: what a builder says may then be cut within a line.
    os.environ["PYTHONUNBUFFERED"] = "1"
    syncing.DELTA_FLOOR, syncing.DELTA_SHARE = job.floor, 0.0
    filling._EMBED_BATCH = 8
    planning._READ_BATCH = 12
    killer = Killer(job.strike)
    log_commits(job)
    killer.follow(job.pages)
    index = Index(Path(job.articles), Path(job.data), embedding="none", cache=Path(job.log))
    index.embedder = LoggedEmbedder(job, killer)
    say.send(BEGAN)
    try:
        told = asdict(index.sync(Options(**job.options)))
    except Exception as error:
        known = isinstance(error, NewsdeskError)
        told = {"error": str(error) if known else traceback.format_exc()}
    say.send({**told, "counts": dict(killer.counts)})
