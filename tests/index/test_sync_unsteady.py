"""A folder that changes while it is synced: what is read is whole, what is gone is no error."""

from __future__ import annotations

import io
import itertools
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from index.plan import Progress
from tests.index.support import COMMON, StubEmbedder, World, story


def once_read(count: int, happens: Callable[[], object]) -> Progress:
    """A progress callback that has something happen when so many files were read."""

    def progress(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("reading", count):
            happens()

    return progress


# A file that changes while it is read

Change = Callable[[Path], None]


@pytest.fixture
def while_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Iterator[Change]], None]:
    """Has a change happen to a file in the middle of every reading of it, until there is none."""

    def plan_changes(path: Path, changes: Iterator[Change]) -> None:
        class ChangedWhileRead(io.FileIO):
            def read(self, size: int | None = -1, /) -> bytes:
                first = super().read(8) or b""
                for change in itertools.islice(changes, 1):
                    change(path)
                return first + (super().read(size) or b"")

        opened = Path.open

        def open(self: Path, *args: Any, **kwargs: Any) -> Any:
            reads = self == path and args == ("rb",)
            return ChangedWhileRead(self) if reads else opened(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", open)

    return plan_changes


WhileRead = Callable[[Path, Iterator[Change]], None]


def append(path: Path) -> None:
    with path.open("a") as file:
        file.write(f"The {COMMON} was closed again.\n")


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 12)


def replace(path: Path) -> None:
    path.with_suffix(".tmp").write_text(story(8))
    path.with_suffix(".tmp").rename(path)


@pytest.mark.parametrize("change", [append, cut_off, replace])
def test_a_file_that_changes_once_while_it_is_read_is_read_again_whole(
    world: World, while_read: WhileRead, change: Change
) -> None:
    path = world.put("log.txt", story(2))
    world.put("steady.txt", story(1))
    changes = iter([change])
    while_read(path, changes)
    assert world.sync().failed == ()
    assert next(changes, None) is None
    assert world.holds_exactly_the_folder()


def test_a_file_that_changes_all_the_while_is_reported_and_read_by_the_next_sync(
    world: World, while_read: WhileRead, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put("steady.txt", story(1))
    while_read(world.put("log.txt", story(2)), itertools.repeat(append))
    report = world.sync()
    assert [name for name, _ in report.failed] == ["log.txt"]
    assert "changes while it is read" in report.failed[0][1]
    assert {name for name, _ in world.by_words()} == {"steady.txt"}
    monkeypatch.undo()
    assert world.sync().failed == ()
    assert world.holds_exactly_the_folder()


def test_a_file_that_goes_while_it_is_read_is_left_out(world: World, while_read: WhileRead) -> None:
    world.put("steady.txt", story(1))
    while_read(world.put("log.txt", story(2)), iter([Path.unlink]))
    report = world.sync()
    assert (report.added, report.failed) == (1, ())
    assert world.holds_exactly_the_folder()


def test_a_file_that_grows_while_it_is_synced_by_a_real_writer_is_whole_or_reported(
    world: World,
) -> None:
    path = world.put("log.txt", story(2))
    world.put("steady.txt", story(1))
    ended = threading.Event()

    def write() -> None:
        while not ended.wait(0.001):
            append(path)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            report = world.sync()
            held = world.catalog.document("log.txt")
            whole = held is not None and path.read_text().startswith(held.text)
            assert whole or [name for name, _ in report.failed] == ["log.txt"]
            assert held is None or held.text.endswith(".\n")
    finally:
        ended.set()
        writer.join()
    world.sync()
    assert world.holds_exactly_the_folder()


# What goes while it is synced


def test_a_file_that_goes_before_it_is_read_is_left_out(world: World) -> None:
    for i in range(3):
        world.put(f"{i}.txt", story(i))
    gone = world.articles / "1.txt"
    report = world.sync(progress=once_read(1, gone.unlink))
    assert (report.added, report.failed) == (2, ())
    assert world.holds_exactly_the_folder()


def test_an_article_that_goes_before_it_is_read_again_is_found_no_more(
    three: World, stub: StubEmbedder
) -> None:
    gone = three.articles / "1.txt"
    report = three.sync(stub, progress=once_read(1, gone.unlink))
    assert (report.removed, report.failed) == (1, ())
    assert three.holds_exactly_the_folder(stub)


def test_a_folder_in_the_place_of_a_file_that_was_to_be_read_is_read_by_the_next_sync(
    world: World,
) -> None:
    for i in range(3):
        world.put(f"{i}.txt", story(i))

    def exchange() -> None:
        (world.articles / "1.txt").unlink()
        world.put("1.txt/inner.txt", story(1))

    assert world.sync(progress=once_read(1, exchange)).added == 2
    assert world.sync().failed == ()
    assert world.holds_exactly_the_folder()


def test_a_folder_below_that_goes_while_it_is_synced_is_a_removal(world: World) -> None:
    for i in range(3):
        world.put(f"{i}.txt", story(i))
    world.put("sub/3.txt", story(3))

    def remove() -> None:
        (world.articles / "sub").rename(world.articles.with_name("sub"))

    report = world.sync(progress=once_read(1, remove))
    assert (report.added, report.failed) == (3, ())
    assert world.holds_exactly_the_folder()


def go_away(world: World) -> Callable[[], object]:
    return lambda: world.articles.rename(world.articles.with_name("elsewhere"))


def assert_the_index_is_kept_when_the_folder_goes(world: World, after: int) -> None:
    before, generation = world.by_words(), world.catalog.generation
    with pytest.raises(UsageError, match="There is no folder"):
        world.sync(progress=once_read(after, go_away(world)))
    assert world.by_words() == before
    assert world.catalog.generation == generation


def test_when_the_whole_folder_goes_while_it_is_synced_the_index_is_kept(
    three: World, stub: StubEmbedder
) -> None:
    assert_the_index_is_kept_when_the_folder_goes(three, after=1)
    assert three.by_meaning(stub) == three.by_words()


def test_when_the_whole_folder_goes_while_its_few_changes_are_read_the_index_is_kept(
    world: World,
) -> None:
    for i in range(5):
        world.put(f"{i}.txt", story(i))
    world.sync()
    world.let_time_pass()
    world.put("0.txt", story(10))
    world.put("1.txt", story(11))
    assert_the_index_is_kept_when_the_folder_goes(world, after=1)


def test_when_the_whole_folder_goes_between_two_batches_the_index_is_kept(world: World) -> None:
    for i in range(260):
        world.put(f"{i:03}.txt", story(i))
    assert_the_index_is_kept_when_the_folder_goes(world, after=200)
