"""Whether a sentence speaks of anybody who may be meant, where it is asked who did something."""

from __future__ import annotations

import pytest

from bot.desk import Desk
from bot.drafting.giving import may_be_who
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    ("question", "text", "may_be"),
    [
        ("Who broke the window at Guild House?", "A window of Guild House was broken.", False),
        ("Who broke the window at Guild House?", "A drunken sailor had broken it.", True),
        ("Who broke the window at Guild House?", "The window was broken by Ivo Karr.", True),
        ("By whom was the window broken?", "The window was broken on Monday night.", False),
        ("Who owns the malt house?", "The malt house is owned by the municipality.", True),
        ("Who ordered the closing of the bridge?", "He ordered it closed on Friday.", True),
        ("who threw the firecracker", "a firecracker went off behind the last rows", True),
        ("Who found the body?", "Children playing found the body.", True),
        ("Who killed the officer?", "The officer was killed by another officer.", True),
        ("Who told the police?", "On Friday she told the police.", True),
        ("Who decides?", "A panel decides.", True),
        ("Whose fault was it?", "The storm was at fault.", True),
        ("Who is Mara Lind?", "Mara Lind was born in 1961.", True),
        ("Who was the head of the works?", "The head of the works was not there.", False),
        ("When was the window broken?", "The window was broken on Monday night.", True),
        ("Who said so?", "“I did,” was the answer.", True),
    ],
)
def test_who_did_it_is_somebody_that_the_question_does_not_name(
    question: str, text: str, may_be: bool
) -> None:
    assert may_be_who(question, text) == may_be


@pytest.mark.parametrize("doer", ["", " by a drunken sailor"])
def test_without_anybody_nothing_is_given(open_index: OpenIndex, doer: str) -> None:
    index = open_index(embedding="minilm")
    told = f"The window of Guild House was broken{doer} in the night.\n"
    (index.articles / "2024-05-14-window.txt").write_text(told)
    index.sync()
    answer = Desk(index).answer("Who broke the window of Guild House?")
    assert answer.refused == (not doer)
