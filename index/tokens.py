"""Token counts by tiktoken, offline."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

ENCODING = "cl100k_base"
# Of models whose own tokenizer is not known.
FALLBACK = "o200k_base"


@functools.cache
def encoding() -> tiktoken.Encoding:
    """The tokenizer that passage sizes are counted with, from the copy that LlamaIndex ships.

    tiktoken would fetch its vocabulary from the network; the folder inside llama_index.core holds
    the same file, which tiktoken verifies by hash.
    """
    return _bundled(ENCODING)


@functools.cache
def _bundled(name: str) -> tiktoken.Encoding:
    if "TIKTOKEN_CACHE_DIR" not in os.environ:
        spec = importlib.util.find_spec("llama_index")
        for place in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(place, "core", "_static", "tiktoken_cache")
            if folder.is_dir():
                os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    import tiktoken

    return tiktoken.get_encoding(name)


def encoding_of(model: str) -> tuple[tiktoken.Encoding, bool]:
    """The tokenizer of a model that writes, and whether it is known to be its own.

    A model that tiktoken does not know, or whose vocabulary is not at hand, is counted with
    o200k_base.
    """
    import tiktoken

    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        return _bundled(FALLBACK), False
    # gpt-oss has the same vocabulary with other special tokens.
    name = {"o200k_harmony": FALLBACK}.get(name, name)
    known = name in (ENCODING, FALLBACK)
    return _bundled(name if known else FALLBACK), known


def count(text: str) -> int:
    """Number of tokens of a text."""
    return len(encoding().encode_ordinary(text))


def rarity(word: str) -> float:
    """How rare a word is in ordinary text, from 0 (``the``) to 1, whatever is indexed.

    The vocabulary is ordered by how often its pieces were merged, so a word that is one early
    token is common, and one that takes several tokens is rare. The scale is logarithmic, from
    token 256 (after the single bytes) to the end of the vocabulary.
    """
    return _rarity(word.lower(), word)


@functools.lru_cache(maxsize=50_000)
def _rarity(lower: str, word: str) -> float:
    import math

    ranks = []
    for form in {lower, word}:
        pieces = encoding().encode_ordinary(" " + form)
        ranks.append(pieces[0] if len(pieces) == 1 else 100_000)
    return min(1.0, max(0.0, math.log(max(min(ranks), 256) / 256) / math.log(100_000 / 256)))


@functools.lru_cache(maxsize=50_000)
def is_common(lower: str) -> bool:
    """Whether a word in lower case is one token: an ordinary word, and hardly ever a name."""
    return len(encoding().encode_ordinary(" " + lower)) == 1
