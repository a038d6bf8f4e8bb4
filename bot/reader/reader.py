"""Opening the reader, and asking it."""

from __future__ import annotations

import datetime
import functools
import hashlib
import logging
import math
import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from bot.reader import graph
from index import Dated, Index
from index.embedding import Embedder, sessions, weights
from index.embedding.graph import Precision
from index.errors import EmbeddingUnavailable
from index.remembered import Remembered

# Word pieces of both texts that are read; what stands after them is not.
LONGEST = 200
_UNKNOWN, _CLS, _SEP = 100, 101, 102
# Characters of a title that are read.
_TITLE = 120
# Readings that are remembered: one question is read in several ways, over the same sentences.
_KEPT = 2_048

# Changes whenever the graph's arithmetic does.
_GRAPH = 2
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_OPENING = threading.Lock()
_LOG = logging.getLogger("newsdesk.reader")
_TOLD: set[str] = set()


class Reader:
    """Tells of two texts whether one follows from the other or answers it.

    Args:
        precision: of the embedding model beside which it works.
        cache: the user's cache folder; where it cannot be written, nothing is kept.

    Raises:
        EmbeddingUnavailable: if the model's weights are missing or damaged, or cannot be run.
    """

    def __init__(self, precision: Precision, cache: Path) -> None:
        from onnxruntime import __version__ as runtime

        self._tokenizer = sessions.tokenizer(LONGEST)
        self._sessions = []
        for task in graph.TASKS:
            fitted = files("bot.reader").joinpath(f"{task}.npz").read_bytes()
            known = f"{weights.HASHES} {hashlib.sha256(fitted).hexdigest()} {_GRAPH} {runtime}"
            key = hashlib.sha256(known.encode()).hexdigest()[:12]
            build = functools.partial(_build, fitted, precision)
            path = cache / f"reader-{key}-{precision}.onnx"
            self._sessions.append(sessions.opened(path, build))
        self._pool = ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, 16)))
        self._kept: Remembered[tuple[int, tuple[str, ...]], float] = Remembered(_KEPT)

    def follows(self, claim: str, told: Sequence[str]) -> list[float]:
        """Log-odds that a claim follows from each of some texts.

        Of texts that are too long to be read whole, or in a script that the model does not know,
        nothing is known to follow: minus infinity.
        """
        return [
            odds if self._whole(claim, text) else -math.inf
            for odds, text in zip(self._asked(0, [(claim, t) for t in told]), told, strict=True)
        ]

    def answers(self, question: str, told: Sequence[tuple[str, str]]) -> list[float]:
        """Log-odds that each of some sentences, with what stands round it, answers a question."""
        return self._asked(1, [(question, *parts) for parts in told])

    def _asked(self, task: int, texts: Iterable[Sequence[str]]) -> list[float]:
        asked = [(task, tuple(part)) for part in texts]
        found = {pair: odds for pair in asked if (odds := self._kept.get(pair)) is not None}
        new = [pair for pair in dict.fromkeys(asked) if pair not in found]
        for pair, odds in zip(new, self._pool.map(self._read, new), strict=True):
            found[pair] = odds
            self._kept.put(pair, odds)
        return [found[pair] for pair in asked]

    def _whole(self, *texts: str) -> bool:
        """Whether texts fit, and hold no piece that the model does not know."""
        rows = [self._pieces(text) for text in texts]
        return sum(map(len, rows)) + len(rows) < LONGEST and not any(_UNKNOWN in r for r in rows)

    def _pieces(self, text: str) -> list[int]:
        # A name may hold what is no text, such as half a surrogate pair.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return list(self._tokenizer.encode(whole, add_special_tokens=False).ids)

    def _read(self, pair: tuple[int, Sequence[str]]) -> float:
        task, texts = pair
        rows = [self._pieces(text) for text in texts]
        rows = rows[:1] + [row for row in rows[1:] if row]
        ids = [_CLS, *(piece for row in rows for piece in (*row, _SEP))][:LONGEST]
        first = min(len(rows[0]) + 2, len(ids))
        second = np.ones((1, len(ids), 1), np.float32)
        second[:, :first] = 0
        mean = np.zeros((1, 1, len(ids)), np.float32)
        mean[..., :first] = 1 / first
        read = {"ids": np.array([ids], np.int64), "second": second, "mean": mean}
        (log_odds,) = self._sessions[task].run(None, read)
        return float(log_odds[0][task])


def heading(published: Dated | None, title: str) -> str:
    """An article's day and title, as the reader was taught to find them before its words."""
    day = ""
    if published is not None and published.precision == "day":
        on = datetime.date.fromisoformat(published.date)
        day = f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]} {on.year}"
    return ". ".join(part for part in (day, " ".join(title.split())[:_TITLE]) if part)


def beside(index: Index) -> Reader | None:
    """The reader that goes with an index's embedder; see `load`."""
    return load(index.embedder, index.cache)


def load(embedder: Embedder | None, cache: Path) -> Reader | None:
    """The reader that goes with the embedded model; None with any other embedder, or none.

    It is None too where its weights are missing or damaged: rules and features then decide alone.
    """
    name = embedder.name if embedder is not None else ""
    if not name.startswith("minilm/"):
        return None
    precision = cast(Precision, name.rsplit("/", 1)[1])
    with _OPENING:
        try:
            return _opened(precision, cache)
        except (EmbeddingUnavailable, OSError) as error:
            # Tried again with the next question: what fails may pass, as open files run out.
            if str(error) not in _TOLD:
                _TOLD.add(str(error))
                _LOG.warning("The neural reader cannot be opened; rules decide alone: %s", error)
            return None


@functools.lru_cache(maxsize=4)
def _opened(precision: Precision, cache: Path) -> Reader:
    return Reader(precision, cache)


def _build(fitted: bytes, precision: Precision) -> bytes:
    from safetensors.numpy import load as tensors

    before = tensors(weights.read("model.safetensors"))
    try:
        with np.load(BytesIO(fitted), allow_pickle=False) as kept:
            changes: dict[str, npt.NDArray[Any]] = dict(kept)
        return graph.build(before, changes, precision)
    except Exception as error:
        # What numpy raises for a damaged file is of half a dozen kinds.
        raise EmbeddingUnavailable(f"the reader's weights are damaged: {error}") from error
