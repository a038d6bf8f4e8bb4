"""``newsdesk telegram``: the bot."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common
from index.errors import NewsdeskError

if TYPE_CHECKING:
    from bot.cli.common import Place
    from bot.telegram.config import Config
    from index import Index, Report

Clean = Callable[[str], str]


@click.command()
@common.place_options
def telegram(articles: Path | None, data: Path | None, as_json: bool) -> None:
    """Answer in Telegram until stopped.

    TELEGRAM_BOT_TOKEN is the token that @BotFather gave. NEWSDESK_TELEGRAM_USERS, _CHATS and
    _ADMINS say who is answered and where. A question that was taken is kept on disk until its
    answer is out, also when the bot is killed.
    """
    if as_json:
        raise click.UsageError("a bot prints no JSON")
    from bot import settings
    from bot.telegram import config as configuration

    place = common.find_place(articles, data)
    config = configuration.load(place.settings)
    from bot.telegram import redaction

    kept = [config.token, place.settings.telegram_webhook_secret]
    kept += [*redaction.secrets_of(), *redaction.secrets_of(settings.file_values())]
    redactor = redaction.Redactor(kept)
    redaction.install(redactor)
    try:
        _run(place, config, redactor.clean)
    except NewsdeskError as error:
        error.args = (redactor.clean(str(error)),)
        raise
    except Exception as error:
        # Whatever is said of it must not repeat the token.
        if place.settings.debug:
            common.say(redactor.clean(traceback.format_exc()))
        raise NewsdeskError(
            f"The bot ended with {type(error).__name__}: {redactor.clean(str(error))}\n"
            "NEWSDESK_DEBUG=1 shows where it happened."
        ) from None


def _run(place: Place, config: Config, clean: Clean) -> None:
    import asyncio
    import logging
    import os

    # The library's seconds come as numbers or as time spans; spans are what it will give later.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    from bot.telegram.instance import only

    log = logging.getLogger("newsdesk.telegram")
    for warning in config.warnings:
        log.warning(warning)
    with common.open_index(place) as index, only(place.data):
        from bot.cli import syncing

        # What has changed is taken in at once by a watcher.
        watch = place.settings.watch
        for note in syncing.make_ready(index, place, sync=False, stale=not watch):
            log.warning(note)
        with _watching(index, watch):
            asyncio.run(_serve(config, index, clean))


async def _serve(config: Config, index: Index, clean: Clean) -> None:
    from bot.checking.lookup import TextChecker
    from bot.conversation import Conversations
    from bot.desk import Desk
    from bot.drafting import loading
    from bot.state import State
    from bot.telegram.app import Newsroom, serve

    state = State(index.data)
    try:
        conversations = Conversations(state)
        model = loading.load(config.settings)
        desk = Desk(index, model, conversations, config.settings.timezone)
        await serve(config, Newsroom(index, desk, conversations, TextChecker(index), state), clean)
    finally:
        state.close()


@contextlib.contextmanager
def _watching(index: Index, wanted: bool) -> Iterator[None]:
    """Keep the index equal to its folder meanwhile, when wanted."""
    if not wanted:
        yield
        return
    import logging

    from index.watch import Watcher

    log = logging.getLogger("newsdesk.telegram")

    def synced(report: Report) -> None:
        if report.added or report.changed or report.renamed or report.removed:
            log.info(
                "The folder changed: %d new, %d changed, %d renamed, %d gone.",
                report.added,
                report.changed,
                report.renamed,
                report.removed,
            )

    def failed(message: str) -> None:
        log.warning("The folder was not synced: %s", message)

    watcher = Watcher(index, synced=synced, failed=failed)
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()
