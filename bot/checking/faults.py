"""What a rule finds wrong with a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a claim says and the cited words do not.

    Attributes:
        kind: the rule's name.
        words: the claim's words that are not borne out.
        reason: what is wrong, for a person.
        instead: the cited words that say otherwise; empty when they say nothing of it.
    """

    kind: str
    words: str
    reason: str
    instead: str = ""
