"""What is kept of conversations, and what is not."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import REMEMBERED, Conversations, Turn
from bot.state import State
from index import NewsdeskError
from tests.index.support import surroundings

SECRET = "zebrafish"


def turn(n: int | str, answer: str = "{}") -> Turn:
    return Turn(f"Question {n}?", f"Question {n}, whole?", answer, 1_000.0)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def conversations(state: State) -> Conversations:
    return Conversations(state)


def test_turns_come_back_as_they_were_oldest_first(conversations: Conversations) -> None:
    said = [turn(1), Turn("Où?\x00", "“Où” exactly?", '{"a": "é"}', 1.5)]
    for one in said:
        conversations.add("cli:default", one)
    assert conversations.turns("cli:default") == said


def test_only_the_last_turns_are_leant_on(conversations: Conversations) -> None:
    for n in range(REMEMBERED + 5):
        conversations.add("k", turn(n))
    assert conversations.turns("k") == [turn(n) for n in range(5, REMEMBERED + 5)]
    assert len(conversations.turns("k", most=None)) == REMEMBERED + 5


def test_a_fresh_conversation_leans_on_nothing_said_before(conversations: Conversations) -> None:
    conversations.add("k", turn(1))
    conversations.add("other", turn(2))
    conversations.fresh("k")
    assert conversations.turns("k") == []
    assert conversations.turns("other") == [turn(2)]
    conversations.add("k", turn(3))
    assert conversations.turns("k") == [turn(3)]


def test_what_was_said_outlives_the_process(tmp_path: Path, conversations: Conversations) -> None:
    conversations.add("k", turn(1))
    again = State(tmp_path / "data")
    assert Conversations(again).turns("k") == [turn(1)]
    again.close()


def test_a_key_that_begins_another_is_not_that_other(conversations: Conversations) -> None:
    for key in ("telegram:1:0:1", "telegram:1:0:11", "telegram:1:0:", "telegram:1:0:1 ", ""):
        conversations.add(key, turn(repr(key)))
    conversations.forget("telegram:1:0:1")
    assert conversations.turns("telegram:1:0:1") == []
    assert conversations.turns("telegram:1:0:11") == [turn("'telegram:1:0:11'")]
    assert conversations.turns("telegram:1:0:") == [turn("'telegram:1:0:'")]


# Characters that a database could treat in a way of its own, and keys that begin one another.
KEYS = st.text(st.sampled_from("aA%_:*é\x00\ud800?1 "), max_size=4)
DEEDS = st.lists(
    st.tuples(st.sampled_from(["add", "add", "add", "fresh", "forget", "move"]), KEYS, KEYS),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(DEEDS)
def test_no_conversation_ever_sees_anothers(deeds: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder))
        conversations = Conversations(state)
        # What should be there: (number, turn) by key, and the number that each is fresh after.
        said: dict[str, list[tuple[int, Turn]]] = {}
        after: dict[str, int] = {}
        number = 0
        for deed, key, other in deeds:
            if deed == "add":
                number += 1
                conversations.add(key, turn(number))
                said.setdefault(key, []).append((number, turn(number)))
            elif deed == "fresh":
                conversations.fresh(key)
                after[key] = number
            elif deed == "forget":
                assert conversations.forget(key) == len(said.pop(key, []))
                after.pop(key, None)
            elif key != other:
                conversations.move(key, other)
                moving = [k for k in {**said, **after} if k.startswith(key)]
                turns = {k: said.pop(k, []) for k in moving}
                began = {k: after.pop(k, 0) for k in moving}
                for old in moving:
                    new = other + old[len(key) :]
                    said[new] = sorted([*said.get(new, []), *turns[old]], key=lambda p: p[0])
                    after[new] = max(began[old], after.get(new, 0))
        for key in {k for _, a, b in deeds for k in (a, b)} | set(said):
            wanted = [t for n, t in said.get(key, []) if n > after.get(key, 0)]
            assert conversations.turns(key) == wanted[-REMEMBERED:]
        state.close()


def test_a_move_onto_a_key_that_moves_too_mixes_nothing(conversations: Conversations) -> None:
    for key in ("a", "aa", "aaa"):
        conversations.add(key, turn(key))
    conversations.move("a", "aa")
    assert [conversations.turns("a" * n) for n in (1, 2, 3, 4)] == [
        [],
        [turn("a")],
        [turn("aa")],
        [turn("aaa")],
    ]


def test_a_chat_that_moves_takes_all_its_conversations_along(conversations: Conversations) -> None:
    for key in ("telegram:-5:0:1", "telegram:-5:7:2", "telegram:-55:0:1"):
        conversations.add(key, turn(key))
    conversations.add("telegram:-5:7:2", turn("later"))
    conversations.fresh("telegram:-5:0:1")
    conversations.move("telegram:-5:", "telegram:-1005:")
    assert conversations.turns("telegram:-1005:0:1") == []
    assert conversations.turns("telegram:-1005:7:2") == [turn("telegram:-5:7:2"), turn("later")]
    assert conversations.turns("telegram:-5:7:2") == []
    assert conversations.turns("telegram:-55:0:1") == [turn("telegram:-55:0:1")]


# Forgetting


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("state.db*")))


@pytest.mark.parametrize("length", [0, 300, 3_000, 60_000])
def test_what_was_forgotten_is_in_no_byte_of_the_files(
    tmp_path: Path, conversations: Conversations, length: int
) -> None:
    for n in range(40):
        filling = "x" * ((n * 131) % (length + 1))
        secret = turn(f"{SECRET} {n}", f"{filling} {SECRET} {filling}")
        conversations.add("mine", secret)
        conversations.add("yours", turn(n, f'"{filling}"'))
    conversations.fresh("mine")
    assert SECRET.encode() in bytes_of(tmp_path / "data")
    assert conversations.forget("mine") == 40
    assert SECRET.encode() not in bytes_of(tmp_path / "data")
    assert conversations.turns("mine") == []
    assert len(conversations.turns("yours", most=None)) == 40


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9_000)), min_size=1, max_size=40))
def test_what_was_forgotten_is_gone_however_long_it_was(said: list[tuple[bool, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder))
        conversations = Conversations(state)
        for mine, length in said:
            if mine:
                conversations.add("mine", turn(SECRET, SECRET + "x" * length))
            else:
                conversations.add("yours", turn(length, "y" * length))
            if length % 3 == 0:
                # A key of another length moves rows about within their pages.
                conversations.move("yours", "yours-" if length % 2 else "y")
        conversations.forget("mine")
        assert SECRET.encode() not in bytes_of(Path(folder))
        state.close()


def test_a_reader_that_holds_the_log_open_is_told_of(
    tmp_path: Path, state: State, conversations: Conversations
) -> None:
    conversations.add("mine", turn(SECRET))
    reader = sqlite3.connect(tmp_path / "data" / "state.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turns").fetchall()
    state.rows("PRAGMA busy_timeout = 50")
    with pytest.raises(NewsdeskError, match="another process"):
        conversations.forget("mine")
    assert conversations.turns("mine") == []
    reader.close()
    assert conversations.forget("mine") == 0
    assert SECRET.encode() not in bytes_of(tmp_path / "data")


# Beside one another

WRITER = """
import sys
from pathlib import Path
from bot.conversation import Conversations, Turn
from bot.state import State
state = State(Path(sys.argv[1]))
conversations = Conversations(state)
for n in range(50):
    conversations.add(sys.argv[2], Turn(f"{sys.argv[2]} {n}", "?", "{}", float(n)))
    conversations.add("both", Turn(f"{sys.argv[2]} {n}", "?", "{}", float(n)))
    conversations.turns("both")
state.close()
"""


OPENER = """
import sys, time
from pathlib import Path
from bot.state import State
print("ready", flush=True)
for name in sys.stdin:
    State(Path(name.strip())).close()
    print("open", flush=True)
"""


def test_processes_that_make_the_file_at_the_same_moment_wait_for_each_other(
    tmp_path: Path,
) -> None:
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER],
            env=surroundings(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        assert [opener.stdout.readline() for opener in openers] == ["ready\n"] * 4
        for n in range(40):
            for opener in openers:
                opener.stdin.write(f"{tmp_path / str(n)}\n")
                opener.stdin.flush()
            assert [opener.stdout.readline() for opener in openers] == ["open\n"] * 4
    finally:
        for opener in openers:
            opener.kill()
            opener.communicate()


def test_two_processes_share_one_file(tmp_path: Path) -> None:
    data = tmp_path / "data"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data), name],
            env=surroundings(),
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert writer.returncode == 0, said
    state = State(data)
    conversations = Conversations(state)
    for name in ("first", "second"):
        own = conversations.turns(name, most=None)
        assert [t.question for t in own] == [f"{name} {n}" for n in range(50)]
    both = [t.question for t in conversations.turns("both", most=None)]
    for name in ("first", "second"):
        assert [q for q in both if q.startswith(name)] == [f"{name} {n}" for n in range(50)]
    assert len(both) == 100
    state.close()


def test_a_file_of_a_newer_version_is_left_alone(state: State) -> None:
    state.migrate("conversation", ["SELECT 1"] * 9)
    with pytest.raises(NewsdeskError, match="newer Newsdesk"):
        Conversations(state)
