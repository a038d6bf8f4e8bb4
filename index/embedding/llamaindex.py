"""Any embedding of the LlamaIndex family, by ``package.module:Class``."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.base import Vectors
from index.errors import EmbeddingUnavailable, SettingsError

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

_BATCH = 64
# Options that do not change the vectors and must not be written down.
_SECRET = re.compile(r"api_?key|secret|password|headers|auth|(?:^|_)token$", re.IGNORECASE)


class LlamaIndexEmbedder:
    """Adapts a LlamaIndex embedding; its vectors are brought to L2 norm 1."""

    languages: tuple[str, ...] = ()

    def __init__(self, setting: str, options: str) -> None:
        """Import and build the embedding.

        Raises:
            SettingsError: if the options are not a JSON object.
            EmbeddingUnavailable: if the class cannot be imported, built or used.
        """
        try:
            arguments: Any = json.loads(options)
        except ValueError as error:
            raise SettingsError(f"NEWSDESK_EMBEDDING_OPTIONS is not JSON: {error}") from None
        if not isinstance(arguments, dict):
            raise SettingsError("NEWSDESK_EMBEDDING_OPTIONS must be a JSON object, such as {}")
        module, _, name = setting.partition(":")
        try:
            self._model: BaseEmbedding = getattr(importlib.import_module(module), name)(**arguments)
            self.dimensions = len(self._model.get_query_embedding("dimensions"))
        except Exception as error:
            raise EmbeddingUnavailable(
                f"NEWSDESK_EMBEDDING={setting} cannot be used: {_without(arguments, error)}\n"
                "Install the package that holds it, check NEWSDESK_EMBEDDING_OPTIONS and its keys, "
                "or unset NEWSDESK_EMBEDDING for the embedded model."
            ) from None
        told = {k: v for k, v in arguments.items() if not _SECRET.search(k)}
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:8]
        self.name = f"{setting}/{digest}"

    def embed(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield one vector a text, in order; see `Embedder`."""
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            try:
                vectors = self._model.get_text_embedding_batch(batch)
            except Exception as error:
                raise EmbeddingUnavailable(f"the embedding failed: {error}") from error
            yield from map(_unit, vectors)

    def embed_query(self, question: str) -> Vectors:
        """The vector of a question; see `Embedder`."""
        try:
            return _unit(self._model.get_query_embedding(question))
        except Exception as error:
            raise EmbeddingUnavailable(f"the embedding failed: {error}") from error


def _without(arguments: Any, error: Exception) -> str:
    """The error's text with every value of the options blotted out, since one may be a key."""
    text = str(error)
    if isinstance(arguments, dict):
        arguments = list(arguments.values())
    if isinstance(arguments, list):
        for value in arguments:
            text = _without(value, Exception(text))
    elif isinstance(arguments, str) and len(arguments) >= 4:
        text = text.replace(arguments, "…")
    return text


def _unit(values: Sequence[float]) -> Vectors:
    vector = np.asarray(values, np.float32)
    norm = float(np.linalg.norm(vector))
    return vector / np.float32(norm) if norm else vector
