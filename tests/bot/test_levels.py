"""What goes up and down is told as it is now, with how it has changed; a crash kills once."""

from __future__ import annotations

import datetime

import pytest

from bot import offline
from bot.answer import Answer
from bot.checking.text import parse
from bot.disagreeing.amounts import amounts
from index import Filters
from tests.bot.differing import differing, values
from tests.conftest import OpenIndex

TODAY = datetime.date(2025, 6, 2)
RATES = {
    "2025-01-16": "The central bank of Brenta raised its key interest rate by half a point to 4.25"
    " per cent on Thursday, its third increase.",
    "2025-03-13": "The central bank of Brenta left its key rate unchanged at 4.25 per cent.",
    "2025-05-15": "The central bank of Brenta lowered its key rate by a quarter of a point to 4"
    " per cent on Thursday, its first cut in two years.",
}
CRASH = ("2025-02-09", "A helicopter crashed near Halm on Sunday, killing all four on board.")
LATER = ("2025-02-12", "Five people died in the helicopter crash near Halm, the union said.")


def _asked(open_index: OpenIndex, question: str) -> Answer:
    index = open_index(embedding="minilm")
    for day, words in RATES.items():
        (index.articles / f"{day}.txt").write_text(f"The bank of Brenta\n\n{day}\n\n{words}\n")
    index.sync()
    return offline.extract(index, question, Filters(), TODAY)


@pytest.mark.parametrize(
    "question",
    [
        "What is the key interest rate in Brenta?",
        "What is Brenta's key interest rate?",
        "How high is the key interest rate in Brenta?",
        "How has the key rate of Brenta changed?",
    ],
)
def test_the_newest_level_leads_and_the_change_is_shown(
    open_index: OpenIndex, question: str
) -> None:
    answer = _asked(open_index, question)
    assert answer.citations[0].file == "2025-05-15.txt"
    (found,) = answer.disagreements
    assert found.relation == "update"
    told = [report.value for report in found.reports]
    assert list(dict.fromkeys(told)) == ["4 per cent", "4.25 per cent"]


def test_the_level_of_a_month_is_that_of_the_month(open_index: OpenIndex) -> None:
    answer = _asked(open_index, "What was the key interest rate in Brenta in January 2025?")
    assert answer.citations[0].file == "2025-01-16.txt"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It raised its rate by half a point to 4.25 per cent.", ["half a point", "4.25 per cent"]),
        ("It grew by two to five per cent.", ["two", "five per cent"]),
        ("From two to five people are missing.", ["two to five"]),
    ],
)
def test_by_how_much_and_to_what_is_no_range(text: str, written: list[str]) -> None:
    assert [amount.written for amount, _ in amounts(parse(text))] == written


def test_all_on_board_are_no_growing_toll(open_index: OpenIndex) -> None:
    found = differing(open_index, "How many people died in the helicopter crash?", CRASH, LATER)
    assert found is not None
    assert found.relation == "contradiction"
    assert values(found) == ["four", "Five"]
