"""What a watched folder does not lead to, and what is told when a sync cannot be carried out."""

from __future__ import annotations

import shutil

from index import Report
from index.locks import writer
from index.sync import Options
from tests.index.conftest import Begin
from tests.index.support import World, story, until
from tests.index.watching import NEVER, Watch


def test_an_index_inside_the_articles_folder_does_not_set_itself_off(world: World) -> None:
    world.data = world.articles / "data"
    world.put("a.txt", story(1))
    watch = Watch(world, look_again=NEVER)
    watch.watcher.start()
    try:
        assert until(lambda: len(watch.reports) == 1)
        assert watch.comes_to_rest()
        world.put("new.txt", story(7))
        assert until(lambda: len(watch.reports) == 2)
        assert watch.comes_to_rest()
        assert watch.index.syncs <= 4
    finally:
        watch.close()


# Failures


def test_a_refusal_is_told_once_and_the_watching_goes_on(begin: Begin, world: World) -> None:
    watch = begin()
    for i in range(12):
        world.put(f"many/{i}.txt", story(100 + i))
    assert watch.follows()
    before = world.by_words()
    (world.articles / "many").rename(world.articles.with_name("many"))
    assert until(lambda: watch.failures != [])
    assert "--allow-removals" in watch.failures[0]
    syncs = watch.index.syncs
    (world.articles / "a.txt").touch()
    assert until(lambda: watch.index.syncs > syncs)
    assert world.by_words() == before
    assert len(watch.failures) == 1
    world.articles.with_name("many").rename(world.articles / "many")
    world.put("new.txt", story(7))
    assert watch.follows()
    assert len(watch.failures) == 1


def test_a_refusal_that_comes_again_after_a_sync_is_told_again(begin: Begin, world: World) -> None:
    watch = begin()
    for times in (1, 2):
        for path in world.articles.iterdir():
            path.unlink()
        assert until(lambda times=times: len(watch.failures) == times)
        assert "holds no articles" in watch.failures[-1]
        world.put("a.txt", story(times))
        assert watch.follows()


def test_a_removal_that_is_allowed_is_followed(begin: Begin, world: World) -> None:
    watch = begin(Options(allow_removals=True))
    for path in world.articles.iterdir():
        path.unlink()
    assert until(lambda: world.by_words() == set())
    assert watch.failures == []


def test_another_process_that_syncs_is_waited_out(begin: Begin, world: World) -> None:
    watch = begin()
    with writer(world.data):
        world.put("new.txt", story(7))
        assert until(lambda: watch.failures != [])
        assert "is being synced by process" in watch.failures[0]
    world.put("newer.txt", story(8))
    assert watch.follows()


def test_the_folder_may_go_and_come_back(begin: Begin, world: World) -> None:
    watch = begin()
    before = world.by_words()
    world.articles.rename(world.articles.with_name("elsewhere"))
    assert until(lambda: watch.failures != [])
    assert "There is no folder" in watch.failures[0]
    assert world.by_words() == before
    world.articles.with_name("elsewhere").rename(world.articles)
    world.put("new.txt", story(7))
    assert watch.follows()
    assert watch.listens()
    assert len(watch.failures) == 1


def test_a_folder_that_is_removed_and_made_again_later_is_followed(
    begin: Begin, world: World
) -> None:
    watch = begin()
    before = world.by_words()
    shutil.rmtree(world.articles)
    assert until(lambda: any("There is no folder" in said for said in watch.failures))
    assert world.by_words() == before
    world.articles.mkdir()
    world.put("new.txt", story(7))
    assert watch.follows()
    assert watch.listens()
    world.put("newer.txt", story(8))
    assert watch.follows()


def test_a_folder_that_is_removed_and_made_again_at_once_is_followed(
    begin: Begin, world: World
) -> None:
    watch = begin()
    shutil.rmtree(world.articles)
    world.put("a.txt", story(1))
    world.put("new.txt", story(7))
    assert watch.follows()
    world.put("newer.txt", story(8))
    assert until(lambda: world.by_words() == world.in_folder(), seconds=4)


def test_what_changes_between_the_first_sync_and_the_watching_is_found(world: World) -> None:
    world.put("a.txt", story(1))

    def add(report: Report) -> None:
        if report.generation == 1:
            world.put("between.txt", story(7))

    watch = Watch(world, look_again=NEVER, synced=add)
    watch.watcher.start()
    try:
        assert until(lambda: "between.txt" in world.catalog.files(), seconds=4)
    finally:
        watch.close()
