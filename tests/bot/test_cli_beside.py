"""``newsdesk index`` with a person, a signal or another process at it while it runs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.bot.support import Run, Started, command, failed, parsed
from tests.index.support import story, surroundings, until


def waiting(tmp_path: Path, texts: int) -> dict[str, str]:
    """Settings of an embedding that waits after so many texts until `let_on` is called."""
    options = {"gate": str(tmp_path / "gate"), "texts": texts}
    return {
        "NEWSDESK_EMBEDDING": "tests.bot.waiting:Waiting",
        "NEWSDESK_EMBEDDING_OPTIONS": json.dumps(options),
        "PYTHONPATH": surroundings()["PYTHONPATH"],
    }


def waits(tmp_path: Path) -> bool:
    return until(lambda: (tmp_path / "reached").exists(), seconds=60)


def let_on(tmp_path: Path) -> None:
    (tmp_path / "gate").touch()


# Another model


def ask_on_a_terminal(answer: str, *args: object, cwd: Path, **env: str) -> tuple[int, str]:
    """Exit code and screen of a command that a person answers."""
    person, terminal = pty.openpty()
    process = subprocess.Popen(
        command(*args),
        cwd=cwd,
        env={**surroundings(), **env},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    screen = b""
    try:
        while True:
            try:
                part = os.read(person, 4_096)
            except OSError:
                break  # what a terminal says when its last user has gone
            if not part:
                break
            screen += part
            if answer and b"[y/N]" in screen:
                os.write(person, answer.encode())
                answer = ""
        return process.wait(timeout=60), screen.decode()
    finally:
        os.close(person)
        process.kill()
        process.wait()


@pytest.fixture
def another_model(run: Run, tmp_path: Path, where: list[object]) -> dict[str, str]:
    """Settings of a model other than the one that the index was made with."""
    let_on(tmp_path)
    made = waiting(tmp_path, texts=0)
    setting = made.pop("NEWSDESK_EMBEDDING")
    assert parsed(run("index", *where, "--json", embedding=setting, **made))["embedded"] == 3
    return waiting(tmp_path, texts=1)


def test_a_person_is_asked_before_everything_is_embedded_anew(
    tmp_path: Path, where: list[object], another_model: dict[str, str]
) -> None:
    code, screen = ask_on_a_terminal("n\n", "index", *where, cwd=tmp_path, **another_model)
    assert code == 130
    assert "Embedding anew takes 3 texts" in screen
    assert "Embed everything anew? [y/N]" in screen
    code, screen = ask_on_a_terminal("y\n", "index", *where, cwd=tmp_path, **another_model)
    assert code == 0
    assert "3 embedded" in screen


def test_nobody_is_asked_in_a_pipe_where_the_cost_is_told(
    run: Run, where: list[object], another_model: dict[str, str]
) -> None:
    setting = another_model.pop("NEWSDESK_EMBEDDING")
    result = run("index", *where, embedding=setting, stdin="y\n", **another_model)
    failed(result, 1, "takes 3 texts", "newsdesk index --yes", "NEWSDESK_EMBEDDING back")
    assert result.stdout == ""


# Beside one another


def test_a_sync_that_is_interrupted_says_what_is_kept_and_the_next_embeds_the_rest(
    run: Run, tmp_path: Path, mine: Path, where: list[object]
) -> None:
    for i in range(3, 100):
        (mine / f"{i}.txt").write_text(story(i))
    settings = waiting(tmp_path, texts=70)
    with Started("index", *where, cwd=tmp_path, **settings) as started:
        assert waits(tmp_path)
        started.interrupt()
        assert started.ended() == 130
    said = "".join(started.err)
    assert "Traceback" not in said
    assert "stopped. The index serves as it was; 64 new vectors are kept" in said
    let_on(tmp_path)
    setting = settings.pop("NEWSDESK_EMBEDDING")
    report = parsed(run("index", *where, "--json", embedding=setting, **settings))
    assert (report["embedded"], report["generation"]) == (36, 1)


def test_a_second_sync_is_refused_and_names_the_first_while_searches_are_answered(
    run: Run, tmp_path: Path, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    (mine / "new.txt").write_text(story(7))
    with Started("index", *where, cwd=tmp_path, **waiting(tmp_path, texts=0)) as first:
        assert waits(tmp_path)
        failed(run("index", *where), 1, f"process {first.process.pid} on", "Wait for it to end")
        hits = parsed(run("search", *where, "--json", "ferry"))
        assert {hit["file"] for hit in hits} == {"0.txt", "1.txt", "2.txt"}
        let_on(tmp_path)
        assert first.ended() == 0
    assert "1 added" in first.out[-1]


# Watching


def test_watching_syncs_what_is_new_and_ends_when_it_is_interrupted(
    tmp_path: Path, mine: Path, where: list[object]
) -> None:
    with Started("index", *where, "--watch", cwd=tmp_path) as started:
        assert until(lambda: len(started.out) == 1)
        assert "3 added" in started.out[0]
        assert f"Watching {mine}" in started.err[0]
        assert until(lambda: is_added(mine, started))
        started.interrupt()
        assert started.ended() == 130
    assert "Traceback" not in "".join(started.err)


def is_added(mine: Path, started: Started) -> bool:
    """Whether a new article has come to be told of; one is written until it has."""
    count = len(list(mine.iterdir()))
    (mine / f"new-{count}.txt").write_text(story(count))
    return until(lambda: "added" in started.out[-1] and len(started.out) > 1, seconds=3)


def test_watching_tells_a_program_one_line_of_json_for_every_sync(
    tmp_path: Path, mine: Path, where: list[object]
) -> None:
    with Started("index", *where, "--watch", "--json", cwd=tmp_path) as started:
        assert until(lambda: len(started.out) == 1)
        assert until(lambda: is_added(mine, started))
        (mine / "bad.txt").write_bytes(b"\0\1\2")
        assert until(lambda: json.loads(started.out[-1])["failed"] != [])
        reports = [json.loads(line) for line in started.out]
    assert {report["stage"] for report in reports} == {"done"}
    assert [report["generation"] for report in reports] == list(range(1, len(reports) + 1))
    assert "not indexed: bad.txt" in "".join(started.err)
