"""From the folder to the catalog: plan, read, embed, publish one generation.

Reading and embedding commit as they go, and what they commit serves nobody until the last, short
transaction puts files to documents. Whatever cuts a sync short, the generation before stays whole,
and the next sync finds the texts read and the vectors made.
"""

from __future__ import annotations

import functools
import itertools
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index import base, builder, database, folder, locks, overrides, publishing
from index.catalog import Catalog, FileRow, Key
from index.embedding.base import Embedder, Vectors
from index.errors import ModelChanged, NewsdeskError, SyncRefused
from index.plan import (
    Imagined,
    Plan,
    Progress,
    Work,
    describe,
    kinds,
    read_files,
    read_into,
    start,
)
from index.publishing import Change
from index.reading import RULES

# A base is made anew when what is outside of it passes both of these.
DELTA_FLOOR = 2_000
DELTA_SHARE = 0.1

# A sync that removes more than half of at least so many articles is not taken for meant.
GUARDED = 10

KEEP_DAYS = 30.0

_EMBED_BATCH = 256
_EMBED_SECONDS = 2.0
_TEXTS_AT_ONCE = 1_024


@dataclass(frozen=True, slots=True)
class Options:
    """How a sync is carried out.

    Attributes:
        verify: hash every file, whatever its size and times say.
        change_model: embed all texts anew when the index was made with another model.
        allow_removals: remove also more than half of the index, or all of it.
        compact: make the base whole, so that nothing is searched outside of it.
        rebuild: read every file anew and build the lexical index and the base afresh.
        keep_days: how long a vector is kept that no live text uses.
    """

    verify: bool = False
    change_model: bool = False
    allow_removals: bool = False
    compact: bool = False
    rebuild: bool = False
    keep_days: float = KEEP_DAYS


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
        Catalog(data).close()
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
            to_embed = _missing(catalog, model, known, work, imagined.keys) if model else 0
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
    catalog = Catalog(data)
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
    seen, known = folder.scan(articles), catalog.files()
    if not seen.files and not options.allow_removals:
        raise SyncRefused(_nothing(articles, bool(known)))
    work, to_read = start(catalog, seen, known, overrides.read(articles), options.verify)
    read_into(articles, catalog, to_read, work, progress)
    overrides.apply(work.dates, work.rows)
    # What the same bytes were before they were read anew counts as the same document.
    known_as = _renumbered(known, catalog.read_anew())
    _guard(articles, known_as, work, options.allow_removals)
    model = embedder.name if embedder is not None else catalog.meta("model")
    _guard_model(catalog, model, work, options.change_model)
    embedded = _embed(catalog, embedder, model, work, progress)
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
    publishing.forget_old_vectors(catalog, options.keep_days)
    if options.compact:
        catalog.compact()
    builder.remove_unused(data, catalog.meta("base"))
    if failure is not None:
        raise failure
    return _report(catalog, describe(known_as, work), embedded, time.perf_counter() - began)


def _renumbered(known: dict[str, FileRow], anew: Mapping[int, int]) -> dict[str, FileRow]:
    if not anew:
        return known
    return {
        name: row._replace(document=anew.get(row.document, row.document) if row.document else None)
        for name, row in known.items()
    }


def _nothing(articles: Path, had_some: bool) -> str:
    kept = (
        " The index is kept as it was.\nTo empty it: newsdesk index --allow-removals"
        if had_some
        else ""
    )
    return f"The folder {articles} holds no articles (files of these kinds: {kinds()}).{kept}"


def _guard(articles: Path, known: Mapping[str, FileRow], work: Work, allowed: bool) -> None:
    """Stop what looks like an accident: a disk that is not mounted, a folder mistaken."""
    rows = work.rows
    if allowed:
        return
    if not any(row.document is not None for row in rows.values()):
        raise SyncRefused(_all_unreadable(articles, rows, bool(known)))
    had = [name for name, row in known.items() if row.document is not None]
    kept = {row.document for row in rows.values()}
    lost = [
        name
        for name in had
        if known[name].document not in kept and (name not in rows or rows[name].document is None)
    ]
    if len(had) >= GUARDED and 2 * len(lost) > len(had):
        unreadable = sum(name in rows for name in lost)
        how = f" ({unreadable} of them cannot be read)" if unreadable else ""
        raise SyncRefused(
            f"{len(lost)} of the {len(had)} articles in the index are gone from {articles}{how}. "
            "That looks like an accident, and the index is kept as it was.\n"
            "If it is meant: newsdesk index --allow-removals"
        )


def _all_unreadable(articles: Path, rows: Mapping[str, FileRow], had_some: bool) -> str:
    listed = [f"  {name}: {row.problem}" for name, row in itertools.islice(rows.items(), 10)]
    more = [f"  … and {len(rows) - 10} more"] if len(rows) > 10 else []
    kept = ["The index is kept as it was."] if had_some else []
    return "\n".join([f"No file in {articles} can be read as an article:", *listed, *more, *kept])


def _guard_model(catalog: Catalog, model: str | None, work: Work, allowed: bool) -> None:
    made = catalog.meta("model")
    if made is None or model is None or model == made or allowed:
        return
    wanted = {row.document for row in work.rows.values() if row.document is not None}
    texts = catalog.list_missing(model, wanted)
    raise ModelChanged(made, model, texts, catalog.missing_characters())


def _everything(catalog: Catalog, model: str) -> bool:
    """Whether documents that are live may lack vectors of the model."""
    return model != catalog.meta("model") or catalog.meta("unembedded") is not None


def _to_embed(catalog: Catalog, model: str, work: Work) -> Iterable[int]:
    if not _everything(catalog, model):
        return work.fresh
    return {row.document for row in work.rows.values() if row.document is not None}


def _missing(
    catalog: Catalog, model: str, known: Mapping[str, FileRow], work: Work, new: set[Key]
) -> int:
    """How many texts of a work that was only imagined the model has no vector for."""
    documents = {id for id in _to_embed(catalog, model, work) if id >= 0}
    keys = new | catalog.keys(documents)
    return len(keys) - len(catalog.vectors(model, keys))


def _embed(
    catalog: Catalog,
    embedder: Embedder | None,
    model: str | None,
    work: Work,
    progress: Progress,
) -> int:
    if embedder is None or model is None:
        if model is not None and work.fresh:
            catalog.set_meta("unembedded", "1")
        return 0
    total = catalog.list_missing(model, _to_embed(catalog, model, work))
    done = 0
    if total:
        progress("embedding", 0, total)
    while done < total:
        texts = catalog.missing(done, _TEXTS_AT_ONCE)
        _embed_some(catalog, embedder, texts, done, total, progress)
        done += len(texts)
    if catalog.meta("unembedded") is not None:
        catalog.set_meta("unembedded", None)
    return done


def _embed_some(
    catalog: Catalog,
    embedder: Embedder,
    texts: list[tuple[Key, str]],
    done: int,
    total: int,
    progress: Progress,
) -> None:
    """Embed texts, committing every few seconds, and what there is when it is stopped."""
    made: list[tuple[Key, Vectors]] = []
    last = time.monotonic()
    vectors = embedder.embed([text for _, text in texts])
    try:
        for (key, _), vector in zip(texts, vectors, strict=True):
            made.append((key, vector))
            if len(made) >= _EMBED_BATCH or time.monotonic() - last > _EMBED_SECONDS:
                catalog.add_vectors(embedder.name, made)
                done += len(made)
                made, last = [], time.monotonic()
                progress("embedding", done, total)
    finally:
        if made:
            catalog.add_vectors(embedder.name, made)
            progress("embedding", done + len(made), total)


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
