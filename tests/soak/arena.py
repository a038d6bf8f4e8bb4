"""A folder and its index, on which syncs are carried out, killed, and looked at afterwards."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from index import database
from tests.soak import watching
from tests.soak.checker import Checker, Seen
from tests.soak.driver import Job
from tests.soak.folders import Contents, Folder
from tests.soak.nursery import Sync

_READ = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(db.execute("SELECT count(*) FROM meta").fetchone(), flush=True)
sys.stdin.read()
"""


class Arena:
    """One folder with its index.

    Args:
        place: an empty folder for both and for the logs.
        seed: of everything that is left to chance but the clock.
        files: how many there are to begin with.
        changes: how many things happen to them between two syncs, at least and at most.
        floor: stands in for DELTA_FLOOR in the syncs that are not killed.

    The index is made, and looked at.
    """

    def __init__(
        self,
        place: Path,
        seed: int,
        files: int = 60,
        changes: tuple[int, int] = (10, 30),
        floor: int = 12,
    ) -> None:
        self.place = place.resolve()
        self.rng = random.Random(seed)
        self.folder = Folder(self.place / "articles", self.rng, files // 2, files * 2)
        self._changes = changes
        self._floor = floor
        self.data = self.place / "data"
        self.log = self.place / "log"
        self.log.mkdir()
        self.model = "stub/1"
        self.before = Contents()
        """What the index held when it was last seen whole."""
        self.kept: set[str] = set()
        """Every vector that was seen in the catalog or told of as committed, and not forgotten."""
        self.base: str | None = None
        """The base that was published when the index was last seen."""
        self.stopped: int | None = None
        """A builder that outlives its sync, stopped."""
        self._reading: subprocess.Popen[str] | None = None
        self._checker = Checker()
        self.folder.fill(files)
        self.settle()

    def change(self) -> Contents:
        """Let things happen to the files; returns what an index of them must hold now."""
        self.folder.change(self.rng.randint(*self._changes))
        return self.folder.contents()

    def close(self) -> None:
        """End the processes that look and read."""
        self._have_it_read_no_more()
        self._checker.close()

    def start(self, *, apart: bool = True, **how: Any) -> Sync:
        """Begin a sync, in a process group of its own if apart."""
        self.kept = self.must_keep()
        for name in ("embedded", "committed"):
            (self.log / name).unlink(missing_ok=True)
        job = Job(str(self.folder.path), str(self.data), str(self.log), self.model, **how)
        return Sync(job, apart=apart)

    def look(self, *, settled: bool = False) -> Seen:
        """What the next command finds."""
        seen = self._checker.look(self.folder.path, self.data, settled=settled)
        self.base = seen.base
        return seen

    def judge(self, seen: Seen, allowed: list[Contents], when: str) -> list[str]:
        """What in that which was seen is not as it must be, of one whole generation."""
        problem = seen.error or seen.refusal
        if problem is not None:
            return [f"{when}: {problem}"]
        whole = [contents.found for contents in allowed]
        lost = self.must_keep() - seen.vectors
        return [
            *_if(seen.words != seen.meaning, f"{when}: words and meaning find different passages"),
            *_if(seen.words not in whole, f"{when}: by words no generation is found whole"),
            *_if(seen.meaning not in whole, f"{when}: by meaning no generation is found whole"),
            *_if(bool(lost), f"{when}: {len(lost)} committed vectors are lost"),
            *(f"{when}: {wrong}" for wrong in seen.wrong),
            *(f"{when}: logged: {warning}" for warning in seen.warnings),
        ]

    def must_keep(self) -> set[str]:
        """The vectors that must be there after the last sync."""
        return self.kept | set(self._logged("committed"))

    def forget_commits(self) -> None:
        """No longer hold the last sync to what it committed."""
        (self.log / "committed").unlink(missing_ok=True)

    def settle(self, *, rebuild: bool = False) -> list[str]:
        """Carry out the next sync to its end; returns what was not as it must be."""
        wanted = self.folder.contents()
        self.kept = self.must_keep()
        missing = sorted({f"{self.model} {key}" for key in wanted.keys} - self.kept)
        options = {"change_model": True, "rebuild": rebuild}
        report = self.start(options=options, floor=self._floor).end() or {"error": "it was killed"}
        embedded = sorted(self._logged("embedded"))
        seen = self.look(settled=True)
        wrong = [
            *_if("error" in report, f"the next sync failed: {report.get('error')}"),
            *_if(
                embedded != missing,
                f"the next sync embedded {len(embedded)} texts where {len(missing)} were missing",
            ),
            *_if(seen.changes, "after the next sync the folder differs from the index still"),
            *self.judge(seen, [wanted], "after the next sync"),
            *_if(
                self.stopped is None and not watching.all_gone(self.data),
                "a builder is alive after the next sync",
            ),
        ]
        self.before = wanted
        self.kept = self.must_keep() | seen.vectors
        return wrong

    def release(self) -> list[str]:
        """Let the reader go, and the builder go on that was stopped; returns what it did wrong."""
        self._have_it_read_no_more()
        if self.stopped is None:
            return []
        os.kill(self.stopped, signal.SIGCONT)
        self.stopped = None
        if not watching.all_gone(self.data):
            return ["a builder goes on without its sync"]
        return self.judge(self.look(), [self.before], "after a late builder") + self.settle()

    def have_it_read(self) -> None:
        """Have the catalog open in another process until the index is whole again."""
        self._have_it_read_no_more()
        self._reading = subprocess.Popen(
            [sys.executable, "-c", _READ, str(self.data / database.NAME)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._reading.stdout is not None
        self._reading.stdout.readline()

    def _have_it_read_no_more(self) -> None:
        if self._reading is not None:
            self._reading.communicate()
            self._reading = None

    def begin_anew(self) -> None:
        """Have an index that there never was."""
        self.forget_commits()
        shutil.rmtree(self.data, ignore_errors=True)
        self.before = Contents()
        self.kept = set()

    def _logged(self, name: str) -> list[str]:
        path = self.log / name
        return path.read_text().splitlines() if path.exists() else []


def _if(wrong: bool, message: str) -> list[str]:
    return [message] if wrong else []
