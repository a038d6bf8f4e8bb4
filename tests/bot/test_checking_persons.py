"""To whom it happened, and when: not to who tells of it, nor on the day of its article."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from index import Dated


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "Two clerks were arrested for fraud.",
            "Mira Dolan was arrested for fraud.",
            "Police chief Mira Dolan said that two clerks had been arrested for fraud.",
        ),
        (
            "The mayor had taken bribes.",
            "Judge Ana Ruiz had taken bribes.",
            "Judge Ana Ruiz ruled that the mayor had taken bribes.",
        ),
        (
            "Three soldiers were killed.",
            "The interior ministry was killed.",
            "The interior ministry said that three soldiers were killed.",
        ),
        (
            "The army shelled Tarn.",
            "Tarn shelled the army.",
            "The army said that it had shelled Tarn.",
        ),
        (
            "Pavel Horn was wounded.",
            "Odo Lenz was wounded.",
            "Pavel Horn said that he was wounded.",
        ),
        (
            "The former head of Kessel Bank was acquitted.",
            "Kessel Bank was acquitted.",
            "The court acquitted the former head of Kessel Bank, Viktor Lang.",
        ),
        (
            "Gunmen killed the sister of Ruth Vann.",
            "Gunmen killed Ruth Vann.",
            "Gunmen killed the sister of Senator Ruth Vann on Monday.",
        ),
        (
            "Police arrested Kai Tol.",
            "Police arrested Amar Tol.",
            "Police arrested the son of President Amar Tol, Kai Tol, on Monday.",
        ),
        (
            "Police arrested Amar Tol's son.",
            "Police arrested Amar Tol.",
            "Police arrested Amar Tol's son on Monday.",
        ),
    ],
)
def test_who_is_only_named_beside_a_deed_has_no_part_in_it(
    right: str, wrong: str, told: str
) -> None:
    assert check(right, [Cited(told)]).status == "supported"
    assert check(wrong, [Cited(told)]).status != "supported"


@pytest.mark.parametrize("line", ["5 March 2024", "Published on Tuesday, 5 March 2024"])
def test_an_articles_own_day_is_no_day_of_what_it_tells(line: str) -> None:
    text = f"Dam bursts in Tarn\n{line}\nEleven people died when the dam burst on Monday night."
    cited = [Cited(text, Dated("2024-03-05", "day", "x"), "Dam bursts in Tarn")]
    assert check("Eleven people died when the dam burst on Tuesday.", cited).status != "supported"
    assert check("Eleven people died when the dam burst on 5 March.", cited).status != "supported"
    assert check("Eleven people died when the dam burst on 4 March.", cited).status == "supported"
