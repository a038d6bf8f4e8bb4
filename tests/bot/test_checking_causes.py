"""Upon what a deed followed, and deeds that were only asked for, tried or nearly done."""

from __future__ import annotations

import pytest

from bot.checking import Cited, check


def passes(claim: str, cited: str) -> bool:
    return check(claim, [Cited(cited, None)]).status == "supported"


TALKS = "The talks made no progress on the ridge. The talks broke up early after a rocket landed."
MATCH = "The teams failed to agree on a ball. The match was called off after a storm broke."


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The talks broke up early after they made no progress on the ridge.", TALKS),
        ("The match was called off after the teams failed to agree.", MATCH),
        ("He resigned after losing the vote.", "He lost the vote. He resigned after a stroke."),
    ],
)
def test_what_followed_upon_one_thing_did_not_follow_upon_another(claim: str, cited: str) -> None:
    assert not passes(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The talks broke up early after a rocket landed.", TALKS),
        ("After a storm broke, the match was called off.", MATCH),
        (
            "The strike ended after the court ruled for the firm.",
            "The court ruled for the firm. The strike ended after that ruling.",
        ),
        (
            "The strike ended after the firm offered more pay.",
            "The firm offered more pay on Monday. The strike ended after eight days.",
        ),
    ],
)
def test_what_followed_upon_what_the_source_says_is_supported(claim: str, cited: str) -> None:
    assert passes(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The firm sold the plant.", "The firm considered selling the plant."),
        ("Residents left their homes.", "Residents were ordered to leave their homes."),
        ("The court freed the reporters.", "A lawyer asked the court to free the reporters."),
        ("The city closed the bridge.", "The mayor proposed closing the bridge."),
        ("The ship sank off Tolm.", "The ship nearly sank off Tolm."),
        ("The talks collapsed.", "The talks came close to collapsing."),
        ("The union called a strike.", "The union discussed calling a strike."),
        ("The dam burst.", "The dam almost burst."),
    ],
)
def test_what_was_asked_for_or_thought_of_is_not_done(claim: str, cited: str) -> None:
    assert not passes(claim, cited)


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("The firm sold the plant.", "After considering it for years, the firm sold the plant."),
        ("Residents were told to leave.", "Residents were ordered to leave their homes."),
        ("Residents left their homes.", "Ordered to leave their homes, the residents did so."),
        ("The dam nearly burst.", "The dam almost burst."),
        ("Sales tripled in May.", "Sales almost tripled in May."),
        ("The army attacked the port with drones.", "The army used drones to attack the port."),
        ("The fishermen saved the boat.", "The fishermen managed to save the boat."),
    ],
)
def test_what_was_done_passes_by_whatever_words(claim: str, cited: str) -> None:
    assert passes(claim, cited)
