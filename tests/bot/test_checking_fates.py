"""What became of as many, a number that is set right, and who died or was only hurt."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check

JURY = "Of the 43 defendants 34 were convicted and nine acquitted."
CUT = "Hotel bookings for Easter are down by 35 per cent on last year."
LEVY = "In return the levy rises by 5.2 per cent and not by 4.5."
TOLL = "The blaze killed 15 people and not 16, the institute said."
VALVE = "Tadeus Bor, the engineer, was wounded in the shoulder while he tried to close a valve."
FREED = "Of the seven people who were arrested, five have been released without charge."


@pytest.mark.parametrize(
    ("claim", "cited", "wrong"),
    [
        ("34 of the defendants were acquitted.", JURY, "acquitted"),
        ("Of the accused 34 were acquitted.", JURY, "acquitted"),
        ("Hotel bookings for Easter rose by 35 per cent.", CUT, "rose"),
        ("The levy rises by 4.5 per cent.", LEVY, "4.5"),
        ("31 sailors have been found.", "31 sailors of the ferry are still missing.", "found"),
        ("The blaze killed 16 people.", TOLL, "16"),
        ("The blaze killed 16 people and not 15.", TOLL, "16"),
        ("Tadeus Bor was killed while he tried to close a valve.", VALVE, "killed"),
    ],
)
def test_what_became_of_others_is_not_said_of_these(claim: str, cited: str, wrong: str) -> None:
    verdict = check(claim, [Cited(cited)])
    assert verdict.status != "supported"
    assert any(wrong in fault.words for fault in verdict.faults)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("34 of the defendants were convicted.", JURY),
        ("Nine of the defendants were acquitted.", JURY),
        ("Hotel bookings for Easter fell by 35 per cent.", CUT),
        ("The levy rises by 5.2 per cent.", LEVY),
        ("The blaze killed 15 people.", TOLL),
        ("The blaze killed 15 people and not 16.", TOLL),
        ("Tadeus Bor was wounded while he tried to close a valve.", VALVE),
        ("Five of those arrested have been released.", FREED),
        ("31 sailors have not been found.", "Thirty-one sailors of the ferry are still missing."),
        ("Twelve defendants were acquitted.", "Twelve of the defendants were not convicted."),
        ("The record of 2:05:41 was set.", "A record of 2 hours 5 minutes 41 seconds was set."),
        ("The toll was 15.", "The toll was 14, if not 15, the mayor said: the toll was 15."),
    ],
)
def test_what_became_of_these_is(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"
