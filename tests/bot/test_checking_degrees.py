"""A deed and less than the deed: what was planned, suspected, damaged, or done by another."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check


def passes(claim: str, cited: str) -> bool:
    return check(claim, [Cited(cited, None)]).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Mara Velt stole the painting.", "Mara Velt was accused of stealing the painting."),
        ("Two men set fire to the mill.", "Police arrested two men over a fire at the mill."),
        ("The bridge was destroyed in the storm.", "The bridge was damaged in the storm."),
        ("The bus driver was killed.", "The lorry driver was killed and the bus driver was hurt."),
        (
            "Smith played under Brown.",
            "In Graz Peter Smith studied under Anna Jones.",
        ),
    ],
)
def test_less_than_the_deed_or_another_s_is_not_the_deed(claim: str, cited: str) -> None:
    assert not passes(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Mara Velt is accused of stealing the painting.", "Mara Velt was accused of stealing it."),
        (
            "Two men were arrested over the fire.",
            "Police arrested two men over a fire at the mill.",
        ),
        ("The storm damaged the bridge.", "The bridge was damaged in the storm."),
        (
            "The lorry driver was killed.",
            "The lorry driver was killed and the bus driver was hurt.",
        ),
        (
            "Peter Smith studied under Anna Jones.",
            "In Graz Peter Smith studied under Anna Jones.",
        ),
    ],
)
def test_what_was_done_by_whom_is_supported(claim: str, cited: str) -> None:
    assert passes(claim, cited)
