"""Another article's figure is found by the words of the answer, where the question's miss it."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

import pytest

from bot import offline, wider
from bot.answer import Answer
from index import Filters
from tests.conftest import OpenIndex

TODAY = datetime.date(2024, 3, 1)
QUESTION = "How many lives did the quarrel about the Harn crossing cost?"
LEAD = (
    "The quarrel about the Harn crossing cost 312 lives in nine days of shelling between the"
    " brigades of Orlan and Tesk, the governor said on 6 February 2024."
)
OTHER = (
    "Some 540 people were killed at Harn in nine days of shelling between the brigades of Orlan and"
    " Tesk, a hospital said on 6 February 2024."
)

# Articles that have the question's words and no figure.
SERMONS = [
    (f"{title} {name}", subject)
    for title, name, subject in zip(
        ["Pastor", "Bishop", "Dean", "Canon", "Father", "Abbot"] * 2,
        "Alm Beck Crane Dorn Eld Finch Gale Holt Ives Jarl Kemp Lund".split(),
        [
            "old orchards and their owners",
            "the price of salt in winter",
            "ferries that no longer sail",
            "children who leave the valley",
            "a bell that cracked in frost",
            "herring, nets and idle boats",
            "letters found beneath a floor",
            "the baker's three lost sons",
            "pilgrims with wooden shoes",
            "a mill that grinds no corn",
            "the schoolhouse and its debts",
            "wolves seen near the chapel",
        ],
        strict=True,
    )
]


@pytest.fixture(autouse=True)
def _few_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small folder stands for a large one."""
    monkeypatch.setattr(offline, "gather", functools.partial(offline.gather, count=4))


def _asked(open_index: OpenIndex, other_day: str = "2024-02-06") -> Answer:
    index = open_index()
    _write(index.articles / "lead.md", "2024-02-06", "Governor counts the dead", LEAD)
    _write(index.articles / "other.md", other_day, "Hospital counts the dead", OTHER)
    for n, (preacher, subject) in enumerate(SERMONS):
        words = (
            f"{preacher} preached on {subject}. The quarrel about the Harn crossing may cost lives,"
            f" the sermon said, and the quarrel about {subject} may cost no lives at Harn."
        )
        _write(index.articles / f"sermon{n}.md", "2024-02-05", f"{preacher} on {subject}", words)
    index.sync()
    return offline.extract(index, QUESTION, Filters(), TODAY)


def _write(path: Path, day: str, title: str, words: str) -> None:
    path.write_text(f"---\ntitle: {title}\ndate: {day}\noutlet: {path.stem}\n---\n\n{words}\n")


def test_a_figure_told_in_other_words_is_shown(open_index: OpenIndex) -> None:
    (found,) = _asked(open_index).disagreements
    assert {report.value for report in found.reports} == {"312", "Some 540"}


def test_it_is_the_words_of_the_answer_that_find_it(
    open_index: OpenIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wider, "_TAKEN", 0)
    assert not _asked(open_index).disagreements


def test_what_came_out_after_the_day_of_the_question_is_not_taken(open_index: OpenIndex) -> None:
    assert not _asked(open_index, "2024-03-09").disagreements
