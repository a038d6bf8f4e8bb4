"""Questions: in private any text, in groups what is said to the bot."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import CommandHandler, ContextTypes, MessageHandler, filters

from bot.question import LONGEST_QUESTION
from bot.telegram.handlers import speech
from bot.telegram.limits import MOST_WAITING
from bot.telegram.parts import App, Parts, place_of

Context = ContextTypes.DEFAULT_TYPE

EMPTY = "Ask me something about the articles, such as: /ask Who won the election?"
NO_TEXT = "I read text only. Write your question, or add it as a caption."


class Asking:
    """Takes questions and edits of questions."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._albums: set[str] = set()

    async def message(self, update: Update, context: Context) -> None:
        """Any message that no command took."""
        message = update.message
        assert message is not None
        parts = self._parts
        private = message.chat.id > 0
        if not private and not speech.addressed(message, parts.bot):
            return
        text = speech.question(message, parts.bot)
        name = speech.command(message, parts.bot)
        if name is not None and name != "ask":
            if private:
                await self._reply(message, f"I do not know /{name}. /help says what I do.")
            return
        if text:
            await self._ask(message, text)
        elif speech.words(message).strip():
            await self._reply(message, EMPTY)
        elif self._first_of_album(message):
            await self._reply(message, NO_TEXT)

    async def ask(self, update: Update, context: Context) -> None:
        """``/ask``, with a question or in reply to one."""
        message = update.message
        assert message is not None
        text = speech.question(message, self._parts.bot)
        if not text and message.reply_to_message is not None:
            text = speech.words(message.reply_to_message).strip()
        if text:
            await self._ask(message, text)
        else:
            await self._reply(message, EMPTY)

    async def edited(self, update: Update, context: Context) -> None:
        """An edited question; answered anew unless its answer is out."""
        message = update.edited_message
        assert message is not None
        parts = self._parts
        user = message.from_user
        assert user is not None
        id = parts.records.of_message(message.chat.id, message.message_id)
        question = parts.records.find(id) if id else None
        text = speech.question(message, parts.bot)
        if question is None or text in ("", question.text) or len(text) > LONGEST_QUESTION:
            return
        if parts.asker.begun(question.id):
            # It is asked once more, and that costs what asking costs.
            refusal = parts.limits.refusal(user.id)
            if refusal is not None:
                await parts.refuse(message, refusal)
                return
        parts.asker.reword(question.id, text)

    async def _ask(self, message: Message, text: str) -> None:
        parts = self._parts
        user = message.from_user
        assert user is not None
        if len(text) > LONGEST_QUESTION:
            await self._reply(
                message,
                f"That is {len(text):,} characters long; I read at most {LONGEST_QUESTION:,}. "
                "Ask one thing at a time.",
            )
            return
        if parts.records.of_message(message.chat.id, message.message_id) is not None:
            # It was taken before a crash.
            return
        if parts.asker.crowded(user.id):
            await parts.refuse(
                message,
                f"{MOST_WAITING} of your questions wait already. Ask again when they are "
                "answered, or /cancel.",
            )
            return
        question = None
        with parts.records.together():
            refusal = parts.limits.refusal(user.id)
            if refusal is None:
                place = place_of(message)
                question = parts.records.accept(place, user.id, message.message_id, text)
        if refusal is not None:
            await parts.refuse(message, refusal)
        elif question is not None:
            parts.asker.take(question)

    async def _reply(self, message: Message, text: str) -> None:
        await self._parts.post.message(place_of(message), text, reply_to=message.message_id)

    def _first_of_album(self, message: Message) -> bool:
        """Whether nothing was said yet to the album that a message belongs to."""
        album = message.media_group_id
        if album is None:
            return True
        if len(self._albums) > 1_000:
            self._albums.clear()
        first = album not in self._albums
        self._albums.add(album)
        return first


def add(application: App, parts: Parts) -> None:
    """Handle questions, after all commands."""
    asking = Asking(parts)
    new = filters.UpdateType.MESSAGE
    own = new & ~filters.FORWARDED
    application.add_handler(CommandHandler("ask", asking.ask, filters=own))
    application.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, asking.message))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, asking.edited))
