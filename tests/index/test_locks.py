"""Locks: one syncing process at a time, readers beside one another, nothing left of the dead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import locks
from index.errors import Busy
from index.sync import sync
from tests.index.support import StubEmbedder, World, story

HOLD = """
import sys
from pathlib import Path
from index import locks
with locks.writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with locks.writer(tmp_path), pytest.raises(Busy), locks.writer(tmp_path):
        pass


def test_the_refusal_names_the_process_that_holds_the_lock(tmp_path: Path) -> None:
    with (
        locks.writer(tmp_path),
        pytest.raises(Busy, match=f"process {os.getpid()} on "),
        locks.writer(tmp_path),
    ):
        pass


def test_a_refused_writer_takes_nothing_from_the_holder(tmp_path: Path) -> None:
    with locks.writer(tmp_path):
        for _ in range(2):
            with pytest.raises(Busy, match=f"process {os.getpid()} on "), locks.writer(tmp_path):
                pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    with locks.writer(tmp_path):
        pass
    with locks.writer(tmp_path):
        pass


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.writer(tmp_path):
        raise ZeroDivisionError
    with locks.writer(tmp_path):
        pass


def test_data_folders_are_locked_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with locks.writer(tmp_path / "a"), locks.writer(tmp_path / "b"):
        pass


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=f"process {holder.pid} on "), locks.writer(tmp_path):
            pass
        holder.kill()
        holder.wait()
        with locks.writer(tmp_path):
            pass


def test_a_sync_beside_another_is_refused_and_changes_nothing(world: World) -> None:
    world.put("a.txt", story(1))
    world.sync()
    world.put("b.txt", story(2))
    with locks.writer(world.data), pytest.raises(Busy):
        world.sync()
    assert {file for file, _ in world.by_words()} == {"a.txt"}


def test_a_search_is_answered_while_another_process_holds_the_lock(
    three: World, stub: StubEmbedder
) -> None:
    with locks.writer(three.data):
        assert three.holds_exactly_the_folder(stub)


def test_a_sync_by_another_connection_is_seen_by_the_next_search(
    three: World, stub: StubEmbedder
) -> None:
    assert three.holds_exactly_the_folder(stub)
    three.put("new.txt", story(7))
    sync(three.articles, three.data, stub)
    assert three.holds_exactly_the_folder(stub)


def test_readers_hold_a_base_together(tmp_path: Path) -> None:
    path = tmp_path / "readers.lock"
    path.touch()
    first, second = locks.Shared(path), locks.Shared(path)
    assert not locks.unused(path)
    first.close()
    assert not locks.unused(path)
    second.close()
    assert locks.unused(path)


def test_asking_whether_a_base_is_read_does_not_lock_it(tmp_path: Path) -> None:
    path = tmp_path / "readers.lock"
    path.touch()
    assert locks.unused(path)
    assert locks.unused(path)
    locks.Shared(path).close()


def test_a_base_without_its_lock_file_has_no_reader(tmp_path: Path) -> None:
    assert locks.unused(tmp_path / "readers.lock")
    with pytest.raises(FileNotFoundError):
        locks.Shared(tmp_path / "readers.lock")
