"""Dated lists of no topic: what is new since a day, whatever it is about."""

from __future__ import annotations

import datetime

import pytest

from bot import offline
from bot.answer import Answer
from bot.listing import MOST
from index import Filters
from tests.conftest import OpenIndex

TODAY = datetime.date(2025, 4, 28)
TOLD = {
    "2025-03-30": "The bakers of Ulme went on strike for higher wages.",
    "2025-04-14": "A fire destroyed the sawmill in Dorn and nobody was hurt.",
    "2025-04-21": "The council of Ulme elected Rike Hansen mayor by one vote.",
    "2025-04-25": "The river Aue burst its banks and flooded forty cellars.",
}


def _asked(open_index: OpenIndex, question: str, told: dict[str, str] = TOLD) -> Answer:
    index = open_index()
    for day, words in told.items():
        text = f"{words.split(' ', 2)[1].title()} in the news\n\n{day}\n\n{words}\n"
        (index.articles / f"{day}.txt").write_text(text, "utf-8")
    index.sync()
    return offline.extract(index, question, Filters(), TODAY)


def _days(answer: Answer) -> list[str]:
    return [c.file.removesuffix(".txt") for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What is new since 15 April?", ["2025-04-25", "2025-04-21"]),
        ("What's new since 10 April?", ["2025-04-25", "2025-04-21", "2025-04-14"]),
        ("Any news since last Monday?", ["2025-04-25", "2025-04-21"]),
        ("What did I miss since 20 April?", ["2025-04-25", "2025-04-21"]),
        ("What happened last week?", ["2025-04-21", "2025-04-25"]),
        ("What happened in April 2025?", ["2025-04-14", "2025-04-21", "2025-04-25"]),
        ("Summarise what happened in March 2025", ["2025-03-30"]),
        ("What's new?", ["2025-04-25", "2025-04-21", "2025-04-14", "2025-03-30"]),
        ("What is new since 1 April in Ulme?", ["2025-04-21"]),
    ],
)
def test_everything_of_the_days_is_listed(
    open_index: OpenIndex, question: str, days: list[str]
) -> None:
    assert _days(_asked(open_index, question)) == days


def test_nothing_new_is_nothing(open_index: OpenIndex) -> None:
    assert _asked(open_index, "What is new since 26 April?").refused


def test_a_list_that_is_not_whole_says_so(open_index: OpenIndex) -> None:
    many = {
        f"2025-04-{day:02}": f"Ship number {day} came into the port of Dorn on time."
        for day in range(1, MOST + 6)
    }
    answer = _asked(open_index, "What is new since 1 April?", many)
    assert _days(answer) == sorted(many, reverse=True)[:MOST]
    assert any("there are more" in note for note in answer.notes)


def test_copies_of_one_story_are_listed_once(open_index: OpenIndex) -> None:
    story = (
        "The river Aue burst its banks and flooded forty cellars in the old town of Ulme before"
        " firemen could close the gates of the weir, the mayor said in the evening. Nobody was"
        " hurt, but two bridges stay closed until engineers have looked at their piers."
    )
    answer = _asked(
        open_index, "What is new since 20 April?", {"2025-04-25": story, "2025-04-26": story}
    )
    assert len(answer.citations) == 1
