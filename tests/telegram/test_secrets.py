"""Neither the token nor a key comes out, whatever goes wrong."""

from __future__ import annotations

import base64
import urllib.parse

from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import StartBot
from tests.telegram.driver import SHIPS, SHIPS_QUOTE, Bot

KEY = "sk-proj-abcdefGHIJKLmnop0123456789"
SECRET = "hook-secret_" + "Zz9" * 8


def spellings(secret: str) -> set[str]:
    """A secret as it may stand in an address, in JSON, or encoded."""
    return {
        secret,
        urllib.parse.quote(secret, safe=""),
        secret.split(":")[-1],
        base64.b64encode(secret.encode()).decode().rstrip("="),
        repr(secret)[1:-1],
    }


def check(fake: FakeTelegram, bot: Bot) -> None:
    said = bot.log() + str(
        [
            m.get("text")
            for c in fake.world.messages.values()
            for m in c.values()
            if m.get("from", {}).get("is_bot")
        ]
    )
    for secret in (fake.token, KEY, SECRET):
        for spelling in spellings(secret):
            assert spelling not in said


def test_the_token_is_in_no_log_whatever_fails(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada = fake.person(1_001)
    bot = make_bot(
        NEWSDESK_DEBUG="1",
        HTTPX_LOG_LEVEL="debug",
        PYTHONASYNCIODEBUG="1",
        OPENAI_API_KEY=KEY,
    ).start()
    for kind, code in (("drop", None), ("gateway", None), ("refuse", 429), ("refuse", 400)):
        fake.fail("*", code, kind=kind, times=2)  # type: ignore[arg-type]
        fake.fail("getUpdates", code, kind=kind, times=1)  # type: ignore[arg-type]
        fake.say(ada, SHIPS)
        fake.settled(30)
        fake.heal()
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=30)
    fake.fail("getUpdates", 401, times=None)
    bot.ended()
    assert bot.log()
    check(fake, bot)


def test_a_server_that_repeats_the_token_in_its_errors_does_not_spread_it(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    ada = fake.person(1_001)
    bot = make_bot(NEWSDESK_DEBUG="1", NEWSDESK_TELEGRAM_WEBHOOK_SECRET=SECRET).start()
    url = f"{fake.url}/bot{fake.token}/sendMessage {SECRET}"
    for method in ("sendMessage", "sendChatAction", "getUpdates", "answerCallbackQuery"):
        fake.fail(method, 400, f"cannot reach {url}", times=2)
        fake.say(ada, SHIPS)
        fake.settled(30)
    fake.heal()
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=30)
    check(fake, bot)


def test_a_token_in_a_question_is_not_logged(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada = fake.person(1_001)
    bot = make_bot(NEWSDESK_DEBUG="1").start()
    asked = fake.say(ada, f"{SHIPS} {fake.token}")
    fake.wait_sent(ada, after=asked)
    assert fake.token not in bot.log()
    assert "ships lay" not in bot.log()


def test_an_unusable_server_is_told_of_without_the_token(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    fake.go_dark()
    bot = make_bot(NEWSDESK_DEBUG="1", NEWSDESK_WATCHDOG_SECONDS="3").begin()
    assert bot.ended(40) == 1
    check(fake, bot)
    fake.come_back()
