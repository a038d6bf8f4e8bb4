"""Updates that come by a webhook instead of by polling."""

from __future__ import annotations

import socket

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import DAMAGE, DAMAGE_QUOTE, SHIPS, SHIPS_QUOTE


@pytest.fixture
def ada(fake: FakeTelegram) -> Person:
    return fake.person(1_001)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_a_webhook_takes_updates_only_with_its_secret(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    port, secret = free_port(), "s3cret_-" * 4
    bot = make_bot(
        NEWSDESK_TELEGRAM_WEBHOOK="https://bot.example/hook",
        NEWSDESK_TELEGRAM_WEBHOOK_SECRET=secret,
        NEWSDESK_TELEGRAM_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
    ).start()
    fake.deliver_to(port)
    forged = {
        "update_id": 5,
        "message": {
            "message_id": 5,
            "date": 1,
            "chat": {"id": ada.id, "type": "private", "first_name": "Ada"},
            "from": ada.json(),
            "text": DAMAGE,
        },
    }

    def refused() -> bool:
        try:
            return all(fake.post(forged, s) in (401, 403, 404) for s in (None, "", "wrong"))
        except OSError:
            return False

    fake.wait(refused, 20, "refusal of the forged update")
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=15)
    assert len(fake.sent(ada)) == 1
    assert secret not in bot.log()
    # Stored before it is acknowledged: killed right after, it is answered by the next.
    slow = fake.say(ada, DAMAGE)
    fake.settled()
    bot.kill()
    bot.start()
    fake.wait_sent(ada, DAMAGE_QUOTE, after=slow, timeout=15)
    bot.terminate()
    assert bot.ended(15) == 0
    assert "Traceback" not in bot.log()


def test_garbage_at_the_webhook_does_no_harm(
    fake: FakeTelegram, make_bot: StartBot, ada: Person
) -> None:
    port, secret = free_port(), "s3cret_-" * 4
    make_bot(
        NEWSDESK_TELEGRAM_WEBHOOK="https://bot.example/hook",
        NEWSDESK_TELEGRAM_WEBHOOK_SECRET=secret,
        NEWSDESK_TELEGRAM_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
    ).start()
    fake.deliver_to(port)
    garbage = [{}, {"update_id": "x"}, {"update_id": 1, "message": 7}, [], "x", {"update_id": None}]
    for body in garbage:
        fake.wait(lambda body=body: fake.post(body, secret) is not None, 20, "answer")  # type: ignore[arg-type]
    asked = fake.say(ada, SHIPS)
    fake.wait_sent(ada, SHIPS_QUOTE, after=asked, timeout=15)
