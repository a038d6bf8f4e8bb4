"""The acceptance questions over the user's own articles, which lie beside the project.

The table names files by hash and answers by line and pattern, never by their sentences. Nothing was
fitted on it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import offline
from bot.answer import Answer
from bot.desk import Desk
from index import Index
from index.passages import cut
from index.reading import READERS, read
from tests.accept import shared
from tests.conftest import CACHE

pytestmark = pytest.mark.accept

QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("questions.jsonl").read_text().splitlines()
]


@dataclass(frozen=True)
class Corpus:
    """The user's articles, and each file's hash prefix."""

    folder: Path
    hashes: dict[str, str]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    folder = shared.seeds()
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    assert files, f"there are no articles in {folder}: name the right folder with SHARED=…"
    digests = {hashlib.sha256(p.read_bytes()).hexdigest()[:16]: p.name for p in files}
    return Corpus(folder, digests)


@pytest.fixture(scope="module")
def answers(
    corpus: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[dict[str, Any], Answer]]]:
    index = Index(corpus.folder, tmp_path_factory.mktemp("accept"), embedding="minilm", cache=CACHE)
    # The bounds are for one variant of the model, whichever this processor would choose.
    with index.snapshot() as catalog:
        pass
    catalog.set_meta("model", "minilm/1/int8")
    index.sync()
    desk = Desk(index)
    yield [(row, desk.answer(row["question"])) for row in QUESTIONS]
    index.close()


def holds(answer: Answer, row: dict[str, Any], corpus: Corpus) -> bool:
    """Whether the first citation's quote stands on a right line and holds the right words."""
    if not answer.citations:
        return False
    first = answer.citations[0]
    return any(
        corpus.hashes[right["sha256"]] == first.file
        and any(first.first_line <= line <= first.last_line for line in right["lines"])
        and re.search(right["pattern"], first.quote, re.IGNORECASE)
        for right in row["answers"]
    )


def test_the_table_is_large_enough_and_of_these_articles(corpus: Corpus) -> None:
    answerable = [row for row in QUESTIONS if row["answerable"]]
    near = [r for r in QUESTIONS if not r["answerable"] and r["kind"] != "off-topic"]
    assert len(answerable) >= 40
    assert len(QUESTIONS) - len(answerable) >= 60
    assert len(near) >= (len(QUESTIONS) - len(answerable)) / 2
    assert {a["sha256"] for row in answerable for a in row["answers"]} <= set(corpus.hashes)


def test_the_first_quote_holds_the_answer(
    answers: list[tuple[dict[str, Any], Answer]], corpus: Corpus
) -> None:
    marks = [holds(answer, row, corpus) for row, answer in answers if row["answerable"]]
    print(f"first quote holds the answer: {sum(marks)} of {len(marks)}")
    assert sum(marks) >= 0.80 * len(marks)


def test_unanswerable_questions_are_refused(
    answers: list[tuple[dict[str, Any], Answer]],
) -> None:
    marks = [answer.refused for row, answer in answers if not row["answerable"]]
    print(f"unanswerable refused: {sum(marks)} of {len(marks)}")
    assert sum(marks) >= 0.75 * len(marks)


def test_answerable_questions_are_seldom_refused(
    answers: list[tuple[dict[str, Any], Answer]],
) -> None:
    marks = [answer.refused for row, answer in answers if row["answerable"]]
    print(f"answerable refused: {sum(marks)} of {len(marks)}")
    assert sum(marks) <= 0.10 * len(marks)


def test_a_doubt_is_said_more_often_where_nothing_answers(
    answers: list[tuple[dict[str, Any], Answer]],
) -> None:
    shares = []
    for answerable in (True, False):
        given = [a for row, a in answers if row["answerable"] == answerable and not a.refused]
        doubted = sum(offline.DOUBT in a.notes for a in given)
        print(f"answerable {answerable}, doubted: {doubted} of {len(given)} given")
        shares.append(doubted / len(given))
    assert shares[0] < 0.15
    assert shares[1] > 2 * shares[0]


def test_every_quote_is_its_slice_of_the_file(
    answers: list[tuple[dict[str, Any], Answer]], corpus: Corpus
) -> None:
    checked = 0
    for _, answer in answers:
        for c in answer.citations:
            text = (corpus.folder / c.file).read_bytes().decode("utf-8")
            assert text[c.start : c.end] == c.quote
            assert text.count("\n", 0, c.start) + 1 == c.first_line
            assert text.count("\n", 0, c.end) + 1 == c.last_line
            checked += 1
    assert checked > 40


def test_every_passage_is_its_slice_of_the_file(corpus: Corpus) -> None:
    for path in corpus.folder.iterdir():
        if path.suffix in READERS:
            article = read(path.read_bytes(), path.suffix)
            assert article.text == path.read_bytes().decode("utf-8")
            for passage in cut(article):
                assert article.text[passage.start : passage.end] == passage.text
