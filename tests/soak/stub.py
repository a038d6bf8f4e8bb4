"""An embedder for processes that must start quickly: it imports numpy and nothing of the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from index.embedding.base import Vectors


class Stub:
    """Gives each text a direction of its own.

    Args:
        name: what the index records as its model.
        dimensions: length of a vector.
    """

    languages: tuple[str, ...] = ()

    def __init__(self, name: str = "stub/1", dimensions: int = 16) -> None:
        self.name = name
        self.dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield one vector a text."""
        return map(self.embed_query, texts)

    def embed_query(self, question: str) -> Vectors:
        """The vector of any text."""
        seed = int.from_bytes(hashlib.sha256(question.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)
