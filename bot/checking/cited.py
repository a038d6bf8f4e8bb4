"""What a claim cites, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import Status
from bot.checking.faults import Fault
from index import Dated, Span


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a claim cites.

    Attributes:
        text: one passage.
        published: its article's date, against which its weekdays are resolved.
        source: its article's title and its outlet, which may name who speaks or what it is
            about; a line each (see `masthead`), the first empty where there is no title.
        before: what stands before it in its article, for "he" and "the ministry".
    """

    text: str
    published: Dated | None = None
    source: str = ""
    before: str = ""


def masthead(title: str | None, outlet: str | None) -> str:
    """What is known of an article, as `Cited.source` has it."""
    return "\n".join(" ".join((part or "").split()) for part in (title, outlet))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    Attributes:
        status: supported, partly, unsupported, or uncited when there is nothing cited.
        score: 0 to 1; orders claims by how well they are supported.
        unsupported: the claim's words that the cited ones do not bear out; of a supported claim,
            those that stand in the source in other words at best.
        supporting: (index of the passage, its range of one or two adjacent sentences), best first;
            offsets count from the passage's start.
        reason: what is wrong, for a person; empty for a supported claim.
        faults: what the rules found wrong in the best stretch; of kind "read" where the reader
            alone refuses it.
        covered: share of the claim's facts that the best stretch speaks of, 0 to 1.
        reread: whether it is the neural reader that holds it supported, and not the rules.
    """

    status: Status
    score: float
    unsupported: tuple[str, ...] = ()
    supporting: tuple[tuple[int, Span], ...] = ()
    reason: str = ""
    faults: tuple[Fault, ...] = ()
    covered: float = 0.0
    reread: bool = False
