"""Questions in their turns: on disk until answered, stopped, worded anew, finished at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from bot import metering
from bot.answer import Answer
from bot.drafting.usage import Meter
from bot.events import Event, Progress
from bot.state import State
from bot.telegram import tables
from bot.telegram.asking import FAILED, MOST_ATTEMPTS, Asker
from bot.telegram.limits import Limits
from bot.telegram.post import Post, Undeliverable
from bot.telegram.records import Place, Question, Records
from bot.telegram.rendering import render
from bot.telegram.streaming import Stream
from index.errors import UsageError
from tests.bot.test_telegram_rendering import answer

HERE = Place(1)


class Desk:
    """Answers each question when it is let to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.wrong: dict[str, Exception] = {}
        self.metered = False

    async def ask(self, question: str, conversation: str | None = None) -> AsyncIterator[Event]:
        self.asked.append(question)
        yield Progress("searching")
        if self.metered:
            meter = Meter()
            metering.begin(meter)
            metering.begin(meter)
            meter.add(8, 2, counted=False)
        if question in self.gates:
            await self.gates[question].wait()
        if question in self.wrong:
            raise self.wrong[question]
        yield replace(answer(f"About {question}"), usage={"total_tokens": 10.0})

    def hold(self, question: str) -> asyncio.Event:
        return self.gates.setdefault(question, asyncio.Event())


class Voice:
    """Keeps what is said, and fails where it is told to."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []
        self.failing: Exception | None = None
        self.drafts = True

    async def message(
        self,
        place: Place,
        text: str,
        arrived: Callable[[], None] = lambda: None,
        **more: Any,
    ) -> None:
        await asyncio.sleep(0)
        if self.failing is not None:
            raise self.failing
        self.said.append((place.chat, text.split("\u00a0")[0]))
        arrived()

    async def typing(self, place: Place) -> None:
        pass

    def draft(self, place: Place, id: int, text: str) -> None:
        pass

    def drop_draft(self, place: Place, id: int) -> None:
        pass


class Room:
    def __init__(self, state: State) -> None:
        self.desk = Desk()
        self.voice = Voice()
        self.state = state
        self.records = Records(state, lambda: 1.0)
        self.limits = Limits(
            state, per_minute=0, daily_questions=0, daily_tokens=0, now=lambda: 1.0
        )
        self.asker = self.another()

    def another(self) -> Asker:
        """An asker of the next process on the same state."""
        return Asker(self.desk, cast("Post", self.voice), self.records, self.limits, Stream, hide)

    def ask(self, text: str, message: int, user: int = 7, place: Place = HERE) -> Question:
        question = self.records.accept(place, user, message, text)
        assert question is not None
        self.asker.take(question)
        return question

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.voice.said]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


def drive(state: State, work: Callable[[Room], Awaitable[None]]) -> Room:
    async def main() -> Room:
        room = Room(state)
        await work(room)
        await room.asker.stop(0)
        return room

    return asyncio.run(main())


def hide(text: str) -> str:
    return text.replace("KEY", "[secret]")


async def turn() -> None:
    for _ in range(40):
        await asyncio.sleep(0)


def test_one_users_questions_are_answered_one_by_one(state: State) -> None:
    async def work(room: Room) -> None:
        first = room.desk.hold("A")
        room.ask("A", 1)
        room.ask("B", 2)
        room.ask("C", 3, user=8)
        await turn()
        assert room.desk.asked == ["A", "C"]
        assert room.texts == ["About C"]
        first.set()
        await turn()

    assert drive(state, work).texts == ["About C", "About A", "About B"]


def test_a_message_is_a_question_once(state: State) -> None:
    records = Records(state, lambda: 1.0)
    assert records.accept(HERE, 7, 1, "A") is not None
    assert records.accept(HERE, 7, 1, "A") is None


def test_what_was_not_answered_is_answered_by_the_next_process(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        room.ask("A", 1)
        room.ask("B", 2)
        await turn()
        await room.asker.stop(0)
        assert room.texts == []
        room.desk.gates.clear()
        room.asker = room.another()
        assert room.asker.resume() == 2
        await turn()
        assert room.texts == ["About A", "About B"]
        assert room.another().resume() == 0

    drive(state, work)


def test_an_answer_that_is_half_out_goes_on_where_it_stopped(state: State) -> None:
    async def work(room: Room) -> None:
        question = room.records.accept(HERE, 7, 1, "A")
        assert question is not None
        long = answer("one. " * 1_500, "two. " * 1_500)
        room.records.answered(question.id, long)
        room.records.sent(question.id, 1, last=False)
        room.asker.resume()
        await turn()
        assert room.desk.asked == []
        assert len(room.voice.said) == len(render(long)) - 1

    drive(state, work)


def test_cancel_stops_what_is_under_way_and_what_waits_there(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        room.ask("A", 1)
        room.ask("B", 2)
        room.ask("C", 3, place=Place(-5))
        await turn()
        assert room.asker.cancel(HERE, 7)
        assert not room.asker.cancel(HERE, 8)
        await turn()
        assert not room.asker.cancel(HERE, 7)
        assert room.records.open() == []

    assert drive(state, work).texts == ["About C"]


def test_an_edited_question_is_answered_instead(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        first = room.ask("A", 1)
        second = room.ask("B", 2)
        await turn()
        assert room.asker.reword(second.id, "B2")
        assert room.asker.reword(first.id, "A2")
        await turn()
        assert not room.asker.reword(first.id, "A3")

    assert drive(state, work).texts == ["About A2", "About B2"]


def test_an_edited_question_is_the_one_that_is_redone(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        room.desk.hold("A2")
        first = room.ask("A", 1)
        await turn()
        room.asker.reword(first.id, "A2")
        await turn()
        await room.asker.stop(0)
        assert [q.text for q in room.records.open()] == ["A2"]

    drive(state, work)


def test_a_blocked_bot_gives_up_the_chat(state: State) -> None:
    async def work(room: Room) -> None:
        room.voice.failing = Undeliverable()
        room.ask("A", 1)
        await turn()
        assert room.records.open() == []

    assert drive(state, work).texts == []


def test_a_chat_that_is_gone_gives_up_its_questions(state: State) -> None:
    async def work(room: Room) -> None:
        room.desk.hold("A")
        room.ask("A", 1)
        room.ask("B", 2)
        room.ask("C", 3, place=Place(-5))
        await turn()
        room.asker.drop_chat(HERE.chat)
        await turn()
        assert room.records.open() == []

    assert drive(state, work).texts == ["About C"]


def test_what_the_user_did_wrong_is_told_and_what_broke_is_apologised_for(
    state: State, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(room: Room) -> None:
        room.desk.wrong = {"A": UsageError("Too <long> KEY."), "B": ValueError("secret words")}
        room.ask("A", 1)
        room.ask("B", 2)
        await turn()
        assert room.records.open() == []

    assert drive(state, work).texts == ["Too &lt;long&gt; [secret].", FAILED]
    assert "ValueError" in caplog.text
    assert "secret words" not in caplog.text


def test_stopping_lets_what_is_under_way_finish_in_its_grace(state: State) -> None:
    async def work(room: Room) -> None:
        gate = room.desk.hold("A")
        room.ask("A", 1)
        await turn()
        stopping = asyncio.create_task(room.asker.stop(5))
        await turn()
        assert not stopping.done()
        gate.set()
        await stopping

    assert drive(state, work).texts == ["About A"]


def test_tokens_are_counted_for_the_user(state: State) -> None:
    async def work(room: Room) -> None:
        room.ask("A", 1)
        await turn()
        assert room.limits.today(7).tokens == 10

    drive(state, work)


def test_what_a_model_used_is_counted_also_for_what_is_cancelled_edited_or_fails(
    state: State,
) -> None:
    async def work(room: Room) -> None:
        room.desk.metered = True
        for text in ("A", "A2"):
            room.desk.hold(text)
        first = room.ask("A", 1)
        await turn()
        room.asker.reword(first.id, "A2")
        await turn()
        assert room.limits.today(7).tokens == 10
        room.asker.cancel(HERE, 7)
        await turn()
        assert room.limits.today(7).tokens == 20
        room.desk.wrong = {"B": ValueError(), "C": UsageError("No.")}
        room.ask("B", 2)
        room.ask("C", 3)
        room.ask("D", 4)
        await turn()
        assert room.limits.today(7).tokens == 50, "and an answer's not twice"

    drive(state, work)


def test_an_answer_comes_back_from_disk_as_it_was(state: State) -> None:
    records = Records(state, lambda: 1.0)
    question = records.accept(HERE, 7, 1, "A")
    assert question is not None
    made: Answer = answer("One.", "Two.", notes=("n",), usage={"total_tokens": 3.0})
    records.answered(question.id, made)
    found = records.find(question.id)
    assert found is not None
    assert found.answer == made


def test_forgetting_erases_questions_and_answers(state: State, tmp_path: Path) -> None:
    async def work(room: Room) -> None:
        question = room.ask("A", 1)
        await turn()
        assert room.records.forget(HERE, 7) == 1
        assert room.records.find(question.id) is None

    drive(state, work)


def test_a_question_that_ends_the_process_each_time_is_given_up(state: State) -> None:
    async def work(room: Room) -> None:
        assert room.records.accept(HERE, 7, 1, "A") is not None
        for _ in range(MOST_ATTEMPTS):
            room.records.take_up()
        room.asker.resume()
        await turn()
        assert room.desk.asked == []

    assert drive(state, work).texts == [FAILED]
