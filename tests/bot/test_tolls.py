"""What each side of a conflict lost."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot import offline
from bot.answer import Answer
from index import Filters, Index
from tests.conftest import CACHE

TODAY = datetime.date(2023, 6, 1)
ARTICLES = {
    # One article that has both sides' figures, of spring.
    "2023-04-12-border.txt": """Fighting on the border of Georgia and Latvia

The Georgian defence ministry said on Wednesday that 31 Georgian soldiers had been killed on the \
border with Latvia.

Latvia said that 12 of its soldiers were killed and 40 others wounded in the same clashes.

Both armies have exchanged fire on the border since Monday, and 43 soldiers in all were killed.
""",
    # An older war, in two articles of two days.
    "2019-08-02-riga.txt": """Riga counts its dead

Latvia said on Friday that 204 Latvian soldiers had died in the summer war with Georgia.
""",
    "2019-08-03-tbilisi.txt": """Tbilisi counts its dead

Georgia said on Saturday that 317 Georgian soldiers had died in the summer war with Latvia.
""",
    # Of one side alone.
    "2021-03-04-sea.txt": """Patrol boats

Latvia lost 5 patrol boats in the storm of shells off Kolka, its navy said on Thursday.
""",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    articles = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        Path(articles / name).write_text(text, "utf-8")
    made = Index(articles, tmp_path_factory.mktemp("data"), embedding="minilm", cache=CACHE)
    made.sync()
    return made


def asked(index: Index, question: str) -> Answer:
    return offline.extract(index, question, Filters(), TODAY)


def told(answer: Answer) -> str:
    return " ".join(c.quote for c in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "How many soldiers did each side lose on the border in April 2023?",
        "How many soldiers did Georgia and Latvia lose in April 2023?",
        "How many soldiers were killed on both sides in April 2023?",
        "how many soldiers were killed on either side of the border in april 2023",
    ],
)
def test_each_sides_figure_is_given_and_not_one_alone_nor_the_sum(
    index: Index, question: str
) -> None:
    answer = asked(index, question)
    assert "31 Georgian" in told(answer)
    assert "12 of its" in told(answer)
    assert "43" not in told(answer)
    assert answer.notes[-1:] != ("No such figure of another side was found.",)


def test_articles_of_about_one_day_are_laid_together(index: Index) -> None:
    answer = asked(index, "How many soldiers did each side lose in the summer war of 2019?")
    assert "204" in told(answer)
    assert "317" in told(answer)
    assert len({c.file for c in answer.citations}) == 2


def test_where_one_side_alone_has_a_figure_that_is_said(index: Index) -> None:
    answer = asked(index, "How many patrol boats did each side lose off Kolka?")
    assert len(answer.claims) == 1
    assert answer.notes[-1] == "No such figure of another side was found."


def test_a_figure_of_both_together_is_still_found(index: Index) -> None:
    answer = asked(index, "How many soldiers in all were killed on the border in April 2023?")
    assert "43" in answer.citations[0].quote


def test_what_nobody_counts_is_refused(index: Index) -> None:
    assert asked(index, "How many tanks did each side lose on the border?").refused
