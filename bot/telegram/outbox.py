"""The only writer to Telegram: in order in each chat, within the limits, and nothing final lost.

Two kinds of calls: those that must arrive (`send`), one after the other in each chat, tried until
they do or Telegram refuses them; and those that only please (`show`), of which a newer one replaces
an older one that has not left, and which are dropped when they fail.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.telegram.pace import Pace

log = logging.getLogger("newsdesk.telegram")

T = TypeVar("T")
Call = Callable[[], Awaitable[T]]
Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[object]]

_FIRST_BACKOFF = 1.0
_LONGEST_BACKOFF = 30.0
# Refusals for good; the first two are kinds of NetworkError in the library.
_REFUSED = (BadRequest, Forbidden, InvalidToken, Conflict)


@dataclass(slots=True)
class _Sending:
    call: Call[Any]
    done: asyncio.Future[Any]
    backoff: float = _FIRST_BACKOFF


@dataclass(slots=True)
class _Lane:
    """What waits for one chat."""

    sends: deque[_Sending] = field(default_factory=deque)
    shows: dict[Hashable, Call[Any]] = field(default_factory=dict)
    paused_until: float = 0.0
    worker: asyncio.Task[None] | None = None
    dozing: asyncio.Future[object] | None = None


class Outbox:
    """Calls on their way, a lane for each chat.

    Args:
        clock: seconds, of any beginning.
        sleep: waits for so many seconds of that clock.
    """

    def __init__(self, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(clock)
        self._lanes: dict[int, _Lane] = {}

    async def send(self, chat: int, call: Call[T]) -> T:
        """Make a call that must arrive, after all that were asked for before in this chat.

        A call that may or may not have arrived is made again: once too often is better than never.

        Raises:
            TelegramError: if Telegram refuses it for good.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        lane = self._lane(chat)
        lane.sends.append(_Sending(call, done))
        if lane.dozing is not None:
            # It may leave before what the lane waited with.
            lane.dozing.cancel()
        self._start(chat, lane)
        return await done

    def show(self, chat: int, key: Hashable, call: Call[Any]) -> None:
        """Make a call that only pleases, unless a newer one of the same key comes before."""
        lane = self._lane(chat)
        lane.shows[key] = call
        self._start(chat, lane)

    def drop(self, chat: int, key: Hashable) -> None:
        """Take back what `show` was told, if it has not left."""
        if chat in self._lanes:
            self._lanes[chat].shows.pop(key, None)

    def paused(self, chat: int) -> bool:
        """Whether Telegram asked for silence in this chat."""
        lane = self._lanes.get(chat)
        return lane is not None and lane.paused_until > self._clock()

    @property
    def waiting(self) -> int:
        """How many calls that must arrive have not."""
        return sum(len(lane.sends) for lane in self._lanes.values())

    async def close(self) -> None:
        """Stop; what has not left stays unsent, and whoever waits for it is cancelled."""
        workers = [lane.worker for lane in self._lanes.values() if lane.worker]
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        for lane in self._lanes.values():
            for sending in lane.sends:
                sending.done.cancel()
        self._lanes.clear()

    def _lane(self, chat: int) -> _Lane:
        return self._lanes.setdefault(chat, _Lane())

    def _start(self, chat: int, lane: _Lane) -> None:
        if lane.worker is None:
            lane.worker = asyncio.create_task(self._work(chat, lane), name="outbox")

    async def _work(self, chat: int, lane: _Lane) -> None:
        while True:
            while lane.sends and lane.sends[0].done.cancelled():
                lane.sends.popleft()
            if not lane.sends and not lane.shows:
                break
            wait = max(
                lane.paused_until - self._clock(),
                self._pace.delay(chat, cosmetic=not lane.sends),
            )
            if wait > 0:
                # What comes meanwhile joins or replaces what waits.
                await self._doze(lane, wait)
                continue
            self._pace.spend(chat)
            if lane.sends:
                await self._send_first(lane)
            else:
                await self._show(lane, lane.shows.pop(next(iter(lane.shows))))
        lane.worker = None
        if lane.paused_until <= self._clock():
            self._lanes.pop(chat, None)

    async def _doze(self, lane: _Lane, seconds: float) -> None:
        lane.dozing = asyncio.ensure_future(self._sleep(seconds))
        try:
            await asyncio.wait([lane.dozing])
        finally:
            lane.dozing.cancel()
            lane.dozing = None

    async def _send_first(self, lane: _Lane) -> None:
        sending = lane.sends[0]
        try:
            result = await sending.call()
        except RetryAfter as error:
            self._pause(lane, error)
        except _REFUSED as error:
            lane.sends.popleft()
            _finish(sending, error=error)
        except NetworkError as error:
            log.warning("A message could not be sent (%s); trying again.", type(error).__name__)
            lane.paused_until = self._clock() + sending.backoff
            sending.backoff = min(2 * sending.backoff, _LONGEST_BACKOFF)
        except Exception as error:
            lane.sends.popleft()
            _finish(sending, error=error)
        else:
            lane.sends.popleft()
            _finish(sending, result=result)

    async def _show(self, lane: _Lane, call: Call[Any]) -> None:
        try:
            await call()
        except RetryAfter as error:
            self._pause(lane, error)
        except Exception as error:
            log.debug("Something cosmetic failed (%s).", type(error).__name__)

    def _pause(self, lane: _Lane, error: RetryAfter) -> None:
        after = error.retry_after
        seconds = after.total_seconds() if isinstance(after, datetime.timedelta) else after
        log.warning("Telegram asks for %s s of silence in a chat.", seconds)
        lane.paused_until = self._clock() + seconds + 0.1


def _finish(sending: _Sending, *, result: Any = None, error: Exception | None = None) -> None:
    with contextlib.suppress(asyncio.InvalidStateError):
        if error is not None:
            sending.done.set_exception(error)
        else:
            sending.done.set_result(result)
