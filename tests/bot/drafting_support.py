"""What the tests of model drafting share: three articles, a desk before a scripted server."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from typing import Any

from bot.answer import Answer
from bot.desk import Desk
from bot.drafting.model import Model
from bot.drafting.plain import has_address
from bot.drafting.planted import addressed_to_a_machine
from bot.events import Event, Said
from index import Index
from tests.fakes.openai_server import Entry, FakeOpenAI, Request, serving

FLOOD = """Flood in Tessaly kills eleven

The Lowland Post, 4 March 2024

Eleven people were killed when the river Orne flooded the town of Brenmoor on Monday. The mayor,
Greta Sund, said that 250 people had spent the night in the school.

Engineers closed the bridge at Aldermoor on Tuesday. The finance ministry put the damage at 310
million crowns.
"""
STRIKE = """Strike at the port of Marrowick ends

Harbour Gazette, 9 May 2024

Dockers at the port of Marrowick ended their strike on Thursday after 23 days. The union said that
its 1,400 members would receive a rise of 6.5 per cent.
"""
ASKED = "How many people were killed by the flood in Brenmoor?"
KILLED = "Eleven people were killed when the river Orne flooded the town of Brenmoor on Monday"
SCHOOL = "Greta Sund said that 250 people had spent the night in the school"

URL = re.compile(r"https?:|www\.|\w@\w|[<>]|\]\(|\*\*|!\[", re.IGNORECASE)


def fill(index: Index) -> Index:
    (index.articles / "flood.txt").write_text(FLOOD)
    (index.articles / "strike.txt").write_text(STRIKE)
    index.sync()
    return index


class Memory:
    """Conversations in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Any]] = defaultdict(list)

    def turns(self, key: str) -> list[Any]:
        return list(self.kept[key])

    def add(self, key: str, turn: Any) -> None:
        self.kept[key].append(turn)


class Pauses:
    """A sleep that takes no time and remembers how long it was to be."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def model_at(server: FakeOpenAI | str, **more: Any) -> Model:
    url = server if isinstance(server, str) else server.url
    return Model(
        more.pop("name", "gpt-4o"),
        **{"key": "sk-verysecret", "base_url": url, "timeout": 20.0, "sleep": Pauses(), **more},
    )


def events_of(desk: Desk, question: str = ASKED, conversation: str | None = None) -> list[Event]:
    async def all_of() -> list[Event]:
        async with aclosing(desk.ask(question, conversation)) as events:
            return [event async for event in events]

    return asyncio.run(all_of())


def asked(desk: Desk, question: str = ASKED, conversation: str | None = None) -> Answer:
    """The answer, after it was seen that it is what was said on the way and is sound."""
    events = events_of(desk, question, conversation)
    answer = events[-1]
    assert isinstance(answer, Answer)
    claims = tuple(event.claim for event in events if isinstance(event, Said))
    assert claims == answer.claims
    sound(answer)
    return answer


def sound(answer: Answer) -> None:
    """What holds for every answer, whatever a model wrote."""
    numbers = {citation.n for citation in answer.citations}
    assert answer.refused == (not answer.claims)
    for claim in answer.claims:
        assert claim.status == "supported"
        assert claim.citations
        assert set(claim.citations) <= numbers
        assert not URL.search(claim.text), claim.text
        assert not has_address(claim.text), claim.text
        assert not addressed_to_a_machine(claim.text), claim.text
    assert not any(c.quote == "" for c in answer.citations)
    for shown in (answer.text, *answer.notes):
        assert "sk-verysecret" not in shown


@contextmanager
def desk_with(index: Index, *script: Entry, **more: object) -> Iterator[tuple[Desk, FakeOpenAI]]:
    with serving(*script) as server:
        yield Desk(index, model_at(server, **more)), server


def flood(request: Request) -> str:
    return request.key("Brenmoor")


def good(request: Request) -> str:
    return f"{KILLED} [{flood(request)}]. {SCHOOL}.[{flood(request)}]"


def first(answer: Answer) -> str:
    return answer.claims[0].text if answer.claims else ""
