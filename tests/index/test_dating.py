"""Dating: only what an article states as its own date counts, at the precision that it states."""

from __future__ import annotations

import pytest

from index.article import Dated
from index.dates import from_metadata
from index.dating import date_line
from tests.index.support import article

STORY = "The river rose by 7.4 metres on Monday and flooded the lower town, its mayor said."


def dated(*first_lines: str) -> Dated | None:
    """What a plain text with these lines above its story is dated."""
    return article("\n\n".join([*first_lines, STORY, STORY]) + "\n").published


@pytest.mark.parametrize(
    ("value", "date", "precision"),
    [
        ("2024-03-05", "2024-03-05", "day"),
        ("2024-03-05T20:05:00+01:00", "2024-03-05", "day"),
        ("5 March 2024", "2024-03-05", "day"),
        ("March 5, 2024", "2024-03-05", "day"),
        ("Tue, 05 Mar 2024 20:05:00 +0100", "2024-03-05", "day"),
        ("1st of August 2024", "2024-08-01", "day"),
        ("2024-03", "2024-03", "month"),
        ("2024", "2024", "year"),
    ],
)
def test_metadata_date_an_article_as_exactly_as_they_are(
    value: str, date: str, precision: str
) -> None:
    found = from_metadata(value, "meta")
    assert found is not None
    assert (found.date, found.precision) == (date, precision)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2024-02-31", "2024-13-01", "31 June 2024", "42", "0000-01-01"]
)
def test_metadata_that_are_no_date_give_none(value: str) -> None:
    assert from_metadata(value, "meta") is None


@pytest.mark.parametrize(
    ("matter", "date", "precision"),
    [
        ("2024-08-08", "2024-08-08", "day"),
        ('"2024-08"', "2024-08", "month"),
        ("2024", "2024", "year"),
    ],
)
def test_front_matter_dates_an_article_as_exactly_as_it_is(
    matter: str, date: str, precision: str
) -> None:
    found = article(f"---\ndate: {matter}\n---\n{STORY}\n", ".md").published
    assert found is not None
    assert (found.date, found.precision) == (date, precision)


@pytest.mark.parametrize(
    "line",
    [
        "17 February 2024",
        "February 17, 2024",
        "Saturday, 17 February 2024",
        "Published on 17 February 2024",
        "Updated: Sat, Feb. 17, 2024 at 18:40",
        "2024-02-17",
    ],
)
def test_a_date_alone_on_a_line_dates_the_article(line: str) -> None:
    assert dated("River floods the lower town", line) == Dated("2024-02-17", "day", line)


def test_a_date_line_without_its_year_leaves_the_date_unknown() -> None:
    assert date_line("Sunday, November 28")
    assert dated("Sunday, November 28", "River floods the lower town") is None


def test_a_weekday_alone_is_no_date() -> None:
    assert dated("Sunday", "River floods the lower town") is None


def test_a_date_inside_the_story_dates_an_event_and_not_the_article() -> None:
    text = f"River floods the lower town\n\nOn 17 February 2009 it had drowned 27 people. {STORY}\n"
    assert article(text).published is None


def test_a_date_line_far_below_the_top_does_not_date_the_article() -> None:
    assert article("\n\n".join([STORY] * 7 + ["17 February 2009", STORY])).published is None


def test_front_matter_outranks_a_line_of_the_text() -> None:
    text = f"---\ndate: 2024-03-04\n---\n# River floods the town\n\n17 February 2009\n\n{STORY}\n"
    found = article(text, ".md").published
    assert found is not None
    assert found.date == "2024-03-04"
    assert found.evidence.startswith("front matter")


def test_a_line_dates_markdown_whose_front_matter_has_no_date() -> None:
    text = f"---\ntitle: The flood\n---\n17 February 2024\n\n{STORY}\n"
    assert article(text, ".md").published == Dated("2024-02-17", "day", "17 February 2024")
