"""What nobody should write and somebody does: one clear line, and nothing that a terminal obeys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.support import Run, failed

DEEP = "[" * 100_000
ARTICLE = "Fire in Tarn\n\n5 March 2024\n\nA fire in Tarn \x1b[2J destroyed a mill.\n"


@pytest.fixture
def outside(tmp_path: Path) -> list[object]:
    """Options that name an article with a terminal's commands in it."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    return ["--articles", folder, "--data", tmp_path / "d"]


@pytest.mark.parametrize(
    "asked",
    [
        ("ask", "What did the fire in Tarn destroy?"),
        ("search", "fire in Tarn"),
        ("show", "a.txt"),
        ("sources",),
    ],
)
def test_no_command_of_an_article_reaches_the_terminal(
    run: Run, outside: list[object], asked: tuple[str, ...]
) -> None:
    run("index", *outside)
    result = run(asked[0], *outside, *asked[1:])
    assert result.returncode == 0, result.stderr
    assert not set("\x1b") & set(result.stdout + result.stderr)


def test_what_is_checked_reaches_no_terminal_as_a_command(
    run: Run, outside: list[object], tmp_path: Path
) -> None:
    run("index", *outside)
    (tmp_path / "draft.txt").write_text("A fire in Tarn \x1b[2J destroyed a mill.\n")
    result = run("check", tmp_path / "draft.txt", *outside)
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("command", ["ask", "check"])
@pytest.mark.parametrize(
    "bad", [DEEP, '{"id": NaN, "question": "Who?", "claim": "A", "passages": []}']
)
def test_a_line_that_cannot_be_json_ends_no_batch(
    run: Run, place: list[str], tmp_path: Path, command: str, bad: str
) -> None:
    good = {"id": "b", "question": "Who won?", "claim": "It rained.", "passages": ["It rained."]}
    (tmp_path / "batch.jsonl").write_text(f"{bad}\n{json.dumps(good)}\n")
    result = run(command, *place, "--batch", tmp_path / "batch.jsonl")
    assert "Traceback" not in result.stderr
    assert json.loads(result.stdout.splitlines()[-1])["id"] == "b"
    assert result.returncode == 1


def test_a_mark_at_the_head_of_a_batch_is_passed_over(
    run: Run, place: list[str], tmp_path: Path
) -> None:
    row = json.dumps({"id": "a", "question": "Who won?"})
    (tmp_path / "batch.jsonl").write_text(row + "\n", encoding="utf-8-sig")
    result = run("ask", *place, "--batch", tmp_path / "batch.jsonl")
    assert json.loads(result.stdout)["id"] == "a"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("search", "--since", "2024-00-00", "ferry"), "is no date"),
        (("search", "--until", "2024-05-00", "ferry"), "is no date"),
        (("search", "--since", "٢٠٢٤", "ferry"), "is no date"),
        (("ask", "--today", "0001-01-01", "What happened last winter?"), "--today"),
        (("ask", "--today", "9999-12-31", "What happened last winter?"), "--today"),
        (("show", f"a.txt:{'9' * 5_000}"), "a.txt"),
    ],
)
def test_days_and_lines_that_cannot_be_are_refused(
    run: Run, place: list[str], args: tuple[str, ...], said: str
) -> None:
    failed(run(args[0], *place, *args[1:]), 2, said)


@pytest.mark.parametrize("days", ["inf", "1e300", "-1"])
def test_days_to_keep_vectors_have_a_bound(run: Run, place: list[str], days: str) -> None:
    failed(run("index", *place, NEWSDESK_KEEP_VECTORS_DAYS=days), 2, "NEWSDESK_KEEP_VECTORS_DAYS")


def test_a_folder_that_is_a_link_to_itself_is_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = run("ask", "--articles", tmp_path / "loop", "Who won?")
    failed(result, 2, "loop")
