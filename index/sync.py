"""From the folder to the catalog: plan, read, embed, publish one generation.

Reading and embedding commit as they go, and what they commit serves nobody until the last, short
transaction puts files to documents. Whatever cuts a sync short, the generation before stays whole,
and the next sync finds the texts read and the vectors made.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index import base, folder, locks
from index.catalog import Catalog, FileRow, Key, Stat
from index.embedding.base import Embedder, Vectors
from index.errors import IndexMismatch, SyncRefused, UnreadableArticle
from index.passages import cut
from index.reading import READERS, RULES, read

# A base is made anew when the delta passes both of these.
DELTA_FLOOR = 2_000
DELTA_SHARE = 0.1

_EMBED_BATCH = 256
_READ_BATCH = 200

Progress = Callable[[str, int, int], None]
"""Called with the stage ("reading", "embedding" or "building"), what is done and the total."""


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


@dataclass(slots=True)
class _Work:
    """What the files of a sync come to, as it learns it."""

    rows: dict[str, FileRow]
    fresh: set[int] = field(default_factory=set)
    read: dict[str, int | None] = field(default_factory=dict)


def sync(
    articles: Path,
    data: Path,
    catalog: Catalog,
    embedder: Embedder | None,
    *,
    progress: Progress = lambda stage, done, total: None,
    change_model: bool = False,
    verify: bool = False,
) -> Report:
    """Make the index equal to the folder.

    Args:
        articles: the folder of articles.
        data: the data folder, which holds the catalog and the bases.
        embedder: makes the vectors; None keeps the index to words.
        progress: told how far the sync is.
        change_model: embed all texts anew when the index was made with another model.
        verify: hash every file, whatever its size and times say.

    Raises:
        UsageError: if the folder is missing.
        SyncRefused: if the folder is empty, or none of its files can be read.
        IndexMismatch: if the index was made with another model and change_model is not set.
        Busy: if another process is syncing this data folder.
    """
    started, began_ns = time.perf_counter(), time.time_ns()
    with locks.writer(data):
        model = _model(catalog, embedder, change_model)
        seen = folder.scan(articles)
        known = catalog.files()
        if not seen:
            raise SyncRefused(_nothing(articles, bool(known)))
        again = _to_read(catalog, seen, known, verify)
        work = _Work({name: known[name] for name in seen if name not in again})
        _read_all(articles, catalog, {n: seen[n] for n in seen if n in again}, work, progress)
        if not any(row.document is not None for row in work.rows.values()):
            raise SyncRefused(_all_unreadable(articles, work.rows))
        embedded = _embed(catalog, embedder, model, work, progress)
        if embedded or work.rows != known or model != catalog.meta("model"):
            _publish(catalog, articles, model, known, work.rows, began_ns)
        else:
            catalog.set_meta("synced_ns", str(began_ns))
        _renew_base(catalog, data, progress)
        return _report(catalog, known, work.rows, embedded, time.perf_counter() - started)


def _to_read(
    catalog: Catalog, seen: Mapping[str, Stat], known: Mapping[str, FileRow], verify: bool
) -> set[str]:
    if catalog.meta("rules") not in (None, str(RULES)):
        # Documents that serve now stay until the new ones are published, but are not used again.
        with catalog.transaction():
            catalog.db.execute("UPDATE documents SET format = format || ' by old rules'")
            catalog.set_meta("rules", None)
    if verify or catalog.meta("rules") is None:
        return set(seen)
    changes = folder.compare(seen, known, int(catalog.meta("synced_ns") or 0))
    failed = {name for name in seen if name in known and known[name].problem is not None}
    return {*changes.new, *changes.changed, *changes.doubtful, *failed}


def _model(catalog: Catalog, embedder: Embedder | None, change: bool) -> str | None:
    made = catalog.meta("model")
    if embedder is None or made is None or made == embedder.name or change:
        return embedder.name if embedder is not None else made
    raise IndexMismatch(
        f"The index was made with the embedding {made}, and the setting says {embedder.name}.\n"
        "To embed every article anew: newsdesk index --yes\n"
        "To keep the index as it is: set NEWSDESK_EMBEDDING back."
    )


def _nothing(articles: Path, had_some: bool) -> str:
    kinds = " ".join(READERS)
    kept = " The index is kept as it was." if had_some else ""
    return f"The folder {articles} holds no articles (files of these kinds: {kinds}).{kept}"


def _all_unreadable(articles: Path, rows: Mapping[str, FileRow]) -> str:
    listed = [f"  {name}: {row.problem}" for name, row in itertools.islice(rows.items(), 10)]
    more = [f"  … and {len(rows) - 10} more"] if len(rows) > 10 else []
    return "\n".join([f"No file in {articles} can be read as an article:", *listed, *more])


def _read_all(
    articles: Path, catalog: Catalog, files: dict[str, Stat], work: _Work, progress: Progress
) -> None:
    pending = iter(files.items())
    done = 0
    while part := list(itertools.islice(pending, _READ_BATCH)):
        with catalog.transaction():
            for name, stat in part:
                work.rows[name] = _read_one(articles, catalog, name, stat, work)
                done += 1
                progress("reading", done, len(files))


def _read_one(articles: Path, catalog: Catalog, name: str, stat: Stat, work: _Work) -> FileRow:
    suffix = Path(name).suffix.lower()
    try:
        data = (articles / name).read_bytes()
    except OSError as error:
        return FileRow(stat, None, None, f"it cannot be read: {error.strerror or error}")
    digest = hashlib.sha256(data).digest()
    document = catalog.document_id(digest, suffix)
    if document is None:
        try:
            article = read(data, suffix)
            document = catalog.add_document(digest, suffix, article, cut(article))
        except UnreadableArticle as error:
            return FileRow(stat, None, None, str(error))
        except Exception as error:  # a reader's library may raise anything on hostile bytes
            return FileRow(stat, None, None, f"it cannot be read: {type(error).__name__}: {error}")
    work.fresh.add(document)
    return FileRow(stat, document, digest, None)


def _embed(
    catalog: Catalog,
    embedder: Embedder | None,
    model: str | None,
    work: _Work,
    progress: Progress,
) -> int:
    if embedder is None or model is None:
        if model is not None and work.fresh:
            catalog.set_meta("unembedded", "1")
        return 0
    everything = model != catalog.meta("model") or catalog.meta("unembedded") is not None
    documents = {r.document for r in work.rows.values()} if everything else work.fresh
    missing = catalog.texts_without_vector(model, (d for d in documents if d is not None))
    # Longest last: the rate shown is then a promise that gets kept.
    missing.sort(key=lambda row: len(row[1]))
    made = zip(missing, embedder.embed([text for _, text in missing]), strict=True)
    done = 0
    for part in _batches(((key, vector) for (key, _), vector in made), _EMBED_BATCH):
        catalog.add_vectors(model, part)
        done += len(part)
        progress("embedding", done, len(missing))
    catalog.set_meta("unembedded", None)
    return done


def _batches(
    vectors: Iterator[tuple[Key, Vectors]], size: int
) -> Iterator[list[tuple[Key, Vectors]]]:
    while part := list(itertools.islice(vectors, size)):
        yield part


def _publish(
    catalog: Catalog,
    articles: Path,
    model: str | None,
    known: Mapping[str, FileRow],
    rows: Mapping[str, FileRow],
    began_ns: int,
) -> None:
    """Make the new state visible: files, lexical rows, delta, generation, in one transaction."""
    db = catalog.db
    live = {row.document for row in known.values() if row.document is not None}
    wanted = {row.document for row in rows.values() if row.document is not None}
    differing = {name: row for name, row in rows.items() if known.get(name) != row}
    with catalog.transaction():
        _drop_words(catalog, live - wanted)
        db.executemany("DELETE FROM files WHERE name = ?", ((n,) for n in known if n not in rows))
        db.executemany(
            "INSERT OR REPLACE INTO files"
            " (name, document, size, mtime_ns, ctime_ns, inode, problem)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    n,
                    r.document,
                    r.stat.size,
                    r.stat.mtime_ns,
                    r.stat.ctime_ns,
                    r.stat.inode,
                    r.problem,
                )
                for n, r in differing.items()
            ),
        )
        orphans = (
            "SELECT id FROM documents d WHERE NOT EXISTS"
            " (SELECT 1 FROM files f WHERE f.document = d.id)"
        )
        db.execute(f"DELETE FROM passages WHERE document IN ({orphans})")
        db.execute(f"DELETE FROM documents WHERE id IN ({orphans})")
        added = wanted - live
        _add_words(catalog, added)
        if model != catalog.meta("model"):
            db.execute("DELETE FROM base_keys")
            catalog.set_meta("base", None)
            added = wanted
        db.execute("DELETE FROM delta WHERE key NOT IN (SELECT key FROM passages)")
        db.execute(
            "INSERT OR IGNORE INTO delta SELECT key FROM passages"
            " WHERE document IN (SELECT value FROM json_each(?))"
            " AND key NOT IN (SELECT key FROM base_keys)",
            (json.dumps(sorted(added)),),
        )
        catalog.set_meta("model", model)
        catalog.set_meta("rules", str(RULES))
        catalog.set_meta("folder", str(articles.resolve()))
        catalog.set_meta("synced_ns", str(began_ns))
        catalog.set_meta("generation", str(catalog.generation + 1))


def _drop_words(catalog: Catalog, documents: set[int]) -> None:
    """Take documents out of the lexical index; to be called while their rows still stand."""
    ids = json.dumps(sorted(documents))
    catalog.db.execute(
        "INSERT INTO lexical (lexical, rowid, title, text, outlet)"
        " SELECT 'delete', l.id, l.title, l.text, l.outlet FROM lexicon l JOIN passages p"
        " ON p.id = l.id WHERE p.document IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    catalog.db.execute(
        "INSERT INTO article_lexical (article_lexical, rowid, title, text)"
        " SELECT 'delete', id, title, text FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def _add_words(catalog: Catalog, documents: set[int]) -> None:
    """Put documents into the lexical index."""
    ids = json.dumps(sorted(documents))
    catalog.db.execute(
        "INSERT INTO lexical (rowid, title, text, outlet)"
        " SELECT l.id, l.title, l.text, l.outlet FROM lexicon l JOIN passages p"
        " ON p.id = l.id WHERE p.document IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    catalog.db.execute(
        "INSERT INTO article_lexical (rowid, title, text) SELECT id, title, text FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def _renew_base(catalog: Catalog, data: Path, progress: Progress) -> None:
    (waiting,) = catalog.db.execute("SELECT count(*) FROM delta").fetchone()
    (held,) = catalog.db.execute("SELECT count(*) FROM base_keys").fetchone()
    name = catalog.meta("base")
    lost = name is not None and not base.path_of(data, name).is_dir()
    wanted = (name is None and waiting) or waiting > max(DELTA_FLOOR, DELTA_SHARE * held)
    if catalog.meta("model") is not None and (lost or wanted):
        progress("building", 0, waiting + held)
        base.publish(data, catalog)
        progress("building", waiting + held, waiting + held)
    base.remove_old(data, catalog.meta("base"))


def _report(
    catalog: Catalog,
    known: Mapping[str, FileRow],
    rows: Mapping[str, FileRow],
    embedded: int,
    seconds: float,
) -> Report:
    gone = [name for name in known if name not in rows]
    new = [name for name in rows if name not in known]
    left = Counter(known[name].document for name in gone)
    came = Counter(rows[name].document for name in new)
    renamed = sum(min(left[d], came[d]) for d in came if d is not None)
    changed = [n for n in rows if n in known and rows[n].document != known[n].document]
    failed = tuple((n, r.problem) for n, r in rows.items() if r.problem is not None)
    (passages,) = catalog.db.execute("SELECT count(*) FROM passages").fetchone()
    return Report(
        added=len(new) - renamed,
        changed=len(changed),
        renamed=renamed,
        removed=len(gone) - renamed,
        unchanged=len(rows) - len(new) - len(changed),
        failed=failed,
        passages=passages,
        embedded=embedded,
        generation=catalog.generation,
        seconds=round(seconds, 3),
    )
