"""No secret leaves by a log line, however it comes into one."""

from __future__ import annotations

import base64
import io
import json
import logging
import urllib.parse
from collections.abc import Callable, Iterator

import pytest

from bot.telegram.redaction import Handler, Redactor, secrets_of

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
KEY = "sk-proj-0123456789abcdefABCDEF"
WEBHOOK = "a+b/c=d&e f%g'h\"i"
Attack = Callable[[logging.Logger], None]


class Leaky:
    """Shows itself with the token in it."""

    def __repr__(self) -> str:
        return f"Bot[token={TOKEN}]"

    def __str__(self) -> str:
        return f"https://api.telegram.org/bot{TOKEN}/getMe"


def raising(log: logging.Logger) -> None:
    try:
        try:
            raise ValueError(f"cannot reach https://api/bot{TOKEN}/x")
        except ValueError as error:
            raise RuntimeError(KEY) from error
    except RuntimeError:
        log.exception("failed")


def noted(log: logging.Logger) -> None:
    error = ValueError("outer")
    error.add_note(f"with {TOKEN}")
    try:
        raise error
    except ValueError:
        log.error("failed", exc_info=True)


def grouped(log: logging.Logger) -> None:
    log.error("failed", exc_info=ExceptionGroup(TOKEN, [ValueError(KEY)]))


ATTACKS: list[Attack] = [
    lambda log: log.info(f"token {TOKEN}"),
    lambda log: log.info("token %s and %r", TOKEN, Leaky()),
    lambda log: log.info("%(a)s", {"a": TOKEN}),
    lambda log: log.info('HTTP Request: POST %s "HTTP/1.1 200 OK"', Leaky()),
    lambda log: log.info(Leaky()),
    lambda log: log.info("%s", TOKEN.encode()),
    lambda log: log.info("%s", {"token": [TOKEN], "key": (KEY,)}),
    lambda log: log.info("%s", urllib.parse.quote(TOKEN, safe="")),
    lambda log: log.info("%s", urllib.parse.quote(TOKEN, safe="").lower()),
    lambda log: log.info("%s", urllib.parse.quote(WEBHOOK, safe="")),
    lambda log: log.info("%s", urllib.parse.quote_plus(WEBHOOK)),
    lambda log: log.info("%s", json.dumps({"secret": WEBHOOK})),
    lambda log: log.info("%s", [WEBHOOK]),
    lambda log: log.info("%s", base64.b64encode(KEY.encode()).decode()),
    lambda log: log.info("part %s", TOKEN.partition(":")[2]),
    lambda log: log.info("%s" + TOKEN[:5] + "%s", "", TOKEN[5:]),
    lambda log: log.info("too few %s %s" + TOKEN, KEY),
    lambda log: log.info("Authorization: Bearer %s", "not-ours-0123456789abcdef"),
    lambda log: log.info("another's 987654321:BBF-zyxwvutsrqponmlkjihgfedcba_987"),
    lambda log: log.info("stack", stack_info=True),
    lambda log: logging.getLogger(f"other.{TOKEN}").warning("a child's"),
    raising,
    noted,
    grouped,
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    handler = Handler(Redactor([TOKEN, KEY, WEBHOOK]))
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    handler.setStream(io.StringIO())  # type: ignore[arg-type]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.stream  # type: ignore[misc]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_secret_is_written(attack: Attack, written: io.StringIO) -> None:
    attack(logging.getLogger("attack"))
    said = written.getvalue()
    assert said
    for secret in (TOKEN, KEY, WEBHOOK, "not-ours", "zyxwvut"):
        for spelt in (
            secret,
            urllib.parse.quote(secret, safe=""),
            urllib.parse.quote_plus(secret),
            json.dumps(secret)[1:-1],
            base64.b64encode(secret.encode()).decode(),
        ):
            assert spelt.lower() not in said.lower()
    assert "abcdefghijklmnopqrstuvwxyz_0123" not in said


def test_what_is_no_secret_is_left(written: io.StringIO) -> None:
    logging.getLogger("plain").info("3 of 10 files at 12:30, ids 123456789 and 5")
    assert written.getvalue() == "INFO plain 3 of 10 files at 12:30, ids 123456789 and 5\n"


def test_short_values_are_not_taken_for_secrets() -> None:
    assert Redactor(["1", "true"]).clean("1 is true") == "1 is true"


def test_secrets_are_known_by_their_names() -> None:
    environ = {
        "OPENAI_API_KEY": "a",
        "X_TOKEN": "b",
        "DB_PASSWORD": "c",
        "HOME": "d",
        "S_SECRET": "",
    }
    assert sorted(secrets_of(environ)) == ["a", "b", "c"]


def test_secrets_inside_of_json_are_known_too() -> None:
    options = json.dumps({"model": "m", "api_key": "abcdefghij", "more": {"auth_token": "k2"}})
    assert secrets_of({"NEWSDESK_EMBEDDING_OPTIONS": options, "X": "{broken"}) == [
        "abcdefghij",
        "k2",
    ]
