"""Split verdicts, and where a passage's sentences begin."""

from __future__ import annotations

import pytest

from bot.checking import Cited, Verdict, check

JURY = (
    "A jury on Friday acquitted Martin Oakley of setting fire to the Kestrel warehouse but"
    " convicted him of insurance fraud."
)
FERRY = (
    "The board was cleared of negligence and found guilty of false accounting over the sinking of"
    " the ferry."
)


@pytest.mark.parametrize(
    ("claim", "cited", "says"),
    [
        ("Martin Oakley was convicted of setting fire to the warehouse.", JURY, "acquitted"),
        ("Martin Oakley was acquitted of insurance fraud.", JURY, "convicted"),
        ("Martin Oakley was cleared of fraud.", JURY, "convicted"),
        ("The board was found guilty of negligence.", FERRY, "cleared"),
        ("The board was acquitted of false accounting.", FERRY, "guilty"),
    ],
)
def test_an_outcome_of_one_thing_is_none_of_another(claim: str, cited: str, says: str) -> None:
    verdict = check(claim, [Cited(cited)])
    assert verdict.status != "supported"
    assert says in verdict.reason


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Martin Oakley was convicted of insurance fraud.", JURY),
        ("Martin Oakley was acquitted of setting fire to the warehouse.", JURY),
        ("Martin Oakley was found guilty of insurance fraud.", JURY),
        ("The board was cleared of negligence.", FERRY),
        ("The board was convicted of false accounting.", FERRY),
        ("The board was cleared of negligence and convicted of false accounting.", FERRY),
    ],
)
def test_each_outcome_stands_with_its_own_matter(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"


RETRIAL = (
    "Renn was found guilty of murder on Monday; his conviction was overturned on appeal and he was"
    " cleared of the killing in May."
)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Renn was cleared of murder in May.", RETRIAL),
        (
            "Karl Renn had been cleared of arson at a first trial.",
            "A jury convicted Karl Renn of arson, of which he had been cleared at a first trial.",
        ),
    ],
)
def test_one_matter_may_be_judged_twice(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        (
            "He had taken a bribe of two million euros from the owner of the port in May.",
            "He denied\nthat he had taken a bribe of two million euros from the owner of the port"
            " in May of this year.",
        ),
        (
            "The eleven miners who were trapped survived.",
            "Not one of\nthe eleven miners who were trapped in the pit by the fire survived.",
        ),
    ],
)
def test_a_passage_that_begins_within_a_line_keeps_its_first_words(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status != "supported"


def stretch(verdict: Verdict, text: str) -> str:
    [(_, span)] = verdict.supporting
    return text[span.start : span.end]


def test_neither_title_nor_byline_is_part_of_the_first_sentence() -> None:
    text = f"Kestrel manager cleared of arson\nBy Dana Whitcombe\n{JURY}\n"
    verdict = check("A jury convicted Martin Oakley of insurance fraud on Friday.", [Cited(text)])
    assert verdict.status == "supported"
    assert stretch(verdict, text) == JURY
