"""Which lines of an article may answer at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.drafting.places import places_of
from index import Index
from tests.conftest import CACHE

BODY = "The town of Tulvan was taken on Saturday, the ministry said. The enemy lost 74 men."


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("MINISTRY OF DEFENCE\n\nBULLETIN No. 14\n\nSarkend, 30 March 2025", []),
        ("CORRECTION\n\nFree Velmaria\n\n19 April 2025", []),
        # What tells something is no masthead, and stays where it is not the title.
        (
            "What the week brought to the front\n\nFive soldiers killed near the river",
            ["Five soldiers killed near the river"],
        ),
    ],
)
def test_mastheads_and_datelines_of_their_own_are_no_sentences(
    tmp_path: Path, head: str, kept: list[str]
) -> None:
    found = texts_of(tmp_path, f"{head}\n\n{BODY}\n")
    assert found == [
        *kept,
        "The town of Tulvan was taken on Saturday, the ministry said.",
        "The enemy lost 74 men.",
    ]


def test_a_text_of_names_alone_keeps_them(tmp_path: Path) -> None:
    assert "Sarkend, 30 March 2025" in texts_of(tmp_path, "Notice\n\nSarkend, 30 March 2025\n")


def test_scripts_without_capitals_are_no_names(tmp_path: Path) -> None:
    line = "مقتل خمسة جنود في المدينة"
    assert line in texts_of(tmp_path, f"خبر\n\n{line}\n\nقالت الوزارة إن البلدة سقطت.\n")


def texts_of(folder: Path, text: str) -> list[str]:
    articles = folder / "articles"
    articles.mkdir()
    (articles / "2025-03-30-bulletin.txt").write_text(text, "utf-8")
    index = Index(articles, folder / "data", embedding="none", cache=CACHE)
    index.sync()
    hits = index.search("Tulvan Sarkend ministry الوزارة جنود notice", 8)
    found = [place.text for place in places_of(hits)]
    index.close()
    return found
