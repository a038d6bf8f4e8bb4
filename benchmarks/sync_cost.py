"""What a sync costs: one article added to a small and to a large index, nothing changed, memory.

    python -m benchmarks.sync_cost [--sizes 10000 200000] [--place DIR]

Articles are generated, about ten passages each. Vectors of the generated texts are unit vectors
around those of 300 topics, put down under the real model's name, so that the large index need not
be embedded; the article that is added is embedded by a stub and by the real model. Every step runs
in a process of its own; times are medians.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from bot.settings import Settings
from index.embedding import Vectors, load
from index.store import Index
from index.sync import sync

PASSAGES_PER_ARTICLE = 10
TRIES = 9
DIMENSIONS = 384
CACHE = Settings.load(environ={}, file=Path("/nonexistent")).cache

# Texts of one topic have a cosine of about a half, as news have.
_TOPICS = np.random.default_rng(0).standard_normal((300, DIMENSIONS))
_SYLLABLES = "ba co du fe gi ho ka lu me ni po ra su te vo wi xa yo ze qua".split()


class Stub:
    """Unit vectors around those of topics, each of its text alone, under another model's name."""

    languages: tuple[str, ...] = ()
    dimensions = DIMENSIONS

    def __init__(self, name: str) -> None:
        self.name = name

    def embed(self, texts: Sequence[str]) -> Iterator[Vectors]:
        """Vectors of texts, one by one."""
        return map(self.embed_query, texts)

    def embed_query(self, question: str) -> Vectors:
        """The vector of a text."""
        seed = int.from_bytes(hashlib.blake2b(question.encode(), digest_size=8).digest(), "big")
        vector = _TOPICS[seed % len(_TOPICS)] + np.random.default_rng(seed).standard_normal(
            DIMENSIONS
        )
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def article(number: int) -> str:
    """A generated article of about ten passages, unlike every other number's."""
    rng = random.Random(number)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(600)]
    lines = [f"{' '.join(rng.choices(words, k=7)).capitalize()} {number}", ""]
    for _ in range(PASSAGES_PER_ARTICLE):
        sentences = (" ".join(rng.choices(words, k=13)).capitalize() + "." for _ in range(4))
        lines += [" ".join(sentences), ""]
    return "\n".join(lines)


def generate(folder: Path, articles: int) -> None:
    """Write so many articles, a thousand to a folder."""
    for number in range(articles):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(article(number))


def alone(job: Callable[..., Any], *arguments: object) -> Any:
    """Run a job in a fresh process and return what it returns."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(job, *arguments).result()


def build(folder: Path, data: Path, model: str) -> dict[str, float]:
    """A full build: seconds, passages, and peak memory of the sync and of its builder in MB."""
    report = sync(folder, data, Stub(model))
    peak = {
        who: resource.getrusage(flag).ru_maxrss / 1024
        for who, flag in (("sync", resource.RUSAGE_SELF), ("chroma", resource.RUSAGE_CHILDREN))
    }
    return {"seconds": report.seconds, "passages": report.passages, **peak}


def add(folder: Path, data: Path, model: str, real: bool) -> list[float]:
    """Seconds of each of some syncs that add one article."""
    embedder = load("minilm", cache=CACHE, options="{}", made_with=model) if real else Stub(model)
    list(embedder.embed(["warm"]))
    times = []
    # Never those of an earlier run, whose vectors may be kept.
    first = random.randrange(10_000_000, 20_000_000)
    for number in range(first, first + TRIES):
        (folder / f"added-{number}.txt").write_text(article(number))
        began = time.perf_counter()
        report = sync(folder, data, embedder)
        times.append(time.perf_counter() - began)
        assert (report.added, report.embedded > 0) == (1, True), report
    return times


def nothing(folder: Path, data: Path, model: str) -> dict[str, list[float]]:
    """Seconds of syncs that find nothing to do, and of a stat on every file of the folder."""
    paths = [str(path) for path in folder.rglob("*.txt")]
    time.sleep(2.5)  # what was written within two seconds of a sync is hashed again
    sync(folder, data, Stub(model))
    times: dict[str, list[float]] = {"no-op": [], "stat": []}
    for _ in range(TRIES):
        began = time.perf_counter()
        sync(folder, data, Stub(model))
        times["no-op"].append(time.perf_counter() - began)
        began = time.perf_counter()
        for path in paths:
            os.stat(path)  # noqa: PTH116
        times["stat"].append(time.perf_counter() - began)
    return times


def command(folder: Path, data: Path, change: bool) -> float:
    """Seconds of ``newsdesk index`` as a user runs it, with one article added or none."""
    if change:
        number = random.randrange(20_000_000, 30_000_000)
        (folder / f"command-{number}.txt").write_text(article(number))
    began = time.perf_counter()
    place = ["--articles", str(folder), "--data", str(data)]
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "index", *place], check=True, capture_output=True
    )
    return time.perf_counter() - began


def search(folder: Path, data: Path) -> list[float]:
    """Seconds of some searches, the first of which opens the base."""
    index = Index(folder, data, embedding="minilm", cache=CACHE)
    times = []
    for number in range(TRIES):
        began = time.perf_counter()
        index.search(article(number)[:60])
        times.append(time.perf_counter() - began)
    return times


def measure(place: Path, passages: int, model: str) -> dict[str, Any]:
    """All figures of one size."""
    folder, data = place / f"articles-{passages}", place / f"data-{passages}"
    if not data.exists():
        generate(folder, passages // PASSAGES_PER_ARTICLE)
    out: dict[str, Any] = {"build": alone(build, folder, data, model)}
    out |= alone(nothing, folder, data, model)
    out["add, stub"] = alone(add, folder, data, model, False)
    out["add, real model"] = alone(add, folder, data, model, True)
    out["command, one added"] = [command(folder, data, True) for _ in range(5)]
    time.sleep(2.5)
    out["command, no-op"] = [command(folder, data, False) for _ in range(6)][1:]
    out["search"] = alone(search, folder, data)
    out["files"] = sum(1 for _ in folder.rglob("*.txt"))
    return out


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--place", type=Path)
    given = parser.parse_args()
    place = given.place or Path(tempfile.mkdtemp(prefix="newsdesk-cost-"))
    model = load("minilm", cache=CACHE, options="{}", made_with=None).name
    found = {size: measure(place, size, model) for size in given.sizes}
    first = found[given.sizes[0]]
    print("| | " + " | ".join(f"{size:,} passages" for size in found) + " | ratio |")
    print("|---|" + "---|" * (len(found) + 1))
    for name, values in first.items():
        if isinstance(values, list):
            medians = [statistics.median(row[name]) for row in found.values()]
            shown = " | ".join(f"{1000 * value:.1f} ms" for value in medians)
            print(f"| {name} | {shown} | {medians[-1] / medians[0]:.2f} |")
    for size, row in found.items():
        built = row["build"]
        print(
            f"\n{size:,}: {row['files']:,} files, {built['passages']:,} passages, full build in "
            f"{built['seconds']:.0f} s; peak memory {built['sync']:.0f} MB, of its builder "
            f"(Chroma) {built['chroma']:.0f} MB; a no-op costs "
            f"{statistics.median(row['no-op']) / statistics.median(row['stat']):.2f} times a stat "
            f"on every file."
        )
    if given.place is None:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
