"""The texts of a sync that have no vector yet are embedded, and none twice."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from index.catalog import Catalog, FileRow, Key
from index.embedding.base import Embedder, Vectors
from index.plan import Progress, Work

_EMBED_BATCH = 256
_EMBED_SECONDS = 2.0
_TEXTS_AT_ONCE = 1_024


def _everything(catalog: Catalog, model: str) -> bool:
    """Whether documents that are live may lack vectors of the model."""
    return model != catalog.meta("model") or catalog.meta("unembedded") is not None


def _to_embed(catalog: Catalog, model: str, work: Work) -> Iterable[int]:
    if not _everything(catalog, model):
        return work.fresh
    return {row.document for row in work.rows.values() if row.document is not None}


def count(
    catalog: Catalog, model: str, known: Mapping[str, FileRow], work: Work, new: set[Key]
) -> int:
    """How many texts of a work that was only imagined the model has no vector for."""
    documents = {id for id in _to_embed(catalog, model, work) if id >= 0}
    keys = new | catalog.keys(documents)
    return len(keys) - len(catalog.vectors(model, keys))


def embed(
    catalog: Catalog,
    embedder: Embedder | None,
    model: str | None,
    work: Work,
    progress: Progress,
) -> int:
    """Embed what the work's documents lack; returns how many texts."""
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
