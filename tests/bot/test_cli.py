"""The command line as a user and as a program meet it: real processes, real exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.support import Run, failed, parsed
from tests.conftest import SEEDS

ASKED = "How much did the flood damage cost, according to the finance ministry?"


def test_an_answer_has_the_documented_shape(run: Run, place: list[str]) -> None:
    answer = parsed(run("ask", *place, "--json", ASKED, embedding="minilm"))
    assert (
        list(answer)
        == (
            "question standalone text refused claims citations disagreements withheld how usage"
            " timings_ms notes"
        ).split()
    )
    assert answer["refused"] is False
    assert list(answer["how"]) == ["drafter", "model", "prompt"]
    citation = answer["citations"][0]
    assert (
        list(citation)
        == ("n file title outlet url published page first_line last_line start end quote").split()
    )
    assert "310 million crowns" in citation["quote"]
    for claim in answer["claims"]:
        assert list(claim) == ["text", "citations", "status"]
        assert set(claim["citations"]) <= {c["n"] for c in answer["citations"]}
        assert f"{claim['text']} [{claim['citations'][0]}]" in answer["text"]
    shown = parsed(run("show", *place, "--json", citation["file"], embedding="minilm"))
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_refusal_has_no_claims(run: Run, place: list[str]) -> None:
    answer = parsed(run("ask", *place, "--json", "How tall is Mount Everest?", embedding="minilm"))
    assert answer["refused"] is True
    assert answer["claims"] == answer["citations"] == []
    assert answer["text"] == "The articles do not say."


def test_a_person_sees_answer_file_lines_and_quote(run: Run, place: list[str]) -> None:
    result = run("ask", *place, ASKED, embedding="minilm")
    assert result.returncode == 0
    answer, _, rest = result.stdout.partition("\n\n")
    assert answer.endswith("[1]")
    assert rest.startswith("[1] brenmoor-flood-third-day.txt:")
    assert "    The finance ministry put the damage at 310 million crowns" in rest


def test_a_batch_answers_line_by_line_in_order(run: Run, place: list[str], tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": ASKED},
        {"id": 7, "question": "How tall is Mount Everest?"},
        {"id": "c", "question": "Who won the presidential election in Velmara?"},
    ]
    file = tmp_path / "batch.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = run("ask", *place, "--batch", file, embedding="minilm")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", 7, "c"]
    assert [line["refused"] for line in lines] == [False, True, False]
    found = run("search", *place, "--batch", file, "-k", "3", embedding="minilm").stdout
    hits = [json.loads(line) for line in found.splitlines()]
    assert [list(line) for line in hits] == [["id", "hits"]] * 3
    assert [len(line["hits"]) for line in hits] == [3, 3, 3]


def test_a_batch_goes_on_after_a_bad_line_and_fails_at_the_end(run: Run, place: list[str]) -> None:
    lines = ["not json", '{"id": 2, "question": ""}', '{"id": 3, "question": "Who won?"}']
    result = run("ask", *place, "--batch", "-", stdin="\n".join(lines))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row.get("id") for row in rows] == [None, 2, 3]
    assert ["error" in row for row in rows] == [True, True, False]
    assert result.returncode == 1


def test_search_has_the_documented_shape(run: Run, place: list[str]) -> None:
    hits = parsed(run("search", *place, "--json", "-k", "4", "flood siren", embedding="minilm"))
    assert len(hits) == 4
    assert list(hits[0]) == (
        "file first_line last_line start end text score dense lexical copies".split()
    )
    assert hits == sorted(hits, key=lambda hit: -hit["score"])


def test_sources_have_the_documented_shape(run: Run, place: list[str]) -> None:
    listed = parsed(run("sources", *place, "--json", embedding="minilm"))
    assert len(listed) == len(list(SEEDS.iterdir()))
    assert list(listed[0]) == (
        "file title outlet published language passages problem undated group".split()
    )
    dated = {row["file"]: row["published"] for row in listed}["tessaly-flood-day-one.md"]
    assert dated["date"] == "2024-03-04"
    assert dated["precision"] == "day"


def test_show_prints_the_lines_asked_for(run: Run, place: list[str]) -> None:
    name = "brenmoor-flood-third-day.txt"
    shown = parsed(run("show", *place, "--json", f"{name}:1-3"))
    lines = (SEEDS / name).read_bytes().decode().split("\n")
    assert shown["text"] == "\n".join(lines[:3]) + "\n"
    assert (shown["first_line"], shown["last_line"]) == (1, 3)
    human = run("show", *place, f"{name}:3").stdout
    assert f">    3  {lines[2]}" in human
    failed(run("show", *place, f"{name}:900-1000"), 2, "has lines 1 to", "not 900-1000")
    failed(run("show", *place, "brenmoor-flood-third-dya.txt"), 2, "Did you mean", name)


def test_filters_narrow_an_answer(run: Run, place: list[str]) -> None:
    asked = "How many people were killed in the flood?"
    for options, file in (
        (["--file", "tessaly-flood-day-one.md"], "tessaly-flood-day-one.md"),
        (["--outlet", "the lowland post"], "tessaly-flood-second-day.html"),
        (["--since", "2024-03-05", "--until", "2024-03-05"], "tessaly-flood-second-day.html"),
    ):
        hits = parsed(run("search", *place, *options, "--json", asked))
        assert hits
        assert {hit["file"] for hit in hits} == {file}
    noted = parsed(run("ask", *place, "--since", "2024-03", "--json", asked))["notes"]
    assert "unknown date" in noted[0]
    failed(run("ask", *place, "--since", "last week", asked), 2, "--since", "2024-03-05")


def test_a_refusal_counts_what_was_looked_through(
    run: Run, where: list[object], mine: Path
) -> None:
    (mine / "2.txt").write_bytes(b"\0\1\2")
    asked = "How tall is Mount Everest?"
    assert "(Looked through 2 articles.)" in run("ask", *where, asked).stdout
    assert "(Looked through 1 article.)" in run("ask", *where, "--file", "1.*", asked).stdout
    nobody = run("ask", *where, "--outlet", "Nobody", asked)
    assert "(Looked through 0 articles.)" in nobody.stdout
    assert "The filters leave no article" in nobody.stderr


def test_a_time_that_ends_before_it_begins_is_refused(run: Run, where: list[object]) -> None:
    told = ("--since 2025", "--until 2020")
    failed(run("search", *where, "--since", "2025", "--until", "2020", "ferry"), 2, *told)


def test_a_changed_folder_is_said_and_sync_mends_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(SEEDS, folder)
    where = ["--articles", folder, "--data", tmp_path / "d"]
    parsed(run("index", *where, "--json"))
    new = "Zubrovka bans bicycles\n\nThe council of Zubrovka banned bicycles on Friday.\n"
    (folder / "new.txt").write_text(new)
    before = parsed(run("ask", *where, "--json", "What did the council of Zubrovka ban?"))
    assert "1 new" in before["notes"][0]
    assert before["refused"]
    after = parsed(run("ask", *where, "--sync", "--json", "What did the council of Zubrovka ban?"))
    assert after["notes"] == []
    assert after["citations"][0]["file"] == "new.txt"


@pytest.mark.parametrize("command", [["ask"], ["search"], ["check"]])
def test_a_batch_that_cannot_be_read_or_is_empty_is_refused_in_plain_words(
    run: Run, where: list[object], tmp_path: Path, command: list[str]
) -> None:
    odd = tmp_path / "odd.jsonl"
    for make, said in (
        (lambda: odd.mkdir(), f"The batch file {odd} cannot be read: it is a folder."),
        (lambda: odd.write_bytes(b"\xff\xfe"), "cannot be read: it is not UTF-8 text."),
        (lambda: odd.write_text("\n"), f"There is no line in the batch file {odd}."),
    ):
        if odd.is_dir():
            odd.rmdir()
        make()
        failed(run(*command, *where, "--batch", odd), 2, said)


def test_cases_and_settings_that_cannot_be_read_are_told_of_in_plain_words(
    run: Run, where: list[object], tmp_path: Path
) -> None:
    failed(run("eval", *where, tmp_path), 2, f"{tmp_path} cannot be read: it is a folder.")
    (tmp_path / ".env").write_bytes(b"\xff")
    failed(run("ask", *where, "Who?"), 2, "file .env cannot be read: it is not UTF-8 text.")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['newsdesk', '--help']\nfrom bot.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'chromadb', 'llama_index', 'onnxruntime', 'tokenizers', 'trafilatura',"
        " 'tiktoken', 'numpy', 'pydantic', 'openai', 'telegram'}\n"
        "print('heavy:', sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "ask " in result.stdout
    assert result.stdout.endswith("heavy: []\n")


def test_no_such_folder(run: Run) -> None:
    failed(run("index", "--articles", "nowhere"), 2, "no folder nowhere", "--articles")
    failed(run("ask", "--articles", "nowhere", "Who won?"), 2, "no folder nowhere")


def test_a_file_given_as_the_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("text")
    failed(run("index", "--articles", "one.txt"), 2, "is not a folder")


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    failed(run("index", "--articles", "empty"), 1, "holds no articles", ".txt")
    failed(run("ask", "--articles", "empty", "Who won?"), 1, "holds no articles")


def test_a_folder_with_only_unreadable_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (folder / "empty.md").write_bytes(b"")
    failed(run("index", "--articles", folder), 1, "picture.txt", "not text", "empty.md", "is empty")


def test_an_empty_question(run: Run, place: list[str]) -> None:
    failed(run("ask", *place), 2, "question is empty")
    failed(run("ask", *place, "  "), 2, "question is empty")


def test_a_question_of_a_hundred_thousand_characters(run: Run, place: list[str]) -> None:
    failed(run("ask", *place, "who " * 25_000), 2, "100,000 characters", "2,000")


def test_an_index_of_another_folder(run: Run, place: list[str], tmp_path: Path) -> None:
    parsed(run("index", *place, "--json"))
    (tmp_path / "other").mkdir()
    where = ["--articles", tmp_path / "other", *place[2:]]
    failed(run("ask", *where, "Who won?"), 1, "was made from", "--data")


def test_a_broken_settings_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('NEWSDESK_ARTICLES="seeds\n')
    failed(run("ask", "Who won?"), 2, ".env, line 1")
    (tmp_path / ".env").write_text("NEWSDESK_ARTICELS=seeds\n")
    failed(run("ask", "Who won?"), 2, "NEWSDESK_ARTICELS", "NEWSDESK_ARTICLES")


def test_an_unknown_embedding(run: Run, place: list[str]) -> None:
    failed(run("ask", *place, "Who won?", embedding="bert"), 2, "'bert'", "minilm")


def test_an_unknown_option_names_the_help(run: Run) -> None:
    failed(run("ask", "--nope", "x"), 2, "--nope", "newsdesk ask --help")


def test_settings_of_other_programs_do_not_reach_chroma(
    run: Run, place: list[str], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("MIGRATIONS=foo\nALLOW_RESET=true\n")
    answer = parsed(run("ask", *place, "--json", ASKED, embedding="minilm", MIGRATIONS="foo"))
    assert answer["citations"]
