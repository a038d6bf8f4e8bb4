"""Whether a name is given, where the name of a person, a place or a body is asked for."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.drafting.naming import asks_for_a_name, asks_for_one_named, lacks_a_name
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of the driver who was taken to hospital?",
        "what was the name of the old watchman",
        "What is the surname of the agent?",
        "What are the names of the two witnesses?",
        "name of the arrested electrician?",
        "whats the name of the pilot they captured",
        "What is the mayor's wife's first name?",
    ],
)
def test_somebodys_name_is_asked_for(question: str) -> None:
    assert asks_for_a_name(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is the name of the process by which plants make food?",
        "what is the name of the bird that cannot fly",
        "What was the name of the ferry?",
        "Where does the name of the village come from?",
        "How many names are in the register?",
        "Who is the driver?",
        "What is the name of the Polish town?",
        "What is the name of the ferry the captain left?",
    ],
)
def test_what_has_a_name_in_small_letters_or_is_no_person_is_not_meant(question: str) -> None:
    assert not asks_for_a_name(question)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The driver, Ivo Karr, was taken to hospital on 10 May.", True),
        ("Karr drove the lorry.", True),
        ("the driver ivo karr was taken to hospital", True),
        ('The driver, whom they call "Bear", was hurt.', True),
        ("On Monday Ivo Karr was arrested.", True),
        ("In Orsk, Ivo Karr was arrested.", True),
        ("The driver who was taken to hospital on 10 May was 38 years old.", False),
        ("A driver of Sulen was taken to hospital in Orsk on Monday.", False),
        ("Doctors said that the Sulen lorry's driver was asleep.", False),
    ],
)
def test_a_sentence_names_somebody_or_nobody(text: str, named: bool) -> None:
    question = "What is the name of the driver of the Sulen lorry?"
    assert lacks_a_name(question, text) != named


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("In which hospital did the two men die?", "Two men died later in hospital.", False),
        ("In which hospital did the two men die?", "Two men died in St Anne's hospital.", True),
        ("From which country do the guns come?", "The guns were bought abroad in May.", False),
        ("From which country do the guns come?", "The guns were bought in Taur.", True),
        ("which city will host the games", "Three cities of the league have offered.", False),
        ("Which Tarnish hotel was sold?", "Tarnish hotels were sold.", False),
        ("Which party walked out?", "the greens walked out", True),
        ("What prison term did he get?", "The court gave him nine years.", True),
        ("Which floor did the fire start on?", "The fire started on the third floor.", True),
    ],
)
def test_places_and_bodies_are_told_by_names(question: str, text: str, named: bool) -> None:
    assert lacks_a_name(question, text) != named


def test_which_place_or_body_it_is_may_be_asked() -> None:
    assert asks_for_one_named("To what other town did they go?")
    assert not asks_for_one_named("Which side said so?")
    for question in (
        "What did companies promise?",
        "What should cities do about noise?",
        "How high is the fine which companies pay?",
        "Which company accounts were frozen?",
        "What city services were cut?",
        "Which bank raised its rates?",
    ):
        assert not asks_for_one_named(question)


@pytest.mark.parametrize("name", ["", ", Ivo Karr,"])
def test_without_a_name_nothing_is_given(open_index: OpenIndex, name: str) -> None:
    index = open_index(embedding="minilm")
    told = f"The driver of the lorry{name} was taken to hospital on Monday, the police said.\n"
    (index.articles / "2024-05-14-lorry.txt").write_text(told)
    index.sync()
    answer = Desk(index).answer("What is the name of the driver of the lorry?")
    assert answer.refused == (not name)
