"""Players, plugs, exports and rows of buttons go; what only looks like them stays."""

from __future__ import annotations

import pytest

from tests.index.support import article, kept
from tests.index.test_cleaning import FIRST, SECOND, TITLE, after, inside

THIRD = "The dam above the lower town was built in 1931, and its gauge was read by hand on Monday."


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the skipper of the first boat (6:12)",
        "Remaining Time -0:00",
        "Tap to unmute",
        "Close this ad in 9",
        "This edition is brought to you by Keel Bank",
        "View this post on Instagram",
        "What did you think of this episode?",
        "Ads: @tarn_adverts (we answer within a day)",
        "Back to all releases »",
        "Not included, change data exporting settings to download.",
        '[gallery ids="4,5,6" columns="2"]',
        "(Adds quotes, background from paragraph 4)",
        "Like 12 Dislike 3 Report",
        "Merken Teilen Drucken",
        "World Politics Business Sport Weather",
        "(AP Photo/Ana Kor)",
        "Machine translation from Tarnish: the original may differ",
    ],
)
def test_a_line_around_stories_goes(line: str) -> None:
    assert kept(article(inside(line))).splitlines() == [TITLE, FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the river (2019)",
        "Close the banner",
        "Houses brought to you by boat",
        "What did you think of the siren?",
        "(adds up to 40 houses)",
        "(Photo shows the wall in 1931)",
        "DEAD: 4 HURT: 7 MISSING: 2",
        "National Health Technology Board",
        "World Sport Culture",
        "3 messages were found in the bottle",
        "Water for personal use is rationed.",
        "Your e-mail was read by the police",
        "[inaudible]",
        "Dead: 14 → 17",
        "For more on the flood see the map, the keeper said.",
        "Views of the dam are those of 1931.",
    ],
)
def test_a_look_alike_stays(line: str) -> None:
    assert line in kept(article(inside(line))).splitlines()


def test_a_photographer_s_mark_is_no_end_of_a_story() -> None:
    below = ["## Shelter", "Tents are put up on the hill.", "- No doctor in the north", "Tents: 90"]
    text = after(THIRD, "© Relief Abroad / B. Marsh", "Sign up for our newsletter", *below)
    found = kept(article(text)).splitlines()
    assert [line for line in below if line.strip("# ") not in "\n".join(found)] == []


def test_a_number_below_its_label_inside_the_story_stays() -> None:
    text = "\n\n".join([TITLE, FIRST, "Houses emptied", "14", SECOND, THIRD])
    assert "14" in kept(article(text)).splitlines()


def test_the_source_of_figures_stays() -> None:
    text = "\n\n".join([TITLE, FIRST, "January 7.4", "Source: Water board", SECOND, THIRD])
    assert "Source: Water board" in kept(article(text)).splitlines()
