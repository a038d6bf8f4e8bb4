"""How long an answer took, by stage."""

from __future__ import annotations

import time


class Clock:
    """Counts from when it is made."""

    def __init__(self) -> None:
        self._last = self._first = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        self._laps[name] = round(1000 * (now - self._last), 1)
        self._last = now

    def laps(self, within: dict[str, float]) -> dict[str, float]:
        """Milliseconds by stage, with those that are part of drafting, and in all."""
        return {
            **self._laps,
            **within,
            "total": round(1000 * (time.perf_counter() - self._first), 1),
        }
