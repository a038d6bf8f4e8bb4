"""An answer that a model drafts: each sentence is checked as it comes, and shown or withheld."""

from __future__ import annotations

import datetime
import itertools
import re
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from bot import metering, prompts
from bot.answer import Claim, Withheld
from bot.checking import Verdict, check
from bot.checking.alike import Embed
from bot.citing import Citations
from bot.disagreement import Differing
from bot.drafting.compared import compared
from bot.drafting.evidence import Evidence, Excerpt, fenced, gather, harmless
from bot.drafting.marks import Drafted, MarkReader
from bot.drafting.model import Model, Reply
from bot.drafting.plain import has_address, without_addresses
from bot.drafting.planted import addressed_to_a_machine, untrusted
from bot.drafting.standing import asks, leans
from bot.drafting.usage import Meter
from bot.events import Event, Progress, Said
from bot.reader import Reader
from bot.turns import computed
from index import Hit, Span, StoredArticle
from index.errors import ModelFailed

Events = AsyncGenerator[Event, None]

_MOST_CITATIONS = 3
_FEWEST_WORDS = 2
# A reply that breaks off before anything of it was shown is asked for once more.
_TRIES = 2
# Withheld sentences that the model is asked to mend.
_MOST_MENDED = 10

_NOT_BORNE_OUT = re.compile(r"\b(?:un|not\s+)supported\b", re.IGNORECASE)


@dataclass
class Writing:
    """One answer in the making.

    Args:
        model: what drafts.
        question: as it is to be understood.
        hits: passages, best first.
        stored: their articles.
        meter: counts what the model uses.
        today: the day that the model is told.
        differing: what sources report differently, which it is told as well.
        embed: vectors of words, by which the checker knows like words.
        reader: what reads each sentence and its source as a whole.

    Attributes:
        claims: what was said.
        citations: what it cites.
        withheld: what was drafted and not said.
        silent: whether the model said that the articles do not answer, and nothing else.
        broken: why the model broke off after something was said, or None.
        stopped: why its server cut the draft short, as `Reply.stopped`.
        unread: why second opinions were given up, or None.
        timings_ms: milliseconds to the first token, in checking, and in repairing.
    """

    model: Model
    question: str
    hits: Sequence[Hit]
    stored: dict[str, StoredArticle]
    meter: Meter
    today: datetime.date
    differing: Differing | None = None
    embed: Embed | None = None
    reader: Reader | None = None
    claims: list[Claim] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    silent: bool = False
    broken: str | None = None
    stopped: str = ""
    unread: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.citations = Citations(self.stored)
        self._gap = False
        self._brought = 0
        self._read = False
        metering.begin(self.meter)

    async def events(self) -> Events:
        """Draft, check and mend; what is said is never withdrawn.

        Raises:
            ModelFailed: if the model fails before anything was said.
        """
        texts = {file: article.text for file, article in self.stored.items()}
        for attempt in range(1, _TRIES + 1):
            # New keys for each try: an article cannot know them.
            evidence = await computed(
                gather, self.hits, texts, self.model.budget, self.model.count, self.question
            )
            self.withheld.clear()
            self._gap = self._read = False
            system, user = self._request(
                "answer", evidence, compared=compared(self.differing, evidence)
            )
            try:
                async with aclosing(self._draft(system, user, evidence)) as events:
                    async for event in events:
                        yield event
                break
            except ModelFailed as failure:
                if self.claims:
                    self.broken = str(failure)
                    return
                if not (failure.again and self._read) or attempt == _TRIES:
                    raise
        if self._to_mend() and not self.silent:
            yield Progress("repairing")
            async with aclosing(self._mend(evidence)) as events:
                async for event in events:
                    yield event

    def _request(self, name: str, evidence: Evidence, **more: str) -> tuple[str, str]:
        prompt = prompts.load(name)
        known = {
            "question": " ".join(harmless(self.question).split()),
            "evidence": evidence.text,
            "keys": evidence.keys,
            "example": f"[{evidence.excerpts[0].key}]",
            "sentinel": prompts.SENTINEL,
            "today": self.today.isoformat(),
        }
        return prompt.fill(**known, **more)

    async def _mend(self, evidence: Evidence) -> Events:
        """One more round for what was withheld; it only adds."""
        began = time.perf_counter()
        failed = "\n".join(self._to_mend())
        said = "\n".join(f"- {claim.text}" for claim in self.claims) or "(nothing)"
        system, user = self._request("repair", evidence, said=said, withheld=failed)
        # Nobody knows what a mended sentence that leans would lean on.
        self._gap = True
        silent, stopped = self.silent, self.stopped
        try:
            async with aclosing(self._draft(system, user, evidence)) as events:
                async for event in events:
                    yield event
        except ModelFailed:
            # What was said stands; what was withheld stays so.
            return
        finally:
            self.silent, self.stopped = silent, stopped
            self._lap("repair", began)

    def _to_mend(self) -> list[str]:
        """The first of what was withheld, as the model is told it, within the evidence's budget."""
        lines = [f"- {harmless(w.text)} ({w.reason})" for w in self.withheld[:_MOST_MENDED]]
        spent = itertools.accumulate(self.model.count(line) for line in lines)
        return lines[: sum(tokens <= self.model.budget for tokens in spent)]

    async def _draft(self, system: str, user: str, evidence: Evidence) -> Events:
        began = time.perf_counter()
        reply = Reply(self.meter)
        by_key = evidence.by_key
        reader = MarkReader(by_key)
        async with aclosing(self.model.stream(system, user, reply)) as pieces:
            async for piece in pieces:
                if not self._read:
                    self._read = True
                    self._lap("first_token", began)
                for drafted in reader.feed(piece):
                    if said := await self._judged(drafted, by_key, evidence.fence):
                        yield said
                if self.silent:
                    return
        self.stopped = reply.stopped
        for drafted in reader.end(cut=reply.cut):
            if said := await self._judged(drafted, by_key, evidence.fence):
                yield said

    async def _judged(
        self, drafted: Drafted, by_key: dict[str, Excerpt], fence: str
    ) -> Said | None:
        """The sentence as it is said, or None when it is withheld."""
        if prompts.is_sentinel(drafted.text):
            self.silent = not self.claims
            return None
        if drafted.text.endswith(":") and not drafted.keys:
            # "The articles say:" states nothing, and is not worth a round of mending.
            return None
        if _squeezed(drafted.text) in {_squeezed(claim.text) for claim in self.claims}:
            return None
        began = time.perf_counter()
        excerpts = [by_key[key] for key in drafted.keys]
        places: list[tuple[Excerpt, Span]] = []
        reason = self._objection(drafted.text)
        if not reason:
            cited = [e.cited for e in excerpts]
            verdict = await computed(check, drafted.text, cited, self.embed, self.reader)
            places, reason = _places(verdict, excerpts)
        self._lap("check", began)
        if not reason and self.model.second_opinion and self.unread is None:
            reason = await self._second(drafted.text, excerpts, fence)
        self._gap = bool(reason)
        if reason:
            withheld = Withheld(self._tellable(drafted.text), reason)
            if withheld.text not in {w.text for w in self.withheld}:
                self.withheld.append(withheld)
            return None
        return self._said(drafted.text, places)

    def _objection(self, text: str) -> str:
        if self._gap and leans(text):
            return "it leans on a statement that was withheld"
        if has_address(text):
            return "it holds a web address"
        if self.model.tells(text):
            return "it holds the key"
        if prompts.echoed(text):
            return "it repeats the prompt"
        if len(text.split()) < _FEWEST_WORDS or asks(text):
            return "it is no statement"
        if addressed_to_a_machine(text):
            return "it is addressed to a machine"
        return ""

    def _tellable(self, text: str) -> str:
        """A withheld statement as it is told on request: no links, nothing that is not said."""
        if prompts.echoed(text) or addressed_to_a_machine(text) or self.model.tells(text):
            return "…"
        return without_addresses(text)

    async def _second(self, text: str, excerpts: Sequence[Excerpt], fence: str) -> str:
        system, user = prompts.load("verify").fill(
            claim=harmless(text), evidence=fenced(excerpts, fence)
        )
        try:
            opinion = await self.model.ask(system, user, Reply(self.meter))
        except ModelFailed as failure:
            # It passed the check proper; a second opinion that is not given takes nothing away,
            # and none is asked for again, since each may take as long as this one.
            self.unread = str(failure)
            return ""
        return "a second reading did not bear it out" if _NOT_BORNE_OUT.search(opinion) else ""

    def _said(self, text: str, places: Sequence[tuple[Excerpt, Span]]) -> Said:
        numbers = tuple(self.citations.cite(e.hit.source, span) for e, span in places)
        claim = Claim(text, tuple(dict.fromkeys(numbers)), "supported")
        self.claims.append(claim)
        new = tuple(self.citations.all[self._brought :])
        self._brought = len(self.citations.all)
        return Said(claim, new)

    def _lap(self, name: str, began: float) -> None:
        spent = self.timings_ms.get(name, 0) + 1000 * (time.perf_counter() - began)
        self.timings_ms[name] = round(spent, 1)


def _places(
    verdict: Verdict, excerpts: Sequence[Excerpt]
) -> tuple[list[tuple[Excerpt, Span]], str]:
    """Where a supported claim's words stand in the texts of record, or why it is not shown."""
    if verdict.status != "supported":
        return [], verdict.reason or "the cited words do not say all of it"
    found: dict[int, tuple[Excerpt, Span]] = {}
    problem = "no words were found that say so"
    for number, span in verdict.supporting:
        excerpt = excerpts[number]
        if wrong := untrusted(excerpt.cited.text, span):
            problem = wrong
            continue
        start = excerpt.hit.passage.start
        found.setdefault(number, (excerpt, Span(start + span.start, start + span.end)))
    return list(found.values())[:_MOST_CITATIONS], "" if found else problem


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
