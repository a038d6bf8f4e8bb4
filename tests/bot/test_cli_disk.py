"""A disk that is full: questions are answered all the same."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path

import pytest

from tests.bot.support import Result, command, failed, parsed
from tests.index.support import story, surroundings

FERRY = "How many hours late was Ferry 1?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with three articles and their index."""
    (tmp_path / "news").mkdir()
    for i in range(3):
        (tmp_path / "news" / f"{i}.txt").write_text(story(i))
    parsed(newsdesk(tmp_path, "index", "--json"))
    return tmp_path


def newsdesk(
    place: Path, name: str, *args: object, stdin: str = "", room: int | None = None
) -> Result:
    """Run a command; with room, no file can be written beyond so many bytes."""

    def bound() -> None:
        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    env = {**surroundings(), "NEWSDESK_EMBEDDING": "none"}
    return subprocess.run(
        command(name, "--articles", place / "news", "--data", place / "data", *args),
        cwd=place,
        env=env,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=bound,
    )


def assert_answered(result: Result, *said: str) -> None:
    assert result.returncode == 0, (result.stdout, result.stderr)
    assert "Ferry 1 reached the" in result.stdout
    for words in said:
        assert words in result.stderr, result.stderr


def test_on_a_full_disk_questions_are_answered_from_the_last_sync(folder: Path) -> None:
    note = "cannot be written to: its disk is full or failing. This is of the last sync."
    assert_answered(newsdesk(folder, "ask", FERRY, room=0), note)
    assert_answered(newsdesk(folder, "search", FERRY, room=0), note)
    failed(newsdesk(folder, "index", room=0), 1)
    assert newsdesk(folder, "ask", FERRY).stderr == ""


def test_a_conversation_that_cannot_be_kept_is_held_and_says_so(folder: Path) -> None:
    said = f"{FERRY}\nAnd Ferry 2?\n"
    result = newsdesk(folder, "chat", stdin=said, room=0)
    assert_answered(result, "state.db cannot be", "this conversation is not kept")
    assert "Understood as: " in result.stdout
    result = newsdesk(folder, "chat", stdin="/forget\n", room=0)
    failed(result, 1, "nothing was erased")


def test_an_answer_is_given_also_when_its_turn_cannot_be_kept(folder: Path) -> None:
    newsdesk(folder, "chat", stdin=f"{FERRY}\n")
    size = max(path.stat().st_size for path in (folder / "data").glob("*.db"))
    result = newsdesk(folder, "chat", "--json", stdin=f"{FERRY}\n" * 40, room=size)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == 40
    assert any("could not be kept" in note for a in answers for note in a["notes"])
