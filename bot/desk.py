"""The chain from a question to an answer: plan, search, draft, check, cite."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from bot import prompts
from bot.answer import Answer, Claim, How
from bot.citing import Citations
from bot.clock import Clock
from bot.conversation import Turn
from bot.drafting.extractive import draft
from bot.drafting.model import Model
from bot.drafting.plain import readable
from bot.drafting.planted import untrusted
from bot.drafting.usage import Meter
from bot.events import Event, Progress, Said, Understood
from bot.notes import notes_on
from bot.planning import Plan, plan
from bot.understanding import Conversations, condensed, offline, turn_of
from bot.writing import Writing
from index import Filters, Hit, Index, StoredArticle, UsageError
from index.embedding import Vectors
from index.errors import ModelFailed

LONGEST_QUESTION = 2_000
# Passages that an answer is looked for in, by extraction and by a model.
EVIDENCE = 8
MODEL_EVIDENCE = 14
# Below this cosine, and without a word in common, no passage has to do with a question.
_HOPELESS = 0.2

_OWN_WORDS = "The answer is made of the articles' own sentences."


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question, all of one generation of the index."""

    plan: Plan
    hits: list[Hit]
    stored: dict[str, StoredArticle]
    vector: Vectors | None


class Desk:
    """Answers questions from one index.

    Args:
        index: where the articles are.
        model: what drafts; None for the articles' own sentences.
        conversations: what was said before; None where every question stands alone.
    """

    def __init__(
        self,
        index: Index,
        model: Model | None = None,
        conversations: Conversations | None = None,
    ) -> None:
        self._index = index
        self._model = model
        self._conversations = conversations

    async def ask(
        self, question: str, conversation: str | None = None, filters: Filters = Filters()
    ) -> AsyncGenerator[Event, None]:
        """Answer a question; the last event is the answer. Closing it ends the model's request.

        Args:
            question: in the user's words.
            conversation: the key of the conversation that it belongs to, or None for a question
                that stands alone.
            filters: which articles count.

        Raises:
            UsageError: if the question is empty or too long.
        """
        question = check_question(question)
        clock, meter = Clock(), Meter()
        yield Progress("planning")
        standalone = await self._understand(question, conversation, meter)
        if standalone != " ".join(question.split()):
            yield Understood(question, standalone)
        clock.lap("plan")
        yield Progress("searching")
        found, notes = await self._search(question, standalone, filters)
        clock.lap("search")
        async with aclosing(self._drafted(found, meter)) as events:
            async for event in events:
                if not isinstance(event, Answer):
                    yield event
                    continue
                clock.lap("draft")
                answer = replace(
                    event,
                    notes=(*event.notes, *notes),
                    usage=meter.usage(self._model.prices) if self._model else {},
                    timings_ms=clock.laps(event.timings_ms),
                )
        if conversation is not None and self._conversations is not None:
            await asyncio.to_thread(self._conversations.add, conversation, turn_of(answer))
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

    def search(self, question: str, count: int, filters: Filters = Filters()) -> list[Hit]:
        """The best passages for a question.

        Raises:
            UsageError: if the question is empty or too long.
        """
        return self._index.search(check_question(question), count, filters)

    async def _understand(self, question: str, conversation: str | None, meter: Meter) -> str:
        turns: Sequence[Turn] = ()
        if conversation is not None and self._conversations is not None:
            turns = await asyncio.to_thread(self._conversations.turns, conversation)
        if not turns:
            return " ".join(question.split())
        if self._model is not None:
            standalone = await condensed(self._model, question, turns, meter)
        else:
            standalone = await asyncio.to_thread(offline, question, turns)
        return " ".join(standalone.split())

    async def _search(
        self, question: str, standalone: str, filters: Filters
    ) -> tuple[Found, tuple[str, ...]]:
        if self._model is None:
            return await asyncio.to_thread(self._found, question, standalone, filters)
        # The model's libraries load while the index is asked.
        found, _ = await asyncio.gather(
            asyncio.to_thread(self._found, question, standalone, filters),
            asyncio.to_thread(self._model.warm),
        )
        return found

    def _found(
        self, question: str, standalone: str, filters: Filters
    ) -> tuple[Found, tuple[str, ...]]:
        planned = replace(plan(standalone, filters), question=question)
        index = self._index
        vector = index.embed_question(planned.standalone)
        count = EVIDENCE if self._model is None else MODEL_EVIDENCE
        with index.snapshot():
            # Passages and texts of one generation, also while a sync publishes the next.
            hits = index.search(planned.standalone, count, planned.filters, vector)
            stored = {hit.source.file: index.article(hit.source.file) for hit in hits}
        notes = notes_on(index, question, filters)
        return Found(planned, hits, stored, vector), notes

    async def _drafted(self, found: Found, meter: Meter) -> AsyncGenerator[Event, None]:
        """Draft and check; the last event is the answer, without what is measured."""
        yield Progress("drafting")
        model = self._model
        if model is None or not _hopeful(found.hits):
            # Nothing that bears on it: no model call, and the rules of extraction refuse.
            answer = await asyncio.to_thread(self._extracted, found)
            for said in _all_said(answer):
                yield said
            yield answer
            return
        writing = Writing(
            model, found.plan.standalone, found.hits, found.stored, meter, self._index.embed
        )
        notes = [note] if (note := model.note()) else []
        try:
            async with aclosing(writing.events()) as events:
                async for event in events:
                    yield event
        except ModelFailed as failure:
            notes.append(f"{failure} {_OWN_WORDS}")
        else:
            if writing.claims or writing.silent:
                yield _written(found, writing, notes)
                return
            notes.append(_nothing_said(writing))
        answer = await asyncio.to_thread(self._extracted, found)
        for said in _all_said(answer):
            yield said
        yield replace(
            answer,
            notes=tuple(notes),
            withheld=tuple(writing.withheld),
            timings_ms=writing.timings_ms,
        )

    def _extracted(self, found: Found) -> Answer:
        """The answer in the articles' own sentences."""
        citations = Citations(found.stored)
        claims: list[Claim] = []
        texts = {file: article.text for file, article in found.stored.items()}
        hits = found.hits[:EVIDENCE]
        for part in draft(found.plan, hits, texts, found.vector, self._index.embed).parts:
            if untrusted(texts[part.hit.source.file], part.span) is None:
                n = citations.cite(part.hit.source, part.span)
                # A quote of the very words that are claimed supports them by being them.
                said = " ".join(readable(citations.all[n - 1].quote).split())
                claims.append(Claim(said, (n,), "supported"))
        how = How(drafter="extractive", model=None, prompt=None)
        return _answer(found.plan, claims, citations, how)


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


def _hopeful(hits: Sequence[Hit]) -> bool:
    """Whether any passage may have to do with the question; the rest is for the checks."""
    return any(hit.lexical > 0 or (hit.dense or 0.0) >= _HOPELESS for hit in hits)


def _nothing_said(writing: Writing) -> str:
    if not writing.withheld:
        return f"The model gave no answer. {_OWN_WORDS}"
    return f"Nothing that the model wrote stood the check against what it cites. {_OWN_WORDS}"


def _all_said(answer: Answer) -> list[Said]:
    brought = {c.n: c for c in answer.citations}
    return [
        Said(claim, tuple(brought.pop(n) for n in claim.citations if n in brought))
        for claim in answer.claims
    ]


def _written(found: Found, writing: Writing, notes: Sequence[str]) -> Answer:
    """The answer that a model drafted, of what stood the check."""
    how = How("model", writing.model.name, prompts.load("answer").version)
    answer = _answer(found.plan, writing.claims, writing.citations, how)
    broken = (f"{writing.broken} What it had said by then is checked.",) if writing.broken else ()
    return replace(
        answer,
        withheld=tuple(writing.withheld),
        notes=(*notes, *broken),
        timings_ms=writing.timings_ms,
    )


def _answer(planned: Plan, claims: Sequence[Claim], citations: Citations, how: How) -> Answer:
    said = " ".join(
        f"{claim.text} " + "".join(f"[{n}]" for n in claim.citations) for claim in claims
    )
    return Answer(
        question=planned.question,
        standalone=planned.standalone,
        text=said or prompts.text("refusal"),
        refused=not claims,
        claims=tuple(claims),
        citations=tuple(citations.all),
        disagreements=(),
        withheld=(),
        how=how,
        usage={},
        timings_ms={},
    )
