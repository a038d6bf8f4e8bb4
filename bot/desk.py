"""The chain from a question to an answer: plan, search, draft, check, cite."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from bot import evidence, offline, prompts, timed
from bot.answer import Answer, Claim, Disagreement, How
from bot.citing import Citations
from bot.clock import Clock
from bot.collector import settle
from bot.conversation import Turn
from bot.disagreement import Differing
from bot.drafting.model import Model
from bot.drafting.usage import Meter
from bot.events import Event, Progress, Said, Understood
from bot.freshness import Freshness
from bot.notes import notes_on, nothing_said, on_writing
from bot.planning import Plan
from bot.question import Question, check_question, unshouted
from bot.quoting import Quoting
from bot.reader import Reader, beside
from bot.today import today as this_day
from bot.turns import TURNS, begun, computed
from bot.understanding import Conversations, condensed, turn_of
from bot.understanding import offline as understood
from bot.wider import Gathered
from bot.writing import Writing
from index import Filters, Hit, Index, StoredArticle
from index.errors import ModelFailed, Unwritable

# Passages that a model is sent at most.
MODEL_EVIDENCE = 14
# Below this cosine, and without a word in common, no passage has to do with a question.
_HOPELESS = 0.2

_NOT_KEPT = (
    "This question could not be kept, since its file cannot be written: nothing leans on it."
)
_OWN_WORDS = "The answer is made of the articles' own sentences."


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question, all of one generation of the index.

    Attributes:
        stored: the articles of the hits, and their copies.
        differing: what they report differently.
        reader: what reads a sentence and its source as a whole.
    """

    plan: Plan
    hits: list[Hit]
    stored: dict[str, StoredArticle]
    differing: Differing | None
    time: timed.Timed
    reader: Reader | None


class Desk:
    """Answers questions from one index.

    Args:
        index: where the articles are.
        model: what drafts; None for the articles' own sentences.
        conversations: what was said before; None where every question stands alone.
        timezone: IANA name of the zone whose day it is; None is this machine's own.
        remedy: what its readers can do about a folder that has changed since the last sync.
    """

    def __init__(
        self,
        index: Index,
        model: Model | None = None,
        conversations: Conversations | None = None,
        timezone: str | None = None,
        remedy: str = "",
    ) -> None:
        self._timezone = timezone
        self._index = index
        index.away = TURNS.away
        self._model = model
        self._conversations = conversations
        self._freshness = Freshness(index, remedy)

    def today(self) -> datetime.date:
        """The day it is in the desk's time zone."""
        return this_day(self._timezone)

    async def ask(
        self,
        question: str,
        conversation: str | None = None,
        filters: Filters = Filters(),
        today: datetime.date | None = None,
    ) -> AsyncGenerator[Event, None]:
        """Answer a question; the last event is the answer. Closing it ends the model's request.

        Args:
            question: in the user's words.
            conversation: the key of the conversation that it belongs to, or None for a question
                that stands alone.
            filters: which articles count.
            today: the day that "yesterday" is counted from; the desk's own when None.

        Raises:
            UsageError: if the question is empty or too long.
        """
        question = check_question(question)
        today = today or self.today()
        clock, meter = Clock(), Meter()
        yield Progress("planning")
        standalone = await self._understand(question, conversation, meter)
        if standalone != unshouted(question):
            yield Understood(question, standalone)
        clock.lap("plan")
        asked = Question(question, standalone, filters, today)
        fresh = self._freshness
        notes = await asyncio.to_thread(notes_on, self._index, question, filters, fresh)
        async with aclosing(self._drafted(asked, meter, clock)) as events:
            async for event in events:
                if not isinstance(event, Answer):
                    yield event
                    continue
                clock.lap("draft")
                answer = replace(
                    event,
                    question=question,
                    standalone=standalone,
                    notes=(*event.notes, *notes),
                    usage=meter.usage(self._model.prices) if self._model else {},
                    timings_ms=clock.laps(event.timings_ms),
                )
        answer = await self._remembered(conversation, answer)
        settle()
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
        question = unshouted(question)
        if not turns:
            return question
        if self._model is not None:
            standalone = await condensed(self._model, question, turns, meter)
        else:
            standalone = await asyncio.to_thread(understood, question, turns)
        return " ".join(standalone.split())

    async def _remembered(self, conversation: str | None, answer: Answer) -> Answer:
        """Keep a turn of its conversation; an answer that cannot be kept is given all the same."""
        if conversation is None or self._conversations is None:
            return answer
        try:
            await asyncio.to_thread(self._conversations.add, conversation, turn_of(answer))
        except Unwritable:
            return replace(answer, notes=(*answer.notes, _NOT_KEPT))
        return answer

    async def _found(self, asked: Question) -> Found:
        """The evidence for a model, while the model's libraries load."""
        assert self._model is not None
        found, _ = await asyncio.gather(
            begun(self._gathered, asked), asyncio.to_thread(self._model.warm)
        )
        return found

    def _gathered(self, asked: Question) -> Found:
        index = self._index
        with index.snapshot():
            time = timed.time_of(index, asked.standalone, asked.filters, asked.today)
        # Outside of the snapshot, since others wait for that.
        vector = index.embed_question(time.sought.standalone)
        with index.snapshot():
            # Passages and texts of one generation, also while a sync publishes the next.
            hits = offline.gather(
                index, time.sought, time.when, vector, asked.today, MODEL_EVIDENCE
            )
            hits = hits[:MODEL_EVIDENCE]
            stored = evidence.stored(index, hits)
            told = evidence.told(index, hits, stored)
            gathered = Gathered(hits, stored, told, index.generation)
        # Outside of it again: this is the longest part.
        differing = None
        if _hopeful(hits):
            # What is only told beside is no evidence for the model, but may differ.
            gathered = offline.beside_best(index, time, gathered, asked.today)
            differing = offline.differing(time, gathered.told)
        return Found(time.whole, hits, dict(gathered.stored), differing, time, beside(index))

    async def _drafted(
        self, asked: Question, meter: Meter, clock: Clock
    ) -> AsyncGenerator[Event, None]:
        """Search, draft and check; the last event is the answer, without what is measured."""
        yield Progress("searching")
        model = self._model
        found = await self._found(asked) if model is not None else None
        if model is None or found is None or not _hopeful(found.hits):
            # Nothing that bears on it: no model call, and the rules of extraction refuse.
            async for event in self._extracted(asked, clock.lap):
                yield event
            return
        clock.lap("search")
        yield Progress("drafting")
        writing = Writing(
            model,
            asked.standalone,
            found.hits,
            found.stored,
            meter,
            asked.today,
            found.differing,
            self._index.embed,
            found.reader,
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
                yield await computed(_written, found, writing, notes)
                return
            notes.append(f"{nothing_said(writing)} {_OWN_WORDS}")
        async for event in self._extracted(asked, lambda stage: None):
            if isinstance(event, Answer):
                event = replace(
                    event,
                    notes=(*notes, *event.notes),
                    withheld=tuple(writing.withheld),
                    timings_ms=writing.timings_ms,
                )
            yield event

    async def _extracted(
        self, asked: Question, lap: Callable[[str], None]
    ) -> AsyncGenerator[Event, None]:
        """The answer in the articles' own sentences."""
        answer = await begun(
            offline.extract, self._index, asked.standalone, asked.filters, asked.today, lap
        )
        for said in _all_said(answer):
            yield said
        yield answer


def _written(found: Found, writing: Writing, notes: Sequence[str]) -> Answer:
    """The answer that a model drafted, of what stood the check, and where sources differ."""
    told: tuple[Disagreement, ...] = ()
    if writing.claims and found.differing is not None:
        told = Quoting(found.stored, writing.citations).told(found.time.whole, found.differing)
    how = How("model", writing.model.name, prompts.load("answer").version)
    answer = _answer(found.plan, writing.claims, writing.citations, how)
    return replace(
        answer,
        disagreements=told,
        withheld=tuple(writing.withheld),
        notes=(*notes, *on_writing(writing), *timed.notes(found.time)),
        timings_ms=writing.timings_ms,
    )


def _hopeful(hits: Sequence[Hit]) -> bool:
    """Whether any passage may have to do with the question; the rest is for the checks."""
    return any(hit.lexical > 0 or (hit.dense or 0.0) >= _HOPELESS for hit in hits)


def _all_said(answer: Answer) -> list[Said]:
    brought = {c.n: c for c in answer.citations}
    return [
        Said(claim, tuple(brought.pop(n) for n in claim.citations if n in brought))
        for claim in answer.claims
    ]


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
