"""How a question is read before anything is looked up."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.question import unshouted
from index import Index


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("WHO IS THE HARBOUR  MASTER?", "Who is the harbour master?"),
        ("Who is the HARBOUR MASTER?", "Who is the HARBOUR MASTER?"),
        ("NATO, EU AND UN?", "Nato, eu and un?"),
        ("NATO OR UN?", "NATO OR UN?"),
        ("متى انتهى الإضراب في الميناء؟", "متى انتهى الإضراب في الميناء؟"),
    ],
)
def test_capitals_alone_are_read_as_small_letters(asked: str, read: str) -> None:
    assert unshouted(asked) == read


def test_a_question_in_capitals_is_answered_like_any_other(seeds_index: Index) -> None:
    desk = Desk(seeds_index)
    loud, plain = (
        desk.answer(q) for q in ("WHO IS THE HARBOUR MASTER?", "Who is the harbour master?")
    )
    assert loud.question == "WHO IS THE HARBOUR MASTER?"
    assert not loud.refused
    assert [c.text for c in loud.claims] == [c.text for c in plain.claims]
