"""The reader as PyTorch fits it: the embedding model's layers over two texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812, as everywhere in PyTorch's own words
from torch import nn

from index.embedding.graph import DIMENSIONS, HEADS, LAYERS

# Steps to either side of nothing that a change of a weight is kept in, and how many standard
# deviations of its row the last one lies from it.
_STEPS, _DEVIATIONS = 15, 4.5
_MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class CrossEncoder(nn.Module):
    """The embedding model's layers over two texts, with a head for each task."""

    def __init__(self, tensors: dict[str, torch.Tensor]) -> None:
        super().__init__()
        self.fixed = {
            k: tensors[f"embeddings.{k}_embeddings.weight"]
            for k in ("word", "position", "token_type")
        }
        self.before = {k: v for k, v in tensors.items() if k.endswith("weight")}
        first = self.fixed["token_type"][0]
        self.second = nn.Parameter(first + 0.02 * torch.randn(DIMENSIONS))
        self.matrices = nn.ModuleDict()
        self.norms = nn.ParameterDict()
        self._norm("embeddings.LayerNorm", tensors)
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            for name in _MATRICES:
                self.matrices[_key(at + name)] = _linear(tensors, at + name)
            self._norm(f"{at}attention.output.LayerNorm", tensors)
            self._norm(f"{at}output.LayerNorm", tensors)
        self.pool = nn.Linear(2 * DIMENSIONS, 128)
        self.head = nn.Linear(128, 2)

    def _norm(self, name: str, tensors: dict[str, torch.Tensor]) -> None:
        for part in ("weight", "bias"):
            self.norms[_key(f"{name}.{part}")] = nn.Parameter(tensors[f"{name}.{part}"].clone())

    def _normed(self, x: torch.Tensor, name: str) -> torch.Tensor:
        gain, offset = (self.norms[_key(f"{name}.{part}")] for part in ("weight", "bias"))
        return F.layer_norm(x, (DIMENSIONS,), gain, offset, 1e-12)

    def forward(
        self, ids: torch.Tensor, second: torch.Tensor, mask: torch.Tensor, task: torch.Tensor
    ) -> torch.Tensor:
        """Log-odds (batch,) for token ids, marks of the second text and masks (batch, tokens)."""
        kinds = torch.where(second[..., None], self.second, self.fixed["token_type"][0])
        x = F.embedding(ids, self.fixed["word"]) + self.fixed["position"][: ids.shape[1]] + kinds
        x = self._normed(x, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.", mask[:, None, None, :])
        first = (mask & ~second).float()[..., None]
        mean = (x * first).sum(1) / first.sum(1)
        both = F.dropout(torch.cat([x[:, 0], mean], 1), 0.1, self.training)
        odds: torch.Tensor = self.head(torch.tanh(self.pool(both)))
        return odds.gather(1, task[:, None])[:, 0]

    def _layer(self, x: torch.Tensor, at: str, mask: torch.Tensor) -> torch.Tensor:
        size, tokens, _ = x.shape
        query, key, value = (
            self.matrices[_key(at + name)](x).view(size, tokens, HEADS, -1).transpose(1, 2)
            for name in _MATRICES[:3]
        )
        # Plain rather than by PyTorch's fused kernel, which takes twice as long on its way back.
        weighed = query @ key.transpose(2, 3) / query.shape[-1] ** 0.5
        weighed = weighed.masked_fill(~mask, -1e4)
        heard = (weighed.softmax(-1) @ value).transpose(1, 2).reshape(x.shape)
        x = x + self.matrices[_key(at + _MATRICES[3])](heard)
        x = self._normed(x, f"{at}attention.output.LayerNorm")
        wide = F.gelu(self.matrices[_key(at + _MATRICES[4])](x))
        x = x + self.matrices[_key(at + _MATRICES[5])](wide)
        return self._normed(x, f"{at}output.LayerNorm")

    def changes(self) -> dict[str, np.ndarray[Any, Any]]:
        """What `bot.reader.graph.changed` reads: matrices as steps from before, the rest whole."""
        whole: dict[str, torch.Tensor] = {"reader.second": self.second}
        whole |= {_name(key): value for key, value in self.norms.items()}
        for part in ("pool", "head"):
            linear = getattr(self, part)
            whole |= {f"reader.{part}.weight": linear.weight, f"reader.{part}.bias": linear.bias}
        whole |= {f"{_name(key)}.bias": matrix.bias for key, matrix in self.matrices.items()}
        out = {k: v.detach().numpy().astype(np.float32) for k, v in whole.items()}
        for key, matrix in self.matrices.items():
            name = f"{_name(key)}.weight"
            shift, step = _stepped((matrix.weight.detach() - self.before[name]).numpy())
            out |= {f"{name}.shift": shift, f"{name}.step": step}
        return out


def _linear(tensors: dict[str, torch.Tensor], name: str) -> nn.Linear:
    weight = tensors[f"{name}.weight"]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        made.weight.copy_(weight)
        made.bias.copy_(tensors[f"{name}.bias"])
    return made


def _stepped(change: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """A change (out, in) as whole steps of each row, int8, and the rows' steps (out, 1)."""
    spread = change.std(axis=1, keepdims=True)
    most = np.minimum(np.abs(change).max(axis=1, keepdims=True), _DEVIATIONS * spread)
    step = np.maximum(most / _STEPS, 1e-6).astype(np.float16)
    steps = np.round(change / step.astype(np.float32))
    return np.clip(steps, -_STEPS, _STEPS).astype(np.int8), step


def _key(name: str) -> str:
    # A module's name may hold no dot.
    return name.replace(".", "/")


def _name(key: str) -> str:
    return key.replace("/", ".")
