"""How much each user may ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state import State
from bot.telegram import tables
from bot.telegram.limits import Limits

DAY = 86_400.0


class Now:
    def __init__(self) -> None:
        self.at = 20_000 * DAY + 3_600

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


def limits(state: State, now: Now, per_minute: int = 0, day: int = 0, tokens: int = 0) -> Limits:
    return Limits(state, per_minute=per_minute, daily_questions=day, daily_tokens=tokens, now=now)


def test_too_many_questions_a_minute_wait(state: State, now: Now) -> None:
    made = limits(state, now, per_minute=2)
    assert made.refusal(1) is None
    now.at += 20
    assert made.refusal(1) is None
    assert made.refusal(1) == "That is too fast for me. Ask again in 40 s."
    assert made.refusal(2) is None, "each user has their own"
    now.at += 41
    assert made.refusal(1) is None


def test_a_days_questions_end_at_midnight_and_outlive_a_restart(state: State, now: Now) -> None:
    assert limits(state, now, day=1).refusal(1) is None
    refused = limits(state, now, day=1).refusal(1)
    assert refused == "That was your share for today: 1 a day. Ask again in 23 h."
    now.at += DAY
    assert limits(state, now, day=1).refusal(1) is None


def test_a_days_tokens_end_too(state: State, now: Now) -> None:
    made = limits(state, now, tokens=100)
    assert made.refusal(1) is None
    made.spend(1, 100)
    assert "today is used" in (made.refusal(1) or "")


def test_a_refused_question_costs_nothing(state: State, now: Now) -> None:
    made = limits(state, now, day=1)
    made.refusal(1)
    made.refusal(1)
    assert made.today(1).questions == 1


def test_usage_is_told_by_user(state: State, now: Now) -> None:
    made = limits(state, now)
    for user in (5, 6, 6):
        made.refusal(user)
    made.spend(5, 30)
    assert [(u.user, u.questions, u.tokens) for u in made.everyone_today()] == [
        (6, 2, 0),
        (5, 1, 30),
    ]
