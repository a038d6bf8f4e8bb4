"""Who somebody is, and what somebody said, where no sentence answers by its words."""

from __future__ import annotations

import pytest

from bot import persons
from bot.desk import Desk
from bot.planning import plan
from index import Index
from tests.conftest import OpenIndex

ARTICLES = {
    "strike.txt": (
        "Harbour strike enters second week\n\nPORT SARN, 12 June 2024 - Dock workers voted on "
        "Wednesday to extend their strike by seven days, union leader Mara Lind said.\n\n"
        '"We asked for nine per cent and they offered two," Lind told reporters.\n\n'
        "The ferry to Olm ran as usual, the harbour office said.\n"
    ),
    "museum.txt": (
        "Museum reopens\n\nOLM, 3 June 2024 - The museum of Olm reopened after a year. Ilse Varn, "
        "the museum's new director, praised the builders.\n\nThe day before, Otto Brann had "
        "visited the halls with his family.\n"
    ),
}


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    index = open_index(embedding="minilm")
    for name, text in ARTICLES.items():
        (index.articles / name).write_text(text)
    index.sync()
    return index


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is Mara Lind?", "union leader Mara Lind"),
        ("Who is Ilse Varn?", "Ilse Varn, the museum's new director"),
        ("What did Mara Lind say?", "nine per cent"),
    ],
)
def test_what_articles_say_of_a_person_is_found(index: Index, question: str, said: str) -> None:
    answer = Desk(index).answer(question)
    assert said in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Who is Otto Brann?",
        "Who is Jory Penhale?",
        "What did Otto Brann say?",
        "What did Mara Lind say about the ferry?",
        "What did Mara Lind say in May 2023?",
    ],
)
def test_what_they_do_not_say_is_not_made_up(index: Index, question: str) -> None:
    assert Desk(index).answer(question).refused


CABINETS = {
    "talks.txt": (
        "PORT SARN, 12 June 2024 - The talks were led by French Foreign Minister Odile Brann and "
        "by Ivo Karr, the interior minister of Armenia.\n\nThe Turkish deputy defence minister, "
        "Lena Holm, left early, the ex-president of Serbia, Nora Vint, and the French health "
        "minister's spokesman Jan Roth stayed, and the Polish finance minister told Otto Lind so.\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Who is the foreign minister of France?", True),
        ("who is France's foreign minister?", True),
        ("Who is Armenia's interior minister?", True),
        ("Who is the foreign minister of Armenia?", False),
        ("Who is the defence minister of Turkey?", False),
        ("Who is the finance minister of Poland?", False),
        ("Who is the president of Serbia?", False),
        ("Who is the health minister of France?", False),
        ("Who is the interior minister?", True),
    ],
)
def test_who_holds_an_office_is_named_right_beside_it(
    open_index: OpenIndex, question: str, found: bool
) -> None:
    index = open_index(embedding="minilm")
    for name, text in CABINETS.items():
        (index.articles / name).write_text(text)
    index.sync()
    parts = persons.parts(plan(question), index.search(question, 3))
    assert bool(parts) == found


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Nora Vint", "The prosecutor, Nora Vint, asked for five years.", True),
        ("Nora Vint", "It was fine that day, union head Nora Vint said.", True),
        ("Nora Vint", "He was taken over the bridge, Nora Vint, a friend, said.", True),
        ("Nora Vint", "“We were late,” said the mayor of Port Sarn, Nora Vint.", True),
        ("Nora Vint", "The leader of the Front, Nora Vint, did not come.", True),
        ("Nora Vint", "The head of Sarn Ferries, Nora Vint, resigned.", True),
        ("Nora Vint", "Nora Vint, a prosecutor, asked for five years.", True),
        ("Nora Vint", "Nora Vint, 44, a nurse from Olm, was saved.", True),
        ("Nora Vint", "Nora Vint was re-elected treasurer.", True),
        ("Nora Vint", "The diplomat Nora Vint led the talks.", True),
        ("Nora Vint", "The nephrologist Nora Vint led the talks.", True),
        ("Nora Vint", "The coach, Nora Vint, was content.", True),
        ("Nora Vint", "The mayor of Port Sarn said that on Monday, Nora Vint, left.", False),
        ("Nora Vint", "The prosecutor, Nora Vint and two others left.", False),
        ("Nora Vint", "Nora Vint, who had told officers so, left.", False),
        ("Nora Vint", "With Nora Vint, a witness left the hall.", False),
        ("Nora Vint", "In the street, Nora Vint, as ever, was alone.", False),
        ("Nora Vint", "Nora Vint was seen by a nurse.", False),
        ("Nora Vint", "Was the coach, Nora Vint, content?", False),
        ("Nora Vint", "The river took Nora Vint, then the bridge.", False),
    ],
)
def test_a_person_is_introduced_right_beside_the_name(
    open_index: OpenIndex, name: str, text: str, told: bool
) -> None:
    index = open_index(embedding="minilm")
    (index.articles / "told.txt").write_text(f"OLM, 3 June 2024 - It rained.\n\n{text}\n")
    index.sync()
    assert bool(persons.parts(plan(f"Who is {name}?"), index.search(name, 3))) == told
