"""The index follows its folder while it is watched, whatever programs do to the folder."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.watch import Watcher
from tests.index.conftest import Begin
from tests.index.support import World, story, until
from tests.index.watching import NEVER, Watch


@pytest.fixture(scope="module")
def shared(soon: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    world = World(tmp_path_factory.mktemp("watched"))
    watch = Watch(world, look_again=NEVER)
    watch.watcher.start()
    assert watch.listens()
    yield watch
    watch.close()
    world.close()


@pytest.fixture
def watch(shared: Watch, request: pytest.FixtureRequest) -> Watch:
    """A folder under watch that the tests of single changes share; its index has come to rest."""
    assert shared.follows()
    shared.world.put("a.txt", f"For {request.node.name}\n\n{story(1)}")
    assert shared.follows()
    return shared


def test_a_new_article_is_found(watch: Watch) -> None:
    watch.world.put("new.txt", story(7))
    assert watch.follows()
    assert watch.reports[-1].added == 1


def test_an_article_in_a_new_folder_is_found(watch: Watch) -> None:
    watch.world.put("2024/march/new.txt", story(7))
    assert watch.follows()
    watch.world.put("2024/march/newer.txt", story(8))
    assert watch.follows()
    assert "2024/march/newer.txt" in watch.world.catalog.files()


def test_an_edit_is_found(watch: Watch) -> None:
    watch.world.put("a.txt", story(77))
    assert watch.follows()
    assert watch.reports[-1].changed == 1


def test_a_deletion_is_found(watch: Watch) -> None:
    (watch.world.articles / "a.txt").unlink()
    assert watch.follows()
    assert watch.reports[-1].removed == 1


def test_a_renamed_article_is_found_under_its_new_name(watch: Watch) -> None:
    (watch.world.articles / "a.txt").rename(watch.world.articles / "aa.txt")
    assert watch.follows()
    assert watch.reports[-1].renamed == 1


def rename_over(path: Path) -> None:
    path.with_suffix(".tmp").write_text(story(88))
    path.with_suffix(".tmp").rename(path)


def hidden_and_renamed_over(path: Path) -> None:
    hidden = path.with_name(f".{path.name}.swp")
    hidden.write_text(story(88))
    hidden.rename(path)


def back_up_and_write(path: Path) -> None:
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text(story(88))
    path.with_name(f"{path.name}~").unlink()


def delete_and_write(path: Path) -> None:
    path.unlink()
    path.write_text(story(88))


@pytest.mark.parametrize(
    "save", [rename_over, hidden_and_renamed_over, back_up_and_write, delete_and_write]
)
def test_an_editor_s_way_of_saving_is_one_change(
    watch: Watch, save: Callable[[Path], None]
) -> None:
    before = watch.world.catalog.generation
    save(watch.world.articles / "a.txt")
    assert watch.follows()
    report = watch.reports[-1]
    assert (report.changed, report.added, report.removed, report.renamed) == (1, 0, 0, 0)
    assert report.generation == before + 1


def test_a_file_that_cannot_be_read_is_in_the_report_and_the_watching_goes_on(
    watch: Watch,
) -> None:
    watch.world.put("bad.txt", b"\0\1\2")
    assert until(lambda: watch.reports[-1].failed != ())
    watch.world.put("bad.txt", story(7))
    assert watch.follows()
    assert watch.reports[-1].failed == ()


def test_a_folder_below_that_is_removed_and_made_again_is_followed(watch: Watch) -> None:
    watch.world.put("sub/c.txt", story(3))
    assert watch.follows()
    shutil.rmtree(watch.world.articles / "sub")
    assert watch.follows()
    watch.world.put("sub/d.txt", story(4))
    assert watch.follows()
    watch.world.put("sub/e.txt", story(5))
    assert watch.follows()


def test_hidden_files_do_not_lead_to_a_sync(watch: Watch) -> None:
    assert watch.comes_to_rest()
    before = watch.index.syncs
    watch.world.put(".draft.txt", story(5))
    watch.world.put(".git/index.txt", story(6))
    assert watch.comes_to_rest()
    assert watch.index.syncs == before


def test_what_is_there_is_synced_at_the_beginning(begin: Begin, world: World) -> None:
    watch = begin()
    assert watch.follows()
    assert watch.reports[0].generation == 1
    assert watch.reports[0].added >= 2
    assert watch.failures == []


def test_many_files_written_together_are_let_come_to_rest(begin: Begin, world: World) -> None:
    watch = begin()
    before = watch.world.catalog.generation
    for i in range(100, 160):
        world.put(f"{i}.txt", story(i))
    assert watch.follows()
    assert watch.world.catalog.generation <= before + 3


def test_a_folder_that_reports_nothing_is_looked_through_now_and_then(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Watcher, "_counts", lambda *_: False)
    watch = Watch(world, look_again=0.5)
    world.put("a.txt", story(1))
    watch.watcher.start()
    try:
        assert watch.follows()
        world.put("new.txt", story(7))
        assert watch.follows()
    finally:
        watch.close()


# Beside it


def test_the_index_may_be_searched_while_it_is_watched(begin: Begin, world: World) -> None:
    watch = begin()
    assert watch.follows()
    wrong: list[object] = []
    ended = threading.Event()

    def search() -> None:
        while not ended.is_set():
            names = {hit.source.file for hit in watch.index.search("ferry")}
            if not {"a.txt", "b.txt"} <= names:
                wrong.append(names)

    thread = threading.Thread(target=search)
    thread.start()
    for i in range(3):
        world.put(f"new-{i}.txt", story(10 + i))
        assert watch.follows()
    ended.set()
    thread.join()
    assert wrong == []
    assert "new-2.txt" in {hit.source.file for hit in watch.index.search("ferry")}


def test_stopping_waits_for_the_sync_under_way_and_no_longer(begin: Begin) -> None:
    before = threading.active_count()
    watch = begin()
    began = time.monotonic()
    watch.watcher.stop()
    assert time.monotonic() - began < 3
    assert threading.active_count() <= before
