"""Kills syncs at every step, and sees that the index is whole afterwards and loses nothing.

Run as ``python -m tests.soak.crashes --kills 200``. It prints a table in Markdown, and ends with
code 1 when anything was not as it must be; the folders in which it was not are kept.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.soak.arena import Arena
from tests.soak.checker import Seen
from tests.soak.folders import Contents
from tests.soak.steps import AGAIN, RANDOM, STEPS, Known, Step

SHARE_AT_RANDOM = 0.3
SHARE_AGAIN = 0.2
_ATTEMPTS = 6
_NEARER = 0.7  # each attempt strikes so much earlier than the one that came too late


@dataclass
class Trial:
    """Kills the syncs of one index after the other, and keeps count by step.

    Attributes:
        measured: whether syncs that are not killed tell first how long each step's take and how
            often things happen in them, so that the kills are spread over all of it.
        kills: how many.
        missed: how many syncs ended before they could be killed.
        found: how many kills left the generation "before", the one "after", "nothing", or an index
            that the next command "refused".
        failures: what was wrong, kill by kill.
    """

    measured: bool
    kills: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: defaultdict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, Known] = field(default_factory=dict)

    def kill(self, arena: Arena, step: Step, how_far: float, *, again: bool) -> list[str]:
        """Kill one sync at a step and have the index recover; returns what went wrong.

        Args:
            arena: whose sync.
            step: where.
            how_far: how far (0 to 1) through the step.
            again: whether the sync that recovers is killed too, at a random instant.
        """
        if self.measured and step.name not in self.known:
            self._strike(arena, step, None)
        for attempt in range(_ATTEMPTS):
            wrong = self._strike(arena, step, how_far * _NEARER**attempt)
            if wrong is not None:
                break
            self.missed[step.name] += 1
        else:
            wrong = ["its syncs ended before they could be killed"]
        if again and not wrong and step.finds != "damaged":
            wrong += self._strike(arena, AGAIN, arena.rng.random()) or []
        refused = step.finds == "damaged" and arena.look().refusal is not None
        wrong += arena.settle(rebuild=refused)
        wrong += arena.release()
        if wrong:
            self.failures[step.name].append(wrong)
        return wrong

    def _strike(self, arena: Arena, step: Step, how_far: float | None) -> list[str] | None:
        """Kill a sync and look at what it left; None when it ended by itself.

        It is let end where how_far is None.
        """
        if step.prepare is not None:
            step.prepare(arena)
        alike = RANDOM[0] if step is AGAIN else step
        before, known = arena.before, self.known.get(alike.name, Known())
        after = arena.change()
        strike = step.strike(arena.rng, known, how_far) if how_far is not None else None
        sync = arena.start(
            apart=step.apart,
            options=step.options,
            floor=step.floor,
            pages=arena.rng.choice([None, 4]),
            strike=strike,
        )
        began = time.monotonic()
        builder_killed = False
        if step.outside is not None and how_far is not None:
            builder_killed = step.outside(arena, sync, known, how_far) and step.survives
        report = sync.end()
        seconds = time.monotonic() - began
        base = arena.base
        seen = arena.look()
        if step.options.get("keep_days") == 0.0:
            arena.kept = arena.must_keep() & {f"{arena.model} {key}" for key in after.keys}
            arena.forget_commits()
        if report is None:
            return self._judge(arena, step, seen, before, after)
        if builder_killed and ("error" in report or seen.base == base):
            wrong = self._judge(arena, step, seen, before, after)
            said = "could not be built" in report.get("error", "")
            return wrong + ([] if said else [f"the sync says of its builder: {report}"])
        self.known[step.name] = Known(seconds, report["counts"])
        arena.before = after
        arena.kept |= seen.vectors
        wrong = arena.judge(seen, [after], "after a sync that was let end")
        if wrong or "error" in report:
            self.failures[step.name].append([*wrong, str(report)])
        return None

    def _judge(
        self, arena: Arena, step: Step, seen: Seen, before: Contents, after: Contents
    ) -> list[str]:
        self.kills[step.name] += 1
        which = "nothing"
        if seen.refusal is not None:
            which = "refused"
        elif seen.words == after.found:
            which = "after"
        elif seen.words == before.found:
            which = "before"
        self.found[step.name, which] += 1
        if step.finds != "damaged":
            allowed = {"before": [before], "after": [after]}.get(step.finds, [before, after])
            wrong = arena.judge(seen, allowed, "after the kill")
        elif seen.refusal is not None:
            told = "newsdesk index --rebuild" in seen.refusal
            wrong = [] if told else [f"after the kill: {seen.refusal}"]
        else:
            # What was lost is seen after the sync that makes it whole again.
            wrong = [f"after the kill: {seen.error}"] if seen.error else []
            if which == "nothing" and seen.words:
                wrong.append("after the kill: no generation is found whole")
        arena.before = after if which == "after" else before
        arena.kept |= seen.vectors
        return wrong


def plan(kills: int, rng: random.Random) -> list[tuple[Step, float]]:
    """So many kills, some at random instants and the others at every step in turn."""
    at_random = round(kills * SHARE_AT_RANDOM)
    turns = [RANDOM[i % 3 // 2] for i in range(at_random)]
    turns += [STEPS[i % len(STEPS)] for i in range(kills - at_random)]
    times = Counter(step.name for step in turns)
    so_far: Counter[str] = Counter()
    planned = []
    for step in turns:
        planned.append((step, (so_far[step.name] + rng.random()) / times[step.name]))
        so_far[step.name] += 1
    rng.shuffle(planned)
    return planned


def run(
    place: Path,
    planned: Iterable[tuple[Step, float]],
    seed: int,
    *,
    measured: bool = True,
    again: float = SHARE_AGAIN,
    **size: Any,
) -> Trial:
    """Carry out kills on an index below a place; one that fails is kept, and another made.

    Args:
        place: an empty folder.
        planned: the kills.
        seed: of what is left to chance.
        measured: see `Trial`.
        again: how often a sync is killed again before it has recovered, of 1.
        size: of the arena.
    """
    trial, number = Trial(measured), 0
    arena = Arena(place / "0", seed, **size)
    try:
        for step, how_far in planned:
            wrong = trial.kill(arena, step, how_far, again=arena.rng.random() < again)
            if wrong:
                print(f"FAILED {step.name} ({how_far:.2f}), kept in {arena.place}:")
                print(*(f"  {what}" for what in wrong), sep="\n", flush=True)
                arena.close()
                number += 1
                arena = Arena(place / str(number), seed + number, **size)
    finally:
        arena.close()
    return trial


def table(trial: Trial) -> str:
    """What happened, in Markdown."""
    lines = [
        "| Killed | Kills | Found: before | after | nothing | to be rebuilt | Failures |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in (step.name for step in (*RANDOM, *STEPS, AGAIN) if trial.kills[step.name]):
        found = [trial.found[name, which] for which in ("before", "after", "nothing", "refused")]
        row = [trial.kills[name], *found, len(trial.failures[name])]
        lines.append(f"| {name} | " + " | ".join(map(str, row)) + " |")
    failures = sum(map(len, trial.failures.values()))
    lines.append(f"| all | {trial.kills.total()} | | | | | {failures} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="newsdesk-crashes-"))
    began = time.monotonic()
    planned = plan(asked.kills, random.Random(asked.seed))
    trial = run(place, planned, asked.seed)
    print(table(trial))
    print(f"\nseed {asked.seed}, {time.monotonic() - began:.0f} s")
    failed = any(trial.failures.values())
    if not failed:
        shutil.rmtree(place)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
