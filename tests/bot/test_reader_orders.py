"""What the neural reader may change of an answer in its articles' own words.

It has a say in whether the best sentences answer, and in which of them comes first.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import offline, readings
from bot.desk import Desk
from bot.drafting.extractive import Draft
from bot.evaluation import asking
from bot.evaluation.asking import ask_all
from bot.evaluation.cases import Case
from bot.evaluation.ground import Ground
from index import Filters, Index
from tests.conftest import CACHE

TODAY = datetime.date(2024, 3, 1)
STORY = """The fire in Orsk destroyed the mill of the brothers Hall.

The fire in Orsk was caused by a lamp, the mill's owners said.

The fire in Orsk was caused by a stove, the fire service of Orsk said.
"""


class Fond:
    """A reader that likes sentences with a word, and remembers what it was asked."""

    def __init__(self, word: str, others: float = -9.0) -> None:
        self.word = word
        self.others = others
        self.asked: list[str] = []

    def answers(self, question: str, told: Sequence[tuple[str, str]]) -> list[float]:
        self.asked.append(question)
        return [9.0 if self.word in text else self.others for text, _ in told]


@pytest.fixture(scope="module")
def orsk(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory, "2024-02-05-fire.txt", STORY)


def indexed(tmp_path_factory: pytest.TempPathFactory, name: str, text: str) -> Index:
    articles = tmp_path_factory.mktemp("articles")
    Path(articles / name).write_text(text, "utf-8")
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
        monkeypatch.setattr(readings, "beside", lambda index, made=reader: made)
        assert word in first(orsk, "What caused the fire in Orsk?")
        assert reader.asked


def test_what_no_sentence_gives_the_kind_of_thing_for_no_reader_can_answer(
    orsk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "beside", lambda index: Fond("fire"))
    assert first(orsk, "How many cows does the bishop of Lindow own?") == ""


@pytest.mark.parametrize(("odds", "given"), [(6.0, True), (-9.0, False)])
def test_an_answer_in_other_words_is_given_on_the_readers_word(
    orsk: Index, monkeypatch: pytest.MonkeyPatch, odds: float, given: bool
) -> None:
    monkeypatch.setattr(readings, "beside", lambda index: Fond("no such word", odds))
    assert ("brothers Hall" in first(orsk, "What did the brothers lose?")) == given


@pytest.mark.parametrize(("odds", "sure"), [(6.0, True), (-9.0, False)])
def test_words_in_common_are_no_sure_answer_where_the_reader_believes_nothing(
    orsk: Index, monkeypatch: pytest.MonkeyPatch, odds: float, sure: bool
) -> None:
    monkeypatch.setattr(readings, "beside", lambda index: Fond("no such word", odds))
    answer = offline.extract(orsk, "Who built the mill in Orsk?", Filters(), TODAY)
    assert (not answer.refused and offline.DOUBT not in answer.notes) == sure


@pytest.mark.parametrize("odds", [6.0, -9.0])
def test_an_evaluation_is_as_sure_as_what_was_answered(
    orsk: Index, monkeypatch: pytest.MonkeyPatch, odds: float
) -> None:
    monkeypatch.setattr(readings, "beside", lambda index: Fond("no such word", odds))
    case = Case("a", "What did the brothers lose?", "line 1", answerable=True)
    (outcome,) = ask_all(Desk(orsk), orsk, [(case, Ground())])
    assert outcome.draft is not None
    assert (outcome.draft.confidence >= 0) == (not outcome.answer.refused) == (odds > 0)


def test_an_evaluation_asks_on_the_desks_own_day(
    orsk: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    real = asking.time_of
    monkeypatch.setattr(asking, "time_of", lambda *given: asked.append(given[3]) or real(*given))
    monkeypatch.setattr(Desk, "today", lambda desk: TODAY)
    case = Case("a", "What caused the fire in Orsk?", "line 1", answerable=True)
    list(ask_all(Desk(orsk), orsk, [(case, Ground())]))
    assert asked == [TODAY]


GROWN = {
    "2024-02-05-first.txt": "The fire in Orsk killed 3 people, the mayor said.\n",
    "2024-02-07-later.txt": "The toll of the fire in Orsk rose to 5 on Wednesday: 5 people died.\n",
}


@pytest.mark.parametrize("doubted", [False, True])
def test_a_doubt_stays_when_a_newer_figure_takes_the_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doubted: bool
) -> None:
    real = readings.draft

    def draft(*given: Any) -> Draft:
        made = real(*given)
        return replace(made, parts=tuple(replace(part, doubted=doubted) for part in made.parts))

    monkeypatch.setattr(readings, "draft", draft)
    (tmp_path / "articles").mkdir()
    for name, text in GROWN.items():
        (tmp_path / "articles" / name).write_text(text, "utf-8")
    index = Index(tmp_path / "articles", tmp_path / "data", embedding="minilm", cache=CACHE)
    index.sync()
    led: list[object] = []
    lead = offline.lead_with
    monkeypatch.setattr(offline, "lead_with", lambda *given: led.append(given[1]) or lead(*given))
    answer = offline.extract(index, "How many people did the fire in Orsk kill?", Filters(), TODAY)
    assert led[0] is not None
    assert answer.citations[0].file == "2024-02-07-later.txt"
    assert (offline.DOUBT in answer.notes) == doubted


def test_without_a_reader_the_features_decide(orsk: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "beside", lambda index: None)
    assert "fire" in first(orsk, "What caused the fire in Orsk?")
    assert first(orsk, "How many cows does the bishop of Lindow own?") == ""


FIGURES = """The council of Orsk will pay 3 million euros for its new bridge, the mayor said.

The council of Orsk will pay 5 million euros for its new bridge, the treasurer said.

The new bridge of Orsk was opened by the council of Orsk on 3 February 2024.

The new bridge of Orsk was opened by the council of Orsk on 9 February 2024.
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory, "2024-02-10-bridge.txt", FIGURES)


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How much will the council of Orsk pay for the new bridge?", False),
        ("What will the council of Orsk pay for the new bridge?", True),
        ("What does the new bridge of Orsk cost the council?", True),
        ("What sum will the council of Orsk pay for the new bridge?", True),
        ("Who opened the new bridge of Orsk in February 2024?", False),
        ("Who opened the new bridge of Orsk, according to the first reports?", False),
        ("Who opened the new bridge of Orsk after the treasurer spoke?", False),
        ("When was the new bridge of Orsk opened by the council?", True),
    ],
)
def test_where_a_day_or_a_figure_is_asked_for_the_reader_orders_nothing(
    bridge: Index, monkeypatch: pytest.MonkeyPatch, question: str, read: bool
) -> None:
    told = set()
    for word in ("3", "5", "9"):
        reader = Fond(word, 4.0)
        monkeypatch.setattr(readings, "beside", lambda index, made=reader: made)
        told.add(first(bridge, question))
        assert bool(reader.asked) == read
    assert len(told) == 1
    assert "bridge" in told.pop()


GERMAN = """Der Brand in Orsk wurde von einer Lampe verursacht, sagten die Besitzer der Mühle.

Der Brand in Orsk wurde von einem Ofen verursacht, sagte die Feuerwehr der Stadt Orsk.

Der Brand in Orsk hat die Mühle der Brüder Hall zerstört, und niemand wurde dabei verletzt.
"""


def test_what_is_not_english_is_not_read(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = indexed(tmp_path_factory, "2024-02-05-brand.txt", GERMAN)
    reader = Fond("Ofen")
    monkeypatch.setattr(readings, "beside", lambda index: reader)
    assert "Orsk" in first(index, "Wodurch wurde der Brand in Orsk verursacht?")
    assert reader.asked == []


PIT = """The pit of Selm was dug in 1911.

In May 1951 an explosion took 57 lives.

In May 1968 a flood took nine.
"""


@pytest.mark.parametrize("odds", [6.0, -9.0])
def test_where_nothing_answers_within_a_time_the_reader_is_heard_late(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, odds: float
) -> None:
    pit = indexed(tmp_path_factory, "2024-02-05-pit.txt", PIT)
    question = "What disaster befell the miners in 1951?"
    monkeypatch.setattr(readings, "beside", lambda index: None)
    assert first(pit, question) == ""
    reader = Fond("no such word", odds)
    monkeypatch.setattr(readings, "beside", lambda index: reader)
    assert ("57 lives" in first(pit, question)) == (odds > 0)
    assert reader.asked
    assert "nine" not in first(pit, question)
    (outcome,) = ask_all(
        Desk(pit), pit, [(Case("a", question, "line 1", answerable=True), Ground())]
    )
    assert outcome.draft is not None
    assert (outcome.draft.confidence >= 0) == (odds > 0)
