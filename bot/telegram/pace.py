"""How often Telegram lets a bot speak: 1 a second in a chat, 20 a minute in a group, 30 in all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

CHAT_SECONDS = 1.0
GROUP_CALLS = 20
GROUP_SECONDS = 60.0
ALL_CALLS = 30
ALL_SECONDS = 1.0
# What can be left out gives way to what cannot: a draft holds up the answers of all chats, and for
# a second that of its own. Where more than this happens in a second, drafts wait.
COSMETIC_CALLS = 6
# Calls reach the server a little later or earlier than they leave here.
_SLACK = 0.05
# Spread, so that calls which a busy machine holds up do not arrive in one burst; closer than thirty
# a second would be, so that the first of a crowd do not wait for those who do not come.
_APART = 1 / 45


class Pace:
    """Counts calls by the moment at which they leave."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def delay(self, chat: int, *, cosmetic: bool = False) -> float:
        """Seconds until a call to this chat may leave; 0 for now."""
        now = self._clock()
        _drop(self._all, now - ALL_SECONDS - _SLACK)
        most = COSMETIC_CALLS if cosmetic else ALL_CALLS
        waits = [0.0]
        if self._all:
            waits.append(self._all[-1] + _APART - now)
        if len(self._all) >= most:
            waits.append(self._all[len(self._all) - most] + ALL_SECONDS + _SLACK - now)
        times = self._chats.get(chat)
        if times:
            waits.append(times[-1] + CHAT_SECONDS + _SLACK - now)
            if chat < 0:
                _drop(times, now - GROUP_SECONDS - _SLACK)
                if len(times) >= GROUP_CALLS:
                    waits.append(times[-GROUP_CALLS] + GROUP_SECONDS + _SLACK - now)
        return max(waits)

    def spend(self, chat: int) -> None:
        """Count a call that leaves now."""
        now = self._clock()
        self._all.append(now)
        self._chats.setdefault(chat, deque(maxlen=GROUP_CALLS)).append(now)
        if len(self._chats) > 10_000:
            for other in [c for c, t in self._chats.items() if t[-1] < now - GROUP_SECONDS]:
                del self._chats[other]


def _drop(times: deque[float], before: float) -> None:
    # The last call of a chat is kept for its spacing.
    while times and times[0] <= before:
        times.popleft()
