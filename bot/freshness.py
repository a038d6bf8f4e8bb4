"""Whether the folder has changed since the last sync, as every answer says it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from index import Index
from index.errors import UsageError
from index.folder import Changes

# Looking through a large folder takes a while, and many questions may come at once.
_SECONDS = 5.0

_OUT_OF_REACH = (
    "The articles folder cannot be read at the moment. This answers from the index as it was."
)


@dataclass(frozen=True, slots=True)
class _Look:
    generation: int
    at: float
    notes: tuple[str, ...]


class Freshness:
    """Holds a folder against its index, at most every few seconds.

    Args:
        index: the index of the folder.
        remedy: what whoever reads an answer can do about a folder that has changed.
        now: seconds that only grow.
    """

    def __init__(
        self, index: Index, remedy: str = "", now: Callable[[], float] = time.monotonic
    ) -> None:
        self._index = index
        self._remedy = remedy
        self._now = now
        self._lock = threading.Lock()
        self._last: _Look | None = None

    def notes(self) -> tuple[str, ...]:
        """A line that says that the folder has changed; nothing while a sync takes that in.

        Raises:
            NewsdeskError: if the catalog cannot be read.
        """
        with self._lock:
            if self._index.syncing:
                return ()
            generation, now = self._index.generation, self._now()
            last = self._last
            if last is None or last.generation != generation or now - last.at >= _SECONDS:
                self._last = last = _Look(generation, now, self._looked())
            return last.notes

    def _looked(self) -> tuple[str, ...]:
        try:
            changes = self._index.changes()
        except UsageError:
            # Why is for the operator; the text would name a place on this machine.
            return (_OUT_OF_REACH,)
        return (stale(changes, self._remedy),) if changes else ()


def stale(changes: Changes, remedy: str = "") -> str:
    """That the folder has changed, by how many files, and what to do about it."""
    counts = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
    listed = ", ".join(f"{len(names)} {what}" for what, names in counts.items() if names)
    told = (
        f"The folder has changed since the last sync ({listed}). "
        "This answers from the index as it was"
    )
    return f"{told}; {remedy}" if remedy else f"{told}."
