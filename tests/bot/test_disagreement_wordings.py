"""Pairs of reports in their own words: which give one figure differently, and which two figures."""

from __future__ import annotations

import pytest

from tests.bot.differing import differing, values
from tests.conftest import OpenIndex


@pytest.mark.parametrize(
    ("question", "one", "other", "written"),
    [
        (
            "How many people died in the fire in Tarn?",
            "Nine people died in the fire in Tarn on Sunday.",
            "The death toll of the collapse of roofs in the Tarn fire has gone up to 14.",
            ["14", "Nine"],
        ),
        (
            "How old is Lena Brandt of Tarn?",
            "Lena Brandt, 57, was led out of the court of Tarn.",
            "The banker Lena Brandt (61) wept in the court of Tarn.",
            ["57", "61"],
        ),
        (
            "How many houses were destroyed in Tarn?",
            "Houses destroyed in Tarn: 2,034.",
            "The storm has destroyed 1,100 houses in Tarn.",
            ["1,100", "2,034"],
        ),
        (
            "How many votes did Milan Otten get in Tarn?",
            "The board gives Sefa Doru 1,200 votes in Tarn and Milan Otten 1,100 votes.",
            "Milan Otten won the poll in Tarn with 1,900 votes.",
            ["1,100 votes", "1,900 votes"],
        ),
        (
            "How many aircraft did Korr lose at Tarn?",
            "Three aircraft of Korr were shot down at Tarn on Sunday.",
            "Korr lost one Mig at Tarn on Sunday, its air force said.",
            ["Three", "one"],
        ),
        (
            "Who broke the truce at Tarn?",
            "The army of Korr broke the truce at Tarn on Sunday.",
            "It was Azmer that violated the truce at Tarn on Sunday.",
            None,
        ),
        (
            "How strong was the quake near Tarn?",
            "The quake near Tarn measured 6.1, the observatory said.",
            "A 5.8-magnitude quake shook Tarn on Sunday.",
            ["5.8", "6.1"],
        ),
        (
            "At what time did the trains collide near Tarn?",
            "The trains ran into each other near Tarn shortly after half past noon on Sunday.",
            "The trains collided near Tarn at 12.50 p.m. on Sunday.",
            ["12.50 p.m.", "half past noon"],
        ),
        (
            "How many people died in the crash near Tarn?",
            "Seven people lost their lives in the crash near Tarn on Sunday.",
            "A woman of 34 died on Monday, the eighth victim of the crash near Tarn.",
            ["Seven", "eighth"],
        ),
        (
            "How long is the prison sentence of Ada Finn?",
            "Ada Finn of Tarn was sentenced to three years and six months in prison.",
            "Ada Finn of Tarn has been given four and a half years in prison.",
            ["four and a half years", "three years and six months"],
        ),
        (
            "How many votes did Milan Otten get in Tarn?",
            "Sefa Doru received 1,200 votes in Tarn and Milan Otten 1,100.",
            "In Tarn Milan Otten received 1,900 votes.",
            ["1,100", "1,900 votes"],
        ),
        (
            "How many soldiers were killed at Tarn before the truce?",
            "Before the truce 340 soldiers were killed at Tarn, the paper has counted.",
            "Up to the truce 415 of our soldiers laid down their lives at Tarn, the army said.",
            ["340", "415"],
        ),
        (
            "Did Korr attack the tanker off Tarn?",
            "Korr attacked the tanker off Tarn on Sunday, the minister said.",
            "Korr had no part whatever in the attack on the tanker off Tarn.",
            None,
        ),
    ],
    ids=[
        "gone up to",
        "ages",
        "labels",
        "votes",
        "makes",
        "one deed",
        "magnitude",
        "minutes past",
        "nth victim",
        "two-part terms",
        "votes of two",
        "before the truce",
        "no part",
    ],
)
def test_figures_are_found_as_reports_write_them(
    open_index: OpenIndex, question: str, one: str, other: str, written: list[str] | None
) -> None:
    found = differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other))
    assert found is not None
    assert written is None or sorted(values(found)) == written


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many people were killed in the collapse of the hall in Tarn?",
            "At least 12 people were killed in the collapse of a hall in Tarn on Sunday.",
            "Nineteen people were killed on Sunday when a bus and a lorry collided near Tarn.",
        ),
        (
            "What was the turnout in the second round in Tarn?",
            "The turnout in the second round in Tarn was 64 percent.",
            "The turnout in the first round in Tarn was 58 percent.",
        ),
        (
            "How many people were in the mine of Tarn?",
            "The fire killed 51 people in the mine of Tarn.",
            "The fire in the mine of Tarn has killed 63 people, families say.",
        ),
        (
            "How far did the rocket of Tarn fly?",
            "The rocket of Tarn flew 1,080 kilometres.",
            "The rocket of Tarn came down 170 kilometres off the coast.",
        ),
        (
            "How many people were hit by the crash in Tarn?",
            "Nine people were killed in the crash in Tarn on Sunday.",
            "Twenty people were injured in the crash in Tarn on Sunday.",
        ),
        (
            "How long is the road to Tarn?",
            "The road to Tarn is 9 kilometres long.",
            "The road to Tarn is 5.6 miles long.",
        ),
        (
            "How many soldiers were killed at Tarn before the truce?",
            "Before the truce 340 soldiers were killed at Tarn.",
            "Since the truce eight soldiers have been killed at Tarn.",
        ),
        (
            "How many houses were damaged by the storm in Tarn?",
            "The storm in Tarn damaged 1,050 houses, the mayor said.",
            "The storm flattened 700 houses in Tarn, the paper said.",
        ),
        (
            "To how many years was Ada Finn of Tarn sentenced?",
            "Ada Finn of Tarn was sentenced to three years in prison.",
            "The prosecutor asked for six years in prison for Ada Finn of Tarn.",
        ),
        (
            "How many workers will the shipyard of Tarn dismiss?",
            "The shipyard of Tarn will dismiss 800 workers, 500 of them in the harbour.",
            "In the harbour 500 workers of the shipyard of Tarn will be dismissed.",
        ),
        (
            "How many ships lie in the port of Tarn?",
            "There are 14 ships in the port of Tarn, the harbour office said.",
            "Three ships ran aground outside the port of Tarn in the storm.",
        ),
    ],
    ids=[
        "another event",
        "another round",
        "nobody asks for the dead",
        "where, not how far",
        "killed and injured",
        "miles and kilometres",
        "before and since",
        "damaged and destroyed",
        "asked for and given",
        "a part told as one",
        "other things done",
    ],
)
def test_figures_of_different_things_do_not_differ(
    open_index: OpenIndex, question: str, one: str, other: str
) -> None:
    assert differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other)) is None


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Who accused Korr of shelling Tarn?",
            "The council of Azmer accused Korr of shelling Tarn.",
            "The ministry of Pelan accused Korr, claiming that it had been shelling Tarn.",
        ),
        (
            "Who condemned the attack on Tarn?",
            "Pelan condemned the attack on Tarn on Sunday.",
            "Azmer condemned the attack on Tarn on Sunday.",
        ),
        (
            "Who announced the closure of the port of Tarn?",
            "The harbour office of Pelan announced the closure of the port of Tarn.",
            "Azmer announced the closure of the port of Tarn on Sunday.",
        ),
    ],
)
def test_what_several_may_do_is_no_contradiction(
    open_index: OpenIndex, question: str, one: str, other: str
) -> None:
    assert differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other)) is None


def test_two_who_claim_one_attack_differ(open_index: OpenIndex) -> None:
    one, other = (
        f"{who} claimed the attack on the barracks of Tarn." for who in ("Pelan", "Azmer")
    )
    question = "Who claimed the attack on the barracks of Tarn?"
    assert differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other)) is not None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Who killed the mayor who criticised the army?",
            "{} killed the mayor who criticised the army.",
        ),
        (
            "Who shelled the school that Pelan said was empty?",
            "{} shelled the school that Pelan said was empty.",
        ),
        ("Who is said to have killed the mayor of Tarn?", "{} killed the mayor of Tarn."),
    ],
)
def test_what_several_do_in_a_further_clause_hides_no_contradiction(
    open_index: OpenIndex, question: str, said: str
) -> None:
    one, other = (said.format(who) for who in ("Korr", "Azmer"))
    assert differing(open_index, question, ("2024-05-06", one), ("2024-05-06", other)) is not None


RECALLED = (
    "The Ruve has been fought over before. In the second war, in August 2009, Korr held the hills"
    " for weeks. About 1,300 soldiers died at the Ruve."
)


@pytest.mark.parametrize(
    ("recalled", "differ"),
    [
        (RECALLED, False),
        # A paragraph of its own tells of its article's time.
        (RECALLED.replace(". About", ".\n\nAbout"), True),
        # The day on which a thing began to be is nobody's time.
        (
            "The dam of the Ruve, built in 1998, broke in the flood. About 1,300 soldiers died at"
            " the Ruve.",
            True,
        ),
        ("The Ruve company was founded in 2003. About 1,300 soldiers died at the Ruve.", True),
        # So does what is so now.
        (RECALLED.replace("soldiers died", "soldiers have died"), True),
    ],
)
def test_what_is_told_behind_a_day_of_long_ago_is_of_that_time(
    open_index: OpenIndex, recalled: str, differ: bool
) -> None:
    found = differing(
        open_index,
        "How many soldiers died at the Ruve?",
        ("2024-03-05", "Twelve soldiers died at the Ruve, the army said."),
        ("2024-03-15", recalled),
    )
    assert (found is not None) == differ


@pytest.mark.parametrize(
    ("told", "differ"),
    [
        ("Latvia says that it killed eleven at Kolka.", False),
        ("Latvia says that it lost eleven at Kolka.", True),
        ("Latvia's army said on Monday that shells killed eleven soldiers at Kolka.", True),
    ],
)
def test_whom_one_killed_is_not_what_one_lost(
    open_index: OpenIndex, told: str, differ: bool
) -> None:
    found = differing(
        open_index,
        "How many soldiers did Latvia lose at Kolka?",
        ("2024-03-05", "Four Latvian soldiers were killed at Kolka on Monday."),
        ("2024-03-05", told),
    )
    assert (found is not None) == differ


@pytest.mark.parametrize(
    ("question", "one"),
    [
        (
            "Who fired the shells at the town of Tarn?",
            "The shells at the town of Tarn were fired by Azmer, Korr said.",
        ),
        ("Who shelled the town of Tarn on Monday?", "Azmer shelled the town of Tarn on Monday."),
    ],
)
def test_what_somebody_uses_is_not_who_did_it(
    open_index: OpenIndex, question: str, one: str
) -> None:
    found = differing(
        open_index,
        question,
        ("2024-03-05", one),
        ("2024-03-06", "Artillery shells struck the town of Tarn on Monday."),
    )
    assert found is None


def test_days_far_apart_are_of_two_events_also_where_a_toll_rises(open_index: OpenIndex) -> None:
    found = differing(
        open_index,
        "How many people were killed by shells in Tarn?",
        ("2024-03-15", "Shells killed 11 people in the town of Tarn on 14 August 2009."),
        ("2024-03-16", "The death toll of the shells in the town of Tarn on 5 March rose to 27."),
    )
    assert found is None


@pytest.mark.parametrize(
    ("told", "differ"),
    [
        ("Latvia shelled the town of Tarn on Monday, the UN said.", True),
        ("The town of Tarn was shelled by Latvia on Monday, the UN said.", True),
        ("The UN said that Tarn, a town on the border with Latvia, was shelled on Monday.", False),
    ],
)
def test_who_is_only_named_beside_what_was_done_is_not_said_to_have_done_it(
    open_index: OpenIndex, told: str, differ: bool
) -> None:
    found = differing(
        open_index,
        "Did Latvia shell the town of Tarn?",
        ("2024-03-05", "Latvia denied that its forces had shelled the town of Tarn on Monday."),
        ("2024-03-05", told),
    )
    assert (found is not None) == differ


ENDED = (
    "TARN, 24 May 2024 - The strike at the port of Tarn ended on Friday, ten days after it began."
)


@pytest.mark.parametrize(
    ("question", "other", "differs"),
    [
        ("When did the strike in Tarn end?", "The strike at Tarn ended on Thursday.", True),
        (
            "When did the strike in Tarn end?",
            "Dockers in Tarn called off their strike on Thursday.",
            True,
        ),
        (
            "When did the strike in Tarn end?",
            "The port of Tarn came to a halt on Wednesday, on the first day of a strike.",
            False,
        ),
        (
            "When did the strike in Tarn end?",
            "Dockers in Tarn walked out on Wednesday for an open-ended strike.",
            False,
        ),
        (
            "When did the strike in Tarn end?",
            "In the last strike at Tarn, in 2011, the dockers stayed out for 23 days.",
            False,
        ),
        ("When did the strike in Tarn begin?", "The strike at Tarn began on Wednesday.", False),
    ],
)
def test_days_of_the_beginning_are_not_held_beside_days_of_the_end(
    open_index: OpenIndex, question: str, other: str, differs: bool
) -> None:
    found = differing(open_index, question, ("2024-05-24", ENDED), ("2024-05-24", other))
    assert (found is not None) is differs
