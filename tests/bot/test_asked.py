"""What a question asks for beside its words, and words that have to do with each other."""

from __future__ import annotations

import pytest

from bot.drafting.asked import asked, reasoned
from bot.drafting.relation import missing_years
from bot.language.english import kin
from bot.language.figures import figures
from bot.planning import plan


def acts(question: str) -> list[str]:
    planned = plan(question)
    return [t.surface for t, act in zip(planned.terms, asked(planned).acts, strict=True) if act]


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ("Who booed the minister?", ["booed"]),
        ("How much did the strike cost the town?", ["cost"]),
        ("Which banks were closed in March?", ["closed"]),
        ("Who is the mayor of Brenmoor?", []),
    ],
)
def test_the_verbs_of_a_question(question: str, verbs: list[str]) -> None:
    assert acts(question) == verbs


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which ship was unloaded first?", "ship"),
        ("What steel company bought the mine?", "company"),
        ("What did the mayor say?", None),
        ("Who closed the school?", None),
    ],
)
def test_the_kind_of_thing_that_is_asked_for(question: str, kind: str | None) -> None:
    found = asked(plan(question)).kind
    assert (found.surface if found else None) == kind


def test_who_is_to_have_said_it() -> None:
    assert [w.surface for w in asked(plan("What did Clara Nyhus say of the queue?")).speakers] == [
        "Nyhus"
    ]
    said = asked(plan("How many were hurt according to Kestria?")).speakers
    assert [w.surface for w in said] == ["Kestria"]


def test_a_reason_is_asked_for_and_given() -> None:
    assert asked(plan("Why was the bridge closed?")).reason
    assert not asked(plan("When was the bridge closed?")).reason
    assert reasoned("It was closed because of cracks.", ()) == 1.0
    assert reasoned("It stayed shut.", ("It was closed because of cracks.",)) < 1.0
    assert reasoned("It stayed shut.", ()) == 0.0


def test_words_that_single_out_one_of_many() -> None:
    found = asked(plan("Which was the largest and the first of the ships?")).extremes
    assert [w.surface for w in found] == ["largest", "first"]


def test_the_kin_of_a_word() -> None:
    assert ("winner", "n") in kin("won").own
    assert ("fall", "v") in kin("rose").opposites
    assert ("begin", "v") in kin("commenced").synonyms
    assert not kin("qqq").own


def test_a_headline_s_year_is_spoken_of() -> None:
    asked_of = figures("How high was the river in the 2009 flood?")
    sentence, article = "The river reached 7.9 metres.", "In 2009 it rained. 2024."
    assert missing_years(asked_of, sentence, "", article, "2024-02-17")
    headline = "Brenmoor remembers the 2009 flood"
    assert not missing_years(asked_of, sentence, headline, article, "2024-02-17")
