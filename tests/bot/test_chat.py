"""``newsdesk chat`` over a pipe and on a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.transcript import withheld
from tests.bot.support import Run, failed, parsed
from tests.bot.terminal import Terminal
from tests.bot.test_cli_beside import let_on, waiting, waits

FERRY = "How many hours late was Ferry 1?"


@pytest.fixture
def indexed(run: Run, where: list[object]) -> list[object]:
    """Options that name three articles and their index."""
    parsed(run("index", *where, "--json"))
    return where


def lines(*said: str) -> str:
    return "".join(f"{line}\n" for line in said)


# Over a pipe


def test_each_line_is_a_question_and_a_followup_says_how_it_was_understood(
    run: Run, place: list[str]
) -> None:
    asked = lines(
        "How many people drowned in Brenmoor in 2009?", "", "And who was fined?", "And in 2024?"
    )
    result = run("chat", *place, stdin=asked)
    assert result.returncode == 0, result.stderr
    shown = result.stdout.splitlines()
    assert [line for line in shown if line.startswith("> ")] == [
        "> How many people drowned in Brenmoor in 2009?",
        "> And who was fined?",
        "> And in 2024?",
    ]
    understood = [line for line in shown if line.startswith("Understood as: ")]
    assert len(understood) == 2
    assert "Brenmoor" in understood[0]
    assert "2024" in understood[1]
    assert "2009" not in understood[1]
    assert "[1] brenmoor-2009-flood-anniversary.md:" in result.stdout


def test_a_conversation_goes_on_in_the_next_sitting_and_not_in_another(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    run("chat", *indexed, "--conversation", "goats", stdin=lines(FERRY))
    for name, followed in (("goats", True), ("goat", False), ("default", False)):
        result = run(
            "chat", *indexed, "--conversation", name, "--json", stdin=lines("And how many goats?")
        )
        assert ("Ferry 1" in parsed(result)["standalone"]) is followed


def test_a_program_gets_one_answer_a_line(run: Run, indexed: list[object]) -> None:
    result = run("chat", *indexed, "--json", stdin=lines(FERRY, "/help", "/new", "Who is late?"))
    assert result.returncode == 0
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [FERRY, "Who is late?"]
    assert "/forget" in result.stderr


def test_new_begins_afresh(run: Run, indexed: list[object]) -> None:
    result = run("chat", *indexed, "--json", stdin=lines(FERRY, "/new", "And how many goats?"))
    last = json.loads(result.stdout.splitlines()[-1])
    assert last["standalone"] == "And how many goats?"


def test_sources_shows_the_words_of_the_last_answer(run: Run, indexed: list[object]) -> None:
    run("chat", *indexed, stdin=lines(FERRY))
    result = run("chat", *indexed, stdin=lines("/sources", "/why"))
    assert result.stdout.startswith("[1] 1.txt:3 · Ferry 1 is late again")
    assert "    Ferry 1 reached the harbour 1 hours late" in result.stdout
    assert result.stdout.endswith("Nothing was withheld from the last answer.\n")


def test_there_are_no_sources_before_an_answer(run: Run, indexed: list[object]) -> None:
    failed(run("chat", *indexed, stdin=lines("/sources")), 1, "/sources", "none yet")


def test_a_line_that_cannot_be_carried_out_stops_no_other(run: Run, indexed: list[object]) -> None:
    result = run("chat", *indexed, stdin=lines("/savee", "x" * 3_000, FERRY))
    failed(result, 1, "There is no command /savee. Did you mean /save?", "3,000 characters")
    assert "[1] 1.txt:3" in result.stdout


def test_nothing_is_read_after_quit(run: Run, indexed: list[object]) -> None:
    result = run("chat", *indexed, stdin=lines("/quit", FERRY))
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_a_conversation_needs_a_name(run: Run, indexed: list[object], name: str) -> None:
    failed(run("chat", *indexed, "--conversation", name), 2, "--conversation")


def test_a_damaged_file_of_conversations_is_told_of_and_kept(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    state = tmp_path / "d" / "state.db"
    state.write_bytes(b"no database " * 1_000)
    failed(run("chat", *indexed, stdin=lines(FERRY)), 1, "state.db cannot be used", "backup")
    assert state.read_bytes().startswith(b"no database")


# Saving


def test_a_conversation_is_saved_with_what_it_cites(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    result = run("chat", *indexed, stdin=lines(FERRY, "And how many goats?", "/save my talk.md"))
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "my talk.md").read_text("utf-8")
    assert f"## {FERRY}" in text
    assert "understood as: And how many goats" in text or "understood as: How many goats" in text
    assert "**\\[1\\] 1.txt:3 · Ferry 1 is late again" in text
    assert "> Ferry 1 reached the harbour 1 hours late" in text


def test_a_file_is_never_overwritten_unless_told_to(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    (tmp_path / "talk.md").write_text("mine")
    refused = run("chat", *indexed, stdin=lines(FERRY, "/save talk.md"))
    failed(refused, 1, "talk.md exists already", "/save! talk.md")
    assert (tmp_path / "talk.md").read_text() == "mine"
    assert run("chat", *indexed, stdin=lines("/save! talk.md")).returncode == 0
    assert FERRY in (tmp_path / "talk.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["none/talk.md", ".", "a\0b", "x" * 300])
def test_a_place_that_cannot_be_written(run: Run, indexed: list[object], name: str) -> None:
    failed(run("chat", *indexed, stdin=lines(FERRY, f"/save {name}")), 1, "Name another file")


def test_saving_needs_a_name_and_something_to_save(run: Run, indexed: list[object]) -> None:
    failed(run("chat", *indexed, stdin=lines("/save")), 1, "/save talk.md")
    failed(run("chat", *indexed, stdin=lines("/save talk.md")), 1, "nothing to save")


def test_what_an_article_says_makes_no_link_or_markup_in_a_saved_file(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    planted = "![x](https://evil.example/?q) <b>bold</b> www.evil.example `code` \x1b[31mred"
    (folder / "a.txt").write_text(f"The mayor\n\nThe mayor of Orvane said {planted} on Monday.\n")
    where = ["--articles", folder, "--data", tmp_path / "d"]
    parsed(run("index", *where, "--json"))
    asked = f"What did the mayor of Orvane say of {planted}?"
    result = run("chat", *where, stdin=lines(asked, "/save a.md"))
    assert result.returncode == 0, result.stderr
    assert "\x1b" not in result.stdout
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "evil" in text
    for live in ("](", "https:", " <b", "www.", " `code", "\x1b"):
        assert live not in text


def test_why_tells_what_was_withheld() -> None:
    answer = {"withheld": [{"text": "It was\x1b[2J blue.", "reason": "blue is in no source"}]}
    assert withheld(answer) == ["- It was\ufffd[2J blue.\n    blue is in no source"]


# Forgetting


def test_what_was_forgotten_is_in_no_byte_of_the_data_folder(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    asked = lines("How many zebrafish were on Ferry 1?")
    run("chat", *indexed, stdin=asked)
    run("chat", *indexed, "--conversation", "other", stdin=lines(FERRY))
    kept = [path for path in (tmp_path / "d").rglob("*") if path.is_file()]
    assert any(b"zebrafish" in path.read_bytes() for path in kept)
    result = run("chat", *indexed, stdin=lines("/forget", "/save talk.md"))
    assert "Erased: 1 question." in result.stdout
    kept = [path for path in (tmp_path / "d").rglob("*") if path.is_file()]
    assert not any(b"zebrafish" in path.read_bytes() for path in kept)
    result = run("chat", *indexed, "--conversation", "other", stdin=lines("/save talk.md"))
    assert result.returncode == 0, result.stderr


# On a terminal


def test_a_person_is_greeted_asks_and_leaves_with_the_end_of_input(
    tmp_path: Path, indexed: list[object]
) -> None:
    with Terminal("chat", *indexed, cwd=tmp_path) as terminal:
        assert terminal.shows("Conversation default, 0 questions so far. /help lists commands.")
        terminal.type(f"{FERRY}\n")
        assert terminal.shows("[1] 1.txt:3")
        terminal.type("and how many goats?\n")
        assert terminal.shows("Understood as: ")
        terminal.type("/nonsense\n")
        assert terminal.shows("There is no command /nonsense.")
        terminal.type("\x04")
        assert terminal.ended() == 0
    assert "Traceback" not in terminal.screen


def test_the_arrow_key_brings_back_what_was_asked_in_an_earlier_sitting(
    run: Run, tmp_path: Path, indexed: list[object]
) -> None:
    run("chat", *indexed, stdin=lines(FERRY))
    with Terminal("chat", *indexed, cwd=tmp_path, TERM="vt100") as terminal:
        assert terminal.shows("1 question so far")
        assert terminal.shows("> ")
        terminal.type("\x10\n")  # Ctrl-P, which no terminal spells in a way of its own
        assert terminal.shows("[1] 1.txt:3")
        terminal.type("/quit\n")
        assert terminal.ended() == 0


def test_ctrl_c_twice_leaves_and_a_question_between_takes_the_first_back(
    tmp_path: Path, indexed: list[object]
) -> None:
    with Terminal("chat", *indexed, cwd=tmp_path) as terminal:
        assert terminal.shows("> ")
        terminal.type("\x03")
        assert terminal.shows("Ctrl-C again leaves")
        terminal.type("/help\n")
        assert terminal.shows("/forget")
        terminal.type("\x03")
        assert terminal.shows("Ctrl-C again leaves", times=2)
        terminal.type("\x03")
        assert terminal.ended() == 130
    assert "Traceback" not in terminal.screen


@pytest.fixture
def slow(run: Run, tmp_path: Path, where: list[object]) -> dict[str, str]:
    """Settings of an embedding that waits in every answer until `let_on` is called."""
    let_on(tmp_path)
    settings = waiting(tmp_path, texts=0)
    setting = settings.pop("NEWSDESK_EMBEDDING")
    parsed(run("index", *where, "--json", embedding=setting, **settings))
    for name in ("gate", "reached"):
        (tmp_path / name).unlink()
    return {**settings, "NEWSDESK_EMBEDDING": setting}


def test_ctrl_c_stops_an_answer_and_the_next_is_given(
    tmp_path: Path, where: list[object], slow: dict[str, str]
) -> None:
    with Terminal("chat", *where, cwd=tmp_path, **slow) as terminal:
        assert terminal.shows("> ")
        terminal.type(f"{FERRY}\n")
        assert waits(tmp_path)
        terminal.type("\x03")
        assert terminal.shows("(Stopped. Ctrl-C again leaves.)")
        let_on(tmp_path)
        terminal.type("How many goats were on Ferry 2?\n")
        # Directions made of hashes mean nothing, but an answer they are.
        assert terminal.shows("The articles do not say.")
        terminal.type("/save talk.md\n/quit\n")
        assert terminal.ended() == 0
    assert "Traceback" not in terminal.screen
    # What was stopped was not answered, and so was not said.
    assert FERRY not in (tmp_path / "talk.md").read_text("utf-8")


def test_ctrl_c_twice_leaves_an_answer_that_does_not_end(
    tmp_path: Path, where: list[object], slow: dict[str, str]
) -> None:
    with Terminal("chat", *where, cwd=tmp_path, **slow) as terminal:
        assert terminal.shows("> ")
        terminal.type(f"{FERRY}\n")
        assert waits(tmp_path)
        terminal.type("\x03")
        assert terminal.shows("(Stopped. Ctrl-C again leaves.)")
        terminal.type("\x03")
        assert terminal.ended() == 130
    assert "Traceback" not in terminal.screen
