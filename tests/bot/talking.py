"""Scripted conversations, gone through with the desk, beside questions written by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.conversation import Conversations
from bot.desk import Desk
from bot.state import State
from index import Index


@dataclass
class Score:
    """How often a follow-up found the same article first as the one written by hand.

    Attributes:
        leaning, of_leaning: of the turns that lean on others by hand.
        kept, of_kept: of the turns that begin something new, how many were left as they were.
    """

    leaning: int = 0
    of_leaning: int = 0
    kept: int = 0
    of_kept: int = 0

    def __str__(self) -> str:
        return (
            f"{self.leaning} of {self.of_leaning} follow-ups find the same article first; "
            f"{self.kept} of {self.of_kept} new subjects inherit nothing"
        )


def read_conversations(path: Path) -> list[dict[str, Any]]:
    """The conversations of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def scored(index: Index, data: Path, rows: Iterable[dict[str, Any]], half: str) -> Score:
    """Go through one half of the conversations, each with a key of its own."""
    score = Score()
    state = State(data)
    conversations = Conversations(state)
    desk = Desk(index, conversations=conversations)
    for row in rows:
        if row["half"] != half:
            continue
        opens = True
        for turn in row["turns"]:
            if turn.get("command") == "/new":
                conversations.fresh(row["id"])
                opens = True
                continue
            understood = asyncio.run(understand(desk, turn["question"], row["id"]))
            if opens:
                assert understood == turn["question"]
            elif turn["standalone"] == turn["question"]:
                score.of_kept += 1
                score.kept += understood == turn["question"]
            else:
                score.of_leaning += 1
                same = first_found(index, understood) == first_found(index, turn["standalone"])
                score.leaning += same
            opens = False
    state.close()
    return score


async def understand(desk: Desk, question: str, key: str) -> str:
    """Ask in a conversation; how the question was understood."""
    async for event in desk.ask(question, key):
        if isinstance(event, Answer):
            return event.standalone
    raise AssertionError("a question ended without an answer")


def first_found(index: Index, question: str) -> str:
    """The file that is found first."""
    return index.search(question, 8)[0].source.file
