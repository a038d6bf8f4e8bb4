"""An answer that a model drafts, before a server on loopback that misbehaves by a script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing

import pytest

from bot import prompts
from bot.answer import Answer
from bot.conversation import Turn
from bot.desk import Desk
from bot.drafting.usage import Meter, Prices
from bot.events import Event, Said
from bot.metering import metered
from bot.understanding import condensed
from index import Index
from tests.bot.drafting_support import (
    ASKED,
    KILLED,
    SCHOOL,
    asked,
    desk_with,
    events_of,
    fill,
    first,
    flood,
    good,
    model_at,
)
from tests.conftest import OpenIndex
from tests.fakes.openai_server import (
    FakeOpenAI,
    Request,
    Says,
    Stalls,
    serving,
)


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    return fill(open_index())


def test_what_the_model_says_is_shown_with_quotes_made_by_code(index: Index) -> None:
    with desk_with(index, good) as (desk, server):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}.", f"{SCHOOL}."]
    assert answer.text == f"{KILLED}. [1] {SCHOOL}. [2]"
    text = index.article("flood.txt").text
    for citation in answer.citations:
        assert text[citation.start : citation.end] == citation.quote
    assert answer.how.drafter == "model"
    assert answer.how.model == "gpt-4o"
    assert answer.how.prompt == prompts.load("answer").version
    assert answer.withheld == ()
    assert len(server.requests) == 1


def test_evidence_is_fenced_under_random_keys_and_the_question_comes_again(index: Index) -> None:
    with desk_with(index, good) as (desk, server):
        asked(desk)
        asked(desk)
    before, after = server.requests
    assert {e.known["file"] for e in before.excerpts} >= {"flood.txt"}
    assert not {e.key for e in before.excerpts} & {e.key for e in after.excerpts}
    user = str(before.body["messages"][-1]["content"])
    assert user.count(ASKED) == 2
    assert user.rindex(ASKED) > user.rindex(">>>")
    assert before.body["stream"] is True


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_marks_may_be_split_anywhere(index: Index, size: int) -> None:
    with desk_with(index, Says(good, size=size)) as (desk, _):
        assert len(asked(desk).claims) == 2


def test_a_sentence_is_said_before_the_model_has_ended(index: Index) -> None:
    async def until_said(desk: Desk) -> Event:
        events = desk.ask(ASKED)
        async for event in events:
            if isinstance(event, Said):
                await events.aclose()
                return event
        raise AssertionError

    stalled = Stalls(lambda r: f"{KILLED} [{flood(r)}]. Then")
    with desk_with(index, stalled) as (desk, server):
        said = asyncio.run(until_said(desk))
        assert isinstance(said, Said)
        assert said.claim.text == f"{KILLED}."
        assert said.citations[0].file == "flood.txt"
        assert server.hung_up.wait(5), "closing the events must end the request"


def test_what_a_model_used_is_known_also_when_the_events_are_closed(index: Index) -> None:
    async def until_said(desk: Desk) -> int:
        with metered() as meters:
            async with aclosing(desk.ask(ASKED)) as events:
                async for event in events:
                    if isinstance(event, Said):
                        break
        return sum(meter.prompt + meter.completion for meter in meters)

    stalled = Stalls(lambda r: f"{KILLED} [{flood(r)}]. Then")
    with desk_with(index, stalled) as (desk, _):
        assert asyncio.run(until_said(desk)) > 100


def test_what_a_model_used_to_understand_a_question_is_known_too() -> None:
    async def used(server: FakeOpenAI) -> int:
        told = Turn(ASKED, ASKED, json.dumps({"text": KILLED}), 1.0)
        with metered() as meters:
            await condensed(model_at(server), "And who said so?", [told], Meter())
        return sum(meter.prompt + meter.completion for meter in meters)

    with serving("Who said that eleven people were killed?") as server:
        assert asyncio.run(used(server)) > 10


def test_cancelling_a_question_ends_the_request(index: Index) -> None:
    async def cancelled(desk: Desk, server: FakeOpenAI) -> None:
        task = asyncio.create_task(anext(aiter(_answers(desk))))
        while not server.requests:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with desk_with(index, Stalls("One")) as (desk, server):
        asyncio.run(cancelled(desk, server))
        assert server.hung_up.wait(5)


async def _answers(desk: Desk):  # type: ignore[no-untyped-def]
    async for event in desk.ask(ASKED):
        if isinstance(event, Answer):
            yield event


def test_nothing_found_makes_no_request(index: Index) -> None:
    with desk_with(index, good) as (desk, server):
        answer = asked(desk, "Qwertzuiop asdfgh?")
    assert answer.refused
    assert server.requests == []


def test_the_sentinel_is_a_refusal(index: Index) -> None:
    for said in (prompts.SENTINEL, f"**{prompts.SENTINEL}**.", "Not in the articles."):
        with desk_with(index, said) as (desk, server):
            answer = asked(desk)
        assert answer.refused
        assert answer.text == prompts.text("refusal")
        assert answer.how.drafter == "model"
        assert len(server.requests) == 1


def test_words_like_the_sentinel_in_a_sentence_are_no_refusal(index: Index) -> None:
    assert not prompts.is_sentinel("The rise is not in the articles of association of the port.")
    assert prompts.is_sentinel(f"Sadly, after reading all of it: {prompts.SENTINEL}")


def test_words_that_introduce_an_answer_are_neither_said_nor_withheld(index: Index) -> None:
    with desk_with(index, lambda r: f"The articles say:\n\n{good(r)}") as (desk, server):
        answer = asked(desk)
    assert len(answer.claims) == 2
    assert answer.withheld == ()
    assert len(server.requests) == 1


def test_invented_keys_and_no_keys_show_nothing_and_extraction_answers(index: Index) -> None:
    for written in (f"{KILLED} [z9z9].", f"{KILLED}.", f"{KILLED} [1]."):
        with desk_with(index, written) as (desk, _):
            answer = asked(desk)
        assert answer.how.drafter == "extractive"
        assert [w.text for w in answer.withheld] == [f"{KILLED}."]
        assert "Nothing that the model wrote" in answer.notes[-1]
        assert "Eleven people were killed" in first(answer)


def test_a_wrong_number_is_withheld_and_the_rest_is_shown(index: Index) -> None:
    wrong = "Ninety people were killed when the river Orne flooded the town of Brenmoor on Monday"
    script = (
        lambda r: f"{SCHOOL} [{flood(r)}]. {wrong} [{flood(r)}].",
        prompts.SENTINEL,
    )
    with desk_with(index, *script) as (desk, server):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{SCHOOL}."]
    assert [w.text for w in answer.withheld] == [f"{wrong}."]
    assert answer.withheld[0].reason
    assert len(server.requests) == 2


def test_a_sentence_that_leans_on_a_withheld_one_is_withheld(index: Index) -> None:
    def leaning(r: Request) -> str:
        return (
            f"Nine hundred lions escaped from the zoo [{flood(r)}]. "
            f"They said that 250 people had spent the night in the school [{flood(r)}]. "
            f"{KILLED} [{flood(r)}]."
        )

    with desk_with(index, leaning, prompts.SENTINEL) as (desk, _):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert "leans" in answer.withheld[1].reason


def test_one_repair_appends_and_is_checked_again(index: Index) -> None:
    def drafted(r: Request) -> str:
        return f"{SCHOOL} [{flood(r)}]. Ninety lions were killed in Brenmoor [{flood(r)}]."

    def mended(r: Request) -> str:
        return f"{SCHOOL} [{flood(r)}]. {KILLED} [{flood(r)}]. Ninety bears died [{flood(r)}]."

    with desk_with(index, drafted, mended) as (desk, server):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{SCHOOL}.", f"{KILLED}."]
    assert len(answer.withheld) == 2
    assert len(server.requests) == 2
    assert "Ninety lions" in server.requests[1].text
    assert "repair" in answer.timings_ms


def test_markup_is_taken_out(index: Index) -> None:
    def marked(r: Request) -> str:
        return (
            f"## Answer\n\n- **{KILLED}** [{flood(r)}](http://evil.example/leak).\n"
            f"- <b>{SCHOOL}</b> ![x](http://evil.example/p.png) [{flood(r)}].\n"
        )

    with desk_with(index, marked, prompts.SENTINEL) as (desk, _):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}.", f"{SCHOOL}."]
    assert "evil" not in json.dumps(answer.to_json())


def test_usage_and_cost_are_counted(index: Index) -> None:
    with desk_with(index, good, prices=Prices(2.0, 10.0)) as (desk, _):
        usage = asked(desk).usage
    assert usage == {
        "requests": 1,
        "prompt_tokens": 1000,
        "completion_tokens": 50,
        "cost": 0.0025,
    }


def test_usage_is_counted_here_where_the_server_does_not_say(index: Index) -> None:
    with desk_with(index, Says(good, usage=None)) as (desk, _):
        usage = asked(desk).usage
    assert usage["counted_here"] == 1
    assert 300 < usage["prompt_tokens"] < 3000
    assert 20 < usage["completion_tokens"] < 100
    assert "cost" not in usage


def test_a_model_of_unknown_tokens_says_so_once(index: Index) -> None:
    with desk_with(index, good, name="llama3.1:8b") as (desk, _):
        assert "o200k_base" in asked(desk).notes[0]
        assert asked(desk).notes == ()
    with desk_with(index, good, name="gpt-4o") as (desk, _):
        assert asked(desk).notes == ()


def test_the_evidence_stays_within_its_budget(index: Index) -> None:
    for i in range(30):
        words = (
            f"In village number {i} the flood of Brenmoor killed {i + 2} cows and a horse. " * 12
        )
        (index.articles / f"{i}.txt").write_text(f"Flood in village {i}\n\n{words}\n")
    index.sync()
    with desk_with(index, prompts.SENTINEL, budget=600) as (desk, server):
        asked(desk)
        (request,) = server.requests
        model = model_at(server)
        assert 1 <= len(request.excerpts) <= 4
        assert sum(model.count(e.text) for e in request.excerpts) <= 600


def test_a_second_opinion_may_only_withhold(index: Index) -> None:
    script = (good, "SUPPORTED", "UNSUPPORTED", prompts.SENTINEL)
    with desk_with(index, *script, second_opinion=True) as (desk, server):
        answer = asked(desk)
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert "second reading" in answer.withheld[0].reason
    assert KILLED in server.requests[1].text
    wrong = lambda r: f"Ninety lions were killed [{flood(r)}]."  # noqa: E731
    with desk_with(index, wrong, "SUPPORTED", second_opinion=True) as (desk, _):
        assert asked(desk).how.drafter == "extractive"


def test_the_time_is_told_by_stage(index: Index) -> None:
    with desk_with(index, good) as (desk, _):
        timings = asked(desk).timings_ms
    assert list(timings) == ["plan", "search", "draft", "first_token", "check", "total"]
    assert timings["first_token"] <= timings["draft"] <= timings["total"]


def test_questions_at_once_do_not_mix(index: Index) -> None:
    def by_question(r: Request) -> str:
        if "dockers" in r.text:
            return f"The dockers ended their strike on Thursday [{r.key('Dockers')}]."
        return f"{KILLED} [{flood(r)}]."

    async def both(desk: Desk) -> list[str]:
        async def one(question: str) -> str:
            events = [event async for event in desk.ask(question)]
            answer = events[-1]
            assert isinstance(answer, Answer)
            return answer.text

        return await asyncio.gather(
            *(one(q) for q in (ASKED, "When did the dockers end their strike?") * 4)
        )

    with desk_with(index, by_question) as (desk, _):
        texts = asyncio.run(both(desk))
    assert all("Eleven" in text and "strike" not in text for text in texts[::2])
    assert all("strike" in text and "Eleven" not in text for text in texts[1::2])


def test_without_a_model_nothing_is_asked_of_anyone(index: Index) -> None:
    assert events_of(Desk(index))[-1].how.drafter == "extractive"  # type: ignore[union-attr]


@pytest.mark.parametrize(("odds", "said"), [(9.0, 1), (-9.0, 0)])
def test_what_only_lacks_words_is_said_on_the_readers_word(
    index: Index, odds: float, said: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sure:
        def follows(self, claim: str, told: Sequence[str]) -> list[float]:
            return [odds] * len(told)

    def loose(request: Request) -> str:
        told = "The classrooms gave shelter to 250 of those whom the river drove out"
        return f"{told} [{flood(request)}]."

    monkeypatch.setattr("bot.desk.beside", lambda index: Sure())
    with desk_with(index, loose) as (desk, _):
        answer = asked(desk)
    assert (answer.how.drafter == "model") == bool(said)
    assert len([c for c in answer.claims if "classrooms" in c.text]) == said
    assert len(answer.withheld) == 1 - said
