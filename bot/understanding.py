"""A question that leans on what was said before it, as one that can be understood alone."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Protocol

from bot import followup, metering, prompts
from bot.answer import Answer
from bot.conversation import Turn
from bot.drafting.evidence import harmless
from bot.drafting.model import Model, Reply
from bot.drafting.plain import has_address, plain
from bot.drafting.planted import addressed_to_a_machine
from bot.drafting.usage import Meter
from bot.language.terms import Word, alike, content
from bot.rewritten import same_question
from index.errors import ModelFailed

# Of a long conversation the last turns are told, and of their questions and answers the beginning.
_TURNS, _QUESTION_LENGTH, _ANSWER_LENGTH = 4, 400, 500
# Characters by which a rewrite may be longer than the question, for what it takes from the turns.
_MORE = 400
# A rewrite has other words for what a question leans on, but not for so many in a row.
_ROW = 6
# At the end of a long question, where a rewrite of its beginning alone would break off.
_END = 3


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
    metering.begin(meter)
    told = [_told(turn) for turn in turns[-_TURNS:]]
    system, user = prompts.load("condense").fill(turns="\n\n".join(told), question=_line(question))
    reply = Reply(meter)
    try:
        written = await model.ask(system, user, reply)
    except ModelFailed:
        return offline(question, turns)
    made = plain(written, ())[0].strip("\"'“”")
    heard = " ".join([question, *told, *(turn.standalone for turn in turns)])
    sound = not reply.cut and _sound(made, question, heard) and same_question(made, question)
    return made if sound else offline(question, turns)


def _sound(made: str, question: str, heard: str) -> bool:
    if not made or len(made) > len(question) + _MORE or prompts.is_sentinel(made):
        return False
    if not made.endswith("?") or has_address(made) or addressed_to_a_machine(made):
        return False
    said = content(made)
    if not _covers(said, content(question)):
        return False
    known = {word.stem for word in content(heard)}
    # The model may turn a word; it may bring in no name and no number.
    strange = [w for w in said if w.stem not in known and not any(alike(w.stem, k) for k in known)]
    return not any(w.capital or w.surface[0].isdigit() for w in strange) and (
        len(strange) <= max(1, len(said) // 3)
    )


def _covers(said: Sequence[Word], asked: Sequence[Word]) -> bool:
    """Whether what was asked is in a rewrite from beginning to end: each figure, and the rest."""
    stems = {word.stem for word in said}
    missing = 0
    for word in asked:
        held = word.stem in stems or any(alike(word.stem, stem) for stem in stems)
        if not held and word.surface[0].isdigit():
            return False
        missing = 0 if held else missing + 1
        if missing == _ROW:
            return False
    return missing < _END or len(asked) <= 2 * _ROW


def _told(turn: Turn) -> str:
    try:
        said = str(json.loads(turn.answer)["text"])
    except (ValueError, KeyError, TypeError):
        said = ""
    asked = _line(turn.standalone)[:_QUESTION_LENGTH]
    return f"Question: {asked}\nAnswer: {_line(said)[:_ANSWER_LENGTH]}"


def _line(text: str) -> str:
    return " ".join(harmless(text).split())
