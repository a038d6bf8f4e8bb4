"""A member asks in a private chat."""

from __future__ import annotations

import time

import pytest

from tests.fakes.telegram import FakeTelegram, buttons, seen, updates
from tests.fakes.telegram.world import Person
from tests.telegram.driver import ASKED, DAMAGE, SHIPS, SHIPS_QUOTE, Bot


def test_a_question_is_answered_with_its_words_and_its_source(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, SHIPS)
    answer = telegram.wait_sent(someone, "[1]", after=asked)
    assert SHIPS_QUOTE in answer["text"]
    assert "Marrowick dockers go back to work after ten days" in answer["text"]
    assert "2024-05-24" in answer["text"]
    assert "1" in [button["text"] for button in buttons(answer)]


def test_an_answer_replies_to_its_question_without_a_link_preview(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, SHIPS)
    answer = telegram.wait_sent(someone, after=asked)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert answer["link_preview_options"] == {"is_disabled": True}


def test_what_the_articles_do_not_say_is_said_to_be_so(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, "Who won the chess tournament in Reykjavik in 1972?")
    answer = telegram.wait_sent(someone, after=asked)
    assert "do not say" in answer["text"] or "do not answer" in answer["text"]
    assert "[1]" not in answer["text"]


def test_typing_is_shown_while_the_answer_is_made(telegram: FakeTelegram, someone: Person) -> None:
    asked = telegram.say(someone, SHIPS)
    telegram.wait_sent(someone, after=asked)
    actions = telegram.calls("sendChatAction", someone.id)
    assert [call.params["action"] for call in actions][:1] == ["typing"]


def test_a_forwarded_text_is_a_question(telegram: FakeTelegram, someone: Person) -> None:
    asked = telegram.say(someone, updates.forwarded(someone, SHIPS))
    assert SHIPS_QUOTE in telegram.wait_sent(someone, after=asked)["text"]


def test_a_caption_is_a_question(telegram: FakeTelegram, someone: Person) -> None:
    asked = telegram.say(someone, updates.photo(someone, SHIPS))
    assert SHIPS_QUOTE in telegram.wait_sent(someone, after=asked)["text"]


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "location"])
def test_other_things_get_one_friendly_line(
    telegram: FakeTelegram, someone: Person, kind: str
) -> None:
    sent = telegram.say(someone, getattr(updates, kind)(someone))
    answer = telegram.wait_sent(someone, after=sent)
    assert len(answer["text"].splitlines()) == 1
    assert len(answer["text"]) < 150


def test_start_and_help_say_what_it_does_in_a_few_lines(
    telegram: FakeTelegram, someone: Person
) -> None:
    for command in ("/start", "/help"):
        sent = telegram.say(someone, command)
        answer = telegram.wait_sent(someone, after=sent)
        assert "/new" in answer["text"]
        assert len(answer["text"]) < 900
        assert "/invite" not in answer["text"], "a command of admins"


def test_an_unknown_command_is_answered_and_not_asked(
    telegram: FakeTelegram, someone: Person
) -> None:
    sent = telegram.say(someone, "/frobnicate now")
    assert "/help" in telegram.wait_sent(someone, after=sent)["text"]


def test_a_question_that_is_too_long_is_refused_in_one_line(
    telegram: FakeTelegram, someone: Person
) -> None:
    sent = telegram.say(someone, "toll " * 700)
    answer = telegram.wait_sent(someone, after=sent)["text"]
    assert "2,000" in answer
    assert len(answer) < 200


@pytest.mark.parametrize(
    "words",
    [
        "<b>How many</b> <i>ships</i> &amp; </b> lay in the roads at the height of the strike?",
        "How many ships 🦆🏳️‍🌈 lay in the roads\u202e at the height of the strike?",
        "How many ships lay in the roads at the height of the strike? \ud83d".encode(
            "utf-16", "surrogatepass"
        ).decode("utf-16", "replace"),
        "```How many ships lay in the roads at the height of the strike?``` _[x](tg://user?id=1)_",
    ],
)
def test_odd_characters_in_a_question_do_no_harm(
    telegram: FakeTelegram, someone: Person, words: str
) -> None:
    asked = telegram.say(someone, words)
    assert telegram.wait_sent(someone, after=asked)["text"]


def test_an_edit_after_the_answer_is_not_answered_again(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, SHIPS)
    telegram.wait_sent(someone, after=asked)
    telegram.edit(asked, DAMAGE)
    telegram.settled()
    last = telegram.say(someone, "/help")
    telegram.wait_sent(someone, "/new", after=last)
    assert len(telegram.sent(someone)) == 2


def test_every_other_kind_of_update_leaves_the_bot_well_and_silent(
    telegram: FakeTelegram, someone: Person
) -> None:
    first = telegram.say(someone, SHIPS)
    telegram.wait_sent(someone, after=first)
    for update in updates.odd_kinds(someone, telegram.world.chats[someone.id], first):
        telegram.update(update)
    telegram.settled()
    asked = telegram.say(someone, DAMAGE)
    answer = telegram.wait_sent(someone, ASKED[DAMAGE], after=asked)
    between = [m for m in telegram.sent(someone) if m["message_id"] < answer["message_id"]]
    # One for the first question; a message of an unknown kind may get the friendly line.
    assert len(between) <= 2


def test_an_update_that_the_library_cannot_read_stops_nobody(
    telegram: FakeTelegram, bot: Bot, someone: Person
) -> None:
    poll = {"id": "p", "question": "A secret plan?"}
    telegram.update(
        {
            "message": {
                "message_id": 900,
                "date": int(time.time()),
                "chat": telegram.world.chats[someone.id].json(),
                "from": someone.json(),
                "poll": poll,
            }
        }
    )
    telegram.update({"message": {"message_id": "what", "text": "a secret plan"}})
    asked = telegram.say(someone, SHIPS)
    assert SHIPS_QUOTE in telegram.wait_sent(someone, after=asked)["text"]
    telegram.settled()
    assert "ecret plan" not in bot.log()


def test_duplicate_and_disordered_updates_are_answered_once_each(
    telegram: FakeTelegram, someone: Person
) -> None:
    queue = telegram.world.queue
    queue.twice = queue.shuffled = True
    try:
        asked = [telegram.say(someone, question) for question in ASKED]
        for words in ASKED.values():
            telegram.wait_sent(someone, words)
        # The server lost its memory of what was confirmed.
        for message in asked:
            telegram.update({"message": message})
        last = telegram.say(someone, "/help")
        telegram.wait_sent(someone, "/new", after=last)
        telegram.settled()
    finally:
        queue.twice = queue.shuffled = False
    answers = [m for m in telegram.sent(someone) if "[1]" in m["text"]]
    assert len(answers) == len(ASKED)


def test_answers_come_in_the_order_of_the_questions(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = [telegram.say(someone, question) for question in ASKED]
    for words in ASKED.values():
        telegram.wait_sent(someone, words)
    replied = [m["reply_to_message"]["message_id"] for m in telegram.sent(someone)]
    assert replied == [m["message_id"] for m in asked]


def test_a_deleted_question_is_answered_all_the_same(
    telegram: FakeTelegram, someone: Person
) -> None:
    with telegram.world.changed:
        asked = telegram.say(someone, SHIPS)
        del telegram.world.messages[someone.id][asked["message_id"]]
    answer = telegram.wait_sent(someone, SHIPS_QUOTE, after=asked)
    assert "reply_to_message" not in answer


def test_new_and_forget_and_cancel_answer_in_one_line(
    telegram: FakeTelegram, someone: Person
) -> None:
    for command in ("/new", "/cancel", "/forget"):
        sent = telegram.say(someone, command)
        answer = telegram.wait_sent(someone, after=sent)
        assert len(answer["text"].splitlines()) == 1


def test_forget_erases_questions_and_answers_from_the_disk(
    telegram: FakeTelegram, bot: Bot, someone: Person
) -> None:
    asked = telegram.say(someone, f"{SHIPS} Zanzibarquux")
    telegram.wait_sent(someone, after=asked)
    sent = telegram.say(someone, "/forget")
    telegram.wait_sent(someone, after=sent)
    telegram.settled()
    holding = [
        file.name
        for file in (bot.place / "data").rglob("*")
        if file.is_file() and b"Zanzibarquux" in file.read_bytes()
    ]
    assert holding == []


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_source_that_is_checked_says_sentence_by_sentence(
    telegram: FakeTelegram, someone: Person, gap: str
) -> None:
    text = f"{SHIPS_QUOTE} The strike was led by the famous astronaut Yuri Gagarin."
    sent = telegram.say(someone, f"/check{gap}{text}")
    answer = seen(telegram.wait_sent(someone, after=sent))
    assert SHIPS_QUOTE in answer
    assert "marrowick-strike-ends.txt" in answer
    assert "Gagarin" in answer


def test_nothing_comes_faster_than_telegram_allows(telegram: FakeTelegram, someone: Person) -> None:
    for question in ASKED:
        telegram.say(someone, question)
    for words in ASKED.values():
        telegram.wait_sent(someone, words)
    assert [c.over for c in telegram.calls(chat=someone.id) if c.over] == []
