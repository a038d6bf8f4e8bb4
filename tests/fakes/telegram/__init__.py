"""A Telegram Bot API server on loopback that is as strict as the real one."""

from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.watching import buttons, seen

__all__ = ["FakeTelegram", "buttons", "seen"]
