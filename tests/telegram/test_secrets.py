"""Neither the token nor a key comes out, whatever goes wrong."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Iterator

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import StartBot
from tests.telegram.driver import SHIPS, SHIPS_QUOTE, Bot

# A bot that finds no server tries for some seconds; the other tests need not wait for that.


@pytest.fixture(scope="module", autouse=True)
def unreachable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with FakeTelegram() as server:
        server.go_dark()
        with Bot(server, tmp_path_factory.mktemp("dark"), NEWSDESK_DEBUG="1") as bot:
            yield bot.begin()


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


def test_an_unusable_server_is_told_of_without_the_token(unreachable: Bot) -> None:
    assert unreachable.ended(40) == 1
    assert "cannot be reached" in unreachable.log()
    check(unreachable.fake, unreachable)
