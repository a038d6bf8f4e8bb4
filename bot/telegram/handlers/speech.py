"""What a message says, and whether it is said to the bot."""

from __future__ import annotations

import re

from telegram import Bot, Message, MessageEntity
from telegram.constants import MessageEntityType

_COMMAND = re.compile(r"^/[A-Za-z0-9_]{1,32}(?:@\w+)?")


def words(message: Message) -> str:
    """A message's text, or the caption of its media."""
    return message.text or message.caption or ""


def addressed(message: Message, bot: Bot) -> bool:
    """Whether a message of a group is for the bot: a command, a mention, or a reply to it."""
    replied = message.reply_to_message
    if (
        replied is not None
        and replied.from_user is not None
        and replied.from_user.id == bot.id
        and replied.forum_topic_created is None
    ):
        return True
    return command(message, bot) is not None or bool(_mentions(message, bot))


def command(message: Message, bot: Bot) -> str | None:
    """The command that a message begins with, without the slash, if it is one for this bot."""
    match = re.match(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)", message.text or "")
    if match is None or message.forward_origin is not None:
        return None
    if match[2] and match[2].lower() != (bot.username or "").lower():
        return None
    if message.chat.id < 0 and not match[2] and match[1].lower() not in OURS:
        return None
    return match[1].lower()


def argument(message: Message) -> str:
    """What stands after the command that a message begins with, on its line or on the next."""
    return _COMMAND.sub("", message.text or "").strip()


OURS = frozenset({"ask", "new", "forget", "cancel", "check", "help", "start"})


def question(message: Message, bot: Bot) -> str:
    """What is asked: the text without the bot's own name and without /ask."""
    text = words(message)
    for entity in sorted(_mentions(message, bot), key=lambda e: -e.offset):
        start, end = _span(text, entity)
        text = f"{text[:start]} {text[end:]}"
    if command(message, bot) == "ask":
        text = _COMMAND.sub("", text)
    # A name that stood before the question leaves its comma.
    return re.sub(r"^[\s,:;–—-]+", "", text).strip()


def _mentions(message: Message, bot: Bot) -> list[MessageEntity]:
    found = message.parse_entities() if message.text else message.parse_caption_entities()
    name = f"@{bot.username}".lower()
    return [
        entity
        for entity, text in found.items()
        if (entity.type == MessageEntityType.MENTION and text.lower() == name)
        or (
            entity.type == MessageEntityType.TEXT_MENTION
            and entity.user is not None
            and entity.user.id == bot.id
        )
    ]


def _span(text: str, entity: MessageEntity) -> tuple[int, int]:
    """An entity's place in characters; Telegram counts UTF-16 units."""
    data = text.encode("utf-16-le")
    start = len(data[: 2 * entity.offset].decode("utf-16-le", "replace"))
    length = data[2 * entity.offset : 2 * (entity.offset + entity.length)]
    return start, start + len(length.decode("utf-16-le", "replace"))
