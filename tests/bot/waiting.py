"""An embedding that waits in the middle of its work, for tests that do something meanwhile."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr


class Waiting(BaseEmbedding):
    """Embeds some texts and then waits, for as long as there is no file that lets it go on.

    Attributes:
        gate: the file; beside it, one named ``reached`` tells that the waiting has begun.
        texts: how many texts it embeds before.
    """

    gate: str
    texts: int
    _done: int = PrivateAttr(default=0)

    def _get_text_embedding(self, text: str) -> list[float]:
        if self._done >= self.texts:
            Path(self.gate).with_name("reached").touch()
            while not Path(self.gate).exists():
                time.sleep(0.05)
        self._done += 1
        return self._get_query_embedding(text)

    def _get_query_embedding(self, query: str) -> list[float]:
        return [byte - 127.5 for byte in hashlib.sha256(query.encode()).digest()[:16]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
