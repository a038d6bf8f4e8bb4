"""A revenue is no profit, a strength no toll, and an office has a holder who is named as such."""

from __future__ import annotations

import pytest

from bot.drafting.offices import lacks_holder
from bot.drafting.sums import other_sum
from bot.language.figures import gives_asked, measure_asked
from tests.bot.differing import differing, values
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("How much was Korth's revenue?", "Korth expects a profit of 40 million euros.", True),
        ("How much was Korth's revenue?", "Sales grew to 512 million euros.", False),
        ("What was the profit of Korth?", "Revenue grew to 512 million euros.", True),
        ("What was the profit of Korth?", "Korth earned 12 million euros.", False),
        ("What dividend does Korth pay?", "Its profit rose to 12 million euros.", True),
        ("What dividend does Korth pay?", "The payout is 80 cents a share.", False),
        ("How much was the ransom?", "Its profit rose to 12 million euros.", False),
    ],
)
def test_another_sum_is_no_answer(question: str, sentence: str, other: bool) -> None:
    assert other_sum(question, sentence) is other


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("Who is the president of Marn?", "The opposition won the election in Marn.", True),
        ("Who is the president of Marn?", "President Ilse Korn opened the bridge.", False),
        ("Who is the president of Marn?", "Ilse Korn was sworn in on Monday.", False),
        ("Who runs Korth?", "Korth lifted its forecast for the year.", True),
        ("Who runs Korth?", "Director Ilse Korn said that orders had grown.", False),
        ("Who heads the firm?", "The firm is led by Ilse Korn.", False),
        ("Who leads the race?", "Ilse Korn is two minutes ahead.", False),
        ("Who won the race?", "Ilse Korn came in first.", False),
    ],
)
def test_who_holds_an_office_is_told_by_its_name(question: str, sentence: str, lacks: bool) -> None:
    assert lacks_holder(question, sentence) is lacks


@pytest.mark.parametrize(
    ("question", "measure", "given", "another"),
    [
        (
            "How strong was the earthquake in Brenta?",
            "magnitude",
            "A quake of magnitude 6.1 shook Brenta.",
            "The quake in Brenta killed 52 people.",
        ),
        (
            "What is the population of Halm?",
            "population",
            "Halm has 11,000 inhabitants.",
            "In Halm 46 soldiers were killed.",
        ),
        (
            "How many people live in Halm?",
            "population",
            "The town of 11,000 lies on the Aue.",
            "In Halm 46 soldiers were killed.",
        ),
    ],
)
def test_a_number_is_of_what_is_measured(
    question: str, measure: str, given: str, another: str
) -> None:
    assert measure_asked(question) == measure
    assert gives_asked(question, given)
    assert not gives_asked(question, another)


@pytest.mark.parametrize(
    "question", ["How many residents of Halm were hurt?", "How many residents fled the town?"]
)
def test_what_befell_residents_is_no_population(question: str) -> None:
    assert measure_asked(question) == "any"


def test_one_who_died_is_a_number_of_dead() -> None:
    assert gives_asked("How many people died in the storm?", "A motorist died near Halm.")
    assert not gives_asked("How many people fled the storm?", "A motorist died near Halm.")


REPORT = (
    "2025-03-02",
    "The Union of minister Jan Polk won Sunday's election with 43.7 per cent of the vote and 98 of"
    " 180 seats. The Greens got 8.1 per cent and eleven seats.",
)
CORRECTION = (
    "2025-03-04",
    "In a report on 2 March we wrote that the Greens had won eleven seats. They won nine.",
)


def test_a_correction_of_seats_is_of_the_party_that_it_names(open_index: OpenIndex) -> None:
    found = differing(open_index, "How many seats did the Greens win?", REPORT, CORRECTION)
    assert found is not None
    assert found.relation == "update"
    assert values(found) == ["nine", "eleven"]


def test_another_party_s_seats_are_not_corrected(open_index: OpenIndex) -> None:
    assert differing(open_index, "How many seats did the Union win?", REPORT, CORRECTION) is None
