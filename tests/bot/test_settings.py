"""Settings: from the environment and from .env, refused when not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.reference import env_example
from bot.settings import Settings
from index.errors import SettingsError
from tests.conftest import ROOT


def test_defaults_need_no_file(tmp_path: Path) -> None:
    assert Settings.load(environ={}, file=tmp_path / ".env").articles == Path("seeds")


def test_the_environment_outranks_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("NEWSDESK_ARTICLES=from-file\nNEWSDESK_EMBEDDING=none\n")
    settings = Settings.load(environ={"NEWSDESK_ARTICLES": "from-environment"}, file=file)
    assert settings.articles == Path("from-environment")
    assert settings.embedding == "none"


def test_other_programs_names_in_the_file_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("OPENAI_API_KEY=secret\nMIGRATIONS=foo\n")
    Settings.load(environ={}, file=file)


def test_an_unknown_name_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(SettingsError, match=r"NEWSDESK_ARTICELS.*mean NEWSDESK_ARTICLES"):
        Settings.load(environ={"NEWSDESK_ARTICELS": "x"}, file=Path("none"))


def test_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('NEWSDESK_EMBEDDING=none\n\nNEWSDESK_ARTICLES="unclosed\n')
    with pytest.raises(SettingsError, match=r"\.env, line 3"):
        Settings.load(environ={}, file=file)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("OPENAI_API_KEY='sk-hidden\n", ".env, line 1 (OPENAI_API_KEY):"),
        ("\n\nTELEGRAM_BOT_TOKEN 123:sk-hidden\n", ".env, line 3 (TELEGRAM_BOT_TOKEN):"),
        ("# mine\r\n\r\nexport OPENAI_API_KEY sk-hidden\r\n", ".env, line 3 (OPENAI_API_KEY):"),
        ("NEWSDESK_MODEL=m\nsk-hidden of mine\n", ".env, line 2:"),
        ("SKHIDDEN sk-hidden\n", ".env, line 1:"),
        ('OPENAI_API_KEY="sk-hidden" sk-hidden\n', ".env, line 1 (OPENAI_API_KEY):"),
        ('NEWSDESK_PRICE_IN="1\nOPENAI_API_KEY=sk-hidden"\n', ".env, line 1 (NEWSDESK_PRICE_IN):"),
        ("NEWSDESK_PRICE_IN=sk-hidden\n", "NEWSDESK_PRICE_IN (from "),
    ],
)
def test_a_mistake_is_told_by_its_place_and_never_by_its_value(
    tmp_path: Path, text: str, where: str
) -> None:
    file = tmp_path / ".env"
    file.write_bytes(text.encode())
    with pytest.raises(SettingsError) as caught:
        Settings.load(environ={}, file=file)
    assert where in str(caught.value)
    assert "hidden" not in str(caught.value).lower()


def test_a_value_of_several_lines_is_a_value(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("NEWSDESK_MODEL_OPTIONS='{\n\"temperature\": 0.2\n}'\nNEWSDESK_MODEL=m\n")
    assert Settings.load(environ={}, file=file).model_options.count("\n") == 2


def test_a_time_zone_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"NEWSDESK_TIMEZONE: .*'Mars'.*Europe/Berlin"):
        Settings.load(environ={"NEWSDESK_TIMEZONE": "Mars"}, file=Path("none"))
    settings = Settings.load(environ={"NEWSDESK_TIMEZONE": "Europe/Berlin"}, file=Path("none"))
    assert settings.timezone == "Europe/Berlin"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        Settings.load(environ={}, file=file)


def test_the_example_file_is_fresh() -> None:
    assert (ROOT / ".env.example").read_text() == env_example(), "run: make docs"


def test_the_example_file_changes_nothing_when_it_is_used_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text((ROOT / ".env.example").read_text())
    assert Settings.load(environ={}, file=file) == Settings.load(environ={}, file=Path("none"))


def test_every_line_of_the_example_can_be_uncommented(tmp_path: Path) -> None:
    lines = env_example().splitlines()
    file = tmp_path / ".env"
    file.write_text("\n".join(li.removeprefix("# ") for li in lines if li.startswith("# NEWSDESK")))
    Settings.load(environ={}, file=file)
