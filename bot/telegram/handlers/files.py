"""A file that an admin sends becomes an article; it can be undone."""

from __future__ import annotations

import logging
import re

from telegram import Message, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError
from telegram.ext import (
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.telegram.articles import MAX_BYTES, Change
from bot.telegram.handlers import speech
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.rendering import Button, Buttons
from bot.telegram.text import Run, code, escape, line, messages, one_line
from index import Source
from index.errors import NewsdeskError

Context = ContextTypes.DEFAULT_TYPE
log = logging.getLogger("newsdesk.telegram")

_MOST_SHOWN = 8


def undo_button(id: str) -> Buttons:
    """The button that undoes a change."""
    return [[Button("Undo", f"u:{id}")]]


class Files:
    """Takes articles in, and undoes changes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def document(self, update: Update, context: Context) -> None:
        """A file in a private chat; one of a non-admin may still be asked with by its caption."""
        message = update.message
        assert message is not None
        user = message.from_user
        if user is None or not self._parts.access.admin(user.id):
            if speech.words(message).strip():
                return
            await self._reply(message, "Only admins add articles. Ask me something instead.")
            raise ApplicationHandlerStop
        await self._add(message)
        raise ApplicationHandlerStop

    async def undo(self, update: Update, context: Context) -> None:
        """A press of Undo."""
        query = update.callback_query
        assert query is not None
        message = query.message
        match = re.fullmatch(r"u:([0-9a-f]{12})", query.data or "")
        private = message is not None and message.chat.id > 0
        if match is None or not private or not self._parts.access.admin(query.from_user.id):
            await self._parts.post.acknowledge(query, "That is for admins.")
            raise ApplicationHandlerStop
        await self._parts.post.acknowledge(query)
        try:
            change = await self._parts.articles.undo(match[1])
            done = "is out again." if change.kind == "added" else "is back."
            said = f"{code(change.file)} {done}"
        except NewsdeskError as error:
            said = escape(str(error))
        assert message is not None
        await self._parts.post.message(place_of(message), said, reply_to=message.message_id)
        raise ApplicationHandlerStop

    async def _add(self, message: Message) -> None:
        document = message.document
        assert document is not None
        articles = self._parts.articles
        try:
            # All that can be known before it is fetched.
            name = articles.check_name(document.file_name, document.file_size)
            content = await self._fetch(document.file_id)
            await self._parts.post.typing(place_of(message))
            change = await articles.add(name, content)
        except NewsdeskError as error:
            await self._reply(message, escape(str(error)))
            return
        except TelegramError as error:
            log.warning("A file could not be fetched (%s).", type(error).__name__)
            await self._reply(message, "Telegram did not hand me the file. Please send it again.")
            return
        log.info("An article was added.")
        await self._parts.post.message(
            place_of(message),
            learnt(change),
            reply_to=message.message_id,
            buttons=undo_button(change.id),
        )

    async def _fetch(self, file_id: str) -> bytes:
        file = await self._parts.bot.get_file(file_id)
        most = min(MAX_BYTES, int(FileSizeLimit.FILESIZE_DOWNLOAD))
        if file.file_size is not None and file.file_size > most:
            raise NewsdeskError(f"The file is too large; {most // 1_000_000} MB is the most.")
        return bytes(await file.download_as_bytearray())

    async def _reply(self, message: Message, text: str) -> None:
        await self._parts.post.message(place_of(message), text, reply_to=message.message_id)


def learnt(change: Change) -> str:
    """What the index learnt of a file that was added."""
    found = [_source(source) for source in change.sources[:_MOST_SHOWN]]
    head = line(Run("Added: ", "b"), Run(change.file, "code"))
    more = len(change.sources) - _MOST_SHOWN
    rest = [line(f"and {more} more articles")] if more > 0 else []
    none = [] if found else [line("The index learnt nothing from it.")]
    return messages([head, *found, *rest, *none])[0]


def _source(source: Source) -> tuple[Run, ...]:
    if source.problem:
        return line(f"Not indexed: {one_line(source.problem)}")
    dated = (
        f"{source.published.date} (by “{one_line(source.published.evidence, 60)}”)"
        if source.published
        else "date unknown"
    )
    passages = "1 passage" if source.passages == 1 else f"{source.passages} passages"
    known = [one_line(source.title or "no title", 120), source.outlet, dated, passages]
    copy = "\nNearly the same as another article" if source.group is not None else ""
    return line("\n".join(part for part in known if part) + copy)


def add(application: App, parts: Parts) -> None:
    """Handle files, before questions."""
    handlers = Files(parts)
    sent = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Document.ALL
    application.add_handler(MessageHandler(sent, handlers.document), group=-1)
    application.add_handler(CallbackQueryHandler(handlers.undo, pattern="^u:"), group=-1)
