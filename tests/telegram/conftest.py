"""Fixtures of the tests before a fake Telegram."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.telegram import FakeTelegram


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    """A Bot API server on loopback."""
    with FakeTelegram() as server:
        yield server
