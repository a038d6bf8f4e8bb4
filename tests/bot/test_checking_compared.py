"""Sides of a comparison, holders of an office, and what a text says again: none may be turned."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check

NURSES = (
    "Those who worked more than three night shifts a week were 40 per cent more likely to fall ill"
    " than those who worked days."
)
REYES = "Chief executive Tom Reyes, who took over from Ana Lund in May, said prices would go up."
SALE = "Pavel Orm was replaced as coach by Ines Tarr on Friday."
ARMY = (
    "The army denied losing the town and said its troops had repelled an assault, killing 60"
    " fighters and losing four soldiers."
)
KESH = "Rebels seized the town of Kesh before dawn on Wednesday after two days of shelling."
CUP = "Harrow Rovers came from a goal down to beat Pelham United 2-1 on Saturday."
BRIDGE = "Of the cost of repairs the canton pays two thirds and the federal government the rest."
PLANTS = "14 of the country's 22 power stations have been damaged since October."
BOATS = "The two boats carried 24 migrants."


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Day workers were 40 per cent more likely to fall ill than those on nights.", NURSES),
        ("Ana Lund succeeded Tom Reyes in May.", REYES),
        ("Tom Reyes was replaced by Ana Lund in May.", REYES),
        ("Pavel Orm replaced Ines Tarr as coach on Friday.", SALE),
        ("Kesh was shelled for two days after the rebels took it.", KESH),
        ("Pelham United came from a goal down to win.", CUP),
        ("The canton pays one third of the repairs.", BRIDGE),
        ("More than two dozen power stations have been damaged since October.", PLANTS),
        ("The army admitted losing the town.", ARMY),
        ("The army lost the town.", ARMY),
        ("A dozen migrants were in the two boats.", BOATS),
    ],
)
def test_the_other_way_round_is_caught(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Night workers were 40 per cent more likely to fall ill than those on days.", NURSES),
        ("Tom Reyes succeeded Ana Lund in May.", REYES),
        ("Ana Lund was succeeded by Tom Reyes in May.", REYES),
        ("Ines Tarr replaced Pavel Orm as coach on Friday.", SALE),
        ("The rebels seized Kesh after it had been shelled for two days.", KESH),
        ("Harrow Rovers came from a goal down to beat Pelham United.", CUP),
        ("The canton pays two thirds of the repairs.", BRIDGE),
        ("More than a dozen power stations have been damaged since October.", PLANTS),
        ("The army put its own losses at four soldiers.", ARMY),
        ("The army says it beat back an attack and killed 60 fighters.", ARMY),
        ("Two dozen migrants were in the two boats.", BOATS),
    ],
)
def test_the_same_way_round_passes(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"


QUAKE = "At least 83 people died and more than 400 were injured."
DEAL = "Regulators must still approve the takeover."
FLU = "The hospital had to turn away 40 patients a day in January because of the flu."
FINAL = "In the final Anika Rowe beat the top seed, Dora Karsten, 6-4, 6-5 to win her first title."
SUND = "President Olaf Sund met Lea Brandt, the finance minister, on Monday."
CASTELL = (
    "Mira Castell, born in Arles in 1932, trained as a nurse before turning to painting. She moved"
    " to Lisbon in 1968 and lived there until her death."
)
ARSON = "Three men had been arrested on suspicion of setting fire to the synagogue."
TURNOUT = "Turnout was 61 per cent, the highest in eleven years."
NURSING = "In January a third of the hospital's nurses were ill."


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Fewer than 83 people died.", QUAKE),
        ("Regulators have approved the takeover.", DEAL),
        ("The hospital turned away 40 patients in January.", FLU),
        ("Anika Rowe was the top seed.", FINAL),
        ("Lea Brandt is the president.", SUND),
        ("Olaf Sund is finance minister.", SUND),
        ("Castell was born in Lisbon.", CASTELL),
        ("Three men set fire to the synagogue.", ARSON),
        ("Turnout had not been as low for eleven years.", TURNOUT),
        ("One in four nurses at the hospital was ill in January.", NURSING),
    ],
)
def test_what_is_another_s_or_of_another_size_is_caught(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The quake killed no fewer than 83 people.", QUAKE),
        ("The takeover has not yet been approved by regulators.", DEAL),
        ("The hospital turned away 40 patients a day in January.", FLU),
        (
            "The novel sold over 200,000 copies.",
            "It sold over 200,000 copies within a year.",
        ),
        ("Dora Karsten was the top seed.", FINAL),
        ("Olaf Sund is the president.", SUND),
        ("Castell was born in Arles.", CASTELL),
        ("Three men are suspected of setting fire to the synagogue.", ARSON),
        ("Turnout had not been as high for eleven years.", TURNOUT),
        ("One in three nurses at the hospital was ill in January.", NURSING),
    ],
)
def test_what_is_its_own_passes(claim: str, cited: str) -> None:
    assert check(claim, [Cited(cited)]).status == "supported"
