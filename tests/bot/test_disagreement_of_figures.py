"""Figures that stand in one matter and do not contradict each other, beside like ones that do."""

from __future__ import annotations

import pytest

from tests.bot.differing import differing, values
from tests.conftest import OpenIndex

FLOOD = "How many people drowned in the flood in Lorn?"
SIX = "Six people drowned in the flood in Lorn."
SHARE = "What share of the vote did Ada Finn get in Lorn?"
FINN = "Ada Finn got 39 percent of the vote in Lorn."
SEATS = "How many seats did the Farmers' League win in Lorn?"
TWELVE = "The Farmers' League won 12 seats in Lorn."
JOBLESS = "What is the jobless rate in Lorn?"
SIX_PERCENT = "The jobless rate in Lorn is 6.2 percent."
TUNNEL = "How much did the tunnel in Lorn cost?"
TWENTY = "The tunnel in Lorn cost 20 million euros."


@pytest.mark.parametrize(
    ("question", "one", "other", "differ"),
    [
        (SHARE, FINN, "Jan Polk received 51 percent of the vote in Lorn, Ada Finn 39.", False),
        (SHARE, FINN, "Jan Polk received 51 percent of the vote in Lorn, Ada Finn 44.", True),
        (SHARE, FINN, "In Lorn Jan Polk won 51 percent and Ada Finn 44 percent.", True),
        (SHARE, FINN, "In Lorn 70 percent of ballots are counted; Ada Finn got 39.", False),
        (SEATS, TWELVE, "The Green List won 19 seats in Lorn, the Farmers' League 12.", False),
        (SEATS, TWELVE, "The Green List won 19 seats in Lorn, the Farmers' League 14.", True),
        (SEATS, TWELVE, "The Farmers' League won 12 out of 50 seats in Lorn.", False),
        (SEATS, TWELVE, "The Farmers' League won 14 out of 50 seats in Lorn.", True),
        (SEATS, TWELVE, "The Farmers' League holds 14 seats in Lorn.", True),
        (
            "How many seats does the council of Lorn have?",
            "The council of Lorn has 50 seats.",
            "The League won 14 of 54 seats in the council of Lorn.",
            True,
        ),
        (
            "How many deputies voted for the tax in Lorn?",
            "Thirty deputies voted for the tax in Lorn.",
            "In Lorn 35 deputies voted against the tax.",
            False,
        ),
        (
            "How many deputies voted for the tax in Lorn?",
            "Thirty deputies voted for the tax in Lorn.",
            "In Lorn 35 deputies voted in favour of the tax.",
            True,
        ),
    ],
)
def test_votes_and_seats_are_of_those_who_got_them(
    open_index: OpenIndex, question: str, one: str, other: str, differ: bool
) -> None:
    found = differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other))
    assert (found is not None) == differ


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("Four people drowned in the flood in Lorn and another two drowned later.", False),
        ("Seven people drowned in the flood in Lorn, and four more drowned in Pelan.", True),
        ("Nine people drowned in the flood in Lorn, and 20 others were hurt.", True),
        ("Three people who drowned in the flood in Lorn have been identified.", False),
        ("Police have named all nine people who drowned in the flood in Lorn.", True),
        ("Divers rescued 40 people from drowning in the flood in Lorn.", False),
        ("It was the deadliest flood in Lorn since one in which 80 people drowned.", False),
        ("In the deadliest flood since 1950 nine people drowned in Lorn.", True),
        ("The flood in Lorn would have drowned 300 people without the dam.", False),
        ("In Lorn 80 people drowned in a flood twelve years ago.", False),
        ("In the flood in Lorn nine people drowned in a house built ten years ago.", True),
        ("Of 300 guests of an inn in Lorn six drowned in the flood.", False),
        ("Of 300 guests of an inn in Lorn nine drowned in the flood.", True),
    ],
)
def test_those_beside_the_dead_are_no_toll(open_index: OpenIndex, other: str, differ: bool) -> None:
    found = differing(open_index, FLOOD, ("2024-05-06", SIX), ("2024-05-06", other))
    assert (found is not None) == differ


@pytest.mark.parametrize(
    ("question", "one", "other", "differ"),
    [
        (JOBLESS, SIX_PERCENT, "Among women the jobless rate in Lorn is 9 percent.", False),
        (JOBLESS, SIX_PERCENT, "The youth jobless rate in Lorn is 17 percent.", False),
        (JOBLESS, SIX_PERCENT, "The jobless rate in Lorn, among the highest, is 9 percent.", True),
        (TUNNEL, TWENTY, "The county gave 3 million euros towards the cost in Lorn.", False),
        (TUNNEL, TWENTY, "The state paid 32 million euros for the tunnel in Lorn.", True),
        (
            "How much of the cost of the tunnel in Lorn did the state pay?",
            "The state paid 20 million euros of the cost of the tunnel in Lorn.",
            "The state paid 12 million euros of the cost of the tunnel in Lorn.",
            True,
        ),
        (
            "How many posts will the bank in Lorn axe?",
            "The bank in Lorn will axe 300 posts.",
            "The bank in Lorn will let 450 clerks go.",
            True,
        ),
        (
            "How many posts will the bank in Lorn axe?",
            "The bank in Lorn will axe 300 posts.",
            "The bank in Lorn employs 4,500 clerks.",
            False,
        ),
    ],
)
def test_a_group_or_a_part_is_not_the_whole(
    open_index: OpenIndex, question: str, one: str, other: str, differ: bool
) -> None:
    found = differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other))
    assert (found is not None) == differ


RAIDS = "How many people were killed in the raids on Lorn?"


@pytest.mark.parametrize(
    ("one", "day", "other", "relation"),
    [
        ("Raids on Lorn on Friday killed three people.", "07", "{} five people on Sunday.", None),
        (
            "Raids on Lorn on Sunday killed three people.",
            "06",
            "{} five people on Sunday.",
            "contradiction",
        ),
        (
            "Raids on Lorn on Saturday night killed three people.",
            "06",
            "{} five people early on Sunday.",
            "contradiction",
        ),
        (
            "Raids on Lorn on Sunday killed three people.",
            "07",
            "The toll of Sunday's raids on Lorn rose to five people on Monday.",
            "update",
        ),
        (
            "Raids on Lorn on Sunday killed three people.",
            "07",
            "{} five people on Sunday, the mayor said on Monday.",
            "contradiction",
        ),
    ],
)
def test_what_recurs_is_another_deed_on_another_day(
    open_index: OpenIndex, one: str, day: str, other: str, relation: str | None
) -> None:
    told = other.format("Raids on Lorn killed")
    found = differing(open_index, RAIDS, ("2024-05-06", one), (f"2024-05-{day}", told))
    assert (found.relation if found else None) == relation


def test_a_slide_happens_once_whatever_day_it_is_told_of(open_index: OpenIndex) -> None:
    one, other = (
        f"The landslide in Lorn killed {number} people on {day}."
        for number, day in (("three", "Saturday"), ("five", "Sunday"))
    )
    question = "How many people were killed in the landslide in Lorn?"
    assert differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other)) is not None


@pytest.mark.parametrize(
    ("question", "one", "written", "other", "differ"),
    [
        ("When did the war in Lorn break out?", "War broke out in Lorn on Saturday.", "2024-05-06",
         "The war in Lorn ended on Sunday.", False),
        ("When did the war in Lorn break out?", "War broke out in Lorn on Saturday.", "2024-05-06",
         "The war in Lorn started on Friday.", True),
        ("When was Jan Polk freed in Lorn?", "Jan Polk was freed in Lorn on Friday.", "2024-05-06",
         "Jan Polk flew home on Sunday after he had been freed in Lorn.", False),
        ("When was Jan Polk freed in Lorn?", "Jan Polk was freed in Lorn on Friday.", "2024-05-06",
         "Jan Polk flew home on Sunday after he was freed in Lorn on Saturday.", True),
        ("When does the fair in Lorn open?", "The fair in Lorn opens on 3 August.", "2023-05-06",
         "The fair in Lorn opens on 5 August.", False),
        ("When does the fair in Lorn open?", "The fair in Lorn opens on 3 August.", "2024-05-06",
         "The fair in Lorn opens on 5 August.", True),
        ("When did the bridge in Lorn open?", "The bridge in Lorn opened on 3 August 2019.",
         "2023-05-06", "The bridge in Lorn opened on 5 August 2017.", True),
    ],
)  # fmt: skip
def test_days_are_of_the_deed_and_of_the_year_that_are_asked_for(
    open_index: OpenIndex, question: str, one: str, written: str, other: str, differ: bool
) -> None:
    found = differing(open_index, question, ("2024-05-06", one), (written, other))
    assert (found is not None) == differ


@pytest.mark.parametrize(
    "question",
    [
        "What was the death toll of the flood in Lorn?",
        "What is the death toll of the flood in Lorn?",
        "What was the final death toll of the flood in Lorn?",
        "What is the latest toll of the flood in Lorn?",
        "How many people did the flood in Lorn kill?",
    ],
)
def test_a_toll_is_an_update_whatever_it_is_called(open_index: OpenIndex, question: str) -> None:
    found = differing(
        open_index,
        question,
        ("2024-05-03", "The flood in Lorn killed at least five people and cut off 900 homes."),
        ("2024-05-04", "The death toll from the flood in Lorn rose to 11 on Saturday."),
        (
            "2024-05-08",
            "The search in Lorn ended after the last three missing people were found dead under "
            "a bridge in the flood. The toll now stands at 17.",
        ),
    )
    assert found is not None
    assert (found.relation, values(found)) == ("update", ["17", "11", "at least five"])


def test_those_found_last_are_no_toll_but_those_found_are(open_index: OpenIndex) -> None:
    question = "How many people died in the flood in Lorn?"
    one = ("2024-05-04", "Nine people died in the flood in Lorn.")
    last = ("2024-05-04", "In Lorn the last two people were found dead in the flood.")
    found = ("2024-05-04", "In Lorn 12 people were found dead in the flood.")
    assert differing(open_index, question, one, last) is None
    assert values(differing(open_index, question, one, found)) == ["Nine", "12"]


_JAILED = "Orla Finn was sentenced to nine years in prison for arson in Lorn."


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (
            "A court in Lorn cut the prison term of Orla Finn from nine years to six and a half.",
            ["six and a half", "nine years"],
        ),
        (
            "A court in Lorn raised the prison term of Orla Finn from nine years to 12.",
            ["12", "nine years"],
        ),
        (
            "A court in Lorn cut the prison term of Orla Finn to six and a half years.",
            ["six and a half years", "nine years"],
        ),
        ("A court in Lorn cut the prison term of Jan Polk to six and a half years.", []),
        ("Orla Finn began her prison term in Lorn in a cell with six others.", []),
        ("In Lorn arson is punished by prison terms from nine to 12 years.", []),
        ("Orla Finn moved in Lorn from a cell of nine women in prison to one of six.", []),
    ],
)
def test_a_term_that_a_later_court_changes_is_an_update(
    open_index: OpenIndex, later: str, found: list[str]
) -> None:
    for question in (
        "How long must Orla Finn go to prison?",
        "How many years in prison did Orla Finn get?",
    ):
        made = differing(open_index, question, ("2024-03-04", _JAILED), ("2024-09-05", later))
        assert values(made) == found
        assert made is None or made.relation == "update"


_KILLED = "The army of Korr killed 45 rebels at the dam in Lorn on Monday, it said."


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (
            ["The Sula League said six of its fighters were killed at the dam in Lorn, not 45."],
            ["45", "six"],
        ),
        (
            [
                "The Sula League said that six of its men were killed at the dam in Lorn.",
                "The rebels of the Sula League have held Lorn since April.",
            ],
            ["45", "six"],
        ),
        (
            [
                "The Sula League said that six of its fighters were killed at the dam in Lorn.",
                "The Sula League has held Lorn since April.",
            ],
            [],
        ),
        (
            [
                "The Sula League said that six of its fighters were killed at the dam in Lorn.",
                "The Sula League fights the rebels of the Tarn Front in Lorn.",
            ],
            [],
        ),
        (["The Sula League said that six soldiers were killed at the dam in Lorn, not 45."], []),
    ],
)
def test_those_whom_some_call_rebels_are_their_own_partys_fighters(
    open_index: OpenIndex, others: list[str], found: list[str]
) -> None:
    articles = [("2024-09-03", told) for told in (_KILLED, *others)]
    question = "How many rebels were killed at the dam in Lorn?"
    assert sorted(values(differing(open_index, question, *articles))) == found
