"""What the neural reader may change of an answer in the articles' own words: its order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot import offline
from index import Filters, Index
from tests.conftest import CACHE

TODAY = datetime.date(2024, 3, 1)
STORY = """The fire in Orsk destroyed the mill of the brothers Hall.

The fire in Orsk was caused by a lamp, the mill's owners said.

The fire in Orsk was caused by a stove, the fire service of Orsk said.
"""


class Fond:
    """A reader that likes sentences with a word, and remembers what it was asked."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[str] = []

    def answers(self, question: str, told: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.append(question)
        return [9.0 if self.word in text else -9.0 for text, _ in told]


@pytest.fixture(scope="module")
def orsk(tmp_path_factory: pytest.TempPathFactory) -> Index:
    articles = tmp_path_factory.mktemp("articles")
    Path(articles / "2024-02-05-fire.txt").write_text(STORY)
    index = Index(articles, tmp_path_factory.mktemp("data"), embedding="minilm", cache=CACHE)
    index.sync()
    return index


def first(index: Index, question: str) -> str:
    answer = offline.extract(index, question, Filters(), TODAY)
    return answer.citations[0].quote if answer.citations else ""


def test_of_sentences_that_answer_the_readers_choice_comes_first(
    orsk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in ("lamp", "stove"):
        reader = Fond(word)
        monkeypatch.setattr(offline, "beside", lambda index, made=reader: made)
        assert word in first(orsk, "What caused the fire in Orsk?")
        assert reader.asked


def test_what_no_sentence_answers_is_not_asked_of_the_reader(
    orsk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Fond("fire")
    monkeypatch.setattr(offline, "beside", lambda index: reader)
    assert first(orsk, "How many cows does the bishop of Lindow own?") == ""
    assert reader.asked == []


def test_where_a_day_or_a_figure_is_asked_for_the_reader_is_not_heard(
    orsk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Fond("fire")
    monkeypatch.setattr(offline, "beside", lambda index: reader)
    first(orsk, "When was the fire in Orsk?")
    first(orsk, "What caused the fire in Orsk in February 2024?")
    first(orsk, "How many mills did the fire in Orsk destroy?")
    assert reader.asked == []
