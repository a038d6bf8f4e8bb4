"""A handler that fails says so, to whoever is let in and to nobody else."""

from __future__ import annotations

import asyncio
import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from telegram import Chat, Message, Update, User
from telegram.error import TimedOut

from bot.telegram.app import _failed
from bot.telegram.asking import FAILED
from index.errors import NewsdeskError

ADMIN, STRANGER, GROUP = 7, 8, -9


class _Post:
    def __init__(self) -> None:
        self.said: list[str] = []

    async def message(self, place: object, text: str, *, reply_to: int) -> None:
        self.said.append(text)


def _after(error: Exception, user: int = ADMIN, chat: int = ADMIN, text: str = "/new") -> list[str]:
    post = _Post()
    access = SimpleNamespace(user=lambda id: id == ADMIN, chat=lambda id: id in (ADMIN, GROUP))
    parts: Any = SimpleNamespace(post=post, access=access)
    message = Message(
        1,
        datetime.datetime(2025, 4, 5, tzinfo=datetime.UTC),
        Chat(chat, "private" if chat > 0 else "group"),
        from_user=User(user, "A", is_bot=False),
        text=text,
    )
    context: Any = SimpleNamespace(error=error)
    asyncio.run(_failed(parts, lambda said: said.replace("key", "…"), Update(1, message), context))
    return post.said


def test_what_was_meant_for_people_is_told_without_secrets() -> None:
    assert _after(NewsdeskError("the disk <full>, key")) == ["Not done: the disk &lt;full&gt;, …"]


def test_what_may_repeat_what_was_asked_is_not_told() -> None:
    assert _after(ValueError("my secret question")) == [FAILED]


@pytest.mark.parametrize(
    ("user", "chat", "text"),
    [(STRANGER, STRANGER, "/new"), (STRANGER, GROUP, "/new"), (ADMIN, GROUP, "Good morning")],
)
def test_nobody_else_is_told(user: int, chat: int, text: str) -> None:
    assert _after(ValueError("x"), user, chat, text) == []


def test_where_telegram_itself_fails_nothing_is_sent() -> None:
    assert _after(TimedOut()) == []
