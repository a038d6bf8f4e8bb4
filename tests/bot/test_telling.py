"""What is quoted beside a plain match: a deed with its day, a reason with what it explains."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot import offline
from bot.answer import Answer
from index import Filters, Index
from tests.conftest import CACHE

PORT = """Crane falls in Lindow

The port authority denied on Friday that it had ignored the warning about the crane, which fell \
into the harbour of Lindow on Thursday.

Two dockers were hurt when the crane fell. The union said that the port authority had ignored a \
warning in January.
"""


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("When did the crane fall?", "on Thursday"),
        ("When was the warning ignored?", "in January"),
    ],
)
def test_the_deed_and_its_day_stand_in_one_sentence(
    tmp_path: Path, question: str, day: str
) -> None:
    answer = asked(tmp_path, PORT, question)
    assert day in answer.citations[0].quote


SCHOOL = """School to close

Gull Lane Primary School in Port Ellery will close in July, the county's cabinet decided. \
The county says that the school has too few pupils. Parents left the hall in tears.
"""


def asked(folder: Path, text: str, question: str) -> Answer:
    (folder / "articles").mkdir()
    (folder / "articles" / "2024-11-27-news.txt").write_text(text, "utf-8")
    index = Index(folder / "articles", folder / "data", embedding="minilm", cache=CACHE)
    index.sync()
    return offline.extract(index, question, Filters(), datetime.date(2024, 12, 1))


def test_the_reason_that_stands_beside_what_it_explains_is_given_with_it(tmp_path: Path) -> None:
    answer = asked(tmp_path, SCHOOL, "Why will Gull Lane Primary School close?")
    assert "too few pupils" in answer.citations[0].quote
    assert offline.DOUBT not in answer.notes


@pytest.mark.parametrize(
    ("text", "question", "quote"),
    [
        (
            "Hill School in Selm closed on Monday. Its roof leaked for three winters, and the"
            " council has no money to mend it. Parents left in tears.",
            "Why did Hill School in Selm close?",
            "no money",
        ),
        (
            "Workers at the Bent mill walked out on Friday. They want higher wages. It rained.",
            "Why did the workers at the Bent mill walk out?",
            "higher wages",
        ),
        (
            "Police arrested four men after the match in Tarn on Saturday.\n\nDan Oke left the"
            " Lions as he wanted more time with his family. He had played there for nine years.",
            "Why did Dan Oke leave the Lions?",
            "Dan Oke left the Lions as he wanted",
        ),
    ],
)
def test_a_reason_in_plain_words_is_not_doubted_and_no_other_story_is_one(
    tmp_path: Path, text: str, question: str, quote: str
) -> None:
    answer = asked(tmp_path, f"News\n\n{text}\n", question)
    assert quote in answer.citations[0].quote
    assert "Police" not in answer.citations[0].quote
    assert offline.DOUBT not in answer.notes


def test_where_no_reason_is_told_the_answer_is_doubted(tmp_path: Path) -> None:
    text = SCHOOL.replace(" The county says that the school has too few pupils.", "")
    answer = asked(tmp_path, text, "Why will Gull Lane Primary School close?")
    assert answer.refused or offline.DOUBT in answer.notes


def test_what_is_no_question_of_why_is_not_doubted_for_want_of_a_reason(tmp_path: Path) -> None:
    text = SCHOOL.replace(" The county says that the school has too few pupils.", "")
    answer = asked(tmp_path, text, "What will close in Port Ellery in July?")
    assert not answer.refused
    assert offline.DOUBT not in answer.notes


ARDEL = """UN report on Ardel

The UN said that both armies had used cluster munitions near the village of Ardel in February. \
Latvia acknowledged that one of its units had done so. Georgia denied it.
"""


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("Did Georgia use cluster munitions near Ardel?", "Georgia denied it."),
        (
            "Did Latvia use cluster munitions near Ardel?",
            "Latvia acknowledged that one of its units had done so.",
        ),
    ],
)
def test_what_the_one_asked_about_replies_is_quoted_too(
    tmp_path: Path, question: str, reply: str
) -> None:
    quotes = [c.quote for c in asked(tmp_path, ARDEL, question).citations]
    assert "both armies" in quotes[0]
    assert quotes[1] == reply
    assert len(quotes) == 2


@pytest.mark.parametrize(
    "question",
    [
        "Did Estonia use cluster munitions near Ardel?",
        "Were cluster munitions used near Ardel?",
        "What did both armies use near Ardel?",
        "Who said that Georgia had used cluster munitions near Ardel?",
    ],
)
def test_a_reply_of_nobody_who_is_asked_about_is_not(tmp_path: Path, question: str) -> None:
    quotes = [c.quote for c in asked(tmp_path, ARDEL, question).citations]
    assert not [q for q in quotes if q.startswith(("Latvia", "Georgia"))]
