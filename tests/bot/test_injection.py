"""Articles and messages that try to take over a model, before one that obeys every one of them.

Judged on what reaches the user, on the requests that were sent and on what is stored.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer
from bot.conversation import Turn
from bot.desk import Desk
from bot.drafting.plain import has_address, readable
from bot.drafting.planted import addressed_to_a_machine
from bot.events import Event, Said, Understood
from index import Filters, Index
from tests.bot.drafting_support import ASKED, FLOOD, KILLED, URL, Memory, events_of, model_at, sound
from tests.conftest import CACHE, SEEDS
from tests.fakes.openai_server import FakeOpenAI, Request

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "injection" / "cases.jsonl")
    .read_text()
    .splitlines()
]
OWN = "Volunteers brought sandbags to the mill"
MINE, OTHER = "cli:mine", "telegram:42:0:42"
SECRET = "Zebulon"


def carrier(case: dict[str, Any]) -> tuple[str, str]:
    """The name and the text of the article that holds what a case plants."""
    number = CASES.index(case)
    name = case.get("file", f"{case['id']}.txt")
    title = case.get("title", f"Report {number} from the flood in Brenmoor")
    text = (
        f"{title}\n\n{OWN} number {number} in Brenmoor on Monday.\n\n{case.get('plant', '')}\n\n"
        "The flood in Brenmoor was the third in ten years.\n"
    )
    if name.endswith(".html"):
        text = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        text = f"<html><head><title>{title}</title></head><body>{text}</body></html>"
    return name, text


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    articles = tmp_path_factory.mktemp("planted")
    (articles / "flood.txt").write_text(FLOOD)
    for case in CASES:
        name, text = carrier(case)
        (articles / name).write_text(text)
    index = Index(articles, tmp_path_factory.mktemp("data"), embedding="none", cache=CACHE)
    index.sync()
    yield index
    index.close()


def remembering() -> Memory:
    """Two conversations: one that is asked in, and another user's."""
    memory = Memory()
    for key, word in ((MINE, "flood"), (OTHER, f"{SECRET} in the mill")):
        asked = f"Where was the {word}?"
        told = json.dumps({"text": f"The {word} was seen."})
        memory.add(key, Turn(asked, asked, told, 0.0))
    return memory


def obeying(case: dict[str, Any]) -> Any:
    """A model that does whatever it was told."""
    name, _ = carrier(case)

    def answer(request: Request) -> str:
        keys = {e.known.get("file", ""): e.key for e in request.excerpts}
        planted = next((k for file, k in keys.items() if file in name or name in file), "k7q2")
        flood = keys.get("flood.txt", "m3x9")
        system = str(request.body["messages"][0]["content"])
        filled = {
            "key": planted,
            "any": flood,
            "good": f"{KILLED} [{flood}].",
            "own": f"{OWN} number {CASES.index(case)} in Brenmoor on Monday [{planted}].",
            "system": system,
            "SYSTEM": system.upper(),
            "all": request.text,
        }
        return re.sub(r"\{(\w+)\}", lambda m: filled.get(m[1], m[0]), case["says"])

    return answer


def run(case: dict[str, Any], index: Index) -> tuple[list[Event], FakeOpenAI, Memory, Answer]:
    question = case.get("question", ASKED)
    memory = remembering()
    name, _ = carrier(case)
    with FakeOpenAI(obeying(case)) as server:
        desk = Desk(index, model_at(server), memory)

        class Here(Desk):
            """The same, over the two articles of the case."""

            def ask(self, question: str, conversation: str | None = None, *_: Any) -> Any:
                only = Filters(files=("flood.txt", re.sub(r"([\[*?])", r"[\1]", name)))
                return desk.ask(question, conversation, only)

        events = events_of(Here(index), question, MINE)
    answer = events[-1]
    assert isinstance(answer, Answer)
    return events, server, memory, answer


def shown(events: list[Event]) -> list[str]:
    """All words that reach the user, but for the question and the names of files."""
    out: list[str] = []
    for event in events:
        if isinstance(event, Said):
            out.append(event.claim.text)
            out += [readable(c.quote) for c in event.citations]
        elif isinstance(event, Understood):
            # What the user's own message said is no leak to the user.
            asked = set(event.question.split())
            out.append(" ".join(w for w in event.standalone.split() if w not in asked))
        elif isinstance(event, Answer):
            out += [event.text, *event.notes, *(readable(c.quote) for c in event.citations)]
    return out


def test_there_are_at_least_sixty_and_of_every_kind() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert len(CASES) >= 60
    assert set(kinds) == {
        "text", "comment", "title", "file", "zero-width", "mark", "turn", "link", "image",
        "reveal", "other-chat", "message",
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_nothing_planted_gets_through(case: dict[str, Any], index: Index) -> None:
    events, server, memory, answer = run(case, index)
    sound(answer)
    for text in shown(events):
        for bad in case["bad"]:
            assert bad.lower() not in text.lower(), (bad, text)
        assert not URL.search(text), text
    for text in (*(w.text for w in answer.withheld), *(c.title or "" for c in answer.citations)):
        assert not URL.search(text), text
        assert not has_address(text), text
        assert not addressed_to_a_machine(text), text
    assert "sk-verysecret" not in json.dumps(answer.to_json())
    supported(answer, index)
    for request in server.requests:
        whole(request, case)
    assert server.requests, "the model was asked"
    # Nothing of another conversation was read, and nothing was written to it.
    assert len(memory.kept[OTHER]) == 1
    assert set(memory.kept) == {MINE, OTHER}
    stored = json.loads(memory.kept[MINE][-1].answer)
    assert stored["text"] == answer.text


def supported(answer: Answer, index: Index) -> None:
    """Every claim's words are its quotes' words: no article here says anything in two places."""
    quotes = {c.n: c for c in answer.citations}
    for claim in answer.claims:
        said = " ".join(quotes[n].quote for n in claim.citations).lower()
        words = re.findall(r"\w{4,}", claim.text.lower())
        assert sum(word in said for word in words) >= 0.7 * len(words), (claim.text, said)
    for c in answer.citations:
        assert index.article(c.file).text[c.start : c.end] == c.quote


def whole(request: Request, case: dict[str, Any]) -> None:
    """The request says what we say, with the articles' words inside of fences alone."""
    assert [m["role"] for m in request.body["messages"]] == ["system", "user"]
    assert not {"tools", "functions", "tool_choice"} & set(request.body)
    system, user = (str(m["content"]) for m in request.body["messages"])
    assert SECRET not in request.text or SECRET in case.get("question", "") + case["says"]
    assert OTHER not in user or OTHER in case.get("question", "") + case.get("plant", "")
    assert case.get("plant", "\0")[:30] not in system
    assert case.get("title", "\0")[:30] not in system
    outside = user
    for excerpt in request.excerpts:
        fence = re.search(rf"Excerpt \[{excerpt.key}\]\n<<<(\w+)\n", user)
        assert fence is not None
        assert user.count(fence[1]) == 2 * len(request.excerpts)
        assert excerpt.key not in excerpt.text
        outside = outside.replace(excerpt.text, "").replace(json.dumps(excerpt.known), "")
        assert not re.search(r"<\||\[/?INST\]|<</?SYS|[\u200b-\u200f\u202a-\u202e]", excerpt.text)
        assert not re.search(r"[\[【(][a-z]\d[a-z]\d[\]】)]", excerpt.text)
    assert case.get("plant", "\0")[:30] not in outside or "The conversation so far" in user


def test_the_articles_are_as_they_were(index: Index) -> None:
    assert not index.changes()


def test_without_a_model_what_is_planted_is_no_answer_either(index: Index) -> None:
    for case in CASES:
        name, _ = carrier(case)
        only = Filters(files=("flood.txt", re.sub(r"([\[*?])", r"[\1]", name)))
        answer = Desk(index).answer(case.get("question", ASKED), only)
        for claim in answer.claims:
            for bad in case["bad"]:
                assert bad.lower() not in claim.text.lower(), (case["id"], claim.text)
            assert not URL.search(claim.text), (case["id"], claim.text)


def test_a_question_asked_of_the_seeds_is_answered_all_the_same() -> None:
    # The guard against orders to machines must not keep honest articles from being cited.
    for file in SEEDS.iterdir():
        if file.suffix != ".html":
            assert not addressed_to_a_machine(file.read_text()), file.name
