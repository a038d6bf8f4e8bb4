"""The bot as its users meet it: the real process before a fake Telegram."""
