"""The index as everything outside uses it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index
from index import sync as sync_module
from index.errors import IndexMismatch
from tests.conftest import OpenIndex
from tests.index.other_process import OtherProcess
from tests.index.support import COMMON, StubEmbedder, World, story


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


# One whole generation


Publish = Callable[[World, StubEmbedder], object]


def by_a_thread(world: World, embedder: StubEmbedder) -> None:
    thread = threading.Thread(target=world.sync, args=(embedder,))
    thread.start()
    thread.join()


@pytest.fixture(params=["a thread", "another process"])
def publish(request: pytest.FixtureRequest) -> Publish:
    """Syncs beside the test."""
    if request.param == "a thread":
        return by_a_thread
    other: OtherProcess = request.getfixturevalue("other_process")
    return other.sync


@pytest.fixture
def opened(three: World, stub: StubEmbedder) -> Iterator[Index]:
    with contextlib.closing(three.index(stub)) as index:
        yield index


def seen(index: Index) -> tuple[object, ...]:
    """All that an index can be asked for."""
    return (
        index.search(COMMON, count=10),
        index.search("qwertzuiop", count=10),
        index.search("Ferry 1", count=10),
        index.sources(),
        [index.article(source.file) for source in index.sources()],
        index.article("1.txt"),
        index.empty,
    )


def change_everything(world: World) -> None:
    (world.articles / "0.txt").unlink()
    world.put("1.txt", story(77))
    (world.articles / "2.txt").rename(world.articles / "two.txt")
    world.put("new.txt", story(8))


def test_inside_a_snapshot_everything_is_of_one_generation_though_another_is_published(
    three: World, opened: Index, stub: StubEmbedder, publish: Publish
) -> None:
    before = seen(opened)
    change_everything(three)
    with opened.snapshot() as catalog:
        generation = catalog.generation
        assert seen(opened) == before
        publish(three, stub)
        assert seen(opened) == before
        assert catalog.generation == generation
    assert seen(opened) != before
    assert {source.file for source in opened.sources()} == {"1.txt", "two.txt", "new.txt"}
    assert "77" in opened.article("1.txt").text


def test_a_snapshot_holds_though_it_was_asked_for_nothing_before_the_other_was_published(
    three: World, opened: Index, stub: StubEmbedder, publish: Publish
) -> None:
    before = seen(opened)
    change_everything(three)
    with opened.snapshot():
        publish(three, stub)
        assert seen(opened) == before


def test_inside_a_snapshot_the_base_stays_though_a_newer_one_takes_its_place(
    three: World, opened: Index, stub: StubEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_module, "DELTA_FLOOR", 0)
    before = seen(opened)
    with opened.snapshot():
        change_everything(three)
        by_a_thread(three, stub)
        three.put("0.txt", story(0))
        by_a_thread(three, stub)
        assert three.catalog.meta("base") == "3"
        assert three.bases() == ["1", "3"]
        assert seen(opened) == before
    opened.search(COMMON)
    by_a_thread(three, stub)
    assert "1" not in three.bases()


def test_a_snapshot_inside_a_snapshot_is_the_same(
    three: World, opened: Index, stub: StubEmbedder
) -> None:
    change_everything(three)
    with opened.snapshot() as first:
        generation = first.generation
        by_a_thread(three, stub)
        with opened.snapshot() as second:
            assert second is first
            assert second.generation == generation
        assert first.generation == generation


def test_a_search_that_fails_leaves_no_snapshot_behind(
    three: World, opened: Index, stub: StubEmbedder
) -> None:
    with contextlib.suppress(ZeroDivisionError), opened.snapshot():
        raise ZeroDivisionError
    change_everything(three)
    by_a_thread(three, stub)
    assert "new.txt" in {source.file for source in opened.sources()}


def test_searches_of_several_threads_are_each_of_one_generation(
    three: World, opened: Index, stub: StubEmbedder
) -> None:
    three.put("twin.txt", story(50))
    three.put("twin.md", story(50))
    three.sync(stub)
    halves: list[set[str]] = []
    ended = threading.Event()

    def search() -> None:
        while not ended.is_set():
            with opened.snapshot():
                texts = [opened.article(name).text for name in ("twin.txt", "twin.md")]
                found = {hit.passage.text for hit in opened.search(COMMON, count=10)}
            halves.append({text for text in texts if not any(p in text for p in found)})
            if len(set(texts)) != 1:
                halves.append(set(texts))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(51, 61):
            three.put("twin.txt", story(number))
            three.put("twin.md", story(number))
            three.sync(stub)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert len(halves) > 10
    assert not any(halves)
