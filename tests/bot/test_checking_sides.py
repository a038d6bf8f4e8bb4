"""Which of two a claim means: sides, ways, orders, limits, who speaks for whom, turns of phrase."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check
from bot.checking.text import parse
from index import Dated

CATCH = (
    "Dr Una Keel of the Marine Institute had recommended that no more than 9,000 tonnes be caught."
)
SHIFTS = (
    "Shifts of twelve hours remain, but nobody may be made to work more than two of them a week."
)
REOPEN = "Union Bank's chairwoman, Ottilie Graf, expects the doors to open again within two weeks."
DAMAGE = (
    "The finance ministry put the damage at 310 million crowns in a first estimate; insurers think"
    " that it could pass 400 million."
)
UNION = (
    "The hospital workers' union disputes the figure. According to its chairman, Bram Oster, the"
    " city's clinics have treated 75 patients."
)
QUOTAS = "Velmara may catch 6,500 tonnes a year and Pelagia 5,000."
TURNOUT = "Turnout fell to 63.4 per cent, from 67.1 per cent five years ago, said Osric Dane."
RELEASE = "The console goes on sale on 11 November 2006 in Japan and on 17 November 2006 in Europe."
QUARREL = "Pelagia's share before the quarrel had been 7,200 tonnes."
CORRIDOR = "They refused to leave the forests in the northwestern district of Hadrut."
STRIKE = "The union said that 92 per cent of the port's workers had stayed away."
TALKS = "The offer to hold talks was welcome, he said, provided that Kestria released a map."
COMMENT = "Marta Quill told reporters of the rescue. She would not comment on the mayor's figure."
GATE = "At Gate 3 the police pushed back pickets. Seven people were arrested."
CAMPAIGN = "Melk congratulated her by telephone, but his campaign spoke of irregularities."
SIGNAGE = "Walton's assistant, Bob Bogle, came up with the name for the new chain."
BUSES = "Some 700 villagers have been taken to Vell in buses."
FEAR = "Thorsen said that he feared the wind more than the mountains in the final week."
OFFICE = (
    "Korrin led the finance ministry until 2021. The head of state, Anton Rusk, could not stand for"
    " a third term."
)
SONG = "The song was first recorded in 1974 by Jim Haas with a group of session singers."
HOMES = "Damage was put at 120 million crowns, and 5,000 people lost their homes."
STUDY = "Corvane has offered a study on working time, which Lenz called “a study in doing nothing”."


def supported(claim: str, cited: str) -> bool:
    return check(claim, [Cited(cited, Dated("2024-03-06", "day", "test"))]).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Una Keel had recommended a limit of 9,000 tonnes.", CATCH),
        ("No one may be made to work more than two twelve-hour shifts a week.", SHIFTS),
        ("Ottilie Graf expects the doors to open again in under two weeks.", REOPEN),
        ("According to a first estimate by the finance ministry, damage is 310 million.", DAMAGE),
        ("The union says that the city's clinics have treated 75 patients.", UNION),
        ("Velmara may catch 6,500 tonnes, Pelagia 5,000.", QUOTAS),
        ("Turnout declined to 63.4 per cent from 67.1 per cent five years ago.", TURNOUT),
        ("The console goes on sale on 11 November 2006 in Japan, six days before Europe.", RELEASE),
        ("Quill would not comment on the mayor's figure.", COMMENT),
        ("His campaign spoke of irregularities.", CAMPAIGN),
        ("About 700 villagers were taken to Vell.", BUSES),
        ("He feared the wind more than the mountains.", FEAR),
        ("Corvane has offered a study on working time.", STUDY),
        ("They strike on Monday if the talks fail.", "They strike on Monday unless they agree."),
        ("Jim Haas first recorded the song in 1974.", SONG),
    ],
)
def test_the_same_side_in_other_words(claim: str, cited: str) -> None:
    assert supported(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Una Keel had recommended a minimum of 9,000 tonnes.", CATCH),
        ("People may be made to work at least two shifts of twelve hours a week.", SHIFTS),
        ("Pelagia's quota is 6,500 tonnes and Velmara's 5,000.", QUOTAS),
        ("Turnout rose from 63.4 per cent to 67.1 per cent.", TURNOUT),
        ("The damage of 310 million crowns is higher than the 400 million of insurers.", DAMAGE),
        ("The console goes on sale on 17 November 2006 in Europe, six days before Japan.", RELEASE),
        ("Pelagia's share after the quarrel was 7,200 tonnes.", QUARREL),
        ("They refused to leave the forests in the northeastern district of Hadrut.", CORRIDOR),
        ("The union said that 92 per cent of the port's workers had turned up.", STRIKE),
        ("The offer to hold talks was welcome, he said, unless Kestria released a map.", TALKS),
        ("Quill confirmed the mayor's figure.", COMMENT),
        ("At Gate 7 the police pushed back pickets.", GATE),
        ("Her campaign spoke of irregularities.", CAMPAIGN),
        ("Bogle's assistant Walton came up with the name for the new chain.", SIGNAGE),
        ("About 700 villagers were taken out of Vell in buses.", BUSES),
        ("He feared the mountains more than the wind.", FEAR),
        ("Korrin could not stand for a third term as head of state.", OFFICE),
        ("According to Jim Haas, the song was first recorded in 1974.", SONG),
        ("5,000 people were killed.", HOMES),
    ],
)
def test_the_other_side_is_not_supported(claim: str, cited: str) -> None:
    assert not supported(claim, cited)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two twelve-hour shifts", [2, 12]),
        ("between 25 and 50 million people", [25e6, 50e6]),
        ("a 310-million-mark hole", [310e6]),
        ("half the country's schools", [0.5]),
    ],
)
def test_numbers_that_are_written_together(text: str, values: list[float]) -> None:
    assert [q.value for q in parse(text).quantities] == values


def test_the_dot_of_an_initial_ends_no_sentence() -> None:
    cited = "The bridge was purchased by Robert P. McCulloch from the City of London."
    assert supported("Robert McCulloch bought the bridge from the City of London.", cited)
