"""What was said in each conversation, kept in ``state.db``."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.state import State
from index.errors import NewsdeskError, Unwritable

REMEMBERED = 12
"""How many turns a question can lean on; older ones are kept until they are erased."""

_MIGRATIONS = (
    """
    CREATE TABLE turns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation BLOB NOT NULL,
        question TEXT NOT NULL,
        standalone TEXT NOT NULL,
        answer TEXT NOT NULL,
        at REAL NOT NULL
    );
    CREATE INDEX turns_by_conversation ON turns (conversation, id);
    CREATE TABLE fresh (
        conversation BLOB PRIMARY KEY,
        after INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer.

    Attributes:
        question: as it was asked.
        standalone: as it was understood.
        answer: JSON of the `Answer`.
        at: when it was answered, in seconds since 1970.
    """

    question: str
    standalone: str
    answer: str
    at: float


class Conversations:
    """All conversations of one data folder, each by its key; a key is compared as a whole.

    Keys are such as ``cli:default`` or ``telegram:{chat}:{thread}:{user}``.

    Raises:
        NewsdeskError: by each method, if ``state.db`` cannot be used.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        state.migrate("conversation", _MIGRATIONS)

    def turns(self, key: str, most: int | None = REMEMBERED) -> list[Turn]:
        """The turns since the conversation last began afresh, oldest first.

        Args:
            key: the conversation.
            most: how many of the last ones, or None for all.
        """
        rows = self._state.rows(
            "SELECT question, standalone, answer, at FROM turns WHERE conversation = ? AND id > "
            "coalesce((SELECT after FROM fresh WHERE conversation = ?), 0) "
            "ORDER BY id DESC LIMIT ?",
            _key(key),
            _key(key),
            -1 if most is None else most,
        )
        return [Turn(*row) for row in reversed(rows)]

    def add(self, key: str, turn: Turn) -> None:
        """Add a turn; it is on disk when this returns."""
        with self._state.write() as db:
            db.execute(
                "INSERT INTO turns (conversation, question, standalone, answer, at) "
                "VALUES (?, ?, ?, ?, ?)",
                (_key(key), *map(_clean, (turn.question, turn.standalone, turn.answer)), turn.at),
            )

    def fresh(self, key: str) -> None:
        """Begin the conversation afresh: no question leans on what was said until now."""
        with self._state.write() as db:
            # The last number of all conversations: what is moved here later was said before.
            db.execute(
                "INSERT OR REPLACE INTO fresh SELECT ?, coalesce(max(id), 0) FROM turns",
                (_key(key),),
            )

    def forget(self, key: str) -> int:
        """Erase a conversation, from the free pages and the log of the file too.

        Returns:
            How many turns there were.

        Raises:
            NewsdeskError: if it was erased, and another process keeps the log from being emptied.
            Unwritable: if what the file may hold of it cannot be erased.
        """
        if not self._state.kept:
            raise Unwritable(f"{self._state.path} cannot be written: nothing was erased from it.")
        with self._state.write() as db:
            gone = db.execute("DELETE FROM turns WHERE conversation = ?", (_key(key),)).rowcount
            db.execute("DELETE FROM fresh WHERE conversation = ?", (_key(key),))
        # What was deleted is overwritten in the file once the log is written back to it.
        if self._state.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise NewsdeskError(
                f"The conversation was erased, but another process keeps reading {self._state.path}"
                ": its words may stay in the file's log until that process ends. Then forget again."
            )
        return gone

    def move(self, old: str, new: str) -> None:
        """Give each conversation whose key begins with ``old`` the key that begins with ``new``.

        For a chat that became a supergroup. ``old`` should end where a part of a key ends, as in
        ``telegram:-100:``; turns that are there already are kept, and come in their order.
        """
        first, other = _key(old), _key(new)
        if first == other:
            return
        with self._state.write() as db:
            rows = db.execute("SELECT conversation FROM turns UNION SELECT conversation FROM fresh")
            keys = [key for (key,) in rows if key.startswith(first)]
            # A new key can be an old one of another conversation, which is to make way before.
            for key in sorted(keys, key=len, reverse=len(other) > len(first)):
                _rename(db, key, other + key[len(first) :])


def _rename(db: sqlite3.Connection, old: bytes, new: bytes) -> None:
    db.execute("UPDATE turns SET conversation = ? WHERE conversation = ?", (new, old))
    # Where both began afresh, the later time counts.
    db.execute(
        "INSERT INTO fresh SELECT ?, after FROM fresh WHERE conversation = ? "
        "ON CONFLICT (conversation) DO UPDATE SET after = max(after, excluded.after)",
        (new, old),
    )
    db.execute("DELETE FROM fresh WHERE conversation = ?", (old,))


def _key(key: str) -> bytes:
    # As bytes, so that no two keys are ever taken for one, whatever characters they have.
    return key.encode("utf-8", "surrogatepass")


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
