"""What the server knows: people, chats, messages, files, updates under way, calls received."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.floods import Floods
from tests.fakes.telegram.queue import Queue

Json = dict[str, Any]

TOKEN = "700000001:AAFakeToken-for-the_loopback_serverXYZ01"
BOT: Json = {
    "id": 700000001,
    "is_bot": True,
    "first_name": "Newsdesk",
    "username": "newsdesk_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


@dataclass(frozen=True)
class Person:
    """A user of Telegram; a private chat with one has the user's id."""

    id: int
    first_name: str
    username: str | None = None

    def json(self) -> Json:
        made: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        made["language_code"] = "en"
        return made | ({"username": self.username} if self.username else {})


@dataclass
class Chat:
    """A chat.

    Attributes:
        kind: "private", "group", "supergroup" or "channel".
        closed: why nothing can be sent to it, in the server's words, or None.
        migrated: the supergroup that it became.
        threads: ids of its topics, of a forum.
    """

    id: int
    kind: str
    title: str
    username: str | None = None
    closed: str | None = None
    migrated: int | None = None
    threads: set[int] = field(default_factory=set)

    def json(self) -> Json:
        if self.kind == "private":
            made: Json = {"id": self.id, "type": "private", "first_name": self.title}
        else:
            made = {"id": self.id, "type": self.kind, "title": self.title}
        if self.threads:
            made["is_forum"] = True
        return made


@dataclass(frozen=True)
class Call:
    """One call of a method, as it came.

    Attributes:
        time: monotonic seconds at arrival.
        chat: the chat that it is for.
        over: limits that it exceeded: "chat", "group", "overall".
        outcome: "ok", the error's code, or the kind of fault that struck it.
        description: the error's words.
        result: what was answered.
    """

    time: float
    method: str
    params: Json
    chat: int | None
    over: tuple[str, ...]
    outcome: str
    description: str = ""
    result: Any = None


@dataclass
class Stored:
    """A file that a user sent: its bytes, and the size that is declared."""

    path: str
    data: bytes
    size: int


@dataclass
class Query:
    """A press of a button: whose, and what was answered."""

    id: str
    person: Person
    message: Json
    data: str
    at: float
    answer: Json | None = None


class World:
    """All of it, guarded by one lock; ``changed`` tells of every change."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, dict[int, Json]] = defaultdict(dict)
        self.html: dict[tuple[int, int], str] = {}
        self.drafts: list[tuple[float, int, int, str]] = []
        self.files: dict[str, Stored] = {}
        self.uploads: dict[str, bytes] = {}
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, Json] = {}
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.floods = Floods()
        self.queue = Queue(self.changed)
        self.webhook: Json = {}
        self.commands: dict[str, list[Json]] = {}
        self.token = TOKEN
        self.drafts_known = True
        self.stale_seconds = 15.0
        self.notes: list[str] = []
        self._ids = itertools.count(1)
        self._message_ids: dict[int, itertools.count[int]] = defaultdict(
            lambda: itertools.count(11)
        )

    def next_id(self) -> int:
        """A number never given before."""
        with self.changed:
            return next(self._ids)

    def store(self, chat: Chat, message: Json) -> Json:
        """Give a message its number and its date, and keep it."""
        with self.changed:
            number = next(self._message_ids[chat.id])
            whole = {"message_id": number, "date": int(time.time()), "chat": chat.json(), **message}
            self.messages[chat.id][number] = whole
            self.changed.notify_all()
            return whole

    def record(self, call: Call) -> None:
        """Note a call."""
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def wait(self, find: Callable[[], Any], timeout: float, what: str) -> Any:
        """Wait until something is found that is neither None nor empty.

        Raises:
            TimeoutError: if it is not there in time; says what was awaited.
        """
        end = time.monotonic() + timeout
        with self.changed:
            while True:
                found = find()
                if found:
                    return found
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"after {timeout} s there is still no {what}")
                self.changed.wait(min(left, 0.5))
