"""A member asks in a group."""

from __future__ import annotations

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import BOT, Chat, Person
from tests.telegram.driver import DAMAGE, DAMAGE_QUOTE, SHIPS, SHIPS_QUOTE

NAME = f"@{BOT['username']}"


def silence(telegram: FakeTelegram, someone: Person, group: Chat) -> None:
    """Nothing was said in the group, though the bot has seen all."""
    last = telegram.say(someone, "/help")
    telegram.wait_sent(someone, "/new", after=last)
    assert telegram.sent(group) == []


def test_ask_is_answered_in_reply(telegram: FakeTelegram, someone: Person, group: Chat) -> None:
    asked = telegram.say(someone, f"/ask {SHIPS}", group)
    answer = telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert telegram.world.drafts == []


def test_ask_with_the_bots_name_is_answered(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"/ask{NAME} {SHIPS}", group)
    assert SHIPS_QUOTE in telegram.wait_sent(group, after=asked)["text"]


def test_a_mention_is_answered(telegram: FakeTelegram, someone: Person, group: Chat) -> None:
    asked = telegram.say(someone, f"{NAME} {SHIPS}", group)
    assert SHIPS_QUOTE in telegram.wait_sent(group, after=asked)["text"]


def test_a_mention_after_an_emoji_is_answered(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"😀😀 {SHIPS} {NAME}", group)
    assert SHIPS_QUOTE in telegram.wait_sent(group, after=asked)["text"]


def test_a_reply_to_the_bot_is_a_question(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"/ask {SHIPS}", group)
    answer = telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    again = telegram.say(someone, DAMAGE, group, reply_to=answer)
    assert DAMAGE_QUOTE in telegram.wait_sent(group, after=again)["text"]


def test_ask_in_reply_to_someone_elses_question_answers_that(
    telegram: FakeTelegram, someone: Person, another: Person, group: Chat
) -> None:
    question = telegram.say(another, SHIPS, group)
    asked = telegram.say(someone, "/ask", group, reply_to=question)
    assert SHIPS_QUOTE in telegram.wait_sent(group, after=asked)["text"]


def test_talk_among_people_is_left_alone_even_without_privacy_mode(
    telegram: FakeTelegram, someone: Person, another: Person, group: Chat
) -> None:
    telegram.privacy = False
    try:
        telegram.say(another, SHIPS, group)
        telegram.say(another, "@other_bot How many ships?", group)
        telegram.say(another, "/ask@other_bot How many ships?", group)
        telegram.say(another, "/start", group, reply_to=telegram.say(someone, "hm", group))
        silent = telegram.say(another, "write to me@newsdesk_test_bot.example", group)
        assert silent
    finally:
        telegram.privacy = True
    telegram.settled()
    said = [m for m in telegram.sent(group) if "41 ships" in m["text"]]
    assert said == []


def test_each_member_is_answered_in_a_group(
    telegram: FakeTelegram, someone: Person, another: Person, group: Chat
) -> None:
    first = telegram.say(someone, f"/ask {SHIPS}", group)
    second = telegram.say(another, f"/ask {DAMAGE}", group)
    for asked, words in ((first, SHIPS_QUOTE), (second, DAMAGE_QUOTE)):
        answer = telegram.wait_sent(group, words)
        assert answer["reply_to_message"]["message_id"] == asked["message_id"]


def test_answers_stay_in_their_topic(telegram: FakeTelegram, someone: Person, group: Chat) -> None:
    group.kind, group.threads = "supergroup", {3, 4}
    asked = telegram.say(someone, f"/ask {SHIPS}", group, thread=4)
    answer = telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    assert answer["message_thread_id"] == 4


def test_a_topic_that_is_gone_costs_not_the_answer(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    group.kind, group.threads = "supergroup", {3}
    with telegram.world.changed:
        asked = telegram.say(someone, f"/ask {SHIPS}", group, thread=3)
        group.threads = {4}
    assert telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    telegram.world.calls.clear()


def test_a_group_that_became_a_supergroup_is_answered_in_its_new_place(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"/ask {SHIPS}", group)
    before = telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    new = telegram.upgrade(group, someone, -100_000_000 + group.id)
    again = telegram.say(someone, f"/ask {DAMAGE}", new)
    answer = telegram.wait_sent(new, DAMAGE_QUOTE, after=again)
    query = telegram.press(someone, answer, "1")
    assert query.answer is not None
    assert before["message_id"]


def test_an_answer_follows_a_group_that_moves_meanwhile(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    """The server says where the group is only when the bot sends there."""
    new = telegram.group(-200_000_000 + group.id, group.title, "supergroup")
    with telegram.world.changed:
        telegram.say(someone, f"/ask {SHIPS}", group)
        group.migrated = new.id
    assert telegram.wait_sent(new, SHIPS_QUOTE)
    telegram.world.calls.clear()


def test_commands_of_admins_do_nothing_in_a_group(
    telegram: FakeTelegram, admin: Person, group: Chat
) -> None:
    for command in ("/status", "/sources", "/usage", "/invite", "/reindex", "/remove x.txt"):
        telegram.say(admin, f"{command}{NAME}", group)
    last = telegram.say(admin, f"/ask {SHIPS}", group)
    telegram.wait_sent(group, SHIPS_QUOTE, after=last)
    said = " ".join(m["text"] for m in telegram.sent(group))
    assert "start=" not in said, "an invitation in a group"
    assert "velmara-election-result" not in said
