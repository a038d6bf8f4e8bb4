"""Which day it is, for whoever asks."""

from __future__ import annotations

import datetime
import zoneinfo

from index.errors import SettingsError


def today(timezone: str | None = None) -> datetime.date:
    """The day it is now in a time zone, by its IANA name; None is this machine's own.

    Raises:
        SettingsError: if there is no such zone.
    """
    if timezone is None:
        return datetime.datetime.now().astimezone().date()
    return datetime.datetime.now(zone_named(timezone)).date()


def zone_named(timezone: str) -> zoneinfo.ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        SettingsError: if there is no such zone.
    """
    try:
        return zoneinfo.ZoneInfo(timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(
            f"NEWSDESK_TIMEZONE: there is no time zone {timezone!r}. "
            "Write it as Europe/Berlin or UTC."
        ) from None
