"""What a test sees of the bot: its messages, its calls, and waiting for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.fakes.telegram.world import BOT, Call, Chat, Json, Person, World


class Watching:
    """The half of the fake server that looks."""

    world: World

    def wait(self, find: Callable[[], Any], timeout: float = 10.0, what: str = "that") -> Any:
        return self.world.wait(find, timeout, what)

    def message(self, message: Json) -> Json:
        """A message as it stands now."""
        return self.world.messages[message["chat"]["id"]][message["message_id"]]

    def html(self, message: Json) -> str:
        """The markup by which a message of the bot's was made."""
        return self.world.html[message["chat"]["id"], message["message_id"]]

    def sent(self, chat: Chat | Person | int, after: Json | None = None) -> list[Json]:
        """The bot's messages in a chat as they stand, in order; those later than one, if given."""
        number = chat if isinstance(chat, int) else chat.id
        since = after["message_id"] if after else 0
        with self.world.changed:
            return [
                m
                for m in self.world.messages[number].values()
                if m.get("from", {}).get("id") == BOT["id"] and m["message_id"] > since
            ]

    def wait_sent(
        self,
        chat: Chat | Person | int,
        words: str = "",
        *,
        after: Json | None = None,
        timeout: float = 10.0,
    ) -> Json:
        """The first message of the bot's in a chat that holds some words, waited for."""

        def find() -> Json | None:
            for message in self.sent(chat, after):
                if words in seen(message):
                    return message
            return None

        try:
            return self.wait(find, timeout, f"message with {words!r}")  # type: ignore[no-any-return]
        except TimeoutError as error:
            said = [m.get("text", m.get("caption")) for m in self.sent(chat, after)]
            raise TimeoutError(f"{error}; the bot said: {said}") from None

    def calls(self, method: str | None = None, chat: int | None = None) -> list[Call]:
        with self.world.changed:
            return [
                c
                for c in self.world.calls
                if (method is None or method == c.method) and (chat is None or chat == c.chat)
            ]

    def refusals(self) -> list[Call]:
        """Calls that were refused for what they held, not by a fault's script."""
        return [c for c in self.calls() if c.outcome in ("400", "404", "413")]

    def polled(self, timeout: float = 20.0) -> None:
        """Wait until the bot polls anew: it has then got all that it was sent."""
        now = time.monotonic()
        self.wait(lambda: self.world.queue.last_poll > now, timeout, "poll")

    def settled(self, timeout: float = 20.0) -> None:
        """Wait until every update was confirmed."""
        self.wait(lambda: not self.world.queue.pending, timeout, "confirmation of all updates")


def seen(message: Json) -> str:
    """A message's text as a reader sees it: without joiners, which have no width."""
    return str(message.get("text", message.get("caption", ""))).replace("\u2060", "")


def buttons(message: Json) -> list[Json]:
    """The buttons below a message."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in keyboard for button in row]
