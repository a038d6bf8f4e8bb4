"""Whose figure it is where each side has its own, and words that the source says nothing of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking import Cited, check
from bot.checking.alike import Embed, remembering
from bot.settings import Settings
from index.embedding import load

PORT = [
    "The authority said 31 ships were waiting to be unloaded. The union put the number at 44.",
    "The authority said 31 ships were waiting to be unloaded. The union said it was 44.",
    "The authority counted 31 waiting ships; the union put the figure at 44.",
    "The authority said 31 ships were waiting to be unloaded. The union counted 44.",
]


@pytest.mark.parametrize("told", PORT)
def test_each_side_has_its_own_figure(told: str) -> None:
    def supported(claim: str) -> bool:
        return check(claim, [Cited(told)]).status == "supported"

    assert supported("The union said 44 ships were waiting.")
    assert not supported("The authority said 44 ships were waiting.")
    assert not supported("According to the union, 31 ships were waiting.")


@pytest.fixture(scope="module")
def embed() -> Embed:
    cache = Settings.load(environ={}, file=Path("/nonexistent")).cache
    return remembering(load("minilm", cache=cache, options="{}", made_with=None))


TOLD = (
    "Dock workers in Port Sarn voted on Wednesday to extend their strike by seven days. "
    "The authority said 31 ships were waiting to be unloaded."
)


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("The authority said that 31 ships sank.", "sank"),
        ("Dock workers in Port Sarn married on Wednesday.", "married"),
        ("The authority said 31 ships were waiting for a volcano.", "volcano"),
    ],
)
def test_a_word_that_the_source_says_nothing_of_is_named(
    claim: str, word: str, embed: Embed
) -> None:
    verdict = check(claim, [Cited(TOLD)], embed)
    assert verdict.status != "supported"
    assert word in verdict.unsupported


@pytest.mark.parametrize(
    "claim",
    [
        "According to the authority, 31 vessels waited to unload.",
        "On Wednesday the dockers of Port Sarn decided to prolong their strike by a week.",
        "Port Sarn's dockers voted for seven more days of strike.",
    ],
)
def test_other_words_for_the_same_are_borne_out(claim: str, embed: Embed) -> None:
    verdict = check(claim, [Cited(TOLD)], embed)
    assert verdict.status == "supported", verdict


VOTES = (
    "With most votes counted, the Civic Union of premier Rasa Motiek has 38.4 percent."
    " The Farmers' List falls short of the threshold. Motiek did not claim victory."
)
PROFIT = "Grain exporter Ostkorn said net profit rose to 88 million lei from 71 million."
WAVES = "Turnout was 63 percent, eleven points higher than four years ago."
SUSPECT = "Two men were arrested. A third suspect, a woman of 31, is still at large."
DUTY = "She wants the party to leave the coalition if fuel duty is not lowered by January."
TALKS = "They took the airfield after two days of fighting with government troops."


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "Premier Rasa Motiek has not claimed victory.",
            "Premier Rasa Motiek has claimed victory.",
            VOTES,
        ),
        (
            "Ostkorn's net profit increased from 71 million lei to 88 million.",
            "Ostkorn's net profit increased from 88 million lei to 71 million.",
            PROFIT,
        ),
        (
            "Turnout reached 63 percent, up 11 points on four years earlier.",
            "Turnout reached 63 percent, up 11 points on five years earlier.",
            WAVES,
        ),
        (
            "The third suspect, a 31-year-old woman, has not been caught.",
            "The fourth suspect, a 31-year-old woman, has not been caught.",
            SUSPECT,
        ),
        (
            "Unless fuel duty is lowered by January, she wants the party to leave the coalition.",
            "If fuel duty is lowered by January, she wants the party to leave the coalition.",
            DUTY,
        ),
        (
            "The two sides had been fighting for two days.",
            "The two sides had been fighting for three days.",
            TALKS,
        ),
        (
            "The deal has yet to be approved by the cartel office.",
            "The deal has been approved by the cartel office.",
            "The cartel office still has to approve the deal.",
        ),
        (
            "Shelling fell to 35 rounds on Tuesday, from 60 the day before.",
            "Shelling rose to 60 rounds on Tuesday, from 35 the day before.",
            "Shelling of Melsk fell from 60 rounds on Monday to 35 on Tuesday.",
        ),
    ],
)
def test_what_is_said_in_another_order_or_form_is_told_from_what_is_wrong(
    right: str, wrong: str, told: str, embed: Embed
) -> None:
    assert check(right, [Cited(told)], embed).status == "supported"
    assert check(wrong, [Cited(told)], embed).status != "supported"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Two people were killed in the flood.", "Two hundred people were killed in the flood."),
        ("The two countries signed the treaty.", "The three countries signed the treaty."),
        ("The third bridge was closed.", "A third of the bridges were closed."),
        ("The troops withdrew to three villages.", "The troops withdrew from the three villages."),
        (
            "Firms provided no figures for any plant.",
            "Firms provided figures for every plant unless it was state-owned.",
        ),
        (
            "Firms provided figures for every plant if it was not closed.",
            "Firms provided figures for every plant, closed or open, unless it was state-owned.",
        ),
        ("He has at least 12 sons.", "He has 12 sons and over 40 grandchildren."),
        (
            "Officials put the dead at five or more.",
            "Officials put the dead at five and the missing at seven or more.",
        ),
        ("The permit runs 12 extra hours.", "The permit runs 12 additional days."),
    ],
)
def test_what_frees_a_true_claim_frees_no_false_one(claim: str, told: str, embed: Embed) -> None:
    assert check(claim, [Cited(told)], embed).status != "supported"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Both countries signed the treaty.", "The two countries signed the treaty."),
        ("Residents must boil their water.", "Residents still have to boil their water."),
        ("He has 12 sons.", "He has 12 sons and over 40 grandchildren."),
        ("The permit runs 12 days longer.", "The permit runs 12 additional days."),
    ],
)
def test_a_duty_is_no_denial_and_a_bound_is_of_its_own_number(
    claim: str, told: str, embed: Embed
) -> None:
    assert check(claim, [Cited(told)], embed).status == "supported"
