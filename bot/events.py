"""What a question's way to its answer tells whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.answer import Answer, Citation, Claim

Stage = Literal["planning", "searching", "drafting", "checking", "repairing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage begins."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read that leans on what was said before it."""

    question: str
    standalone: str


@dataclass(frozen=True, slots=True)
class Said:
    """A checked claim, in the order of the answer; nothing that was said is ever withdrawn.

    Attributes:
        claim: the claim, with the numbers of its citations.
        citations: those citations that no claim before it has brought.
    """

    claim: Claim
    citations: tuple[Citation, ...]


Event = Progress | Understood | Said | Answer
"""Every question ends in one `Answer`, which holds all that was said before it."""
