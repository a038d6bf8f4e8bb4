"""The reader's ONNX graph: the embedding model's layers, over two texts at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.embedding.graph import DIMENSIONS, Encoder, Precision

Array = npt.NDArray[Any]

TASKS = ("follows", "answers")


def build(weights: dict[str, Array], changes: dict[str, Array], precision: Precision) -> bytes:
    """Build the serialized graph.

    It reads ``ids``, int64 of shape (1, n); ``second``, float32 of shape (1, n, 1), 1 where a token
    is of the second text; ``mean``, float32 of shape (1, 1, n), which averages the first text's
    tokens. It gives ``log_odds``, float32 of shape (1, tasks).

    Args:
        weights: the embedding model's tensors by name, float32.
        changes: what was fitted; see `changed`.
        precision: of the matrices.
    """
    return _CrossEncoder(changed(weights, changes), precision).serialize()


def changed(weights: dict[str, Array], changes: dict[str, Array]) -> dict[str, Array]:
    """The weights with what was fitted.

    ``NAME.shift``, int8 of the matrix's shape (out, in), times ``NAME.step``, of shape (out, 1), is
    added to the matrix ``NAME``; every other tensor of the changes replaces the one of its name, or
    is the reader's own, ``reader.NAME``.

    Raises:
        ValueError: if a change is of nothing that is known, as in a file of another form.
        KeyError: if a shift has no step.
    """
    out = dict(weights)
    for name, value in changes.items():
        of, _, part = name.rpartition(".")
        if part == "shift":
            out[of] = weights[of] + value.astype(np.float32) * changes[f"{of}.step"]
        elif name in weights or name.startswith("reader."):
            out[name] = value.astype(np.float32)
        elif part != "step" or f"{of}.shift" not in changes:
            raise ValueError(f"{name} changes nothing that is known")
    return out


class _CrossEncoder(Encoder):
    name = "newsdesk-reader"

    def inputs(self) -> list[tuple[str, str, list[int | str]]]:
        """Name, type and shape of each input."""
        return [
            *super().inputs(),
            ("second", "FLOAT", [1, "tokens", 1]),
            ("mean", "FLOAT", [1, 1, "tokens"]),
        ]

    def places(self, place: str) -> str:
        """The places' rows, with what marks the second text."""
        first = self.weights["embeddings.token_type_embeddings.weight"][0]
        mark = self.constant("mark", (self.weights["reader.second"] - first)[None, None])
        marked = self.node("Mul", ["second", mark], "marked", domain="")
        return self.node("Add", [place, marked], "placed", domain="")

    def top(self, x: str) -> tuple[str, int]:
        """The log-odds of every task, from the first token and the first text's mean."""
        bounds = [self.constant(f"top.{n}", np.array([v], np.int64)) for n, v in _FIRST.items()]
        opening = self.node("Slice", [x, *bounds], "opening", domain="")
        mean = self.node("MatMul", ["mean", x], "first", domain="")
        both = self.node("Concat", [opening, mean], "both", domain="", axis=2)
        shape = self.constant("top.shape", np.array([1, 2 * DIMENSIONS], np.int64))
        row = self.node("Reshape", [both, shape], "row", domain="")
        for part in ("pool", "head"):
            matrix = self.constant(f"{part}.m", self.weights[f"reader.{part}.weight"])
            bias = self.constant(f"{part}.b", self.weights[f"reader.{part}.bias"])
            name = "log_odds" if part == "head" else part
            row = self.node("Gemm", [row, matrix, bias], name, domain="", transB=1)
            if part == "pool":
                row = self.node("Tanh", [row], "pooled", domain="")
        return "log_odds", len(TASKS)


_FIRST = {"from": 0, "to": 1, "axis": 1}
