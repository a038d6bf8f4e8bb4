"""A server on loopback that speaks the streaming chat-completions protocol, by a script.

Each request takes the next entry of the script (the last one serves all further requests): a text,
a function of the request that gives a text, or one of the ways below to misbehave.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_EXCERPT = re.compile(
    r"^Excerpt \[(?P<key>\w+)\]\n<<<(?P<fence>\w+)\n(?P<known>\{[^\n]*\})\n"
    r"(?P<text>.*?)\n(?P=fence)>>>$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Excerpt:
    key: str
    known: dict[str, str]
    text: str


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All messages."""
        return "\n\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def excerpts(self) -> list[Excerpt]:
        """The evidence as the model sees it."""
        user = str(self.body["messages"][-1]["content"])
        return [
            Excerpt(m["key"], json.loads(m["known"]), m["text"]) for m in _EXCERPT.finditer(user)
        ]

    def key(self, words: str) -> str:
        """The key of the first excerpt whose text or file holds these words."""
        return next(e.key for e in self.excerpts if words in e.text or words in e.known["file"])


Text = str | Callable[[Request], str]


def said(text: Text, request: Request) -> str:
    return text if isinstance(text, str) else text(request)


@dataclass(frozen=True)
class Says:
    """Says a text in pieces of so many characters.

    Attributes:
        usage: what it reports, or None to report nothing.
        finish: its reason for ending.
        pause: seconds before each piece.
    """

    text: Text
    size: int = 7
    usage: dict[str, int] | None = field(
        default_factory=lambda: {"prompt_tokens": 1000, "completion_tokens": 50}
    )
    finish: str | None = "stop"
    pause: float = 0.0


@dataclass(frozen=True)
class Fails:
    """Answers with an error."""

    status: int
    message: str = "no"
    headers: tuple[tuple[str, str], ...] = ()
    code: str | None = None


@dataclass(frozen=True)
class Drops:
    """Breaks the connection off after a text."""

    text: Text = ""


@dataclass(frozen=True)
class Stalls:
    """Falls silent after a text, until the client hangs up or the server ends."""

    text: Text = ""


@dataclass(frozen=True)
class Raw:
    """Sends these bytes as the body."""

    body: bytes
    type: str = "text/event-stream"
    status: int = 200


Entry = Text | Says | Fails | Drops | Stalls | Raw


class FakeOpenAI:
    """The server; `url` is what OPENAI_BASE_URL is set to.

    Attributes:
        requests: what was asked, in order.
        hung_up: set when a client left while the server was silent.
        sent: of the last reply, when each of its pieces was sent, by `time.perf_counter`.
    """

    def __init__(self, *script: Entry, key: str = "", models: Sequence[str] = ()) -> None:
        self.script = list(script)
        self.requests: list[Request] = []
        self.sent: list[float] = []
        self.hung_up = threading.Event()
        self.key, self.models = key, models
        self._ending = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(_Handler):
            fake = outer

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> FakeOpenAI:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next(self, request: Request) -> Entry:
        with self._lock:
            self.requests.append(request)
            if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
                given = request.headers.get("authorization", "")
                return Fails(401, f"Incorrect API key provided: {given}.")
            if self.models and request.body["model"] not in self.models:
                return Fails(404, f"The model {request.body['model']} does not exist.")
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def until_left(self, connection: socket.socket) -> None:
        connection.settimeout(0.05)
        while not self._ending.is_set():
            with contextlib.suppress(TimeoutError):
                try:
                    left = not connection.recv(1)
                except ConnectionError:
                    left = True
                if left:
                    self.hung_up.set()
                    return


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        # A client that leaves is none.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # As servers that stream do: a piece does not wait for the one before to be acknowledged.
    disable_nagle_algorithm = True
    fake: FakeOpenAI

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, body)
        entry = self.fake.next(request)
        if isinstance(entry, str) or callable(entry):
            entry = Says(entry)
        try:
            self._send(entry, request)
        except ConnectionError:
            self.fake.hung_up.set()

    def _send(self, entry: Any, request: Request) -> None:
        if isinstance(entry, Fails):
            error = {"message": entry.message, "type": "error", "code": entry.code}
            content = json.dumps({"error": error}).encode()
            self.send_response(entry.status)
            for name, value in entry.headers:
                self.send_header(name, value)
            self._body(content, "application/json")
        elif isinstance(entry, Raw):
            self.send_response(entry.status)
            self._body(entry.body, entry.type)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._stream(entry, request)

    def _body(self, content: bytes, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, entry: Says | Drops | Stalls, request: Request) -> None:
        text = said(entry.text, request)
        size = entry.size if isinstance(entry, Says) else 7
        pause = entry.pause if isinstance(entry, Says) else 0.0
        sent: list[float] = []
        self.fake.sent = sent
        self._chunk(_event({"role": "assistant", "content": ""}))
        for at in range(0, len(text), size):
            if pause:
                time.sleep(pause)
            sent.append(time.perf_counter())
            self._chunk(_event({"content": text[at : at + size]}))
        if isinstance(entry, Says):
            if entry.finish is not None:
                self._chunk(_event({}, finish=entry.finish))
            if entry.usage is not None:
                self._chunk(_line({**_COMMON, "choices": [], "usage": entry.usage}))
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")
            return
        self.close_connection = True
        if isinstance(entry, Stalls):
            self.fake.until_left(self.connection)
        self.connection.shutdown(socket.SHUT_RDWR)

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


_COMMON = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}


def _event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    return _line({**_COMMON, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})


def _line(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


@contextlib.contextmanager
def serving(*script: Entry, **more: Any) -> Iterator[FakeOpenAI]:
    """A server for as long as a test needs it."""
    with FakeOpenAI(*script, **more) as server:
        yield server
