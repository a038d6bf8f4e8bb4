"""An `Answer` to the JSON in which it is kept, and back."""

from __future__ import annotations

import functools
import json

from pydantic import TypeAdapter

from bot.answer import Answer


@functools.cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def to_text(answer: Answer) -> str:
    """The answer as JSON text; what is no character is replaced."""
    text = json.dumps(answer.to_json(), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def from_text(text: str) -> Answer:
    """The answer that `to_text` made this of."""
    return _adapter().validate_json(text)
