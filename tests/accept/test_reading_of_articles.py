"""What the user's own articles allow one to know: their dates, and which lines are theirs."""

from __future__ import annotations

import hashlib

import pytest

from index.lines import LineNumbers
from index.reading import read
from tests.accept import shared

pytestmark = pytest.mark.accept

# By the first 16 digits of the file's SHA-256: the date, and the numbers of the site's own lines.
JUDGED = {
    # "On November 26 and December 8", "today", "Sunday": no year stands anywhere. Unknown.
    "77b94e27b0dbe70b": (None, {5, 29}),
    # "Sunday, November 28" stands above "announced today, Wednesday": the page's date, not the
    # article's. "Last year" is 2020 to who knows the war, but the article nowhere dates it so.
    "9e81b6d9943e8f5a": (None, {43, 45, 47}),
    # "Starting on October 10", "three weeks ago", "Saturday night": no year. Unknown.
    "a178cb6e48712ada": (None, {5, 21, 43}),
    # The photo was taken on September 13, 2022, a Tuesday; the text speaks of the night of
    # September 12, of Tuesday and of Wednesday. Within the week after: the month, not the day.
    "40b3e0e84bad1100": ("2022-09", {41, 44, 46, 48}),
    # "In November 2020" and "last year" date the war; "yesterday" dates nothing. Unknown.
    "6d133404ce3285f1": (None, {46, 48, 50}),
}
# Who contributed to the report: neither story nor site.
NOT_JUDGED = {("40b3e0e84bad1100", 39), ("9e81b6d9943e8f5a", 1)}


@pytest.fixture(scope="module")
def articles() -> dict[str, bytes]:
    found = [path.read_bytes() for path in sorted(shared.seeds().iterdir())]
    by_hash = {hashlib.sha256(data).hexdigest()[:16]: data for data in found}
    assert by_hash.keys() >= JUDGED.keys()
    return by_hash


@pytest.mark.parametrize("article", JUDGED)
def test_the_date_is_what_the_article_allows_one_to_know(
    articles: dict[str, bytes], article: str
) -> None:
    found = read(articles[article], ".txt").published
    assert (found.date if found else None) == JUDGED[article][0]


def test_a_date_that_the_article_contradicts_is_said_to_be_the_page_s(
    articles: dict[str, bytes],
) -> None:
    note = read(articles["9e81b6d9943e8f5a"], ".txt").undated
    assert note is not None
    assert "Sunday, November 28" in note
    assert "today, Wednesday" in note


@pytest.mark.parametrize("article", JUDGED)
def test_exactly_the_site_s_lines_are_removed(articles: dict[str, bytes], article: str) -> None:
    found = read(articles[article], ".txt")
    numbers = LineNumbers(found.text)
    removed = {
        line
        for gap in found.removed
        for line in range(numbers.at(gap.start), numbers.at(gap.end - 1) + 1)
        if found.text.split("\n")[line - 1].strip() and (article, line) not in NOT_JUDGED
    }
    assert removed == JUDGED[article][1]
