"""Cleaning: sentences that tell news in a site's words stay, and the site's own still go."""

from __future__ import annotations

import pytest

from tests.index.support import article, kept
from tests.index.test_cleaning import FIRST, SECOND, TITLE, inside

THIRD = "The dam above the lower town was built in 1931, and its gauge was read by hand on Monday."


@pytest.mark.parametrize(
    "line",
    [
        "Support for the government fell to 31 percent in March, a poll showed on Tuesday.",
        "Support for the government falls to 31 percent",
        "Allies will chip in another 2 billion crowns, the finance minister said on Tuesday.",
        "The reader-funded weekly was closed in May by order of the ministry.",
        "The leak first appeared in a weekly newsletter that is read by most of the deputies.",
        "A judge gave the bank a week in which customers may unsubscribe from its letters.",
        "The ministry does not accept responsibility for the deaths of the four workers in the"
        " flood.",
        "The names of the three witnesses may not be published until the trial is over.",
        "The text of the articles may not be published before June, the court ruled.",
        "Loading of grain resumed in Orvane on Monday.",
        "Preparing a player for the cup took two months.",
        "40 °C was measured in Orvane on Monday.",
        "First published in 1962, the novel had sold out when the quay went under.",
    ],
)
def test_a_sentence_that_tells_news_in_a_site_s_words_stays(line: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, line, SECOND]
    assert found.removed == ()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Support for our reporters comes from you.", "appeal"),
        ("Support now!", "appeal"),
        ("Donate to keep local news alive.", "appeal"),
        ("Can you chip in today?", "appeal"),
        ("Chip in.", "appeal"),
        ("Make a donation.", "appeal"),
        ("Slow stories from cold coasts. Unsubscribe any time.", "appeal"),
        ("Our weekly newsletter brings the valley to the whole of the country.", "appeal"),
        ("Sign up for the free daily newsletter.", "appeal"),
        ("The free daily newsletter of the Post", "appeal"),
        ("The editors do not bear responsibility for the content of the advertising.", "notice"),
        ("This material may not be published, broadcast or rewritten.", "notice"),
        ("May not be reproduced without permission.", "notice"),
        ("Loading...", "continuation"),
        ("Loading the next article", "continuation"),
        ("Getting your audio player ready...", "continuation"),
        ("14 °C Orvane", "page furniture"),
        ("First published on The Lowland Post.", "page furniture"),
    ],
)
def test_a_line_in_the_same_words_that_is_the_site_s_goes(line: str, rule: str) -> None:
    found = article(inside(line))
    assert kept(found).splitlines() == [TITLE, FIRST, SECOND]
    assert {gap.rule for gap in found.removed} == {rule}


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(
    "told",
    [
        "Daria Venn was a correspondent for the Courier when she was arrested on 4 May at her home;"
        " police seized 12 notebooks.",
        "Tomas Reyle has been the prime minister's chief of staff since 4 May and signed the order"
        " to close the hearing.",
        "Daria Venn is a correspondent for the Courier. She was arrested at her home on the quay.",
        "Ivo Brand is an editor at the Courier. The boat that he had hired for the day sank.",
    ],
)
def test_a_paragraph_on_a_reporter_of_whom_the_story_tells_stays(told: str, last: bool) -> None:
    below = [THIRD, told] if last else [told, THIRD]
    text = "\n\n".join([TITLE, "By Ana Korr", FIRST, SECOND, *below])
    assert told in kept(article(text)).splitlines()


def test_a_biography_of_somebody_else_inside_the_story_stays() -> None:
    told = "Ivo Brand is an editor at the Courier. He lives in Orvane with two dogs."
    found = article("\n\n".join([TITLE, "By Ana Korr", FIRST, SECOND, told, THIRD]))
    assert told in kept(found).splitlines()


@pytest.mark.parametrize("byline", [["By Ana Korr"], ["Ana Korr | 3 min read"], []])
@pytest.mark.parametrize(
    "box",
    [
        "Ana Korr is a health reporter at Plain Sight. She joined the paper in 2019.",
        "Ana Korr covers county government for the Pell Ledger. Before that, she drove a bus.",
    ],
)
def test_who_wrote_the_story_goes_below_it(byline: list[str], box: str) -> None:
    found = article("\n\n".join([TITLE, *byline, FIRST, SECOND, THIRD, box]))
    assert kept(found).splitlines()[-1] == THIRD
    assert [gap.rule for gap in found.removed] == ["author box"]


def test_a_byline_s_biography_goes_above_the_last_paragraph_too() -> None:
    box = "Ana Korr is a health reporter at Plain Sight. She joined the paper in 2019."
    text = "\n\n".join([TITLE, "By Ana Korr", FIRST, SECOND, box, THIRD])
    assert box not in kept(article(text))
