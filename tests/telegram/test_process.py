"""The process: how it starts, how it ends, what it outlives."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import (
    ADMIN,
    ASKED,
    DAMAGE,
    DAMAGE_QUOTE,
    SHIPS,
    SHIPS_QUOTE,
    Bot,
)
from tests.telegram.slow import SETTINGS, waiting


def no_traceback(bot: Bot) -> None:
    assert "Traceback" not in bot.log(), bot.log()


@pytest.fixture
def ada(fake: FakeTelegram) -> Person:
    return fake.person(1_001)


def test_a_wrong_token_ends_it_with_an_error(fake: FakeTelegram, make_bot: StartBot) -> None:
    bot = make_bot(TELEGRAM_BOT_TOKEN="700000001:" + "B" * 35).begin()
    assert bot.ended() == 1
    assert "BotFather" in bot.log() or "TELEGRAM_BOT_TOKEN" in bot.log()
    assert "B" * 35 not in bot.log()
    no_traceback(bot)


def test_a_token_that_is_revoked_ends_it_with_an_error(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    bot = make_bot().start()
    fake.fail("getUpdates", 401, times=None)
    assert bot.ended() == 1
    assert "TELEGRAM_BOT_TOKEN" in bot.log() or "token" in bot.log()
    no_traceback(bot)


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "nonsense"}, "TELEGRAM_BOT_TOKEN"),
        ({"NEWSDESK_TELEGRAM_USERS": "@ada"}, "NEWSDESK_TELEGRAM_USERS"),
        ({"NEWSDESK_TELEGRAM_ADMINS": "*"}, "NEWSDESK_TELEGRAM_ADMINS"),
        ({"NEWSDESK_TELEGRAM_USER": "1"}, "NEWSDESK_TELEGRAM_USERS"),
        ({"NEWSDESK_TELEGRAM_WEBHOOK": "https://bot.example/hook"}, "WEBHOOK_SECRET"),
        (
            {"NEWSDESK_TELEGRAM_WEBHOOK": "nowhere", "NEWSDESK_TELEGRAM_WEBHOOK_SECRET": "s" * 32},
            "NEWSDESK_TELEGRAM_WEBHOOK",
        ),
        ({"TELEGRAM_BASE_URL": "nowhere"}, "TELEGRAM_BASE_URL"),
        ({"NEWSDESK_TIMEZONE": "Mars/Olympus"}, "NEWSDESK_TIMEZONE"),
        ({"NEWSDESK_ARTICLES": "/nonexistent/articles"}, "/nonexistent/articles"),
    ],
)
def test_a_wrong_setting_is_said_in_one_line(
    fake: FakeTelegram, make_bot: StartBot, env: dict[str, str], words: str
) -> None:
    bot = make_bot(**env).begin()
    assert bot.ended() in (1, 2)
    assert words in bot.log()
    assert len(bot.log().strip().splitlines()) <= 2
    no_traceback(bot)
    assert fake.token not in bot.log()


def test_answers_say_the_day_of_its_time_zone_and_that_the_folder_has_changed(
    ada: Person, fake: FakeTelegram, make_bot: StartBot
) -> None:
    # It is never the same day in both.
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        bot = make_bot(NEWSDESK_TIMEZONE=zone).start()
        days = {datetime.datetime.now(ZoneInfo(zone)).date()}
        (bot.articles / "new.txt").write_text("Zubrovka\n\nThe council banned bicycles.\n")
        asked = fake.say(ada, f"{SHIPS.rstrip('?')} today?")
        told = fake.wait_sent(ada, "since the last sync", after=asked, timeout=30)["text"]
        assert told.count("(1 new)") == 1
        days.add(datetime.datetime.now(ZoneInfo(zone)).date())
        assert any(f"“today” was read as {day}." in told for day in days)
        bot.kill()


def test_another_bot_on_the_same_token_is_reported_and_outlived(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot().start()
    fake.fail("getUpdates", 409, times=3)
    fake.wait(lambda: "409" in bot.log(), 20, "report of the conflict")
    fake.heal()
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=40)
    assert bot.runs


def test_a_second_process_on_the_same_data_is_refused(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    first = make_bot().start()
    second = Bot(fake, first.place)
    second.log_file = first.place / "second.log"
    with second:
        second.begin()
        assert second.ended() == 1
        assert str(first.process.pid if first.process else "") in second.log()
        no_traceback(second)
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked)


def test_a_dead_network_ends_it_so_that_a_supervisor_starts_it_anew(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    bot = make_bot(NEWSDESK_WATCHDOG_SECONDS="4").start()
    fake.go_dark()
    began = time.monotonic()
    assert bot.ended(30) == 1
    assert time.monotonic() - began > 3
    assert "reach" in bot.log()
    no_traceback(bot)
    fake.come_back()


def test_a_network_that_hangs_ends_it_too(fake: FakeTelegram, make_bot: StartBot) -> None:
    bot = make_bot(NEWSDESK_WATCHDOG_SECONDS="4").start()
    fake.fail("getUpdates", kind="hang", seconds=60, times=None)
    assert bot.ended(30) == 1
    no_traceback(bot)


def test_a_network_that_comes_back_is_used_again(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot().start()
    fake.go_dark()
    asked = fake.say(ada, SHIPS)
    time.sleep(2)
    fake.come_back()
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=30)
    assert bot.runs


def test_what_was_asked_before_a_kill_is_answered_after_it(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot(**SETTINGS).start()
    asked = fake.say(ada, waiting(SHIPS, 1.5))
    # Telegram was told that the question arrived; from here on only the disk knows it.
    fake.settled()
    assert fake.sent(ada) == []
    bot.kill()
    bot.start()
    answer = fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=15)
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    fake.settled()
    assert len(fake.sent(ada)) == 1


def test_what_came_while_it_was_down_is_answered_in_order(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    for question in ASKED:
        fake.say(ada, question)
    make_bot().start()
    for words in ASKED.values():
        fake.wait_sent(ada, words)
    texts = [m["text"] for m in fake.sent(ada)]
    assert [next(q for q in ASKED if ASKED[q] in t) for t in texts] == list(ASKED)
    assert "pending updates were dropped" not in fake.world.notes


def test_updates_seen_before_a_restart_are_not_dealt_with_again(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot().start()
    number = fake.world.queue.next
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked)
    fake.settled()
    time.sleep(0.5)  # until the answer is recorded, too
    bot.kill()
    fake.update({"message": asked}, number=number)
    bot.start()
    after = fake.say(ada, DAMAGE)
    fake.wait_sent(ada, DAMAGE_QUOTE, after=after)
    assert len(fake.sent(ada)) == 2


def test_sigterm_lets_what_runs_be_finished(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot(NEWSDESK_GRACE_SECONDS="10", **SETTINGS).start()
    asked = fake.say(ada, waiting(SHIPS, 2))
    fake.wait(lambda: fake.calls("sendChatAction", ada.id), what="typing")
    bot.terminate()
    assert bot.ended(20) == 0
    assert SHIPS_QUOTE in fake.wait_sent(ada, after=asked, timeout=1)["text"]
    no_traceback(bot)


def test_what_the_grace_does_not_suffice_for_is_taken_up_by_the_next(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    bot = make_bot(NEWSDESK_GRACE_SECONDS="0.5", **SETTINGS).start()
    fake.say(ada, waiting(SHIPS, 15))
    fake.wait(lambda: fake.calls("sendChatAction", ada.id), what="typing")
    began = time.monotonic()
    bot.terminate()
    bot.ended(20)
    assert time.monotonic() - began < 11, "the end waits for a thread"
    no_traceback(bot)
    assert fake.sent(ada) == []
    fake.world.calls.clear()
    bot.start()
    fake.wait(lambda: fake.calls("sendChatAction", ada.id), what="typing once more")


def test_ctrl_c_ends_it_quietly(fake: FakeTelegram, make_bot: StartBot) -> None:
    import signal

    bot = make_bot().start()
    assert bot.process is not None
    bot.process.send_signal(signal.SIGINT)
    assert bot.ended(15) in (0, 130)
    no_traceback(bot)


def test_a_webhook_of_before_is_deleted_without_losing_updates(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    fake.world.webhook = {"url": "https://elsewhere.example/", "secret": ""}
    asked = fake.say(ada, SHIPS)
    bot = make_bot().begin()
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=40)
    assert fake.world.webhook == {}
    assert bot.runs


def test_menus_are_set_and_are_longer_for_admins(fake: FakeTelegram, make_bot: StartBot) -> None:
    fake.person(ADMIN)
    make_bot().start()
    fake.wait(lambda: any(str(ADMIN) in scope for scope in fake.world.commands), what="menus")

    def names(part: str) -> set[str]:
        found = next(c for scope, c in fake.world.commands.items() if part in scope)
        return {command["command"] for command in found}

    assert "invite" in names(str(ADMIN))
    assert "invite" not in names("all_private_chats")
    assert {"ask", "new", "help"} <= names("all_group_chats")


def test_help_of_the_command_needs_no_token() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "telegram", "--help"],
        cwd="/",
        env={
            "PYTHONPATH": str(__import__("tests").__path__[0]).removesuffix("/tests"),
            "PATH": "/usr/bin",
            "HOME": "/tmp",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "Telegram" in done.stdout
