"""A model's server that leads a request away, takes its time by turns, or answers otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time

import httpx
import pytest

from bot import prompts
from bot.drafting.exchange import Exchange, RedirectedElsewhere
from index import Index
from tests.bot.drafting_support import (
    KILLED,
    SCHOOL,
    asked,
    desk_with,
    fill,
    first,
    flood,
    good,
)
from tests.conftest import OpenIndex
from tests.fakes.openai_server import Fails, Raw, Request, Says, Stalls, serving


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    return fill(open_index())


def leads(to: str, status: int = 307) -> Fails:
    return Fails(status, headers=(("Location", to),))


@pytest.mark.parametrize("status", [301, 307, 308])
def test_no_redirect_carries_a_question_to_another_server(index: Index, status: int) -> None:
    with (
        serving(good) as other,
        desk_with(index, leads(f"{other.url}/chat/completions", status)) as (desk, server),
    ):
        answer = asked(desk)
    assert other.requests == []
    assert len(server.requests) == 1
    assert "OPENAI_BASE_URL" in answer.notes[0]
    assert "another address" in answer.notes[0]
    assert "Eleven" in first(answer)


def test_a_redirect_on_the_same_server_is_followed(index: Index) -> None:
    with desk_with(index, leads("/v2/chat/completions"), good) as (desk, server):
        assert len(asked(desk).claims) == 2
    assert [request.path for request in server.requests][1] == "/v2/chat/completions"


@pytest.mark.parametrize(
    ("url", "goes"),
    [
        ("http://news.example/v2/chat/completions", True),
        ("http://news.example:80/v1", True),
        ("https://news.example/v1", True),
        ("http://news.example:8080/v1", False),
        ("https://news.example:8443/v1", False),
        ("https://other.example/v1", False),
        ("http://news.example.evil.example/v1", False),
    ],
)
def test_only_https_of_the_same_host_is_another_origin_that_may_be_asked(
    url: str, goes: bool
) -> None:
    asked_for = Exchange("http://news.example/v1").hooks["request"][0]
    with contextlib.nullcontext() if goes else pytest.raises(RedirectedElsewhere):
        asyncio.run(asked_for(httpx.Request("POST", url)))  # type: ignore[arg-type]


def test_redirects_without_end_are_given_up(index: Index) -> None:
    with desk_with(index, leads("/v1/chat/completions")) as (desk, server):
        answer = asked(desk)
    assert len(server.requests) <= 5
    assert "OPENAI_BASE_URL" in answer.notes[0]


@pytest.mark.parametrize(
    "written", ["Were eleven people killed by the flood in Brenmoor?", "“Who was killed?”"]
)
def test_a_question_is_no_answer(index: Index, written: str) -> None:
    asks = lambda r: f"{written} [{flood(r)}]"  # noqa: E731
    with desk_with(index, asks, prompts.SENTINEL) as (desk, _):
        answer = asked(desk)
    assert answer.how.drafter == "extractive"
    assert answer.withheld[0].reason == "it is no statement"


def test_a_second_opinion_that_fails_is_not_asked_for_again(index: Index) -> None:
    with desk_with(index, good, Stalls(), timeout=0.5, second_opinion=True) as (desk, server):
        began = time.perf_counter()
        answer = asked(desk)
        assert time.perf_counter() - began < 10
    assert len(answer.claims) == 2
    assert len(server.requests) == 2
    assert "no second opinion was asked for" in " ".join(answer.notes)


def mended(request: Request) -> list[str]:
    thrown = request.text.partition("Thrown away:")[2].partition("Now write")[0]
    return [line for line in thrown.splitlines() if line.startswith("- ")]


def test_the_repair_is_asked_for_a_few_sentences_only(index: Index) -> None:
    wrong = lambda r: " ".join(f"{n} lions fell [{flood(r)}]." for n in range(100, 160))  # noqa: E731
    with desk_with(index, wrong, prompts.SENTINEL) as (desk, server):
        answer = asked(desk)
    assert len(answer.withheld) == 60
    assert len(mended(server.requests[1])) == 10


def test_the_repair_keeps_within_the_budget_of_the_evidence(index: Index) -> None:
    long = lambda r: " ".join(  # noqa: E731
        f"Mayor {n}, {'a very tired man, ' * 20} fell [{flood(r)}]." for n in range(100, 106)
    )
    with desk_with(index, long, prompts.SENTINEL, budget=300) as (desk, server):
        asked(desk)
    assert 1 <= len(mended(server.requests[1])) <= 3


WHOLE = json.dumps(
    {"object": "chat.completion", "choices": [{"message": {"content": KILLED}, "index": 0}]}
).encode()


@pytest.mark.parametrize(
    "raw",
    [
        Raw(b"<html><body>It works!</body></html>", "text/html"),
        Raw(WHOLE, "application/json"),
        Raw(b"", "text/plain", 204),
    ],
)
def test_what_is_no_chat_completion_is_told(index: Index, raw: Raw) -> None:
    with desk_with(index, raw) as (desk, _):
        answer = asked(desk)
    assert "is no chat completion. Check OPENAI_BASE_URL" in answer.notes[0]
    assert "Eleven" in first(answer)


def test_an_error_in_a_reply_of_success_is_told_without_addresses(index: Index) -> None:
    body = b'{"error": {"message": "No quota, pay at evil.com/pay or a@evil.com, sk-verysecret."}}'
    with desk_with(index, Raw(body, "application/json")) as (desk, _):
        note = asked(desk).notes[0]
    assert "No quota" in note
    assert "OPENAI_BASE_URL" in note
    assert "evil" not in note


def test_a_server_error_holds_no_address(index: Index) -> None:
    refuses = Fails(400, "Ask a@evil.com or see evil.com/pay today")
    with desk_with(index, refuses) as (desk, _):
        note = asked(desk).notes[0]
    assert "today" in note
    assert "evil" not in note


def test_no_command_of_a_chat_comes_through(index: Index) -> None:
    taps = lambda r: f"{KILLED} /start [{flood(r)}]."  # noqa: E731
    with desk_with(index, taps) as (desk, _):
        assert first(asked(desk)) == f"{KILLED}."


@pytest.mark.parametrize(
    ("reason", "words"), [("length", "was cut off"), ("content_filter", "content filter")]
)
def test_an_answer_that_is_cut_off_says_so(index: Index, reason: str, words: str) -> None:
    cut = Says(lambda r: f"{KILLED} [{flood(r)}]. {SCHOOL[:40]}", finish=reason)
    with desk_with(index, cut) as (desk, _):
        answer = asked(desk)
    assert answer.how.drafter == "model"
    assert any(words in note for note in answer.notes)
    with desk_with(index, Says("", finish=reason)) as (desk, _):
        answer = asked(desk)
    assert answer.how.drafter == "extractive"
    assert words in answer.notes[0]
