"""A group that becomes a supergroup gets another id; what was said there goes with it."""

from __future__ import annotations

import logging

from bot.telegram.records import Records
from bot.telegram.seams import Conversations

log = logging.getLogger("newsdesk.telegram")


def follow(records: Records, conversations: Conversations, old: int, new: int) -> None:
    """Take a group's questions, answers and conversations to the supergroup that it became."""
    log.info("Chat %s became the supergroup %s.", old, new)
    records.move(old, new)
    conversations.move(f"telegram:{old}:", f"telegram:{new}:")
