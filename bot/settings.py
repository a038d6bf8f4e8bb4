"""Every setting in one typed class, read from the environment and from ``.env``.

An unknown ``NEWSDESK_*`` name is refused, so that a misspelt setting never passes silently.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot.today import zone_named
from index.errors import SettingsError, told

PREFIX = "NEWSDESK_"
# Names that other programs share, read without the prefix.
SHARED = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL")
SHORTEST_SECRET = 8
"""Characters. What is shorter, such as a dummy key, is a word that any text may hold."""
# A line of the settings file that sets something.
_SET = r"^[ \t]*(?:export[ \t]+)?({names})[ \t]*{end}"
# What a model is called that answers where only a key or a server is given.
DEFAULT_MODEL = "gpt-4o-mini"


def _cache_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsdesk"


class Settings(BaseModel):
    """The settings, each named ``NEWSDESK_`` and its field's name in capitals, or as `SHARED`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: Path = Field(
        Path("seeds"),
        description="Folder of your articles; --articles outranks it.",
    )
    data: Path | None = Field(
        None,
        description="Where the index is kept; --data outranks it. Without it, each articles folder "
        "has its own place below .newsdesk/ in the working directory.",
    )
    cache: Path = Field(
        default_factory=_cache_home,
        description="Where the embedding model's graph is kept, built once for each user.",
    )
    embedding: str = Field(
        "minilm",
        description="How meanings are compared: minilm (embedded, offline, English), none (words "
        "alone), or package.module:Class of any LlamaIndex embedding that is installed.",
    )
    embedding_options: str = Field(
        "{}", description="JSON object of arguments for a LlamaIndex embedding."
    )
    keep_vectors_days: float = Field(
        30.0,
        ge=0,
        le=36_500,
        allow_inf_nan=False,
        description="Days for which a vector is kept that no article uses any more, so that what "
        "comes back is not embedded again.",
    )

    openai_api_key: SecretStr | None = Field(
        None,
        description="Key of the model's server. A key, a base URL or NEWSDESK_MODEL turns on "
        "answers drafted by a model; every sentence is checked all the same.",
    )
    openai_base_url: str | None = Field(
        None,
        description="Root of any server that speaks OpenAI's chat protocol, such as "
        "http://localhost:11434/v1 for Ollama. Without it, OpenAI's own.",
    )
    model: str | None = Field(
        None,
        description=f"The model that drafts ({DEFAULT_MODEL} where only a key or a base URL is "
        "given), none to turn it off, or package.module:Class of any LlamaIndex LLM that is "
        "installed.",
    )
    model_options: str = Field(
        "{}",
        description='JSON object of arguments for the model, such as {"temperature": 0.2} or '
        '{"max_tokens": 800}.',
    )
    model_timeout: float = Field(
        60.0,
        gt=0,
        description="Seconds for which the model may stay silent, before its first word or after "
        "any, until it is given up.",
    )
    evidence_tokens: int = Field(
        3_000, ge=200, description="Most tokens of the articles that a model is sent."
    )
    second_opinion: bool = Field(
        False,
        description="1 lets the model read each checked sentence once more beside its source; it "
        "may withhold and never add.",
    )
    price_in: float | None = Field(
        None, ge=0, description="Price of a million tokens sent, to count an answer's cost."
    )
    price_out: float | None = Field(None, ge=0, description="Price of a million tokens received.")

    telegram_bot_token: SecretStr | None = Field(
        None, description="Telegram: the token that @BotFather gave to the bot."
    )
    telegram_base_url: str | None = Field(
        None, description="Telegram: root of another Bot API server, such as one of your own."
    )
    telegram_users: str = Field(
        "",
        description="Telegram: numeric ids of the users who may ask, with commas; * lets in "
        "everyone. Empty: nobody but the admins and those whom they invite.",
    )
    telegram_chats: str = Field(
        "",
        description="Telegram: numeric ids of the groups that are answered in, with commas; * for "
        "any. In groups the user must be allowed too.",
    )
    telegram_admins: str = Field(
        "",
        description="Telegram: numeric ids of the users who may also invite, add and remove "
        "articles and see the usage.",
    )
    telegram_webhook: str = Field(
        "",
        description="Telegram: https address that updates are sent to; without it, they are "
        "polled for.",
    )
    telegram_webhook_secret: str = Field(
        "",
        repr=False,
        description="Telegram: secret token of the webhook, 16 to 256 letters, digits, _ or -; "
        "required with a webhook.",
    )
    telegram_webhook_listen: str = Field(
        "127.0.0.1:8443",
        description="Telegram: address and port where the webhook is listened for, behind a proxy "
        "that speaks TLS.",
    )
    rate_per_minute: int = Field(
        6, ge=0, description="Questions a minute for each user of a chat; 0 for any number."
    )
    daily_questions: int = Field(
        100, ge=0, description="Questions a day (UTC) for each user of a chat; 0 for any number."
    )
    daily_tokens: int = Field(
        200_000,
        ge=0,
        description="Model tokens a day (UTC) for each user of a chat; 0 for any number.",
    )
    grace_seconds: float = Field(
        20.0, ge=0, description="How long the bot finishes answers after it was told to stop."
    )
    watchdog_seconds: float = Field(
        180.0,
        gt=0,
        description="The bot exits with an error when Telegram was not reached for so long.",
    )
    watch: bool = Field(
        False, description="1 lets the bot bring its index up to date whenever the folder changes."
    )

    timezone: str | None = Field(
        None,
        description="Time zone whose day is today, such as Europe/Berlin; without it, this "
        "machine's own. --today outranks it.",
    )
    debug: bool = Field(
        False, description="1 shows where an unexpected error happened, for a report of a fault."
    )

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None:
            zone_named(name)
        return name

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ, file: Path = Path(".env")) -> Settings:
        """Read the settings; the environment outranks the file.

        Raises:
            SettingsError: if the file is malformed, or a name or a value is not understood.
        """
        found = {n: v for n, v in _read_file(file).items() if _ours(n)}
        where = dict.fromkeys(found, str(file))
        for name, value in environ.items():
            if _ours(name):
                found[name], where[name] = value, "the environment"
        fields = {env_name(field): field for field in cls.model_fields}
        for name in found:
            if name not in fields:
                raise SettingsError(_unknown(name, where[name], cls))
        # An empty value stands for "not set", as the lines of .env.example do.
        given = {fields[n]: v for n, v in found.items() if v.strip()}
        try:
            return cls(**given)  # type: ignore[arg-type]
        except ValidationError as error:
            wrong: dict[str, Any] = dict(error.errors()[0])
            name = env_name(str(wrong["loc"][0]))
            # Its value is not repeated: it may be a secret that was put in the wrong place.
            raise SettingsError(
                f"{name} (from {where[name]}) will not do: {wrong['msg']}."
            ) from None


def env_name(field: str) -> str:
    """The name that a field is set by."""
    return field.upper() if field.upper() in SHARED else PREFIX + field.upper()


def _ours(name: str) -> bool:
    return name.startswith(PREFIX) or name in SHARED


def shared(
    name: str, environ: Mapping[str, str] = os.environ, file: Path = Path(".env")
) -> str | None:
    """A setting whose name has no prefix, since other programs know it too; None when not set.

    Raises:
        SettingsError: if the file is malformed.
    """
    return environ.get(name, "").strip() or _read_file(file).get(name, "").strip() or None


def file_values(file: Path = Path(".env")) -> dict[str, str]:
    """All that the settings file says, under other programs' names too.

    Raises:
        SettingsError: if the file is malformed.
    """
    return _read_file(file)


def _unknown(name: str, where: str, settings: type[Settings]) -> str:
    known = [env_name(field) for field in settings.model_fields]
    close = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0)
    return f"There is no setting {name} (from {where}). Did you mean {close[0]}?"


def _read_file(file: Path) -> dict[str, str]:
    from dotenv import dotenv_values
    from dotenv.parser import parse_stream

    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {file} cannot be read: {told(error)}.") from None
    for binding in parse_stream(StringIO(text)):
        if binding.error or (_ours(binding.key or "") and _swallows(binding.value or "")):
            written = binding.original.string
            line = binding.original.line + written[: -len(written.lstrip())].count("\n")
            raise SettingsError(
                f"{file}, line {line}{_set_by(written)}: this is no setting. "
                "Write NAME=value, one a line; quotes must be closed."
            )
    values = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value or "" for name, value in values.items()}


def _names() -> str:
    return "|".join(env_name(field) for field in Settings.model_fields)


def _swallows(value: str) -> bool:
    """Whether another setting stands in a value, because a quote before it was not closed."""
    below = value.partition("\n")[2]
    return re.search(_SET.format(names=_names(), end="="), below, re.M) is not None


def _set_by(line: str) -> str:
    """The name at a broken line's beginning, if it is a setting's: another may be a secret."""
    found = re.match(_SET.format(names=_names(), end=r"(?:=|\s)"), line.lstrip())
    return f" ({found[1]})" if found else ""
