"""A sync makes the index equal to the folder, and embeds nothing that it has embedded before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import sync as sync_module
from index.article import Dated
from index.catalog import FileRow, Stat
from index.errors import IndexMismatch, SyncRefused, UsageError
from index.folder import compare
from tests.conftest import ROOT, OpenIndex
from tests.index.support import StubEmbedder, World, long_story, story


def touch_later(path: Path) -> None:
    """Give a file a new modification time, as a rewrite with the same bytes does."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 5_000_000_000))


def files_read(world: World, embedder: StubEmbedder | None = None) -> int:
    """How many files the next sync reads."""
    told: list[str] = []
    world.sync(embedder, progress=lambda stage, done, total: told.append(stage))
    return told.count("reading")


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


# Deleting and moving


def test_a_deleted_article_is_found_no_more(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").unlink()
    report = three.sync(stub)
    assert (report.removed, report.passages, report.embedded) == (1, 2, 0)
    assert three.holds_exactly_the_folder(stub)


def test_the_words_of_a_deleted_article_do_not_find_the_one_that_takes_its_place(
    three: World, stub: StubEmbedder
) -> None:
    three.put("z.txt", "A xylophone\n\nThe xylophone was played at the harbour.\n")
    three.sync(stub)
    (three.articles / "z.txt").unlink()
    three.sync(stub)
    three.put("y.txt", story(7))
    three.sync(stub)
    assert three.search("xylophone") == []
    assert three.holds_exactly_the_folder(stub)


def test_a_deleted_article_that_comes_back_costs_no_embedding(
    three: World, stub: StubEmbedder
) -> None:
    (three.articles / "1.txt").unlink()
    three.sync(stub)
    three.put("back.txt", story(1))
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_a_renamed_file_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    (three.articles / "1.txt").rename(three.articles / "one.txt")
    report = three.sync(stub)
    assert (report.renamed, report.added, report.removed, report.embedded) == (1, 0, 0, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_file_moved_into_a_folder_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    (three.articles / "old").mkdir()
    (three.articles / "1.txt").rename(three.articles / "old" / "1.txt")
    report = three.sync(stub)
    assert (report.renamed, report.embedded) == (1, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_file_renamed_to_another_format_embeds_only_what_reads_differently(
    three: World, stub: StubEmbedder
) -> None:
    (three.articles / "1.txt").rename(three.articles / "1.md")
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_two_files_that_swap_their_names_cost_no_embedding(
    three: World, stub: StubEmbedder
) -> None:
    first, second = three.articles / "1.txt", three.articles / "2.txt"
    first.rename(three.articles / "aside")
    second.rename(first)
    (three.articles / "aside").rename(second)
    assert three.sync(stub).embedded == 0
    assert three.holds_exactly_the_folder(stub)


# The same bytes twice


def test_the_same_bytes_under_two_names_are_listed_twice_and_embedded_once(
    three: World, stub: StubEmbedder
) -> None:
    three.put("a.txt", story(7))
    three.put("b.txt", story(7))
    report = three.sync(stub)
    assert (report.added, report.embedded) == (2, 1)
    assert {"a.txt", "b.txt"} <= {source.file for source, _ in three.catalog.sources()}
    assert three.holds_exactly_the_folder(stub)


def test_a_copy_of_an_indexed_article_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.put("copy.txt", story(1))
    report = three.sync(stub)
    assert (report.added, report.renamed, report.embedded) == (1, 0, 0)
    assert three.holds_exactly_the_folder(stub)


def test_the_same_words_in_two_formats_are_embedded_once(three: World, stub: StubEmbedder) -> None:
    three.put("a.txt", story(7))
    three.put("b.md", story(7))
    assert three.sync(stub).embedded == 1
    assert three.holds_exactly_the_folder(stub)


def test_of_two_names_for_the_same_bytes_one_may_go(three: World, stub: StubEmbedder) -> None:
    three.put("copy.txt", story(1))
    three.sync(stub)
    (three.articles / "1.txt").unlink()
    report = three.sync(stub)
    assert (report.removed, report.embedded) == (1, 0)
    assert three.holds_exactly_the_folder(stub)


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


# What a sync refuses


def test_an_empty_folder_is_refused_and_the_index_is_kept(three: World, stub: StubEmbedder) -> None:
    for i in range(3):
        (three.articles / f"{i}.txt").unlink()
    with pytest.raises(SyncRefused, match="kept as it was"):
        three.sync(stub)
    assert {file for file, _ in three.by_words()} == {"0.txt", "1.txt", "2.txt"}
    assert {file for file, _ in three.by_meaning(stub)} == {"0.txt", "1.txt", "2.txt"}


def test_an_empty_folder_is_refused_at_the_first_sync_too(world: World) -> None:
    with pytest.raises(SyncRefused, match="holds no articles"):
        world.sync()


def test_a_folder_of_unreadable_files_alone_is_refused_and_the_index_is_kept(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        three.put(f"{i}.txt", b"\0\1\2")
    with pytest.raises(SyncRefused, match=r"0\.txt: it is not text"):
        three.sync(stub)
    assert {file for file, _ in three.by_words()} == {"0.txt", "1.txt", "2.txt"}


def test_a_missing_folder_is_refused_and_the_index_is_kept(
    three: World, stub: StubEmbedder
) -> None:
    three.articles.rename(three.articles.with_name("moved"))
    with pytest.raises(UsageError, match="There is no folder"):
        three.sync(stub)
    assert len(three.by_words()) == 3


def test_a_file_in_place_of_the_folder_is_refused(world: World) -> None:
    world.articles.rmdir()
    world.articles.write_text(story(1))
    with pytest.raises(UsageError, match="not a folder"):
        world.sync()


# The model


def test_another_model_is_refused_and_the_index_is_kept(three: World, stub: StubEmbedder) -> None:
    other = StubEmbedder("stub/2")
    with pytest.raises(IndexMismatch, match="stub/1"):
        three.sync(other)
    assert other.embedded == []
    assert three.holds_exactly_the_folder(stub)


def test_another_model_embeds_everything_anew_when_that_is_wanted(three: World) -> None:
    other = StubEmbedder("stub/2", dimensions=8)
    report = three.sync(other, change_model=True)
    assert report.embedded == 3
    assert three.catalog.meta("model") == "stub/2"
    assert three.holds_exactly_the_folder(other)


def test_going_back_to_a_model_costs_no_embedding(three: World, stub: StubEmbedder) -> None:
    three.sync(StubEmbedder("stub/2"), change_model=True)
    assert three.sync(stub, change_model=True).embedded == 0
    assert three.holds_exactly_the_folder(stub)


def test_a_model_added_to_an_index_of_words_embeds_everything(
    world: World, stub: StubEmbedder
) -> None:
    world.put("a.txt", story(1))
    world.sync()
    assert world.sync(stub).embedded == 1
    assert world.holds_exactly_the_folder(stub)


def test_what_was_synced_without_the_model_is_embedded_at_the_next_sync_with_it(
    three: World, stub: StubEmbedder
) -> None:
    three.put("new.txt", story(7))
    assert three.sync(None).embedded == 0
    assert three.by_words() == three.in_folder()
    three.let_time_pass()
    assert three.sync(stub).embedded == 1
    assert three.holds_exactly_the_folder(stub)


# When the embedder fails


def test_a_failed_embedder_leaves_the_generation_before(three: World, stub: StubEmbedder) -> None:
    before, generation = three.by_words(), three.catalog.generation
    three.put("new.txt", story(7))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=0))
    assert three.catalog.generation == generation
    assert three.by_words() == before
    assert three.by_meaning(stub) == before


def test_the_sync_after_a_failed_one_holds_the_folder(three: World, stub: StubEmbedder) -> None:
    three.put("new.txt", story(7))
    (three.articles / "0.txt").unlink()
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=0))
    three.sync(stub)
    assert three.holds_exactly_the_folder(stub)


def test_vectors_made_before_the_embedder_failed_are_not_made_again(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3, 303):
        three.put(f"{i}.txt", story(i))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=290))
    three.sync(stub)
    assert 10 <= len(stub.embedded) <= 300 - 256
    assert three.holds_exactly_the_folder(stub)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.index.support import StubEmbedder, World

class Killed(StubEmbedder):
    def embed_query(self, question):
        if len(self.embedded) > 260:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_query(question)

World(Path(sys.argv[1])).sync(Killed())
"""


def test_a_sync_that_is_killed_leaves_the_generation_before_and_loses_no_batch(
    three: World, stub: StubEmbedder
) -> None:
    before = three.by_words()
    for i in range(3, 303):
        three.put(f"{i}.txt", story(i))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(three.articles.parent)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == -signal.SIGKILL
    assert three.by_words() == three.by_meaning(stub) == before
    assert three.sync(stub).embedded <= 300 - 256
    assert three.holds_exactly_the_folder(stub)


# The base


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


# Through the door


def test_an_index_reports_what_changed_since_its_last_sync(
    open_index: OpenIndex, articles: Path
) -> None:
    index = open_index()
    (articles / "a.txt").write_text(story(1))
    (articles / "b.txt").write_text(story(2))
    index.sync()
    assert not index.changes()
    (articles / "a.txt").unlink()
    (articles / "b.txt").write_text(story(2) + "More of it.\n")
    (articles / "c.txt").write_text(story(3))
    changes = index.changes()
    assert (changes.new, changes.changed, changes.gone) == (("c.txt",), ("b.txt",), ("a.txt",))


def test_progress_tells_each_stage_to_its_end(open_index: OpenIndex, articles: Path) -> None:
    for i in range(3):
        (articles / f"{i}.txt").write_text(story(i))
    told: list[tuple[str, int, int]] = []
    open_index(embedding="minilm").sync(
        progress=lambda stage, done, total: told.append((stage, done, total))
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [
        "reading",
        "embedding",
        "building",
        "publishing",
    ]
    assert {stage: (done, total) for stage, done, total in told} == {
        "reading": (3, 3),
        "embedding": (3, 3),
        "building": (3, 3),
        "publishing": (3, 3),
    }


def test_an_index_opened_on_another_folder_says_so(
    open_index: OpenIndex, articles: Path, tmp_path: Path
) -> None:
    (articles / "a.txt").write_text(story(1))
    open_index().sync()
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(IndexMismatch, match="was made from"):
        open_index(other).check_match()
