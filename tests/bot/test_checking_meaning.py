"""What words mean beside each other: denial, opposites, things counted, other words for one."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from bot.checking.counted import head
from bot.checking.opposites import exclude
from bot.checking.related import is_kind, one_word, synonyms
from bot.checking.text import parse
from index import Dated

OUTBREAK = "Four patients have died, all of them older than 65. Twelve are in intensive care."
TOWER = "The tower was shut down on 2 August. Proof is still missing."
QUARREL = (
    "The quarrel began in 2020, when Velmara left the old convention. The navy of Pelagia seized"
    " seven Velmaran trawlers. Nobody was killed."
)
WARNING = (
    "The government of Tessaly admitted that the warning system had not worked. Twelve of the 30"
    " sirens had remained silent."
)
DEMAND = "Prime Minister Ilse Varnholt rejected the demand that Marta Quill step down."
DEAL = "Members of the union accepted by 78 per cent a deal on pay."


def supported(claim: str, cited: str) -> bool:
    return check(claim, [Cited(cited, Dated("2024-03-06", "day", "test"))]).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Four deaths were counted among the patients.", OUTBREAK),
        ("There are 12 patients in intensive care.", OUTBREAK),
        ("The tower has been out of operation since 2 August.", TOWER),
        ("The quarrel started in 2020 when Velmara quit the old convention.", QUARREL),
        ("There were no deaths.", QUARREL),
        ("The government conceded that the warning system had failed.", WARNING),
        ("Varnholt refused the demand that Quill step down.", DEMAND),
        ("The members approved the deal with 78 per cent.", DEAL),
        ("He had neither boat nor money.", "I sold my boat and lost my money. Now I have neither."),
        ("The least expensive helmet passed.", "The cheapest helmet passed."),
        ("Both the male and the female feed the young.", "The male and the female feed the young."),
        ("More than half of the helmets failed.", "9 of 15 helmets failed."),
        ("About 9,000 homes were lost.", "In all 8,950 homes were lost."),
        ("The plant had 3,000 employees.", "The plant employed 3,000 people."),
        (
            "Two women had won the prize before her.",
            "She is the third woman to have won the prize.",
        ),
        (
            "The soldiers were hurt on Saturday.",
            "On Sunday it said the soldiers were hurt the day before.",
        ),
        ("The serviceman was stopped at the border.", "The soldier was stopped at the border."),
    ],
)
def test_other_words_for_the_same_are_supported(claim: str, cited: str) -> None:
    assert supported(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The union accepts the figure.", "The union disputes the figure."),
        ("Velmara joined the old convention in 2020.", QUARREL),
        ("Pelagia released seven Velmaran trawlers.", QUARREL),
        ("People were killed in the quarrel.", "Nobody was killed in the quarrel."),
        ("The government denied that the warning system had not worked.", WARNING),
        ("Twelve of the 30 sirens had been noisy.", WARNING),
        ("Varnholt accepted the demand that Quill step down.", DEMAND),
        ("The members rejected the deal by 78 per cent.", DEAL),
        ("Ombrey admits having used mortars.", "Ombrey denies having used mortars."),
        ("The fighting did not end on Monday.", "The fighting stopped on Monday."),
        ("The road had not been closed.", "The road had been shut after an accident."),
        ("The people had not been right.", "The people were right, and we were wrong."),
        ("The tower was started up on 2 August.", TOWER),
        ("Unemployment was higher in March.", "Unemployment dropped in March, youth crime rose."),
        ("Spending must be increased.", "He ruled out tax rises but said spending must be cut."),
        ("The reindeer are heavier than before.", "The reindeer weigh less than before."),
        ("Hundreds marched in the town.", "Thousands marched in the town."),
        ("The Act required monthly inspections.", "The Act required annual inspections."),
        ("It is the fifth largest lender.", "It is the fourth largest lender."),
        ("He sold the boat in March and left.", "He sold the boat in October and left."),
    ],
)
def test_what_turns_the_source_round_is_not(claim: str, cited: str) -> None:
    assert not supported(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The bank has 75 sailors.", "The bank has 75 customers."),
        ("5,000 families lost their homes.", "5,000 people lost their homes."),
        ("The fire destroyed 31 vehicles.", "The fire destroyed 31 homes."),
        ("400 lives were lost in the fire.", "The fire destroyed 400 houses."),
        ("The outbreak has reached 61 deaths.", "The outbreak has reached 61 confirmed cases."),
    ],
)
def test_a_number_does_not_pass_from_one_thing_to_another(claim: str, cited: str) -> None:
    assert not supported(claim, cited)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("12 of the 30 sirens failed", "sirens"),
        ("Four Kestrian border guards were killed", "guards"),
        ("a 310-page report", "page"),
        ("seven of the valley's bridges", "bridges"),
        ("Twelve are in intensive care", None),
        ("five concern the ballots", None),
    ],
)
def test_the_noun_that_a_number_counts(text: str, noun: str | None) -> None:
    parsed = parse(text)
    found = head(parsed, parsed.quantities[0])
    assert (found.surface if found else None) == noun


def test_the_dictionary_says_nothing_of_words_that_it_does_not_know() -> None:
    assert not one_word("qwertzu", "asdfgh")
    assert not synonyms("qwertzu", "asdfgh")
    assert not is_kind("qwertzu", "vehicle")
    assert not exclude("qwertzu", "asdfgh")


def test_how_words_stand_to_each_other() -> None:
    assert one_word("won", "winner")
    assert is_kind("soldier", "serviceman")
    assert not is_kind("serviceman", "soldier")
    assert exclude("strengthened", "weakening")
    assert exclude("rose", "dropped")
    assert not exclude("sold", "bought")
