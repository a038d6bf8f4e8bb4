"""Numbers in any scale: trillions, newspapers' short forms, half a million; days beside them."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from bot.checking.verdict import _MOST_NUMBERS
from bot.language.figures import figures
from tests.bot.differing import differing, values
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("a debt of 2 trillion crowns", 2e12, "money"),
        ("Tarn borrowed £300m for it", 3e8, "money"),
        ("It cost $1.2bn", 1.2e9, "money"),
        ("It cost €3 bn", 3e9, "money"),
        ("some 40bn lei", 4e10, "count"),
        ("half a million people", 5e5, "count"),
        ("a quarter of a million homes", 2.5e5, "count"),
        ("half a dozen men", 6, "count"),
        ("He said late March 5 that", 5, "day"),
        ("A man was arrested early March 5.", 5, "day"),
        ("In early March 19 people died", 19, "count"),
        ("In late March 19 armed men came", 19, "count"),
    ],
)
def test_a_number_is_read_whole(text: str, value: float, kind: str) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.kind) == (pytest.approx(value), kind)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("500,000 people fled.", "Half a million people fled."),
        ("The debt is 2,000 billion crowns.", "The debt is 2 trillion crowns."),
        ("Tarn borrowed £300 million.", "Tarn borrowed £300m."),
        ("He died on 5 March.", "Police said late March 5 he died."),
    ],
)
def test_one_number_in_two_scales_passes(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("A million people fled.", "Half a million people fled."),
        ("The debt is 2 billion crowns.", "The debt is 2 trillion crowns."),
        ("Tarn borrowed £300.", "Tarn borrowed £300m."),
    ],
)
def test_another_scale_is_caught(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status != "supported"


def test_one_debt_in_two_scales_is_no_disagreement(open_index: OpenIndex) -> None:
    told = (
        ("2025-03-01", "The national debt of Brenta stands at $1.5 trillion."),
        ("2025-03-02", "The national debt of Brenta stands at $1,500 billion."),
    )
    found = differing(open_index, "How high is the national debt of Brenta?", *told)
    assert values(found) == []


def test_a_sentence_of_nothing_but_numbers_is_refused_at_once() -> None:
    many = "5 " * (_MOST_NUMBERS + 5)
    verdict = check(many, [Cited("It rose to 5 on Monday.")])
    assert verdict.status == "unsupported"
    assert "split it" in verdict.reason
    assert check(many, [Cited(f"A table: {many}.")]).status == "supported"
