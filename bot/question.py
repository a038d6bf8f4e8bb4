"""A question as it is asked, and whether it can be."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from index import Filters, UsageError

LONGEST_QUESTION = 2_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way.

    Attributes:
        asked: in the user's words.
        standalone: as it is understood.
        today: the day that "yesterday" is counted from.
    """

    asked: str
    standalone: str
    filters: Filters
    today: datetime.date


def check_question(question: str) -> str:
    """The question, with what is no character replaced, if it can be asked at all.

    Raises:
        UsageError: if it is empty or too long.
    """
    if not question.strip():
        raise UsageError('The question is empty. Ask for example: newsdesk ask "Who won?"')
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"The question is {len(question):,} characters long; at most {LONGEST_QUESTION:,} are "
            "read. Ask one thing at a time."
        )
    return question.encode("utf-8", "replace").decode("utf-8")


def unshouted(question: str) -> str:
    """A question without white space to spare, and if it is in capitals alone, in small letters.

    What is written in capitals hides which words are names; short ones ("NATO?") may be nothing
    else.
    """
    words = question.split()
    told = " ".join(words)
    if len(words) < _SHOUTED or any(letter.islower() for letter in told):
        return told
    small = told.lower()
    return small[:1].upper() + small[1:]


# From so many words on a question in capitals is no list of short names.
_SHOUTED = 4
