"""What a question asks for."""

from __future__ import annotations

import pytest

from bot.planning import plan, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people died?", "number"),
        ("death toll Ganja", "number"),
        ("What was the turnout in the second round?", "number"),
        ("How much did the damage cost", "number"),
        ("Who resigned on Thursday?", "person"),
        ("Which minister rejected the demand?", "person"),
        ("When did the truce begin?", "date"),
        ("On what date was the treaty signed?", "date"),
        ("At what time did the levee break?", "date"),
        ("Where did the ministers meet?", "place"),
        ("In which city did they meet?", "place"),
        ("Did the union accept the offer?", "yes-no"),
        ("Why did the bank fail?", "open"),
        ("What did the mayor say about the sirens?", "open"),
        ("When did the mayor say how many died?", "date"),
    ],
)
def test_the_kind_of_answer_is_told_from_the_question(question: str, kind: str) -> None:
    assert wanted(question) == kind


def test_a_question_rests_on_its_content_words() -> None:
    terms = {word.surface for word in plan("How many soldiers did Armenia lose in 2021?").terms}
    assert terms == {"soldiers", "Armenia", "lose", "2021"}


def test_a_question_of_form_words_alone_still_rests_on_something() -> None:
    assert plan("who is it").terms


def test_white_space_in_a_question_does_not_matter() -> None:
    assert plan("  Who \n won? ").standalone == "Who won?"
