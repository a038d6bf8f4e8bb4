"""Telegram says "too many requests", and breaks, and the final text arrives all the same."""

from __future__ import annotations

import time

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import ASKED, DAMAGE, DAMAGE_QUOTE, SHIPS, SHIPS_QUOTE

# The unit tests of the outbox do this with delays of 1 to 30 s on a clock of their own.


def all_answered_once(fake: FakeTelegram, people: list[Person]) -> None:
    for person in people:
        for words in ASKED.values():
            fake.wait_sent(person, words, timeout=60)
    fake.settled()
    for person in people:
        texts = [m["text"] for m in fake.sent(person)]
        assert [next(q for q in ASKED if ASKED[q] in t) for t in texts] == list(ASKED)


def test_every_third_call_refused_with_429(fake: FakeTelegram, make_bot: StartBot) -> None:
    people = [fake.person(1_001 + i) for i in range(4)]
    make_bot().start()
    fault = fake.fail("*", 429, retry_after=1, every=3, times=None)
    for person in people:
        for question in ASKED:
            fake.say(person, question)
    all_answered_once(fake, people)
    assert fault.struck > 3


def test_one_chats_silence_stops_no_other(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada, ben = fake.person(1_001), fake.person(1_002)
    make_bot().start()
    fake.fail("sendMessage", 429, retry_after=6, chat=ada.id)
    began = time.monotonic()
    first = fake.say(ada, SHIPS)
    fake.wait(lambda: fake.calls("sendMessage", ada.id), what="first try")
    asked = fake.say(ben, DAMAGE)
    fake.wait_sent(ben, DAMAGE_QUOTE, after=asked, timeout=3)
    fake.wait_sent(ada, SHIPS_QUOTE, after=first, timeout=12)
    tries = fake.calls("sendMessage", ada.id)
    assert [call.outcome for call in tries] == ["429", "ok"]
    assert tries[1].time - tries[0].time >= 6
    assert time.monotonic() - began < 14


def test_a_message_that_may_not_have_arrived_is_sent_again(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    make_bot().start()
    for kind in ("drop", "gateway"):
        fake.fail("sendMessage", kind=kind)
        asked = fake.say(ada, SHIPS)
        fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=20)


def test_errors_of_the_gateway_while_polling_lose_nothing(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    bot = make_bot().start()
    for kind in ("gateway", "drop", "refuse"):
        fake.fail("getUpdates", 429 if kind == "refuse" else None, kind=kind, times=2)
        asked = fake.say(ada, SHIPS)
        fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=30)
        fake.heal()
    assert bot.runs


def test_updates_whose_delivery_is_cut_off_are_handed_out_again(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    make_bot().start()
    fake.fail("getUpdates", kind="drop", delivered=True)
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=30)
    fake.settled()
    assert len(fake.sent(ada)) == 1


def test_a_user_who_blocked_the_bot_is_not_tried_again(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada, ben = fake.person(1_001), fake.person(1_002)
    bot = make_bot().start()
    with fake.world.changed:
        fake.block(ada, tell=False)
        for question in ASKED:
            fake.say(ada, question)
    fake.wait(lambda: fake.calls("sendMessage", ada.id), what="a first try")
    asked = fake.say(ben, SHIPS)
    fake.wait_sent(ben, SHIPS_QUOTE, after=asked)
    # Every question of hers is answered in vain once, which may take its time on a busy machine.
    tried = 0
    while tried < len(tries := fake.calls("sendMessage", ada.id)):
        tried = len(tries)
        time.sleep(4)
    assert tried <= len(ASKED)
    fake.world.calls.clear()
    bot.kill()
    bot.start()
    asked = fake.say(ben, DAMAGE)
    fake.wait_sent(ben, DAMAGE_QUOTE, after=asked)
    assert fake.calls("sendMessage", ada.id) == []
    # Let in again, the user is answered again.
    fake.world.chats[ada.id].closed = None
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked)


def test_a_message_that_telegram_refuses_does_not_stop_the_next(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    make_bot().start()
    fake.fail("sendMessage", 400, "MESSAGE_IS_STRANGE", times=1)
    fake.say(ada, SHIPS)
    asked = fake.say(ada, DAMAGE)
    fake.wait_sent(ada, DAMAGE_QUOTE, after=asked, timeout=15)


def test_a_group_of_many_questions_keeps_twenty_a_minute(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    """Only the first seconds are looked at: nothing goes faster than one a second."""
    group = fake.group(-1_001)
    people = [fake.person(1_001 + i) for i in range(5)]
    make_bot().start()
    for person in people:
        fake.say(person, f"/ask {SHIPS}", group)
    fake.wait(lambda: len(fake.sent(group)) == 5, 30, "five answers")
    assert [c.over for c in fake.calls(chat=group.id) if c.over] == []
