"""A model that writes: its stream, its time limits, its retries and what it uses."""

from __future__ import annotations

import asyncio
import importlib
import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from bot.drafting.faults import Called, failed, no_completion, said_by
from bot.drafting.usage import Meter, Prices
from index import tokens
from index.errors import ModelFailed

OPENAI = "https://api.openai.com/v1"
# How often a request is sent again that failed before a word was said.
RETRIES = 3
# Seconds before the first retry, doubled for each further one, and the longest wait that a server
# may ask for before it is given up.
_BACKOFF, _LONGEST_WAIT = 0.5, 20.0
# A model that never ends is cut off.
_LONGEST_REPLY = 20_000
# Also one that sends much and says nothing.
_LONGEST_SECONDS = 900.0

# Reasons for ending that leave a reply short of its end.
_STOPPED = ("length", "content_filter")

Sleep = Callable[[float], Awaitable[None]]


@dataclass
class Reply:
    """How a reply went, filled in while it streams.

    Attributes:
        cut: whether it was cut short, so that its last sentence may lack its end.
        stopped: why its server cut it short, "length" or "content_filter", or empty.
    """

    meter: Meter = field(default_factory=Meter)
    cut: bool = False
    stopped: str = ""


class Model:
    """A model on an OpenAI-compatible server, or any other LlamaIndex LLM.

    Args:
        name: the model's name on its server, or ``package.module:Class``.
        key: of the server, or empty.
        base_url: of the server; None for a LlamaIndex class.
        options: arguments for the model.
        timeout: seconds for which it may stay silent.
        budget: most tokens of evidence.
        prices: of its tokens.
        second_opinion: whether it reads each checked sentence once more.
        sleep: how to wait before a retry.
    """

    def __init__(
        self,
        name: str,
        *,
        key: str = "",
        base_url: str | None = OPENAI,
        options: dict[str, Any] | None = None,
        timeout: float = 60.0,
        budget: int = 3_000,
        prices: Prices = Prices(),
        second_opinion: bool = False,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.name = name
        self.budget = budget
        self.prices = prices
        self.second_opinion = second_opinion
        self._called = Called(name, base_url, key, timeout)
        self._options = options or {}
        self._sleep = sleep
        self._without: frozenset[str] = frozenset()
        self._other: Any = None
        self._told_of_tokens = False

    def warm(self) -> None:
        """Load what a request needs; what fails here fails again, and is told, when it is used."""
        try:
            tokens.encoding_of(self.name)
            if self._called.where is None:
                importlib.import_module(self.name.partition(":")[0])
            else:
                from bot.drafting import endpoint

                endpoint.load()
        except Exception:
            return

    def count(self, text: str) -> int:
        """Tokens of a text, by the model's own tokenizer or its nearest."""
        return len(tokens.encoding_of(self.name)[0].encode_ordinary(text))

    def tells(self, text: str) -> bool:
        """Whether a text holds the key."""
        return self._called.told_by(text)

    def note(self) -> str | None:
        """What is to be said once of how this model's tokens are counted."""
        if self._told_of_tokens or tokens.encoding_of(self.name)[1]:
            return None
        self._told_of_tokens = True
        return (
            f"tiktoken does not know the model {self.name}: its tokens are counted as those of "
            f"{tokens.FALLBACK}."
        )

    async def ask(self, system: str, user: str, reply: Reply) -> str:
        """The reply to a request once it has ended; `reply` tells whether it is whole.

        Raises:
            ModelFailed: if there is none.
        """
        async with aclosing(self.stream(system, user, reply)) as pieces:
            return "".join([piece async for piece in pieces])

    async def stream(self, system: str, user: str, reply: Reply) -> AsyncGenerator[str, None]:
        """The reply as it comes; closing the iterator ends the request.

        What fails before a word was said is sent again, a few times.

        Raises:
            ModelFailed: if it fails for good, or breaks off.
        """
        for attempt in itertools.count():
            said = False
            try:
                async with aclosing(self._once(system, user, reply)) as pieces:
                    async for piece in pieces:
                        said = True
                        yield piece
                return
            except ModelFailed as failure:
                wait = _BACKOFF * 2**attempt if failure.wait is None else failure.wait
                if said or not failure.again or attempt >= RETRIES or wait > _LONGEST_WAIT:
                    raise
            await self._sleep(wait)

    async def _once(self, system: str, user: str, reply: Reply) -> AsyncGenerator[str, None]:
        said: list[str] = []
        length = 0
        reported: dict[str, Any] = {}
        client: Any = None
        came = False
        try:
            llm, client, exchange = await asyncio.to_thread(self._made)
            chunks = await self._begun(llm, system, user)
            async with aclosing(chunks):
                async for chunk in self._timely(chunks):
                    reported = {**reported, **_counts(chunk)}
                    reply.cut = not _finished(chunk, reply.cut)
                    reply.stopped = _stopped(chunk) or reply.stopped
                    came = True
                    if chunk.delta:
                        said.append(chunk.delta)
                        length += len(chunk.delta)
                        yield chunk.delta
                    if length > _LONGEST_REPLY:
                        reply.cut, reply.stopped = True, "length"
                        break
            if exchange is not None and not (came or exchange.streamed):
                raise no_completion(self._called, exchange.body)
        except Exception as error:
            reply.cut = True
            raise self._failure(error) from None
        finally:
            if client is not None:
                await client.close()
            if said or reported:
                self._metered(reply.meter, [system, user], said, reported)

    def _made(self) -> tuple[Any, Any, Any]:
        """What is asked, the client to close after it, and what is watched of the latter."""
        called = self._called
        if called.where is not None:
            from bot.drafting import endpoint

            if not called.secret and called.where == OPENAI:
                raise ModelFailed(
                    f"There is no key for the model {self.name}. Set OPENAI_API_KEY, or "
                    "OPENAI_BASE_URL for a server that needs none."
                )
            return endpoint.make(
                self.name,
                called.secret,
                called.where,
                called.timeout,
                self._options,
                self._without,
            )
        if self._other is None:
            module, _, name = self.name.partition(":")
            try:
                self._other = getattr(importlib.import_module(module), name)(**self._options)
            except Exception as error:
                raise ModelFailed(
                    f"NEWSDESK_MODEL={self.name} cannot be used ({type(error).__name__}). Install "
                    "the package that holds it, and check NEWSDESK_MODEL_OPTIONS and its keys."
                ) from None
        return self._other, None, None

    async def _begun(self, llm: Any, system: str, user: str) -> Any:
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        messages: Sequence[ChatMessage] = [
            ChatMessage(role=MessageRole.SYSTEM, content=system),
            ChatMessage(role=MessageRole.USER, content=user),
        ]
        async with asyncio.timeout(self._called.timeout):
            return await llm.astream_chat(messages)

    async def _timely(self, chunks: Any) -> AsyncGenerator[Any, None]:
        """The chunks, each within the time that the model may stay silent."""
        clock = asyncio.get_running_loop().time
        end = clock() + max(_LONGEST_SECONDS, self._called.timeout)
        while True:
            if clock() > end:
                raise TimeoutError
            try:
                async with asyncio.timeout(self._called.timeout):
                    chunk = await anext(chunks)
            except StopAsyncIteration:
                return
            yield chunk

    def _failure(self, error: Exception) -> ModelFailed:
        failure = failed(error, self._called)
        if self._called.where is not None and getattr(error, "status_code", None) in (400, 422):
            from bot.drafting.endpoint import refused_argument

            argument = refused_argument(said_by(error), self._without)
            if argument is not None:
                self._without |= {argument}
                return ModelFailed(str(failure), again=True, wait=0)
        return failure

    def _metered(
        self, meter: Meter, sent: list[str], said: list[str], reported: dict[str, Any]
    ) -> None:
        prompt, completion = (reported.get(n) for n in ("prompt_tokens", "completion_tokens"))
        counted = not (isinstance(prompt, int) and isinstance(completion, int) and prompt > 0)
        if counted:
            prompt = sum(map(self.count, sent))
            completion = self.count("".join(said))
        meter.add(int(prompt or 0), int(completion or 0), counted=counted)


def _counts(chunk: Any) -> dict[str, Any]:
    return {k: v for k, v in (chunk.additional_kwargs or {}).items() if k.endswith("_tokens")}


def _finished(chunk: Any, cut: bool) -> bool:
    """Whether a reply that ended with this chunk would be whole."""
    choices = getattr(chunk.raw, "choices", None)
    if choices is None:
        # Not OpenAI's protocol: nothing is known of it.
        return True
    if not choices:
        return not cut
    return _reason(choices) not in (None, *_STOPPED)


def _stopped(chunk: Any) -> str:
    """Why the reply is cut short by this chunk, or an empty text."""
    reason = _reason(getattr(chunk.raw, "choices", None))
    return reason if reason in _STOPPED else ""


def _reason(choices: Any) -> Any:
    return getattr(choices[0], "finish_reason", None) if choices else None
