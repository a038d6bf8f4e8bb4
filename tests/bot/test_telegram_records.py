"""What stays of a question in ``state.db``, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state import State
from bot.telegram import tables
from bot.telegram.post import Undeliverable
from bot.telegram.records import Records
from tests.bot.test_telegram_asking import HERE, Room, drive, turn
from tests.bot.test_telegram_rendering import answer


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


def words_kept(state: State) -> list[tuple[str | None, bool]]:
    return state.rows("SELECT text, answer IS NOT NULL FROM telegram_questions ORDER BY message")


def test_a_question_is_kept_until_it_is_answered_cancelled_or_fails(state: State) -> None:
    async def work(room: Room) -> None:
        for text in ("C", "D"):
            room.desk.hold(text)
        room.desk.wrong = {"B": ValueError()}
        for number, text in enumerate("ABCD", start=1):
            room.ask(text, number)
        await turn()
        assert words_kept(state) == [(None, True), (None, False), ("C", False), ("D", False)]
        room.asker.cancel(HERE, 7)
        await turn()
        assert [text for text, _ in words_kept(state)] == [None] * 4

    drive(state, work)


def test_a_question_of_a_chat_that_is_gone_is_not_kept(state: State) -> None:
    async def work(room: Room) -> None:
        room.voice.failing = Undeliverable()
        room.ask("A", 1)
        room.ask("B", 2)
        await turn()
        assert words_kept(state) == [(None, False), (None, False)]

    drive(state, work)


def test_a_half_sent_answer_keeps_its_question(state: State) -> None:
    records = Records(state, lambda: 1.0)
    question = records.accept(HERE, 7, 1, "A")
    assert question is not None
    records.answered(question.id, answer("One."))
    records.sent(question.id, 1, last=False)
    assert words_kept(state) == [("A", True)]
    records.sent(question.id, 2, last=True)
    assert words_kept(state) == [(None, True)]


def test_what_was_cancelled_is_not_worded_anew(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        first = room.ask("A", 1)
        await turn()
        assert room.asker.cancel(HERE, 7)
        assert not room.asker.reword(first.id, "A2")
        await turn()
        assert room.desk.asked == ["A"]
        assert words_kept(state) == [(None, False)]

    drive(state, work)


def test_questions_that_an_earlier_version_kept_are_erased(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.migrate("telegram", tables.STEPS[:1])
    records = Records(state, lambda: 1.0)
    for number in (1, 2):
        assert records.accept(HERE, 7, number, f"Q{number}") is not None
    with state.write() as db:
        db.execute("UPDATE telegram_questions SET open = 0 WHERE message = 1")
    state.migrate("telegram", tables.STEPS)
    assert words_kept(state) == [(None, False), ("Q2", False)]
    state.close()
