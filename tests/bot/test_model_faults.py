"""A model's server that stalls, refuses, breaks off or talks garbage, by a script."""

from __future__ import annotations

import time

import pytest

from index import Index
from tests.bot.drafting_support import (
    KILLED,
    SCHOOL,
    Pauses,
    asked,
    desk_with,
    fill,
    first,
    flood,
    good,
)
from tests.conftest import OpenIndex
from tests.fakes.openai_server import (
    Drops,
    Fails,
    Raw,
    Says,
    Stalls,
)


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    return fill(open_index())


def test_a_model_that_falls_silent_is_given_up(index: Index) -> None:
    with desk_with(index, Stalls(), timeout=0.3) as (desk, server):
        began = time.perf_counter()
        answer = asked(desk)
        assert time.perf_counter() - began < 10
        assert server.hung_up.wait(5)
    assert answer.how.drafter == "extractive"
    assert "said nothing for 0.3 s" in answer.notes[0]
    assert "Eleven" in first(answer)


def test_what_was_said_before_the_silence_stands(index: Index) -> None:
    stalls = Stalls(lambda r: f"{KILLED} [{flood(r)}]. And")
    with desk_with(index, stalls, timeout=0.3) as (desk, _):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert answer.how.drafter == "model"
    assert "What it had said" in answer.notes[-1]


def test_too_many_requests_are_obeyed_and_tried_again(index: Index) -> None:
    slow = Fails(429, headers=(("Retry-After", "7"),))
    pauses = Pauses()
    with desk_with(index, slow, Fails(429), good, sleep=pauses) as (desk, server):
        answer = asked(desk)
    assert len(answer.claims) == 2
    assert pauses.slept == [7, 1]
    assert len(server.requests) == 3


def test_a_wait_without_end_is_not_waited(index: Index) -> None:
    pauses = Pauses()
    slow = Fails(429, headers=(("Retry-After", "3600"),))
    with desk_with(index, slow, sleep=pauses) as (desk, server):
        answer = asked(desk)
    assert pauses.slept == []
    assert len(server.requests) == 1
    assert "too many requests" in answer.notes[0]


def test_a_failing_server_is_tried_a_few_times_and_no_more(index: Index) -> None:
    pauses = Pauses()
    with desk_with(index, Fails(500), sleep=pauses) as (desk, server):
        answer = asked(desk)
    assert pauses.slept == [0.5, 1.0, 2.0]
    assert len(server.requests) == 4
    assert "failed (error 500)" in answer.notes[0]
    assert answer.how.drafter == "extractive"


def test_a_connection_dropped_before_a_word_is_tried_again(index: Index) -> None:
    with desk_with(index, Drops(), good) as (desk, _):
        assert len(asked(desk).claims) == 2


def test_a_connection_dropped_before_a_sentence_is_tried_again_with_new_keys(
    index: Index,
) -> None:
    with desk_with(index, Drops("Eleven people were"), good) as (desk, server):
        assert len(asked(desk).claims) == 2
    assert server.requests[0].excerpts[0].key != server.requests[1].excerpts[0].key


def test_a_connection_dropped_after_a_sentence_leaves_it_standing(index: Index) -> None:
    dropped = Drops(lambda r: f"{KILLED} [{flood(r)}]. {SCHOOL[:30]}")
    with desk_with(index, dropped) as (desk, server):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert "broke off" in answer.notes[-1]
    assert len(server.requests) == 1


def test_an_answer_cut_at_its_length_loses_its_last_half_sentence(index: Index) -> None:
    cut = Says(lambda r: f"{KILLED} [{flood(r)}]. {SCHOOL[:40]} [{flood(r)}]", finish="length")
    with desk_with(index, cut) as (desk, _):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert answer.withheld == ()


@pytest.mark.parametrize(
    "raw",
    [
        Raw(b"data: {not json\n\n"),
        Raw(b"data: [1, 2]\n\n"),
        Raw(b'data: {"choices": "x"}\n\n'),
        Raw(b'data: {"choices": [{"delta": null}]}\n\n'),
        Raw(b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'),
        Raw(b'data: {"error": {"message": "sk-verysecret exploded"}}\n\n'),
        Raw(b"<html>It works!</html>", "text/html"),
        Raw(b"", "text/event-stream"),
        Raw(b"\xff\xfe\x00\x01"),
    ],
)
def test_garbage_ends_in_one_plain_line_and_extraction(index: Index, raw: Raw) -> None:
    with desk_with(index, raw) as (desk, _):
        answer = asked(desk)
    assert answer.how.drafter == "extractive"
    assert len(answer.notes) >= 1
    assert "model" in answer.notes[-1]
    assert "\n" not in answer.notes[-1]
    assert "Eleven" in first(answer)


def test_a_server_that_refuses_an_argument_is_asked_without_it(index: Index) -> None:
    refuses = Fails(400, "Unsupported value: 'temperature' does not support 0.0 with this model.")
    with desk_with(index, refuses, good) as (desk, server):
        assert len(asked(desk).claims) == 2
    assert "temperature" in server.requests[0].body
    assert "temperature" not in server.requests[1].body
