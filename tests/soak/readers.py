"""Readers that search at a steady rate beside a writer that syncs change after change.

Run as ``python -m tests.soak.readers --changes 500``. It prints a table in Markdown: the searches
beside the writer, and on the same index beside a process that takes as much of the processor. It
ends with code 1 when a search failed or mixed two generations.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.soak import reader, writer

ROOT = Path(__file__).parents[2]
_LONGEST_BESIDE = 240.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done.

    Attributes:
        changes: how many syncs, each after a change of the folder.
        every: after how many of them comes one that builds a new base.
        pause: seconds between a sync and the next change.
        articles: how many there are.
        readers: how many processes search.
        rate: how many searches a second each of them makes.
        seed: of the changes and the questions.
    """

    changes: int = 500
    every: int = 80
    pause: float = 0.3
    articles: int = 2_000
    readers: int = 4
    rate: float = 5.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the readers saw beside one other process, and how much of a processor it used."""

    told: list[reader.Told]
    share: float

    @property
    def problems(self) -> list[str]:
        """Everything that must not be."""
        return [problem for told in self.told for problem in (*told.errors, *told.mixes)]


class Processes(ExitStack):
    """Processes of modules beside this one, which are ended at the latest with it."""

    def start(self, module: str, *args: object) -> subprocess.Popen[str]:
        """Start one."""
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.soak.{module}", *map(str, args)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
        self.enter_context(process)
        self.callback(process.kill)
        return process


def line(process: subprocess.Popen[str]) -> str:
    """The next line that a process says."""
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError(f"{process.args} ended with {process.wait()}")
    return said.strip()


def beside_a_writer(place: Path, plan: Plan) -> tuple[Outcome, writer.Told]:
    """Search while a writer changes the index that it has made."""
    with Processes() as processes:
        writing = processes.start(
            "writer", place, plan.changes, plan.every, plan.pause, plan.seed, plan.articles
        )
        line(writing)
        reading, stop = _readers(processes, place, plan)
        assert writing.stdin is not None
        writing.stdin.write("\n")
        writing.stdin.flush()
        told = json.loads(line(writing))
        stop.touch()
        done = writer.Told(**{**told, "stamps": _numbers(told["stamps"])})
        return Outcome(_told(reading), done.processor / done.wall), done


def beside_a_burner(place: Path, plan: Plan, share: float, seconds: float) -> Outcome:
    """Search the same index while nothing but a process of as much work runs."""
    with Processes() as processes:
        reading, stop = _readers(processes, place, plan)
        burning = processes.start("burner", share, stop)
        time.sleep(seconds)
        stop.touch()
        return Outcome(_told(reading), float(line(burning)))


def _readers(
    processes: Processes, place: Path, plan: Plan
) -> tuple[list[subprocess.Popen[str]], Path]:
    stop = place / "stop"
    stop.unlink(missing_ok=True)
    reading = [
        processes.start("reader", place / "data", plan.rate, plan.seed + i, stop)
        for i in range(plan.readers)
    ]
    for process in reading:
        line(process)
    return reading, stop


def _told(reading: list[subprocess.Popen[str]]) -> list[reader.Told]:
    told = [json.loads(line(process)) for process in reading]
    return [reader.Told(**{**seen, "stamps": _numbers(seen["stamps"])}) for seen in told]


def _numbers(read: dict[str, int]) -> dict[int, int]:
    return {int(generation): stamp for generation, stamp in read.items()}


def of_no_generation(outcome: Outcome, done: writer.Told) -> list[str]:
    """The stamps that readers saw in another generation than the writer published them in."""
    return [
        f"generation {generation}: the stamp {stamp} for {done.stamps.get(generation)}"
        for told in outcome.told
        for generation, stamp in told.stamps.items()
        if done.stamps.get(generation) != stamp
    ]


def row(name: str, outcome: Outcome) -> str:
    """One row of the table."""
    seconds = [s for told in outcome.told for s in (*told.seconds, *told.after_swap)]
    swapped = [s for told in outcome.told for s in told.after_swap]
    ms = [f"{1_000 * s:.0f}" for s in (*np.percentile(seconds, [50, 95, 99]), max(seconds))]
    swap = f"{1_000 * np.median(swapped):.0f}, {1_000 * max(swapped):.0f}" if swapped else "–"
    counts = [
        sum(len(getattr(t, n)) for t in outcome.told) for n in ("errors", "mixes", "warnings")
    ]
    columns = [f"{len(seconds):,}", *ms, swap, *counts, f"{outcome.share:.2f}"]
    return f"| {name} | " + " | ".join(map(str, columns)) + " |"


_HEAD = (
    "| Beside | Searches | p50, ms | p95 | p99 | most | first of a base: median, most |"
    " Errors | Mixes | Fallbacks | Processors used beside |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    plan = Plan(changes=asked.changes, seed=asked.seed)
    place = Path(tempfile.mkdtemp(prefix="newsdesk-readers-"))
    outcome, done = beside_a_writer(place, plan)
    seconds = min(done.wall, _LONGEST_BESIDE)
    alone = beside_a_burner(place, plan, outcome.share, seconds)
    print(_HEAD)
    print(row(f"a writer: {plan.changes} syncs, {done.swaps} new bases", outcome))
    print(row("as much other work", alone))
    syncs = np.percentile(done.seconds, [50, 95])
    print(
        f"\nseed {plan.seed}; {plan.articles:,} articles; {plan.readers} readers of "
        f"{plan.rate:g} searches a second; {done.wall:.0f} s and {seconds:.0f} s; "
        f"a sync took {syncs[0]:.2f} s (p50), {syncs[1]:.2f} s (p95), "
        f"{max(done.seconds):.2f} s at most"
    )
    problems = [*outcome.problems, *alone.problems, *of_no_generation(outcome, done)]
    for problem in problems[:50]:
        print(problem)
    for told in (*outcome.told, *alone.told):
        for warning in told.warnings[:10]:
            print("logged:", warning)
    if not problems:
        shutil.rmtree(place)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
