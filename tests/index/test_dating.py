"""Dating: only what an article states as its own date counts, at the precision that it states."""

from __future__ import annotations

import pytest

from index.article import Dated
from index.dates import from_metadata, from_name
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


CROWD = "The crowd at the crossing had waited since noon, and nobody knew who had given the order."
LATER = (
    "In 2016 a shelter was pushed over the ruins, and 3,000 people worked there in the year after."
)


@pytest.mark.parametrize(
    ("first", "since"),
    [
        ("Chernobyl, 26 April 1986", LATER),
        ("Chernobyl, 26 April 1986", f"Forty years after the fire the people came back. {STORY}"),
        (f"Berlin, 9 November 1989: {CROWD[0].lower()}{CROWD[1:]}", STORY),
        (f"Berlin, 9 November 1989 – {CROWD}", LATER),
        ("The inquiry report, published on 6 July 2016, was never acted on.", STORY),
        ("The report – published on 6 July 2016 – was never acted on.", STORY),
        ("Published on 6 July 2016, the report was never acted on.", STORY),
        ("The book was first published 5 May 1998 in a run of 200 copies.", STORY),
        ("Poll: election date 5 May 2019 was unlawful, court rules", STORY),
    ],
)
def test_a_day_above_a_story_that_looks_back_on_it_dates_the_event(first: str, since: str) -> None:
    text = "\n\n".join(["The town that waits", first, CROWD, since]) + "\n"
    assert article(text).published is None


@pytest.mark.parametrize(
    "first",
    [
        "Kell, 13 May 2019",
        "Kell Courier, Monday, 13 May 2019",
        "By Ana Korr | 13 May 2019 | 3 min read",
        f"KELL, 13 May 2019 - {STORY}",
        f"Kell, 13 May 2019 – {STORY}",
        "Published: 13 May 2019",
        "Updated: 15 May 2019 | Published: 13 May 2019",
        "By Ana Korr, published 13 May 2019",
        "(First published on 13 May 2019)",
        "Posted on 13 May 2019 by Ana Korr in Local",
    ],
)
def test_a_dateline_or_a_label_above_a_story_of_its_day_dates_it(first: str) -> None:
    found = dated("River floods the lower town", first, "A new dam is planned by 2030.")
    assert found is not None
    assert found.date == "2019-05-13"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("5. listopada 2023.", "2023"),
        ("3. srp 2023.", "2023"),
        ("5 listopada 2023", "2023-11-05"),
        ("5. listopadu 2023", "2023-11-05"),
    ],
)
def test_a_month_that_languages_mean_differently_is_left_open(value: str, date: str) -> None:
    found = from_metadata(value, "meta")
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-06-01-ferry.txt", "2024-06-01"),
        ("news/2024/06/01/ferry.txt", "2024-06-01"),
        ("2024-06-01/ferry.txt", "2024-06-01"),
        ("20240601.txt", "2024-06-01"),
        ("2024-06-01-grain-export-ban.txt", "2024-06-01"),
        ("crawl-2024-06-01/ferry.txt", None),
        ("snapshot_2024-06-01.txt", None),
        ("2012-01-01_2012-12-31/ferry.txt", None),
        ("world-20081122.html", None),
    ],
)
def test_a_file_s_name_dates_it_only_where_it_names_the_article_s_day(
    name: str, date: str | None
) -> None:
    found = from_name(name)
    assert (found and found.date) == date


TITLE = "<h1>River floods the lower town</h1>"
TIME = '<time class="entry-date" datetime="2021-05-04">4 May 2021</time>'
BODY = f"<p>{STORY}</p><p>{CROWD}</p><p>{LATER}</p>"
FERRY = '<h3><a href="/x">Ferry is late</a></h3>'


@pytest.mark.parametrize(
    ("page", "date"),
    [
        (f"<article><header>{TITLE}{TIME}</header>{BODY}</article>", "2021-05-04"),
        (f"<div>{TIME}</div>{TITLE}<div>{BODY}</div>", "2021-05-04"),
        (f"<article><header>{TITLE}{TIME}</header></article><div>{BODY}</div>", "2021-05-04"),
        (
            f"<main>{TITLE}{BODY}</main><article><header>{FERRY}{TIME}</header></article>",
            None,
        ),
        (f'<article>{TITLE}{BODY}<div class="related">{FERRY}{TIME}</div></article>', None),
        (f'<div class="related">Late: {TIME}</div><main>{TITLE}{BODY}</main>', None),
    ],
)
def test_a_time_marked_in_a_box_of_other_stories_does_not_date_a_page(
    page: str, date: str | None
) -> None:
    found = article(f"<html><body>{page}</body></html>", ".html").published
    assert (found and found.date) == date
