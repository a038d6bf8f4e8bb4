"""What is shown while an answer is made: typing, and in private chats a draft that grows."""

from __future__ import annotations

import asyncio
import contextlib
import html

from bot.answer import Claim
from bot.events import Event, Progress, Said, Understood
from bot.telegram.post import Post
from bot.telegram.records import Question
from bot.telegram.rendering import so_far

# An answer that comes soon needs no draft, which would only hold it up: its chat is silent for a
# second after each. What is found is shown sooner than that something is being done.
_QUIET_SECONDS = 0.7
_IDLE_SECONDS = 2.5
# The end of an answer comes with the end of its last sentence.
_SETTLE_SECONDS = 0.3
# Telegram shows typing for 5 s and a draft for 30 s.
_AGAIN_SECONDS = 4.5

_STAGES = {
    "planning": "Reading the question…",
    "searching": "Searching the articles…",
    "drafting": "Writing…",
    "checking": "Checking each sentence…",
    "repairing": "Checking once more…",
}


class Stream:
    """Shows how far one question is, until it is stopped."""

    def __init__(self, post: Post, question: Question) -> None:
        self._post = post
        self._place = question.place
        # Not 0, and the same for one question.
        self._id = abs(question.message) or 1
        self._claims: list[Claim] = []
        self._stage = _STAGES["searching"]
        self._understood: str | None = None
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._run(), name="stream")

    def tell(self, event: Event) -> None:
        """Take in an event."""
        if isinstance(event, Progress):
            self._stage = _STAGES.get(event.stage, self._stage)
        elif isinstance(event, Understood):
            self._understood = event.standalone
        elif isinstance(event, Said):
            self._claims.append(event.claim)
            self._news.set()

    def stop(self) -> None:
        """Show nothing more."""
        self._task.cancel()
        self._post.drop_draft(self._place, self._id)

    async def _run(self) -> None:
        await self._post.typing(self._place)
        await asyncio.sleep(_QUIET_SECONDS)
        await self._told(_IDLE_SECONDS - _QUIET_SECONDS)
        while True:
            self._news.clear()
            self._show()
            if not (self._place.private and self._post.drafts):
                await self._post.typing(self._place)
            await self._told(_AGAIN_SECONDS)

    async def _told(self, seconds: float) -> None:
        """Wait so long, or until something new is found and the answer has not ended with it."""
        with contextlib.suppress(TimeoutError):
            # Unlike `wait_for`, it lets itself be cancelled also when there are news.
            async with asyncio.timeout(seconds):
                await self._news.wait()
            await asyncio.sleep(_SETTLE_SECONDS)

    def _show(self) -> None:
        text = so_far(self._claims, self._understood) if self._claims else html.escape(self._stage)
        self._post.draft(self._place, self._id, text)
