"""The Telegram settings, checked before anything is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot import settings as common
from bot.settings import Settings
from index.errors import SettingsError

API_ROOT = "https://api.telegram.org"
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{16,128}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


@dataclass(frozen=True, slots=True)
class Ids:
    """Numeric ids, or everyone."""

    ids: frozenset[int] = frozenset()
    everyone: bool = False

    def __contains__(self, id: object) -> bool:
        return self.everyone or id in self.ids


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates to, and where they are listened for."""

    url: str
    secret: str = field(repr=False)
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that the Telegram face is told by settings.

    Attributes:
        root: the Bot API's root, without a slash at its end.
    """

    token: str = field(repr=False)
    root: str
    users: Ids
    chats: Ids
    admins: frozenset[int]
    webhook: Webhook | None
    settings: Settings

    @property
    def warnings(self) -> list[str]:
        """What the operator should know at the start."""
        said = []
        if self.users.everyone:
            said.append("NEWSDESK_TELEGRAM_USERS is *: everyone who finds the bot may ask it.")
        elif not self.users.ids:
            others = "admins and invited users" if self.admins else "users who were invited"
            said.append(
                f"NEWSDESK_TELEGRAM_USERS is empty: only {others} are answered. Whoever else "
                "writes to the bot is told their id once."
            )
        if self.chats.everyone:
            said.append("NEWSDESK_TELEGRAM_CHATS is *: allowed users may ask in any group.")
        return said


def load(
    settings: Settings, environ: Mapping[str, str] = os.environ, file: Path = Path(".env")
) -> Config:
    """Read and check the Telegram settings.

    Raises:
        SettingsError: if one is missing or malformed; no secret is repeated in its text.
    """
    token = common.shared("TELEGRAM_BOT_TOKEN", environ, file)
    if token is None:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not set. Get a token from @BotFather in Telegram, and put it "
            "into the environment or into .env."
        )
    if not _TOKEN.fullmatch(token):
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is no bot token: it should look like 123456:ABC-DEF..., as "
            "@BotFather gave it."
        )
    root = common.shared("TELEGRAM_BASE_URL", environ, file) or API_ROOT
    if not re.match(r"https?://[^\s/]+", root):
        raise SettingsError(
            "TELEGRAM_BASE_URL is no address: write it as https://host or http://host:port."
        )
    admins = _ids("NEWSDESK_TELEGRAM_ADMINS", settings.telegram_admins)
    if admins.everyone:
        raise SettingsError("NEWSDESK_TELEGRAM_ADMINS: * will not do; name each admin's id.")
    return Config(
        token=token,
        root=root.rstrip("/"),
        users=_ids("NEWSDESK_TELEGRAM_USERS", settings.telegram_users),
        chats=_ids("NEWSDESK_TELEGRAM_CHATS", settings.telegram_chats),
        admins=admins.ids,
        webhook=_webhook(settings),
        settings=settings,
    )


def _ids(name: str, value: str) -> Ids:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if "*" in parts:
        return Ids(everyone=True)
    for part in parts:
        if not re.fullmatch(r"-?[0-9]{1,19}", part):
            raise SettingsError(
                f"{name}: {part!r} is no numeric id. Names like @someone do not work, since they "
                "change hands. Write ids with commas between them, or * for all."
            )
    return Ids(frozenset(map(int, parts)))


def _webhook(settings: Settings) -> Webhook | None:
    if not settings.telegram_webhook:
        return None
    if not re.match(r"https?://[^\s/]+", settings.telegram_webhook):
        raise SettingsError(
            "NEWSDESK_TELEGRAM_WEBHOOK is no address: write it as https://host/path."
        )
    if not _SECRET.fullmatch(settings.telegram_webhook_secret):
        raise SettingsError(
            "NEWSDESK_TELEGRAM_WEBHOOK_SECRET is required with a webhook: 16 to 256 letters, "
            "digits, _ or -. Without it anyone could send updates to the bot."
        )
    host, _, port = settings.telegram_webhook_listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise SettingsError(
            f"NEWSDESK_TELEGRAM_WEBHOOK_LISTEN: {settings.telegram_webhook_listen!r} will not do. "
            "Write it as 127.0.0.1:8443."
        )
    secret = settings.telegram_webhook_secret
    return Webhook(settings.telegram_webhook, secret, host.strip("[]"), int(port))
