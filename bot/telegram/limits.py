"""What each user may ask: so many questions a minute and a day, and so many tokens a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from bot.state import State

MINUTE = 60.0
# Questions of one user that wait for their turn behind the one that is being answered.
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Usage:
    """What a user used on one day."""

    user: int
    questions: int
    tokens: int


class Refusals:
    """Says of each refusal whether it is to be said: once a minute in a conversation.

    A chat takes one message a second. Were each message of a burst refused by one of its own, their
    sender would be told of the last a long time after it.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._said: dict[tuple[str, str], float] = {}

    def due(self, conversation: str, refusal: str) -> bool:
        """Whether this one was not said within the last minute; it is then noted."""
        now = self._now()
        self._said = {key: at for key, at in self._said.items() if at > now - MINUTE}
        # What comes after the first sentence may count seconds.
        key = (conversation, refusal.partition(".")[0])
        if key in self._said:
            return False
        self._said[key] = now
        return True


class Limits:
    """Counts; a day's are in ``state.db``, so that a restart does not forgive them.

    Args:
        per_minute, daily_questions, daily_tokens: 0 for any number.
        now: seconds since the epoch.
    """

    def __init__(
        self,
        state: State,
        *,
        per_minute: int,
        daily_questions: int,
        daily_tokens: int,
        now: Callable[[], float],
    ) -> None:
        self._state = state
        self._per_minute = per_minute
        self._questions = daily_questions
        self._tokens = daily_tokens
        self._now = now
        self._recent: dict[int, list[float]] = {}

    def refusal(self, user: int) -> str | None:
        """Why a user may not ask now, for a person; None when the question was counted."""
        now = self._now()
        recent = [at for at in self._recent.get(user, ()) if at > now - MINUTE]
        self._recent[user] = recent
        if self._per_minute and len(recent) >= self._per_minute:
            wait = max(1, round(recent[0] + MINUTE - now))
            return f"That is too fast for me. Ask again in {wait} s."
        used = self.today(user)
        if self._questions and used.questions >= self._questions:
            return (
                f"That was your share for today: {self._questions} a day. "
                f"Ask again in {self._until_midnight()}."
            )
        if self._tokens and used.tokens >= self._tokens:
            return (
                f"Your share of the model for today is used. Ask again in {self._until_midnight()}."
            )
        recent.append(now)
        self._add(user, questions=1)
        return None

    def spend(self, user: int, tokens: int) -> None:
        """Count what a model used for a user."""
        if tokens > 0:
            self._add(user, tokens=tokens)

    def today(self, user: int) -> Usage:
        """What a user used today."""
        rows = self._state.rows(
            "SELECT questions, tokens FROM telegram_usage WHERE user = ? AND day = ?",
            user,
            self._day(),
        )
        return Usage(user, *rows[0]) if rows else Usage(user, 0, 0)

    def everyone_today(self) -> list[Usage]:
        """What all users used today, most first."""
        rows = self._state.rows(
            "SELECT user, questions, tokens FROM telegram_usage WHERE day = ?"
            " ORDER BY questions DESC, user",
            self._day(),
        )
        return [Usage(*row) for row in rows]

    def _add(self, user: int, *, questions: int = 0, tokens: int = 0) -> None:
        with self._state.write() as db:
            db.execute(
                "INSERT INTO telegram_usage VALUES (?, ?, ?, ?)"
                " ON CONFLICT (user, day) DO UPDATE SET"
                " questions = questions + excluded.questions, tokens = tokens + excluded.tokens",
                (user, self._day(), questions, tokens),
            )

    def _day(self) -> str:
        return self._today().date().isoformat()

    def _today(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self._now(), datetime.UTC)

    def _until_midnight(self) -> str:
        now = self._today()
        minutes = 24 * 60 - (60 * now.hour + now.minute)
        return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
