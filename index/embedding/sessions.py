"""Graphs as onnxruntime runs them: built once for each user, kept sealed, opened again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding import weights
from index.errors import EmbeddingUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


# Seconds after which a graph that nobody has read is one of an earlier version.
_UNREAD = 30 * 24 * 3600.0


def opened(path: Path, build: Callable[[], bytes]) -> InferenceSession:
    """The graph that is kept at a path, or else is built and, where that can be, kept there."""
    model = _read_sealed(path)
    if model is None:
        model = build()
        write(path, hashlib.sha256(model).digest() + model)
    _clear(path)
    return session(model)


def _clear(beside: Path) -> None:
    """Note that a graph was read, and remove those of its kind that nothing has read for long."""
    now = time.time()
    kind, precision = beside.stem.split("-")[0], beside.stem.split("-")[-1]
    for path in beside.parent.glob(f"{kind}-*-{precision}{beside.suffix}"):
        with contextlib.suppress(OSError):
            known = path.stat()
            if path == beside:
                os.utime(path, ns=(int(now * 1e9), known.st_mtime_ns))
            elif max(known.st_atime, known.st_mtime) < now - _UNREAD:
                path.unlink()


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
