"""``newsdesk index`` as a user and as a program meet it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tests.bot.support import Run, failed, parsed
from tests.conftest import SEEDS
from tests.index.support import story

# What it reports


def test_index_reports_what_it_did(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("A headline\n\nThe mayor resigned on Monday, officials said.\n")
    where = ["--articles", folder, "--data", tmp_path / "d", "--json"]
    first = parsed(run("index", *where))
    assert (
        list(first)
        == (
            "added changed renamed removed unchanged failed passages embedded generation seconds"
        ).split()
    )
    assert (first["added"], first["passages"], first["generation"]) == (1, 1, 1)
    (folder / "a.txt").rename(folder / "b.txt")
    (folder / "c.txt").write_bytes(b"\x00\x01\x02")
    second = parsed(run("index", *where))
    assert (second["renamed"], second["embedded"], second["generation"]) == (1, 0, 2)
    assert second["failed"][0]["file"] == "c.txt"
    third = parsed(run("index", *where))
    assert (third["unchanged"], third["embedded"], third["generation"]) == (1, 0, 2)


def test_a_second_run_embeds_nothing(run: Run, place: list[str]) -> None:
    parsed(run("index", *place, "--json", embedding="minilm"))
    again = parsed(run("index", *place, "--json", embedding="minilm"))
    assert (again["embedded"], again["added"], again["changed"]) == (0, 0, 0)


def test_an_emptied_folder_keeps_its_index(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor of Orvane resigned on Monday, officials said.\n")
    where = ["--articles", folder, "--data", tmp_path / "d"]
    parsed(run("index", *where, "--json"))
    (folder / "a.txt").unlink()
    failed(run("index", *where), 1, "kept as it was")
    answer = parsed(run("ask", *where, "--json", "When did the mayor of Orvane resign?"))
    assert answer["citations"][0]["file"] == "a.txt"


def test_a_data_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    failed(run("index", "--articles", SEEDS, "--data", "file/data"), 1, "file/data", "--data")


def test_an_index_made_with_another_embedding(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor of Orvane resigned on Monday, officials said.\n")
    where = ["--articles", folder, "--data", tmp_path / "d"]
    mock = "llama_index.core.embeddings.mock_embed_model:MockEmbedding"
    options = {"NEWSDESK_EMBEDDING_OPTIONS": '{"embed_dim": 8}'}
    parsed(run("index", *where, "--json", embedding=mock, **options))
    failed(run("ask", *where, "Who resigned?", embedding="minilm"), 1, "MockEmbedding", "--yes")
    failed(run("index", *where, embedding="minilm"), 1, "MockEmbedding", "--yes")
    report = parsed(run("index", *where, "--yes", "--json", embedding="minilm"))
    assert report["embedded"] == 1
    parsed(run("ask", *where, "--json", "Who resigned?", embedding="minilm"))


def test_a_person_is_told_what_was_done_in_one_line(
    run: Run, mine: Path, where: list[object]
) -> None:
    (mine / "bad.txt").write_bytes(b"\0\1\2")
    result = run("index", *where)
    assert result.returncode == 0
    assert result.stdout.startswith("3 added, 1 not readable, 0 unchanged: 3 passages, 0 embedded")
    assert "not indexed: bad.txt: it is not text" in result.stderr


# Without doing anything


def change(mine: Path) -> None:
    (mine / "0.txt").unlink()
    (mine / "1.txt").write_text(story(77))
    (mine / "2.txt").rename(mine / "two.txt")
    (mine / "new.txt").write_text(story(8))
    (mine / "bad.txt").write_bytes(b"\0\1\2")


def test_a_dry_run_tells_a_person_what_would_be_done(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    change(mine)
    result = run("index", *where, "--dry-run")
    assert result.returncode == 0
    *lines, bad, last = result.stdout.splitlines()
    assert lines == [
        "add      new.txt",
        "change   1.txt",
        "rename   2.txt -> two.txt",
        "remove   0.txt",
    ]
    assert bad.startswith("fail     bad.txt: it is not text")
    assert last == "0 unchanged; 0 texts to embed. Nothing was done."


def test_a_dry_run_tells_a_program_what_the_sync_then_does(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json", embedding="minilm"))
    change(mine)
    plan = parsed(run("index", *where, "--dry-run", "--json", embedding="minilm"))
    assert list(plan) == "added changed renamed removed unchanged failed to_embed".split()
    assert plan["renamed"] == [["2.txt", "two.txt"]]
    assert [list(row) for row in plan["failed"]] == [["file", "problem"]]
    again = parsed(run("index", *where, "--dry-run", "--json", embedding="minilm"))
    assert again == plan
    report = parsed(run("index", *where, "--json", embedding="minilm"))
    for what in ("added", "changed", "renamed", "removed"):
        assert len(plan[what]) == report[what]
    assert (plan["unchanged"], plan["to_embed"]) == (report["unchanged"], report["embedded"])
    assert plan["failed"] == report["failed"]


# Progress


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_progress_comes_in_lines_of_json_and_ends_with_the_report(
    run: Run, where: list[object]
) -> None:
    result = run("index", *where, "--json", "--progress", embedding="minilm")
    assert result.returncode == 0
    *steps, last = lines_of(result.stdout)
    assert list(dict.fromkeys(step["stage"] for step in steps)) == [
        "reading",
        "embedding",
        "building",
        "publishing",
    ]
    for step in steps:
        assert list(step) == "stage done total of per_second seconds_left".split()
        assert 0 <= step["done"] <= step["total"] == 3
        assert step["of"] in ("files", "passages")
    ends = {step["stage"]: step["done"] for step in steps}
    assert set(ends.values()) == {3}
    assert (
        list(last)
        == (
            "stage added changed renamed removed unchanged failed passages embedded generation"
            " seconds"
        ).split()
    )
    assert (last["stage"], last["added"], last["embedded"]) == ("done", 3, 3)


def test_progress_of_a_sync_that_finds_nothing_is_its_report_alone(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    for path in mine.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    last = lines_of(run("index", *where, "--json", "--progress").stdout)[-1]
    assert (last["stage"], last["unchanged"]) == ("done", 3)


def test_progress_without_json_is_refused(run: Run, where: list[object]) -> None:
    failed(run("index", *where, "--progress"), 2, "--progress", "--json")


def test_watching_and_not_doing_anything_do_not_go_together(run: Run, where: list[object]) -> None:
    failed(run("index", *where, "--watch", "--dry-run"), 2, "--watch", "--dry-run")


# Guards and mending


def test_a_removal_of_most_articles_is_refused_and_can_be_allowed(
    run: Run, mine: Path, where: list[object]
) -> None:
    for i in range(3, 12):
        (mine / f"{i}.txt").write_text(story(i))
    parsed(run("index", *where, "--json"))
    for i in range(8):
        (mine / f"{i}.txt").unlink()
    failed(run("index", *where), 1, "8 of the 12 articles", "newsdesk index --allow-removals")
    assert parsed(run("index", *where, "--allow-removals", "--json"))["removed"] == 8


def test_a_damaged_catalog_is_mended_by_the_command_that_is_named(
    run: Run, tmp_path: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json"))
    (tmp_path / "d" / "catalog.db").write_bytes(b"no database " * 1_000)
    failed(run("index", *where), 1, "catalog.db is damaged", "newsdesk index --rebuild")
    failed(run("ask", *where, "Who is late?"), 1, "newsdesk index --rebuild")
    assert parsed(run("index", *where, "--rebuild", "--json"))["passages"] == 3
    assert parsed(run("search", *where, "--json", "ferry"))


def test_compacting_and_verifying_change_nothing_of_what_is_found(
    run: Run, where: list[object]
) -> None:
    parsed(run("index", *where, "--json", embedding="minilm"))
    before = parsed(run("search", *where, "--json", "Which boat was late?", embedding="minilm"))
    report = parsed(run("index", *where, "--compact", "--verify", "--json", embedding="minilm"))
    assert (report["unchanged"], report["embedded"]) == (3, 0)
    after = parsed(run("search", *where, "--json", "Which boat was late?", embedding="minilm"))
    assert after == before


def test_the_setting_says_how_long_vectors_are_kept(
    run: Run, mine: Path, where: list[object]
) -> None:
    parsed(run("index", *where, "--json", embedding="minilm"))
    (mine / "1.txt").unlink()
    none = {"NEWSDESK_KEEP_VECTORS_DAYS": "0"}
    parsed(run("index", *where, "--json", embedding="minilm", **none))
    (mine / "1.txt").write_text(story(1))
    assert parsed(run("index", *where, "--json", embedding="minilm"))["embedded"] == 1
    failed(run("index", *where, NEWSDESK_KEEP_VECTORS_DAYS="-1"), 2, "NEWSDESK_KEEP_VECTORS_DAYS")
