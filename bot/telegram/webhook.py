"""Updates that Telegram brings by itself, each of which must show the secret."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import urllib.parse
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from bot.telegram.config import Webhook
from bot.telegram.parts import App
from bot.telegram.updates import Inbox, parsed
from index.errors import NewsdeskError

if TYPE_CHECKING:
    from aiohttp import web

log = logging.getLogger("newsdesk.telegram")

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 4_000_000


@contextlib.asynccontextmanager
async def listening(
    webhook: Webhook,
    application: App,
    inbox: Inbox,
    kinds: Sequence[str],
) -> AsyncIterator[None]:
    """Listen while the block runs, after Telegram was told the address.

    Raises:
        NewsdeskError: if the address cannot be listened on.
    """
    from aiohttp import web

    async def take(request: web.Request) -> web.Response:
        shown = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(shown.encode(), webhook.secret.encode()):
            log.warning("A request to the webhook did not show the secret, and was refused.")
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
            number = int(update["update_id"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        # Telegram is told that it came only after it is on disk.
        for fresh in await asyncio.to_thread(inbox.take, [update | {"update_id": number}]):
            await application.update_queue.put(parsed(fresh, application.bot))
        return web.Response()

    server = web.Application(client_max_size=_LARGEST)
    server.router.add_post(urllib.parse.urlsplit(webhook.url).path or "/", take)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, webhook.host, webhook.port).start()
        except OSError as error:
            raise NewsdeskError(
                f"{webhook.host}:{webhook.port} cannot be listened on: {error.strerror}. "
                "NEWSDESK_TELEGRAM_WEBHOOK_LISTEN names another address."
            ) from None
        await application.bot.set_webhook(
            webhook.url, secret_token=webhook.secret, allowed_updates=kinds
        )
        yield
    finally:
        await runner.cleanup()
