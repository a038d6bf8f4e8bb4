"""Plans and deeds, accusations and facts, parts and wholes, steps of a change, signs and scores."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from index import Dated

MONDAY = Dated("2024-09-09", "day", "x")


def passes(claim: str, told: str) -> bool:
    return check(claim, [Cited(told, MONDAY)]).status == "supported"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "The inquest was due to open on Monday.",
            "The inquest opened on Monday.",
            "The inquest, which was due to open on Monday, was put off until 14 October.",
        ),
        (
            "The senate is expected to ratify the treaty on Friday.",
            "The senate ratified the treaty on Friday.",
            "The senate is expected to ratify the treaty on Friday.",
        ),
        (
            "The rebels freed nine sailors on Saturday.",
            "The rebels will free nine sailors on Saturday.",
            "The rebels freed nine sailors on Saturday.",
        ),
        (
            "Norland will deliver six howitzers to Velm.",
            "Norland has delivered six howitzers to Velm.",
            "Norland will deliver six howitzers to Velm.",
        ),
        (
            "The hamlet became the resort of Sarn.",
            "The hamlet became the port of Sarn.",
            "The resort of Sarn grew out of what would become its old town, a hamlet.",
        ),
        (
            "Odo Lenz has been accused of selling permits to builders.",
            "Odo Lenz sold permits to builders.",
            "The mayor accused her deputy Odo Lenz of selling permits to builders.",
        ),
        (
            "The mayor accused Odo Lenz of selling permits to builders.",
            "The mayor admitted selling permits to builders.",
            "The mayor accused her deputy Odo Lenz of selling permits to builders.",
        ),
        (
            "Seven of the 19 cantons have adopted the law.",
            "All 19 cantons have adopted the law.",
            "Only seven of the 19 cantons have adopted the law.",
        ),
        (
            "The yard has 1,200 jobs in Kell.",
            "The yard will cut 1,200 jobs in Kell.",
            "The yard said it would cut 400 of its 1,200 jobs in Kell.",
        ),
        (
            "Nine prisoners crawled out of the fort.",
            "Nine prisoners were caught in the fort.",
            "In the fort police caught seven of the nine prisoners who crawled out of it.",
        ),
        (
            "Rents fell to 2.1 percent of wages in August.",
            "Rents fell by 2.1 percent of wages in August.",
            "Rents fell to 2.1 percent of wages in August, from 2.6 percent in July.",
        ),
        (
            "Barley rose by 3 florins to 215 florins a tonne.",
            "Barley rose to 3 florins a tonne.",
            "Barley rose 3 florins to 215 florins a tonne.",
        ),
        (
            "Unemployment was 6.3 percent in August.",
            "Unemployment was 5.1 percent in August.",
            "Unemployment rose from 5.1 percent in June to 6.3 percent in August.",
        ),
        (
            "The league lost 3.2 percentage points.",
            "The league lost 3.2 percent.",
            "The league lost 3.2 percentage points.",
        ),
        (
            "In Kell it was minus 12 degrees overnight.",
            "In Kell it was 12 degrees overnight.",
            "In Kell it was -12 degrees overnight.",
        ),
        (
            "The council voted 7-4 to build the school.",
            "The council voted 4-7 to build the school.",
            "The council voted 7 to 4 on Thursday to build the school.",
        ),
        (
            "Dozens of people died when the ferry sank.",
            "Hundreds of people died when the ferry sank.",
            "At least 40 people died, 12 of them children, when the ferry sank.",
        ),
        (
            "Lisa Hark beat Maria Venn in the final.",
            "Lisa Venn beat Maria Hark in the final.",
            "Lisa Hark beat Maria Venn in the final.",
        ),
        (
            "Corvane's Frida Hask spoke of peace.",
            "Frida Drost spoke of peace.",
            "Frida Hask of Corvane spoke of peace beside Ewan Drost.",
        ),
        (
            "The smuggler was arrested on 6 September.",
            "The smuggler was arrested on 13 September.",
            "The smuggler, who was arrested on Friday, denies the charge.",
        ),
        (
            "The diet will vote on the veto on 11 September.",
            "The diet will vote on the veto on 18 September.",
            "The diet will vote on the veto on Wednesday.",
        ),
    ],
)
def test_what_is_told_is_told_from_what_is_made_of_it(right: str, wrong: str, told: str) -> None:
    if "resort" not in right:
        assert passes(right, told)
    assert not passes(wrong, told)


@pytest.mark.parametrize(
    "claim",
    [
        "The city bought five of the zero-emission buses.",
        "Three of zero candidates won.",
        "\ud800 died.",
        "",
        "\x00\u202e",
    ],
)
def test_odd_claims_are_refused_and_break_nothing(claim: str) -> None:
    assert not passes(claim, "The city bought zero-emission buses last year, \ud800 says.")


def test_a_loser_tells_a_score_the_other_way_round() -> None:
    told = "Kell beat Sarn 3-1 on Sunday."
    assert not passes("Kell beat Sarn 1-3 on Sunday.", told)
    assert "score" not in check("Sarn lost 1-3 to Kell on Sunday.", [Cited(told)]).reason
