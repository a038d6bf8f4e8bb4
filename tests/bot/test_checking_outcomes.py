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


def stretch(verdict: Verdict, text: str) -> str:
    [(_, span)] = verdict.supporting
    return text[span.start : span.end]


def test_neither_title_nor_byline_is_part_of_the_first_sentence() -> None:
    text = f"Kestrel manager cleared of arson\nBy Dana Whitcombe\n{JURY}\n"
    verdict = check("A jury convicted Martin Oakley of insurance fraud on Friday.", [Cited(text)])
    assert verdict.status == "supported"
    assert stretch(verdict, text) == JURY
