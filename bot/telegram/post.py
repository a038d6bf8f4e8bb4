"""Saying things in Telegram: every call goes through the outbox, in HTML, without previews."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.telegram.outbox import Outbox
from bot.telegram.records import Place
from bot.telegram.rendering import Button, Buttons

log = logging.getLogger("newsdesk.telegram")

T = TypeVar("T")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Undeliverable(Exception):
    """The chat cannot be written to: the bot was blocked or put out, or the chat is gone."""


class Post:
    """The bot's voice.

    Args:
        moved: told of a group that became a supergroup, with its old and its new id.
    """

    def __init__(self, bot: Bot, outbox: Outbox, moved: Callable[[int, int], None]) -> None:
        self._bot = bot
        self._outbox = outbox
        self._moved = moved
        self.drafts = True
        """Whether the server knows drafts, as far as is known."""

    async def message(
        self,
        place: Place,
        text: str,
        *,
        reply_to: int = 0,
        buttons: Buttons = (),
        arrived: Callable[[], None] = lambda: None,
    ) -> Message:
        """Send a message of HTML; it arrives, or the chat cannot be written to.

        Args:
            reply_to: a message to quote, if it is still there.
            arrived: called as soon as Telegram has taken it, before anything else is done.

        Raises:
            Undeliverable: if the chat cannot be written to.
            TelegramError: if Telegram refuses the message itself.
        """
        keyboard = _keyboard(buttons)
        quoted = (
            ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to > 0 else None
        )

        async def send(to: Place, mode: str | None = ParseMode.HTML) -> Message:
            return await self._bot.send_message(
                to.chat,
                text if mode else _plain(text),
                parse_mode=mode,
                message_thread_id=to.thread or None,
                link_preview_options=_NO_PREVIEW,
                reply_parameters=quoted,
                reply_markup=keyboard,
            )

        async def best(to: Place) -> Message:
            try:
                return await send(to)
            except BadRequest as error:
                said = str(error).lower()
                if "thread not found" in said:
                    return await send(Place(to.chat))
                if "can't parse entities" in said:
                    log.error("Telegram could not read our HTML; it was sent as plain text.")
                    return await send(to, None)
                raise

        async def noted(to: Place) -> Message:
            message = await best(to)
            arrived()
            return message

        return await self._deliver(place, noted)

    async def document(
        self, place: Place, content: bytes, name: str, *, caption: str = "", reply_to: int = 0
    ) -> Message:
        """Send a file.

        Raises:
            Undeliverable, TelegramError: as `message` does.
        """
        quoted = (
            ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to > 0 else None
        )
        return await self._deliver(
            place,
            lambda to: self._bot.send_document(
                to.chat,
                content,
                filename=name,
                caption=caption or None,
                message_thread_id=to.thread or None,
                reply_parameters=quoted,
            ),
        )

    async def edit(self, place: Place, message: int, text: str, buttons: Buttons = ()) -> None:
        """Change a message for good; one that is gone or is so already is left.

        Raises:
            Undeliverable, TelegramError: as `message` does.
        """
        self._outbox.drop(place.chat, ("edit", message))
        try:
            await self._deliver(place, lambda to: self._edit(to, message, text, buttons))
        except BadRequest as error:
            if not _harmless(error):
                raise

    def show_edit(self, place: Place, message: int, text: str) -> None:
        """Change a message, unless a newer change comes before; it may fail."""
        self._outbox.show(
            place.chat, ("edit", message), lambda: self._edit(place, message, text, ())
        )

    def draft(self, place: Place, id: int, text: str) -> None:
        """Show a draft in a private chat; without drafts, nothing happens."""
        if not self.drafts or not place.private:
            return

        async def send() -> None:
            try:
                await self._bot.send_message_draft(
                    place.chat,
                    id,
                    text,
                    message_thread_id=place.thread or None,
                    parse_mode=ParseMode.HTML,
                )
            except InvalidToken:
                self.drafts = False
                log.info("This Bot API server has no drafts; answers come whole.")

        self._outbox.show(place.chat, ("draft", id), send)

    def drop_draft(self, place: Place, id: int) -> None:
        """Take back a draft that has not left."""
        self._outbox.drop(place.chat, ("draft", id))

    async def typing(self, place: Place) -> None:
        """Show that the bot is at work; it counts to no limit and may fail."""
        if self._outbox.paused(place.chat):
            return
        try:
            await self._bot.send_chat_action(
                place.chat, ChatAction.TYPING, message_thread_id=place.thread or None
            )
        except TelegramError as error:
            log.debug("Typing could not be shown (%s).", type(error).__name__)

    async def acknowledge(
        self, query: CallbackQuery, text: str = "", *, alert: bool = False
    ) -> None:
        """End a button's waiting; it may fail, such as for an old button."""
        try:
            await query.answer(text[:200] or None, show_alert=alert)
        except TelegramError as error:
            log.debug("A button could not be acknowledged (%s).", type(error).__name__)

    async def _edit(self, to: Place, message: int, text: str, buttons: Buttons) -> Any:
        return await self._bot.edit_message_text(
            text,
            to.chat,
            message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(buttons),
        )

    async def _deliver(self, place: Place, call: Callable[[Place], Awaitable[T]]) -> T:
        try:
            return await self._outbox.send(place.chat, lambda: call(place))
        except ChatMigrated as error:
            new = Place(error.new_chat_id, place.thread)
            self._moved(place.chat, new.chat)
            return await self._outbox.send(new.chat, lambda: call(new))
        except Forbidden as error:
            raise Undeliverable from error
        except BadRequest as error:
            if "chat not found" in str(error).lower():
                raise Undeliverable from error
            raise


def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in buttons])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    return InlineKeyboardButton(button.text, callback_data=button.data)


def _harmless(error: BadRequest) -> bool:
    said = str(error).lower()
    return (
        "not modified" in said or "message to edit not found" in said or "can't be edited" in said
    )


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"</?[a-z]+>", "", text))
