"""Our embedding and our search as LlamaIndex parts, and our collection for LlamaIndex's own code.

    collection = open_collection(Path(".newsdesk/seeds-1234abcd"))
    store = ChromaVectorStore(chroma_collection=collection)
    VectorStoreIndex.from_vector_store(store, embed_model=NewsdeskEmbedding(embedder=embedder))

The collection holds the base: what was synced since it was built is found by `NewsdeskRetriever`
only, which searches base and delta, by meaning and by words.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from chromadb.api.models.Collection import Collection
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index import base
from index.article import Filters, Hit
from index.catalog import Catalog
from index.embedding.base import Embedder
from index.errors import NewsdeskError
from index.store import Index

_TRIES = 5


class NewsdeskEmbedding(BaseEmbedding):
    """Any of our embedders as a LlamaIndex embedding."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **kwargs: Any) -> None:
        super().__init__(model_name=embedder.name, **kwargs)
        self._embedder = embedder

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(x) for x in next(iter(self._embedder.embed([text])))]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self._embedder.embed(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self._embedder.embed_query(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class NewsdeskRetriever(BaseRetriever):
    """Our hybrid search as a LlamaIndex retriever.

    Args:
        index: an open index.
        count: how many passages to retrieve.
        filters: which articles count.
    """

    def __init__(self, index: Index, count: int = 10, filters: Filters = Filters()) -> None:
        super().__init__()
        self._index = index
        self._count = count
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._index.search(query_bundle.query_str, self._count, self._filters)
        return [NodeWithScore(node=node(hit), score=hit.score) for hit in hits]


def node(hit: Hit) -> TextNode:
    """A hit as a LlamaIndex node; offsets refer to the article's text of record."""
    passage, source = hit.passage, hit.source
    return TextNode(
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "file": source.file,
            "title": source.title,
            "outlet": source.outlet,
            "url": source.url,
            "published": source.published.date if source.published else None,
            "first_line": passage.first_line,
            "last_line": passage.last_line,
        },
        excluded_embed_metadata_keys=["file", "url", "published", "first_line", "last_line"],
    )


def open_collection(data: Path) -> Collection:
    """The published Chroma collection of a data folder, for reading.

    It holds every passage once nothing was synced since its base was built: after
    ``newsdesk index --compact``. It stays as it is, and on the disk, for as long as it is used.

    Raises:
        NewsdeskError: if nothing was published in it yet, or its base cannot be read.
    """
    for _ in range(_TRIES):
        with contextlib.closing(Catalog(data)) as catalog:
            name = catalog.meta("base")
        if name is None:
            raise NewsdeskError(f"{data} holds no vectors yet. Run: newsdesk index")
        try:
            return base.Base(data, name).give_away()
        except FileNotFoundError:
            continue  # a newer one has taken its place
        except Exception as error:
            base.report_damage(base.path_of(data, name))
            raise _unreadable(data) from error
    raise _unreadable(data)


def _unreadable(data: Path) -> NewsdeskError:
    return NewsdeskError(
        f"The vector base in {data} cannot be read. To build it anew: newsdesk index"
    )
