"""Who may ask, and where; closed unless a setting or an invitation opens it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.state import State
from bot.telegram.config import Config

INVITE_SECONDS = 24 * 3_600
# Wrong codes that one user may try in a day.
TRIES = 5
_TRIES_SECONDS = 24 * 3_600
# Telegram's own accounts, which stand for anonymous admins, channels and linked channels.
NOBODY = frozenset({1087968824, 136817688, 777000})


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that was made and not used; the code itself is kept nowhere."""

    id: int
    made_by: int
    expires: float


class Access:
    """The allowlists of the settings, and those who were invited.

    Args:
        now: seconds since the epoch.
    """

    def __init__(self, state: State, config: Config, now: Callable[[], float]) -> None:
        self._state = state
        self._config = config
        self._now = now

    def admin(self, user: int | None) -> bool:
        """Whether a user is an admin, by the settings."""
        return user in self._config.admins

    def user(self, user: int | None) -> bool:
        """Whether a user may ask."""
        if user is None or user in NOBODY:
            return False
        if self.admin(user) or user in self._config.users:
            return True
        return bool(self._state.rows("SELECT 1 FROM telegram_members WHERE user = ?", user))

    def chat(self, chat: int) -> bool:
        """Whether questions are answered in a chat; a private one is its user's own."""
        if chat > 0 or chat in self._config.chats:
            return True
        rows = self._state.rows("SELECT old FROM telegram_moves WHERE new = ?", chat)
        return any(row[0] in self._config.chats for row in rows)

    def first_denial(self, id: int) -> bool:
        """Whether this user or chat is refused for the first time; it is then noted."""
        with self._state.write() as db:
            done = db.execute(
                "INSERT OR IGNORE INTO telegram_denied VALUES (?, ?)", (id, self._now())
            )
            return bool(done.rowcount)

    def invite(self, admin: int) -> str:
        """Make a code that lets one user in, once, within a day."""
        code = secrets.token_urlsafe(12)
        with self._state.write() as db:
            db.execute("DELETE FROM telegram_invites WHERE expires < ?", (self._now(),))
            db.execute(
                "INSERT INTO telegram_invites (hash, made_by, expires) VALUES (?, ?, ?)",
                (_hash(code), admin, self._now() + INVITE_SECONDS),
            )
        return code

    def invites(self) -> list[Invite]:
        """Codes that can still be used."""
        rows = self._state.rows(
            "SELECT id, made_by, expires FROM telegram_invites WHERE expires >= ? ORDER BY id",
            self._now(),
        )
        return [Invite(*row) for row in rows]

    def revoke(self, id: int) -> bool:
        """Make a code useless; False when there is none of this number."""
        with self._state.write() as db:
            done = db.execute("DELETE FROM telegram_invites WHERE id = ?", (id,))
            return bool(done.rowcount)

    def members(self) -> list[int]:
        """Users who came by an invitation."""
        return [
            row[0] for row in self._state.rows("SELECT user FROM telegram_members ORDER BY since")
        ]

    def expel(self, user: int) -> bool:
        """Undo an invitation that was used; False when this user did not come by one."""
        with self._state.write() as db:
            done = db.execute("DELETE FROM telegram_members WHERE user = ?", (user,))
            return bool(done.rowcount)

    def redeem(self, user: int, code: str) -> bool:
        """Let a user in who brings a good code, which is then used up.

        After too many wrong ones, a user's codes are not even looked at for a day.
        """
        if user in NOBODY:
            return False
        now = self._now()
        with self._state.write() as db:
            db.execute("DELETE FROM telegram_tries WHERE at < ?", (now - _TRIES_SECONDS,))
            row = db.execute("SELECT count(*) FROM telegram_tries WHERE user = ?", (user,))
            if row.fetchone()[0] >= TRIES:
                return False
            used = db.execute(
                "DELETE FROM telegram_invites WHERE hash = ? AND expires >= ? RETURNING made_by",
                (_hash(code), now),
            ).fetchone()
            if used is None:
                db.execute("INSERT INTO telegram_tries VALUES (?, ?)", (user, now))
                return False
            db.execute(
                "INSERT OR IGNORE INTO telegram_members VALUES (?, ?, ?)", (user, used[0], now)
            )
            db.execute("DELETE FROM telegram_denied WHERE id = ?", (user,))
            return True


def _hash(code: str) -> str:
    # A code has 96 random bits: nothing slower than this is needed to keep it from being guessed.
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
