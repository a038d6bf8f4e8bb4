"""The SQL truth: files, documents, passages, the lexical index, and vectors by content."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import numpy as np

from index.article import Article, Dated, Passage, Removed, Source, Span
from index.embedding.base import Vectors
from index.errors import NewsdeskError

NAME = "catalog.db"
SCHEMA = "1"

Key = bytes


def key_of(embedded_text: str) -> Key:
    """What a vector is kept by: 16 bytes of the embedded text's SHA-256."""
    return hashlib.sha256(embedded_text.encode("utf-8", "surrogatepass")).digest()[:16]


@dataclass(frozen=True, slots=True)
class Stat:
    """What tells a file as unchanged without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the folder as last synced."""

    stat: Stat
    document: int | None
    sha256: bytes | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A stored article: its text of record and what was taken out of it."""

    id: int
    text: str
    removed: tuple[Removed, ...]


class Catalog:
    """One connection to ``catalog.db``; not shared between threads without a lock."""

    def __init__(self, folder: Path) -> None:
        """Open the catalog of a data folder, creating both when they do not exist.

        Raises:
            NewsdeskError: if the folder or the database cannot be used.
        """
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.db = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, timeout=60
            )
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = FULL")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise NewsdeskError(
                f"The data folder {folder} cannot be used: {error}.\n"
                "Choose one that can be written with --data or NEWSDESK_DATA."
            ) from error
        made = self.meta("schema")
        if made != SCHEMA:
            raise NewsdeskError(
                f"{path} was made by another version of Newsdesk (layout {made}, this one reads "
                f"{SCHEMA}).\nMove the folder {folder} away and run: newsdesk index"
            )

    def _prepare(self) -> None:
        with self.transaction():
            if self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                return
            script = package_files("index").joinpath("schema.sql").read_text()
            lines = [line for line in script.splitlines() if not line.startswith("--")]
            for statement in "\n".join(lines).split(";\n"):
                if statement.strip():
                    self.db.execute(statement)
            self.set_meta("schema", SCHEMA)
            self.set_meta("generation", "0")

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction: all of it or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """One read transaction: everything read inside is of one generation."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self.db.execute("ROLLBACK")

    def meta(self, name: str) -> str | None:
        """One of the catalog's own notes: schema, rules, generation, model, base, folder."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, name: str, value: str | None) -> None:
        """Set or, with None, remove a note."""
        if value is None:
            self.db.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    @property
    def generation(self) -> int:
        """Number of the last completed sync; 0 before the first."""
        return int(self.meta("generation") or 0)

    # Files and documents

    def files(self) -> dict[str, FileRow]:
        """Every file of the last sync by name."""
        rows = self.db.execute(
            "SELECT f.name, f.size, f.mtime_ns, f.ctime_ns, f.inode, f.document, d.sha256,"
            " f.problem FROM files f LEFT JOIN documents d ON d.id = f.document"
        )
        return {r[0]: FileRow(Stat(*r[1:5]), r[5], r[6], r[7]) for r in rows}

    def document_id(self, sha256: bytes, format: str) -> int | None:
        """The document of these bytes, if they were read before."""
        row = self.db.execute(
            "SELECT id FROM documents WHERE sha256 = ? AND format = ?", (sha256, format)
        ).fetchone()
        return int(row[0]) if row else None

    def add_document(
        self, sha256: bytes, format: str, article: Article, passages: Sequence[Passage]
    ) -> int:
        """Store an article and its passages; they are not live before a file is put to them."""
        cursor = self.db.execute(
            "INSERT INTO documents (sha256, format, text, title, outlet, author, url, language,"
            " published, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sha256,
                format,
                article.text,
                article.title,
                article.outlet,
                article.author,
                article.url,
                article.language,
                json.dumps(asdict(article.published)) if article.published else None,
                json.dumps([[r.start, r.end, r.rule] for r in article.removed]),
            ),
        )
        document = int(cursor.lastrowid or 0)
        self.db.executemany(
            "INSERT INTO passages (document, ordinal, text, start, end, first_line, last_line,"
            " sentences, header, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    document,
                    p.ordinal,
                    p.text,
                    p.start,
                    p.end,
                    p.first_line,
                    p.last_line,
                    json.dumps([[s.start, s.end] for s in p.sentences]),
                    p.header,
                    key_of(p.embedded_text),
                )
                for p in passages
            ),
        )
        return document

    def document(self, file: str) -> Document | None:
        """The stored article of a file, or None when it has none."""
        row = self.db.execute(
            "SELECT d.id, d.text, d.removed FROM files f JOIN documents d ON d.id = f.document"
            " WHERE f.name = ?",
            (file,),
        ).fetchone()
        if row is None:
            return None
        return Document(row[0], row[1], tuple(Removed(*r) for r in json.loads(row[2])))

    def sources(self) -> list[tuple[Source, int | None]]:
        """Every file with what is known of it, and its document's number, by name."""
        rows = self.db.execute(
            "SELECT f.name, d.title, d.outlet, d.author, d.url, d.language, d.published,"
            " (SELECT count(*) FROM passages p WHERE p.document = d.id), f.problem, f.document"
            " FROM files f LEFT JOIN documents d ON d.id = f.document ORDER BY f.name"
        )
        return [(source_of(row[:9]), row[9]) for row in rows]

    # Passages and vectors

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """Passages by number."""
        rows = self.db.execute(
            "SELECT id, ordinal, text, start, end, first_line, last_line, sentences, header"
            " FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {
            r[0]: Passage(*r[1:7], sentences=_spans(r[7]), header=r[8])  # type: ignore[misc]
            for r in rows
        }

    def texts_without_vector(self, model: str, documents: Iterable[int]) -> list[tuple[Key, str]]:
        """Embedded texts of these documents for which the model has no vector yet, each once."""
        rows = self.db.execute(
            "SELECT p.key, min(p.id) FROM passages p"
            " WHERE p.document IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.model = ? AND v.key = p.key)"
            " GROUP BY p.key ORDER BY 2",
            (json.dumps(list(documents)), model),
        ).fetchall()
        found = self.passages(id for _, id in rows)
        return [(key, found[id].embedded_text) for key, id in rows]

    def add_vectors(self, model: str, vectors: Iterable[tuple[Key, Vectors]]) -> None:
        """Keep vectors; they serve as soon as a live passage has their key."""
        with self.transaction():
            self.db.executemany(
                "INSERT OR REPLACE INTO vectors (model, key, vector) VALUES (?, ?, ?)",
                ((model, key, vector.tobytes()) for key, vector in vectors),
            )

    def vectors(self, model: str, keys: Iterable[Key]) -> dict[Key, Vectors]:
        """Vectors by key, for those that there are."""
        wanted = list(keys)
        out: dict[Key, Vectors] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self.db.execute(
                f"SELECT key, vector FROM vectors WHERE model = ? AND key IN ({marks})",
                (model, *part),
            )
            out.update((key, np.frombuffer(vector, np.float32)) for key, vector in rows)
        return out

    def live_vectors(self, model: str) -> Iterator[tuple[Key, bytes, int]]:
        """Key, vector and one passage's number for every live text, in a fixed order."""
        yield from self.db.execute(
            "SELECT p.key, v.vector, min(p.id) FROM passages p"
            " JOIN vectors v ON v.model = ? AND v.key = p.key"
            " WHERE EXISTS (SELECT 1 FROM files f WHERE f.document = p.document)"
            " GROUP BY p.key ORDER BY p.key",
            (model,),
        )


def _spans(stored: str) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in json.loads(stored))


def source_of(row: Sequence[Any]) -> Source:
    """A `Source` from a row: name, title, outlet, author, url, language, published, passages,
    problem."""
    name, title, outlet, author, url, language, published, passages, problem = row
    return Source(
        file=name,
        title=title,
        outlet=outlet,
        author=author,
        url=url,
        language=language,
        published=Dated(**json.loads(published)) if published else None,
        passages=passages or 0,
        problem=problem,
    )
