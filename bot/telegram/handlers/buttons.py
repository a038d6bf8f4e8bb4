"""Buttons below answers and cards, for any allowed member of the chat that they are in."""

from __future__ import annotations

import asyncio
import datetime
import logging
import re

from telegram import CallbackQuery, MaybeInaccessibleMessage, Update
from telegram.error import TelegramError
from telegram.ext import CallbackQueryHandler, ContextTypes

from bot.answer import Answer
from bot.telegram import cases, rendering
from bot.telegram.cards import card, card_buttons
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.post import Undeliverable
from index.errors import NewsdeskError

Context = ContextTypes.DEFAULT_TYPE
Shown = MaybeInaccessibleMessage
log = logging.getLogger("newsdesk.telegram")

_GONE = "I do not have that answer any more. Ask again."
# What Telegram lets a bot send.
_LARGEST_FILE = 50_000_000


class Buttons:
    """Opens quotes, says what was withheld, files cases."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, update: Update, context: Context) -> None:
        """A press of any button."""
        query = update.callback_query
        assert query is not None
        message = query.message
        match = re.fullmatch(r"([cqfwx]):([a-z0-9]{12})(?::(\d{1,4}))?", query.data or "")
        if match is None or message is None:
            await self._parts.post.acknowledge(query, _GONE if match else "")
            return
        kind, id, n = match[1], match[2], int(match[3] or 0)
        question = self._parts.records.find(id)
        # An answer is shown where it was given, and nowhere else.
        if question is None or question.answer is None or question.place.chat != message.chat.id:
            await self._parts.post.acknowledge(query, _GONE)
            return
        try:
            await self._act(kind, query, message, id, question.answer, n)
        except Undeliverable:
            log.info("A button's answer could not be said.")

    async def _act(
        self,
        kind: str,
        query: CallbackQuery,
        message: Shown,
        id: str,
        answer: Answer,
        n: int,
    ) -> None:
        if kind in "cq":
            await self._show(query, message, id, answer, n, again=kind == "q")
        elif kind == "f":
            await self._file(query, message, answer, n)
        elif kind == "w":
            await self._parts.post.acknowledge(query)
            await self._say(message, *rendering.withheld(answer))
        else:
            await self._wrong(query, id, answer)

    async def _show(
        self,
        query: CallbackQuery,
        message: Shown,
        id: str,
        answer: Answer,
        n: int,
        again: bool,
    ) -> None:
        citation = next((c for c in answer.citations if c.n == n), None)
        if citation is None:
            await self._parts.post.acknowledge(query, _GONE)
            return
        await self._parts.post.acknowledge(query)
        text = card(answer, n, await self._text(citation.file))
        assert text is not None
        buttons = card_buttons(id, answer, n)
        place = place_of(message)
        if again:
            await self._parts.post.edit(place, message.message_id, text, buttons)
            return
        try:
            await self._parts.post.message(
                place, text, reply_to=message.message_id, buttons=buttons
            )
        except TelegramError as error:
            # An address that Telegram does not take must not cost the quote.
            log.warning("A card was sent without its buttons (%s).", type(error).__name__)
            await self._parts.post.message(place, text, reply_to=message.message_id)

    async def _file(self, query: CallbackQuery, message: Shown, answer: Answer, n: int) -> None:
        post = self._parts.post
        citation = next((c for c in answer.citations if c.n == n), None)
        if citation is None:
            await post.acknowledge(query, _GONE)
            return
        try:
            path = self._parts.articles.path_of(citation.file)
            if path.stat().st_size > _LARGEST_FILE:
                await post.acknowledge(query, "The file is too large for Telegram.", alert=True)
                return
            content = await asyncio.to_thread(path.read_bytes)
        except (NewsdeskError, OSError):
            await post.acknowledge(query, "The file is not in the folder any more.", alert=True)
            return
        await post.acknowledge(query)
        await post.document(place_of(message), content, path.name, reply_to=message.message_id)

    async def _wrong(self, query: CallbackQuery, id: str, answer: Answer) -> None:
        parts = self._parts
        if parts.records.filed(id):
            await parts.post.acknowledge(query, "It was filed before. Thank you.")
            return
        case = cases.case_of(id, answer, datetime.datetime.now(datetime.UTC))
        try:
            await asyncio.to_thread(cases.file_case, parts.data, case)
        except OSError as error:
            log.error("A case could not be filed: %s.", error.strerror)
            await parts.post.acknowledge(query, "It could not be filed; this was logged.")
            return
        parts.records.file(id)
        await parts.post.acknowledge(
            query, "Filed: question, answer and quotes, without your name. Thank you.", alert=True
        )

    async def _text(self, file: str) -> str | None:
        """The article's text of record, if the index still holds it."""
        try:
            return (await asyncio.to_thread(self._parts.index.article, file)).text
        except NewsdeskError:
            return None

    async def _say(self, message: Shown, *texts: str) -> None:
        for n, text in enumerate(texts):
            await self._parts.post.message(
                place_of(message), text, reply_to=0 if n else message.message_id
            )


def add(application: App, parts: Parts) -> None:
    """Handle the buttons."""
    application.add_handler(CallbackQueryHandler(Buttons(parts)))
