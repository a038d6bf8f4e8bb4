"""From the folder to the catalog: plan, read, embed, publish one generation.

Reading and embedding commit as they go, and what they commit serves nobody until the last, short
transaction puts files to documents. Whatever cuts a sync short, the generation before stays whole,
and the next sync finds the texts read and the vectors made.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index import base, builder, database, filling, folder, guards, locks, overrides, publishing
from index.catalog import Catalog, FileRow
from index.embedding.base import Embedder
from index.errors import NewsdeskError, SyncRefused
from index.plan import (
    Imagined,
    Plan,
    Progress,
    describe,
    read_files,
    read_into,
    start,
)
from index.publishing import Change
from index.reading import RULES

# A base is made anew when what is outside of it passes both of these.
DELTA_FLOOR = 2_000
DELTA_SHARE = 0.1

KEEP_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    """How a sync is carried out.

    Attributes:
        verify: hash every file, whatever its size and times say.
        change_model: embed all texts anew when the index was made with another model.
        allow_removals: remove also more than half of the index, or all of it.
        compact: make the base whole, so that nothing is searched outside of it.
        rebuild: read every file anew and build the lexical index and the base afresh.
        keep_days: how long a vector is kept that no live text uses; None is the index's own wont.
    """

    verify: bool = False
    change_model: bool = False
    allow_removals: bool = False
    compact: bool = False
    rebuild: bool = False
    keep_days: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a sync found and did.

    Attributes:
        added, changed, renamed, removed, unchanged: numbers of files.
        failed: file and problem of every file that is not in the index for being unreadable.
        passages: live passages after the sync.
        embedded: texts that were embedded by it.
        generation: the generation that it published, or found current.
    """

    added: int
    changed: int
    renamed: int
    removed: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    passages: int
    embedded: int
    generation: int
    seconds: float


def sync(
    articles: Path,
    data: Path,
    embedder: Embedder | None,
    options: Options = Options(),
    progress: Progress = lambda stage, done, total: None,
) -> Report:
    """Make the index equal to the folder.

    Args:
        articles: the folder of articles.
        data: the data folder, which holds the catalog and the bases.
        embedder: makes the vectors; None keeps the index to words.
        options: how.
        progress: told how far the sync is.

    Raises:
        UsageError: if the folder is missing.
        SyncRefused: if the folder is empty, none of its files can be read, or most of the index
            would be removed.
        ModelChanged: if the index was made with another model and change_model is not set.
        Busy: if another process is syncing this data folder.
        NewsdeskError: if the disk is full, or the catalog damaged.
    """
    began, began_ns = time.perf_counter(), time.time_ns()
    with database.explained(data):
        # An older layout is renewed at the first opening, under the same lock as the sync.
        Catalog(data, to_write=True).close()
    with database.explained(data), locks.writer(data):
        catalog = _open(data, options)
        try:
            return _sync(articles, data, catalog, embedder, options, progress, began, began_ns)
        finally:
            catalog.close()


def plan(articles: Path, data: Path, embedder: Embedder | None, options: Options) -> Plan:
    """What a sync would find and do; changes nothing.

    Raises:
        UsageError: if the folder is missing.
        NewsdeskError: if the catalog cannot be read.
    """
    with database.explained(data):
        catalog = Catalog(data)
        try:
            seen, known = folder.scan(articles), catalog.files()
            work, to_read = start(
                catalog, seen, known, overrides.read(articles), options.verify or options.rebuild
            )
            imagined = Imagined(catalog)
            read_files(articles, imagined, to_read, work, lambda stage, done, total: None)
            overrides.apply(work.dates, work.rows)
            model = embedder.name if embedder is not None else None
            to_embed = filling.count(catalog, model, known, work, imagined.keys) if model else 0
            return describe(_renumbered(known, imagined.anew), work, to_embed)
        finally:
            catalog.close()


def salvage(data: Path) -> None:
    """Replace a catalog that cannot be used by an empty one that keeps its vectors.

    Raises:
        Busy: if another process is syncing this data folder.
    """
    with database.explained(data), locks.writer(data):
        database.salvage(data)


def _open(data: Path, options: Options) -> Catalog:
    catalog = Catalog(data, to_write=True)
    outdated = catalog.meta("rules") not in (None, str(RULES))
    if outdated or options.rebuild:
        with catalog.transaction():
            catalog.set_aside()
            if options.rebuild:
                catalog.set_meta("rebuild", "1")
    return catalog


def _sync(
    articles: Path,
    data: Path,
    catalog: Catalog,
    embedder: Embedder | None,
    options: Options,
    progress: Progress,
    began: float,
    began_ns: int,
) -> Report:
    with _uncollected():
        seen, known = folder.scan(articles), catalog.files()
        if not seen.files and not options.allow_removals:
            raise SyncRefused(guards.nothing(articles, bool(known)))
        work, to_read = start(catalog, seen, known, overrides.read(articles), options.verify)
    read_into(articles, catalog, to_read, work, progress)
    overrides.apply(work.dates, work.rows)
    # What the same bytes were before they were read anew counts as the same document.
    known_as = _renumbered(known, catalog.read_anew())
    guards.removals(articles, known_as, work, options.allow_removals)
    model = embedder.name if embedder is not None else catalog.meta("model")
    guards.model(catalog, model, work, options.change_model)
    embedded = filling.embed(catalog, embedder, model, work, progress)
    change = Change.between(known, work.rows)
    new_base, failure = _base(data, catalog, model, change, options, progress)
    renewed = new_base is not None or model != catalog.meta("model")
    if embedded or renewed or work.rows != known:
        progress("publishing", 0, len(work.rows))
        publishing.publish(
            catalog, change, articles=articles, model=model, base=new_base, began_ns=began_ns
        )
        progress("publishing", len(work.rows), len(work.rows))
    else:
        catalog.set_meta("synced_ns", str(began_ns))
    keep_days = KEEP_DAYS if options.keep_days is None else options.keep_days
    publishing.forget_old_vectors(catalog, keep_days)
    if options.compact:
        catalog.compact()
    builder.remove_unused(data, catalog.meta("base"))
    if failure is not None:
        raise failure
    return _report(catalog, describe(known_as, work), embedded, time.perf_counter() - began)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles, of which rows make none: it would take a third of a scan."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _renumbered(known: dict[str, FileRow], anew: Mapping[int, int]) -> dict[str, FileRow]:
    if not anew:
        return known
    return {
        name: row._replace(document=anew.get(row.document, row.document) if row.document else None)
        for name, row in known.items()
    }


def _base(
    data: Path,
    catalog: Catalog,
    model: str | None,
    change: Change,
    options: Options,
    progress: Progress,
) -> tuple[str | None, NewsdeskError | None]:
    """A new base for the generation to come when one is due, or why it could not be built."""
    if model is None or not _base_is_due(data, catalog, model, change, options):
        return None, None
    publishing.announce(catalog, change.rows)
    try:
        told = functools.partial(progress, "building")
        made = builder.make(data, catalog, model, told)
        return publishing.NO_BASE if made is None else made, None
    except NewsdeskError as error:
        # What was read and embedded is published all the same, and searched without a base.
        return None, error


def _base_is_due(
    data: Path, catalog: Catalog, model: str, change: Change, options: Options
) -> bool:
    name = catalog.meta("base")
    if model != catalog.meta("model") or options.rebuild or catalog.meta("rebuild") is not None:
        return True
    if name is not None and not base.seems_whole(base.path_of(data, name)):
        return True
    if name is not None and options.verify:
        try:
            base.check(base.path_of(data, name))
        except (OSError, base.Damaged):
            return True
    outside = publishing.outside_base(catalog, change)
    if name is None or options.compact:
        return outside > 0
    held = int(catalog.meta("held") or 0)
    return outside > max(DELTA_FLOOR, DELTA_SHARE * held)


def _report(catalog: Catalog, found: Plan, embedded: int, seconds: float) -> Report:
    return Report(
        added=len(found.added),
        changed=len(found.changed),
        renamed=len(found.renamed),
        removed=len(found.removed),
        unchanged=found.unchanged,
        failed=found.failed,
        passages=int(catalog.meta("passages") or 0),
        embedded=embedded,
        generation=catalog.generation,
        seconds=round(seconds, 3),
    )
