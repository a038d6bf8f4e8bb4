"""Graphs as onnxruntime runs them: built once for each user, kept sealed, opened again."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding import weights
from index.errors import EmbeddingUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def opened(path: Path, build: Callable[[], bytes]) -> InferenceSession:
    """The graph that is kept at a path, or else is built and, where that can be, kept there."""
    kept = _read_sealed(path)
    if kept is not None:
        return session(kept)
    model = build()
    write(path, hashlib.sha256(model).digest() + model)
    return session(model)


def session(model: bytes) -> InferenceSession:
    """A graph, ready to run on one thread.

    Raises:
        EmbeddingUnavailable: if onnxruntime cannot run it here.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # Texts run in parallel, so each takes one thread.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EmbeddingUnavailable(f"onnxruntime cannot run the model here: {error}") from error


def tokenizer(longest: int) -> Any:
    """The model's tokenizer, which cuts off what stands after so many word pieces."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_buffer(weights.read("tokenizer.json"))
    made.no_padding()
    made.enable_truncation(longest)
    return made


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a cache that cannot be written is no error."""
    made: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            made = Path(file.name)
            file.write(data)
        made.replace(path)
    except OSError:
        if made is not None:
            with contextlib.suppress(OSError):
                made.unlink()


def _read_sealed(path: Path) -> bytes | None:
    """A kept graph, if it is there and as it was written: it stands behind its own SHA-256."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data[32:] if hashlib.sha256(data[32:]).digest() == data[:32] else None
