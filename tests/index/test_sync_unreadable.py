"""What cannot be read is reported and tried again; it takes nothing else out of the index."""

from __future__ import annotations

import contextlib
import os
import tracemalloc

import pytest

from index.errors import SyncRefused, UsageError
from index.reading import MAX_BYTES
from tests.index.support import StubEmbedder, World, files_read, story, without_privileges

# What cannot be read


def test_an_unreadable_file_is_reported_and_the_others_are_indexed(world: World) -> None:
    world.put("good.txt", story(1))
    world.put("bad.txt", b"\0\1\2")
    report = world.sync()
    assert [name for name, _ in report.failed] == ["bad.txt"]
    assert "binary" in report.failed[0][1]
    assert world.holds_exactly_the_folder()


def test_an_unreadable_file_stays_on_the_list_with_its_problem(world: World) -> None:
    world.put("good.txt", story(1))
    world.put("bad.txt", b"\0\1\2")
    world.sync()
    problems = {source.file: source.problem for source, _ in world.catalog.sources()}
    assert problems["good.txt"] is None
    assert "binary" in (problems["bad.txt"] or "")


def test_an_unreadable_file_is_tried_again_at_every_sync(world: World) -> None:
    world.put("good.txt", story(1))
    world.put("bad.txt", b"\0\1\2")
    assert world.sync().failed
    world.let_time_pass()
    assert files_read(world) == 1
    world.put("bad.txt", story(2))
    assert world.sync().failed == ()
    assert world.holds_exactly_the_folder()


def test_a_name_that_is_no_text_is_reported_and_not_indexed(world: World) -> None:
    world.put("good.txt", story(1))
    try:
        (world.articles / os.fsdecode(b"caf\xe9.txt")).write_text(story(2))
    except OSError:
        pytest.skip("this file system takes no such name")
    report = world.sync()
    assert [name for name, _ in report.failed] == ["caf\\xe9.txt"]
    assert {file for file, _ in world.by_words()} == {"good.txt"}


def test_an_unreadable_file_alone_makes_no_new_generation(world: World) -> None:
    world.put("good.txt", story(1))
    world.put("bad.txt", b"\0\1\2")
    first = world.sync().generation
    assert world.sync().generation == first


def test_an_article_that_becomes_unreadable_is_found_no_more(
    three: World, stub: StubEmbedder
) -> None:
    three.put("1.txt", b"\0\1\2")
    assert [name for name, _ in three.sync(stub).failed] == ["1.txt"]
    assert three.holds_exactly_the_folder(stub)


# What cannot be opened


def test_articles_of_a_folder_that_cannot_be_listed_are_reported_and_come_back_free(
    open_world: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        open_world.put(f"{i}.txt", story(i))
    open_world.put("sub/3.txt", story(3))
    open_world.sync(stub)
    stub.embedded.clear()
    closed = open_world.articles / "sub"
    closed.chmod(0)
    with without_privileges(open_world.data.parent):
        report = open_world.sync(stub)
    problem = "the folder cannot be read: Permission denied"
    assert report.failed == (("sub/", problem), ("sub/3.txt", problem))
    assert (report.unchanged, report.removed) == (3, 0)
    assert {name for name, _ in open_world.by_words()} == {"0.txt", "1.txt", "2.txt"}
    closed.chmod(0o755)
    report = open_world.sync(stub)
    assert (report.changed, report.failed, stub.embedded) == (1, (), [])
    assert open_world.holds_exactly_the_folder(stub)


def test_a_folder_that_cannot_be_listed_is_no_removal_of_most_of_the_index(
    open_world: World,
) -> None:
    for i in range(12):
        open_world.put(f"sub/{i:02}.txt" if i < 7 else f"{i:02}.txt", story(i))
    open_world.sync()
    before = open_world.by_words()
    (open_world.articles / "sub").chmod(0)
    with (
        without_privileges(open_world.data.parent),
        pytest.raises(SyncRefused, match="7 of them cannot be read"),
    ):
        open_world.sync()
    assert open_world.by_words() == before


def test_a_file_that_may_not_be_opened_is_reported_and_the_others_are_indexed(
    open_world: World,
) -> None:
    open_world.put("0.txt", story(0))
    open_world.put("1.txt", story(1)).chmod(0)
    with without_privileges(open_world.data.parent):
        report = open_world.sync()
    assert report.failed == (("1.txt", "it cannot be read: Permission denied"),)
    assert {name for name, _ in open_world.by_words()} == {"0.txt"}


def test_an_articles_folder_that_may_not_be_listed_is_refused_and_the_index_is_kept(
    open_world: World,
) -> None:
    open_world.put("0.txt", story(0))
    open_world.sync()
    open_world.articles.chmod(0)
    with (
        without_privileges(open_world.data.parent),
        pytest.raises(UsageError, match="cannot be read: Permission denied"),
    ):
        open_world.sync()
    open_world.articles.chmod(0o755)
    assert open_world.holds_exactly_the_folder()


def test_a_folder_that_cannot_be_listed_is_no_change_after_a_sync_that_reported_it(
    open_world: World,
) -> None:
    open_world.put("0.txt", story(0))
    open_world.put("sub/1.txt", story(1))
    open_world.sync()
    (open_world.articles / "sub").chmod(0)
    with (
        without_privileges(open_world.data.parent),
        contextlib.closing(open_world.index()) as index,
    ):
        index.sync()
        assert not index.changes()


def test_a_file_over_the_limit_is_reported_without_being_loaded(world: World) -> None:
    world.put("0.txt", story(0))
    with (world.articles / "huge.txt").open("wb") as file:
        file.truncate(20 * MAX_BYTES)
    world.sync()
    tracemalloc.start()
    try:
        report = world.sync()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [name for name, _ in report.failed] == ["huge.txt"]
    assert "over the limit" in report.failed[0][1]
    assert most < MAX_BYTES / 2
