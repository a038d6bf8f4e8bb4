"""When the neural reader is heard about a claim, and when it is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import pytest

from bot.checking import Cited, Verdict, check, likelihood
from bot.reader import Reader
from index import Dated

TOLD = "The board wound up the ferry line in the spring, and its boats were sold to Lindow."
# Hardly a word of it stands in the source, and no rule contradicts it.
LOOSE = "The owners gave up the crossing for good when vessels went to Lindow."


class Sure:
    """A reader that says the same of every pair, and remembers them."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.asked: list[tuple[str, str]] = []

    def follows(self, claim: str, told: Sequence[str]) -> list[float]:
        self.asked += [(claim, text) for text in told]
        return [self.odds] * len(told)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader("int8", tmp_path_factory.mktemp("cache"))


def judged(claim: str, cited: Cited, odds: float) -> tuple[Verdict, Sure]:
    reader = Sure(odds)
    return check(claim, [cited], None, cast(Reader, reader)), reader


def test_a_claim_that_only_lacks_words_is_accepted_on_the_readers_word() -> None:
    assert check(LOOSE, [Cited(TOLD)]).status != "supported"
    assert judged(LOOSE, Cited(TOLD), 4.0)[0].status == "supported"
    assert judged(LOOSE, Cited(TOLD), 1.0)[0].status != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "The board wound up the ferry line in the autumn.",
        "The board wound up 3 ferry lines in the spring.",
        "The board did not wind up the ferry line.",
        "\u201cThe line is dead\u201d, the board said.",
    ],
)
def test_what_a_rule_contradicts_stays_refused(claim: str) -> None:
    verdict, reader = judged(claim, Cited(TOLD), 9.0)
    assert verdict.status != "supported"
    assert reader.asked == []


CLOSED = "The harbour school was closed by the council."


@pytest.mark.parametrize("told", ["Teachers wept.", "Teachers of the school wept."])
@pytest.mark.parametrize("where", ["title", "before"])
def test_what_stands_outside_of_the_stretch_alone_bears_nothing_out(
    real: Reader, told: str, where: str
) -> None:
    cited = Cited(told, None, CLOSED, "") if where == "title" else Cited(told, None, "", CLOSED)
    assert check(CLOSED, [cited], None, real).status != "supported"


def test_the_stretch_read_alone_must_bear_a_claim_out_too() -> None:
    class Titled(Sure):
        def follows(self, claim: str, told: Sequence[str]) -> list[float]:
            return [9.0 if " | " in text else -1.0 for text in told]

    cited = Cited(TOLD, None, "Ferry given up for good")
    reader = cast(Reader, Titled(0))
    assert check(LOOSE, [cited], None, reader).status != "supported"
    assert check(LOOSE, [cited], None, cast(Reader, Sure(9.0))).status == "supported"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "Kommunen stengte havneskolen for godt, og barna flyttet til Lindow.",
            "Kommunen la ned skolen ved havnen i april, og elevene flyttet til Lindow.",
        ),
        (
            "De gemeente sloot de school aan de kade voorgoed.",
            "De gemeente hief de school bij de haven in april op, en de leerlingen gingen weg.",
        ),
    ],
)
def test_other_languages_are_left_to_the_rules(claim: str, told: str) -> None:
    verdict, reader = judged(claim, Cited(told), 9.0)
    assert reader.asked, "no rule objects, so that the reader's word would be enough"
    assert verdict.status != "supported"
    assert likelihood(verdict, claim, [Cited(told)], cast(Reader, Sure(9.0))) == verdict.score


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("12 people died.", "In all 312 people died."),
        ("Mr Hall resigned.", "The mayor denied that Mr Hall resigned."),
    ],
)
def test_a_part_of_a_sentence_is_not_taken_for_the_whole(claim: str, told: str) -> None:
    cited = [Cited(told)]
    verdict = check(claim, cited)
    doubted = likelihood(verdict, claim, cited, cast(Reader, Sure(-9.0)))
    assert doubted < likelihood(verdict, claim, cited, None)


def test_a_sentence_of_the_source_is_borne_out_whatever_the_reader_says() -> None:
    cited = [Cited(f"{TOLD} It rained.")]
    verdict = check(TOLD, cited)
    assert likelihood(verdict, TOLD, cited, cast(Reader, Sure(-9.0))) > 0.9


def test_the_stretch_is_read_under_its_articles_day_and_title() -> None:
    cited = Cited(
        TOLD, Dated("2021-03-14", "day", "x"), "Boats sold\nThe Lindow Mail", "It rained."
    )
    _, reader = judged(LOOSE, cited, 0.0)
    assert reader.asked == [
        (LOOSE, f"Sunday 14 March 2021. Boats sold | It rained. {TOLD}"),
        (LOOSE, TOLD),
    ]


def test_the_order_of_claims_is_of_both() -> None:
    verdict = check(LOOSE, [Cited(TOLD)])
    odds = [-50.0, 0.0, 50.0]
    scores = [likelihood(verdict, LOOSE, [Cited(TOLD)], cast(Reader, Sure(o))) for o in odds]
    assert 0 <= scores[0] < scores[1] < scores[2] <= 1
    assert likelihood(verdict, LOOSE, [Cited(TOLD)], None) == verdict.score


WORDED = "The board wound up the ferry line in spring, and Lindow bought its boats."


def test_what_passes_the_rules_is_refused_where_the_reader_is_sure_of_it() -> None:
    assert check(WORDED, [Cited(TOLD)]).status == "supported"
    assert judged(WORDED, Cited(TOLD), -2.0)[0].status == "supported"
    refused, _ = judged(WORDED, Cited(TOLD), -4.0)
    assert (refused.status, refused.unsupported) == ("partly", (WORDED,))
    assert "read as a whole" in refused.reason
    assert refused.score < check(WORDED, [Cited(TOLD)]).score


@pytest.mark.parametrize("odds", [-9.0, -math.inf])
def test_a_sentence_of_the_source_and_what_cannot_be_read_are_not_refused(odds: float) -> None:
    assert judged(TOLD, Cited(f"{TOLD} It rained."), odds)[0].status == "supported"
    claim = WORDED if odds == -math.inf else TOLD
    assert judged(claim, Cited(TOLD), odds)[0].status == "supported"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        (
            "A coach overturned near Saint-Ferrat on 8 September 2024.",
            "A coach overturned near Saint-Ferrat on Sunday.",
        ),
        (
            "The freight train was going at 61 mph.",
            "The freight train was going at 61 miles per hour.",
        ),
    ],
)
def test_what_rules_have_reckoned_is_not_refused(claim: str, told: str) -> None:
    cited = Cited(told, Dated("2024-09-09", "day", "x"))
    assert judged(claim, cited, -9.0)[0].status == "supported"


def test_what_rules_have_reckoned_is_held_for_likely_at_least_by_half() -> None:
    cited = [Cited("The freight train was going at 61 miles per hour.")]
    reckoned, plain = "The freight train was going at 61 mph.", "A freight train went at 61 miles."
    for claim, floor in ((reckoned, True), (plain, False)):
        verdict = check(claim, cited)
        low, half = (likelihood(verdict, claim, cited, cast(Reader, Sure(o))) for o in (-50.0, 0.0))
        assert (low == half) is floor


def test_other_languages_are_not_refused_on_the_readers_word() -> None:
    told = "Kommunen la ned skolen ved havnen i april, og elevene flyttet til Lindow i juni."
    claim = "Kommunen la ned skolen ved havnen i april, og elevene flyttet til Lindow."
    assert check(claim, [Cited(told)]).status == "supported"
    assert judged(claim, Cited(told), -9.0)[0].status == "supported"
