"""What the handlers work with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telegram import Bot, MaybeInaccessibleMessage, Message
from telegram.ext import Application

from bot.telegram.access import Access
from bot.telegram.articles import Articles
from bot.telegram.asking import Asker
from bot.telegram.limits import Limits, Refusals
from bot.telegram.post import Post
from bot.telegram.records import Place, Records, conversation
from bot.telegram.seams import Checker, Conversations

if TYPE_CHECKING:
    from index import Index

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one running bot.

    Attributes:
        data: the data folder.
        reached: when Telegram was last reached, in seconds of `time.monotonic`.
    """

    bot: Bot
    post: Post
    asker: Asker
    records: Records
    access: Access
    limits: Limits
    refusals: Refusals
    conversations: Conversations
    checker: Checker
    articles: Articles
    index: Index
    data: Path
    reached: Callable[[], float] = time.monotonic
    began: float = field(default_factory=time.monotonic)

    async def refuse(self, message: Message, refusal: str) -> None:
        """Tell why something is not done; not each time of a burst."""
        assert message.from_user is not None
        place = place_of(message)
        if self.refusals.due(conversation(place, message.from_user.id), refusal):
            await self.post.message(place, refusal, reply_to=message.message_id)


def place_of(message: MaybeInaccessibleMessage) -> Place:
    """Where a message stands; only topics count as threads, not every chain of replies."""
    if not isinstance(message, Message):
        return Place(message.chat.id)
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread or 0)
