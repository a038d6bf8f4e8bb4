"""Searches beside a writer neither fail nor mix generations: a few changes.

`python -m tests.soak.readers` makes many.
"""

from __future__ import annotations

from pathlib import Path

from tests.soak.readers import Plan, beside_a_writer, of_no_generation


def test_searches_beside_a_writer_neither_fail_nor_mix_generations(tmp_path: Path) -> None:
    plan = Plan(changes=30, every=12, pause=0.1, articles=200, readers=2)
    outcome, done = beside_a_writer(tmp_path, plan)
    assert outcome.problems == []
    assert of_no_generation(outcome, done) == []
    assert done.swaps == 2
    assert all(len(told.stamps) > 3 and told.after_swap for told in outcome.told)
