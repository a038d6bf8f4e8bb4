"""The chain from a question to an answer: plan, search, draft, cite."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from bot import clock, offline
from bot.answer import Answer
from bot.events import Event, Progress, Said
from index import Filters, Hit, Index, UsageError, language

LONGEST_QUESTION = 2_000


class Desk:
    """Answers questions from one index.

    Args:
        index: where the articles are.
        timezone: IANA name of the zone whose day it is; None is this machine's own.
    """

    def __init__(self, index: Index, timezone: str | None = None) -> None:
        self._index = index
        self._timezone = timezone

    async def ask(
        self,
        question: str,
        conversation: str | None = None,
        filters: Filters = Filters(),
        today: datetime.date | None = None,
    ) -> AsyncIterator[Event]:
        """Answer a question; the last event is the answer.

        Args:
            question: in the user's words.
            conversation: the key of the conversation that it belongs to, or None for a question
                that stands alone.
            filters: which articles count.
            today: the day that "yesterday" is counted from; this machine's own when None.

        Raises:
            UsageError: if the question is empty or too long.
        """
        question = check_question(question)
        yield Progress("searching")
        answer = await asyncio.to_thread(
            self._extract, question, filters, today or clock.today(self._timezone)
        )
        brought = {c.n: c for c in answer.citations}
        for claim in answer.claims:
            new = tuple(brought.pop(n) for n in claim.citations if n in brought)
            yield Said(claim, new)
        yield answer

    def answer(
        self, question: str, filters: Filters = Filters(), today: datetime.date | None = None
    ) -> Answer:
        """Answer a question that stands alone, and wait for it.

        Raises:
            UsageError: if the question is empty or too long.
        """

        async def last() -> Answer:
            async for event in self.ask(question, filters=filters, today=today):
                if isinstance(event, Answer):
                    return event
            raise AssertionError("a question ended without an answer")

        return asyncio.run(last())

    def _extract(self, question: str, filters: Filters, today: datetime.date) -> Answer:
        laps = _Clock()
        answer = offline.extract(self._index, question, filters, today, laps.lap)
        notes = (*self._language_note(question), *answer.notes, *self._notes(filters))
        return replace(answer, timings_ms=laps.laps(), notes=notes)

    def search(self, question: str, count: int, filters: Filters = Filters()) -> list[Hit]:
        """The best passages for a question.

        Raises:
            UsageError: if the question is empty or too long.
        """
        return self._index.search(check_question(question), count, filters)

    def _language_note(self, question: str) -> tuple[str, ...]:
        """A note when the embedded model does not read the question's language."""
        embedder = self._index.embedder
        code = language.of_question(question)
        if embedder is None or not embedder.languages or code in (None, *embedder.languages):
            return ()
        reads = " and ".join(map(language.name, embedder.languages))
        return (
            f"The question seems to be in {language.name(code or '')}. The embedding model reads "
            f"{reads}: articles in other languages are found by their words alone. "
            "NEWSDESK_EMBEDDING names another model.",
        )

    def _notes(self, filters: Filters) -> tuple[str, ...]:
        if not (filters.since or filters.until):
            return ()
        undated = sum(1 for s in self._index.sources() if s.published is None and not s.problem)
        if not undated:
            return ()
        are = "article of unknown date was" if undated == 1 else "articles of unknown date were"
        return (f"{undated} {are} left out, because --since or --until was given.",)


def check_question(question: str) -> str:
    """The question, with what is no character replaced, if it can be asked at all.

    Raises:
        UsageError: if it is empty or too long.
    """
    if not question.strip():
        raise UsageError('The question is empty. Ask for example: newsdesk ask "Who won?"')
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"The question is {len(question):,} characters long; at most {LONGEST_QUESTION:,} are "
            "read. Ask one thing at a time."
        )
    return question.encode("utf-8", "replace").decode("utf-8")


class _Clock:
    def __init__(self) -> None:
        self._last = self._first = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round(1000 * (now - self._last), 1)
        self._last = now

    def laps(self) -> dict[str, float]:
        return {**self._laps, "total": round(1000 * (time.perf_counter() - self._first), 1)}
