"""Scripted conversations over the user's own articles, of which nothing is copied here."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Index
from tests.accept import shared
from tests.bot.talking import read_conversations, scored
from tests.conftest import CACHE

pytestmark = pytest.mark.accept

ROWS = read_conversations(Path(__file__).with_name("conversations.jsonl"))


@pytest.mark.parametrize("half", ["fitting", "judging"])
def test_a_followup_finds_the_same_article_first_as_one_written_by_hand(
    tmp_path: Path, half: str
) -> None:
    index = Index(shared.seeds(), tmp_path / "data", embedding="minilm", cache=CACHE)
    index.sync()
    score = scored(index, tmp_path / "state", ROWS, half)
    index.close()
    print(f"\nthe user's articles, {half} half: {score}")
    assert score.leaning >= 0.85 * score.of_leaning
