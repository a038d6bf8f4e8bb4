"""Commands and questions as handlers take them: what is read of a message, counted and erased."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Message, Update

from bot.conversation import Conversations, Turn
from bot.state import State
from bot.telegram import tables
from bot.telegram.handlers import speech
from bot.telegram.handlers.admin import Admin
from bot.telegram.handlers.asking import Asking
from bot.telegram.handlers.commands import Commands
from bot.telegram.limits import Limits, Refusals
from bot.telegram.parts import Parts
from bot.telegram.records import Place, conversation
from tests.bot.test_conversation import bytes_of
from tests.bot.test_telegram_asking import Room, turn

USER = 7
SECRET = "Zanzibarquux"
BOT = SimpleNamespace(id=99, username="newsdesk_bot")


class Newsroom:
    """The parts that handlers need, around the asker of `Room`."""

    def __init__(self, state: State, **limits: int) -> None:
        self.now = 1_000_000.0
        self.room = Room(state)
        self.room.limits = Limits(
            state,
            **{"per_minute": 0, "daily_questions": 0, "daily_tokens": 0, **limits},
            now=self.clock,
        )
        self.room.asker = self.room.another()
        self.checked: list[str] = []
        self.removed: list[str] = []
        self.conversations = Conversations(state)
        unused = {field.name: cast("Any", None) for field in dataclasses.fields(Parts)}
        self.parts = Parts(
            **unused
            | {
                "bot": BOT,
                "post": self.room.voice,
                "asker": self.room.asker,
                "records": self.room.records,
                "limits": self.room.limits,
                "refusals": Refusals(self.clock),
                "conversations": self.conversations,
                "checker": SimpleNamespace(check_text=self.check),
                "articles": SimpleNamespace(remove=self.remove),
            }
        )

    def clock(self) -> float:
        return self.now

    def check(self, text: str) -> list[Any]:
        self.checked.append(text)
        return []

    async def remove(self, name: str) -> SimpleNamespace:
        self.removed.append(name)
        return SimpleNamespace(id="0", file=name.partition("#")[0], more="#" in name)

    async def say(self, text: str, number: int) -> None:
        update = cast("Update", SimpleNamespace(message=said(text, number)))
        await Asking(self.parts).message(update, cast("Any", None))

    async def edit(self, text: str, number: int) -> None:
        update = cast("Update", SimpleNamespace(edited_message=said(text, number)))
        await Asking(self.parts).edited(update, cast("Any", None))

    async def command(self, name: str, text: str, thread: int = 0) -> None:
        message = said(text, 900, thread)
        await getattr(Commands(self.parts), name)(SimpleNamespace(message=message), None)


def said(text: str, number: int, thread: int = 0) -> Message:
    raw = {
        "message_id": number,
        "date": 1,
        "chat": {"id": -5 if thread else USER, "type": "supergroup" if thread else "private"},
        "from": {"id": USER, "is_bot": False, "first_name": "Ada"},
        "text": text,
        **({"message_thread_id": thread, "is_topic_message": True} if thread else {}),
    }
    found = Message.de_json(raw, None)
    assert found is not None
    return found


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


def drive(newsroom: Newsroom, work: Callable[[], Awaitable[None]]) -> list[str]:
    async def main() -> list[str]:
        await work()
        await newsroom.room.asker.stop(0)
        return newsroom.room.texts

    return asyncio.run(main())


# What follows a command


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("/check One two.", "One two."),
        ("/check\nOne two.\nThree.", "One two.\nThree."),
        ("/check\t One two.", "One two."),
        ("/check\u00a0One two.", "One two."),
        ("/check@newsdesk_bot\nOne two.", "One two."),
        ("/check  /etc/passwd", "/etc/passwd"),
        ("/check", ""),
        ("/check \n", ""),
    ],
)
def test_what_follows_a_command_is_read_whole_from_any_line(text: str, rest: str) -> None:
    assert speech.argument(said(text, 1)) == rest


def test_a_text_on_the_line_after_check_is_checked_whole(state: State) -> None:
    newsroom = Newsroom(state)
    drive(newsroom, lambda: newsroom.command("check", "/check\nEleven people died. So it was."))
    assert newsroom.checked == ["Eleven people died. So it was."]


def test_a_name_on_the_line_after_remove_is_taken_out(state: State) -> None:
    newsroom = Newsroom(state)
    told = drive(newsroom, lambda: Admin(newsroom.parts).remove(said("/remove\nmy file.txt", 1)))
    assert newsroom.removed == ["my file.txt"]
    assert told == ["<code>my file.txt</code> is out: nothing is answered from it any more."]


def test_who_takes_an_item_of_a_feed_out_is_told_that_the_feed_went(state: State) -> None:
    newsroom = Newsroom(state)
    told = drive(newsroom, lambda: Admin(newsroom.parts).remove(said("/remove feed.json#3", 1)))
    assert told[0].startswith(
        "The whole file <code>feed.json</code>, with all its articles, is out"
    )


# Forgetting


def remember(newsroom: Newsroom, place: Place) -> None:
    """Questions long enough to lie on pages of their own, and what was answered."""
    for n in range(20):
        text = f"{SECRET} {n} " + "x" * (n * 400)
        assert newsroom.room.records.accept(place, USER, 100 * abs(place.thread) + n, text)
        key = conversation(place, USER)
        newsroom.conversations.add(key, Turn(text, text, "{}", 1.0))


def test_what_was_forgotten_is_in_no_byte_of_the_data_folder(state: State, tmp_path: Path) -> None:
    newsroom = Newsroom(state)
    remember(newsroom, Place(USER))
    assert SECRET.encode() in bytes_of(tmp_path)
    told = drive(newsroom, lambda: newsroom.command("forget", "/forget"))
    assert SECRET.encode() not in bytes_of(tmp_path)
    assert told == ["Forgotten. The messages above stay until you delete them."]


def test_forgetting_in_a_topic_is_of_that_topic_and_says_so(state: State) -> None:
    newsroom = Newsroom(state)
    for thread in (3, 4):
        remember(newsroom, Place(-5, thread))
    told = drive(newsroom, lambda: newsroom.command("forget", "/forget", thread=3))
    assert told == ["Forgotten in this topic. The messages above stay until you delete them."]
    assert {q.place.thread for q in newsroom.room.records.open()} == {4}
    assert newsroom.conversations.turns(conversation(Place(-5, 3), USER)) == []
    assert newsroom.conversations.turns(conversation(Place(-5, 4), USER)) != []


def test_another_process_that_reads_keeps_nothing_from_being_deleted(
    state: State, tmp_path: Path
) -> None:
    newsroom = Newsroom(state)
    remember(newsroom, Place(USER))
    reader = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turns").fetchall()
    state.rows("PRAGMA busy_timeout = 50")
    told = drive(newsroom, lambda: newsroom.command("forget", "/forget"))
    assert len(told) == 1
    assert "another process" in told[0]
    assert newsroom.room.records.open() == []
    assert newsroom.conversations.turns(conversation(Place(USER), USER)) == []
    reader.close()
    drive(newsroom, lambda: newsroom.command("forget", "/forget"))
    assert SECRET.encode() not in bytes_of(tmp_path)


# Limits


def test_an_edit_that_is_asked_again_is_counted_and_refused_as_a_question(state: State) -> None:
    newsroom = Newsroom(state, daily_questions=2)
    room = newsroom.room

    async def work() -> None:
        for text in ("A", "A2", "A3"):
            room.desk.hold(text)
        await newsroom.say("A", 1)
        await turn()
        await newsroom.edit("A2", 1)
        await turn()
        await newsroom.edit("A3", 1)
        await turn()
        room.desk.gates["A2"].set()
        await turn()

    told = drive(newsroom, work)
    assert room.desk.asked == ["A", "A2"]
    assert room.limits.today(USER).questions == 2
    assert told[0].startswith("That was your share for today")
    assert told[1:] == ["About A2"]


def test_an_edit_that_changes_no_word_or_is_not_asked_again_costs_nothing(state: State) -> None:
    newsroom = Newsroom(state, daily_questions=2)
    room = newsroom.room

    async def work() -> None:
        gate = room.desk.hold("A")
        await newsroom.say("A", 1)
        await newsroom.say("B", 2)
        await turn()
        await newsroom.edit("/ask A", 1)
        await newsroom.edit("B2", 2)
        await newsroom.edit("B3", 2)
        gate.set()
        await turn()
        await newsroom.edit("A4", 1)

    assert drive(newsroom, work) == ["About A", "About B3"]
    assert room.desk.asked == ["A", "B3"]
    assert room.limits.today(USER).questions == 2


def test_a_burst_is_refused_once_a_minute(state: State) -> None:
    newsroom = Newsroom(state, per_minute=1)

    async def burst(first: int) -> None:
        for number in range(first, first + 30):
            await newsroom.say(f"Q{number}", number)
        await newsroom.command("check", "/check Some text.")
        await turn()

    async def work() -> None:
        await burst(1)
        newsroom.now += 61
        await burst(100)

    refused = "That is too fast for me. Ask again in 60 s."
    assert sorted(drive(newsroom, work)) == sorted([refused, refused, "About Q1", "About Q100"])


def test_another_reason_is_told_within_the_minute() -> None:
    refusals = Refusals(lambda: 1.0)
    assert refusals.due("k", "That is too fast for me. Ask again in 40 s.")
    assert not refusals.due("k", "That is too fast for me. Ask again in 39 s.")
    assert refusals.due("k", "That was your share for today: 1 a day. Ask again in 23 h.")
    assert refusals.due("other", "That is too fast for me. Ask again in 40 s.")
