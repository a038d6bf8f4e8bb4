"""Keeps the token and the keys out of every log line and error.

httpx logs each address at INFO, and Telegram's addresses hold the token.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import logging
import os
import re
import sys
import threading
import traceback
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType

from bot.settings import SHORTEST_SECRET

HIDDEN = "[secret]"
_NAMES = re.compile(r"(?i)(TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$")
# What looks like a bot's token or a key is hidden also when it is not ours.
_LOOKS = re.compile(
    r"(?<![A-Za-z0-9])\d{6,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,}"
    r"|(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{16,}"
    r"|(?i:(?<=bearer )|(?<=basic ))[A-Za-z0-9._~+/=-]{16,}"
)


def secrets_of(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Values of all names that end as secrets' names do, in JSON objects too."""
    found: list[str] = []
    for name, value in environ.items():
        if _NAMES.search(name):
            found.append(value)
        elif value.lstrip().startswith("{"):
            with contextlib.suppress(ValueError, RecursionError):
                found += _named(json.loads(value))
    return [value for value in found if value]


def _named(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str):
                if _NAMES.search(name):
                    yield inner
            else:
                yield from _named(inner)


class Redactor:
    """Replaces secrets in any text, in the spellings in which they travel."""

    def __init__(self, secrets: Iterable[str]) -> None:
        spellings = {
            s for secret in secrets if len(secret) >= SHORTEST_SECRET for s in _spellings(secret)
        }
        # The longest first, so that no part of one stays.
        found = sorted(spellings, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, found)), re.IGNORECASE) if found else None

    def clean(self, text: str) -> str:
        """The text without secrets."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return _LOOKS.sub(HIDDEN, text)


def _spellings(secret: str) -> set[str]:
    quoted = urllib.parse.quote(secret, safe="")
    spelt = {secret, quoted, quoted.lower(), urllib.parse.quote(secret), json.dumps(secret)[1:-1]}
    spelt |= {repr(secret)[1:-1], urllib.parse.quote_plus(secret)}
    spelt.add(base64.b64encode(secret.encode()).decode().rstrip("="))
    # Of a bot's token, the part after the colon alone lets anyone in.
    _, colon, rest = secret.partition(":")
    if colon and len(rest) >= SHORTEST_SECRET:
        spelt.add(rest)
    return spelt


class Filter(logging.Filter):
    """Cleans a record in place: message, arguments, traceback and stack."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record; it is always kept."""
        clean = self._redactor.clean
        try:
            message = record.getMessage()
        except Exception:  # arguments that do not fit would be printed by logging itself
            message = f"{record.msg!r} {record.args!r}"
        record.msg, record.args = clean(message), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = clean("".join(traceback.format_exception(*record.exc_info)).rstrip())
        elif record.exc_text:
            record.exc_text = clean(record.exc_text)
        record.exc_info = None
        if record.stack_info:
            record.stack_info = clean(record.stack_info)
        for name in ("name", "pathname", "funcName", "threadName", "processName", "taskName"):
            value = getattr(record, name, None)
            if isinstance(value, str):
                setattr(record, name, clean(value))
        return True


class Handler(logging.StreamHandler[io.TextIOBase]):
    """A handler to standard error whose last word is the redactor's."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__(sys.stderr)  # type: ignore[arg-type]
        self._redactor = redactor
        self.addFilter(Filter(redactor))

    def format(self, record: logging.LogRecord) -> str:
        """The line, cleaned once more as a whole."""
        return self._redactor.clean(super().format(record))


def install(redactor: Redactor, level: int = logging.INFO) -> None:
    """Send all logs and all that nobody caught through the redactor.

    httpx and others are kept to warnings, and the library is silent.
    """
    handler = Handler(redactor)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # its own complaints would go past the filter
    for name in ("httpx", "httpcore", "aiohttp", "asyncio", "watchfiles"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # The library repeats updates in its complaints, with what was said in them. What it has to say
    # is told by us.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(redactor.clean(text))

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
