"""A disk that is full, a data folder that cannot be written: one clear message, nothing lost."""

from __future__ import annotations

import contextlib
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import database
from index.errors import NewsdeskError
from tests.index.support import StubEmbedder, World, long_story, story, without_privileges

# A full disk


@contextlib.contextmanager
def disk_of(pages: int) -> Iterator[None]:
    """For the while, a catalog can have so many pages and no more."""
    connect = database.connect

    def limited(path: Path) -> sqlite3.Connection:
        db = connect(path)
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "connect", limited)
        yield


def pages(world: World) -> int:
    return int(world.fetch("PRAGMA page_count")[0])


def put_more(world: World) -> None:
    """New articles of enough text and vectors that every stage of a sync fills some pages."""
    world.put("log.txt", long_story(600))
    (world.articles / "0.txt").unlink()
    world.put("1.txt", story(77))


def sync_on_disk_of(pages: int, world: World, embedder: StubEmbedder) -> tuple[str | None, str]:
    """What a sync said that did not get through, and the stage that it had come to."""
    told = ["opening"]
    try:
        with disk_of(pages):
            world.sync(embedder, progress=lambda stage, done, total: told.append(stage))
    except NewsdeskError as error:
        return str(error), told[-1]
    return None, told[-1]


def test_wherever_the_disk_gets_full_the_index_is_kept_and_the_next_sync_completes_it(
    three: World,
) -> None:
    before, generation, size = three.by_words(), three.catalog.generation, pages(three)
    put_more(three)
    embedder = StubEmbedder(dimensions=16)
    stages: set[str] = set()
    for more in range(0, 2_000, 2):
        said, stage = sync_on_disk_of(size + more, three, embedder)
        if said is None:
            break
        assert "is full" in said
        assert str(three.data) in said
        assert "then run: newsdesk index" in said
        stages.add(stage)
        assert three.catalog.generation == generation
        assert three.by_words() == three.by_meaning(embedder) == before
    assert {"reading", "embedding", "publishing"} <= stages
    three.sync(embedder)
    assert three.holds_exactly_the_folder(embedder)
    assert set(embedder.embedded) == {
        passage.embedded_text
        for name, found in three.cuttings().items()
        for passage in found
        if name != "2.txt"
    }


def test_a_disk_that_is_full_at_the_first_sync_says_so(world: World) -> None:
    world.put("log.txt", long_story(600))
    with disk_of(pages(world)), pytest.raises(NewsdeskError, match="is full"):
        world.sync()
    assert world.by_words() == set()
    world.sync()
    assert world.holds_exactly_the_folder()


@contextlib.contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """For the while, no file can be written beyond so many bytes, by this process or a child."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_when_there_is_no_room_for_a_base_what_was_embedded_is_published_all_the_same(
    three: World, stub: StubEmbedder
) -> None:
    three.put("new.txt", story(7))
    # Enough for what the catalog grows by, and not for any base.
    room = max(file.stat().st_size for file in three.data.glob("catalog*"))
    graph = next(three.data.glob("bases/1/*/data_level0.bin"))
    graph.write_bytes(b"")
    (base,) = three.data.glob("bases/1/chroma.sqlite3")
    assert base.stat().st_size > 2 * 65_536
    with (
        no_file_over(min(room + 16_384, base.stat().st_size - 4_096)),
        pytest.raises(NewsdeskError, match="The vector base could not be built") as error,
    ):
        three.sync(stub)
    assert "newsdesk index to try again" in str(error.value)
    assert three.holds_exactly_the_folder(stub)
    assert three.bases() == ["1"]
    assert three.sync(stub).embedded == 0
    assert three.bases() == ["2"]
    assert three.holds_exactly_the_folder(stub)


# A data folder that cannot be used


def assert_unusable(world: World) -> None:
    with pytest.raises(NewsdeskError) as error:
        world.sync()
    assert f"The data folder {world.data} cannot be used" in str(error.value)
    assert "--data or NEWSDESK_DATA" in str(error.value)


def test_a_data_folder_that_cannot_be_written_is_named(open_world: World) -> None:
    open_world.put("0.txt", story(0))
    open_world.sync()
    open_world.put("1.txt", story(1))
    open_world.data.chmod(0o555)
    for path in open_world.data.iterdir():
        path.chmod(0o444)
    with without_privileges(open_world.data.parent):
        assert_unusable(open_world)
    open_world.data.chmod(0o755)
    for path in open_world.data.iterdir():
        path.chmod(0o644)
    open_world.sync()
    assert open_world.holds_exactly_the_folder()


def test_a_data_folder_that_is_read_only_is_searched_as_it_was(open_world: World) -> None:
    embedder = StubEmbedder()
    open_world.put("0.txt", story(0))
    open_world.sync(embedder)
    open_world.close()
    (base,) = (open_world.data / "bases").iterdir()
    for path in (open_world.data, *open_world.data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with (
        without_privileges(open_world.data.parent),
        contextlib.closing(open_world.index(embedder)) as index,
    ):
        (hit,) = index.search("ferry")
        assert (hit.source.file, hit.dense is not None) == ("0.txt", True)
        assert index.frozen == "it is read-only"
    assert not (base / "damaged").exists()


def test_what_is_only_read_is_opened_again_once_it_was_written(open_world: World) -> None:
    open_world.put("0.txt", story(0))
    open_world.sync()
    open_world.close()
    open_world.put("1.txt", story(1))
    with contextlib.closing(open_world.index()) as index:
        open_world.data.chmod(0o555)
        with without_privileges(open_world.data.parent):
            assert (index.generation, index.frozen is None) == (1, False)
        open_world.data.chmod(0o755)
        open_world.sync()
        assert (index.generation, index.frozen) == (2, None)


def test_a_data_folder_that_cannot_be_made_is_named(open_world: World) -> None:
    open_world.put("0.txt", story(0))
    sealed = open_world.data.parent / "sealed"
    sealed.mkdir(mode=0o555)
    open_world.data = sealed / "data"
    with without_privileges(open_world.articles.parent):
        assert_unusable(open_world)


def test_a_catalog_that_cannot_be_opened_is_answered_with_its_folder(open_world: World) -> None:
    open_world.put("0.txt", story(0))
    open_world.sync()
    open_world.close()
    (open_world.data / "catalog.db").chmod(0)
    with (
        without_privileges(open_world.data.parent),
        contextlib.closing(open_world.index()) as index,
        pytest.raises(NewsdeskError, match="cannot be used"),
    ):
        index.search("ferry")


def test_a_file_in_place_of_the_data_folder_is_named(world: World, tmp_path: Path) -> None:
    world.put("0.txt", story(0))
    world.data = tmp_path / "file"
    world.data.write_text("")
    assert_unusable(world)


def test_a_data_folder_below_a_file_is_named(world: World, tmp_path: Path) -> None:
    world.put("0.txt", story(0))
    (tmp_path / "file").write_text("")
    world.data = tmp_path / "file" / "data"
    assert_unusable(world)
