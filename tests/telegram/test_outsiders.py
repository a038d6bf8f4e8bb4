"""Someone who is not allowed tries each door: refused, logged without content, nothing changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.telegram import FakeTelegram, buttons, updates
from tests.fakes.telegram.world import BOT, Chat, Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import OUTSIDER, SHIPS, STRANGE_GROUP, Bot

SECRET = "Zanzibarquux"
WORDS = f"{SHIPS} {SECRET}"


def folder(bot: Bot) -> dict[str, str]:
    return {
        str(f.relative_to(bot.articles)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(bot.articles.rglob("*"))
        if f.is_file()
    }


def kept(bot: Bot) -> str:
    """All that is on disk in the database of what people said."""
    with sqlite3.connect(bot.place / "data" / "state.db") as db:
        return "\n".join(db.iterdump())


@pytest.fixture(autouse=True)
def _nothing_changes(telegram: FakeTelegram, bot: Bot) -> Iterator[None]:
    before = folder(bot)
    yield
    telegram.settled()
    assert folder(bot) == before
    assert SECRET not in bot.log(), "content in the log"
    # What was refused is not kept either.
    telegram.wait(lambda: SECRET not in kept(bot), what="end of the refused content on disk")
    answers = [m for c in telegram.world.messages for m in telegram.sent(c) if "[1]" in str(m)]
    assert answers == []


def stranger_says(telegram: FakeTelegram, *what: Any, **how: Any) -> None:
    """The outsider writes, and the bot has dealt with it."""
    person = telegram.person(OUTSIDER, "Mallory")
    telegram.say(person, *what, **how)
    telegram.settled()


def test_a_private_message_is_refused_once_with_the_id_and_then_silence(
    telegram: FakeTelegram, bot: Bot
) -> None:
    mallory = telegram.person(9_101, "Mallory")
    telegram.say(mallory, WORDS)
    said = telegram.wait_sent(mallory)["text"]
    assert "9101" in said
    assert len(said) < 200
    for words in (WORDS, "/start", "/help", "/ask x", "hello"):
        telegram.say(mallory, words)
    telegram.settled()
    assert len(telegram.sent(mallory)) == 1
    assert "9101" in bot.log()


@pytest.mark.parametrize(
    "command",
    ["/invite", "/sources", "/status", "/usage", "/reindex", "/remove marrowick-strike-ends.txt"],
)
def test_commands_of_admins_do_nothing_for_an_outsider(
    telegram: FakeTelegram, outsider: Person, command: str
) -> None:
    telegram.say(outsider, command)
    telegram.settled()
    said = " ".join(m["text"] for m in telegram.sent(outsider))
    assert "marrowick" not in said
    assert "start=" not in said


@pytest.mark.parametrize(
    "command",
    ["/invite", "/sources", "/status", "/usage", "/reindex", "/remove marrowick-strike-ends.txt"],
)
def test_commands_of_admins_do_nothing_for_a_member(
    telegram: FakeTelegram, someone: Person, command: str
) -> None:
    sent = telegram.say(someone, command)
    answer = telegram.wait_sent(someone, after=sent)["text"]
    assert "start=" not in answer
    assert len(answer) < 200


def test_a_group_that_is_allowed_does_not_let_in_its_outsiders(
    telegram: FakeTelegram, outsider: Person, group: Chat
) -> None:
    telegram.say(outsider, f"/ask {WORDS}", group)
    telegram.say(outsider, f"@{BOT['username']} {WORDS}", group)


def test_a_member_in_a_group_that_is_not_allowed_is_refused(
    telegram: FakeTelegram, someone: Person
) -> None:
    group = telegram.group(STRANGE_GROUP)
    telegram.say(someone, f"/ask {WORDS}", group)
    said = telegram.wait_sent(group)["text"]
    assert str(STRANGE_GROUP) in said
    telegram.say(someone, f"/ask {WORDS}", group)
    telegram.settled()
    assert len(telegram.sent(group)) == 1


def test_a_reply_and_a_forward_are_refused(
    telegram: FakeTelegram, outsider: Person, group: Chat
) -> None:
    mine = telegram.world.store(group, {"from": {**BOT}, "text": "An answer"})
    telegram.say(outsider, WORDS, group, reply_to=mine)
    telegram.say(outsider, updates.forwarded(outsider, WORDS))


def test_an_edited_message_is_refused(telegram: FakeTelegram, outsider: Person) -> None:
    message = telegram.say(outsider, "hello")
    telegram.edit(message, WORDS)


def test_an_edit_by_an_outsider_of_a_members_question_is_refused(
    telegram: FakeTelegram, outsider: Person, group: Chat
) -> None:
    message = telegram.say(outsider, f"/ask {WORDS}", group)
    telegram.edit(message, f"/ask {SHIPS}")


def test_an_inline_query_offers_nothing(telegram: FakeTelegram, outsider: Person) -> None:
    telegram.inline(outsider, WORDS, wait=0)
    telegram.settled()
    offered = [o for o in telegram.world.inline.values() if o]
    assert all(o["results"] == [] for o in offered)


def test_channels_and_business_and_anonymous_admins_are_refused(
    telegram: FakeTelegram, outsider: Person, group: Chat
) -> None:
    message = {"message_id": 5, "date": 1, "text": WORDS}
    channel = telegram.group(-100_999, "News", "channel")
    anonymous = {
        "id": 1087968824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    }
    private = telegram.world.chats[outsider.id].json()
    telegram.update({"channel_post": {**message, "chat": channel.json()}})
    telegram.update(
        {
            "business_message": {
                **message,
                "from": outsider.json(),
                "chat": private,
                "business_connection_id": "b",
            }
        }
    )
    telegram.update({"guest_message": {**message, "from": outsider.json(), "chat": private}})
    telegram.update(
        {
            "message": {
                **message,
                "from": anonymous,
                "chat": group.json(),
                "sender_chat": group.json(),
                "text": f"/ask {WORDS}",
            }
        }
    )
    telegram.settled()
    assert telegram.sent(group) == []


@pytest.mark.parametrize("code", ["", "x", "AAAAAAAAAAAAAAAA", "' OR 1=1 --", "a" * 64])
def test_a_stale_or_guessed_invitation_lets_nobody_in(
    telegram: FakeTelegram, outsider: Person, code: str
) -> None:
    telegram.say(outsider, f"/start {code}".strip())
    telegram.say(outsider, WORDS)


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a.txt", "b.docx", None])
def test_an_outsiders_files_are_not_even_fetched(
    telegram: FakeTelegram, outsider: Person, name: str | None
) -> None:
    telegram.upload(outsider, name, SECRET.encode())
    telegram.settled()
    assert telegram.calls("getFile") == []


def test_a_members_files_are_refused_and_not_fetched(
    telegram: FakeTelegram, someone: Person
) -> None:
    sent = telegram.upload(someone, "a.txt", SECRET.encode())
    telegram.wait_sent(someone, after=sent)
    assert telegram.calls("getFile") == []


def test_a_refused_callback_is_answered_and_shows_nothing(
    fake: FakeTelegram, make_bot: StartBot, telegram: FakeTelegram
) -> None:
    """Of a server of its own, since it needs an answer in a group."""
    ada, mallory = fake.person(1_001), fake.person(OUTSIDER)
    group = fake.group(-1_001)
    bot = make_bot().start()
    asked = fake.say(ada, f"/ask {SHIPS}", group)
    answer = fake.wait_sent(group, "[1]", after=asked)
    for button in buttons(answer):
        query = fake.press_data(mallory, answer, button["callback_data"])
        assert query.answer is not None
        assert "41 ships" not in query.answer["text"]
    fake.settled()
    assert len(fake.sent(group)) == 1
    # The same data, from the outsider's own private chat.
    own = fake.world.store(fake.world.chats[OUTSIDER], {"from": {**BOT}, "text": "x"})
    fake.press_data(mallory, own, buttons(answer)[0]["callback_data"])
    fake.settled()
    assert not [m for m in fake.sent(mallory) if "41 ships" in m["text"]]
    assert not list((bot.place / "data").rglob("*.jsonl"))


def test_nobody_is_let_in_when_no_list_is_given(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada = fake.person(1_001)
    bot = make_bot(NEWSDESK_TELEGRAM_USERS="", NEWSDESK_TELEGRAM_CHATS="").start()
    fake.say(ada, WORDS)
    fake.settled()
    assert "1001" in fake.wait_sent(ada)["text"]
    assert "NEWSDESK_TELEGRAM_USERS" in bot.log() or "invited" in bot.log()


def test_a_star_lets_everyone_in_and_warns(fake: FakeTelegram, make_bot: StartBot) -> None:
    mallory = fake.person(OUTSIDER)
    bot = make_bot(NEWSDESK_TELEGRAM_USERS="*").start()
    assert "everyone" in bot.log()
    asked = fake.say(mallory, SHIPS)
    assert "41 ships" in fake.wait_sent(mallory, after=asked)["text"]
