"""To come."""

from bot.telegram.parts import App, Parts


def add(application: App, parts: Parts) -> None:
    """To come."""
