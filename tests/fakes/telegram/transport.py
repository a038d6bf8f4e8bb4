"""HTTP: what comes in, what goes out, and what breaks between."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.methods import METHODS
from tests.fakes.telegram.refusals import Refused, bad_request
from tests.fakes.telegram.world import Call, Json, World

_GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head></html>"


class Server(ThreadingHTTPServer):
    """Listens on loopback for one world."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that are killed break their connections."""

    def cut(self) -> None:
        """Break every connection, as a network does that dies."""
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    # A client that waits for the rest of a packet would wait for nothing.
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            # The client went away in the middle of its request, which then was none.
            self.close_connection = True
            return
        url = urlsplit(self.path)
        parts = unquote(url.path).split("/", 2)
        if url.path.startswith("/file/bot"):
            self._file(unquote(url.path).removeprefix("/file/bot"))
            return
        if len(parts) != 3 or not parts[1].startswith("bot"):
            self._reply(404, Refused(404, "Not Found").body())
            return
        try:
            params = self._params(url.query, body)
        except UnicodeDecodeError:
            self._reply(400, bad_request("strings must be encoded in UTF-8").body())
            return
        self._call(parts[1].removeprefix("bot"), parts[2], params)

    def _params(self, query: str, body: bytes) -> Json:
        params: Json = dict(parse_qsl(query, keep_blank_values=True, errors="strict"))
        kind = self.headers.get("Content-Type") or ""
        if kind.startswith("multipart/form-data"):
            params |= _multipart(kind, body)
        elif kind.startswith("application/json"):
            params |= json.loads(body)
        elif body:
            params |= parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
        return params

    def _call(self, token: str, method: str, params: Json) -> None:
        world, now = self.server.world, time.monotonic()
        chat = _chat(params)
        if token != world.token:
            refused = Refused(401, "Unauthorized") if ":" in token else Refused(404, "Not Found")
            self._note(now, method, params, chat, (), refused)
            self._reply(refused.code, refused.body())
            return
        with world.changed:
            over = world.floods.count(method, chat, now)
            fault = next((f for f in world.faults if f.strikes(method, chat)), None)
        if fault and self._struck(fault, now, method, params, chat, over):
            return
        outcome: Any
        try:
            if method not in METHODS:
                raise Refused(404, "Not Found: method not found")
            outcome = METHODS[method](world, params)
            code, reply = 200, {"ok": True, "result": outcome}
        except Refused as refused:
            outcome, code, reply = refused, refused.code, refused.body()
        self._note(now, method, params, chat, over, outcome)
        self._reply(code, reply)

    def _struck(
        self,
        fault: Fault,
        now: float,
        method: str,
        params: Json,
        chat: int | None,
        over: tuple[str, ...],
    ) -> bool:
        """Let a fault strike; whether that was all that happens."""
        world = self.server.world
        if fault.kind == "slow":
            time.sleep(fault.seconds)
            return False
        if fault.kind == "refuse":
            assert fault.error is not None
            self._note(now, method, params, chat, over, fault.error)
            self._reply(fault.error.code, fault.error.body())
            return True
        if fault.delivered and method in METHODS:
            with contextlib.suppress(Refused):
                METHODS[method](world, params)
        # The outcome of a call says what became of it: "drop" or "hang", or with "+" if it was
        # delivered all the same.
        said = fault.kind + ("+" if fault.delivered else "")
        world.record(Call(now, method, params, chat, over, said))
        if fault.kind == "gateway":
            self._reply(502, _GATEWAY_PAGE)
            return True
        if fault.kind == "hang":
            time.sleep(fault.seconds)
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        return True

    def _note(
        self,
        now: float,
        method: str,
        params: Json,
        chat: int | None,
        over: tuple[str, ...],
        outcome: Any,
    ) -> None:
        world = self.server.world
        if isinstance(outcome, Refused):
            code, said = str(outcome.code), outcome.description
            world.record(Call(now, method, params, chat, over, code, said))
        elif method != "getUpdates" or outcome:
            world.record(Call(now, method, params, chat, over, "ok", "", outcome))

    def _file(self, rest: str) -> None:
        world = self.server.world
        token, _, path = rest.partition("/")
        found = [f for f in world.files.values() if f.path == path]
        ok = token == world.token and found
        world.record(
            Call(time.monotonic(), "(download)", {"path": path}, None, (), "ok" if ok else "404")
        )
        if ok:
            self._reply(200, found[0].data)
        else:
            self._reply(404, Refused(404, "Not Found").body())

    def _reply(self, code: int, body: Json | bytes) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        with contextlib.suppress(OSError):
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()


def _chat(params: Json) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, ValueError):
        return None


def _multipart(kind: str, body: bytes) -> Json:
    """The fields of a form; a file is {"name": ..., "data": ...}."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: Json = {}
    for part in form.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True) or b""
        assert isinstance(data, bytes)
        file = part.get_filename()
        fields[name] = {"name": file, "data": data} if file else data.decode()
    # A file that is named by "attach://" stands in a part of its own.
    for name, value in list(fields.items()):
        if isinstance(value, str) and value.startswith("attach://"):
            fields[name] = fields.get(value.removeprefix("attach://"))
    return fields
