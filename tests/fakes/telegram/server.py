"""The fake server as a test holds it: its life, its faults, its webhook."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram.acting import Acting
from tests.fakes.telegram.faults import Fault, Kind, refusal
from tests.fakes.telegram.transport import Server
from tests.fakes.telegram.world import Json, World


class FakeTelegram(Acting):
    """A Bot API server on loopback, for one bot.

    Attributes:
        url: its root, for TELEGRAM_BASE_URL.
        world: all that it knows.
    """

    def __init__(self) -> None:
        self.world = World()
        self._server = Server(self.world)
        self._port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._webhook_at: int | None = None
        self._closing = threading.Event()
        self._start()
        threading.Thread(target=self._push, daemon=True).start()

    def __enter__(self) -> FakeTelegram:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self.world.queue.interrupt()
        self.go_dark()

    def _start(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def token(self) -> str:
        return self.world.token

    # What goes wrong.

    def fail(
        self,
        method: str,
        code: int | None = None,
        what: str = "",
        *,
        retry_after: int = 1,
        kind: Kind = "refuse",
        **how: Any,
    ) -> Fault:
        """Have calls fail: by an error's code, or by another kind of `Fault`."""
        error = refusal(code, what, retry_after) if code is not None else None
        fault = Fault(method, kind, error, **how)
        with self.world.changed:
            self.world.faults.append(fault)
        if method == "getUpdates":
            # One poll is always under way: let it end, so that the next is struck.
            self._server.cut()
        return fault

    def heal(self) -> None:
        """End all faults."""
        with self.world.changed:
            self.world.faults.clear()

    def go_dark(self) -> None:
        """Be gone: refuse connections, break those that are."""
        self._server.shutdown()
        self._server.server_close()
        self._server.cut()

    def come_back(self) -> None:
        """Listen again at the same address."""
        self._server = Server(self.world, self._port)
        self._start()

    # Webhook.

    def deliver_to(self, port: int) -> None:
        """Deliver a webhook's updates to loopback instead of the URL's own host."""
        self._webhook_at = port

    def post(self, update: Json, secret: str | None, path: str | None = None) -> int:
        """Send an update to the webhook's listener with a secret; its HTTP status."""
        assert self._webhook_at is not None
        url = self.world.webhook.get("url", "https://localhost/")
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        link = http.client.HTTPConnection("127.0.0.1", self._webhook_at, timeout=10)
        try:
            link.request("POST", path or urlsplit(url).path or "/", json.dumps(update), headers)
            return link.getresponse().status
        finally:
            link.close()

    def _push(self) -> None:
        world = self.world
        while not self._closing.is_set():
            with world.changed:
                if not (world.webhook and self._webhook_at and world.queue.pending):
                    world.changed.wait(0.5)
                    continue
                number, update = min(world.queue.pending.items())
                secret = world.webhook["secret"] or None
            try:
                delivered = self.post(update, secret) < 300
            except OSError:
                delivered = False
            if delivered:
                world.queue.confirm(number)
            else:
                self._closing.wait(0.2)
