"""What stands in the place of something else: figures, words, denials, prepositions."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check

TRUCES = "Two truces held: the first for nineteen days, the second for six days."
FERRY = "There were 318 passengers and some dogs; the crew of 41 stayed on board until the evening."
SEA = "The lake is 50 kilometres long and 15 kilometres wide at its widest point."
STRIKE = "The firm was founded in 1931 and went bankrupt in 1960 after a strike."


def status(claim: str, cited: str) -> str:
    return check(claim, [Cited(cited)]).status


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The first truce held for six days.", TRUCES),
        ("A crew of 318 stayed on board.", FERRY),
        ("The firm went bankrupt in 1931 after a strike.", STRIKE),
        ("The firm was founded in 1960.", STRIKE),
    ],
)
def test_a_figure_that_belongs_to_something_else_is_not_supported(claim: str, cited: str) -> None:
    assert status(claim, cited) != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The crew of 41 stayed on board.", FERRY),
        ("The firm went bankrupt in 1960.", STRIKE),
        ("At its widest the lake measures 15 km, and it is 50 km long.", SEA),
        ("The other five complaints were upheld.", "Of 12 complaints, the other five were upheld."),
    ],
)
def test_a_figure_in_its_own_place_is_supported(claim: str, cited: str) -> None:
    assert status(claim, cited) == "supported"


NURSE = "The nurse said that the first cases had been reported to the capital because of a storm."
MARKET = "Most stalls of the old market remain open at night for tourists from the coast."


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The nurse said that the second cases had been reported to the capital.", NURSE),
        ("The first cases had been reported from the capital because of a storm.", NURSE),
        ("The first cases had been reported to the capital despite a storm.", NURSE),
        ("Few stalls of the old market remain open at night for tourists.", MARKET),
        ("Most stalls of the new market remain open at night for tourists.", MARKET),
        ("Most stalls of the old market remain unopen at night for tourists.", MARKET),
    ],
)
def test_a_word_that_excludes_the_one_in_its_place_is_not_supported(claim: str, cited: str) -> None:
    assert status(claim, cited) != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The first cases had been notified to the capital because of a storm.", NURSE),
        ("Most stalls of the old market stay open at night for tourists.", MARKET),
        ("They were paid every month by the town.", "They were paid each month by the town."),
    ],
)
def test_another_word_for_the_same_is_supported(claim: str, cited: str) -> None:
    assert status(claim, cited) == "supported"


WATER = "Astronomers have detected water vapour on the planet, but found no sign of methane there."
INTEREST = "Stellan owes the bank 180 million marks and has not paid interest since the spring."


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Astronomers have not detected water vapour on the planet.", WATER),
        ("Astronomers have never found water vapour on the planet.", WATER),
        ("Astronomers stopped short of detecting water vapour on the planet.", WATER),
        ("Stellan has paid interest since the spring.", INTEREST),
    ],
)
def test_a_denial_of_one_thing_is_not_that_of_another(claim: str, cited: str) -> None:
    assert status(claim, cited) != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Astronomers found no sign of methane on the planet.", WATER),
        ("Stellan has paid no interest since the spring.", INTEREST),
        ("He failed to write his diary on just nine days.", "He kept a diary, missing nine days."),
        ("No stronger strike was seen in the town.", "It was the strongest strike in the town."),
    ],
)
def test_what_the_source_denies_in_its_own_way_may_be_denied(claim: str, cited: str) -> None:
    assert status(claim, cited) == "supported"


def test_a_way_to_a_place_is_not_one_from_it() -> None:
    told = "The army sent 600 soldiers to the valley."
    assert (
        status("Six hundred soldiers were sent from the valley by the army.", told) != "supported"
    )
    assert status("Six hundred soldiers were sent to the valley by the army.", told) == "supported"


def test_what_belongs_to_somebody_may_come_from_there() -> None:
    told = "Of the dead, 42 belonged to the army and 8 to the Border Service."
    assert status("Of the dead, 42 came from the army.", told) == "supported"


def test_years_are_no_things_counted() -> None:
    told = "The casino opened in April with 63 rooms and stood for almost 20 years."
    assert status("The casino had 63 years when it opened.", told) != "supported"
    assert status("The casino had 63 rooms when it opened.", told) == "supported"


def test_the_second_of_something_is_not_its_first() -> None:
    told = "In the first round, on 26 May, Melk had been ahead with 39.6 per cent."
    assert status("Melk was ahead in the second round of 26 May.", told) != "supported"
    assert status("Melk was ahead in the first round of 26 May.", told) == "supported"


def test_a_figure_does_not_stand_for_two() -> None:
    told = "In the valley 12 of the 30 sirens had remained silent on Monday morning."
    assert status("12 of the valley's 12 sirens were silent on Monday.", told) != "supported"
    assert status("12 of the valley's 30 sirens were silent on Monday.", told) == "supported"


def test_a_sentence_is_borne_out_by_itself() -> None:
    told = "Yerevan said Baku fired first; Baku answered that provocations by Yerevan came first."
    assert status(told, told) == "supported"


def test_a_pronoun_alone_is_nobody_else() -> None:
    told = (
        "Archie and Veronica share their first dance. Betty catches it and walks away to hide her."
    )
    assert status("Betty catches it and walks away trying to hide.", told) == "supported"


def test_not_only_is_not_only() -> None:
    told = "Drones had been flown, Orlik conceded, but only for reconnaissance."
    assert status("Orlik conceded that drones had flown, not only for reconnaissance.", told) != (
        "supported"
    )
    assert status("Orlik conceded that drones had flown only for reconnaissance.", told) == (
        "supported"
    )
