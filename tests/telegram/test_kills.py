"""The short form of ``python -m tests.telegram.kills``."""

from __future__ import annotations

from pathlib import Path

from tests.telegram import kills


def test_killed_at_any_instant_it_answers_every_question_once(tmp_path: Path) -> None:
    outcome = kills.run(tmp_path / "bot", kills=2, seed=7)
    assert outcome.faults == []
    assert outcome.answered == outcome.questions
