"""What a sync has to do: the folder's files against the catalog's, read as far as they changed."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index import folder, overrides
from index.article import Article, Passage
from index.catalog import Catalog, FileRow, Key, Stat, dated_to_json, key_of
from index.dates import from_name
from index.errors import UnreadableArticle
from index.passages import cut
from index.reading import FEEDS, ITEM, KINDS, RULES, check_size, read, split

_READ_BATCH = 200
_TRIES = 4
_PAUSE = 0.05  # seconds, doubled at every try

Progress = Callable[[str, int, int], None]
"""Called with the stage ("reading", "embedding", "building" or "publishing"), what is done and the
total: files, texts, texts, files."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What differs between the index and the folder, by file.

    Attributes:
        added, changed, removed: names of files.
        renamed: old and new name of each.
        unchanged: how many files say what they said.
        failed: file or folder and problem of everything that cannot be read.
        to_embed: texts that there is no vector for.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    to_embed: int = 0


@dataclass(slots=True)
class Work:
    """What the files of a sync come to, as it learns it.

    Attributes:
        rows: every file that is there, with its document if it could be read.
        fresh: documents of the files that were read now.
        folders: folders that cannot be listed, with the reason.
        dates: what dates.csv says.
    """

    rows: dict[str, FileRow]
    folders: dict[str, str]
    dates: overrides.Dates
    fresh: set[int] = field(default_factory=set)


class Store(Protocol):
    """Where documents are found and put."""

    def document_id(self, sha256: bytes, format: str) -> int | None:
        """The document of these bytes, if they were read before."""

    def add_document(
        self, sha256: bytes, format: str, article: Article, passages: Sequence[Passage]
    ) -> int:
        """Store an article and its passages, and return the document's number."""


class Imagined:
    """A store that keeps nothing but what it would cost to embed what it was given."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._outdated = catalog.meta("rules") not in (None, str(RULES))
        self._new: dict[tuple[bytes, str], int] = {}
        self.keys: set[Key] = set()
        self.anew: dict[int, int] = {}
        """For documents that would be read anew, the number that they have here."""

    def document_id(self, sha256: bytes, format: str) -> int | None:
        """The document of these bytes, if they were read before."""
        known = self._new.get((sha256, format))
        if known is not None or self._outdated:
            return known
        return self._catalog.document_id(sha256, format)

    def add_document(
        self, sha256: bytes, format: str, article: Article, passages: Sequence[Passage]
    ) -> int:
        """Take note of an article's texts; its number is no number of the catalog's."""
        self.keys.update(key_of(passage.embedded_text) for passage in passages)
        self._new[sha256, format] = number = -1 - len(self._new)
        old = self._catalog.old_document_id(sha256, format)
        if old is not None:
            self.anew[old] = number
        return number


def start(
    catalog: Catalog,
    seen: folder.Seen,
    known: Mapping[str, FileRow],
    dates: overrides.Dates,
    verify: bool,
) -> tuple[Work, dict[str, Stat]]:
    """The work as far as nothing needs to be read, and the files that do."""
    files = seen.files
    if verify or catalog.meta("rules") != str(RULES):
        to_read = files
    else:
        changes = folder.compare(files, known, int(catalog.meta("synced_ns") or 0))
        again = {*changes.new, *changes.changed, *changes.doubtful}
        again.update(n for n, row in known.items() if row.problem is not None and n in files)
        to_read = {name: files[name] for name in files if name in again}
    rows = {name: known[name] for name in files if name not in to_read}
    rows.update((n, row) for n, row in known.items() if row.container in rows)
    for prefix, problem in seen.unreadable.items():
        beneath = ((n, r) for n, r in known.items() if n.startswith(prefix))
        rows.update((n, FileRow(r.stat, None, problem)) for n, r in beneath)
    return Work(rows, seen.unreadable, dates), to_read


def read_files(
    articles: Path, store: Store, files: Mapping[str, Stat], work: Work, progress: Progress
) -> None:
    """Read files and put what they say to the work; files that have gone are left out of it.

    Raises:
        UsageError: if the whole folder has gone.
    """
    vanished = False
    for number, (name, stat) in enumerate(files.items(), start=1):
        rows = _read(articles, store, name, stat, work)
        work.rows.update(rows)
        vanished = vanished or not rows
        progress("reading", number, len(files))
    if vanished:
        folder.check(articles)


def read_into(
    articles: Path, catalog: Catalog, files: Mapping[str, Stat], work: Work, progress: Progress
) -> None:
    """Read files as `read_files` does, into the catalog, committing as it goes."""
    pending = iter(files.items())
    done = 0

    def onward(stage: str, number: int, _: int) -> None:
        progress(stage, done + number, len(files))

    while part := dict(itertools.islice(pending, _READ_BATCH)):
        with catalog.transaction():
            read_files(articles, catalog, part, work, onward)
        done += len(part)


def _read(articles: Path, store: Store, name: str, stat: Stat, work: Work) -> dict[str, FileRow]:
    """The rows of a file: its own and, of a feed, its items'; none when it has gone."""
    suffix = Path(name).suffix.lower()
    row = FileRow(stat, None, named=dated_to_json(from_name(name)))
    try:
        data, stat = _bytes(articles / name, suffix)
        row = row._replace(stat=stat)
        if suffix not in FEEDS:
            return {name: row._replace(document=_document(store, data, suffix, work))}
        items = split(data, suffix)
    except FileNotFoundError:
        if "\\x" not in name:
            return {}
        return {name: row._replace(problem="its name is no text in UTF-8; rename it")}
    except UnreadableArticle as error:
        return {name: row._replace(problem=str(error))}
    except OSError as error:
        return {name: row._replace(problem=f"it cannot be read: {error.strerror or error}")}
    rows = {name: row}
    for number, item in items:
        found = row._replace(container=name)
        try:
            found = found._replace(document=_document(store, item, ITEM, work))
        except UnreadableArticle as error:
            found = found._replace(problem=str(error))
        rows[f"{name}#{number}"] = found
    return rows


def _document(store: Store, data: bytes, suffix: str, work: Work) -> int:
    digest = hashlib.sha256(data).digest()
    document = store.document_id(digest, suffix)
    if document is None:
        document = store.add_document(digest, suffix, *_understand(data, suffix))
    work.fresh.add(document)
    return document


def _understand(data: bytes, suffix: str) -> tuple[Article, list[Passage]]:
    try:
        article = read(data, suffix)
        return article, cut(article)
    except UnreadableArticle:
        raise
    except Exception as error:  # a reader's library may raise anything on hostile bytes
        said = f"it cannot be read: {type(error).__name__}: {error}"
        raise UnreadableArticle(said) from error


def _bytes(path: Path, suffix: str) -> tuple[bytes, Stat]:
    """A file's bytes, and its status while it held them."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE * 2**attempt)
        with path.open("rb") as file:
            before = folder.stat_of(os.fstat(file.fileno()))
            check_size(before.size, suffix)
            data = file.read(before.size + 1)
        if folder.stat_of(path.stat()) == before and len(data) == before.size:
            return data, before
    raise UnreadableArticle("it changes while it is read; the next sync tries again")


def describe(known: Mapping[str, FileRow], work: Work, to_embed: int = 0) -> Plan:
    """What differs between the catalog's files and those of the work, by file."""
    rows = {name: row for name, row in work.rows.items() if not row.feed}
    gone: dict[int | None, list[str]] = defaultdict(list)
    for name, row in known.items():
        if name not in rows and not row.feed:
            gone[row.document].append(name)
    renamed, added, changed = [], [], []
    for name, row in rows.items():
        if name in known:
            if row.document != known[name].document:
                changed.append(name)
        elif row.document is not None and gone[row.document]:
            renamed.append((gone[row.document].pop(0), name))
        else:
            added.append(name)
    failed = {name: row.problem for name, row in rows.items() if row.problem is not None}
    return Plan(
        added=tuple(name for name in added if name not in failed),
        changed=tuple(name for name in changed if name not in failed),
        renamed=tuple(renamed),
        removed=tuple(sorted(name for names in gone.values() for name in names)),
        unchanged=len(rows) - len({*added, *changed, *failed}) - len(renamed),
        failed=(*work.folders.items(), *work.dates.problems, *failed.items()),
        to_embed=to_embed,
    )


def kinds() -> str:
    """The suffixes of the formats that are read, for a message."""
    return " ".join(KINDS)
