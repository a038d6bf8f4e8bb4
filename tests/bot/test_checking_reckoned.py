"""What a claim may reckon, round or put in other words, and what it may not."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from index import Dated

FERRY = "A ferry with 212 passengers and 30 crew ran aground. Nobody was hurt."
MARKET = "The fair at Brae drew 18,214 visitors, the first since 1892."
TANKS = "Of its nine tanks, four leaked."
ADVICE = "The mayor advised against any journey to the coast."
STREETS = "Clinics will open in Brae, Port Sarn and Upper Harl."


@pytest.mark.parametrize(
    ("told", "claim", "other"),
    [
        (FERRY, "The ferry carried 242 people.", "The ferry carried 242 passengers."),
        (FERRY, "Just over 200 passengers were on the ferry.", "Over 300 passengers were on it."),
        (FERRY, "The ferry carried about 212 passengers.", "The ferry carried 221 passengers."),
        (
            MARKET,
            "The fair drew more than 18,000 visitors.",
            "The fair drew fewer than 18,000 visitors.",
        ),
        (
            MARKET,
            "It was the first fair since the 1890s.",
            "It was the first fair since the 1880s.",
        ),
        (TANKS, "Four of the tanks leaked.", "Nine of the tanks leaked."),
        (
            ADVICE,
            "The mayor advised people not to travel to the coast.",
            "The mayor advised people to journey to the coast.",
        ),
        (STREETS, "Clinics will open in three towns.", "Clinics will open in four towns."),
        (
            "The plan was approved by six votes to three.",
            "The plan was approved by a vote of 6-3.",
            "The plan was approved by a vote of 6-4.",
        ),
        (
            "Lenz had left Brae. Twenty minutes later his car hit a wall.",
            "His car hit a wall 20 minutes after he left Brae.",
            "His car hit a wall 20 minutes before he left Brae.",
        ),
        (
            "Brand offered the part to Lenz; he declined. Orlik was then asked.",
            "Lenz declined the part.",
            "Orlik declined the part.",
        ),
        (
            "Petrol went up to 1.65 florins a litre.",
            "Petrol rose to 1.65 florins per litre.",
            "Petrol rose to 1.56 florins per litre.",
        ),
    ],
)
def test_what_is_reckoned_is_told_from_what_is_not(told: str, claim: str, other: str) -> None:
    assert check(claim, [Cited(told)]).status == "supported"
    assert check(other, [Cited(told)]).status != "supported"


def test_a_feast_is_its_day() -> None:
    told = Cited("Thieves broke in on Christmas Day.", Dated("2022-12-27", "day", "its line"))
    assert check("Thieves broke in on 25 December 2022.", [told]).status == "supported"
    assert check("Thieves broke in on 26 December 2022.", [told]).status != "supported"
