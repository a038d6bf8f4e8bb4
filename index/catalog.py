"""The SQL truth: files, documents, passages, the lexical index, and vectors by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np

from index import copies, language
from index.article import Article, Dated, Passage, Removed, Source, Span, embedded_text
from index.database import Database
from index.embedding.base import Vectors

Key = bytes

# A file's date, and why it has none, in a query over files f and documents d.
PUBLISHED = "coalesce(f.given, d.published, f.named)"
UNDATED = f"CASE WHEN {PUBLISHED} IS NULL THEN d.undated END"

# What is put to the format of documents that are to be read anew.
_OLD = " by old rules"


def key_of(embedded_text: str) -> Key:
    """What a vector is kept by: 16 bytes of the embedded text's SHA-256."""
    return hashlib.sha256(embedded_text.encode("utf-8", "surrogatepass")).digest()[:16]


class Stat(NamedTuple):
    """What tells a file as unchanged without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class FileRow(NamedTuple):
    """One file of the folder as last synced."""

    stat: Stat
    document: int | None
    problem: str | None = None
    container: str | None = None
    given: str | None = None
    named: str | None = None

    @property
    def feed(self) -> bool:
        """Whether the file is none itself, but holds articles."""
        return self.document is None and self.problem is None


@dataclass(frozen=True, slots=True)
class Document:
    """A stored article: its text of record, what was taken out of it, where its pages begin."""

    id: int
    text: str
    removed: tuple[Removed, ...]
    pages: tuple[int, ...]


class Catalog(Database):
    """What the catalog's tables hold, by their meaning."""

    # Files and documents

    def files(self) -> dict[str, FileRow]:
        """Every file of the last sync by name."""
        rows = self.db.execute(
            "SELECT name, size, mtime_ns, ctime_ns, inode, document, problem, container, given,"
            " named FROM files"
        )
        return {r[0]: FileRow(Stat(*r[1:5]), *r[5:]) for r in rows}

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
        words = " ".join(article.text[block.start : block.end] for block in article.blocks)
        signature = copies.signature(words)
        cursor = self.db.execute(
            "INSERT INTO documents (sha256, format, text, title, outlet, author, url, language,"
            " published, undated, removed, pages, signature)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                sha256,
                format,
                article.text,
                article.title,
                article.outlet,
                article.author,
                article.url,
                article.language,
                dated_to_json(article.published),
                article.undated,
                json.dumps([[r.start, r.end, r.rule] for r in article.removed]),
                json.dumps(article.pages),
                signature,
            ),
        )
        document = int(cursor.lastrowid or 0)
        self.db.execute("INSERT INTO loose VALUES (?)", (document,))
        copies.put_into_buckets(self.db, document, signature)
        sentences = (article.text[s.start : s.end] for p in passages for s in p.sentences)
        self.db.executemany(
            "INSERT OR IGNORE INTO repeated VALUES (?, ?)",
            ((hash_of(sentence), document) for sentence in sentences),
        )
        self.db.executemany(
            "INSERT INTO passages (document, ordinal, text, start, end, first_line, last_line,"
            " sentences, header, stems, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    language.stems(p.embedded_text, article.language),
                    key_of(p.embedded_text),
                )
                for p in passages
            ),
        )
        return document

    def set_aside(self) -> None:
        """Have every document read anew; those that serve go on serving until then."""
        self.db.execute("UPDATE documents SET format = format || ?", (_OLD,))
        self.set_meta("rules", None)

    def old_document_id(self, sha256: bytes, format: str) -> int | None:
        """The live document of these bytes, also if it is to be read anew."""
        row = self.db.execute(
            "SELECT d.id FROM documents d WHERE d.sha256 = ? AND (d.format = ? OR d.format LIKE ?)"
            " AND EXISTS (SELECT 1 FROM files f WHERE f.document = d.id)",
            (sha256, format, f"{format}{_OLD}%"),
        ).fetchone()
        return int(row[0]) if row else None

    def read_anew(self) -> dict[int, int]:
        """For documents that were set aside, the one that the same bytes are now."""
        if self.meta("rules") is not None:
            return {}
        rows = self.db.execute(
            "SELECT o.id, n.id FROM documents o JOIN documents n ON n.sha256 = o.sha256"
            " AND o.format LIKE n.format || ? AND n.format NOT LIKE ?",
            (f"{_OLD}%", f"%{_OLD}"),
        )
        return dict(rows.fetchall())

    def document(self, file: str) -> Document | None:
        """The stored article of a file, or None when it has none."""
        row = self.db.execute(
            "SELECT d.id, d.text, d.removed, d.pages FROM files f JOIN documents d"
            " ON d.id = f.document WHERE f.name = ?",
            (file,),
        ).fetchone()
        if row is None:
            return None
        removed = tuple(Removed(*r) for r in json.loads(row[2]))
        return Document(row[0], row[1], removed, tuple(json.loads(row[3])))

    def sources(self) -> list[tuple[Source, int | None]]:
        """Every file with what is known of it, and its document's number, by name."""
        rows = self.db.execute(
            f"SELECT f.name, d.title, d.outlet, d.author, d.url, d.language, {PUBLISHED},"
            " (SELECT count(*) FROM passages p WHERE p.document = d.id), f.problem,"
            f" {UNDATED}, g.first, f.document"
            " FROM files f LEFT JOIN documents d ON d.id = f.document"
            " LEFT JOIN groups g ON g.document = f.document"
            " WHERE f.document IS NOT NULL OR f.problem IS NOT NULL ORDER BY f.name"
        )
        return [(source_of(row[:11]), row[11]) for row in rows]

    def languages(self) -> list[str]:
        """The languages of the live articles, the commonest first."""
        rows = self.db.execute(
            "SELECT d.language FROM documents d WHERE d.language IS NOT NULL AND EXISTS"
            " (SELECT 1 FROM files f WHERE f.document = d.id)"
            " GROUP BY d.language ORDER BY count(*) DESC"
        )
        return [code for (code,) in rows]

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

    def opening(self, documents: Iterable[int]) -> dict[int, Passage]:
        """The first passage of each document, by document."""
        rows = self.db.execute(
            "SELECT document, id FROM passages WHERE ordinal = 0"
            " AND document IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        ).fetchall()
        found = self.passages(number for _, number in rows)
        return {document: found[number] for document, number in rows}

    def list_missing(self, model: str, documents: Iterable[int]) -> int:
        """List the texts of these documents that the model has no vector for; returns how many.

        The list, each text once and the shortest first, is kept aside for `missing`.
        """
        self.db.execute("DROP TABLE IF EXISTS temp.missing")
        self.db.execute(
            "CREATE TEMP TABLE missing AS SELECT p.key AS key, min(p.id) AS passage FROM passages p"
            " WHERE p.document IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
            " (SELECT 1 FROM vectors v WHERE v.model = ? AND v.key = p.key)"
            " GROUP BY p.key ORDER BY length(p.text), 2",
            (json.dumps(list(documents)), model),
        )
        (count,) = self.db.execute("SELECT count(*) FROM temp.missing").fetchone()
        return int(count)

    def missing(self, after: int, count: int) -> list[tuple[Key, str]]:
        """Keys and embedded texts of the list from a place on, at most so many."""
        rows = self.db.execute(
            "SELECT m.key, p.header, p.text FROM temp.missing m JOIN passages p ON p.id = m.passage"
            " WHERE m.rowid > ? ORDER BY m.rowid LIMIT ?",
            (after, count),
        )
        return [(key, embedded_text(header, text)) for key, header, text in rows]

    def missing_characters(self) -> int:
        """The length of all texts of the list together."""
        (length,) = self.db.execute(
            "SELECT total(length(p.header) + length(p.text)) FROM temp.missing m"
            " JOIN passages p ON p.id = m.passage"
        ).fetchone()
        return int(length)

    def keys(self, documents: Iterable[int]) -> set[Key]:
        """The keys of all texts of these documents."""
        rows = self.db.execute(
            "SELECT DISTINCT key FROM passages WHERE document IN (SELECT value FROM json_each(?))",
            (json.dumps(list(documents)),),
        )
        return {key for (key,) in rows}

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

    def upcoming_vectors(self, model: str) -> Iterator[tuple[Key, bytes, int]]:
        """Key, vector and one passage's number for every text of the upcoming generation."""
        yield from self.db.execute(
            "SELECT p.key, v.vector, min(p.id) FROM passages p"
            " JOIN vectors v ON v.model = ? AND v.key = p.key"
            " WHERE EXISTS (SELECT 1 FROM upcoming u WHERE u.document = p.document)"
            " GROUP BY p.key ORDER BY p.key",
            (model,),
        )

    def compact(self) -> None:
        """Merge the lexical index's parts, and give the disk back what nothing fills any more."""
        self.db.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")
        self.db.execute("INSERT INTO article_lexical (article_lexical) VALUES ('optimize')")
        self.db.execute("VACUUM")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _spans(stored: str) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in json.loads(stored))


def hash_of(sentence: str) -> int:
    """A sentence's hash, as a signed 64-bit number; white space does not count."""
    digest = hashlib.sha256(" ".join(sentence.split()).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def dated_to_json(dated: Dated | None) -> str | None:
    """A date as it is stored."""
    return json.dumps(asdict(dated)) if dated is not None else None


def source_of(row: Sequence[Any]) -> Source:
    """A `Source` from a row: name, title, outlet, author, url, language, published, passages,
    problem, undated, group."""
    name, title, outlet, author, url, language, published, passages, problem, undated, group = row
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
        undated=undated,
        group=group,
    )
