"""A sync that is killed at any step leaves one whole generation and loses nothing: a few kills.

`python -m tests.soak.crashes` makes many.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.soak.crashes import Trial, run
from tests.soak.steps import BETWEEN_CATALOGS, NO_BASE, RANDOM, STEPS, Step

# How far through the sync, or through what happens in its step, each is killed.
KILLS = {
    "at a random instant": 0.6,
    "reading: in a transaction": 0.7,
    "embedding: between batches": 0.0,
    "announcing": 0.5,
    "base: as its folder appears and grows": 0.5,
    "base: as its pickle is written": 0.0,
    "base: the builder alone": 0.5,
    "base: before its rename": 0.0,
    "base: after its rename": 0.0,
    "publishing: in the transaction": 0.8,
    "publishing: before the commit": 0.0,
    "publishing: after the commit": 0.0,
    "removing old bases": 0.6,
    "forgetting vectors": 0.6,
    "compacting: during VACUUM": 0.0,
    "rebuild: publishing": 0.5,
    "salvage of another layout": 0.5,
    "salvage of a damaged catalog: after a rename": 0.5,
}


def test_a_sync_that_is_killed_at_any_step_leaves_one_whole_generation_and_loses_nothing(
    tmp_path: Path,
) -> None:
    planned = [(step, KILLS[step.name]) for step in (*RANDOM, *STEPS) if step.name in KILLS]
    assert len(planned) == len(KILLS)
    # One process for each half: the kills of one are waited for while the other works.
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        halves = [pool.submit(_run, tmp_path / str(i), planned[i::2]) for i in range(2)]
        trials = [half.result() for half in halves]
    assert [dict(trial.failures) for trial in trials] == [{}, {}]
    assert sum(trial.kills.total() for trial in trials) == len(KILLS)


def test_a_salvage_that_is_killed_between_the_old_catalog_and_the_new_loses_nothing(
    tmp_path: Path,
) -> None:
    (step,) = (step for step in STEPS if step.name == BETWEEN_CATALOGS)
    assert dict(_run(tmp_path, [(step, 0.0)]).failures) == {}


def _run(place: Path, planned: list[tuple[Step, float]]) -> Trial:
    size = {"files": 20, "changes": (3, 6), "floor": NO_BASE}
    return run(place, planned, 1, measured=False, again=0.0, **size)
