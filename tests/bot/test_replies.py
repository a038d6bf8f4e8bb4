"""Questions that an article asks itself, and what is replied to them."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.drafting.places import asks
from index import Index
from tests.conftest import OpenIndex

INTERVIEW = (
    "The man who counts storks\n\nOLM, 3 June 2024 - The warden Ivo Karr, 51, has seen the storks "
    "of the Sulen marshes for 22 years. The Olm Post spoke to him.\n\n"
    "Olm Post: How many storks are nesting in the Sulen marshes?\n\n"
    "Ivo Karr: In my first spring it was 140. Now we see 36, and nine of those are old.\n\n"
    "Why did the storks leave the marshes?\n\n"
    "Karr: Nobody listens to me. I hope that I am wrong.\n"
)


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    index = open_index(embedding="minilm")
    (index.articles / "storks.txt").write_text(INTERVIEW)
    index.sync()
    return index


@pytest.mark.parametrize(
    "question",
    [
        "How many storks are nesting in the Sulen marshes?",
        "How many storks nest in the Sulen marshes?",
    ],
)
def test_the_reply_to_the_same_question_is_given(index: Index, question: str) -> None:
    answer = Desk(index).answer(question)
    assert "140. Now we see 36" in answer.text
    assert "?" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Why did the storks leave the marshes?",
        "How many eggs do the storks lay in the Sulen marshes?",
    ],
)
def test_no_question_is_given_as_an_answer(index: Index, question: str) -> None:
    answer = Desk(index).answer(question)
    assert "?" not in answer.text
    assert "140" not in answer.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Olm Post: How many storks are left?", True),
        ("“Who is to pay for it?”", True),
        ("“Who is to pay for it?” asked Karr.", False),
        ("There were 36 storks left.", False),
    ],
)
def test_a_sentence_that_ends_in_a_question_asks(text: str, asked: bool) -> None:
    assert asks(text) == asked


def test_what_somebody_asked_is_answered_by_a_question(open_index: OpenIndex) -> None:
    index = open_index(embedding="minilm")
    told = (
        "OLM, 3 June 2024 - The council met on Monday. Otto Brann asked the council: Who is to pay "
        "for the new harbour wall? The mayor did not reply.\n"
    )
    (index.articles / "wall.txt").write_text(told)
    index.sync()
    answer = Desk(index).answer("What did Otto Brann ask the council?")
    assert "Who is to pay" in answer.text


STRIKE = (
    "Bakers lay down work\n\nOLM, 3 June 2024 - Bakers of the Olm Bread Company stopped work on "
    "Monday for three days because the company wants to move the night shift to Sunday. About half "
    "of the shops were shut, the company said.\n\nThe bakers demand 30 crowns more. The head of "
    'the Olm Bread Company, Ilse Varn, called the strike "childish".\n\nTalks go on in Sarn.\n'
)


@pytest.mark.parametrize(
    "question", ["Why did the bakers strike?", "Why did the bakers stop work?"]
)
def test_a_reason_told_further_behind_is_given_rather_than_none(
    open_index: OpenIndex, question: str
) -> None:
    index = open_index(embedding="minilm")
    (index.articles / "strike.txt").write_text(STRIKE)
    index.sync()
    assert "because the company wants" in Desk(index).answer(question).text
