"""Telegram's limits on how much a bot sends, kept as a record of when they were exceeded.

The server's own limits are not exact, so a call counts as too early only when it is clearly so:
arrival at a busy loopback server wanders by some tenths of a second.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

CHAT_SECONDS = 0.75  # one message a second and chat, less what arrival wanders
GROUP = (20, 58.0)
OVERALL = (63, 1.95)  # 30 a second, seen over two
COUNTED = {
    "sendMessage",
    "sendDocument",
    "sendPhoto",
    "editMessageText",
    "editMessageReplyMarkup",
    "copyMessage",
    "forwardMessage",
}


@dataclass
class Floods:
    """What was sent lately."""

    chats: dict[int, float] = field(default_factory=dict)
    groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    overall: deque[float] = field(default_factory=deque)

    def count(self, method: str, chat: int | None, now: float) -> tuple[str, ...]:
        """Count a call; the limits that it exceeds: "chat", "group", "overall"."""
        if method not in COUNTED or chat is None:
            return ()
        over = []
        if now - self.chats.get(chat, float("-inf")) < CHAT_SECONDS:
            over.append("chat")
        self.chats[chat] = now
        if chat < 0 and _full(self.groups[chat], now, *GROUP):
            over.append("group")
        if _full(self.overall, now, *OVERALL):
            over.append("overall")
        return tuple(over)


def _full(times: deque[float], now: float, most: int, seconds: float) -> bool:
    while times and times[0] <= now - seconds:
        times.popleft()
    times.append(now)
    return len(times) > most
