"""Questions and their answers as they stand in ``state.db``."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.answer import Answer
from bot.state import State
from bot.telegram import stored

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_CLOSED = "open = 0, text = NULL"
_COLUMNS = "id, chat, thread, user, message, text, attempts, answer, sent"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in Telegram something is said; thread 0 is none."""

    chat: int
    thread: int = 0

    @property
    def private(self) -> bool:
        """Whether it is a chat with one user."""
        return self.chat > 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was accepted.

    Attributes:
        id: short and random; buttons name it.
        message: the message that asked it.
        text: what is asked; empty when that was answered or given up.
        sent: how many messages of its answer are out.
    """

    id: str
    place: Place
    user: int
    message: int
    text: str
    attempts: int = 0
    answer: Answer | None = None
    sent: int = 0

    @property
    def key(self) -> str:
        """The conversation that it belongs to."""
        return conversation(self.place, self.user)


def conversation(place: Place, user: int) -> str:
    """The key of a user's conversation in a place."""
    return f"telegram:{place.chat}:{place.thread}:{user}"


class Records:
    """The questions; each is open until its answer is out, and its text is kept until then."""

    def __init__(self, state: State, now: Callable[[], float]) -> None:
        self._state = state
        self._now = now

    def accept(self, place: Place, user: int, message: int, text: str) -> Question | None:
        """Put a question on disk; None when this message was a question already."""
        id = "".join(secrets.choice(_ALPHABET) for _ in range(12))
        with self._state.write() as db:
            done = db.execute(
                "INSERT OR IGNORE INTO telegram_questions"
                " (id, chat, thread, user, message, text, open, asked)"
                " VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
                (id, place.chat, place.thread, user, message, text, self._now()),
            )
            if not done.rowcount:
                return None
        return Question(id, place, user, message, text)

    def together(self) -> contextlib.AbstractContextManager[object]:
        """One transaction of all that is noted in the block, also elsewhere in ``state.db``."""
        return self._state.write()

    def take_up(self) -> list[Question]:
        """Those that an earlier process left open; each is counted as tried once more."""
        with self._state.write() as db:
            db.execute("UPDATE telegram_questions SET attempts = attempts + 1 WHERE open")
        return self.open()

    def open(self) -> list[Question]:
        """Those whose answers are not out, in the order in which they were asked."""
        rows = self._state.rows(
            f"SELECT {_COLUMNS} FROM telegram_questions WHERE open ORDER BY asked, message"
        )
        return [_question(row) for row in rows]

    def find(self, id: str) -> Question | None:
        """One question by its id."""
        rows = self._state.rows(f"SELECT {_COLUMNS} FROM telegram_questions WHERE id = ?", id)
        return _question(rows[0]) if rows else None

    def of_message(self, chat: int, message: int) -> str | None:
        """The id of the question that a message asked."""
        rows = self._state.rows(
            "SELECT id FROM telegram_questions WHERE chat = ? AND message = ?", chat, message
        )
        return str(rows[0][0]) if rows else None

    def reworded(self, id: str, text: str) -> None:
        """Put an edited question in place of the first one, unless it is closed."""
        self._set(id, "text = ?", text, only="open")

    def answered(self, id: str, answer: Answer) -> None:
        """Keep an answer before it is sent, so that what is sent after a crash is the same.

        One to a question that is closed is not kept.
        """
        self._set(id, "answer = ?", stored.to_text(answer), only="open")

    def sent(self, id: str, messages: int, *, last: bool) -> None:
        """Note how many messages of the answer are out; with the last, the text is erased."""
        self._set(id, f"sent = ?, {_CLOSED}" if last else "sent = ?", messages)

    def close(self, id: str) -> None:
        """Note that a question gets no answer any more, and erase it with one that is not out."""
        self._set(id, f"answer = NULL, {_CLOSED}")

    def close_chat(self, chat: int) -> None:
        """Give up what was asked in a chat that cannot be written to."""
        with self._state.write() as db:
            db.execute(
                f"UPDATE telegram_questions SET answer = NULL, {_CLOSED} WHERE open AND chat = ?",
                (chat,),
            )

    def filed(self, id: str) -> bool:
        """Whether an answer was reported to be wrong."""
        rows = self._state.rows("SELECT filed FROM telegram_questions WHERE id = ?", id)
        return bool(rows and rows[0][0])

    def file(self, id: str) -> None:
        """Mark an answer as reported to be wrong."""
        self._set(id, "filed = 1")

    def forget(self, place: Place, user: int) -> int:
        """Delete a user's questions and answers in a place; returns how many there were.

        Their words stay in the log of ``state.db`` until it is emptied.
        """
        with self._state.write() as db:
            done = db.execute(
                "DELETE FROM telegram_questions WHERE chat = ? AND thread = ? AND user = ?",
                (place.chat, place.thread, user),
            )
            return done.rowcount

    def move(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup; its messages get new numbers there."""
        with self._state.write() as db:
            db.execute("INSERT OR REPLACE INTO telegram_moves VALUES (?, ?)", (old, new))
            db.execute(
                "UPDATE telegram_questions SET chat = ?, message = -abs(message) WHERE chat = ?",
                (new, old),
            )

    def _set(self, id: str, change: str, *values: Any, only: str = "TRUE") -> None:
        with self._state.write() as db:
            db.execute(
                f"UPDATE telegram_questions SET {change} WHERE id = ? AND {only}", (*values, id)
            )


def _question(row: tuple[Any, ...]) -> Question:
    id, chat, thread, user, message, text, attempts, answer, sent = row
    return Question(
        id,
        Place(chat, thread),
        user,
        message,
        text or "",
        attempts,
        stored.from_text(answer) if answer else None,
        sent,
    )
