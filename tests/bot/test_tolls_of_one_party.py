"""How many of one army died, by its own count and by its enemy's."""

from __future__ import annotations

import datetime

import pytest

from bot import offline
from bot.answer import Answer
from index import Filters
from tests.bot.differing import differing, values
from tests.conftest import OpenIndex

TODAY = datetime.date(2025, 4, 28)
ONE = (
    "The defence ministry of Morvia said on Tuesday that its troops had killed 38 soldiers of the"
    " Ostran army near Halm. Morvia's own losses were six dead, it said."
)
OTHER = (
    "Ostra's general staff said on Tuesday that more than 70 Morvian soldiers had been killed near"
    " Halm. It admitted the loss of 14 of its own men."
)
QUAKE = (
    ("2025-04-01", "An earthquake of magnitude 6.2 shook Brenta, killing at least nine people."),
    ("2025-04-02", "The death toll of the earthquake in Brenta rose to 23, the governor said."),
    ("2025-04-04", "The final toll of the earthquake in Brenta is 31 dead, the governor said."),
)


def _asked(open_index: OpenIndex, question: str) -> Answer:
    index = open_index()
    for name, title, words in (("a", "News of Morvia", ONE), ("b", "News of Ostra", OTHER)):
        (index.articles / f"{name}.txt").write_text(f"{title}\n\n22 April 2025\n\n{words}\n")
    index.sync()
    return offline.extract(index, question, Filters(), TODAY)


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("How many Ostran soldiers were killed near Halm?", {"38", "14"}, "more than 70"),
        ("How many Morvian soldiers were killed near Halm?", {"more than 70", "six"}, "38"),
    ],
)
def test_each_count_of_one_army_is_told_and_none_of_the_other(
    open_index: OpenIndex, question: str, told: set[str], others: str
) -> None:
    answer = _asked(open_index, question)
    (found,) = answer.disagreements
    assert {report.value for report in found.reports} == told
    assert others not in answer.claims[0].text


def test_what_each_side_lost_is_told_by_both(open_index: OpenIndex) -> None:
    answer = _asked(open_index, "What did each side lose near Halm?")
    assert {c.file for c in answer.citations} == {"a.txt", "b.txt"}


def test_the_strength_of_a_quake_is_no_toll(open_index: OpenIndex) -> None:
    found = differing(open_index, "How many people died in the earthquake in Brenta?", *QUAKE)
    assert values(found) == ["31", "23", "at least nine"]
