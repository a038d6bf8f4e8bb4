"""Embedders, one small module each; `load` finds one by the setting's value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.embedding.base import Embedder, Vectors
from index.errors import SettingsError

__all__ = ["NAMES", "Embedder", "Vectors", "load"]


def _minilm(precision: str | None, cache: Path) -> Embedder:
    from index.embedding.minilm import MiniLM

    return MiniLM(precision=precision, cache=cache)


_TABLE: dict[str, Callable[[str | None, Path], Embedder]] = {"minilm": _minilm}

NAMES = (*_TABLE, "none", "MODULE:CLASS of a LlamaIndex embedding")


def load(
    setting: str, *, cache: Path, options: str = "{}", made_with: str | None = None
) -> Embedder:
    """The embedder that a setting names.

    Args:
        setting: a key of the table, or ``package.module:Class`` of a LlamaIndex embedding.
        cache: folder for what an embedder builds once for this user.
        options: JSON object of arguments for a LlamaIndex embedding.
        made_with: the name that the index's vectors carry; an embedder of several variants (such
            as precisions) takes the one that made them, if it can.

    Raises:
        SettingsError: if the setting names no embedder.
        EmbeddingUnavailable: if the embedder exists and cannot run here.
    """
    if setting in _TABLE:
        variant = None
        if made_with is not None and made_with.startswith(f"{setting}/"):
            variant = made_with.rsplit("/", 1)[1]
        return _TABLE[setting](variant, cache)
    if ":" in setting:
        from index.embedding.llamaindex import LlamaIndexEmbedder

        return LlamaIndexEmbedder(setting, options)
    raise SettingsError(
        f"NEWSDESK_EMBEDDING: there is no embedding called {setting!r}. Use one of: "
        + ", ".join(NAMES)
    )
