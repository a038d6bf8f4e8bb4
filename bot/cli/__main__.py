"""``python -m bot.cli`` is ``newsdesk``."""

from bot.cli import main

main()
