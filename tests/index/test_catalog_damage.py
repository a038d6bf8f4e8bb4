"""A catalog that cannot be used: a message that says what to do, and doing it mends everything."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import Busy, NewsdeskError
from index.locks import writer
from index.sync import Options, Report
from tests.index.support import COMMON, StubEmbedder, World, long_story, story

REBUILD = Options(rebuild=True)


@pytest.fixture
def long(three: World, stub: StubEmbedder) -> World:
    """Four articles of many passages, indexed; nothing holds the catalog open."""
    three.put("log.txt", long_story(800))
    three.sync(stub)
    stub.embedded.clear()
    three.close()
    return three


def whole(world: World) -> bytes:
    """The bytes of the catalog, none of them left in its log."""
    assert not (world.data / "catalog.db-wal").exists()
    return (world.data / "catalog.db").read_bytes()


def fill_with_junk(path: Path) -> None:
    path.write_bytes(b"no database " * 5_000)


def lose_the_end(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def lose_all_but_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4_096])


def spoil_every_tenth_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(10 * 4_096, len(data), 10 * 4_096):
        data[start : start + 4_096] = b"\xa5" * 4_096
    path.write_bytes(data)


def garble_a_text(path: Path) -> None:
    """A text that is none, in a file that SQLite finds nothing wrong with."""
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE documents SET language = CAST(x'a5a5' AS TEXT)")


DAMAGES = [
    fill_with_junk,
    lose_the_end,
    lose_all_but_a_page,
    spoil_every_tenth_page,
    garble_a_text,
]
Damage = Callable[[Path], None]


def rebuild(world: World, embedder: StubEmbedder) -> Report:
    with contextlib.closing(world.index(embedder)) as index:
        return index.sync(REBUILD)


def assert_whole(world: World, embedder: StubEmbedder) -> None:
    again = World(world.data.parent)
    assert again.holds_exactly_the_folder(embedder)
    assert again.fetch("PRAGMA integrity_check") == ["ok"]
    again.close()


def assert_says_how_to_mend(error: NewsdeskError, world: World) -> None:
    assert f"{world.data / 'catalog.db'} is damaged" in str(error)
    assert "newsdesk index --rebuild" in str(error)


@pytest.mark.parametrize("damage", [fill_with_junk, lose_the_end, lose_all_but_a_page])
def test_a_sync_with_a_damaged_catalog_says_how_to_mend_it(
    long: World, stub: StubEmbedder, damage: Damage
) -> None:
    damage(long.data / "catalog.db")
    long.put("new.txt", story(7))
    with pytest.raises(NewsdeskError) as error:
        long.sync(stub)
    assert_says_how_to_mend(error.value, long)


@pytest.mark.parametrize("damage", [fill_with_junk, lose_the_end, lose_all_but_a_page])
def test_a_search_in_a_damaged_catalog_says_how_to_mend_it(
    long: World, stub: StubEmbedder, damage: Damage
) -> None:
    damage(long.data / "catalog.db")
    with (
        contextlib.closing(long.index(stub)) as index,
        pytest.raises(NewsdeskError) as error,
    ):
        index.search(COMMON)
    assert_says_how_to_mend(error.value, long)


@pytest.mark.parametrize("damage", DAMAGES)
def test_after_a_rebuild_the_index_is_whole_again(
    long: World, stub: StubEmbedder, damage: Damage
) -> None:
    damage(long.data / "catalog.db")
    rebuild(long, stub)
    assert len(stub.embedded) == len(set(stub.embedded))
    assert_whole(long, stub)


def test_a_rebuild_keeps_every_vector_that_can_be_read(long: World, stub: StubEmbedder) -> None:
    with contextlib.closing(sqlite3.connect(long.data / "catalog.db")) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(whole(long))
    data[(page[0] - 1) * 4_096 : page[0] * 4_096] = b"\xa5" * 4_096
    (long.data / "catalog.db").write_bytes(data)
    assert rebuild(long, stub).embedded == 0
    assert_whole(long, stub)


def test_a_rebuild_keeps_the_vectors_before_a_damaged_page_of_theirs(
    long: World, stub: StubEmbedder
) -> None:
    total, data = len(vectors(long)), bytearray(whole(long))
    page = max(data.rfind(vector) for vector in vectors(long)) // 4_096 * 4_096
    data[page : page + 4_096] = b"\xa5" * 4_096
    (long.data / "catalog.db").write_bytes(data)
    report = rebuild(long, stub)
    assert 0 < report.embedded < total
    assert_whole(long, stub)


def test_a_rebuild_keeps_the_vectors_before_a_lost_end(long: World, stub: StubEmbedder) -> None:
    total, data = len(vectors(long)), whole(long)
    (long.data / "catalog.db").write_bytes(data[:-4_096])
    assert rebuild(long, stub).embedded < total
    assert_whole(long, stub)


def vectors(world: World) -> list[bytes]:
    with contextlib.closing(sqlite3.connect(world.data / "catalog.db")) as db:
        return [vector for (vector,) in db.execute("SELECT vector FROM vectors")]


def test_the_damaged_catalog_is_put_aside(long: World, stub: StubEmbedder) -> None:
    fill_with_junk(long.data / "catalog.db")
    damaged = whole(long)
    rebuild(long, stub)
    (aside,) = long.data.glob("catalog.db.damaged-*")
    assert aside.read_bytes() == damaged


def test_an_index_that_was_open_while_its_catalog_was_made_anew_reads_the_new_one(
    three: World, stub: StubEmbedder
) -> None:
    with contextlib.closing(three.index(stub)) as reader:
        assert len(reader.search(COMMON)) == 3
        three.close()
        fill_with_junk(three.data / "catalog.db")
        three.put("new.txt", story(7))
        rebuild(three, stub)
        assert {source.file for source in reader.sources()} == {
            "0.txt",
            "1.txt",
            "2.txt",
            "new.txt",
        }
        assert len(reader.search(COMMON)) == 4


def test_a_catalog_that_another_process_syncs_is_not_replaced(
    three: World, stub: StubEmbedder
) -> None:
    three.close()
    fill_with_junk(three.data / "catalog.db")
    damaged = (three.data / "catalog.db").read_bytes()
    with writer(three.data), pytest.raises(Busy):
        rebuild(three, stub)
    assert (three.data / "catalog.db").read_bytes() == damaged


def test_a_catalog_that_is_missing_is_made_anew(three: World, stub: StubEmbedder) -> None:
    three.close()
    for path in three.data.glob("catalog.db*"):
        path.unlink()
    assert rebuild(three, stub).embedded == 3
    assert_whole(three, stub)


# Of another version


@pytest.fixture
def older(three: World) -> World:
    """The three stories in a catalog of the layout before: some tables and notes less."""
    for table in ("retired", "retired_models", "loose", "dead", "upcoming"):
        three.catalog.db.execute(f"DROP TABLE {table}")
    three.catalog.db.execute("CREATE TABLE of_old (key BLOB PRIMARY KEY) WITHOUT ROWID")
    for note in ("held", "bases", "passages"):
        three.catalog.set_meta(note, None)
    three.catalog.set_meta("schema", "1")
    three.close()
    return three


def test_a_catalog_of_an_older_layout_is_renewed_by_a_plain_sync_too(
    older: World, stub: StubEmbedder
) -> None:
    assert older.sync(stub).embedded == 0
    assert_whole(older, stub)


def test_a_catalog_of_a_newer_layout_says_how_to_make_it_anew(
    three: World, stub: StubEmbedder
) -> None:
    three.catalog.set_meta("schema", "1000")
    with pytest.raises(NewsdeskError, match=r"layout 1000.*\n.*newsdesk index --rebuild"):
        three.sync(stub)


def test_a_catalog_of_another_layout_is_made_anew_without_embedding_anything(
    older: World, stub: StubEmbedder
) -> None:
    assert rebuild(older, stub).embedded == 0
    assert stub.embedded == []
    assert_whole(older, stub)
    again = World(older.data.parent)
    assert again.fetch("SELECT name FROM sqlite_master WHERE name IN ('of_old', 'kept')") == []
    again.close()


def test_a_catalog_of_another_layout_is_followed_by_one_plain_sync_after_another(
    older: World, stub: StubEmbedder
) -> None:
    rebuild(older, stub)
    older.put("new.txt", story(7))
    assert older.sync(stub).embedded == 1
    (older.articles / "0.txt").unlink()
    assert older.sync(stub).removed == 1
    assert_whole(older, stub)


def test_a_catalog_of_another_layout_without_vectors_is_made_anew(
    older: World, stub: StubEmbedder
) -> None:
    with contextlib.closing(sqlite3.connect(older.data / "catalog.db")) as db:
        db.execute("DROP TABLE vectors")
    assert rebuild(older, stub).embedded == 3
    assert_whole(older, stub)
