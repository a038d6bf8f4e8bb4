"""A bot whose answers take as long as a question says, without a model that writes.

The waiting is done where a service would be waited for: in the embedding of the question. A test
asks "... ~~~~", each stroke a tenth of a second, since words would be looked for. Every text has
one and the same vector, so that the words alone decide.
"""

from __future__ import annotations

import re
import time

from llama_index.core.base.embeddings.base import BaseEmbedding

SETTINGS = {"NEWSDESK_EMBEDDING": "tests.telegram.slow:Slow"}
_WAIT = re.compile(r"~+")


def waiting(question: str, seconds: float) -> str:
    """The question, put so that its answer takes so long."""
    return f"{question} {'~' * round(10 * seconds)}"


class Slow(BaseEmbedding):
    """Embeds everything alike, and waits when told to."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return [1.0, 0.0, 0.0, 0.0]

    def _get_query_embedding(self, query: str) -> list[float]:
        found = _WAIT.search(query)
        if found:
            time.sleep(len(found[0]) / 10)
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
