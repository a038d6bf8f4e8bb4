"""From a question to an answer, over the sample articles, with the real model."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.conversation import Conversations
from bot.desk import Desk
from bot.drafting.choosing import READ_NAMES
from bot.drafting.features import NAMES
from bot.events import Event, Understood
from bot.question import LONGEST_QUESTION
from bot.state import State
from index import Filters, Index, UsageError
from tests.conftest import OpenIndex

QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "seed_questions.jsonl")
    .read_text()
    .splitlines()
]


@pytest.fixture(scope="module")
def answers(seeds_index: Index) -> list[Answer]:
    desk = Desk(seeds_index)
    return [desk.answer(row["question"]) for row in QUESTIONS]


def test_the_weights_are_those_of_these_features() -> None:
    weights = json.loads(files("bot.drafting").joinpath("weights.json").read_text())
    assert tuple(weights["features"]) == READ_NAMES
    for part, names in (("with vectors", NAMES), ("words alone", NAMES), ("read", READ_NAMES)):
        for model in ("rank", "answers"):
            assert len(weights[part][model]["weights"]) == len(names)


def test_a_quote_is_one_or_two_sentences_and_never_a_whole_passage(
    answers: list[Answer], seeds_index: Index
) -> None:
    with seeds_index.snapshot() as catalog:
        rows = catalog.db.execute("SELECT text, sentences FROM passages")
        passages = {row[0]: json.loads(row[1]) for row in rows}
    ends = {end for sentences in passages.values() for _, end in sentences}
    for answer in answers:
        for citation in answer.citations:
            assert citation.end in ends
            sentences = passages.get(citation.quote)
            assert sentences is None or len(sentences) == 1, "a whole passage was quoted"


def test_every_quote_is_its_slice_of_the_text_of_record(
    answers: list[Answer], seeds_index: Index
) -> None:
    for answer in answers:
        for citation in answer.citations:
            text = seeds_index.article(citation.file).text
            assert text[citation.start : citation.end] == citation.quote
            assert text.count("\n", 0, citation.start) + 1 == citation.first_line


def test_every_claim_is_its_quote_and_carries_its_number(answers: list[Answer]) -> None:
    for answer in answers:
        assert len(answer.claims) <= 3
        assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
        for claim in answer.claims:
            (n,) = claim.citations
            assert claim.text == " ".join(answer.citations[n - 1].quote.split())
        # What no claim cites is cited by a figure that differs.
        used = {n for claim in answer.claims for n in claim.citations}
        used |= {report.n for told in answer.disagreements for report in told.reports}
        assert used == {c.n for c in answer.citations}


def test_no_words_are_quoted_twice(answers: list[Answer]) -> None:
    for answer in answers:
        spans = sorted((c.file, c.start, c.end) for c in answer.citations)
        for (file, _, end), (other, start, _) in itertools.pairwise(spans):
            assert file != other or end <= start


def test_our_own_questions_are_mostly_answered_rightly(answers: list[Answer]) -> None:
    right = [
        any(
            answer.citations[0].file == a["file"]
            and re.search(a["pattern"], answer.citations[0].quote, re.IGNORECASE)
            for a in row["answers"]
        )
        if answer.citations
        else False
        for row, answer in zip(QUESTIONS, answers, strict=True)
        if row["answerable"]
    ]
    # 61 of 86.
    assert sum(right) >= 0.70 * len(right)


def test_our_own_unanswerable_questions_are_mostly_refused(answers: list[Answer]) -> None:
    refused = [
        answer.refused
        for row, answer in zip(QUESTIONS, answers, strict=True)
        if not row["answerable"]
    ]
    assert sum(refused) >= 0.65 * len(refused)


def test_a_question_about_nothing_here_is_refused_in_the_prompts_words(seeds_index: Index) -> None:
    answer = Desk(seeds_index).answer("Which team won the cricket final in Mumbai?")
    assert answer.refused
    assert answer.text == (Path(__file__).parents[2] / "prompts" / "refusal.md").read_text().strip()


def test_a_year_that_an_article_does_not_speak_of_is_no_answer(seeds_index: Index) -> None:
    asked = "How many civilians were killed in the night bombing of Ganja"
    desk = Desk(seeds_index)
    assert not desk.answer(f"{asked}?").refused
    assert desk.answer(f"{asked} in 2016?").refused


def test_the_dead_of_one_side_are_no_answer_about_the_other(open_index: OpenIndex) -> None:
    index = open_index(embedding="minilm")
    (index.articles / "a.txt").write_text(
        "Clashes at the pass\n\nKestria announced on Monday that 14 of its soldiers were killed in "
        "the clashes at Sarn Pass.\n\nBoth governments called for calm in the evening.\n"
    )
    index.sync()
    desk = Desk(index)
    assert "14" in desk.answer("How many Kestrian soldiers were killed at Sarn Pass?").text
    assert desk.answer("How many Ombrian soldiers were killed at Sarn Pass?").refused


def test_a_filter_holds_for_the_answer(seeds_index: Index) -> None:
    desk = Desk(seeds_index)
    asked = "How many people were killed in the flood?"
    for file in ("tessaly-flood-day-one.md", "tessaly-flood-second-day.html"):
        answer = desk.answer(asked, Filters(files=(file,)))
        assert {citation.file for citation in answer.citations} == {file}


def test_an_empty_or_endless_question_is_refused_with_a_reason(seeds_index: Index) -> None:
    desk = Desk(seeds_index)
    with pytest.raises(UsageError, match="empty"):
        desk.answer(" \n")
    with pytest.raises(UsageError, match="at most"):
        desk.answer("a" * (LONGEST_QUESTION + 1))


@pytest.mark.parametrize(
    "question", ['"', "AND OR NOT", "???", "👍", "SELECT * FROM passages; --", "٣", "\u202e", "the"]
)
def test_no_question_is_too_odd_to_be_answered_or_refused(
    seeds_index: Index, question: str
) -> None:
    assert Desk(seeds_index).answer(question).text


def test_the_time_is_told_by_stage(seeds_index: Index) -> None:
    timings = Desk(seeds_index).answer("Who won the election?").timings_ms
    assert list(timings) == ["plan", "search", "draft", "total"]


# Conversations


def test_a_followup_is_announced_searched_as_understood_and_remembered(
    seeds_index: Index, tmp_path: Path
) -> None:
    state = State(tmp_path)
    conversations = Conversations(state)
    desk = Desk(seeds_index, conversations=conversations)

    async def events(question: str, key: str | None) -> list[Event]:
        return [event async for event in desk.ask(question, key)]

    asyncio.run(events("How many people drowned in Brenmoor in 2009?", "k"))
    _, first, *_, last = asyncio.run(events("And in 2024?", "k"))
    whole = "How many people drowned in Brenmoor in 2024?"
    assert first == Understood("And in 2024?", whole)
    assert isinstance(last, Answer)
    assert (last.question, last.standalone) == ("And in 2024?", whole)
    kept = conversations.turns("k")
    assert [(t.question, t.standalone) for t in kept][1] == ("And in 2024?", whole)
    assert json.loads(kept[1].answer) == json.loads(json.dumps(last.to_json()))
    for key in ("K", None):
        assert not any(
            isinstance(event, Understood) for event in asyncio.run(events("And in 2024?", key))
        )
    assert len(conversations.turns("k")) == 2
    state.close()
