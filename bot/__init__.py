"""From a question to a checked answer, and its faces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.desk import Desk

__all__ = ["Answer", "Desk"]


def __getattr__(name: str) -> Any:
    # Imported when asked for, so that help is instant.
    if name == "Answer":
        from bot.answer import Answer

        return Answer
    if name == "Desk":
        from bot.desk import Desk

        return Desk
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
