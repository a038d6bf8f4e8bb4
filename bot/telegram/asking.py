"""Questions in their users' turns: one of a user at a time, all users side by side."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from telegram.error import InvalidToken

from bot.answer import Answer
from bot.metering import metered
from bot.telegram.limits import MOST_WAITING, Limits
from bot.telegram.post import Post, Undeliverable
from bot.telegram.records import Place, Question, Records
from bot.telegram.rendering import buttons, render
from bot.telegram.seams import Asked
from bot.telegram.streaming import Stream
from bot.telegram.text import escape
from index.errors import NewsdeskError

log = logging.getLogger("newsdesk.telegram")

# A question that takes the process down each time must not do so for ever.
MOST_ATTEMPTS = 50
_AT_ONCE = 64

FAILED = "Something went wrong on my side, and it was logged. Please ask again."


@dataclass(slots=True)
class _Line:
    """One user's questions."""

    waiting: deque[Question] = field(default_factory=deque)
    busy: bool = False
    now: Question | None = None
    answering: asyncio.Task[None] | None = None


class Asker:
    """Answers what is on disk, and marks it when the answer is out.

    Args:
        clean: takes secrets out of what is told of an error.
    """

    def __init__(
        self,
        desk: Asked,
        post: Post,
        records: Records,
        limits: Limits,
        stream: Callable[[Post, Question], Stream] = Stream,
        clean: Callable[[str], str] = str,
    ) -> None:
        self._desk = desk
        self._post = post
        self._records = records
        self._limits = limits
        self._stream = stream
        self._clean = clean
        self._lines: dict[int, _Line] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        # Those that are answered or given up: too late to cancel them or to word them anew.
        self._settled: set[str] = set()
        self._stopping = False

    @property
    def under_way(self) -> int:
        """How many questions wait or are being answered."""
        return sum(len(line.waiting) + (line.now is not None) for line in self._lines.values())

    def crowded(self, user: int) -> bool:
        """Whether so many of a user's questions wait that no more are taken.

        Those that an earlier process left do not count: its end was no fault of the user's.
        """
        line = self._lines.get(user)
        if line is None:
            return False
        return sum(not question.attempts for question in line.waiting) >= MOST_WAITING

    def resume(self) -> int:
        """Take up what an earlier process left; returns how many questions."""
        left = self._records.take_up()
        for question in left:
            self.take(question)
        return len(left)

    def take(self, question: Question) -> None:
        """Answer a question in its user's turn."""
        line = self._lines.setdefault(question.user, _Line())
        line.waiting.append(question)
        if not line.busy and not self._stopping:
            line.busy = True
            worker = asyncio.create_task(self._work(question.user, line), name="user")
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    def begun(self, id: str) -> bool:
        """Whether a question is being answered, so that another wording is asked anew."""
        return self._answering(id) is not None

    def reword(self, id: str, text: str) -> bool:
        """Answer another wording instead; False when the answer is known already."""
        for line in self._lines.values():
            for i, question in enumerate(line.waiting):
                if question.id == id and not question.sent and question.answer is None:
                    self._records.reworded(id, text)
                    line.waiting[i] = replace(question, text=text)
                    return True
        under_way = self._answering(id)
        if under_way is None:
            return False
        assert under_way.now is not None
        assert under_way.answering is not None
        self._records.reworded(id, text)
        under_way.waiting.appendleft(replace(under_way.now, text=text))
        under_way.answering.cancel()
        return True

    def cancel(self, place: Place, user: int) -> bool:
        """Stop a user's questions in a place; False when there are none that can be."""
        line = self._lines.get(user)
        if line is None:
            return False
        found = [q for q in line.waiting if q.place == place and q.answer is None]
        for question in found:
            line.waiting.remove(question)
            self._records.close(question.id)
        now = line.now
        if now is not None and now.place == place and now.id not in self._settled:
            self._records.close(now.id)
            self._settled.add(now.id)
            assert line.answering is not None
            line.answering.cancel()
            return True
        return bool(found)

    def drop_chat(self, chat: int) -> None:
        """Give up all questions of a chat that cannot be written to."""
        self._records.close_chat(chat)
        for line in self._lines.values():
            line.waiting = deque(q for q in line.waiting if q.place.chat != chat)
            if line.now is not None and line.now.place.chat == chat and line.answering is not None:
                self._settled.add(line.now.id)
                line.answering.cancel()

    async def stop(self, grace: float) -> None:
        """Finish within so many seconds; what is not finished then stays open on disk."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=grace)
        self._stopping = True
        for worker in list(self._workers):
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def _answering(self, id: str) -> _Line | None:
        """The line whose question under way is this one, if that can still be stopped."""
        if id in self._settled:
            return None
        return next((x for x in self._lines.values() if x.now is not None and x.now.id == id), None)

    async def _work(self, user: int, line: _Line) -> None:
        while line.waiting:
            line.now = line.waiting.popleft()
            line.answering = asyncio.create_task(self._guarded(line.now), name="answer")
            try:
                await asyncio.wait([line.answering])
            finally:
                # Also when the worker itself is stopped.
                if not line.answering.done():
                    line.answering.cancel()
                    await asyncio.gather(line.answering, return_exceptions=True)
                self._settled.discard(line.now.id)
                line.now = None
        self._lines.pop(user, None)

    async def _guarded(self, question: Question) -> None:
        try:
            await self._answer(question)
        except Undeliverable:
            log.info("A chat cannot be written to; its questions are given up.")
            self._records.close_chat(question.place.chat)
        except InvalidToken:
            log.error("Telegram refused the token; the question waits for the next start.")
        except Exception as error:
            # No message of the error: it may repeat what was asked.
            where = "".join(traceback.format_tb(error.__traceback__)[-4:])
            log.error("An answer failed with %s at\n%s", type(error).__name__, where)
            await self._apologise(question)

    async def _answer(self, question: Question) -> None:
        answer = question.answer
        if answer is None:
            if question.attempts > MOST_ATTEMPTS:
                await self._say(question, FAILED)
                return
            try:
                async with self._at_once:
                    answer = await self._ask(question)
            except NewsdeskError as error:
                self._settled.add(question.id)
                await self._say(question, escape(self._clean(str(error))))
                return
            self._settled.add(question.id)
            with self._records.together():
                self._records.answered(question.id, answer)
                self._limits.spend(question.user, _tokens(answer))
        self._settled.add(question.id)
        parts = render(answer)
        for n, part in enumerate(parts[question.sent :], start=question.sent + 1):
            last = n == len(parts)
            await self._post.message(
                question.place,
                part,
                reply_to=question.message if n == 1 else 0,
                buttons=buttons(question.id, answer) if last else (),
                # A kill between the two would have it sent again.
                arrived=functools.partial(self._records.sent, question.id, n, last=last),
            )

    async def _ask(self, question: Question) -> Answer:
        with metered() as meters:
            try:
                return await self._heard(question)
            except BaseException:
                # A model is paid also for what is cancelled or fails.
                used = sum(meter.prompt + meter.completion for meter in meters)
                self._limits.spend(question.user, used)
                raise

    async def _heard(self, question: Question) -> Answer:
        stream = self._stream(self._post, question)
        try:
            async with contextlib.aclosing(  # type: ignore[type-var]
                self._desk.ask(question.text, conversation=question.key)
            ) as events:
                async for event in events:
                    if isinstance(event, Answer):
                        return event
                    stream.tell(event)
        finally:
            stream.stop()
        raise AssertionError("a question ended without an answer")

    async def _say(self, question: Question, text: str) -> None:
        await self._post.message(
            question.place,
            text,
            reply_to=question.message,
            arrived=functools.partial(self._records.close, question.id),
        )

    async def _apologise(self, question: Question) -> None:
        try:
            await self._say(question, FAILED)
        except (Undeliverable, InvalidToken):
            return
        except Exception as error:
            log.error("That could not be said (%s).", type(error).__name__)
            self._records.close(question.id)


def _tokens(answer: Answer) -> int:
    """Tokens that a model read and wrote for an answer."""
    known = answer.usage
    total = known.get("total_tokens")
    if total is None:
        total = sum(v for name, v in known.items() if name.endswith("tokens"))
    return int(total)
