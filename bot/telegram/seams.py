"""What the Telegram face needs from the rest of the bot, as narrow as it needs it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from bot.answer import Citation
from bot.events import Event


class Asked(Protocol):
    """Answers questions; `Desk` is one."""

    def ask(self, question: str, conversation: str | None = None) -> AsyncIterator[Event]:
        """Events of one question, the last of which is its answer."""
        ...


class Conversations(Protocol):
    """What was said before, by key."""

    def fresh(self, key: str) -> None:
        """Begin anew; what was said stays kept."""
        ...

    def forget(self, key: str) -> object:
        """Erase a conversation."""
        ...

    def move(self, old_prefix: str, new_prefix: str) -> None:
        """Give all conversations whose keys begin so another beginning."""
        ...


class NoConversations:
    """Every question stands alone."""

    def fresh(self, key: str) -> None:
        """Nothing is kept."""

    def forget(self, key: str) -> None:
        """Nothing is kept."""

    def move(self, old_prefix: str, new_prefix: str) -> None:
        """Nothing is kept."""


class Checked(Protocol):
    """One sentence of a text that was held against the articles."""

    @property
    def sentence(self) -> str:
        """As it stands in the text."""
        ...

    @property
    def status(self) -> str:
        """One of: supported, partly, unsupported, contradicted, uncited, not found."""
        ...

    @property
    def reason(self) -> str:
        """What is wrong, for a person; may be empty."""
        ...

    @property
    def citations(self) -> Sequence[Citation]:
        """The words that speak for or against it."""
        ...


class Checker(Protocol):
    """Holds any text against the articles."""

    def check_text(self, text: str) -> Sequence[Checked]:
        """Each sentence with what the articles say of it; blocks."""
        ...
