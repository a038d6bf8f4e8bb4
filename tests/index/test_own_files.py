"""What an index keeps, and what it calls by name, is never taken for an article."""

from __future__ import annotations

import contextlib

import pytest

from index.errors import UsageError
from index.store import Index
from tests.index.making import feed, item
from tests.index.support import World, found_in, story


def test_articles_and_index_are_not_kept_in_one_folder(world: World) -> None:
    again = world.articles / ".." / world.articles.name
    with pytest.raises(UsageError, match="both as the articles folder and as the data folder"):
        Index(world.articles, again, embedding="none", cache=world.data)


@pytest.mark.parametrize("below", ["", "kept/"])
def test_what_an_earlier_index_left_among_the_articles_is_passed_over(
    world: World, below: str
) -> None:
    world.put("0.txt", story(0))
    world.put(f"{below}1.txt", story(1))
    for own in ("bases/1/notes.txt", "removed/ab-2.txt", "cases.jsonl"):
        world.put(f"{below}{own}", story(2))
    # The same names where there is no index are a user's own.
    world.put("other/bases/3.txt", story(3))
    world.put(f"{below}catalog.db", b"")
    assert world.sync().failed == ()
    assert found_in(world) == {"0.txt", f"{below}1.txt", "other/bases/3.txt"}


def test_a_feed_asked_for_by_its_name_is_told_of_with_one_of_its_articles(world: World) -> None:
    feed(world, 1, item(2), name="feed.json")
    world.sync()
    with (
        contextlib.closing(world.index()) as index,
        pytest.raises(UsageError, match=r"feed\.json is a feed .* such as feed\.json#2\."),
    ):
        index.article("feed.json")
