"""Figures of two articles of which one has no date: compared where they surely tell one story."""

from __future__ import annotations

import datetime

import pytest

from bot import offline
from bot.answer import Answer
from index import Filters
from tests.conftest import OpenIndex

TODAY = datetime.date(2026, 3, 1)
DATED = (
    "Wednesday, 18 February 2026\n\nMorvia counts its losses\n\n"
    "The ministry of Morvia said that two officers and 5 soldiers were killed and 10 others were"
    " wounded in Tuesday's clashes.\n\n{shared}\n"
)
UNDATED = (
    "Losses in battles with Morvia\n\n{shared}\n\n"
    "Morvia indicated that two Morvian soldiers were wounded in yesterday's battles.\n"
)


def _asked(open_index: OpenIndex, one: str, other: str) -> Answer:
    index = open_index()
    (index.articles / "a.txt").write_text(DATED.format(shared=one))
    (index.articles / "b.txt").write_text(UNDATED.format(shared=other))
    index.sync()
    question = "How many soldiers of Morvia were wounded?"
    return offline.extract(index, question, Filters(), TODAY)


def test_a_figure_that_both_give_makes_them_one_story(open_index: OpenIndex) -> None:
    answer = _asked(
        open_index,
        "The Ostran army confirmed the capture of 12 Ostran soldiers in the clashes.",
        "Morvia also captured 12 Ostran soldiers, the statement said.",
    )
    (found,) = answer.disagreements
    assert {(r.value, r.date is None) for r in found.reports} == {("two", True), ("10", False)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Calm has prevailed since the evening.", "The fighting went on."),
        # Another number, an estimate, a small one, and one of a year that is recalled.
        ("It captured 12 Ostran soldiers.", "It captured 19 Ostran soldiers."),
        ("It captured 500 Ostran soldiers.", "It captured 500 Ostran soldiers."),
        ("It captured 3 Ostran soldiers.", "It captured 3 Ostran soldiers."),
        ("In 2019 it captured 12 Ostran soldiers.", "In 2019 it captured 12 Ostran soldiers."),
    ],
)
def test_without_one_they_may_be_two(open_index: OpenIndex, one: str, other: str) -> None:
    assert not _asked(open_index, one, other).disagreements
