"""The model that the settings name."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.settings import DEFAULT_MODEL, Settings
from index.errors import SettingsError

if TYPE_CHECKING:
    from bot.drafting.model import Model

# package.module:Class; Ollama's names, such as llama3.1:8b, are none.
_CLASS = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+:[A-Z]\w*")
OFF = "none"


def load(settings: Settings) -> Model | None:
    """The model that drafts, or None where none is set up.

    Raises:
        SettingsError: if a setting will not do.
    """
    key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
    if settings.model == OFF or not (settings.model or key or settings.openai_base_url):
        return None
    from bot.drafting.model import OPENAI, Model
    from bot.drafting.usage import Prices

    base_url = (settings.openai_base_url or OPENAI).strip().rstrip("/")
    if not re.match(r"https?://[^\s/]+", base_url):
        raise SettingsError(
            "OPENAI_BASE_URL is no web address. Write it as http://localhost:11434/v1."
        )
    name = settings.model or DEFAULT_MODEL
    other = _CLASS.fullmatch(name) is not None
    return Model(
        name,
        key=key,
        base_url=None if other else base_url,
        options=_options(settings.model_options),
        timeout=settings.model_timeout,
        budget=settings.evidence_tokens,
        prices=Prices(settings.price_in, settings.price_out),
        second_opinion=settings.second_opinion,
    )


def _options(text: str) -> dict[str, Any]:
    try:
        options = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"NEWSDESK_MODEL_OPTIONS is not JSON: {error}") from None
    if not isinstance(options, dict):
        raise SettingsError("NEWSDESK_MODEL_OPTIONS must be a JSON object, such as {}")
    return options
