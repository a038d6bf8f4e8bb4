"""The chain from a question to an answer: plan, search, draft, cite."""

from __future__ import annotations

import asyncio
import bisect
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from bot import followup, prompts
from bot.answer import Answer, Citation, Claim, How
from bot.conversation import Conversations, Turn
from bot.drafting.extractive import Draft, draft
from bot.events import Event, Progress, Said, Understood
from bot.planning import Plan, plan
from index import Filters, Hit, Index, StoredArticle, UsageError, language
from index.reading.lines import LineNumbers

LONGEST_QUESTION = 2_000
# Passages that an answer is looked for in.
EVIDENCE = 8


class Desk:
    """Answers questions from one index."""

    def __init__(self, index: Index, conversations: Conversations | None = None) -> None:
        self._index = index
        self._conversations = conversations

    async def ask(
        self, question: str, conversation: str | None = None, filters: Filters = Filters()
    ) -> AsyncIterator[Event]:
        """Answer a question; the last event is the answer.

        Args:
            question: in the user's words.
            conversation: the key of the conversation that it belongs to, or None for a question
                that stands alone. Its turns are read, and the answer is added to them.
            filters: which articles count.

        Raises:
            UsageError: if the question is empty or too long.
        """
        question = check_question(question)
        standalone = await asyncio.to_thread(self._understand, question, conversation)
        if standalone != " ".join(question.split()):
            yield Understood(question, standalone)
        yield Progress("searching")
        answer = await asyncio.to_thread(self._extract, standalone, filters)
        answer = replace(answer, question=question)
        brought = {c.n: c for c in answer.citations}
        for claim in answer.claims:
            new = tuple(brought.pop(n) for n in claim.citations if n in brought)
            yield Said(claim, new)
        await asyncio.to_thread(self._remember, conversation, answer)
        yield answer

    def answer(self, question: str, filters: Filters = Filters()) -> Answer:
        """Answer a question that stands alone, and wait for it.

        Raises:
            UsageError: if the question is empty or too long.
        """

        async def last() -> Answer:
            async for event in self.ask(question, filters=filters):
                if isinstance(event, Answer):
                    return event
            raise AssertionError("a question ended without an answer")

        return asyncio.run(last())

    def _understand(self, question: str, conversation: str | None) -> str:
        """The question as it stands alone, after what was said in its conversation."""
        if self._conversations is None or conversation is None:
            return " ".join(question.split())
        return followup.standalone(question, self._conversations.turns(conversation))

    def _remember(self, conversation: str | None, answer: Answer) -> None:
        if self._conversations is not None and conversation is not None:
            said = json.dumps(answer.to_json(), ensure_ascii=False)
            turn = Turn(answer.question, answer.standalone, said, time.time())
            self._conversations.add(conversation, turn)

    def _extract(self, question: str, filters: Filters) -> Answer:
        clock = _Clock()
        planned = plan(question, filters)
        clock.lap("plan")
        index = self._index
        vector = index.embed_question(planned.standalone)
        with index.snapshot():
            # Passages and texts of one generation, also while a sync publishes the next.
            hits = index.search(planned.standalone, EVIDENCE, planned.filters, vector)
            stored = {hit.source.file: index.article(hit.source.file) for hit in hits}
        texts = {file: article.text for file, article in stored.items()}
        clock.lap("search")
        drafted = draft(planned, hits, texts, vector, index.embed)
        clock.lap("draft")
        answer = _answer(planned, drafted, stored)
        notes = (*self._language_note(question), *self._notes(filters))
        return replace(answer, timings_ms=clock.laps(), notes=notes)

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


def _answer(planned: Plan, drafted: Draft, stored: dict[str, StoredArticle]) -> Answer:
    citations = []
    claims = []
    for n, part in enumerate(drafted.parts, start=1):
        source = part.hit.source
        text, pages = stored[source.file].text, stored[source.file].pages
        numbers = LineNumbers(text)
        quote = text[part.span.start : part.span.end]
        citations.append(
            Citation(
                n=n,
                file=source.file,
                title=source.title,
                outlet=source.outlet,
                url=source.url,
                published=source.published,
                page=bisect.bisect_right(pages, part.span.start) or None,
                first_line=numbers.at(part.span.start),
                last_line=numbers.at(part.span.end - 1),
                start=part.span.start,
                end=part.span.end,
                quote=quote,
            )
        )
        # A quote of the very words that are claimed supports them by being them.
        claims.append(Claim(text=" ".join(quote.split()), citations=(n,), status="supported"))
    said = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
    return Answer(
        question=planned.question,
        standalone=planned.standalone,
        text=said or prompts.text("refusal"),
        refused=not claims,
        claims=tuple(claims),
        citations=tuple(citations),
        disagreements=(),
        withheld=(),
        how=How(drafter="extractive", model=None, prompt=None),
        usage={},
        timings_ms={},
    )


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
