"""Commands of everyone, and the menus that show them."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import CommandHandler, ContextTypes, filters

from bot.telegram import rendering
from bot.telegram.handlers import speech
from bot.telegram.parts import App, Parts, place_of
from bot.telegram.records import conversation
from bot.telegram.text import Paragraph, Run, escape, line, messages
from index.errors import NewsdeskError

Context = ContextTypes.DEFAULT_TYPE
log = logging.getLogger("newsdesk.telegram")

_MENU = {
    "ask": "Ask about the articles",
    "new": "Start a new conversation",
    "cancel": "Stop the answer under way",
    "check": "Check a text against the articles",
    "forget": "Erase what was said here",
    "help": "What I do",
}
_ADMIN_MENU = {
    "sources": "List the articles",
    "remove": "Take an article out",
    "reindex": "Bring the index up to date",
    "invite": "Let someone in",
    "usage": "Who asked how much today",
    "status": "How the bot is",
}

HELP = """\
<b>Ask me about the news articles that I hold.</b> I answer only what they say, and each sentence \
carries the number of its source.

• Tap a number to read the very words in their paragraph.
• In groups: /ask, mention me, or reply to me.
• Follow-ups are understood; /new starts afresh, /forget erases.
• /cancel stops an answer under way.
• /check in reply to a message checks it sentence by sentence."""
ADMIN_HELP = """

<b>For admins, here in private</b>
• Send a file to add an article; /remove takes one out.
• /sources, /reindex, /status, /usage
• /invite makes a one-time code; /invite list, /invite revoke 3, /invite remove 12345"""

_SIGNS = {
    "supported": "✅",
    "partly": "🟡",
    "unsupported": "❌",
    "contradicted": "❌",
    "uncited": "❔",
    "not found": "❔",
}
_REASONS = {
    "partly": "borne out in part only",
    "unsupported": "the articles do not say so",
    "contradicted": "the articles say otherwise",
    "uncited": "nothing in the articles is about this",
    "not found": "nothing in the articles is about this",
}
_LONGEST_CHECK = 6_000


class Commands:
    """What anyone who may ask can do."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def help(self, update: Update, context: Context) -> None:
        """``/help`` and ``/start``."""
        message = _message(update)
        user = message.from_user
        private = message.chat.id > 0
        admin = private and user is not None and self._parts.access.admin(user.id)
        await self._reply(message, HELP + (ADMIN_HELP if admin else ""))

    async def new(self, update: Update, context: Context) -> None:
        """``/new``: what comes next stands alone."""
        message = _message(update)
        self._parts.conversations.fresh(self._key(message))
        await self._reply(message, "A new conversation. What would you like to know?")

    async def forget(self, update: Update, context: Context) -> None:
        """``/forget``: erases what the user said in a chat or topic, and its answers."""
        message = _message(update)
        place, user = place_of(message), message.from_user
        assert user is not None
        self._parts.asker.cancel(place, user.id)
        try:
            # In this order: the second also empties the log of what both deleted.
            self._parts.records.forget(place, user.id)
            self._parts.conversations.forget(self._key(message))
        except NewsdeskError as error:
            log.warning("What was to be forgotten may be left in part.")
            await self._reply(message, escape(str(error)))
            return
        where = " in this topic" if place.thread else ""
        await self._reply(
            message, f"Forgotten{where}. The messages above stay until you delete them."
        )

    async def cancel(self, update: Update, context: Context) -> None:
        """``/cancel``: stops the answer under way."""
        message = _message(update)
        user = message.from_user
        assert user is not None
        stopped = self._parts.asker.cancel(place_of(message), user.id)
        await self._reply(message, "Stopped." if stopped else "Nothing of yours is under way here.")

    async def check(self, update: Update, context: Context) -> None:
        """``/check``: each sentence of a text against the articles."""
        message = _message(update)
        text = speech.argument(message)
        if not text and message.reply_to_message is not None:
            text = speech.words(message.reply_to_message).strip()
        if not text:
            await self._reply(
                message, "Reply to a message with /check, or write: /check Some text."
            )
            return
        if len(text) > _LONGEST_CHECK:
            await self._reply(message, f"That is too long; {_LONGEST_CHECK:,} characters at most.")
            return
        user = message.from_user
        assert user is not None
        refusal = self._parts.limits.refusal(user.id)
        if refusal is not None:
            await self._parts.refuse(message, refusal)
            return
        await self._parts.post.typing(place_of(message))
        checked = await asyncio.to_thread(self._parts.checker.check_text, text)
        paragraphs: list[Paragraph] = []
        for part in checked:
            sign = _SIGNS.get(part.status, "❔")
            runs: list[Run | str] = [f"{sign} {' '.join(part.sentence.split())}"]
            reason = part.reason or _REASONS.get(part.status, "")
            if reason:
                runs.append(Run(f"\n{reason}", "i"))
            for citation in part.citations[:2]:
                runs += [f"\n{rendering.heading(citation)}\n", Run(citation.place, "code")]
            paragraphs.append(line(*runs))
        for n, shown in enumerate(messages(paragraphs) or ["I found no sentence in it."]):
            await self._parts.post.message(
                place_of(message), shown, reply_to=0 if n else message.message_id
            )

    def _key(self, message: Message) -> str:
        assert message.from_user is not None
        return conversation(place_of(message), message.from_user.id)

    async def _reply(self, message: Message, text: str) -> None:
        await self._parts.post.message(place_of(message), text, reply_to=message.message_id)


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message


def add(application: App, parts: Parts) -> None:
    """Handle the commands of everyone."""
    commands = Commands(parts)
    own = filters.UpdateType.MESSAGE & ~filters.FORWARDED
    for names, handle in (
        (["help", "start"], commands.help),
        (["new"], commands.new),
        (["forget"], commands.forget),
        (["cancel"], commands.cancel),
        (["check"], commands.check),
    ):
        application.add_handler(CommandHandler(names, handle, filters=own))


async def set_menus(parts: Parts, admins: frozenset[int]) -> None:
    """Show the commands where they work; a server that refuses costs the menu alone."""
    everyone = [BotCommand(*pair) for pair in _MENU.items()]
    admin = [*everyone, *(BotCommand(*pair) for pair in _ADMIN_MENU.items())]
    with contextlib.suppress(TelegramError):
        await parts.bot.set_my_commands(everyone, BotCommandScopeAllPrivateChats())
        await parts.bot.set_my_commands(everyone, BotCommandScopeAllGroupChats())
    for id in admins:
        # Of an admin who never wrote to the bot, Telegram knows no chat.
        with contextlib.suppress(TelegramError):
            await parts.bot.set_my_commands(admin, BotCommandScopeChat(id))
