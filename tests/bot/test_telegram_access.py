"""Who is let in: closed unless opened, by settings or by a code that works once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.state import State
from bot.telegram import config, tables
from bot.telegram.access import INVITE_SECONDS, TRIES, Access
from index.errors import SettingsError

TOKEN = "123456:" + "A" * 35


class Now:
    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


def loaded(**settings: str) -> config.Config:
    environ = {"TELEGRAM_BOT_TOKEN": TOKEN}
    return config.load(Settings(**settings), environ, Path("none"))  # type: ignore[arg-type]


def access(state: State, now: Now, **settings: str) -> Access:
    return Access(state, loaded(**settings), now)


def test_without_settings_nobody_is_let_in(state: State, now: Now) -> None:
    closed = access(state, now)
    assert not closed.user(1)
    assert not closed.user(None)
    assert not closed.chat(-5)


def test_named_users_and_admins_are_let_in(state: State, now: Now) -> None:
    opened = access(state, now, telegram_users="1, 2", telegram_admins="3")
    assert [opened.user(n) for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert [opened.admin(n) for n in (1, 2, 3, 4)] == [False, False, True, False]


def test_a_star_lets_in_everyone_but_telegrams_own_accounts(state: State, now: Now) -> None:
    opened = access(state, now, telegram_users="*")
    assert opened.user(99)
    assert not opened.user(1087968824)
    assert not opened.admin(99)


def test_a_group_must_be_named(state: State, now: Now) -> None:
    opened = access(state, now, telegram_users="*", telegram_chats="-5")
    assert opened.chat(-5)
    assert not opened.chat(-6)


def test_a_supergroup_stays_allowed_as_the_group_that_it_was(state: State, now: Now) -> None:
    opened = access(state, now, telegram_chats="-5")
    with state.write() as db:
        db.execute("INSERT INTO telegram_moves VALUES (-5, -100), (-6, -200)")
    assert opened.chat(-100)
    assert not opened.chat(-200)


def test_a_denial_is_the_first_one_once(state: State, now: Now) -> None:
    assert access(state, now).first_denial(9)
    assert not access(state, now).first_denial(9)


def test_a_code_lets_one_user_in_once(state: State, now: Now) -> None:
    closed = access(state, now)
    code = closed.invite(3)
    assert closed.redeem(7, code)
    assert closed.user(7)
    assert not closed.redeem(8, code)
    assert not closed.user(8)


def test_a_code_expires(state: State, now: Now) -> None:
    closed = access(state, now)
    code = closed.invite(3)
    now.at += INVITE_SECONDS + 1
    assert not closed.redeem(7, code)
    assert closed.invites() == []


def test_a_code_can_be_revoked(state: State, now: Now) -> None:
    closed = access(state, now)
    code = closed.invite(3)
    (made,) = closed.invites()
    assert closed.revoke(made.id)
    assert not closed.revoke(made.id)
    assert not closed.redeem(7, code)


def test_after_a_few_wrong_codes_a_right_one_does_not_help(state: State, now: Now) -> None:
    closed = access(state, now)
    code = closed.invite(3)
    assert not any(closed.redeem(7, f"wrong {n}") for n in range(TRIES))
    assert not closed.redeem(7, code)
    assert closed.redeem(8, code), "another user's tries are their own"


def test_a_member_can_be_shut_out(state: State, now: Now) -> None:
    closed = access(state, now)
    closed.redeem(7, closed.invite(3))
    assert closed.members() == [7]
    assert closed.expel(7)
    assert not closed.user(7)


def test_no_code_is_on_disk(state: State, now: Now, tmp_path: Path) -> None:
    code = access(state, now).invite(3)
    state.close()
    assert not any(code.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_an_anonymous_admin_cannot_use_a_code(state: State, now: Now) -> None:
    closed = access(state, now)
    assert not closed.redeem(1087968824, closed.invite(3))


@pytest.mark.parametrize(
    ("settings", "environ", "said"),
    [
        ({}, {}, "TELEGRAM_BOT_TOKEN is not set"),
        ({}, {"TELEGRAM_BOT_TOKEN": "abc"}, "is no bot token"),
        ({"telegram_users": "@ada"}, {}, "no numeric id"),
        ({"telegram_users": "1 2"}, {}, "no numeric id"),
        ({"telegram_users": "²"}, {}, "no numeric id"),
        ({"telegram_admins": "*"}, {}, "ADMINS"),
        ({"telegram_webhook": "https://x.org/h"}, {}, "SECRET is required"),
        ({"telegram_webhook": "https://x.org", "telegram_webhook_secret": "short"}, {}, "SECRET"),
        ({"telegram_webhook": "x.org", "telegram_webhook_secret": "s" * 20}, {}, "no address"),
        ({}, {"TELEGRAM_BASE_URL": "localhost:80"}, "TELEGRAM_BASE_URL"),
    ],
)
def test_a_setting_that_will_not_do_is_named(
    settings: dict[str, str], environ: dict[str, str], said: str
) -> None:
    given = environ if "is not" in said else {"TELEGRAM_BOT_TOKEN": TOKEN, **environ}
    with pytest.raises(SettingsError, match=said):
        config.load(Settings(**settings), given, Path("none"))  # type: ignore[arg-type]


def test_the_operator_is_warned_of_an_open_bot() -> None:
    assert "everyone" in loaded(telegram_users="*").warnings[0]
    assert loaded(telegram_users="1").warnings == []


def test_no_secret_is_in_the_settings_repr() -> None:
    made = loaded(telegram_webhook="https://x.org/h", telegram_webhook_secret="s" * 20)
    assert "A" * 35 not in repr(made)
    assert "s" * 20 not in repr(made)
    assert "s" * 20 not in repr(made.settings)


def test_the_token_may_come_from_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nTELEGRAM_BASE_URL=http://a:1/\n")
    made = config.load(Settings(), {}, tmp_path / ".env")  # type: ignore[call-arg]
    assert (made.token, made.root) == (TOKEN, "http://a:1")
