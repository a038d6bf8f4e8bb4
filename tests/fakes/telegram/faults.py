"""What goes wrong on the way, by script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.fakes.telegram.refusals import NAMES, Refused, too_many

Kind = Literal["refuse", "gateway", "hang", "drop", "slow"]


@dataclass
class Fault:
    """A rule for calls that fail.

    Attributes:
        method: which method; "*" for every one but getUpdates.
        kind: "refuse" with an error; a "gateway"'s error page, which is no JSON; "hang" and never
            answer; "drop" the connection; or be "slow" and then answer.
        delivered: whether the call takes effect all the same (for hang and drop).
        chat: only calls for this chat.
        times: how many calls it strikes; None for all.
        every: strikes every so manieth call that matches.
    """

    method: str
    kind: Kind
    error: Refused | None = None
    seconds: float = 30.0
    delivered: bool = False
    chat: int | None = None
    times: int | None = 1
    every: int = 1
    seen: int = 0
    struck: int = 0

    def strikes(self, method: str, chat: int | None) -> bool:
        """Whether this call is struck; counts it."""
        if self.method != method and (self.method != "*" or method == "getUpdates"):
            return False
        if self.chat is not None and self.chat != chat:
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.seen += 1
        if self.seen % self.every:
            return False
        self.struck += 1
        return True


def refusal(code: int, what: str = "", retry_after: int = 1) -> Refused:
    """An error of the server's, by its code."""
    if code == 429:
        return too_many(retry_after)
    known = {
        401: "Unauthorized",
        403: "Forbidden: bot was blocked by the user",
        404: "Not Found",
        409: "Conflict: terminated by other getUpdates request; make sure that only one bot "
        "instance is running",
        502: "Bad Gateway",
    }
    return Refused(code, f"{NAMES[code]}: {what}" if what else known.get(code, NAMES[code]))
