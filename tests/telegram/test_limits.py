"""What each user may ask, and that a restart forgives nothing."""

from __future__ import annotations

from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import StartBot
from tests.telegram.driver import DAMAGE, DAMAGE_QUOTE, SHIPS, SHIPS_QUOTE
from tests.telegram.slow import SETTINGS, waiting


def test_too_many_questions_in_a_minute_are_refused_for_that_user_alone(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada, ben = fake.person(1_001), fake.person(1_002)
    make_bot(NEWSDESK_RATE_PER_MINUTE="2").start()
    for _ in range(2):
        asked = fake.say(ada, SHIPS)
        fake.wait_sent(ada, SHIPS_QUOTE, after=asked)
    asked = fake.say(ada, DAMAGE)
    said = fake.wait_sent(ada, after=asked)["text"]
    assert "310 million" not in said
    assert len(said) < 150
    asked = fake.say(ben, DAMAGE)
    fake.wait_sent(ben, DAMAGE_QUOTE, after=asked)


def test_a_burst_is_refused_once_and_keeps_nobody_waiting(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada, ben = fake.person(1_001), fake.person(1_002)
    make_bot(NEWSDESK_RATE_PER_MINUTE="1").start()
    with fake.world.changed:
        burst = [fake.say(ada, SHIPS) for _ in range(300)]
    asked = fake.say(ben, DAMAGE)
    fake.wait_sent(ben, DAMAGE_QUOTE, after=asked)
    fake.settled()
    assert len([m for m in fake.sent(ada, burst[0]) if "too fast" in m["text"]]) == 1


def test_the_questions_of_a_day_are_counted_across_restarts_and_groups(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada, group = fake.person(1_001), fake.group(-1_001)
    bot = make_bot(NEWSDESK_DAILY_QUESTIONS="2").start()
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked)
    fake.settled()
    bot.kill()
    bot.start()
    asked = fake.say(ada, f"/ask {DAMAGE}", group)
    fake.wait_sent(group, DAMAGE_QUOTE, after=asked)
    asked = fake.say(ada, SHIPS)
    said = fake.wait_sent(ada, after=asked)["text"]
    assert "today" in said
    asked = fake.say(ada, "/help")
    assert fake.wait_sent(ada, "/new", after=asked)


def test_a_user_with_many_questions_waiting_is_told_so(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    make_bot().start()
    with fake.world.changed:
        for _ in range(30):
            fake.say(ada, SHIPS)
    fake.wait_sent(ada, "wait", timeout=40)


def test_what_a_dead_bot_left_unanswered_takes_no_place_in_a_users_queue(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    bot = make_bot(**SETTINGS).start()
    for _ in range(2):
        with fake.world.changed:
            for _ in range(15):
                fake.say(ada, waiting(SHIPS, 5))
        asked = fake.say(ada, "/help")
        fake.wait_sent(ada, "/new", after=asked)
        bot.kill()
        bot.start()
    assert not [m for m in fake.sent(ada) if "wait already" in m["text"]]
