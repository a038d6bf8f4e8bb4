"""Updates on their way to the bot: kept until the bot confirms them by a later offset."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

from tests.fakes.telegram.refusals import Refused

Json = dict[str, Any]
# What a bot gets that names no kinds.
USUAL = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
}
CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running"
)


class Queue:
    """Updates in order of their ids.

    Attributes:
        twice: whether confirmed updates are sent once more, as after a server's restart.
        shuffled: whether a batch comes out of order.
        handed: how often each update was handed out.
        strict: whether kinds that the bot did not ask for are kept from it.
    """

    def __init__(self, changed: threading.Condition) -> None:
        self.changed = changed
        self.pending: dict[int, Json] = {}
        self.next = 880_000_001
        self.allowed: set[str] = set(USUAL)
        self.twice = False
        self.shuffled = False
        self.handed: dict[int, int] = {}
        self.confirmed: set[int] = set()
        self.last_poll = 0.0
        self._poll = 0

    def put(self, update: Json, *, force: bool = False, number: int | None = None) -> int | None:
        """Queue an update; its id, or None if the bot did not ask for its kind."""
        with self.changed:
            kind = next(iter(update))
            if kind not in self.allowed and not force:
                return None
            if number is None:
                number, self.next = self.next, self.next + 1
            self.pending[number] = {"update_id": number, **update}
            self.changed.notify_all()
            return number

    def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Wait for updates; confirms those below the offset.

        Raises:
            Refused: if another poll begins meanwhile.
        """
        end = time.monotonic() + timeout
        with self.changed:
            self._poll += 1
            mine = self._poll
            self.last_poll = time.monotonic()
            self.changed.notify_all()
            self._confirm(offset)
            while True:
                if self._poll != mine:
                    raise Refused(409, CONFLICT)
                batch = [u for number, u in sorted(self.pending.items()) if number >= offset]
                if batch or time.monotonic() >= end:
                    break
                self.changed.wait(max(0.01, min(1.0, end - time.monotonic())))
            batch = batch[:limit]
            for update in batch:
                number = update["update_id"]
                self.handed[number] = self.handed.get(number, 0) + 1
            if self.shuffled:
                random.shuffle(batch)
            return [*batch, *batch] if self.twice else batch

    def interrupt(self) -> None:
        """End a poll under way, as another bot with the same token does."""
        with self.changed:
            self._poll += 1
            self.changed.notify_all()

    def _confirm(self, offset: int) -> None:
        for number in [n for n in self.pending if n < offset]:
            del self.pending[number]
            self.confirmed.add(number)

    def confirm(self, number: int) -> None:
        """Take an update off, as after a webhook's answer."""
        with self.changed:
            if self.pending.pop(number, None):
                self.confirmed.add(number)
            self.changed.notify_all()
