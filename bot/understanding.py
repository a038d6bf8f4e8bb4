"""A question that leans on what was said before it, as one that can be understood alone."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Protocol

from bot import followup, prompts
from bot.answer import Answer
from bot.conversation import Turn
from bot.drafting.evidence import harmless
from bot.drafting.model import Model
from bot.drafting.plain import has_address, plain
from bot.drafting.planted import addressed_to_a_machine
from bot.drafting.usage import Meter
from bot.language.terms import alike, content
from index.errors import ModelFailed

# Of a long conversation the last turns are told, and of an answer its beginning.
_TURNS, _ANSWER_LENGTH = 4, 500
_LONGEST = 400


class Conversations(Protocol):
    """What was said, by conversation."""

    def turns(self, key: str) -> Sequence[Turn]:
        """The turns of one conversation, oldest first."""

    def add(self, key: str, turn: Turn) -> None:
        """Add a turn to a conversation."""


def turn_of(answer: Answer) -> Turn:
    """The turn that an answer ends."""
    told = json.dumps(answer.to_json(), ensure_ascii=False)
    return Turn(answer.question, answer.standalone, told, time.time())


def offline(question: str, turns: Sequence[Turn]) -> str:
    """The question with what it lacks taken from the turns before, by rules."""
    return followup.standalone(question, turns)


async def condensed(model: Model, question: str, turns: Sequence[Turn], meter: Meter) -> str:
    """The same by the model; by rules where the model fails or says what nobody said."""
    told = [_told(turn) for turn in turns[-_TURNS:]]
    system, user = prompts.load("condense").fill(
        turns="\n\n".join(told), question=_line(question, _LONGEST)
    )
    try:
        written = await model.ask(system, user, meter)
    except ModelFailed:
        return offline(question, turns)
    made = plain(written, ())[0].strip("\"'“”")
    heard = " ".join([question, *told, *(turn.standalone for turn in turns)])
    return made if _sound(made, heard) else offline(question, turns)


def _sound(made: str, heard: str) -> bool:
    if not made or len(made) > _LONGEST or prompts.is_sentinel(made):
        return False
    if not made.endswith("?") or has_address(made) or addressed_to_a_machine(made):
        return False
    known = {word.stem for word in content(heard)}
    said = content(made)
    # The model may turn a word; it may bring in no name and no number.
    strange = [w for w in said if w.stem not in known and not any(alike(w.stem, k) for k in known)]
    return not any(w.capital or w.surface[0].isdigit() for w in strange) and (
        len(strange) <= max(1, len(said) // 3)
    )


def _told(turn: Turn) -> str:
    try:
        said = str(json.loads(turn.answer)["text"])
    except (ValueError, KeyError, TypeError):
        said = ""
    asked = _line(turn.standalone, _LONGEST)
    return f"Question: {asked}\nAnswer: {_line(said, _ANSWER_LENGTH)}"


def _line(text: str, longest: int) -> str:
    return " ".join(harmless(text).split())[:longest]
