"""What went wrong with a model, in one line for a person.

Nothing that a server said is repeated unless it helps, and never the key. Errors are known by what
they carry, so that this reads those of OpenAI's client and of other LlamaIndex models alike.
"""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.drafting.plain import plain, without_addresses
from bot.settings import SHORTEST_SECRET
from index.errors import ModelFailed

_SECRET = re.compile(r"\b(?:sk|pk|key|gsk|xai)-[\w*.-]{3,}|Bearer\s+\S+", re.IGNORECASE)
_TOLD = 160
# No credit comes by waiting.
_NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached")


@dataclass(frozen=True, slots=True)
class Called:
    """The model that was called.

    Attributes:
        name: as its server knows it.
        where: its server's base URL, or None where that is the model's own affair.
        secret: the key, which no message may hold unless it is too short to be one.
        timeout: seconds for which it may stay silent.
    """

    name: str
    where: str | None
    secret: str
    timeout: float

    @property
    def server(self) -> str:
        """The server, for a message."""
        if self.where is None:
            return f"The model {self.name}"
        parts = urlsplit(self.where)
        # A URL may carry a password.
        host = parts.netloc.rpartition("@")[2]
        return f"The model's server {parts.scheme}://{host}{parts.path}"

    def told_by(self, text: str) -> bool:
        """Whether a text holds the key; a dummy such as "test" is a word like any other."""
        return len(self.secret) >= SHORTEST_SECRET and self.secret in text


def failed(error: BaseException, called: Called) -> ModelFailed:
    """The error as a person should read it, and whether to try again."""
    if isinstance(error, ModelFailed):
        return error
    status = _status(error)
    if status is not None:
        return _refused(error, status, called)
    chain = list(_chain(error))
    names = {type(e).__name__ for e in chain}
    if names & {"RedirectedElsewhere", "TooManyRedirects"}:
        return ModelFailed(
            f"{called.server} sends requests on to another address, which is not followed. Set "
            "OPENAI_BASE_URL to the address that is to be asked."
        )
    if names & {"ConnectError", "ConnectTimeout", "UnsupportedProtocol", "InvalidURL"}:
        return ModelFailed(
            f"{called.server} cannot be reached. Is it running? OPENAI_BASE_URL names it."
        )
    if any(isinstance(e, TimeoutError) for e in chain) or "APITimeoutError" in names:
        return ModelFailed(
            f"{called.server} said nothing for {called.timeout:g} s. NEWSDESK_MODEL_TIMEOUT sets "
            "how long it may."
        )
    if names & {"RemoteProtocolError", "ReadError", "WriteError", "APIConnectionError"} or any(
        isinstance(e, ConnectionError) for e in chain
    ):
        return ModelFailed(f"{called.server} broke off the connection.", again=True)
    if "APIError" in names:
        return ModelFailed(f"{called.server} reported an error{_told(error, called)}.", again=True)
    if isinstance(error, ImportError):
        return ModelFailed(
            f"NEWSDESK_MODEL={called.name} cannot be loaded: {_clean(str(error), called)}. Install "
            "the package that holds it."
        )
    if "ValidationError" in names and called.where is not None:
        return ModelFailed(f"NEWSDESK_MODEL_OPTIONS will not do for {called.name}.")
    return no_completion(called)


def no_completion(called: Called, body: Any = None) -> ModelFailed:
    """That a reply is none, in the server's own words where they are an error.

    Args:
        body: the reply as JSON, or None.
    """
    said = _clean(_message(body), called).rstrip(".") if _is_error(body) else ""
    return ModelFailed(
        f"{called.server} answered with something that is no chat completion"
        f"{f': {said}' if said else ''}. Check "
        f"{'OPENAI_BASE_URL' if called.where else 'NEWSDESK_MODEL'}."
    )


def _refused(error: BaseException, status: int, called: Called) -> ModelFailed:
    if status in (401, 403):
        return ModelFailed(f"{called.server} refused the key. Check OPENAI_API_KEY.")
    if status == 404:
        return ModelFailed(
            f"{called.server} does not know the model {called.name}. Check NEWSDESK_MODEL and "
            "OPENAI_BASE_URL."
        )
    if status == 429:
        if _code(error) in _NO_CREDIT:
            return ModelFailed(f"{called.server} says that the account has no credit left.")
        return ModelFailed(
            f"{called.server} has too many requests at the moment. Try again later.",
            again=True,
            wait=_wait(error),
        )
    if status >= 500 or status in (408, 409):
        return ModelFailed(
            f"{called.server} failed (error {status}).", again=True, wait=_wait(error)
        )
    return ModelFailed(
        f"{called.server} refused the request (error {status}){_told(error, called)}."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _code(error: BaseException) -> Any:
    return getattr(error, "code", None) or getattr(error, "type", None)


def _wait(error: BaseException) -> float | None:
    """Seconds that a server asks to wait, by its Retry-After."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        if headers.get("retry-after-ms"):
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        value = headers.get("retry-after")
        if not value:
            return None
        if re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", value):
            return float(value)
        until = email.utils.parsedate_to_datetime(value)
        return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def said_by(error: BaseException) -> str:
    """What a server said of an error, as it said it."""
    return _message(getattr(error, "body", None)) or str(getattr(error, "message", "") or "")


def _is_error(body: Any) -> bool:
    return isinstance(body, dict) and bool(body.get("error"))


def _message(body: Any) -> str:
    if not isinstance(body, dict):
        return ""
    inner = body.get("error", body)
    message = inner.get("message") if isinstance(inner, dict) else inner
    return message if isinstance(message, str) else ""


def _told(error: BaseException, called: Called) -> str:
    said = _clean(said_by(error), called).rstrip(".")
    return f": {said}" if said else ""


def _clean(text: str, called: Called) -> str:
    if called.told_by(text):
        text = text.replace(called.secret, "…")
    return without_addresses(plain(_SECRET.sub("…", text), ())[0])[:_TOLD]
