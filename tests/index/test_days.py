"""Words that name a day mean the day that a reader of that article would take them for."""

from __future__ import annotations

import pytest

from index.article import Dated
from index.days import resolve

# 6 March 2024 was a Wednesday.
WEDNESDAY = Dated("2024-03-06", "day", "front matter")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The dam broke on Tuesday, the mayor said.", "2024-03-05"),
        ("The ministry announced today, Wednesday, that it was over.", "2024-03-06"),
        ("Seven were hurt on Thursday in the north.", "2024-02-29"),
        ("Yesterday the council met.", "2024-03-05"),
        ("They met the day before yesterday.", "2024-03-04"),
        ("Parliament will vote on Friday.", "2024-03-08"),
        ("The vote is scheduled for Tuesday.", "2024-03-12"),
        ("Talks resume next Monday.", "2024-03-11"),
        ("It had rained since last Wednesday.", "2024-02-28"),
        ("Schools reopen tomorrow.", "2024-03-07"),
        ("He told reporters on Saturday that he would resign.", "2024-03-02"),
        ("Officials said on Monday that they will pay.", "2024-03-04"),
    ],
)
def test_a_day_is_resolved_against_the_article_s_date(text: str, date: str) -> None:
    assert resolve(text, WEDNESDAY)[0].date == date


def test_the_words_are_named_by_their_place() -> None:
    text = "It began on Monday."
    (day,) = resolve(text, WEDNESDAY)
    assert text[day.start : day.end] == "Monday"


@pytest.mark.parametrize(
    "published", [None, Dated("2024-03", "month", "caption"), Dated("2024", "year", "text")]
)
def test_without_the_article_s_own_day_nothing_is_resolved(published: Dated | None) -> None:
    assert resolve("It began on Monday.", published) == []
