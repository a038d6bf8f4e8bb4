"""One request's way to a server and back: where it may go, and how the reply to it begins.

The request carries the question and the articles, which only the server that is set up may see.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import httpx

# Redirects that are followed, and bytes of a reply that are kept to be told of.
MOST_REDIRECTS = 3
_KEPT = 8_192
_DEFAULT_PORTS = {"http": 80, "https": 443}
_EVENT = re.compile(rb"^data\s*:", re.MULTILINE)


class RedirectedElsewhere(Exception):
    """A server sent the request on to where it must not go, or without what it carries."""


class Exchange:
    """What is watched of one client's requests.

    Args:
        base_url: the server that may be asked.
    """

    def __init__(self, base_url: str) -> None:
        self._server = httpx.URL(base_url)
        self._heard = bytearray()

    @property
    def hooks(self) -> dict[str, list[Callable[..., Awaitable[None]]]]:
        """For httpx, which calls them at every redirect too."""
        return {"request": [self._sent], "response": [self._answered]}

    @property
    def streamed(self) -> bool:
        """Whether the last reply began as a stream of events."""
        return _EVENT.search(self._heard) is not None

    @property
    def body(self) -> Any:
        """The last reply as JSON, or None where it is none or too long."""
        try:
            return json.loads(self._heard)
        except ValueError:
            return None

    async def _sent(self, request: httpx.Request) -> None:
        # A redirect that makes a POST a GET leaves the question behind.
        if request.method != "POST" or not _same_server(self._server, request.url):
            raise RedirectedElsewhere

    async def _answered(self, response: httpx.Response) -> None:
        self._heard.clear()
        stream = cast(httpx.AsyncByteStream, response.stream)
        response.stream = _Overheard(stream, self._heard)


class _Overheard(httpx.AsyncByteStream):
    """A reply of which the beginning is kept."""

    def __init__(self, stream: httpx.AsyncByteStream, heard: bytearray) -> None:
        self._stream, self._heard = stream, heard

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            if len(self._heard) < _KEPT:
                self._heard += piece[: _KEPT - len(self._heard)]
            yield piece

    async def aclose(self) -> None:
        """Close the reply."""
        await self._stream.aclose()


def _same_server(server: httpx.URL, other: httpx.URL) -> bool:
    """Whether two URLs are of one origin, or the other is the first's by https."""
    if _origin(server) == _origin(other):
        return True
    return _origin(server) == ("http", other.host, 80) and _origin(other) == (
        "https",
        server.host,
        443,
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or _DEFAULT_PORTS.get(url.scheme)
