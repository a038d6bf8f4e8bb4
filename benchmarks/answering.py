"""What an answer that a model drafts costs besides the model's own time: `make bench-answering`.

    python -m benchmarks.answering [--place DIR] [--articles 1000] [--questions 48]

Ours and LlamaIndex's CitationQueryEngine answer the same questions in one process, in turn, over
the same passages in the same Chroma collection with the same embedding, before one scripted server
in a process of its own, which answers at once. From each answer's time is subtracted what its own
requests take when they are sent by the bare openai client. CitationQueryEngine is asked for as many
passages as we show a model, and for the two that it takes by default.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.invented import generate, question
from benchmarks.scripted_model import PIECE, ScriptedModel, scripted_model
from bot.answer import Answer
from bot.desk import MODEL_EVIDENCE, Desk
from bot.drafting.model import Model
from bot.drafting.model import Reply as Streamed
from bot.events import Progress, Said
from bot.settings import Settings
from index import Index
from index.embedding import Embedder

NAME = "gpt-4o"
WARMING = 4
REPLAYS = 3
# Seconds before each piece where delays are measured: a fast model's pace.
PAUSE = 0.01
OURS, LIKE, DEFAULT = "Newsdesk", "CitationQueryEngine", "CitationQueryEngine, top 2"
STAGES = ("plan", "search", "draft set-up", "check", "the rest")


class Watched(Model):
    """A model that notes when it is asked and when its pieces are handed on."""

    asked = 0.0
    pieces: list[float]

    async def stream(self, system: str, user: str, reply: Streamed) -> AsyncGenerator[str, None]:
        """See `Model.stream`."""
        self.asked, self.pieces = time.perf_counter(), []
        async for piece in super().stream(system, user, reply):
            self.pieces.append(time.perf_counter())
            yield piece


@dataclass
class Figures:
    """Milliseconds by question: totals less the model's time, by engine; our stages; delays."""

    net: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    model: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    stages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    delays: list[float] = field(default_factory=list)
    after_next: list[float] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    withheld: int = 0


@dataclass(frozen=True)
class Ours:
    """One answer of ours, with the times that its stages are made of."""

    answer: Answer
    began: float
    drafting: float
    said: list[tuple[str, float]]
    ended: float


class Bench:
    """All that is measured, over one index."""

    def __init__(self, index: Index, server: ScriptedModel) -> None:
        from openai import OpenAI

        self._server = server
        self._model = Watched(NAME, key="sk-none", base_url=server.url)
        self._desk = Desk(index, self._model)
        assert index.embedder is not None
        engine = _engine(index.data, index.embedder, server.url)
        self._engines = {LIKE: engine(MODEL_EVIDENCE), DEFAULT: engine(2)}
        self._bare = OpenAI(api_key="sk-none", base_url=server.url, max_retries=0)
        self._runner = asyncio.Runner()
        self.figures = Figures()

    def close(self) -> None:
        """End the event loop."""
        self._runner.close()

    def compare(self, numbers: Sequence[int]) -> None:
        """Every question by every engine, in an order that turns."""
        arms: list[tuple[str, Callable[[str], float]]] = [(OURS, self._ours)]
        arms += [(name, self._theirs(engine)) for name, engine in self._engines.items()]
        for turn, number in enumerate(numbers):
            first = turn % len(arms)
            for name, arm in (*arms[first:], *arms[:first]):
                spent = arm(question(number))
                if name != OURS:
                    model, _ = self._bare_time()
                    self.figures.model[name].append(model)
                    self.figures.net[name].append(spent - model)

    def _ours(self, asked: str) -> float:
        got = self._runner.run(self._answered(asked))
        # A round of mending streams after the first draft, so its pieces are the last ones seen.
        model, first = self._bare_time()
        total = 1000 * (got.ended - got.began)
        laps = got.answer.timings_ms
        stages = {
            "plan": laps["plan"],
            "search": laps["search"],
            "draft set-up": laps["first_token"] + 1000 * (self._asked - got.drafting) - first,
            "check": laps["check"],
        }
        stages["the rest"] = total - model - sum(stages.values())
        for name, value in stages.items():
            self.figures.stages[name].append(value)
        self.figures.net[OURS].append(total - model)
        self.figures.model[OURS].append(model)
        self.figures.said.append(len(got.said))
        self.figures.withheld += len(got.answer.withheld)
        return total

    async def _answered(self, asked: str) -> Ours:
        began = drafting = time.perf_counter()
        said: list[tuple[str, float]] = []
        self._asked = 0.0
        async for event in self._desk.ask(asked):
            if isinstance(event, Progress) and event.stage == "drafting":
                drafting = time.perf_counter()
            elif isinstance(event, Said):
                said.append((event.claim.text, time.perf_counter()))
                self._asked = self._asked or self._model.asked
            elif isinstance(event, Answer):
                self._asked = self._asked or self._model.asked
                return Ours(event, began, drafting, said, time.perf_counter())
        raise AssertionError("a question ended without an answer")

    @staticmethod
    def _theirs(engine: Any) -> Callable[[str], float]:
        def answered(asked: str) -> float:
            began = time.perf_counter()
            reply = "".join(engine.query(asked).response_gen)
            spent = 1000 * (time.perf_counter() - began)
            assert reply.endswith("]"), reply
            return spent

        return answered

    def _bare_time(self) -> tuple[float, float]:
        """Milliseconds that the last answer's requests take bare, in all and to the first token."""
        bodies = [reply.body for reply in self._server.replies()]
        times = [[self._replayed(body) for _ in range(REPLAYS)] for body in bodies]
        self._server.replies()
        whole = sum(statistics.median(total for total, _ in tries) for tries in times)
        return whole, statistics.median(first for _, first in times[0])

    def _replayed(self, body: dict[str, Any]) -> tuple[float, float]:
        began, first = time.perf_counter(), 0.0
        for chunk in self._bare.chat.completions.create(**body):
            if chunk.choices and chunk.choices[0].delta.content and not first:
                first = time.perf_counter()
        return 1000 * (time.perf_counter() - began), 1000 * (first - began)

    def delays(self, numbers: Sequence[int]) -> None:
        """From a sentence's last token, and from the token after it, to where it is said."""
        self._server.pause(PAUSE)
        for number in numbers:
            got = self._runner.run(self._answered(question(number)))
            (reply, *more) = self._server.replies()
            if more:
                continue
            for text, at in got.said:
                start = reply.text.index(text)
                last = reply.text.index("]", start) // PIECE
                # The sentence is known to be whole at the next letter, or at the end.
                following = min(len(reply.sent) - 1, (reply.text.index("]", start) + 2) // PIECE)
                self.figures.delays.append(1000 * (at - reply.sent[last]))
                self.figures.after_next.append(1000 * (at - reply.sent[following]))
        self._server.pause(0.0)


def _engine(data: Path, embedder: Embedder, url: str) -> Callable[[int], Any]:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.query_engine import CitationQueryEngine
    from llama_index.llms.openai import OpenAI
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.llamaindex import NewsdeskEmbedding, open_collection

    index = VectorStoreIndex.from_vector_store(
        ChromaVectorStore(chroma_collection=open_collection(data)),
        embed_model=NewsdeskEmbedding(embedder=embedder),
    )
    llm = OpenAI(model=NAME, api_key="sk-none", api_base=url, max_retries=0, temperature=0.0)
    return lambda count: CitationQueryEngine.from_args(
        index, llm=llm, similarity_top_k=count, streaming=True
    )


def _middle(values: Sequence[float]) -> str:
    return f"{np.percentile(values, 50):.0f} | {np.percentile(values, 95):.0f}"


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The ratio of the medians with its 95 % interval, by a bootstrap over questions."""
    pairs = np.array([ours, theirs])
    picks = np.random.default_rng(1).integers(0, pairs.shape[1], (10_000, pairs.shape[1]))
    medians = np.median(pairs[:, picks], axis=2)
    low, high = np.percentile(medians[0] / medians[1], [2.5, 97.5])
    first, second = np.median(pairs, axis=1)
    return f"{first / second:.2f} ({low:.2f} to {high:.2f})"


def table(figures: Figures) -> str:
    """The figures in Markdown."""
    rows = ["| Milliseconds | p50 | p95 | Newsdesk / it |", "|---|---|---|---|"]
    rows += [f"| {name} | {_middle(figures.stages[name])} | |" for name in STAGES]
    for name, values in figures.net.items():
        ratio = "" if name == OURS else _ratio(figures.net[OURS], values)
        rows.append(f"| {name}, total less the model's | {_middle(values)} | {ratio} |")
    rows += [f"| the model's, {n} | {_middle(v)} | |" for n, v in figures.model.items()]
    rows.append(f"| last token to said | {_middle(figures.delays)} | |")
    rows.append(f"| the token after it to said | {_middle(figures.after_next)} | |")
    return "\n".join(rows)


def _machine() -> str:
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    ).stdout.strip()
    load = "/".join(f"{value:.1f}" for value in os.getloadavg())
    python = platform.python_version()
    return f"commit {commit}, {os.cpu_count()} cores, {platform.machine()}, {python}, load {load}"


def main() -> None:
    """Index the articles unless they are, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--place", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=48)
    given = parser.parse_args()
    place = given.place or Path(tempfile.mkdtemp(prefix="newsdesk-answering-"))
    articles = place / "articles"
    if not articles.exists():
        generate(articles, given.articles)
    cache = Settings.load(environ={}, file=Path("/nonexistent")).cache
    index = Index(articles, place / "data", embedding="minilm", cache=cache)
    index.sync()
    passages = sum(source.passages for source in index.sources())
    step = max(1, given.articles // (2 * given.questions + WARMING))
    # An odd step meets every kind of event.
    numbers = list(range(0, given.articles, step - (step % 2 == 0) or 1))
    warming, asked = numbers[:WARMING], numbers[WARMING : WARMING + given.questions]
    paced = numbers[WARMING + given.questions :][: given.questions // 2]
    with scripted_model() as server:
        bench = Bench(index, server)
        bench.compare(warming)
        bench.figures = Figures()
        bench.compare(asked)
        bench.delays(paced)
        bench.close()
    index.close()
    figures = bench.figures
    print(table(figures))
    print(
        f"\n{len(asked)} questions over {passages:,} passages; sentences said in the median"
        f" {statistics.median(figures.said):.0f}, withheld in all {figures.withheld}; delays of"
        f" {len(figures.delays)} sentences at {1 / PAUSE:.0f} pieces/s. {_machine()}."
    )
    if given.place is None:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
