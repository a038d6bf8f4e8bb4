"""The durable inbox: every update is on disk before Telegram is told that it came.

The library confirms updates with its next poll. They are therefore stored inside of the request
that fetches them, as they came, before the library sees them; one seen before is passed on empty,
so that the library's count goes on and nothing happens twice.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor
from telegram.request import HTTPXRequest, RequestData

from bot.state import State
from index.errors import NewsdeskError

log = logging.getLogger("newsdesk.telegram")

# Telegram keeps updates for a day; one that comes again after three was given a number anew.
_KEPT_SECONDS = 3 * 86_400
# An update that takes the process down each time must not do so for ever.
MOST_ATTEMPTS = 5

Raw = dict[str, Any]


class Inbox:
    """The updates in ``state.db``, each open until it was dealt with."""

    def __init__(self, state: State, now: Callable[[], float] = time.time) -> None:
        self._state = state
        self._now = now

    def take(self, updates: Sequence[Raw]) -> list[Raw]:
        """Store updates in one transaction; returns those that were never seen, in order."""
        fresh = []
        with self._state.write() as db:
            for update in sorted(updates, key=_number):
                payload = json.dumps(update)
                done = db.execute(
                    "INSERT OR IGNORE INTO telegram_updates (id, payload, received)"
                    " VALUES (?, ?, ?)",
                    (_number(update), payload, self._now()),
                )
                if done.rowcount:
                    fresh.append(update)
        return fresh

    def done(self, id: int) -> None:
        """Note that an update was dealt with; its content is erased."""
        with self._state.write() as db:
            db.execute("UPDATE telegram_updates SET payload = NULL WHERE id = ?", (id,))

    def left(self) -> list[Raw]:
        """What an earlier process took and did not finish, in order."""
        with self._state.write() as db:
            db.execute(
                "UPDATE telegram_updates SET attempts = attempts + 1 WHERE payload IS NOT NULL"
            )
            db.execute(
                "UPDATE telegram_updates SET payload = NULL WHERE attempts > ?", (MOST_ATTEMPTS,)
            )
            db.execute(
                "DELETE FROM telegram_updates WHERE payload IS NULL AND received < ?",
                (self._now() - _KEPT_SECONDS,),
            )
        rows = self._state.rows(
            "SELECT payload FROM telegram_updates WHERE payload IS NOT NULL ORDER BY id"
        )
        return [json.loads(row[0]) for row in rows]


def _number(update: Raw) -> int:
    return int(update["update_id"])


def parsed(update: Raw, bot: Bot) -> Update:
    """The library's view of an update; one that it cannot read is taken as empty."""
    try:
        found = Update.de_json(update, bot)
    except Exception as error:
        log.warning("An update could not be read (%s), and is passed over.", type(error).__name__)
        found = None
    return found or Update(update_id=_number(update))


class Polling(HTTPXRequest):
    """The request that polls: it stores what it fetches, and keeps count of how it fares.

    Attributes:
        reached: when a poll last succeeded, by the clock.
        refused: the HTTP status when Telegram refused the token, else None.
    """

    def __init__(self, inbox: Inbox, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(connection_pool_size=1, read_timeout=10.0)
        self._inbox = inbox
        self._clock = clock
        self.reached = clock()
        self.refused: int | None = None

    def watched(self) -> None:
        """Begin to count from now."""
        self.reached = self._clock()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *args: Any,
        **more: Any,
    ) -> tuple[int, bytes]:
        """Make the request; see the library's."""
        code, payload = await super().do_request(url, method, request_data, *args, **more)
        if code in (401, 404):
            self.refused = code
        if code == 409:
            # Another process polls: that is told elsewhere, and is no dead network.
            self.reached = self._clock()
        if code != 200:
            return code, payload
        kept = await asyncio.to_thread(self._keep, payload)
        self.reached = self._clock()
        return code, kept

    def _keep(self, payload: bytes) -> bytes:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
            result = answer["result"]
        except (ValueError, KeyError, TypeError):
            return payload
        if not isinstance(result, list) or not result:
            return payload
        result = [u for u in result if isinstance(u, dict) and isinstance(u.get("update_id"), int)]
        try:
            fresh = {_number(update) for update in self._inbox.take(result)}
        except NewsdeskError as error:
            log.error("Updates could not be stored, and are not confirmed: %s", error)
            raise
        passed = [
            update
            if _number(update) in fresh and _readable(update)
            else {"update_id": _number(update)}
            for update in sorted(result, key=_number)
        ]
        return json.dumps({**answer, "result": passed}).encode()


def _readable(update: Raw) -> bool:
    """Whether the library can read it; one that it cannot would stop its polling for good."""
    try:
        Update.de_json(update, None)
    except Exception:
        return False
    return True


class Ordered(BaseUpdateProcessor):
    """Deals with updates side by side, and with those of one conversation one after the other.

    The library's own count of updates at once takes in those that wait for their turn, so that one
    conversation's could keep all others from theirs; it is left unbounded, and counted here.

    Args:
        inbox: where each is marked as done.
        at_once: how many are dealt with side by side.
    """

    def __init__(self, inbox: Inbox, at_once: int = 256) -> None:
        super().__init__(sys.maxsize)
        self._inbox = inbox
        self._at_once = asyncio.Semaphore(at_once)
        self._last: dict[tuple[int, int], asyncio.Future[None]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the conversation's earlier updates, deal with this one, and mark it."""
        assert isinstance(update, Update)
        key = _conversation(update)
        begun = False
        before = self._last.get(key)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last[key] = mine
        try:
            if before is not None:
                await asyncio.shield(before)
            async with self._at_once:
                begun = True
                await coroutine
            self._inbox.done(update.update_id)
        finally:
            if not begun and asyncio.iscoroutine(coroutine):
                coroutine.close()
            mine.set_result(None)
            if self._last.get(key) is mine:
                del self._last[key]

    async def initialize(self) -> None:
        """Nothing is needed before."""

    async def shutdown(self) -> None:
        """Nothing is left after."""


def _conversation(update: Update) -> tuple[int, int]:
    """Chat and user; updates with neither stand by themselves."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None and user is None:
        return (0, update.update_id)
    return (chat.id if chat else 0, user.id if user else 0)


def polling_error(error: TelegramError) -> None:
    """Tell of a failed poll in one line; the library tries again."""
    from telegram.error import Conflict

    if isinstance(error, Conflict):
        log.error(
            "Another process polls with this token (409), so that updates go now here, now there. "
            "Stop the other one; trying again."
        )
    else:
        log.warning("Telegram could not be polled (%s); trying again.", type(error).__name__)


def traceback_of(error: BaseException | None) -> str:
    """Where an error arose, without its message, which may repeat what was said."""
    return "".join(traceback.format_tb(error.__traceback__)[-4:]) if error else ""
