"""Claims against the words that they cite: each rule, from both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checking import Cited, Verdict, check
from index import Dated

WEDNESDAY = Dated("2024-03-06", "day", "test")
CLASH = "Seven soldiers were killed and ten wounded in the clash on Tuesday, the ministry said."


def judged(claim: str, cited: str, published: Dated | None = None) -> Verdict:
    return check(claim, [Cited(cited, published)])


def kinds(verdict: Verdict) -> set[str]:
    return {fault.kind for fault in verdict.faults}


@pytest.mark.parametrize(
    "claim",
    [
        "7 soldiers were killed in the clash.",
        "The ministry said that seven soldiers were killed in the clash on Tuesday.",
        "Ten were wounded in the clash.",
        "On 5 March 2024 seven soldiers were killed in the clash.",
    ],
)
def test_what_the_source_says_in_any_spelling_is_supported(claim: str) -> None:
    assert judged(claim, CLASH, WEDNESDAY).status == "supported"


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Ten soldiers were killed in the clash.", "counted"),
        ("Nine soldiers were killed in the clash.", "number"),
        ("Seven soldiers were killed in the clash on Monday.", "time"),
        ("Seven soldiers were killed in the clash on 4 March 2024.", "time"),
        ("At least seven soldiers were killed in the clash.", "bound"),
        ("No soldiers were killed in the clash.", "denied"),
        ("Seven Kestrian soldiers were killed in the clash.", "name"),
        ("Seven civilians were killed in the clash.", "counted"),
    ],
)
def test_a_claim_that_says_otherwise_is_not_supported(claim: str, kind: str) -> None:
    verdict = judged(claim, CLASH, WEDNESDAY)
    assert verdict.status != "supported"
    assert kind in kinds(verdict), verdict
    assert verdict.unsupported
    assert verdict.reason


def test_ten_killed_is_not_supported_by_seven_killed_and_ten_wounded() -> None:
    assert judged("10 killed.", "7 killed, 10 wounded.").status != "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The damage is 6.5 million crowns.", "The damage is 6,500,000 crowns."),
        ("Turnout was 61 per cent.", "Turnout was 61%."),
        ("The bank lost $1.4 billion.", "The bank lost $1.4bn."),
        ("Two thirds of the homes were lost.", "Two-thirds of the homes were lost."),
        ("The siege lasted a decade.", "The siege lasted ten years."),
        ("Nine out of ten members voted.", "90 percent of the members voted."),
        ("The strike lasted six weeks.", "The six-week strike was over."),
    ],
)
def test_numbers_are_compared_by_what_they_amount_to(claim: str, cited: str) -> None:
    assert judged(claim, cited).status == "supported"


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The strike lasted six days.", "The strike lasted six weeks."),
        ("The fine is 500 marks.", "The fine is 500 crowns."),
        ("The river stood at 7 feet.", "The river stood at 7 metres."),
        ("About 400 homes were lost.", "At least 400 homes were lost."),
        ("At most 400 homes were lost.", "At least 400 homes were lost."),
        ("The sirens sounded at 2.15 pm.", "The sirens sounded at 2.15 am."),
    ],
)
def test_units_and_bounds_must_agree(claim: str, cited: str) -> None:
    assert judged(claim, cited).status != "supported"


def test_quoted_words_must_stand_in_the_source() -> None:
    cited = "“We count bodies, not rumours,” answered Marta Quill."
    assert judged('Quill said: "We count bodies, not rumours."', cited).status == "supported"
    assert judged('Quill said: "We count heads, not rumours."', cited).status != "supported"


def test_a_name_may_be_spelt_as_another_paper_spells_it() -> None:
    cited = "Russia's defence minister Sergei Shoigu telephoned Nikol Pashinyan."
    claim = "Sergey Shoygu, Russia's defence minister, telephoned Nikol Pashinian."
    assert judged(claim, cited).status == "supported"
    assert judged(claim.replace("Pashinian", "Margaryan"), cited).status != "supported"


def test_a_capital_stands_for_its_government() -> None:
    cited = "Azerbaijan said that four of its soldiers were killed."
    assert judged("Baku said that four of its soldiers were killed.", cited).status == "supported"
    assert (
        judged("Yerevan said that four of its soldiers were killed.", cited).status != "supported"
    )


def test_what_one_said_is_not_ascribed_to_another() -> None:
    cited = "Bram Oster said that the tower was clean. Joan Tulle said that the letter was lost."
    assert judged("Joan Tulle said that the letter was lost.", cited).status == "supported"
    assert judged("Joan Tulle said that the tower was clean.", cited).status != "supported"


def test_the_doer_of_a_deed_is_not_exchanged() -> None:
    cited = "Ruth Adeyemi beat Colin Marsh by 212 votes."
    assert judged("Ruth Adeyemi defeated Colin Marsh by 212 votes.", cited).status == "supported"
    assert judged("Colin Marsh defeated Ruth Adeyemi by 212 votes.", cited).status != "supported"


def test_a_thing_of_one_party_is_not_given_to_another() -> None:
    cited = "Armenian soldiers left the town, while Azerbaijani tanks entered it."
    assert judged("Azerbaijani soldiers left the town.", cited).status != "supported"


def test_before_and_after_may_change_places_together_only() -> None:
    cited = "The sirens sounded 25 minutes before the levee broke."
    assert (
        judged("The levee broke 25 minutes after the sirens sounded.", cited).status == "supported"
    )
    assert (
        judged("The sirens sounded 25 minutes after the levee broke.", cited).status != "supported"
    )


def test_figures_of_two_far_sentences_are_not_put_together() -> None:
    cited = "Nineteen people died in Brenmoor. The sirens failed. The mayor resigned in Orvane."
    verdict = judged("Nineteen people died and the mayor resigned in Orvane.", cited)
    assert verdict.status != "supported"


def test_the_supporting_stretch_is_one_sentence_or_two_and_is_found() -> None:
    cited = "The sirens failed. The levee broke at dawn. Nineteen people died in Brenmoor."
    verdict = judged("19 people died in Brenmoor.", cited)
    ((number, span),) = verdict.supporting
    assert (number, cited[span.start : span.end]) == (0, "Nineteen people died in Brenmoor.")


def test_the_passage_that_bears_it_out_is_found_among_several() -> None:
    passages = [Cited("The sirens failed."), Cited(CLASH), Cited("The bank was closed.")]
    verdict = check("Seven soldiers were killed in the clash.", passages)
    assert verdict.status == "supported"
    assert verdict.supporting[0][0] == 1


def test_a_claim_without_a_source_is_uncited() -> None:
    assert check("Seven soldiers were killed.", []).status == "uncited"


def test_a_supported_claim_scores_above_a_wrong_one() -> None:
    right = judged("Seven soldiers were killed in the clash.", CLASH)
    wrong = judged("Nine soldiers were killed in the clash.", CLASH)
    assert 0 <= wrong.score < 0.5 <= right.score <= 1


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_judged(claim: str, cited: str) -> None:
    verdict = judged(claim, cited)
    assert 0 <= verdict.score <= 1
    for number, span in verdict.supporting:
        assert number == 0
        assert 0 <= span.start < span.end <= len(cited)


@given(st.sampled_from([CLASH, "The sirens failed.", "It is 7.4 metres high, said Ilse Varnholt."]))
def test_a_sentence_supports_itself(sentence: str) -> None:
    assert judged(sentence, sentence).status == "supported"
