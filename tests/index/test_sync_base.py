"""The base: built when it is due, kept while it is read, removed when nothing points to it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from index import builder, locks, publishing
from index import sync as sync_module
from index.base import LOCK
from index.catalog import Catalog
from tests.index.support import (
    StubEmbedder,
    World,
    long_story,
    story,
    surroundings,
    until,
)

# How it is written


@pytest.mark.parametrize("count", [1, 2, 1_000, 1_999, 2_000, 2_001, 4_001, 123_456])
def test_the_last_batch_ends_at_a_move(count: int) -> None:
    sizes, waiting = list(builder.batches(count)), 0
    for size in sizes:
        waiting += size
        if waiting >= min(count, builder._MOVED):
            waiting = 0
    assert (sum(sizes), waiting) == (count, 0)


def test_a_base_leaves_nothing_for_its_readers_to_insert(
    three: World, stub: StubEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "_MOVED", 4)
    monkeypatch.setattr(builder, "_BATCH", 2)
    for i in range(10, 20):
        three.put(f"{i}.txt", story(i))
    three.sync(stub)
    catalog = Catalog(three.data)
    publishing.announce(catalog, catalog.files())
    catalog.close()
    made = tmp_path / "base"
    builder.build(three.data, made, stub.name)
    db = sqlite3.connect(made / "chroma.sqlite3")
    last = [seq for (seq,) in db.execute("SELECT seq_id FROM max_seq_id")]
    log = db.execute("SELECT count(*), max(seq_id) FROM embeddings_queue").fetchone()
    db.close()
    # Chroma keeps the newest row of its log.
    assert (log, last) == ((1, 13), [13, 13])


# When it is built and removed


def test_the_first_sync_publishes_a_base(three: World) -> None:
    assert three.bases() == ["1"]


def test_an_index_of_words_has_no_base(world: World) -> None:
    world.put("a.txt", story(1))
    world.sync()
    assert not (world.data / "bases").exists()


def test_a_small_change_leaves_the_base_alone(three: World, stub: StubEmbedder) -> None:
    three.put("new.txt", story(7))
    three.sync(stub)
    assert three.bases() == ["1"]


def test_what_came_and_went_does_not_count_towards_a_new_base(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 2)
    for i in range(10, 16, 2):
        first, second = three.put("a.txt", story(i)), three.put("b.txt", story(i + 1))
        three.sync(stub)
        first.unlink()
        second.unlink()
        three.sync(stub)
    assert three.bases() == ["1"]


def test_what_went_from_the_base_counts_towards_a_new_one(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 1)
    (three.articles / "0.txt").unlink()
    three.sync(stub)
    assert three.bases() == ["1"]
    (three.articles / "1.txt").unlink()
    three.sync(stub)
    assert three.bases() == ["2"]
    assert three.holds_exactly_the_folder(stub)


def test_an_article_that_comes_back_is_found_in_the_base_that_still_holds_it(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 1)
    (three.articles / "1.txt").unlink()
    three.sync(stub)
    three.put("1.txt", story(1))
    three.sync(stub)
    assert three.bases() == ["1"]
    assert three.holds_exactly_the_folder(stub)


def test_a_delta_over_the_threshold_publishes_a_new_base_and_removes_the_old(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 2)
    for i in range(10, 12):
        three.put(f"{i}.txt", story(i))
    three.sync(stub)
    assert three.bases() == ["1"]
    (three.articles / "0.txt").unlink()
    three.put("12.txt", story(12))
    three.sync(stub)
    assert three.bases() == ["2"]
    assert three.holds_exactly_the_folder(stub)


def test_a_base_that_is_read_stays_until_its_reader_has_moved_on(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 0)
    assert three.holds_exactly_the_folder(stub)
    three.put("3.txt", story(3))
    three.sync(stub)
    assert three.bases() == ["1", "2"]
    assert three.holds_exactly_the_folder(stub)
    three.put("4.txt", story(4))
    three.sync(stub)
    assert "1" not in three.bases()


def test_what_nothing_points_to_is_removed(three: World, stub: StubEmbedder) -> None:
    for name in ("building-0123456789ab", "7"):
        (three.data / "bases" / name / "graph").mkdir(parents=True)
        (three.data / "bases" / name / "graph" / "data_level0.bin").write_bytes(b"\0" * 100)
    (three.data / "bases" / "8").mkdir()
    (three.data / "bases" / "8" / LOCK).touch()
    three.sync(stub)
    assert three.bases() == ["1"]


def test_what_nothing_points_to_stays_while_it_is_read(three: World, stub: StubEmbedder) -> None:
    (three.data / "bases" / "7").mkdir()
    (three.data / "bases" / "7" / LOCK).touch()
    reader = locks.Shared(three.data / "bases" / "7" / LOCK)
    three.sync(stub)
    assert three.bases() == ["1", "7"]
    reader.close()
    three.sync(stub)
    assert three.bases() == ["1"]


def test_a_base_never_takes_a_name_that_is_there(
    three: World, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 0)
    (three.data / "bases" / "2").mkdir()
    three.put("3.txt", story(3))
    three.sync(stub)
    assert three.bases() == ["3"]
    assert three.holds_exactly_the_folder(stub)


# A builder that is left alone

KILLED_WHILE_BUILDING = """
import os, signal, subprocess, sys
from pathlib import Path
from index import builder
from tests.index.support import StubEmbedder, World

class Noted(subprocess.Popen):
    def __init__(self, *args, **how):
        super().__init__(*args, **how)
        print(self.pid, flush=True)

builder.subprocess.Popen = Noted

def progress(stage, done, total):
    if stage == "building" and (done > 0) == (sys.argv[2] == "second"):
        os.kill(os.getpid(), signal.SIGKILL)

World(Path(sys.argv[1])).sync(StubEmbedder(dimensions=256), progress=progress)
"""


def runs(process: int) -> bool:
    """Whether a process is there and not only waits to be buried."""
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True)
    return said.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize("batch", ["first", "second"])
def test_a_builder_ends_with_the_sync_that_began_it(world: World, batch: str) -> None:
    for i in range(12):
        world.put(f"{i}.txt", long_story(1_000).replace("keeper", f"keeper {i}"))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_BUILDING, str(world.data.parent), batch],
        env=surroundings(),
        capture_output=True,
        text=True,
    )
    assert killed.returncode == -9, killed.stderr
    # Before either it has seconds of work before it.
    assert until(lambda: not runs(int(killed.stdout)), seconds=2)
    (left,) = world.bases()
    assert left.startswith("building-")
    assert not (world.data / "bases" / left / "manifest.json").exists()
    world.sync()
    assert world.bases() == []
