"""Admins' commands, in private only."""

from __future__ import annotations

import asyncio
import datetime
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.telegram.access import INVITE_SECONDS
from bot.telegram.handlers import speech
from bot.telegram.handlers.invites import Invites
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.records import Place
from bot.telegram.text import Run, code, escape, line, messages, one_line
from index import Source
from index.errors import NewsdeskError

Context = ContextTypes.DEFAULT_TYPE

_STAGES = {
    "reading": "Reading files",
    "embedding": "Comparing meanings",
    "building": "Building",
    "publishing": "Finishing",
}
_MOST_SOURCES = 200
# So many files that could not be read fit into one message, with why.
_MOST_FAILED = 15


class Admin:
    """What admins can do by commands."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def sources(self, message: Message) -> None:
        """``/sources``: one line for each article; with words, those that hold them."""
        wanted = speech.argument(message).casefold()
        listed = await asyncio.to_thread(self._parts.index.sources)
        found = [s for s in listed if wanted in f"{s.file} {s.title} {s.outlet}".casefold()]
        head = line(Run(f"{len(found)} of {len(listed)} files", "b"))
        shown = [head, *map(_source, found[:_MOST_SOURCES])]
        if len(found) > _MOST_SOURCES:
            shown.append(line(f"{len(found) - _MOST_SOURCES} more. /sources WORD finds some."))
        for part in messages(shown, gap="\n"):
            await self._parts.post.message(place_of(message), part)

    async def status(self, message: Message) -> None:
        """``/status``: articles, index, and how the bot fares."""
        parts = self._parts
        sources = await asyncio.to_thread(parts.index.sources)
        changes = await asyncio.to_thread(parts.index.changes)
        problems = sum(1 for s in sources if s.problem)
        meanings = parts.index.embedder
        changed = len(changes.new) + len(changes.changed) + len(changes.gone)
        silent = time.monotonic() - parts.reached()
        lines = [
            f"{len(sources)} articles, {problems} with problems",
            f"{changed} changed since the last sync" if changed else "The index is up to date",
            f"Meanings compared by {meanings.name}" if meanings else "Words alone, no meanings",
            f"{parts.asker.under_way} questions under way",
            f"Up for {_span(time.monotonic() - parts.began)}, Telegram seen {silent:.0f} s ago",
        ]
        if not parts.post.drafts:
            lines.append("This Bot API server shows no drafts")
        await self._reply(message, "\n".join(map(escape, lines)))

    async def usage(self, message: Message) -> None:
        """``/usage``: who asked how much today."""
        used = self._parts.limits.everyone_today()
        if not used:
            await self._reply(message, "Nobody has asked anything today.")
            return
        rows = [f"{u.user}: {u.questions} questions, {u.tokens:,} tokens" for u in used[:60]]
        total = f"Today (UTC): {sum(u.questions for u in used)} questions by {_users(len(used))}"
        await self._reply(message, "\n".join([f"<b>{total}</b>", *rows]))

    async def reindex(self, message: Message) -> None:
        """``/reindex``: sync with the folder, and show how far it is."""
        parts, place = self._parts, place_of(message)
        if parts.articles.busy:
            await self._reply(message, "A sync is under way already.")
            return
        shown = await parts.post.message(
            place, "Looking through the folder…", reply_to=message.message_id
        )
        try:
            report = await parts.articles.sync(self._progress(place, shown.message_id))
        except NewsdeskError as error:
            await parts.post.edit(place, shown.message_id, escape(f"Not done: {error}"))
            return
        done = (
            f"Done in {report.seconds:.1f} s: {report.added} new, {report.changed} changed, "
            f"{report.renamed} renamed, {report.removed} gone, {report.unchanged} as before."
        )
        failed = [f"{one_line(name, 80)}: {one_line(why, 120)}" for name, why in report.failed]
        shown_of = failed[:_MOST_FAILED]
        more = [f"… and {len(failed) - len(shown_of)} more"] if len(failed) > len(shown_of) else []
        text = "\n".join([done, *(["", "Not indexed:"] if failed else []), *shown_of, *more])
        await parts.post.edit(place, shown.message_id, escape(text))

    async def remove(self, message: Message) -> None:
        """``/remove NAME``: take an article out of the folder."""
        from bot.telegram.handlers.files import undo_button

        name = speech.argument(message)
        if not name:
            await self._reply(message, "Write: /remove name-of-file.txt. /sources lists them.")
            return
        try:
            change = await self._parts.articles.remove(name)
        except NewsdeskError as error:
            await self._reply(message, escape(str(error)))
            return
        what = code(change.file)
        if change.more:
            what = f"The whole file {what}, with all its articles,"
        await self._parts.post.message(
            place_of(message),
            f"{what} is out: nothing is answered from it any more.",
            reply_to=message.message_id,
            buttons=undo_button(change.id),
        )

    def _progress(self, place: Place, message: int) -> Callable[[str, int, int], None]:
        loop = asyncio.get_running_loop()

        def show(stage: str, done: int, total: int) -> None:
            text = f"{_STAGES.get(stage, stage)}: {done:,} of {total:,}"
            # Called from the syncing thread; the outbox keeps the newest only.
            loop.call_soon_threadsafe(self._parts.post.show_edit, place, message, text)

        return show

    async def _reply(self, message: Message, text: str) -> None:
        await self._parts.post.message(place_of(message), text, reply_to=message.message_id)


def _source(source: Source) -> tuple[Run, ...]:
    dated = source.published.date if source.published else "date unknown"
    known = [one_line(source.title or "no title", 80), source.outlet, dated]
    if source.problem:
        known = [f"not indexed: {one_line(source.problem, 100)}"]
    return line(Run(source.file[:120], "code"), " · " + " · ".join(k for k in known if k))


def _users(count: int) -> str:
    return "1 user" if count == 1 else f"{count} users"


def _span(seconds: float) -> str:
    return str(datetime.timedelta(seconds=round(seconds)))


def add(application: App, parts: Parts) -> None:
    """Handle the admins' commands."""
    admin = Admin(parts)
    own = filters.UpdateType.MESSAGE & ~filters.FORWARDED
    invites = Invites(parts, INVITE_SECONDS)

    def only_admins(
        handle: Callable[[Message], Coroutine[Any, Any, None]],
    ) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
        async def guarded(update: Update, context: Context) -> None:
            message = update.message
            assert message is not None
            user = message.from_user
            if user is None or not parts.access.admin(user.id):
                said = "That is for admins."
            elif message.chat.id < 0:
                said = "Ask me that in private."
            else:
                await handle(message)
                return
            await parts.post.message(place_of(message), said, reply_to=message.message_id)

        return guarded

    for name, handle in (
        ("sources", admin.sources),
        ("status", admin.status),
        ("usage", admin.usage),
        ("reindex", admin.reindex),
        ("remove", admin.remove),
        ("invite", invites.invite),
    ):
        application.add_handler(CommandHandler(name, only_admins(handle), filters=own))
