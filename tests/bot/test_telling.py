"""Which of the quotes that answer comes first: the one that gives the deed with its day."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot import offline
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
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "2024-03-01-port.txt").write_text(PORT, "utf-8")
    index = Index(tmp_path / "articles", tmp_path / "data", embedding="minilm", cache=CACHE)
    index.sync()
    answer = offline.extract(index, question, Filters(), datetime.date(2024, 3, 2))
    assert day in answer.citations[0].quote
