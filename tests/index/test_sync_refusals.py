"""What looks like an accident is not carried out, and the index is kept."""

from __future__ import annotations

import pytest

from index.errors import SyncRefused, UsageError
from tests.index.support import StubEmbedder, World, story

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


def test_of_a_feed_without_articles_the_items_are_named_and_not_the_feed(world: World) -> None:
    world.put("odd.json", '{"articles": [1]}')
    with pytest.raises(SyncRefused, match=r"odd\.json#1: ") as refused:
        world.sync()
    assert "None" not in str(refused.value)


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


# Most of the index


@pytest.fixture
def twelve(world: World) -> World:
    """Twelve articles, indexed by words alone."""
    for i in range(12):
        world.put(f"{i:02}.txt", story(i))
    world.sync()
    return world


def lose(world: World, count: int) -> None:
    for i in range(count):
        (world.articles / f"{i:02}.txt").unlink()


def assert_refused(world: World, *said: str, names: int = 12) -> None:
    before, generation = world.by_words(), world.catalog.generation
    with pytest.raises(SyncRefused) as refused:
        world.sync()
    for words in (*said, "kept as it was", "newsdesk index --allow-removals"):
        assert words in str(refused.value)
    assert world.by_words() == before
    assert len(world.catalog.files()) == names
    assert world.catalog.generation == generation


def test_a_sync_that_would_remove_more_than_half_is_refused(twelve: World) -> None:
    lose(twelve, 7)
    assert_refused(twelve, "7 of the 12 articles", str(twelve.articles))


def test_a_refused_removal_is_refused_again(twelve: World) -> None:
    lose(twelve, 7)
    assert_refused(twelve)
    assert_refused(twelve)


def test_a_sync_that_was_refused_goes_through_once_the_articles_are_back(twelve: World) -> None:
    lose(twelve, 7)
    assert_refused(twelve)
    for i in range(7):
        twelve.put(f"{i:02}.txt", story(i))
    assert twelve.sync().unchanged == 12


def test_half_of_the_articles_may_be_removed(twelve: World) -> None:
    lose(twelve, 6)
    assert twelve.sync().removed == 6
    assert twelve.holds_exactly_the_folder()


def test_a_removal_that_is_meant_goes_through(twelve: World) -> None:
    lose(twelve, 11)
    assert twelve.sync(allow_removals=True).removed == 11
    assert twelve.holds_exactly_the_folder()


def test_ten_articles_are_guarded(world: World) -> None:
    for i in range(10):
        world.put(f"{i:02}.txt", story(i))
    world.sync()
    lose(world, 6)
    assert_refused(world, "6 of the 10 articles", names=10)


def test_a_small_index_is_not_guarded(world: World) -> None:
    for i in range(9):
        world.put(f"{i:02}.txt", story(i))
    world.sync()
    lose(world, 8)
    assert world.sync().removed == 8
    assert world.holds_exactly_the_folder()


def test_articles_that_become_unreadable_count_as_gone(twelve: World) -> None:
    lose(twelve, 3)
    for i in range(3, 7):
        twelve.put(f"{i:02}.txt", b"\0\1\2")
    assert_refused(twelve, "7 of the 12 articles", "4 of them cannot be read")


def test_other_articles_in_their_place_do_not_make_up_for_a_loss(twelve: World) -> None:
    lose(twelve, 7)
    for i in range(20, 40):
        twelve.put(f"{i}.txt", story(i))
    assert_refused(twelve, "7 of the 12 articles")


def test_unreadable_files_of_the_index_are_no_articles_to_lose(world: World) -> None:
    for i in range(9):
        world.put(f"{i:02}.txt", story(i))
    for i in range(9, 20):
        world.put(f"{i:02}.txt", b"\0\1\2")
    world.sync()
    lose(world, 8)
    assert world.sync().removed == 8


def test_renaming_every_article_is_no_removal(twelve: World) -> None:
    for path in twelve.articles.iterdir():
        path.rename(path.with_name(f"renamed-{path.name}"))
    report = twelve.sync()
    assert (report.renamed, report.removed) == (12, 0)
    assert twelve.holds_exactly_the_folder()


def test_moving_every_article_into_a_folder_is_no_removal(twelve: World) -> None:
    paths = list(twelve.articles.iterdir())
    (twelve.articles / "2023").mkdir()
    for path in paths:
        path.rename(path.parent / "2023" / path.name)
    assert twelve.sync().renamed == 12
    assert twelve.holds_exactly_the_folder()


def test_editing_every_article_is_no_removal(twelve: World) -> None:
    for i in range(12):
        twelve.put(f"{i:02}.txt", story(100 + i))
    assert twelve.sync().changed == 12
    assert twelve.holds_exactly_the_folder()


def test_removing_copies_of_what_stays_is_no_removal(world: World) -> None:
    world.put("stays.txt", story(1))
    for i in range(12):
        world.put(f"{i:02}.txt", story(1))
    world.sync()
    lose(world, 12)
    assert world.sync().removed == 12
    assert world.holds_exactly_the_folder()


# All of the index


def test_an_empty_folder_is_refused_with_the_way_to_empty_the_index(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        (three.articles / f"{i}.txt").unlink()
    with pytest.raises(SyncRefused, match="newsdesk index --allow-removals"):
        three.sync(stub)


def test_an_empty_folder_empties_the_index_when_that_is_meant(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        (three.articles / f"{i}.txt").unlink()
    report = three.sync(stub, allow_removals=True)
    assert (report.removed, report.passages) == (3, 0)
    assert three.search("ferry") == three.search("ferry", stub) == []
    assert three.holds_exactly_the_folder(stub)


def test_what_comes_back_to_an_emptied_index_costs_no_embedding(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        (three.articles / f"{i}.txt").unlink()
    three.sync(stub, allow_removals=True)
    for i in range(3):
        three.put(f"{i}.txt", story(i))
    report = three.sync(stub)
    assert (report.added, report.embedded) == (3, 0)
    assert three.holds_exactly_the_folder(stub)


def test_a_folder_that_became_unreadable_is_synced_when_that_is_meant(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3):
        three.put(f"{i}.txt", b"\0\1\2")
    report = three.sync(stub, allow_removals=True)
    assert (len(report.failed), report.passages) == (3, 0)
    assert three.search("ferry", stub) == []
