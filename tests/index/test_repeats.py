"""What an outlet repeats in article after article is demoted, and found all the same."""

from __future__ import annotations

import pytest

from index.repeats import OFTEN, weights
from tests.index.support import World

PLEDGE = "The Orvane Courier pays its reporters from subscriptions and takes no public money."


def fill(world: World, outlet: str, articles: int) -> None:
    for number in range(articles):
        world.put(
            f"{number}.md",
            f"---\noutlet: {outlet}\n---\n# Ferry {number} is late again\n\n"
            f"Ferry {number} reached the harbour {number} hours late with {number * 7} goats.\n\n"
            f"{PLEDGE}\n",
        )
    world.put(
        "inquiry.md",
        "---\noutlet: The Lowland Post\n---\n# Paper asked about its money\n\n"
        "The paper pays its reporters from subscriptions, its editor told the inquiry.\n",
    )
    world.sync()


def first_file(world: World) -> str:
    return world.search("Who pays the reporters from subscriptions?", count=3)[0].source.file


def test_a_sentence_of_one_outlet_s_every_article_stands_behind_a_story_s_own(world: World) -> None:
    fill(world, "Orvane Courier", articles=8)
    assert first_file(world) == "inquiry.md"


@pytest.mark.parametrize(("articles", "demoted"), [(OFTEN - 1, False), (OFTEN, True)])
def test_a_sentence_is_demoted_once_it_stands_in_many_articles(
    world: World, articles: int, demoted: bool
) -> None:
    fill(world, "Orvane Courier", articles)
    (number,) = world.catalog.db.execute(
        "SELECT p.id FROM passages p JOIN files f ON f.document = p.document WHERE f.name = '0.md'"
    ).fetchone()
    passages = world.catalog.passages([number])
    found = weights(world.catalog.db, passages, {number: "Orvane Courier"})
    elsewhere = weights(world.catalog.db, passages, {number: "The Lowland Post"})
    assert (found[number] < 1.0) is demoted
    assert elsewhere[number] == 1.0


def test_what_is_demoted_is_still_found(world: World) -> None:
    fill(world, "Orvane Courier", articles=8)
    hits = world.search("Who takes no public money?", count=20)
    assert sum(PLEDGE in hit.passage.text for hit in hits) == 8
