"""Syncing from the command line: progress for a person, and what is said of the result."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.common import Place, print_json, say
from index.article import shown_name

if TYPE_CHECKING:
    from index import Index, Report
    from index.errors import ModelChanged
    from index.plan import Progress
    from index.sync import Options

_STAGES = {
    "reading": ("Reading", "files"),
    "embedding": ("Embedding", "passages"),
    "building": ("Building base", "passages"),
    "publishing": ("Publishing", "files"),
}
_LINE_EVERY = 0.2  # seconds between JSON lines of one stage


def run(index: Index, options: Options | None = None, *, json_lines: bool = False) -> Report:
    """Sync: with bars on a terminal, with JSON lines when asked to, silently in a pipe.

    Raises:
        NewsdeskError: if the sync cannot be carried out; see `index.sync.sync`.
    """
    from index.sync import Options

    seen: dict[str, int] = {}
    shown = _lines() if json_lines else _bars()
    try:
        with shown as show:

            def progress(stage: str, done: int, total: int) -> None:
                seen[stage] = done
                show(stage, done, total)

            report = index.sync(options or Options(), progress)
    except KeyboardInterrupt:
        kept = seen.get("embedding", 0)
        say(
            f"\nnewsdesk: stopped. The index serves as it was; {kept:,} new vectors are kept, and "
            "the next newsdesk index goes on from there."
        )
        sys.exit(130)
    tell_failed(report)
    return report


def tell_failed(report: Report) -> None:
    """Tell of every file that could not be read."""
    for name, problem in report.failed:
        say(f"newsdesk: not indexed: {shown_name(name)}: {problem}")


def confirm(change: ModelChanged) -> bool:
    """Ask whether to embed everything anew; False where nobody can be asked."""
    if not sys.stdin.isatty():
        return False
    say(change.cost)
    if not click.confirm("Embed everything anew?", err=True):
        raise click.Abort
    return True


@contextlib.contextmanager
def _lines() -> Iterator[Progress]:
    last: dict[str, float] = {}
    began: dict[str, float] = {}

    def show(stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        first = began.setdefault(stage, now)
        if done < total and now - last.get(stage, -_LINE_EVERY) < _LINE_EVERY:
            return
        last[stage] = now
        rate = done / (now - first) if now > first else None
        line = {
            "stage": stage,
            "done": done,
            "total": total,
            "of": _STAGES[stage][1],
            "per_second": round(rate, 1) if rate else None,
            "seconds_left": round((total - done) / rate, 1) if rate else None,
        }
        print_json(line, indent=None)
        sys.stdout.flush()

    yield show


@contextlib.contextmanager
def _bars() -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description:14}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} {task.fields[of]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                what, of = _STAGES[stage]
                tasks[stage] = bar.add_task(what, total=total, of=of, rate="")
            speed = bar.tasks[tasks[stage]].speed
            rate = f"{speed:,.0f}/s" if speed else ""
            bar.update(tasks[stage], completed=done, total=total, rate=rate)

        yield show


REMEDY = "newsdesk index brings it up to date, or add --sync."
"""What can be done on the command line about a folder that has changed."""


def make_ready(index: Index, place: Place, sync: bool, *, stale: bool = True) -> tuple[str, ...]:
    """Make sure that there is an index to ask; sync when asked to, or when there is none yet.

    Args:
        stale: whether to say that the folder has changed; every answer of a `Desk` does so itself.

    Returns:
        Notes on what is shown, such as that the folder has changed since the last sync.

    Raises:
        IndexMismatch: if the index was made from another folder or with another embedding.
    """
    index.check_match()
    if sync or index.empty:
        if index.empty:
            say(f"Indexing {place.articles} for the first time …")
        run(index)
        return tell_missing(index)
    told = (*tell_missing(index), *tell_frozen(index))
    if not stale:
        return told
    from bot.freshness import Freshness

    return (*told, *Freshness(index, REMEDY).notes())


def tell_frozen(index: Index) -> tuple[str, ...]:
    """A note when the index can be read and not be written."""
    why = index.frozen
    return (f"{_cannot_write(index.data, why)} This is of the last sync.",) if why else ()


def _cannot_write(data: Path, why: str) -> str:
    return f"The data folder {data} cannot be written to: {why}."


def tell_missing(index: Index) -> tuple[str, ...]:
    """A note when meanings were to be compared and cannot be."""
    wanted = index.embedder is None and index.missing is not None
    return (index.missing,) if wanted and index.missing is not None else ()
