"""Syncing whenever the folder changes, in the foreground or beside a program that serves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.errors import NewsdeskError
from index.store import Index
from index.sync import Options, Report

# Editors save in several steps, and scrapers write many files: changes are let come to rest.
_REST_MS = 400
_LONGEST_MS = 5_000
# Some file systems report nothing, and a folder may go and come back.
_LOOK_AGAIN_S = 60.0
_ABSENT_S = 2.0
_TURN_MS = 1_000
_DELETED = 3  # as watchfiles numbers its changes


class Watcher:
    """Keeps an index equal to its folder until it is stopped.

    Args:
        index: the index; it may be searched by other threads meanwhile.
        options: how each sync is carried out.
        synced: called with the report of every sync that changed something or failed to read files.
        failed: called with the message of every sync that could not be carried out; the watching
            goes on, and the same message is not given twice in a row.
        look_again: seconds after which the folder is looked through without being told to.
    """

    def __init__(
        self,
        index: Index,
        options: Options = Options(),
        *,
        synced: Callable[[Report], None],
        failed: Callable[[str], None],
        look_again: float = _LOOK_AGAIN_S,
    ) -> None:
        self._index = index
        self._root = index.articles.absolute()
        self._data = index.data.absolute()
        self._options = options
        self._synced = synced
        self._failed = failed
        self._look_again = look_again
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._said: str | None = None
        self._generation = -1

    def start(self) -> None:
        """Watch in a thread of its own."""
        self._thread = threading.Thread(target=self.run, name="newsdesk-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and wait for a sync that is under way to end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Sync now and at every change, until stopped or interrupted."""
        while not self._stop.is_set():
            self._sync()
            if not self._index.articles.is_dir():
                self._stop.wait(_ABSENT_S)
                continue
            try:
                self._follow()
            except FileNotFoundError:
                continue
            except OSError as error:
                self._tell(f"The folder cannot be watched ({error}); it is looked through instead.")
                self._stop.wait(_ABSENT_S)

    def _follow(self) -> None:
        """Sync at every change until stopped, or until the folder goes."""
        import watchfiles

        synced: float | None = None
        for changes in watchfiles.watch(
            self._index.articles,
            watch_filter=self._counts,
            debounce=_LONGEST_MS,
            step=_REST_MS,
            stop_event=self._stop,
            rust_timeout=_TURN_MS,
            yield_on_timeout=True,
            raise_interrupt=True,
            ignore_permission_denied=True,
        ):
            # The first turn comes at once: what changed before the watching began is then seen.
            if changes or synced is None or time.monotonic() - synced > self._look_again:
                self._sync()
                synced = time.monotonic()
            # A folder that went and was made anew is another one, however soon.
            if any(Path(path) == self._root for _, path in changes):
                return

    def _counts(self, change: object, path: str) -> bool:
        """Whether a change may be one of an article: nothing hidden, nor the index itself."""
        whole = Path(path)
        if whole == self._root:
            # Folders in it come and go at any time; that it went itself is what counts.
            return change == _DELETED
        if whole.is_relative_to(self._data):
            return False
        inside = whole.relative_to(self._root) if whole.is_relative_to(self._root) else whole
        return not any(part.startswith(".") for part in inside.parts)

    def _sync(self) -> None:
        try:
            report = self._index.sync(self._options)
        except NewsdeskError as error:
            self._tell(str(error))
            return
        if report.generation != self._generation:
            self._synced(report)
        # What was asked for once is not done at every change.
        self._options = replace(self._options, rebuild=False, compact=False, verify=False)
        self._said = None
        self._generation = report.generation

    def _tell(self, message: str) -> None:
        if message != self._said:
            self._failed(message)
        self._said = message
