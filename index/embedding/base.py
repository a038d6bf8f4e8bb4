"""What an embedder is to the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors.

    Attributes:
        name: identifies the model and everything else that its vectors depend on; vectors of two
            names are never compared.
        dimensions: length of a vector.
        languages: ISO 639-1 codes of the languages that the model reads well; empty for many.
    """

    name: str
    dimensions: int
    languages: tuple[str, ...]

    def embed(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield one vector a text, in order: float32, shape (dimensions,), L2 norm 1."""
        ...

    def embed_query(self, question: str) -> Vectors:
        """The vector of a question: float32, shape (dimensions,), L2 norm 1."""
        ...
