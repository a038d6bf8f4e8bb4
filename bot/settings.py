"""Every setting in one typed class, read from the environment and from ``.env``.

An unknown ``NEWSDESK_*`` name is refused, so that a misspelt setting never passes silently.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import SettingsError

PREFIX = "NEWSDESK_"


def _cache_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newsdesk"


class Settings(BaseModel):
    """The settings, each named ``NEWSDESK_`` and its field's name in capitals."""

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
        description="Days for which a vector is kept that no article uses any more, so that what "
        "comes back is not embedded again.",
    )

    timezone: str | None = Field(
        None,
        description="Time zone whose day is today, such as Europe/Berlin; without it, this "
        "machine's own. --today outranks it.",
    )
    debug: bool = Field(
        False, description="1 shows where an unexpected error happened, for a report of a fault."
    )

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ, file: Path = Path(".env")) -> Settings:
        """Read the settings; the environment outranks the file.

        Raises:
            SettingsError: if the file is malformed, or a name or a value is not understood.
        """
        found = {n: v for n, v in _read_file(file).items() if n.startswith(PREFIX)}
        where = dict.fromkeys(found, str(file))
        for name, value in environ.items():
            if name.startswith(PREFIX):
                found[name], where[name] = value, "the environment"
        for name in found:
            if name.removeprefix(PREFIX).lower() not in cls.model_fields or not name.isupper():
                raise SettingsError(_unknown(name, where[name], cls))
        # An empty value stands for "not set", as the lines of .env.example do.
        given = {n.removeprefix(PREFIX).lower(): v for n, v in found.items() if v.strip()}
        try:
            return cls(**given)  # type: ignore[arg-type]
        except ValidationError as error:
            wrong: dict[str, Any] = dict(error.errors()[0])
            name = PREFIX + str(wrong["loc"][0]).upper()
            raise SettingsError(
                f"{name} (from {where[name]}): {found[name]!r} will not do: {wrong['msg']}."
            ) from None


def _unknown(name: str, where: str, settings: type[Settings]) -> str:
    known = [PREFIX + field.upper() for field in settings.model_fields]
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
        raise SettingsError(f"The settings file {file} cannot be read: {error}.") from None
    for binding in parse_stream(StringIO(text)):
        if binding.error:
            line = (
                binding.original.line
                + len(binding.original.string)
                - len(binding.original.string.lstrip("\n"))
            )
            raise SettingsError(
                f"{file}, line {line}: {binding.original.string.strip()[:60]!r} is no setting. "
                "Write NAME=value, one a line; quotes must be closed."
            )
    values = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value or "" for name, value in values.items()}
