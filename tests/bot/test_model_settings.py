"""Setting up a model, as a new user does: what goes wrong is one clear line and still an answer."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    CompletionResponse,
    LLMMetadata,
)
from llama_index.core.llms import CustomLLM

from bot import prompts
from bot.desk import Desk
from bot.drafting.loading import load
from bot.prompts import read
from bot.settings import Settings
from index import Index, NewsdeskError
from index.errors import SettingsError
from tests.bot.drafting_support import ASKED, FLOOD, KILLED, asked, fill, model_at
from tests.bot.support import Run, failed, parsed
from tests.conftest import OpenIndex
from tests.fakes.openai_server import Fails, FakeOpenAI, Request, Stalls, serving

KEY = "sk-verysecret"


@pytest.fixture
def index(open_index: OpenIndex) -> Index:
    return fill(open_index())


@pytest.fixture
def at(tmp_path: Path) -> list[object]:
    """Options that name a folder of one article."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "flood.txt").write_text(FLOOD)
    return ["--articles", folder, "--data", tmp_path / "d"]


def good(request: Request) -> str:
    return f"{KILLED} [{request.key('Brenmoor')}]."


def nobody() -> str:
    """The address of a server that is down."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def settings(**values: str) -> Settings:
    return Settings.load(environ=values, file=Path("/nonexistent"))


def test_without_any_setting_there_is_no_model() -> None:
    assert load(settings()) is None
    assert load(settings(NEWSDESK_MODEL="none", OPENAI_API_KEY=KEY)) is None


def test_a_key_a_base_url_or_a_name_turns_a_model_on() -> None:
    for values in (
        {"OPENAI_API_KEY": KEY},
        {"OPENAI_BASE_URL": "http://localhost:11434/v1"},
        {"NEWSDESK_MODEL": "gpt-4o"},
    ):
        assert load(settings(**values)) is not None


def test_the_key_comes_from_the_file_too_and_shows_nowhere(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"OPENAI_API_KEY={KEY}\nOPENAI_BASE_URL=http://localhost:1/v1\n")
    found = Settings.load(environ={}, file=file)
    assert load(found) is not None
    assert KEY not in repr(found) + str(found)


@pytest.mark.parametrize(
    "values",
    [
        {"OPENAI_BASE_URL": "localhost:11434"},
        {"NEWSDESK_MODEL": "m", "NEWSDESK_MODEL_OPTIONS": "{"},
        {"NEWSDESK_MODEL": "m", "NEWSDESK_MODEL_OPTIONS": "[]"},
    ],
)
def test_a_setting_that_will_not_do_is_named(values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=list(values)[-1]):
        load(settings(**values))


def test_a_server_that_is_down_is_one_line_and_an_extractive_answer(index: Index) -> None:
    answer = asked(Desk(index, model_at(nobody())))
    (note,) = answer.notes
    assert "cannot be reached" in note
    assert "OPENAI_BASE_URL" in note
    assert "\n" not in note
    assert "Eleven" in answer.claims[0].text


def test_a_wrong_key_is_one_line_and_never_shows(index: Index) -> None:
    with serving(good, key="sk-another") as server:
        answer = asked(Desk(index, model_at(server)))
    (note,) = answer.notes
    assert "refused the key. Check OPENAI_API_KEY." in note
    assert KEY not in json.dumps(answer.to_json())
    assert answer.claims
    assert len(server.requests) == 1


def test_an_unknown_model_is_one_line(index: Index) -> None:
    with serving(good, models=("another",)) as server:
        answer = asked(Desk(index, model_at(server)))
    (note,) = answer.notes
    assert "does not know the model gpt-4o. Check NEWSDESK_MODEL" in note
    assert answer.claims


def test_no_key_for_openai_is_one_line(index: Index) -> None:
    answer = asked(Desk(index, model_at("https://api.openai.com/v1", key="")))
    assert "Set OPENAI_API_KEY" in answer.notes[0]
    assert answer.claims


def test_a_refused_request_is_told_without_the_key(index: Index) -> None:
    with serving(Fails(400, f"Your {KEY} is too long, see http://evil.example.")) as server:
        answer = asked(Desk(index, model_at(server)))
    assert "refused the request (error 400)" in answer.notes[0]
    assert KEY not in answer.notes[0]
    assert "evil" not in answer.notes[0]


def test_a_dummy_key_is_a_word_like_any_other(index: Index) -> None:
    for key, said in (("river", "Eleven people"), ("Brenmoor", "…")):
        with serving(good) as server:
            answer = asked(Desk(index, model_at(server, key=key)))
        told = [claim.text for claim in answer.claims] + [w.text for w in answer.withheld]
        assert any(text.startswith(said) for text in told)
        assert bool(answer.withheld) == (said == "…")
        with serving(Fails(400, f"The {key} is no model.")) as server:
            note = asked(Desk(index, model_at(server, key=key))).notes[0]
        assert (key in note) == (said != "…")


def test_an_account_without_credit_is_not_asked_again(index: Index) -> None:
    with serving(Fails(429, code="insufficient_quota")) as server:
        answer = asked(Desk(index, model_at(server)))
    assert "no credit" in answer.notes[0]
    assert len(server.requests) == 1


def test_a_password_in_the_base_url_shows_nowhere(index: Index) -> None:
    url = nobody().replace("http://", "http://user:hunter2@")
    answer = asked(Desk(index, model_at(url)))
    assert "hunter2" not in json.dumps(answer.to_json())


class Scripted(CustomLLM):
    """A LlamaIndex model of somebody else's."""

    wish: str = ""

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(is_chat_model=True)

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> Any:
        raise NotImplementedError

    async def astream_chat(self, messages: Any, **_: Any) -> Any:
        async def pieces() -> Any:
            request = Request("", {}, {"messages": [{"content": m.content} for m in messages]})
            for piece in (KILLED, f" [{request.key('Brenmoor')}]", ".", self.wish):
                yield ChatResponse(message=ChatMessage(content=""), delta=piece)

        return pieces()


def test_another_llamaindex_model_is_one_setting(index: Index) -> None:
    model = load(
        settings(NEWSDESK_MODEL=f"{__name__}:Scripted", NEWSDESK_MODEL_OPTIONS='{"wish": " Bye."}')
    )
    answer = asked(Desk(index, model))
    assert [claim.text for claim in answer.claims] == [f"{KILLED}."]
    assert answer.withheld[0].text == "Bye."
    assert answer.how.model == f"{__name__}:Scripted"


@pytest.mark.parametrize("name", ["no.such_package:Model", "json.decoder:Missing"])
def test_a_llamaindex_model_that_is_not_installed_is_one_line(index: Index, name: str) -> None:
    answer = asked(Desk(index, load(settings(NEWSDESK_MODEL=name))))
    assert f"NEWSDESK_MODEL={name} cannot be used" in answer.notes[-1]
    assert answer.claims


def test_names_with_a_colon_are_names() -> None:
    for name in ("llama3.1:8b", "qwen2.5:7b-instruct", "hf.co/x/y:Q4", "ft:gpt-4o:org::id"):
        model = load(settings(NEWSDESK_MODEL=name, OPENAI_BASE_URL="http://localhost:1/v1"))
        assert model is not None
        assert model.name == name
        assert model._called.where is not None


def test_every_prompt_has_its_slots_and_a_version() -> None:
    for name in prompts.SLOTS:
        prompt = prompts.load(name)
        system, user = prompt.fill(**dict.fromkeys(prompts.SLOTS[name], "{{question}}"))
        assert "{{question}}" in system + user, "what fills a slot is never read for slots"
        assert prompt.version.startswith(f"{name}@")


def test_a_prompt_with_a_missing_or_unknown_slot_is_named(tmp_path: Path) -> None:
    file = tmp_path / "condense.md"
    for words, said in (
        ("# System\n\nx\n\n# User\n\n{{question}}", "lacks the slot {{turns}}"),
        ("# System\n\n{{turns}} {{nope}}\n\n# User\n\n{{question}}", "unknown slot {{nope}}"),
        ("{{turns}} {{question}}", "two parts"),
    ):
        file.write_text(words)
        with pytest.raises(NewsdeskError) as error:
            read("condense", file)
        assert said in str(error.value)
        assert str(file) in str(error.value)


def test_an_edited_prompt_has_another_version(tmp_path: Path) -> None:
    file = tmp_path / "condense.md"
    versions = set()
    for words in ("one", "two"):
        file.write_text(f"# System\n\n{words}\n\n# User\n\n{{{{turns}}}} {{{{question}}}}")
        versions.add(read("condense", file).version)
    assert len(versions) == 2


def at_server(server: FakeOpenAI) -> dict[str, str]:
    return {
        "OPENAI_BASE_URL": server.url,
        "OPENAI_API_KEY": KEY,
        "NEWSDESK_MODEL": "gpt-4o",
    }


def test_ask_uses_the_model_and_says_what_it_withheld(run: Run, at: list[object]) -> None:
    def partly(request: Request) -> str:
        return f"{good(request)} Ninety lions escaped [{request.key('Brenmoor')}]."

    with serving(partly, prompts.SENTINEL) as server:
        result = run("ask", *at, "--why", ASKED, **at_server(server))
    assert result.stdout.startswith(f"{KILLED}. [1]\n\n[1] flood.txt:5")
    assert "Withheld: 1 statement" in result.stderr
    assert "Ninety lions escaped." in result.stderr
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_no_model_asks_nobody(run: Run, at: list[object]) -> None:
    with serving(good) as server:
        answer = parsed(run("ask", *at, "--no-model", "--json", ASKED, **at_server(server)))
    assert answer["how"]["drafter"] == "extractive"
    assert server.requests == []


def test_ask_with_a_server_that_is_down_answers_and_says_so(run: Run, at: list[object]) -> None:
    result = run("ask", *at, ASKED, OPENAI_BASE_URL=nobody(), OPENAI_API_KEY=KEY)
    assert result.returncode == 0
    assert "Eleven people were killed" in result.stdout
    assert "cannot be reached" in result.stderr
    assert KEY not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_batch_uses_the_model_line_by_line(run: Run, at: list[object]) -> None:
    lines = "".join(json.dumps({"id": i, "question": ASKED}) + "\n" for i in range(2))
    with serving(good) as server:
        result = run("ask", *at, "--batch", "-", stdin=lines, **at_server(server))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["how"]["drafter"] for row in rows] == ["model", "model"]
    assert [row["id"] for row in rows] == [0, 1]


def test_a_broken_setting_ends_in_one_line(run: Run, at: list[object]) -> None:
    result = run("ask", *at, ASKED, NEWSDESK_MODEL="m", NEWSDESK_MODEL_OPTIONS="{")
    failed(result, 2, "NEWSDESK_MODEL_OPTIONS is not JSON")


def test_on_a_terminal_a_sentence_shows_before_the_model_has_ended(
    at: list[object], tmp_path: Path
) -> None:
    half = Stalls(lambda r: f"{good(r)} And then")
    with serving(half) as server:
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "bot.cli", "ask", *map(str, at), ASKED]
        env = {**os.environ, "NEWSDESK_EMBEDDING": "none", **at_server(server)}
        process = subprocess.Popen(
            command, cwd=tmp_path, env=env, stdout=follower, stderr=subprocess.PIPE, text=True
        )
        os.close(follower)
        seen = ""
        # A terminal that nobody writes to any more cannot be read.
        with contextlib.suppress(OSError):
            while "[1]" not in seen:
                seen += os.read(leader, 1000).decode()
        assert f"{KILLED}. [1]" in seen
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        os.close(leader)
        assert process.returncode == 130
        assert "Traceback" not in said
        assert server.hung_up.wait(5)
