"""One articles folder and its data folder, as everything outside this package uses them."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index import database, folder
from index import sync as syncing
from index.article import Filters, Hit, Removed, Source
from index.catalog import Catalog, FileRow
from index.embedding import Embedder, Vectors, load
from index.errors import EmbeddingUnavailable, IndexMismatch, UsageError
from index.plan import Plan, Progress
from index.remembered import Remembered
from index.search import Searcher, passes
from index.sync import KEEP_DAYS, Options, Report

# Vectors that are remembered, and of how long texts: words come with every question, sentences with
# every question that meets their passage again.
_WORDS, _WORD_LENGTH = 50_000, 24
_SENTENCES, _SENTENCE_LENGTH = 8_192, 1_500


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article's text of record as last synced, and what cleaning took out of it.

    Attributes:
        pages: where each page begins in the text, for formats that have pages.
    """

    file: str
    text: str
    removed: tuple[Removed, ...]
    pages: tuple[int, ...] = ()


class Index:
    """The index of one folder of articles.

    Args:
        articles: the folder of articles.
        data: where the catalog and the bases are kept; created when needed.
        embedding: the embedder's name, or "none" for words alone; see `index.embedding.load`.
        options: JSON object of arguments for a LlamaIndex embedding.
        cache: the user's folder for what is built once, such as the model's graph.
        keep_days: how long a sync keeps a vector that no article uses, unless it is told otherwise.

    Raises:
        UsageError: if both folders are one.
    """

    def __init__(
        self,
        articles: Path,
        data: Path,
        *,
        embedding: str,
        cache: Path,
        options: str = "{}",
        keep_days: float = KEEP_DAYS,
    ) -> None:
        folder.check_apart(articles, data)
        self.articles = articles
        self.data = data
        self._setting = embedding
        self._options = options
        self.cache = cache
        self.keep_days = keep_days
        self._lock = threading.RLock()
        self._syncs: set[object] = set()
        self._inside = False
        self._holder: int | None = None
        self.away: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
        """What to be in while the embedder works, which may be a slow server."""
        self._opened: tuple[Catalog, Searcher] | None = None
        self._words: Remembered[str, Vectors] = Remembered(_WORDS)
        self._sentences: Remembered[str, Vectors] = Remembered(_SENTENCES)
        self._sources: tuple[int, tuple[Source, ...]] | None = None
        self.missing: str | None = None
        """Why meanings are not compared, once the embedder was wanted and could not be had."""

    def close(self) -> None:
        """Close the base and the catalog."""
        with self._lock:
            if self._opened is not None:
                catalog, searcher = self._opened
                searcher.close()
                catalog.close()
                self._opened = self._sources = None

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Catalog]:
        """One whole generation: everything asked of this index inside is of it.

        A sync that publishes meanwhile is seen by the next snapshot. Other threads wait.

        Raises:
            NewsdeskError: if the catalog cannot be read.
        """
        with self._lock, database.explained(self.data):
            catalog, searcher = self._open()
            if self._inside:
                yield catalog
                return
            with searcher.snapshot():
                self._inside, self._holder = True, threading.get_ident()
                try:
                    yield catalog
                finally:
                    self._inside, self._holder = False, None

    def _open(self) -> tuple[Catalog, Searcher]:
        if self._opened is not None and not self._inside and self._opened[0].replaced:
            # It was damaged, and made anew by a rebuild.
            self.close()
        if self._opened is None:
            catalog = Catalog(self.data)
            self._opened = catalog, Searcher(self.data, catalog)
        return self._opened

    def _note(self, name: str) -> str | None:
        with self._lock, database.explained(self.data):
            return self._open()[0].meta(name)

    @functools.cached_property
    def embedder(self) -> Embedder | None:
        """The embedder; None when the setting is "none" or the model is not installed."""
        if self._setting == "none":
            return None
        made_with = self._note("model")
        try:
            return load(self._setting, cache=self.cache, options=self._options, made_with=made_with)
        except EmbeddingUnavailable as error:
            self.missing = str(error)
            return None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever indexed."""
        return self._note("generation") == "0"

    @property
    def generation(self) -> int:
        """The number of what the last sync that changed anything published; 0 before the first."""
        return int(self._note("generation") or 0)

    @property
    def frozen(self) -> str | None:
        """Why the index can only be read at the moment; None where it can be written."""
        with self._lock, database.explained(self.data):
            return self._open()[0].frozen

    @property
    def syncing(self) -> bool:
        """Whether a sync by this very object is under way."""
        return bool(self._syncs)

    def sync(
        self,
        options: Options = Options(),
        progress: Progress = lambda stage, done, total: None,
    ) -> Report:
        """Make the index equal to the folder; see `index.sync.sync`."""
        if options.keep_days is None:
            options = replace(options, keep_days=self.keep_days)
        mine = object()
        self._syncs.add(mine)
        try:
            if options.rebuild:
                self.close()
                syncing.salvage(self.data)
            return syncing.sync(self.articles, self.data, self.embedder, options, progress)
        finally:
            self._syncs.remove(mine)

    def plan(self, options: Options = Options()) -> Plan:
        """What a sync would find and do; see `index.sync.plan`."""
        return syncing.plan(self.articles, self.data, self.embedder, options)

    def changes(self) -> folder.Changes:
        """What changed in the folder since the last sync, without reading any file."""
        seen = folder.scan(self.articles)
        with self.snapshot() as catalog:
            found = folder.compare(seen.files, catalog.files())
        # What a folder holds that cannot be listed is not known to have gone.
        beneath = tuple(seen.unreadable)
        return replace(found, gone=tuple(n for n in found.gone if not n.startswith(beneath)))

    def check_match(self) -> None:
        """See that the index was made from this folder and with this embedding.

        Raises:
            IndexMismatch: if it was not.
        """
        made_from = self._note("folder")
        if made_from is not None and Path(made_from) != self.articles.resolve():
            raise IndexMismatch(
                f"The index in {self.data} was made from {made_from}, not from "
                f"{self.articles.resolve()}.\nName another data folder with --data, or make this "
                "one anew from the new folder: newsdesk index"
            )
        made_with = self._note("model")
        if self._setting == "none" or made_with is None:
            return
        if self.embedder is not None and self.embedder.name != made_with:
            raise IndexMismatch(
                f"The index was made with the embedding {made_with}, and the setting says "
                f"{self.embedder.name}.\nTo embed every article anew: newsdesk index --yes\n"
                "To keep the index as it is: set NEWSDESK_EMBEDDING back."
            )

    def search(
        self,
        question: str,
        count: int = 10,
        filters: Filters = Filters(),
        vector: Vectors | None = None,
    ) -> list[Hit]:
        """The best passages for a question, best first; see `Searcher.search`.

        The question's vector may be given where it is at hand.
        """
        if vector is None:
            vector = self.embed_question(question)
        with self.snapshot():
            return self._open()[1].search(question, vector, count, filters)

    def newest(self, count: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """How the newest articles begin, newest first; see `Searcher.newest`."""
        with self.snapshot():
            return self._open()[1].newest(count, filters)

    def embed_question(self, question: str) -> Vectors | None:
        """The question's vector, or None when the index has no vectors to compare it with."""
        if self._note("model") is None or self.embedder is None:
            return None
        with self._elsewhere():
            return self.embedder.embed_query(question.encode("utf-8", "replace").decode("utf-8"))

    def embed(self, texts: Sequence[str]) -> Vectors | None:
        """Vectors of any texts, float32 of shape (texts, dimensions); None without a model.

        Those of words and sentences are remembered, since the same ones come again.
        """
        if self.embedder is None or not texts:
            return None
        asked = dict.fromkeys(texts)
        found = {t: v for t in asked if (v := self._kept(t).get(t)) is not None}
        new = [text for text in asked if text not in found]
        with self._elsewhere() if new else contextlib.nullcontext():
            made = list(self.embedder.embed(new))
        for text, vector in zip(new, made, strict=True):
            found[text] = vector
            if len(text) <= _SENTENCE_LENGTH:
                self._kept(text).put(text, vector)
        return np.stack([found[text] for text in texts])

    def _elsewhere(self) -> contextlib.AbstractContextManager[None]:
        # Inside of a snapshot others wait for this thread, and it must not wait for them.
        inside = self._holder == threading.get_ident()
        return contextlib.nullcontext() if inside else self.away()

    def _kept(self, text: str) -> Remembered[str, Vectors]:
        return self._words if len(text) <= _WORD_LENGTH else self._sentences

    def sources(self) -> list[Source]:
        """Every file of the folder as last synced, by name."""
        with self.snapshot() as catalog:
            # Asked for at every question; what a generation holds does not change.
            if self._sources is None or self._sources[0] != catalog.generation:
                found = tuple(source for source, _ in catalog.sources())
                self._sources = catalog.generation, found
            return list(self._sources[1])

    def searched(self, filters: Filters = Filters()) -> int:
        """How many articles a search with these filters looks through."""
        return sum(1 for s in self.sources() if not s.problem and passes(s, filters))

    def texts(self, files: Iterable[str]) -> dict[str, str]:
        """The texts of record of those files that have one."""
        with self.snapshot() as catalog:
            found = {file: catalog.document(file) for file in files}
        return {file: document.text for file, document in found.items() if document is not None}

    def article(self, file: str) -> StoredArticle:
        """The text of record of a file.

        Raises:
            UsageError: if the index holds no such file.
        """
        name = file.removeprefix("./")
        with self.snapshot() as catalog:
            document = catalog.document(name)
            if document is None:
                raise UsageError(_unknown(name, catalog.files()))
        return StoredArticle(name, document.text, document.removed, document.pages)


def _unknown(name: str, rows: Mapping[str, FileRow]) -> str:
    import difflib

    if name in rows and rows[name].feed:
        items = [item for item, row in rows.items() if row.container == name]
        readable = [item for item in items if rows[item].document is not None]
        such = f", such as {(readable or items)[0]}" if items else ""
        return f"{name} is a feed of many articles. Name one of them{such}."
    if name in rows:
        return f"{name} has no text in the index: {rows[name].problem}."
    close = difflib.get_close_matches(name, rows, n=1, cutoff=0.4)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"The index holds no file {name}.{hint} newsdesk sources lists them."
