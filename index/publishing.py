"""The one short transaction that makes a sync's outcome visible, and what it may let go of."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index import copies
from index.catalog import Catalog, FileRow
from index.reading import RULES

_DAY = 86_400
NO_BASE = ""

# Live documents may share a text: only keys that no passage has any more are let go of.
_ORPHANED = (
    "SELECT DISTINCT p.key FROM passages p WHERE p.document IN (SELECT value FROM json_each(:ids))"
    " AND NOT EXISTS (SELECT 1 FROM passages o WHERE o.key = p.key"
    " AND o.document NOT IN (SELECT value FROM json_each(:ids)))"
)


@dataclass(frozen=True, slots=True)
class Change:
    """From the catalog's files to those of the next generation.

    Attributes:
        known: the files as published.
        rows: the files as they are now.
        dropped, added: documents that no file has any more, and that have one now.
    """

    known: Mapping[str, FileRow]
    rows: Mapping[str, FileRow]
    dropped: frozenset[int]
    added: frozenset[int]

    @classmethod
    def between(cls, known: Mapping[str, FileRow], rows: Mapping[str, FileRow]) -> Change:
        """The change from some files to others."""
        live = {row.document for row in known.values() if row.document is not None}
        wanted = {row.document for row in rows.values() if row.document is not None}
        return cls(known, rows, frozenset(live - wanted), frozenset(wanted - live))


def outside_base(catalog: Catalog, change: Change) -> int:
    """How many texts the delta and the base's dead would come to, at most, with the change."""
    (waiting,) = catalog.db.execute(
        "SELECT (SELECT count(*) FROM delta) + (SELECT count(*) FROM dead)"
    ).fetchone()
    # By document: asked in one, SQLite would look at every passage by its key.
    of = (
        "SELECT count(DISTINCT p.key) FROM json_each(?) AS d CROSS JOIN passages AS p"
        " ON p.document = d.value WHERE p.key"
    )
    (new,) = catalog.db.execute(
        f"{of} NOT IN (SELECT key FROM base_keys)", (_ids(change.added),)
    ).fetchone()
    (gone,) = catalog.db.execute(
        f"{of} IN (SELECT key FROM base_keys)", (_ids(change.dropped),)
    ).fetchone()
    return int(waiting) + int(new) + int(gone)


def publish(
    catalog: Catalog,
    change: Change,
    *,
    articles: Path,
    model: str | None,
    base: str | None,
    began_ns: int,
) -> None:
    """Make the files of a sync the next generation.

    Args:
        catalog: the catalog, under the writer's lock.
        change: what the generation differs in.
        articles: the folder.
        model: whose vectors the generation is searched by.
        base: a base that holds exactly its texts, NO_BASE, or None to keep the present one.
        began_ns: when the sync began, in nanoseconds since the epoch.
    """
    renewed = catalog.meta("rebuild") is not None
    with catalog.transaction():
        if not renewed:
            _drop_words(catalog, change.dropped)
        _put_files(catalog, change)
        _let_go(catalog, change)
        copies.regroup(catalog.db, change.dropped, change.added)
        _count(catalog, change.added, 1)
        if renewed:
            catalog.db.execute("INSERT INTO lexical (lexical) VALUES ('rebuild')")
            catalog.db.execute("INSERT INTO article_lexical (article_lexical) VALUES ('rebuild')")
            (count,) = catalog.db.execute("SELECT count(*) FROM passages").fetchone()
            catalog.set_meta("passages", str(count))
            catalog.set_meta("rebuild", None)
        else:
            _add_words(catalog, change.added)
        if model != catalog.meta("model"):
            _retire_model(catalog, model)
        _bring_in(catalog, change.added)
        if base is not None:
            point_to(catalog, base, model)
        catalog.db.execute("DELETE FROM upcoming")
        catalog.set_meta("model", model)
        catalog.set_meta("rules", str(RULES))
        catalog.set_meta("folder", str(articles.resolve()))
        catalog.set_meta("synced_ns", str(began_ns))
        catalog.set_meta("generation", str(catalog.generation + 1))


def announce(catalog: Catalog, rows: Mapping[str, FileRow]) -> None:
    """Tell the builder of a base which files the next generation will have."""
    with catalog.transaction():
        catalog.db.execute("DELETE FROM upcoming")
        catalog.db.executemany(
            "INSERT INTO upcoming VALUES (?, ?)",
            ((n, r.document) for n, r in rows.items() if r.document is not None),
        )


def point_to(catalog: Catalog, base: str, model: str | None) -> None:
    """Make a base that holds every live text the published one; inside a transaction.

    NO_BASE is right where no live text has a vector.
    """
    db = catalog.db
    for table in ("base_keys", "dead", "delta"):
        db.execute(f"DELETE FROM {table}")
    db.execute(
        "INSERT INTO base_keys SELECT DISTINCT p.key FROM passages p"
        " JOIN vectors v ON v.model = ? AND v.key = p.key",
        (model,),
    )
    db.execute(
        "INSERT INTO delta SELECT DISTINCT p.key FROM passages p"
        " WHERE NOT EXISTS (SELECT 1 FROM base_keys b WHERE b.key = p.key)"
    )
    (held,) = db.execute("SELECT count(*) FROM base_keys").fetchone()
    catalog.set_meta("held", str(held))
    if base != NO_BASE:
        catalog.set_meta("bases", base)
    catalog.set_meta("base", None if base == NO_BASE else base)


def forget_old_vectors(catalog: Catalog, keep_days: float) -> int:
    """Drop the vectors that nothing live has used for so long; returns how many."""
    before = int(time.time() - keep_days * _DAY)
    db = catalog.db
    due = db.execute("SELECT 1 FROM retired WHERE since <= ? LIMIT 1", (before,)).fetchone()
    models = db.execute("SELECT model FROM retired_models WHERE since <= ?", (before,)).fetchall()
    if not due and not models:
        return 0
    with catalog.transaction():
        gone = db.execute(
            "DELETE FROM vectors WHERE key IN (SELECT key FROM retired WHERE since <= ?)", (before,)
        ).rowcount
        db.execute("DELETE FROM retired WHERE since <= ?", (before,))
        for (model,) in models:
            gone += db.execute("DELETE FROM vectors WHERE model = ?", (model,)).rowcount
            db.execute("DELETE FROM retired_models WHERE model = ?", (model,))
    return gone


def _put_files(catalog: Catalog, change: Change) -> None:
    known, rows = change.known, change.rows
    catalog.db.executemany(
        "DELETE FROM files WHERE name = ?", ((name,) for name in known if name not in rows)
    )
    catalog.db.executemany(
        "INSERT OR REPLACE INTO files"
        " (name, document, size, mtime_ns, ctime_ns, inode, problem, container, given, named)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (name, row.document, *row.stat, row.problem, row.container, row.given, row.named)
            for name, row in rows.items()
            if known.get(name) != row
        ),
    )


def _let_go(catalog: Catalog, change: Change) -> None:
    """Delete the documents without a file, and take note of the texts that went with them."""
    db = catalog.db
    loose = {id for (id,) in db.execute("SELECT document FROM loose")}
    _count(catalog, change.dropped, -1)
    ids = _ids(change.dropped | (loose - change.added))
    gone = [key for (key,) in db.execute(_ORPHANED, {"ids": ids})]
    now = int(time.time())
    db.executemany("INSERT OR IGNORE INTO retired VALUES (?, ?)", ((key, now) for key in gone))
    db.executemany("DELETE FROM delta WHERE key = ?", ((key,) for key in gone))
    db.executemany(
        "INSERT OR IGNORE INTO dead SELECT key FROM base_keys WHERE key = ?",
        ((key,) for key in gone),
    )
    db.execute("DELETE FROM passages WHERE document IN (SELECT value FROM json_each(?))", (ids,))
    for table in ("buckets", "repeated"):
        db.execute(
            f"DELETE FROM {table} WHERE document IN (SELECT value FROM json_each(?))", (ids,)
        )
    db.execute("DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    db.execute("DELETE FROM loose")


def _bring_in(catalog: Catalog, added: frozenset[int]) -> None:
    """Make the texts of documents live: in the base if it holds them, else in the delta."""
    of_these = "(SELECT key FROM passages WHERE document IN (SELECT value FROM json_each(?)))"
    ids = (_ids(added),)
    db = catalog.db
    db.execute(f"DELETE FROM retired WHERE key IN {of_these}", ids)
    db.execute(f"DELETE FROM dead WHERE key IN {of_these}", ids)
    db.execute(
        f"INSERT OR IGNORE INTO delta SELECT DISTINCT key FROM {of_these} k"
        " WHERE NOT EXISTS (SELECT 1 FROM base_keys b WHERE b.key = k.key)",
        ids,
    )


def _retire_model(catalog: Catalog, model: str | None) -> None:
    """Leave the base of the model until now, whose vectors are kept for a while."""
    db = catalog.db
    before = catalog.meta("model")
    if before is not None:
        now = int(time.time())
        db.execute("INSERT OR REPLACE INTO retired_models VALUES (?, ?)", (before, now))
    db.execute("DELETE FROM retired_models WHERE model = ?", (model,))
    for table in ("base_keys", "dead", "delta"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO delta SELECT DISTINCT key FROM passages")
    catalog.set_meta("base", None)
    catalog.set_meta("held", None)


def _count(catalog: Catalog, documents: frozenset[int], sign: int) -> None:
    (count,) = catalog.db.execute(
        "SELECT count(*) FROM passages WHERE document IN (SELECT value FROM json_each(?))",
        (_ids(documents),),
    ).fetchone()
    catalog.set_meta("passages", str(int(catalog.meta("passages") or 0) + sign * count))


def _drop_words(catalog: Catalog, documents: frozenset[int]) -> None:
    """Take documents out of the lexical index; to be called while their rows still stand."""
    ids = _ids(documents)
    catalog.db.execute(
        "INSERT INTO lexical (lexical, rowid, title, text, outlet, stems)"
        " SELECT 'delete', l.id, l.title, l.text, l.outlet, l.stems FROM lexicon l JOIN passages p"
        " ON p.id = l.id WHERE p.document IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    catalog.db.execute(
        "INSERT INTO article_lexical (article_lexical, rowid, title, text)"
        " SELECT 'delete', id, title, text FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def _add_words(catalog: Catalog, documents: frozenset[int]) -> None:
    """Put documents into the lexical index."""
    ids = _ids(documents)
    catalog.db.execute(
        "INSERT INTO lexical (rowid, title, text, outlet, stems)"
        " SELECT l.id, l.title, l.text, l.outlet, l.stems FROM lexicon l JOIN passages p"
        " ON p.id = l.id WHERE p.document IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    catalog.db.execute(
        "INSERT INTO article_lexical (rowid, title, text) SELECT id, title, text FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def _ids(documents: Iterable[int]) -> str:
    return json.dumps(sorted(documents))
