"""The same said by other means: sums, multiples, margins, "nobody", peoples; and its false twin."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check

TWINS = [
    (
        "No group has said that it fired the rocket at the base.",
        "Nobody has said that he fired the rocket at the base.",
        "A group has said that it fired the rocket at the base.",
    ),
    (
        "Seven people were arrested when police stopped the convoy.",
        "When police stopped the convoy, seven people were arrested.",
        "When police stopped the convoy, nobody was arrested.",
    ),
    (
        "The insurer paid the widow £5,000.",
        "The insurer paid the widow 5,000 pounds.",
        "The insurer paid the widow 5,000 euros.",
    ),
    (
        "Gusts of up to 151 km/h were measured at Tresk.",
        "Gusts reaching 151 km/h were measured at Tresk.",
        "Gusts of at least 151 km/h were measured at Tresk.",
    ),
    (
        "The price of bread has doubled since May.",
        "The price of bread is twice what it was in May.",
        "The price of bread is three times what it was in May.",
    ),
    (
        "Deputies backed the bill by 118 votes to 112.",
        "Deputies backed the bill by a margin of six votes.",
        "Deputies backed the bill by a margin of eight votes.",
    ),
    (
        "The survey found that 58 per cent of voters want a new bridge.",
        "The survey found that more than half of voters want a new bridge.",
        "The survey found that less than half of voters want a new bridge.",
    ),
    (
        "Sales fell by a third in June.",
        "In June sales fell by a third.",
        "In June sales fell by a quarter.",
    ),
    (
        "The doctor was convicted over two deaths at the clinic.",
        "The doctor was convicted over two deaths.",
        "The doctor was convicted over three deaths.",
    ),
    (
        "The Soviet authorities closed the plant in 1978.",
        "The Soviets closed the plant in 1978.",
        "The Germans closed the plant in 1978.",
    ),
    (
        "Marta Cho leads Ed Tillery in the poll.",
        "Ed Tillery trails Marta Cho in the poll.",
        "Marta Cho trails Ed Tillery in the poll.",
    ),
    (
        "At least 40 houses were flooded in Tresk.",
        "No fewer than 40 houses were flooded in Tresk.",
        "Fewer than 40 houses were flooded in Tresk.",
    ),
]


@pytest.mark.parametrize(("cited", "true", "false"), TWINS)
def test_the_same_in_other_words_passes_and_its_twin_does_not(
    cited: str, true: str, false: str
) -> None:
    assert check(true, [Cited(cited, None)]).status == "supported"
    assert check(false, [Cited(cited, None)]).status != "supported"
