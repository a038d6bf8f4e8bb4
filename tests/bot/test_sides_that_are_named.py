"""What two who are named in the question say: a sentence of each, or none."""

from __future__ import annotations

import datetime

import pytest

from bot import offline
from bot.answer import Answer
from index import Filters
from tests.conftest import OpenIndex

TODAY = datetime.date(2025, 4, 28)
TOLD = {
    "a.txt": (
        "Thousands march in Halm\n\n5 April 2025\n\nSome 9,000 people marched through Halm on"
        " Saturday against the water tax, police said. Interior minister Rolf Adler said that the"
        " tax would stay.\n"
    ),
    "b.txt": (
        "Union counts 30,000\n\n5 April 2025\n\nAccording to the union federation DGK, 30,000"
        " people took part in the march against the water tax in Halm. Its chairwoman Eva Lorn"
        " told reporters that more marches would follow.\n"
    ),
}


def _asked(open_index: OpenIndex, question: str) -> Answer:
    index = open_index()
    for name, text in TOLD.items():
        (index.articles / name).write_text(text)
    index.sync()
    return offline.extract(index, question, Filters(), TODAY)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("What did the union and the police say about the march?", "30,000", "9,000"),
        ("What do the police and the union say about the march in Halm?", "9,000", "30,000"),
        ("What did Rolf Adler and Eva Lorn say?", "tax would stay", "more marches"),
    ],
)
def test_each_of_two_is_quoted(open_index: OpenIndex, question: str, one: str, other: str) -> None:
    answer = _asked(open_index, question)
    assert [one in answer.claims[0].text, other in answer.claims[1].text] == [True, True]


def test_where_one_of_them_says_nothing_both_are_not_claimed(open_index: OpenIndex) -> None:
    answer = _asked(open_index, "What did the police and the bishop say about the march?")
    assert all("bishop" not in claim.text for claim in answer.claims)
    assert len(answer.claims) < 2
