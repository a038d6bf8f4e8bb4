"""Whether a name is given, where the name of a person, a place or a body is asked for."""

from __future__ import annotations

import pytest

from bot.drafting.naming import asks_for_a_name, asks_for_one_named, lacks_a_name


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
        ("Which Tarnish bank lent the money?", "Tarnish banks lent the money.", False),
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
    assert not asks_for_one_named("Which state of matter is glass?")
