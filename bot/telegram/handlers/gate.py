"""The one gate that every update passes before anything else sees it."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop, ContextTypes, TypeHandler

from bot.telegram.handlers.speech import addressed
from bot.telegram.moving import follow
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.post import Undeliverable

log = logging.getLogger("newsdesk.telegram")

Context = ContextTypes.DEFAULT_TYPE


class Gate:
    """Stops what is not allowed, and says so once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, update: Update, context: Context) -> None:
        """Let an update pass, or end it here."""
        if update.my_chat_member is not None:
            await self._member(update)
            raise ApplicationHandlerStop
        if self._moved(update):
            raise ApplicationHandlerStop
        if not (update.message or update.edited_message or update.callback_query):
            # Nothing that this bot reads: inline, channels, polls, reactions, business.
            raise ApplicationHandlerStop
        user, chat = update.effective_user, update.effective_chat
        if user is None or user.is_bot or chat is None or chat.type == ChatType.CHANNEL:
            raise ApplicationHandlerStop
        allowed = self._parts.access.user(user.id)
        if allowed and self._parts.access.chat(chat.id):
            return
        if not allowed and await self._invited(update):
            raise ApplicationHandlerStop
        log.info("Refused: %s of user %s in chat %s.", _kind(update), user.id, chat.id)
        # What is refused is the user first, and a chat only to those who may ask elsewhere.
        await self._deny(update, user.id if not allowed else chat.id, user=not allowed)
        raise ApplicationHandlerStop

    async def _deny(self, update: Update, id: int, *, user: bool) -> None:
        parts = self._parts
        query = update.callback_query
        message = update.message
        aloud = query is not None or (
            message is not None and (message.chat.id > 0 or addressed(message, parts.bot))
        )
        text = ""
        if aloud and parts.access.first_denial(id):
            who = "You are" if user else "This group is"
            whose = "Your id" if user else "Its id"
            text = f"{who} not on my list. {whose}: {id}. An admin can add it."
        if query is not None:
            await parts.post.acknowledge(query, text, alert=True)
        elif text and message is not None:
            try:
                await parts.post.message(place_of(message), text, reply_to=message.message_id)
            except Undeliverable:
                log.info("The refusal could not be said.")

    async def _invited(self, update: Update) -> bool:
        """Whether a stranger came with a good code; they are then welcomed."""
        message = update.message
        if message is None or message.chat.id <= 0 or message.forward_origin is not None:
            return False
        words = (message.text or "").split()
        if len(words) != 2 or words[0] != "/start":
            return False
        user = message.chat.id
        if not self._parts.access.redeem(user, words[1]):
            return False
        log.info("User %s came in by an invitation.", user)
        await self._parts.post.message(
            place_of(message),
            "Welcome. Ask me about the news articles that I hold; every sentence of an answer "
            "names its source. Tap a number to read the words. /help says more.",
        )
        return True

    async def _member(self, update: Update) -> None:
        """The bot was blocked, put out or let in again."""
        change = update.my_chat_member
        assert change is not None
        if change.new_chat_member.status in ("left", "kicked"):
            log.info("The bot was blocked in or put out of chat %s.", change.chat.id)
            self._parts.asker.drop_chat(change.chat.id)

    def _moved(self, update: Update) -> bool:
        message = update.message
        if message is None:
            return False
        if message.migrate_to_chat_id:
            self._follow(message.chat.id, message.migrate_to_chat_id)
            return True
        if message.migrate_from_chat_id:
            self._follow(message.migrate_from_chat_id, message.chat.id)
            return True
        return False

    def _follow(self, old: int, new: int) -> None:
        if self._parts.access.chat(old):
            follow(self._parts.records, self._parts.conversations, old, new)


def add(application: App, parts: Parts) -> None:
    """Put the gate before all handlers."""
    application.add_handler(TypeHandler(Update, Gate(parts)), group=-100)


def _kind(update: Update) -> str:
    """What an update is, without a word of it."""
    if update.callback_query is not None:
        return "a button"
    message = update.effective_message
    if message is None:
        return "an update"
    if message.document is not None:
        return "a file"
    if message.forward_origin is not None:
        return "a forward"
    return "an edit" if update.edited_message is not None else "a message"
