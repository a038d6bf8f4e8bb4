"""Settings reach every command and every face, from the environment and from ``.env``."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest

from tests.bot.support import Result, Run, failed, parsed
from tests.bot.test_cli_beside import let_on, waiting

TOKEN = "123456789:" + "A" * 35
# A day and more apart, so that it is never the same day in both.
FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def day_in(zone: str) -> datetime.date:
    return datetime.datetime.now(zoneinfo.ZoneInfo(zone)).date()


def run_code(code: str, cwd: Path, **env: str) -> Result:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )


# The time zone


@pytest.mark.parametrize("command", ["ask", "chat"])
def test_today_is_the_day_in_the_time_zone_of_the_settings(
    run: Run, where: list[object], command: str
) -> None:
    asked = "How many hours late was Ferry 1 today?"
    given: tuple[list[object], str] = ([asked], "") if command == "ask" else ([], f"{asked}\n")
    args, typed = given
    for zone in (FIRST, LAST):
        days = {day_in(zone)}
        result = run(command, *where, "--json", *args, stdin=typed, NEWSDESK_TIMEZONE=zone)
        days.add(day_in(zone))
        told = " ".join(parsed(result)["notes"])
        assert any(f"“today” was read as {day}." in told for day in days)


@pytest.mark.parametrize("command", ["ask", "chat", "telegram", "eval"])
def test_a_wrong_time_zone_is_refused_at_the_start(
    run: Run, tmp_path: Path, where: list[object], command: str
) -> None:
    (tmp_path / ".env").write_text("NEWSDESK_TIMEZONE=Mars/Olympus\n")
    (tmp_path / "cases.jsonl").write_text('{"id": 1, "question": "Who?", "answerable": false}\n')
    more = {"ask": ["Who won?"], "eval": ["cases.jsonl"]}.get(command, [])
    result = run(command, *where, *more, TELEGRAM_BOT_TOKEN=TOKEN)
    failed(result, 2, "NEWSDESK_TIMEZONE", "'Mars/Olympus'", "Europe/Berlin")
    assert not (tmp_path / "d").exists()


# How long vectors are kept


@pytest.mark.parametrize(("days", "kept"), [("0", 2), ("", 3)])
@pytest.mark.parametrize("command", ["index", "ask", "chat"])
def test_vectors_are_kept_as_long_as_the_settings_say_whatever_syncs(
    run: Run, tmp_path: Path, mine: Path, where: list[object], command: str, days: str, kept: int
) -> None:
    let_on(tmp_path)
    settings = waiting(tmp_path, texts=0)
    setting = settings.pop("NEWSDESK_EMBEDDING")
    parsed(run("index", *where, "--json", embedding=setting, **settings))
    (mine / "1.txt").unlink()
    (tmp_path / ".env").write_text(f"NEWSDESK_KEEP_VECTORS_DAYS={days}\n")
    more = {"index": [], "ask": ["--sync", "Who won?"], "chat": ["--sync"]}[command]
    result = run(command, *where, *more, embedding=setting, **settings)
    assert result.returncode == 0, result.stderr
    with sqlite3.connect(tmp_path / "d" / "catalog.db") as db:
        assert db.execute("SELECT count(*) FROM vectors").fetchone() == (kept,)
    db.close()


# Where an unexpected error happened

BOOM = """
import sys
from bot.cli import cli, main

@cli.command()
def boom():
    raise ValueError("boom")

sys.argv = ["newsdesk", "boom"]
main()
"""
BOT_ENDS = """
import sys
from bot.cli import main

def ends(*_):
    raise ValueError(f"no {__import__('os').environ['TELEGRAM_BOT_TOKEN']}")

sys.modules["bot.cli.telegram"]._run = ends
sys.argv = ["newsdesk", "telegram", "--articles", "."]
main()
"""


@pytest.mark.parametrize("value", ["1", "true"])
@pytest.mark.parametrize(("code", "place"), [(BOOM, "in boom"), (BOT_ENDS, "in ends")])
def test_debugging_can_be_turned_on_in_the_settings_file(
    tmp_path: Path, code: str, place: str, value: str
) -> None:
    quiet = run_code(code, tmp_path, TELEGRAM_BOT_TOKEN=TOKEN)
    assert quiet.returncode == 1
    assert "NEWSDESK_DEBUG=1" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    (tmp_path / ".env").write_text(f"NEWSDESK_DEBUG={value}\n")
    told = run_code(code, tmp_path, TELEGRAM_BOT_TOKEN=TOKEN)
    assert told.returncode == 1
    assert "Traceback" in told.stderr
    assert place in told.stderr
    assert TOKEN not in quiet.stderr + told.stderr


def test_settings_that_will_not_do_hide_no_unexpected_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NEWSDESK_NONSENSE=1\n")
    told = run_code(BOOM, tmp_path, NEWSDESK_DEBUG="1")
    assert "ValueError: boom" in told.stderr
    assert "in boom" in told.stderr


# A folder that has changed


def test_every_answer_of_a_conversation_says_once_that_the_folder_has_changed(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    (mine / "new.txt").write_text("Zubrovka bans bicycles\n\nThe council banned bicycles.\n")
    questions = "How many hours late was Ferry 1?\nWho was late?\n"
    result = run("chat", *where, "--json", stdin=questions)
    assert "has changed" not in result.stderr
    for line in result.stdout.splitlines():
        (note,) = (note for note in json.loads(line)["notes"] if "has changed" in note)
        assert "(1 new)" in note
        assert note.endswith("newsdesk index brings it up to date, or add --sync.")
    shown = run("chat", *where, stdin=questions)
    assert shown.stderr.count("has changed since the last sync (1 new)") == 2


def test_so_does_every_answer_of_a_batch_and_a_single_one(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    (mine / "0.txt").unlink()
    rows = '{"id": 1, "question": "Who was late?"}\n{"id": 2, "question": "Who won?"}\n'
    result = run("ask", *where, "--batch", "-", stdin=rows)
    assert "has changed" not in result.stderr
    for line in result.stdout.splitlines():
        assert sum("(1 gone)" in note for note in json.loads(line)["notes"]) == 1
    assert run("ask", *where, "Who was late?").stderr.count("(1 gone)") == 1
