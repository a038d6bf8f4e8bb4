"""LlamaIndex's OpenAI model for any server that speaks the protocol, whatever its model is called.

Imported only where a model is called: LlamaIndex and OpenAI's client take a second to load.
"""

from __future__ import annotations

import functools
import importlib
import ssl
from typing import Any

import httpx
from llama_index.core.base.llms.types import LLMMetadata
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.llms.openai import OpenAI
from openai import AsyncOpenAI

from bot.drafting.exchange import MOST_REDIRECTS, Exchange

# Where the model does not say; only what LlamaIndex's own parts would plan by.
_WINDOW = 128_000
_CONNECT_SECONDS = 10.0
# Arguments that some servers refuse, and what is sent instead.
_REFUSED = {"temperature": None, "stream_options": None, "max_tokens": "max_completion_tokens"}


class Endpoint(OpenAI):
    """An OpenAI-compatible model that LlamaIndex need not know by name."""

    _without: frozenset[str] = PrivateAttr(default=frozenset())

    @classmethod
    def class_name(cls) -> str:
        """The name that LlamaIndex writes down."""
        return "newsdesk_endpoint"

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex's parts ask of a model; the name is never looked up."""
        return LLMMetadata(
            context_window=_WINDOW,
            num_output=self.max_tokens or -1,
            is_chat_model=True,
            is_function_calling_model=False,
            model_name=self.model,
        )

    def _get_model_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        sent = super()._get_model_kwargs(**kwargs)
        for name in self._without & set(sent):
            value, other = sent.pop(name), _REFUSED[name]
            if other is not None:
                sent[other] = value
        return sent


def refused_argument(message: str, without: frozenset[str]) -> str | None:
    """The argument that a server's refusal names, if the request can do without it."""
    return next((name for name in _REFUSED if name in message and name not in without), None)


@functools.cache
def certificates() -> ssl.SSLContext:
    """The machine's certificates, read once: that takes longer than all else of a client."""
    return httpx.create_ssl_context()


def load() -> None:
    """Load what the client loads at its first request, while the model's silence is timed."""
    importlib.import_module("openai.resources")
    certificates()


def make(
    model: str,
    key: str,
    base_url: str,
    timeout: float,
    options: dict[str, Any],
    without: frozenset[str],
) -> tuple[Endpoint, AsyncOpenAI, Exchange]:
    """A model for one request, the client to close after it, and what is watched of it.

    A client of its own means that closing it surely ends the request, and that none is used in
    another event loop than it was made in.
    """
    limits = httpx.Timeout(timeout + 5, connect=min(_CONNECT_SECONDS, timeout))
    exchange = Exchange(base_url)
    client = AsyncOpenAI(
        api_key=key or "none",
        base_url=base_url,
        max_retries=0,
        timeout=limits,
        # Not compressed, so that the beginning of what is no stream can be read.
        default_headers={"Accept-Encoding": "identity"},
        http_client=httpx.AsyncClient(
            verify=certificates(),
            timeout=limits,
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
            event_hooks=exchange.hooks,
        ),
    )
    fields = {name: value for name, value in options.items() if name in Endpoint.model_fields}
    others = {name: value for name, value in options.items() if name not in fields}
    more = {"stream_options": {"include_usage": True}, **others}
    more |= fields.pop("additional_kwargs", {})
    arguments: dict[str, Any] = {
        "temperature": 0.0,
        **fields,
        "model": model,
        "api_key": key or "none",
        "api_base": base_url,
        "max_retries": 0,
        "async_openai_client": client,
        "additional_kwargs": more,
    }
    llm = Endpoint(**arguments)
    llm._without = without
    return llm, client, exchange
