"""One articles folder and its data folder, as everything outside this package uses them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import folder, sync
from index.article import Filters, Hit, Removed, Source
from index.catalog import Catalog
from index.embedding import Embedder, Vectors, load
from index.errors import EmbeddingUnavailable, IndexMismatch, UsageError
from index.search import Searcher

_REMEMBERED = 50_000
_WORD_LENGTH = 24


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article's text of record as last synced, and what cleaning took out of it."""

    file: str
    text: str
    removed: tuple[Removed, ...]


class Index:
    """The index of one folder of articles.

    Args:
        articles: the folder of articles.
        data: where the catalog and the bases are kept; created when needed.
        embedding: the embedder's name, or "none" for words alone; see `index.embedding.load`.
        options: JSON object of arguments for a LlamaIndex embedding.
        cache: the user's folder for what is built once, such as the model's graph.
    """

    def __init__(
        self, articles: Path, data: Path, *, embedding: str, cache: Path, options: str = "{}"
    ) -> None:
        self.articles = articles
        self.data = data
        self._setting = embedding
        self._options = options
        self._cache = cache
        self.catalog = Catalog(data)
        # A connection of its own, so that searches go on in one thread while another syncs.
        self._reading = Catalog(data)
        self._searcher = Searcher(data, self._reading)
        self._words: dict[str, Vectors] = {}
        self.missing: str | None = None
        """Why meanings are not compared, once the embedder was wanted and could not be had."""

    def close(self) -> None:
        """Close the base and the catalog."""
        self._searcher.close()
        self._reading.close()
        self.catalog.close()

    @functools.cached_property
    def embedder(self) -> Embedder | None:
        """The embedder; None when the setting is "none" or the model is not installed."""
        if self._setting == "none":
            return None
        made_with = self.catalog.meta("model")
        try:
            return load(
                self._setting, cache=self._cache, options=self._options, made_with=made_with
            )
        except EmbeddingUnavailable as error:
            self.missing = str(error)
            return None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever indexed."""
        return self.catalog.generation == 0

    def sync(
        self,
        progress: sync.Progress = lambda stage, done, total: None,
        *,
        change_model: bool = False,
        verify: bool = False,
    ) -> sync.Report:
        """Make the index equal to the folder; see `index.sync.sync`."""
        return sync.sync(
            self.articles,
            self.data,
            self.catalog,
            self.embedder,
            progress=progress,
            change_model=change_model,
            verify=verify,
        )

    def changes(self) -> folder.Changes:
        """What changed in the folder since the last sync, without reading any file."""
        return folder.compare(folder.scan(self.articles), self.catalog.files())

    def check_match(self) -> None:
        """See that the index was made from this folder and with this embedding.

        Raises:
            IndexMismatch: if it was not.
        """
        made_from = self.catalog.meta("folder")
        if made_from is not None and Path(made_from) != self.articles.resolve():
            raise IndexMismatch(
                f"The index in {self.data} was made from {made_from}, not from "
                f"{self.articles.resolve()}.\nName another data folder with --data, or make this "
                "one anew from the new folder: newsdesk index"
            )
        made_with = self.catalog.meta("model")
        if self._setting == "none" or made_with is None:
            return
        if self.embedder is not None and self.embedder.name != made_with:
            raise IndexMismatch(
                f"The index was made with the embedding {made_with}, and the setting says "
                f"{self.embedder.name}.\nTo embed every article anew: newsdesk index --yes\n"
                "To keep the index as it is: set NEWSDESK_EMBEDDING back."
            )

    def search(self, question: str, count: int = 10, filters: Filters = Filters()) -> list[Hit]:
        """The best passages for a question, best first; see `Searcher.search`."""
        return self._searcher.search(question, self.embed_question(question), count, filters)

    def embed_question(self, question: str) -> Vectors | None:
        """The question's vector, or None when the index has no vectors to compare it with."""
        if self.catalog.meta("model") is None or self.embedder is None:
            return None
        return self.embedder.embed_query(question.encode("utf-8", "replace").decode("utf-8"))

    def embed(self, texts: Sequence[str]) -> Vectors | None:
        """Vectors of any texts, float32 of shape (texts, dimensions); None without a model.

        Those of single words are remembered, since the same words come with every question.
        """
        if self.embedder is None or not texts:
            return None
        new = [text for text in dict.fromkeys(texts) if text not in self._words]
        made = dict(zip(new, self.embedder.embed(new), strict=True))
        found = np.stack([made[t] if t in made else self._words[t] for t in texts])
        if len(self._words) > _REMEMBERED:
            self._words.clear()
        self._words.update((t, v) for t, v in made.items() if len(t) <= _WORD_LENGTH)
        return found

    def sources(self) -> list[Source]:
        """Every file of the folder as last synced, by name."""
        return [source for source, _ in self.catalog.sources()]

    def texts(self, files: Iterable[str]) -> dict[str, str]:
        """The texts of record of those files that have one."""
        found = {file: self.catalog.document(file) for file in files}
        return {file: document.text for file, document in found.items() if document is not None}

    def article(self, file: str) -> StoredArticle:
        """The text of record of a file.

        Raises:
            UsageError: if the index holds no such file.
        """
        name = file.removeprefix("./")
        document = self.catalog.document(name)
        if document is None:
            raise UsageError(self._unknown(name))
        return StoredArticle(name, document.text, document.removed)

    def _unknown(self, name: str) -> str:
        import difflib

        rows = self.catalog.files()
        if name in rows:
            return f"{name} has no text in the index: {rows[name].problem}."
        close = difflib.get_close_matches(name, rows, n=1, cutoff=0.4)
        hint = f" Did you mean {close[0]}?" if close else ""
        return f"The index holds no file {name}.{hint} newsdesk sources lists them."
