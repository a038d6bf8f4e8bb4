"""What `benchmarks/data/desks` says stands in its articles, and what the fitting makes of it."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from benchmarks.gold_questions import DATA
from benchmarks.reading_drafts import drafts

FOLDERS = sorted((DATA / "desks").glob("*/*/"))


@pytest.mark.parametrize("role", ["taught", "fitting", "judging"])
def test_what_answers_or_bears_out_stands_in_the_articles(role: str) -> None:
    missing = []
    for folder in (DATA / "desks" / role).iterdir():
        told = {p.name: squeezed(p.read_text("utf-8")) for p in (folder / "articles").iterdir()}
        for name in ("questions.tsv", "check.tsv"):
            for row in rows(folder / name):
                for part in row[3].split(" || ") if row[3] != "NONE" else ():
                    file, _, words = part.partition(" :: ")
                    if squeezed(words) not in told.get(file, ""):
                        missing.append((folder.name, row[0], part))
    assert missing == []


def test_no_item_of_a_folder_has_anothers_name() -> None:
    for folder in FOLDERS:
        for name in ("questions.tsv", "check.tsv"):
            names = [row[0] for row in rows(folder / name)]
            assert len(set(names)) == len(names) > 0, folder


def test_a_true_and_a_false_sentence_of_one_source_are_read_beside_the_same_words() -> None:
    pairs = list(drafts(DATA / "desks" / "taught" / "drones", random.Random(3)))
    assert sum(pair.right for pair in pairs) == 20
    beside: dict[str, set[bool]] = {}
    for pair in pairs:
        beside.setdefault(pair.texts[1], set()).add(pair.right)
    assert sum(said == {True, False} for said in beside.values()) >= 15


def rows(path: Path) -> list[list[str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def squeezed(text: str) -> str:
    return " ".join(text.split())
