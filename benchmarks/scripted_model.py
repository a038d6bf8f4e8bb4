"""The model of a benchmark: a scripted server on loopback, in a process of its own.

It answers at once with four sentences that say in other words what it is shown, each citing its
source the way that the prompt asks for. It reads our prompt and that of LlamaIndex's
CitationQueryEngine.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import re
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.invented import retold
from tests.fakes.openai_server import FakeOpenAI, Request, Says

SENTENCES = 4
# Characters that come at once: about one token.
PIECE = 5
_SOURCES = "numbered sources of information"
_SOURCE = re.compile(r"^Source (\d+):\n(.*?)(?=\n+Source \d+:\n|\n------)", re.M | re.S)
_ASKED = re.compile(r"^(?:Question|Query): (.*)$", re.M)


def reply(request: Request) -> str:
    """Four cited sentences from what a request shows, first those on the place asked about."""
    told: list[tuple[str, str]] = []
    shown = [(e.key, e.text) for e in request.excerpts]
    for key, text in shown or _SOURCE.findall(request.text.partition(_SOURCES)[2]):
        told += [(key, sentence) for sentence in retold(text)]
    asked = set(re.findall(r"\b[A-Z][a-z]{6,}\b", _ASKED.findall(request.text)[-1]))
    told.sort(key=lambda said: not any(name in said[1] for name in asked))
    return " ".join(f"{sentence} [{key}]" for key, sentence in told[:SENTENCES])


@dataclass(frozen=True)
class Reply:
    """One request that the server had, and its reply.

    Attributes:
        body: what was asked.
        text: what was said.
        sent: when each piece of it was sent, on the clock of `time.perf_counter`.
    """

    body: dict[str, Any]
    text: str
    sent: list[float]


class ScriptedModel:
    """The server as the process that measures sees it."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self.url: str = link.recv()

    def pause(self, seconds: float) -> None:
        """Wait so long before each piece."""
        self._link.send(seconds)
        self._link.recv()

    def replies(self) -> list[Reply]:
        """What was asked since the last call; times are known of the last reply only."""
        self._link.send("replies")
        found: list[Reply] = self._link.recv()
        return found


def _serve(link: Connection) -> None:
    with FakeOpenAI(Says(reply, size=PIECE)) as server:
        link.send(server.url)
        while (wanted := link.recv()) is not None:
            if wanted == "replies":
                had, server.requests = server.requests, []
                link.send([Reply(request.body, reply(request), server.sent) for request in had])
            else:
                server.script = [Says(reply, size=PIECE, pause=wanted)]
                link.send(None)


@contextlib.contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """The server for as long as it is needed."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe()
    process = context.Process(target=_serve, args=(its,), daemon=True)
    process.start()
    try:
        yield ScriptedModel(ours)
    finally:
        ours.send(None)
        process.join()
