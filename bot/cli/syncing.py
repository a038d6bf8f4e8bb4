"""Syncing from the command line: progress for a person, and what is said of the result."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.common import Place, say

if TYPE_CHECKING:
    from index import Index, Report
    from index.folder import Changes
    from index.sync import Progress

_STAGES = {"reading": "Reading files", "embedding": "Embedding passages", "building": "Building"}


def run(index: Index, *, change_model: bool = False, verify: bool = False) -> Report:
    """Sync, with a progress bar on a terminal and silence in a pipe."""
    with _progress() as progress:
        report = index.sync(progress, change_model=change_model, verify=verify)
    for name, problem in report.failed:
        say(f"newsdesk: not indexed: {name}: {problem}")
    return report


@contextlib.contextmanager
def _progress() -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    columns = (TextColumn("{task.description:18}"), BarColumn(), MofNCompleteColumn(), Left())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES[stage], total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield progress


def make_ready(index: Index, place: Place, sync: bool) -> tuple[str, ...]:
    """Make sure that there is an index to ask; sync when asked to, or when there is none yet.

    Returns:
        Notes for the answer, such as that the folder has changed since the last sync.

    Raises:
        IndexMismatch: if the index was made from another folder or with another embedding.
    """
    index.check_match()
    if sync or index.empty:
        if index.empty:
            say(f"Indexing {place.articles} for the first time …")
        run(index)
        return tell_missing(index)
    changes = index.changes()
    stale = (_stale(changes),) if changes else ()
    return (*tell_missing(index), *stale)


def tell_missing(index: Index) -> tuple[str, ...]:
    """A note when meanings were to be compared and cannot be."""
    wanted = index.embedder is None and index.missing is not None
    return (index.missing,) if wanted and index.missing is not None else ()


def _stale(changes: Changes) -> str:
    counts = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
    listed = ", ".join(f"{len(names)} {what}" for what, names in counts.items() if names)
    return (
        f"The folder has changed since the last sync ({listed}). This answers from the index as it "
        "was; newsdesk index brings it up to date, or add --sync."
    )
