"""The embedded default: all-MiniLM-L6-v2, run by onnxruntime, offline.

The graph is built from the verified weights once for each user and precision, and kept in the
user's cache folder. On processors that multiply 8-bit integers fast, int8 doubles the speed; the
index records which precision made its vectors, and searches embed the question in the same.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from index.embedding import graph, sessions, weights
from index.embedding.base import Vectors
from index.errors import EmbeddingUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

PRECISIONS: tuple[graph.Precision, ...] = ("int8", "fp32")

# Changes whenever the graph's arithmetic does: the vectors then differ and are made anew.
_GRAPH = 1
# int8 must be this many times faster, and this close, to be worth its small loss.
_GAIN = 1.25
_CLOSE = 0.97

_PROBES = (
    "Officials said on Tuesday that at least 49 people were wounded near the border.",
    "The central bank raised its rate by a quarter of a point, citing prices of food and fuel.",
    "A ferry sank in heavy weather; rescuers were still searching for survivors in the evening.",
)


class MiniLM:
    """all-MiniLM-L6-v2 of 384 dimensions; reads at most 256 word pieces of English."""

    dimensions = graph.DIMENSIONS
    languages: tuple[str, ...] = ("en",)

    def __init__(self, *, precision: str | None, cache: Path) -> None:
        """Open the model, building its graph if this user has none yet.

        Args:
            precision: "int8", "fp32", or None for what this processor gains from.
            cache: the user's cache folder; where it cannot be written, nothing is kept.

        Raises:
            EmbeddingUnavailable: if the weights are missing or damaged, or cannot be run.
        """
        self._cache = cache
        self._tokenizer = sessions.tokenizer(graph.LONGEST)
        if precision is None:
            precision = self._choose()
        if precision not in PRECISIONS:
            raise EmbeddingUnavailable(
                f"the index was made with the variant {precision!r} of the model, which this "
                "version does not know. Make it anew: newsdesk index --yes"
            )
        self.name = f"minilm/{_GRAPH}/{precision}"
        self._session = self._open(precision)
        self._workers = max(1, min(os.cpu_count() or 1, 16))
        # Kept, since a few words take no longer to embed than threads to start.
        self._pool = ThreadPoolExecutor(self._workers)

    def embed(self, texts: Sequence[str]) -> Iterable[Vectors]:
        """Yield one vector a text, in order; see `Embedder`."""
        running: deque[Future[Vectors]] = deque()
        for text in texts:
            running.append(self._pool.submit(self.embed_query, text))
            if len(running) >= 4 * self._workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    def embed_query(self, question: str) -> Vectors:
        """The vector of one text; see `Embedder`."""
        return _run(self._session, self._tokenizer.encode(question).ids)

    def _choose(self) -> graph.Precision:
        note = self._path("choice", "txt")
        try:
            kept = note.read_text().strip()
            if kept in PRECISIONS:
                return kept
        except OSError:
            pass
        choice: graph.Precision = "int8" if self._int8_gains() else "fp32"
        sessions.write(note, choice.encode())
        return choice

    def _int8_gains(self) -> bool:
        """Measure both precisions on the same words, in turn, and compare their vectors."""
        fp32, int8 = sessions.session(_build("fp32")), sessions.session(_build("int8"))
        tokenizer = sessions.tokenizer(graph.LONGEST)
        ids = [tokenizer.encode(text * 4).ids for text in _PROBES]
        best = {id(fp32): float("inf"), id(int8): float("inf")}
        for _ in range(6):
            for session in (fp32, int8):
                started = time.perf_counter()
                for row in ids:
                    _run(session, row)
                best[id(session)] = min(best[id(session)], time.perf_counter() - started)
        close = min(float(_run(fp32, row) @ _run(int8, row)) for row in ids)
        return close >= _CLOSE and best[id(fp32)] >= _GAIN * best[id(int8)]

    def _open(self, precision: graph.Precision) -> InferenceSession:
        return sessions.opened(self._path(precision, "onnx"), lambda: _build(precision))

    def _path(self, what: str, suffix: str) -> Path:
        # The runtime's version stands in the name, since a new one may gain or lose a fast kernel.
        from onnxruntime import __version__ as runtime

        key = hashlib.sha256(f"{weights.HASHES} {_GRAPH} {runtime}".encode()).hexdigest()[:12]
        return self._cache / f"minilm-{key}-{what}.{suffix}"


def _build(precision: graph.Precision) -> bytes:
    from safetensors.numpy import load

    return graph.build(load(weights.read("model.safetensors")), precision)


def _run(session: InferenceSession, ids: list[int]) -> Vectors:
    (vectors,) = session.run(None, {"ids": np.array([ids], np.int64)})
    return cast(Vectors, vectors[0])
