"""Whether a follow-up as a model rewrote it is still the question that was asked."""

from __future__ import annotations

import pytest

from bot.rewritten import same_question


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("And what did Pavel Horn say?", "And what did Anton Reik say?"),
        ("And what did Mr. Horn say?", "And what did Anton Reik say?"),
        ("And who was arrested?", "Who was killed by the fire in Vell?"),
        (
            "Which repairs did the company carry out?",
            "Which repairs did the company not carry out?",
        ),
        ("Why did it never open?", "Why did the bridge open?"),
        ("Who didn't sign the treaty?", "Who signed the treaty?"),
        ("And when did it open?", "When was the bridge in Vell closed?"),
        ("Thank you. And who was arrested?", "Who was thanked in Vell?"),
    ],
)
def test_another_name_verb_or_denial_is_another_question(question: str, made: str) -> None:
    assert not same_question(made, question)


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("And what did he say?", "What did Pavel Horn say about the dam?"),
        ("What did Mr Horn's lawyer say then?", "What did Pavel Horn's lawyer say on Monday?"),
        ("And who was arrested?", "Who was arrested after the fire in Vell?"),
        ("And in 2019?", "Why was the bridge not repaired in 2019?"),
        ("No, I meant Odo Lenz.", "What did Odo Lenz say?"),
        ("Do you know who died there?", "Who died in the fire in Vell?"),
        ("And what did the Armenians say?", "What did Armenia say about the border?"),
        ("Why not?", "Why did the council not open the bridge?"),
        ("I read that, thanks. I'm curious: who paid?", "Who paid for the bridge in Vell?"),
    ],
)
def test_what_a_pronoun_or_an_omission_stands_for_may_be_put_in(question: str, made: str) -> None:
    assert same_question(made, question)
