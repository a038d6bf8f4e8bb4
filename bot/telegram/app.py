"""The bot as a process: it starts once, polls or listens, and stops when told or when cut off."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import html
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes
from telegram.request import HTTPXRequest

from bot.state import State
from bot.telegram import tables, updates, webhook
from bot.telegram.access import Access
from bot.telegram.articles import Articles
from bot.telegram.asking import FAILED, Asker
from bot.telegram.config import Config
from bot.telegram.handlers import admin, asking, buttons, commands, files, gate
from bot.telegram.limits import Limits, Refusals
from bot.telegram.moving import follow
from bot.telegram.outbox import Outbox
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.post import Post, Undeliverable
from bot.telegram.records import Records
from bot.telegram.seams import Asked, Checker, Conversations
from bot.telegram.updates import Inbox, Ordered, Polling
from index.errors import NewsdeskError

if TYPE_CHECKING:
    from index import Index

log = logging.getLogger("newsdesk.telegram")

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
# Answers may be computed by waiting threads, one for each that is under way.
_THREADS = 64
_SWITCH_SECONDS = 0.0005
_LOOK_SECONDS = 0.5
_START_TRIES = 5
# For what comes after the grace: the last poll, the library's end, threads.
_LAST_SECONDS = 8.0
_TEARDOWN_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What the bot speaks for."""

    index: Index
    desk: Asked
    conversations: Conversations
    checker: Checker
    state: State


class Stopped(NewsdeskError):
    """The bot cannot go on; the text says why."""


async def serve(config: Config, room: Newsroom, clean: Callable[[str], str] = str) -> None:
    """Serve until told to stop by SIGTERM or SIGINT.

    Args:
        clean: takes secrets out of what users are told of errors.

    Raises:
        Stopped: if Telegram refuses the token, or was not reached for too long.
    """
    loop = asyncio.get_running_loop()
    # Threads that compute hand over so late by default that a crowd of them starves the loop.
    sys.setswitchinterval(_SWITCH_SECONDS)
    loop.set_default_executor(ThreadPoolExecutor(_THREADS, thread_name_prefix="newsdesk"))
    loop.set_exception_handler(_unseen)
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _tell, told, config.settings.grace_seconds)
    room.state.migrate("telegram", tables.STEPS)
    inbox = Inbox(room.state)
    outbox = Outbox()
    polling = Polling(inbox)
    application = _application(config, inbox, polling)
    await _initialize(application, config, told)
    parts = _parts(config, room, application, outbox, polling, clean)
    for subject in (gate, commands, admin, files, buttons, asking):
        subject.add(application, parts)
    application.add_error_handler(functools.partial(_failed, parts, clean))
    try:
        await application.start()
        menus = asyncio.create_task(commands.set_menus(parts, config.admins), name="menus")
        left = [updates.parsed(raw, application.bot) for raw in inbox.left()]
        taken_up = parts.asker.resume()
        if left or taken_up:
            log.info("Taking up %d updates and %d questions.", len(left), taken_up)
        for update in left:
            await application.update_queue.put(update)
        async with _updates_coming(config, application, inbox, polling):
            log.info("@%s is ready.", application.bot.username)
            await _watch(config, polling, told)
        menus.cancel()
        log.info("Stopping; what is under way has %g s.", config.settings.grace_seconds)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(
                parts.asker.stop(config.settings.grace_seconds),
                config.settings.grace_seconds + 1,
            )
        _end_within(_TEARDOWN_SECONDS, 0)
    except Stopped as error:
        _end_within(_LAST_SECONDS, error.exit_code, str(error))
        raise
    finally:
        await parts.asker.stop(0)
        await outbox.close()
        with contextlib.suppress(TelegramError, RuntimeError, TimeoutError):
            await asyncio.wait_for(application.stop(), _TEARDOWN_SECONDS)
        with contextlib.suppress(TelegramError, RuntimeError, TimeoutError):
            await asyncio.wait_for(application.shutdown(), _TEARDOWN_SECONDS)


def _tell(told: asyncio.Event, grace: float) -> None:
    if told.is_set():
        # Told twice: at once. What is open is on disk.
        os._exit(130)
    told.set()
    _end_within(grace + _LAST_SECONDS, 0)


def _end_within(seconds: float, code: int, message: str = "") -> None:
    """See that the process ends also when a thread of it hangs, such as in a long sync.

    What is open is on disk, and whatever a sync had not published is done by the next one.
    """

    def end() -> None:
        if message:
            log.error("%s", message)
        logging.shutdown()
        os._exit(code)

    last = threading.Timer(seconds, end)
    last.daemon = True
    last.start()


def _application(config: Config, inbox: Inbox, polling: Polling) -> App:
    builder = (
        ApplicationBuilder()
        .token(config.token)
        .base_url(f"{config.root}/bot")
        .base_file_url(f"{config.root}/file/bot")
        .request(HTTPXRequest(connection_pool_size=64, read_timeout=15.0, pool_timeout=30.0))
        .get_updates_request(polling)
        .concurrent_updates(Ordered(inbox))
    )
    if config.webhook is not None:
        builder = builder.updater(None)
    return builder.build()


async def _initialize(application: App, config: Config, told: asyncio.Event) -> None:
    for n in range(_START_TRIES):
        try:
            await application.initialize()
            return
        except InvalidToken:
            raise _bad_token() from None
        except TelegramError as error:
            log.warning("%s was not reached (%s).", config.root, type(error).__name__)
            if n + 1 < _START_TRIES and not told.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(told.wait(), 2.0**n)
    raise Stopped(
        f"The Bot API at {config.root} cannot be reached. See that this machine has a network, and "
        "TELEGRAM_BASE_URL if you set it."
    )


def _bad_token() -> Stopped:
    return Stopped(
        "Telegram does not accept the token. See TELEGRAM_BOT_TOKEN; @BotFather shows the current "
        "one under /mybots."
    )


def _parts(
    config: Config,
    room: Newsroom,
    application: App,
    outbox: Outbox,
    polling: Polling,
    clean: Callable[[str], str],
) -> Parts:
    settings = config.settings
    records = Records(room.state, time.time)
    limits = Limits(
        room.state,
        per_minute=settings.rate_per_minute,
        daily_questions=settings.daily_questions,
        daily_tokens=settings.daily_tokens,
        now=time.time,
    )

    def moved(old: int, new: int) -> None:
        follow(records, room.conversations, old, new)

    post = Post(application.bot, outbox, moved)
    return Parts(
        bot=application.bot,
        post=post,
        asker=Asker(room.desk, post, records, limits, clean=clean),
        records=records,
        access=Access(room.state, config, time.time),
        limits=limits,
        refusals=Refusals(time.time),
        conversations=room.conversations,
        checker=room.checker,
        articles=Articles(room.index, room.state),
        index=room.index,
        data=room.index.data,
        reached=lambda: polling.reached,
    )


@contextlib.asynccontextmanager
async def _updates_coming(
    config: Config, application: App, inbox: Inbox, polling: Polling
) -> AsyncIterator[None]:
    """Poll or listen while the block runs."""
    if config.webhook is not None:
        async with webhook.listening(config.webhook, application, inbox, KINDS):
            yield
        return
    updater = application.updater
    assert updater is not None
    # Polling deletes a webhook first, since with one there would be nothing to poll.
    try:
        await updater.start_polling(
            allowed_updates=KINDS, bootstrap_retries=3, error_callback=updates.polling_error
        )
    except InvalidToken:
        raise _bad_token() from None
    except TelegramError as error:
        raise Stopped(f"Polling could not be begun ({type(error).__name__}).") from None
    polling.watched()
    try:
        yield
    finally:
        with contextlib.suppress(TelegramError, TimeoutError):
            await asyncio.wait_for(updater.stop(), _TEARDOWN_SECONDS)


async def _watch(config: Config, polling: Polling, told: asyncio.Event) -> None:
    """Wait to be told to stop; end with an error when Telegram is out of reach."""
    while not told.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), _LOOK_SECONDS)
        if config.webhook is not None or told.is_set():
            continue
        if polling.refused is not None:
            raise _bad_token()
        silent = time.monotonic() - polling.reached
        if silent > config.settings.watchdog_seconds:
            raise Stopped(
                f"Telegram was not reached for {silent:.0f} s; a supervisor such as systemd "
                "starts the bot again. Questions that wait are kept."
            )


async def _failed(
    parts: Parts, clean: Callable[[str], str], update: object, context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Log where a handler failed, without what was said to it, and say so to whoever is let in."""
    error = context.error
    where = updates.traceback_of(error)
    number = update.update_id if isinstance(update, Update) else "?"
    log.error("Update %s failed with %s at\n%s", number, type(error).__name__, where)
    message = update.message if isinstance(update, Update) else None
    if message is None or message.from_user is None:
        return
    let_in = parts.access.user(message.from_user.id) and parts.access.chat(message.chat.id)
    meant = message.chat.id > 0 or (message.text or "").startswith("/")
    if let_in and meant and not isinstance(error, (TelegramError, Undeliverable)):
        # What our own errors say is meant for people; others may repeat what was asked.
        said = clean(f"Not done: {error}") if isinstance(error, NewsdeskError) else FAILED
        with contextlib.suppress(TelegramError, Undeliverable):
            place = place_of(message)
            await parts.post.message(place, html.escape(said), reply_to=message.message_id)


def _unseen(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    if isinstance(error, BaseException):
        where = updates.traceback_of(error)
        log.error("A task failed with %s at\n%s", type(error).__name__, where)
