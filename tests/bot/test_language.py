"""Terms, figures, names of states, and what stands next to what."""

from __future__ import annotations

import pytest

from bot.checking.text import parse
from bot.drafting.relation import (
    counted,
    crossed,
    missing_figures,
    missing_names,
    names,
    other_kind,
)
from bot.language.figures import figures, has_date, has_quantity
from bot.language.parties import party
from bot.language.terms import alike, content, stem, words


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("fifty soldiers", 50, "count"),
        ("6,500 dead", 6500, "count"),
        ("6.5 thousand dead", 6500, "count"),
        ("two hundred and five cases", 205, "count"),
        ("fifty-one hours", 51, "count"),
        ("a dozen ships and one dozen more", 12, "count"),
        ("in 2020", 2020, "year"),
        ("on November 10", 10, "day"),
        ("10 November", 10, "day"),
        ("63.4 per cent", 63.4, "percent"),
        ("$3.5 million", 3_500_000, "money"),
        ("310 million crowns", 310_000_000, "count"),
        ("the 42nd", 42, "ordinal"),
    ],
)
def test_numbers_are_read_in_any_spelling(text: str, value: float, kind: str) -> None:
    found = [f for f in figures(text) if f.value == value]
    assert found, figures(text)
    if text != "310 million crowns":
        assert found[0].kind == kind


def test_digits_inside_words_are_no_numbers() -> None:
    assert figures("the MH17 inquiry and the A4 road") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By the end of June 31 kilometres will have been laid.", "count"),
        ("By the end of June 12 kilometres will have been laid.", "count"),
        ("In early March 19 people died.", "count"),
        ("Of those found in June 31 are dead.", "count"),
        ("On June 12 people fled.", "day"),
        ("At the end of the hearing on June 30 he was freed.", "day"),
    ],
)
def test_a_number_behind_a_month_that_ends_is_no_day_of_it(text: str, kind: str) -> None:
    assert [f.kind for f in figures(text)] == [kind]
    moments = [m.get("day") for m in parse(text, None).moments]
    assert bool([d for d in moments if d]) == (kind == "day")


def test_dates_and_quantities_are_told_apart() -> None:
    assert has_date("on Tuesday evening")
    assert has_date("in May they left")
    assert not has_date("they may have left")
    assert has_quantity("dozens were hurt")
    assert not has_quantity("on November 10, 2020")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Armenia", "Armenian"),
        ("Margaryan", "Margarian"),
        ("soldier", "soldiers"),
        ("Hadrut", "Hadrot"),
        ("killed", "killing"),
    ],
)
def test_forms_of_one_word_are_alike(a: str, b: str) -> None:
    assert alike(stem(a), stem(b))


@pytest.mark.parametrize(
    ("a", "b"), [("Armenia", "Albania"), ("1995", "1996"), ("Monday", "Sunday"), ("Iran", "Iraq")]
)
def test_different_words_are_not_alike(a: str, b: str) -> None:
    assert not alike(stem(a), stem(b))


def test_a_capital_city_stands_for_its_state() -> None:
    found = [party(word) for word in words("Yerevan accused the Azerbaijani army")]
    assert found == ["Armenia", None, None, "Azerbaijan", None]


def test_a_thing_of_the_other_party_is_crossed() -> None:
    sentence = "The navy of Pelagia seized seven Velmaran trawlers."
    assert crossed("How many Pelagian trawlers were seized?", sentence)
    assert not crossed("How many Velmaran trawlers were seized?", sentence)
    assert not crossed("How many trawlers were seized?", sentence)


def test_a_thing_that_the_sentence_ascribes_to_nobody_is_not_crossed() -> None:
    assert not crossed("How many Armenian soldiers died?", "Two officers and 5 soldiers died.")


def test_a_party_by_its_capital_is_not_crossed() -> None:
    assert not crossed("How many Armenian soldiers died?", "At least 49 soldiers of Yerevan died.")


def test_what_is_counted_is_named_without_the_general_people() -> None:
    assert [w.surface for w in counted("How many Armenian soldiers were killed?")] == [
        "Armenian",
        "soldiers",
    ]
    assert counted("How many people were killed?") == []


def test_names_of_a_question_are_missed_where_they_do_not_stand() -> None:
    asked = names(content("What did John Kirby say about Turkish drones?"))
    assert {w.surface for w in asked} == {"John", "Kirby", "Turkish"}
    lacking = missing_names(asked, words("Kirby, of the White House, spoke of Turkey and John."))
    assert lacking == []
    lacking = missing_names(asked, words("Turkey sold drones."))
    assert [w.surface for w in lacking] == ["Kirby"]


def test_one_telling_word_of_a_name_suffices() -> None:
    asked = names(content("Why did the talks with the Black Reed Brigade fail?"))
    assert missing_names(asked, words("members of the brigade left the talks")) == []


def test_an_abbreviation_is_held_by_the_words_that_it_stands_for() -> None:
    asked = names(content("How many doses did the UN deliver?"))
    assert missing_names(asked, words("Aid of the United Nations has come.")) == []
    assert missing_names(asked, words("Aid of the Red Cross has come."))


def test_people_of_the_party_that_speaks_of_its_own_are_that_partys() -> None:
    sentence = "Azerbaijan announced that 4 of its soldiers were killed."
    assert crossed("How many Armenian soldiers were killed?", sentence)
    assert not crossed("How many Azerbaijani soldiers were killed?", sentence)
    assert crossed("How many soldiers did Armenia lose?", sentence)
    assert not crossed("How many soldiers did Azerbaijan lose?", sentence)


def test_people_counted_where_only_another_party_is_named_are_not_the_askeds() -> None:
    sentence = "Fifty servicemen were killed on Tuesday, the Azerbaijani ministry said."
    assert crossed("How many Armenian soldiers were killed?", sentence)
    assert not crossed("How many soldiers were killed?", sentence)


def test_the_wounded_are_no_answer_about_the_dead_nor_soldiers_about_civilians() -> None:
    assert other_kind("How many people were killed?", "Ten people were wounded on Tuesday.")
    assert not other_kind("How many people were killed?", "Seven died and ten were wounded.")
    assert other_kind("How many civilians died?", "At least 40 soldiers had died.")
    assert not other_kind("How many civilians died?", "Forty soldiers and two civilians died.")
    assert not other_kind("How many ships were lost?", "Two ships sank on Monday.")


def test_a_year_is_missed_where_it_does_not_stand() -> None:
    asked = figures("in September 2022")
    assert missing_figures(asked, "clashes of September 2021")
    assert not missing_figures(asked, "since 2022")
