"""What is shown while an answer takes its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Chat, Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import ADMIN, ASKED, DAMAGE, DAMAGE_QUOTE, SHIPS, SHIPS_QUOTE, Bot
from tests.telegram.slow import SETTINGS, waiting


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot whose answers take as long as a question says."""
    place = tmp_path_factory.mktemp("bot")
    with FakeTelegram() as server, Bot(server, place, **SETTINGS) as running:
        yield running.start()


def test_drafts_are_finished_by_a_real_message(telegram: FakeTelegram, someone: Person) -> None:
    asked = telegram.say(someone, waiting(SHIPS, 4))
    telegram.wait(lambda: [d for d in telegram.world.drafts if d[1] == someone.id], what="draft")
    assert telegram.sent(someone) == []
    answer = telegram.wait_sent(someone, SHIPS_QUOTE, after=asked)
    drafts = [d for d in telegram.world.drafts if d[1] == someone.id]
    assert len({draft for _, _, draft, _ in drafts}) == 1
    telegram.settled()
    last = telegram.say(someone, "/help")
    telegram.wait_sent(someone, "/new", after=last)
    assert [d for d in telegram.world.drafts if d[1] == someone.id] == drafts
    assert answer in telegram.sent(someone)


def test_an_answer_that_ends_with_its_first_sentence_waits_for_no_draft(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, waiting(SHIPS, 0.9))
    telegram.wait_sent(someone, SHIPS_QUOTE, after=asked)
    assert telegram.calls("sendMessageDraft", someone.id) == []


def test_in_a_group_there_is_typing_and_one_message(
    telegram: FakeTelegram, someone: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"/ask {waiting(SHIPS, 2)}", group)
    telegram.wait_sent(group, SHIPS_QUOTE, after=asked)
    assert [d for d in telegram.world.drafts if d[1] == group.id] == []
    assert telegram.calls("sendChatAction", group.id)
    assert len(telegram.sent(group)) == 1


def test_cancel_stops_the_answer(telegram: FakeTelegram, someone: Person) -> None:
    telegram.say(someone, waiting(SHIPS, 3))
    telegram.wait(lambda: telegram.calls("sendChatAction", someone.id), what="typing")
    asked = telegram.say(someone, "/cancel")
    telegram.wait_sent(someone, after=asked, timeout=2)
    next_one = telegram.say(someone, DAMAGE)
    telegram.wait_sent(someone, DAMAGE_QUOTE, after=next_one)
    assert not [m for m in telegram.sent(someone) if "41 ships" in m["text"]]


def test_an_edit_before_the_answer_changes_the_question(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, waiting(SHIPS, 3))
    telegram.wait(lambda: telegram.calls("sendChatAction", someone.id), what="typing")
    telegram.edit(asked, DAMAGE)
    answer = telegram.wait_sent(someone, DAMAGE_QUOTE, after=asked)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    telegram.settled()
    assert len(telegram.sent(someone)) == 1


def test_a_slow_user_delays_no_other(
    telegram: FakeTelegram, someone: Person, another: Person
) -> None:
    telegram.say(someone, waiting(SHIPS, 6))
    telegram.wait(lambda: telegram.calls("sendChatAction", someone.id), what="typing")
    asked = telegram.say(another, DAMAGE)
    telegram.wait_sent(another, DAMAGE_QUOTE, after=asked, timeout=3)
    assert telegram.sent(someone) == []


def test_one_question_of_a_user_is_under_way_at_a_time(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = [telegram.say(someone, waiting(question, 0.5)) for question in ASKED]
    for words in ASKED.values():
        telegram.wait_sent(someone, words)
    answers = telegram.sent(someone)
    assert [m["reply_to_message"]["message_id"] for m in answers] == [
        m["message_id"] for m in asked
    ]


def test_commands_are_answered_while_a_question_is_under_way(
    telegram: FakeTelegram, someone: Person
) -> None:
    telegram.say(someone, waiting(SHIPS, 4))
    telegram.wait(lambda: telegram.calls("sendChatAction", someone.id), what="typing")
    asked = telegram.say(someone, "/help")
    telegram.wait_sent(someone, "/new", after=asked, timeout=2.5)


def test_a_server_without_drafts_costs_no_answer(fake: FakeTelegram, make_bot: StartBot) -> None:
    fake.world.drafts_known = False
    ada, olga = fake.person(1_001), fake.person(ADMIN)
    make_bot(**SETTINGS).start()
    for person in (ada, olga):
        asked = fake.say(person, waiting(SHIPS, 3.5))
        assert SHIPS_QUOTE in fake.wait_sent(person, after=asked)["text"]
    # Tried once, and then known.
    assert len(fake.calls("sendMessageDraft")) == 1


def test_a_draft_that_fails_costs_no_answer(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada = fake.person(1_001)
    make_bot(**SETTINGS).start()
    for code in (400, 403, 502):
        fake.fail("sendMessageDraft", code, times=None)
        fake.fail("sendChatAction", code, times=None)
        asked = fake.say(ada, waiting(SHIPS, 3))
        assert SHIPS_QUOTE in fake.wait_sent(ada, after=asked)["text"]
        assert fake.calls("sendMessageDraft", ada.id)
        fake.heal()
