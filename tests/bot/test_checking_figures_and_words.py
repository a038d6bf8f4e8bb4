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
