"""Fixtures of the tests before a fake Telegram.

A bot takes seconds to start, so tests that do not harm it share one for their file, and each has
users and groups of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Chat, Person
from tests.telegram.driver import ADMINS, GROUPS, MEMBERS, OUTSIDER, Bot

StartBot = Callable[..., Bot]
_members = itertools.cycle(MEMBERS)
_admins = itertools.cycle(ADMINS)
_groups = itertools.cycle(GROUPS)


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    """A Bot API server on loopback."""
    with FakeTelegram() as server:
        yield server


@pytest.fixture
def make_bot(fake: FakeTelegram, tmp_path: Path) -> Iterator[StartBot]:
    """Makes a bot of the test's own, not started; one place for all of a test's bots."""
    with ExitStack() as stack:
        yield lambda **env: stack.enter_context(Bot(fake, tmp_path / "bot", **env))


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A running bot that the tests of a file share, with its own server."""
    with FakeTelegram() as server, Bot(server, tmp_path_factory.mktemp("bot")) as running:
        yield running.start()


@pytest.fixture(scope="module")
def telegram(bot: Bot) -> FakeTelegram:
    """The server of the shared bot."""
    return bot.fake


@pytest.fixture
def someone(telegram: FakeTelegram) -> Person:
    """A member whom no other test uses, with a private chat to the shared bot."""
    return telegram.person(next(_members), "Ada")


@pytest.fixture
def another(telegram: FakeTelegram) -> Person:
    """A second member."""
    return telegram.person(next(_members), "Ben")


@pytest.fixture
def group(telegram: FakeTelegram) -> Chat:
    """A group that is allowed."""
    return telegram.group(next(_groups), "Desk")


@pytest.fixture
def admin(telegram: FakeTelegram) -> Person:
    """An admin whom no other test uses."""
    return telegram.person(next(_admins), "Olga")


@pytest.fixture
def outsider(telegram: FakeTelegram) -> Person:
    """Someone who is not allowed."""
    return telegram.person(OUTSIDER, "Mallory")


@pytest.fixture(autouse=True)
def _nothing_was_refused(request: pytest.FixtureRequest) -> Iterator[None]:
    """The bot sends nothing that Telegram refuses, drops or shows wrongly."""
    yield
    if "telegram" in request.fixturenames:
        server: FakeTelegram = request.getfixturevalue("telegram")
        refused = [(c.method, c.description) for c in server.refusals()]
        notes = list(server.world.notes)
        server.world.calls.clear()
        server.world.notes.clear()
        assert refused == []
        assert notes == []
