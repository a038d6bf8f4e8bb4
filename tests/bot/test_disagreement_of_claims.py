"""Who did it, why, and whether: which claims of two sources exclude each other."""

from __future__ import annotations

import pytest

from tests.bot.differing import differing, values
from tests.conftest import OpenIndex

_HALL = "The collapse of the hall in Brenn was caused by rotten beams."
_PORT = "Korr bombed the port of Sula on Friday."
_JUDGE = "Who shot the judge in Sula?"


def _relation(
    open_index: OpenIndex, question: str, one: str, other: str, later: str = "2024-05-06"
) -> str | None:
    found = differing(open_index, question, ("2024-05-06", one), (later, other))
    return None if found is None else found.relation


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("The market was moved because of the collapse of the hall in Brenn.", None),
        ("The collapse of the hall in Brenn led to a wave of protests.", None),
        ("Eleven workers were dismissed as a result of the collapse of the hall in Brenn.", None),
        ("The delays caused anger after the collapse of the hall in Brenn.", None),
        ("Relatives blamed the mayor for delays after the collapse of the hall in Brenn.", None),
        ("Engineers are examining the cause of the collapse of the hall in Brenn.", None),
        ("An inquiry into what triggered the collapse of the hall in Brenn has begun.", None),
        ("The cause of the collapse of the hall in Brenn is unclear.", None),
        ("Rotten beams led to the collapse of the hall in Brenn.", None),
        ("The collapse of the hall in Brenn was due to heavy snow.", "contradiction"),
        ("In Brenn, heavy snow caused the collapse of the hall.", "contradiction"),
        ("Snow led to the collapse of the hall in Brenn.", "contradiction"),
        ("Engineers blamed heavy snow for the collapse of the hall in Brenn.", "contradiction"),
        ("The collapse of the hall in Brenn is blamed on heavy snow.", "contradiction"),
        ("Police attributed the collapse of the hall in Brenn to a blast.", "contradiction"),
        ("The cause of the collapse of the hall in Brenn was heavy snow.", "contradiction"),
        ("The collapse of the hall in Brenn was no accident but sabotage.", "contradiction"),
    ],
)
def test_only_another_cause_of_the_same_contradicts_a_cause(
    open_index: OpenIndex, other: str, relation: str | None
) -> None:
    question = "What caused the collapse of the hall in Brenn?"
    assert _relation(open_index, question, _HALL, other) == relation


def test_two_ways_to_say_that_it_was_meant_are_one_cause(open_index: OpenIndex) -> None:
    question = "What caused the fire in Sula?"
    one, other = "The fire in Sula was arson.", "The fire in Sula was set on purpose."
    assert _relation(open_index, question, one, other) is None


def test_a_mishap_and_an_intent_are_two_causes(open_index: OpenIndex) -> None:
    question = "What caused the fire in Sula?"
    one, other = "The fire in Sula was an accident.", "The fire in Sula was set on purpose."
    assert _relation(open_index, question, one, other) == "contradiction"


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("No one was hurt when Korr bombed the port of Sula.", None),
        ("Nobody was injured in the bombing of the port of Sula by Korr.", None),
        ("The port of Sula was not in use while Korr bombed it.", None),
        ("Korr bombed the port of Sula and gave no warning.", None),
        ("There were no victims in the port of Sula, which Korr bombed on Friday.", None),
        ("The army would not say whether Korr bombed the port of Sula.", None),
        ("The mayor could not confirm that Korr bombed the port of Sula.", None),
        ("It is not clear if Korr bombed the port of Sula.", None),
        ("Korr did not bomb the port of Sula.", "contradiction"),
        ("Korr has never bombed the port of Sula, its general said.", "contradiction"),
        ("No aircraft of Korr bombed the port of Sula.", "contradiction"),
        ("Korr denies having bombed the port of Sula.", "contradiction"),
        ("Korr rejects the charge that it bombed the port of Sula.", "contradiction"),
        ("Korr did not take part in the bombing of the port of Sula.", "contradiction"),
        ("Reports that Korr bombed the port of Sula are a lie.", "contradiction"),
        ("There is no evidence that Korr bombed the port of Sula.", "contradiction"),
    ],
)
def test_only_a_denial_of_the_deed_itself_contradicts_it(
    open_index: OpenIndex, other: str, relation: str | None
) -> None:
    assert _relation(open_index, "Did Korr bomb the port of Sula?", _PORT, other) == relation


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Was the bishop of Sula murdered?",
            "The bishop of Sula was murdered, the police said.",
            "The man who murdered the bishop of Sula has not been found.",
        ),
        (
            "Did the tanker of Korr collide with the ferry off Sula?",
            "The tanker of Korr collided with the ferry off Sula.",
            "The tanker of Korr lies off Sula since it collided with the ferry.",
        ),
        (
            "Did Korr bomb the port of Sula?",
            "Korr did not bomb the port of Sula.",
            "Korr threatened to bomb the port of Sula.",
        ),
    ],
    ids=["relative", "lies", "threatened"],
)
def test_what_is_denied_beside_a_deed_does_not_deny_it(
    open_index: OpenIndex, question: str, one: str, other: str
) -> None:
    assert _relation(open_index, question, one, other) is None


def test_a_deed_that_is_itself_a_refusal_is_denied_by_its_denial(open_index: OpenIndex) -> None:
    question = "Did the union of Sula reject the offer?"
    one = "The union of Sula rejected the offer."
    other = "The union of Sula did not reject the offer."
    assert _relation(open_index, question, one, other) == "contradiction"


@pytest.mark.parametrize(
    ("question", "one", "other", "relation"),
    [
        (
            "Has the bank of Sula paid the fine?",
            "The bank of Sula has not yet paid the fine.",
            "The bank of Sula has paid the fine.",
            "update",
        ),
        (
            "Has the bank of Sula paid the fine?",
            "The bank of Sula has paid the fine.",
            "The bank of Sula has not paid the fine.",
            "contradiction",
        ),
        (
            "Did the bank of Sula pay the fine?",
            "The bank of Sula did not pay the fine.",
            "The bank of Sula paid the fine.",
            "contradiction",
        ),
        (
            "Has Korr bombed the port of Sula?",
            "Korr has not bombed the port of Sula.",
            "Korr bombed the port of Sula on 4 May 2024.",
            "contradiction",
        ),
    ],
    ids=["paid since", "no longer paid", "of one time", "before the denial"],
)
def test_what_had_not_happened_and_has_happened_since_is_an_update(
    open_index: OpenIndex, question: str, one: str, other: str, relation: str
) -> None:
    assert _relation(open_index, question, one, other, "2024-05-09") == relation


def test_an_update_of_a_claim_begins_with_the_newest(open_index: OpenIndex) -> None:
    found = differing(
        open_index,
        "Has the bank of Sula paid the fine?",
        ("2024-05-06", "The bank of Sula has not yet paid the fine."),
        ("2024-05-09", "The bank of Sula has paid the fine."),
    )
    assert found is not None
    assert found.changed
    assert values(found)[0] == "The bank of Sula has paid the fine."


@pytest.mark.parametrize(
    ("question", "told", "relation"),
    [
        ("Who was injured in the blast in Sula?", "{} was injured in the blast in Sula.", None),
        ("Who has been charged in Sula?", "{} has been charged in Sula.", None),
        ("Who drowned off Sula?", "{} drowned off Sula.", None),
        ("Who abstained in the vote in Sula?", "{} abstained in the vote in Sula.", None),
        ("Who signed the treaty of Sula?", "{} signed the treaty of Sula.", None),
        ("Who took part in the talks in Sula?", "{} took part in the talks in Sula.", None),
        ("Who lost their lives in Sula?", "{} lost a life in Sula.", None),
        ("Who did the police of Sula detain?", "The police of Sula detained {}.", None),
        ("Who was appointed governor?", "{} was appointed governor of Sula.", "contradiction"),
        ("Who scored the winning goal?", "{} scored the winning goal in Sula.", "contradiction"),
        ("Who is believed to have shot the judge?", "{} shot the judge in Sula.", "contradiction"),
        ("Who founded the bank of Sula?", "{} founded the bank of Sula.", "contradiction"),
    ],
)
def test_two_who_may_both_have_done_it_contradict_nobody(
    open_index: OpenIndex, question: str, told: str, relation: str | None
) -> None:
    one, other = told.format("Ida Lund"), told.format("Per Holm")
    assert _relation(open_index, question, one, other) == relation


def test_who_chose_somebody_is_not_the_one_who_was_chosen(open_index: OpenIndex) -> None:
    question = "Who was appointed governor of Sula?"
    one = "Ida Lund was appointed governor of Sula."
    assert _relation(open_index, question, one, f"{one[:-1]} by Per Holm.") is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Ida Lund", "A student", None),
        ("Ida Lund", "A sniper", None),
        ("The People's Guard of Sula", "The PGS", None),
        ("Militants", "Separatists", None),
        ("Soldiers", "The army", None),
        ("Ida Lund", "The student Per Holm", "contradiction"),
        ("The Korr Guard", "The KLA", "contradiction"),
        ("Soldiers", "Separatists", "contradiction"),
        ("The army of Korr", "Separatists", "contradiction"),
        ("The police", "The army", "contradiction"),
    ],
)
def test_a_name_and_a_description_may_be_of_one(
    open_index: OpenIndex, one: str, other: str, relation: str | None
) -> None:
    told = [f"{who} shot the judge in Sula." for who in (one, other)]
    assert _relation(open_index, _JUDGE, told[0], told[1]) == relation


@pytest.mark.parametrize(
    "told",
    [
        "The minister said {} shot the judge in Sula.",
        "Radio Korr reports that {} shot the judge in Sula.",
        "Witnesses told Radio Korr that {} shot the judge in Sula.",
        "According to Radio Korr, {} shot the judge in Sula.",
        "Near Sula, {} shot the judge.",
    ],
)
def test_who_says_it_and_where_it_was_is_no_doer(open_index: OpenIndex, told: str) -> None:
    one, other = told.format("Ida Lund"), told.format("Per Holm")
    assert _relation(open_index, _JUDGE, one, other) == "contradiction"
    assert _relation(open_index, _JUDGE, one, one.replace("The minister", "A guard")) is None


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("Orla Finn came to 41 per cent in the election in Lorn.", None),
        ("The court of Lorn refused Orla Finn a new count of the election.", None),
        ("Orla Finn rejected a debate before the election in Lorn.", None),
        ("Orla Finn, who won the election in Lorn, declined an interview.", None),
        ("Orla Finn said that Jan Polk had lost the election in Lorn.", None),
        ("Orla Finn did not win the election in Lorn.", "contradiction"),
        ("Orla Finn lost the election in Lorn.", "contradiction"),
        ("Orla Finn failed to win the election in Lorn.", "contradiction"),
        ("The court said that Orla Finn had lost the election in Lorn.", "contradiction"),
    ],
)
def test_only_the_deed_itself_or_its_opposite_tells_whether_it_was_done(
    open_index: OpenIndex, other: str, relation: str | None
) -> None:
    one = "Orla Finn won the election in Lorn."
    assert _relation(open_index, "Did Orla Finn win the election in Lorn?", one, other) == relation


@pytest.mark.parametrize("told", ["came to 41 per cent in", "spoke on the radio before"])
def test_what_tells_of_no_deed_does_not_affirm_it(open_index: OpenIndex, told: str) -> None:
    one = f"Orla Finn {told} the election in Lorn."
    other = "The court refused Orla Finn's wish for a new count of the election in Lorn."
    assert _relation(open_index, "Did Orla Finn win the election in Lorn?", one, other) is None


def test_who_fired_at_a_place_is_said_to_have_shelled_it(open_index: OpenIndex) -> None:
    one = "Korr's guns fired at the bridge in Sula on Friday."
    other = "Reports that Korr shelled the bridge in Sula are a lie."
    found = _relation(open_index, "Did Korr shell the bridge in Sula?", one, other)
    assert found == "contradiction"
