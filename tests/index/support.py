"""What the tests of the index share: a counting embedder, and an index beside its folder."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index import Filters, Hit, Source, copies
from index.article import Article, Passage
from index.catalog import Catalog
from index.embedding import Embedder, Vectors
from index.errors import UnreadableArticle
from index.passages import cut
from index.plan import Progress
from index.reading import READERS, read
from index.search import Searcher
from index.store import Index
from index.sync import Options, Report, sync
from tests.conftest import ROOT

# A word of every story, and a question that shares no word with any of them.
COMMON = "harbour"
FOREIGN = "qwertzuiop"
ALL = 1_000_000

_NOBODY = 65_534


class StubEmbedder:
    """Gives each text a direction of its own, and remembers what it was asked to embed.

    Args:
        name: what the index records as its model.
        dimensions: length of a vector.
        fails_after: how many texts it embeds before it raises, or None for never.
    """

    languages: tuple[str, ...] = ()

    def __init__(
        self, name: str = "stub/1", dimensions: int = 16, fails_after: int | None = None
    ) -> None:
        self.name = name
        self.dimensions = dimensions
        self.fails_after = fails_after
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for text in texts:
            if self.fails_after is not None and len(self.embedded) >= self.fails_after:
                raise ConnectionError("the embedding service is gone")
            self.embedded.append(text)
            yield self.embed_query(text)

    def embed_query(self, question: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(question.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


class World:
    """A folder of articles with its index, and what can be retrieved from it."""

    def __init__(self, place: Path) -> None:
        self.articles = place / "articles"
        self.articles.mkdir(exist_ok=True)
        self.data = place / "data"
        self.catalog = Catalog(self.data)
        self.searcher = Searcher(self.data, self.catalog)

    def close(self) -> None:
        self.searcher.close()
        self.catalog.close()

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def sync(
        self,
        embedder: Embedder | None = None,
        options: Options | None = None,
        *,
        progress: Progress = lambda stage, done, total: None,
        **how: Any,
    ) -> Report:
        options = options or Options(**how)
        return sync(self.articles, self.data, embedder, options, progress)

    def index(self, embedder: Embedder | None = None) -> Index:
        """The same index as everything outside uses it."""
        index = Index(self.articles, self.data, embedding="none", cache=self.data)
        index.embedder = embedder
        return index

    def fetch(self, sql: str, *values: object) -> list[Any]:
        """The first column of what the catalog answers."""
        return [row[0] for row in self.catalog.db.execute(sql, values)]

    def let_time_pass(self) -> None:
        """Date the last sync ten seconds on, so that no file was young at its start."""
        self.catalog.set_meta("synced_ns", str(time.time_ns() + 10_000_000_000))

    def search(
        self,
        question: str,
        embedder: Embedder | None = None,
        count: int = 10,
        filters: Filters = Filters(),
    ) -> list[Hit]:
        vector = embedder.embed_query(question) if embedder is not None else None
        with self.searcher.snapshot():
            return self.searcher.search(question, vector, count, filters)

    def bases(self) -> list[str]:
        return sorted(path.name for path in (self.data / "bases").iterdir())

    def by_words(self) -> set[tuple[str, str]]:
        return _found(self.search(COMMON, count=ALL))

    def by_meaning(self, embedder: Embedder) -> set[tuple[str, str]]:
        return _found(self.search(FOREIGN, embedder, count=ALL))

    def cuttings(self) -> dict[str, list[Passage]]:
        """The passages that each of the folder's files is cut into, for those that can be read."""
        found = {
            path.relative_to(self.articles).as_posix(): _passages(
                path.read_bytes(), path.suffix.lower()
            )
            for path in self.articles.rglob("*")
            if path.is_file() and path.suffix.lower() in READERS
        }
        return {name: passages for name, passages in found.items() if passages}

    def catalogued(self) -> dict[str, list[Passage]]:
        """The passages of every file that has some, as the catalog has them."""
        rows = self.catalog.db.execute(
            "SELECT f.name, p.id FROM files f JOIN passages p ON p.document = f.document"
            " ORDER BY p.ordinal"
        ).fetchall()
        passages = self.catalog.passages(id for _, id in rows)
        out: dict[str, list[Passage]] = {}
        for name, id in rows:
            out.setdefault(name, []).append(passages[id])
        return out

    def in_folder(self) -> set[tuple[str, str]]:
        """File and text of every passage that the folder's files are cut into."""
        return {(n, passage.text) for n, found in self.cuttings().items() for passage in found}

    def holds_exactly_the_folder(self, embedder: Embedder | None = None) -> bool:
        """Whether what can be retrieved, by words and by meaning, is what the folder holds.

        It is asked of the searcher that was open all the time and of one opened now.
        """
        wanted = self.in_folder()
        vector = embedder.embed_query(FOREIGN) if embedder is not None else None
        seen = [self.search(COMMON, count=ALL)]
        if embedder is not None:
            seen.append(self.search(FOREIGN, embedder, count=ALL))
        with contextlib.closing(Searcher(self.data, self.catalog)) as fresh, fresh.snapshot():
            seen.append(fresh.search(COMMON, None, ALL, Filters()))
            if embedder is not None:
                seen.append(fresh.search(FOREIGN, vector, ALL, Filters()))
        return all(_are(hits, wanted) for hits in seen)


def _are(hits: list[Hit], wanted: set[tuple[str, str]]) -> bool:
    """Whether hits are these passages, each of them found itself or as a near-copy of another."""
    own = {(hit.source.file, hit.passage.text) for hit in hits}
    return own <= wanted and all(
        any(file in hit.copies and _say_the_same(text, hit.passage.text) for hit in hits)
        for file, text in wanted - own
    )


def _say_the_same(one: str, other: str) -> bool:
    fewer, more = sorted((copies.runs(one), copies.runs(other)), key=len)
    return one == other or len(fewer & more) >= copies.CONTAINED * len(fewer)


def _found(hits: list[Hit]) -> set[tuple[str, str]]:
    return {(file, hit.passage.text) for hit in hits for file in (hit.source.file, *hit.copies)}


@functools.lru_cache(maxsize=1_000)
def _passages(data: bytes, suffix: str) -> list[Passage]:
    try:
        return cut(read(data, suffix))
    except UnreadableArticle:
        return []


def touch_later(path: Path) -> None:
    """Give a file a new modification time, as a rewrite with the same bytes does."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 5_000_000_000))


def look_unchanged(world: World, name: str, *, later: bool = True) -> None:
    """Have a file look as the last sync saw it, in size, times and inode, and some time later."""
    seen = (world.articles / name).stat()
    world.catalog.db.execute(
        "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ? WHERE name = ?",
        (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, name),
    )
    if later:
        world.let_time_pass()


def files_read(world: World, embedder: StubEmbedder | None = None, **how: Any) -> int:
    """How many files the next sync reads."""
    told: list[str] = []
    world.sync(embedder, progress=lambda stage, done, total: told.append(stage), **how)
    return told.count("reading")


@contextlib.contextmanager
def without_privileges(place: Path) -> Iterator[None]:
    """Be a user whom permissions bind, and who owns a folder; root is nobody for the while."""
    if os.geteuid() != 0:
        yield
        return
    for path in (place, *place.rglob("*")):
        os.chown(path, _NOBODY, -1)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def surroundings() -> dict[str, str]:
    """The environment of a process of our own, which finds the tests too."""
    path = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether a condition comes to hold in time; it is looked at every few milliseconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def story(number: int) -> str:
    """A short article of one passage, unlike every other number's."""
    return (
        f"Ferry {number} is late again\n\n"
        f"Ferry {number} reached the {COMMON} {number} hours late on Monday with {number} goats "
        f"on board, the {COMMON} master said.\n"
    )


def long_story(sentences: int, changed: int | None = None) -> str:
    """An article of many sentences in one paragraph each five, with one of them changed."""
    lines = []
    for i in range(sentences):
        what = "a parcel of wet books" if i == changed else f"{(i * 37) % 101} barrels"
        lines.append(
            f"On day {i} the ferry brought {what} to the {COMMON}, and the keeper of pier "
            f"{(i * 53) % 97} signed for it in the presence of witness number {i * i % 89}."
        )
    blocks = [" ".join(lines[i : i + 5]) for i in range(0, sentences, 5)]
    return "The long log of the ferry\n\n" + "\n\n".join(blocks) + "\n"


def article(text: str | bytes, suffix: str = ".txt") -> Article:
    """Read text as a file of a format."""
    return read(text.encode() if isinstance(text, str) else text, suffix)


def kept(found: Article) -> str:
    """The words that count as the article, one line a block."""
    return "\n".join(found.text[block.start : block.end] for block in found.blocks)


def sources(world: World) -> dict[str, Source]:
    """The articles as indexed, by file."""
    return {source.file: source for source, _ in world.catalog.sources()}


def found_in(world: World) -> set[str]:
    """The files that a search by words finds anything of."""
    return {file for file, _ in world.by_words()}
