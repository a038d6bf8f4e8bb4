"""What a model's answers use, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of a million tokens, in the user's currency; None where they are not known."""

    sent: float | None = None
    received: float | None = None


@dataclass(slots=True)
class Meter:
    """Counts the tokens of one answer over all its requests to the model."""

    requests: int = 0
    prompt: int = 0
    completion: int = 0
    # Whether some of it was counted here, because the server did not say.
    counted: bool = False

    def add(self, prompt: int, completion: int, *, counted: bool) -> None:
        """Add one request."""
        self.requests += 1
        self.prompt += prompt
        self.completion += completion
        self.counted |= counted

    def usage(self, prices: Prices = Prices()) -> dict[str, float]:
        """The counts by name, and the cost where a price is known; empty without a request."""
        if not self.requests:
            return {}
        used: dict[str, float] = {
            "requests": self.requests,
            "prompt_tokens": self.prompt,
            "completion_tokens": self.completion,
        }
        if self.counted:
            used["counted_here"] = 1
        if prices.sent is not None or prices.received is not None:
            cost = self.prompt * (prices.sent or 0) + self.completion * (prices.received or 0)
            used["cost"] = round(cost / 1_000_000, 6)
        return used
