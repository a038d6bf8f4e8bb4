"""A sync makes the index equal to the folder, and embeds nothing that it has embedded before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.article import Dated
from index.catalog import FileRow, Stat
from index.folder import compare
from tests.index.support import (
    StubEmbedder,
    World,
    files_read,
    long_story,
    look_unchanged,
    story,
    touch_later,
)

# Adding


def test_a_first_sync_holds_every_article_of_the_folder(world: World, stub: StubEmbedder) -> None:
    for i in range(3):
        world.put(f"{i}.txt", story(i))
    report = world.sync(stub)
    assert (report.added, report.embedded, report.passages, report.generation) == (3, 3, 3, 1)
    assert world.holds_exactly_the_folder(stub)


def test_an_article_added_later_is_found_by_words_and_by_meaning(
    three: World, stub: StubEmbedder
) -> None:
    three.put("new.txt", story(7))
    report = three.sync(stub)
    assert (report.added, report.unchanged, report.embedded) == (1, 3, 1)
    assert three.holds_exactly_the_folder(stub)


def test_articles_in_folders_below_are_named_by_their_path(world: World) -> None:
    world.put("2024/march/flood.txt", story(1))
    world.sync()
    assert list(world.catalog.files()) == ["2024/march/flood.txt"]
    assert world.holds_exactly_the_folder()


def test_a_suffix_in_capitals_counts(world: World) -> None:
    world.put("FLOOD.TXT", story(1))
    assert world.sync().added == 1


def test_files_of_other_kinds_are_passed_over(world: World) -> None:
    world.put("flood.txt", story(1))
    world.put("notes.docx", b"PK\x03\x04")
    world.put("README", story(2))
    assert world.sync().added == 1


def test_a_pipe_is_no_article_and_is_not_waited_for(world: World) -> None:
    world.put("flood.txt", story(1))
    os.mkfifo(world.articles / "pipe.txt")
    assert world.sync().added == 1


def test_hidden_files_and_folders_are_ignored(world: World) -> None:
    world.put("flood.txt", story(1))
    world.put(".draft.txt", story(2))
    world.put(".trash/old.txt", story(3))
    world.sync()
    assert list(world.catalog.files()) == ["flood.txt"]


def test_a_link_out_of_the_folder_is_ignored(world: World, tmp_path: Path) -> None:
    world.put("flood.txt", story(1))
    (tmp_path / "secret.txt").write_text(story(2))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "more.txt").write_text(story(3))
    (world.articles / "link.txt").symlink_to(tmp_path / "secret.txt")
    (world.articles / "folder").symlink_to(tmp_path / "elsewhere")
    (world.articles / "dangling.txt").symlink_to(tmp_path / "nothing.txt")
    world.sync()
    assert list(world.catalog.files()) == ["flood.txt"]


def test_a_link_to_another_article_of_the_folder_is_one_more_name(world: World) -> None:
    world.put("flood.txt", story(1))
    (world.articles / "link.txt").symlink_to(world.articles / "flood.txt")
    world.sync()
    assert list(world.catalog.files()) == ["flood.txt", "link.txt"]


# Nothing new


def test_a_second_sync_embeds_nothing_and_keeps_the_generation(
    three: World, stub: StubEmbedder
) -> None:
    before = three.catalog.generation
    report = three.sync(stub)
    assert (report.unchanged, report.embedded, report.generation) == (3, 0, before)
    assert stub.embedded == []
    assert three.holds_exactly_the_folder(stub)


def test_verifying_every_file_embeds_nothing_when_nothing_changed(
    three: World, stub: StubEmbedder
) -> None:
    before = three.catalog.generation
    report = three.sync(stub, verify=True)
    assert (report.unchanged, report.embedded, report.generation) == (3, 0, before)


def test_a_touched_file_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    touch_later(three.articles / "1.txt")
    report = three.sync(stub)
    assert (report.unchanged, report.changed, report.embedded) == (3, 0, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_file_that_looks_unchanged_is_not_read_again(three: World, stub: StubEmbedder) -> None:
    three.let_time_pass()
    assert files_read(three, stub) == 0


def test_a_change_that_keeps_size_and_modification_time_is_seen(
    three: World, stub: StubEmbedder
) -> None:
    path = three.articles / "1.txt"
    stat = path.stat()
    path.write_text(story(1).replace("goats", "sheep"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert three.sync(stub).changed == 1
    assert three.holds_exactly_the_folder(stub)


def test_a_file_written_within_two_seconds_before_the_last_sync_is_doubtful() -> None:
    second = 1_000_000_000
    seen = {
        "young.txt": Stat(size=1, mtime_ns=9 * second, ctime_ns=9 * second, inode=1),
        "moved.txt": Stat(size=1, mtime_ns=1 * second, ctime_ns=9 * second, inode=2),
        "old.txt": Stat(size=1, mtime_ns=7 * second, ctime_ns=7 * second, inode=3),
    }
    known = {name: FileRow(stat, 1) for name, stat in seen.items()}
    found = compare(seen, known, synced_ns=10 * second)
    assert found.doubtful == ("young.txt", "moved.txt")
    assert not found


def test_verifying_sees_a_change_that_no_mark_tells(three: World, stub: StubEmbedder) -> None:
    three.put("1.txt", story(77))
    look_unchanged(three, "1.txt")
    assert three.sync(stub).unchanged == 3
    report = three.sync(stub, verify=True)
    assert (report.changed, report.embedded) == (1, 1)
    assert three.holds_exactly_the_folder(stub)


def test_a_change_within_the_grain_of_the_clock_after_a_sync_is_seen(
    three: World, stub: StubEmbedder
) -> None:
    three.put("1.txt", story(77))
    look_unchanged(three, "1.txt", later=False)
    assert three.sync(stub).changed == 1
    assert three.holds_exactly_the_folder(stub)


@pytest.mark.parametrize("mark", Stat._fields)
def test_a_file_that_differs_in_any_mark_has_changed(mark: str) -> None:
    before = Stat(size=1, mtime_ns=1, ctime_ns=1, inode=1)
    found = compare({"a.txt": before._replace(**{mark: 2})}, {"a.txt": FileRow(before, 1)})
    assert found.changed == ("a.txt",)


# Editing


def test_an_edited_article_is_replaced(three: World, stub: StubEmbedder) -> None:
    three.put("1.txt", story(77))
    report = three.sync(stub)
    assert (report.changed, report.embedded) == (1, 1)
    assert three.holds_exactly_the_folder(stub)


def test_an_edit_of_a_long_article_embeds_the_changed_passages_only(
    three: World, stub: StubEmbedder
) -> None:
    three.put("log.txt", long_story(300))
    whole = three.sync(stub).embedded
    three.put("log.txt", long_story(300, changed=4))
    report = three.sync(stub)
    assert 1 <= report.embedded <= 0.2 * whole
    assert three.holds_exactly_the_folder(stub)


def test_an_edit_taken_back_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.put("1.txt", story(77))
    three.sync(stub)
    three.put("1.txt", story(1))
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_a_corrected_date_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    matter = "---\ntitle: Late ferry\ndate: {}\noutlet: Courier\n---\n\n"
    three.put("ferry.md", matter.format("2024-03-04") + story(1))
    three.sync(stub)
    three.put("ferry.md", matter.format("2024-03-05") + story(1))
    report = three.sync(stub)
    assert (report.changed, report.embedded) == (1, 0)
    known = {source.file: source.published for source, _ in three.catalog.sources()}
    assert known["ferry.md"] == Dated("2024-03-05", "day", "front matter: date: 2024-03-05")
