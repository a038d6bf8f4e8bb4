"""``newsdesk eval`` as a user meets it, and the page that it writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.bot.support import Run, failed, parsed
from tests.bot.test_evaluation_cases import written
from tests.fakes.openai_server import Request, serving

HOSTILE = 'Who paid </summary><img src="http://example.org/x"/><script>x()</script> & \x0b ]]>?'
ARTICLE = """---
title: The harbour of Ostrel
url: https://example.org/harbour
---

The harbour of Ostrel was closed on Monday after a storm. Four ships were damaged by the waves.

The mayor of Ostrel, Vera Lindt, said that the repairs would cost 12 million crowns.
"""
CASES: list[dict[str, Any]] = [
    {"id": "right", "question": "How many ships were damaged?", "quotes": ["Four ships"]},
    {"id": "quote", "question": "How many ships were damaged?", "quotes": ["Seven ships"]},
    {"id": "match", "question": "How much will the repairs of Ostrel cost?", "answer": "13 mill"},
    {"id": "refused", "question": "Who discovered the moons of Saturn?", "files": ["harbour.md"]},
    {"id": "answered", "question": "How many ships were damaged?", "unanswerable": True},
    {"id": "hostile", "question": HOSTILE, "files": ["harbour.md"]},
]
PASSAGES = [
    {
        "id": f"own-{name}",
        "question": f"What did {name} found in the year 1912?",
        "passages": [
            {
                "title": name,
                "sentences": [
                    "The town is small.",
                    f"In the year 1912 {name} founded a bank.",
                    "A river runs by.",
                ],
            }
        ],
        "sentences": [f"In the year 1912 {name} founded a bank."],
    }
    for name in ("Borin", "Kelda", "Marrow")
]


@pytest.fixture
def folder(tmp_path: Path) -> list[object]:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "harbour.md").write_text(ARTICLE)
    return ["--articles", articles, "--data", tmp_path / "d"]


def test_json_gives_the_figures_and_every_failing_case(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    told = parsed(run("eval", written(tmp_path, *CASES), *folder, "--json"))
    assert (told["cases"], told["answerable"], told["unanswerable"]) == (6, 5, 1)
    values = {m["key"]: (m["value"], m["n"]) for m in told["measures"]}
    assert values["refused_right"] == (0.0, 1)
    assert values["hit_1"][1] == 4
    fails = {case["id"]: case["failures"] for case in told["failing"]}
    assert "right" not in fails
    assert fails["quote"] == ["quote"]
    assert fails["match"] == ["match"]
    assert fails["refused"] == ["refused"]
    assert fails["answered"] == ["answered"]
    assert sum(told["failures"].values()) == sum(len(kinds) for kinds in fails.values())
    assert {t["stage"] for t in told["latency"]} >= {"search", "draft", "total"}


def test_a_person_sees_a_table_with_intervals_and_what_fails(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    said = run("eval", written(tmp_path, *CASES), *folder).stdout
    assert "6 questions: 5 answerable, 1 not" in said
    assert re.search(r"Right quote first +\d+\.\d % +\d+\.\d % to \d+\.\d % +4\n", said)
    assert "Answered, though the articles do not say" in said


def test_the_page_is_whole_and_refers_to_nothing_outside(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    told = parsed(
        run("eval", written(tmp_path, *CASES), *folder, "--json", "--baselines", "--html", page)
    )
    data = page.read_bytes()
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    tags = {str(element.tag) for element in tree.iter()}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert name != "href" or value.startswith("#")
            assert name not in ("src", "srcset", "style")
            assert not name.startswith("on")
    assert not re.search(r"url\(|@import|https?:", tree.findtext(".//style") or "")
    named = {a.get("href") for a in tree.iter("a")}
    assert named <= {f"#{element.get('id')}" for element in tree.iter() if element.get("id")}

    shown = {d.findtext("summary/small"): d for d in tree.iter("details")}
    assert len(told["failing"]) == len(shown) >= 4
    for case in told["failing"]:
        details = shown[f"{case['id']}, {case['where']}"]
        words = "".join(details.itertext())
        assert case["question"].replace("\x0b", "\N{REPLACEMENT CHARACTER}") in words
        assert case["answer"] in words
        for quote in case["quotes"]:
            assert " ".join(quote["quote"].split()) in words
        for found in case["found"]:
            assert " ".join(found["text"].split()) in words
    # A browser, which reads HTML and not XML, sees the same.
    assert len(html.fromstring(data).findall(".//details")) == len(shown)
    assert len(tree.findall(".//svg")) >= 5


def test_passages_that_cases_bring_are_asked_over_alone(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, *PASSAGES)
    told = parsed(run("eval", file, "--json", "--baselines"))
    assert "each over its own passages alone" in told["over"][0]
    assert {v["measure"] for v in told["versus"]} == {"Sentence F1", "Right quote first"}
    assert {v["n"] for v in told["versus"]} == {3}
    values = {m["key"]: m["value"] for m in told["measures"]}
    assert values["f1"] == 1.0
    assert values["hit_10"] == 1.0
    # Nothing is left in the working directory.
    assert not (tmp_path / ".newsdesk").exists()


def test_a_case_is_asked_on_its_own_day(run: Run, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    told = {
        "2024-02-14": "Four ships were damaged in the harbour of Ostrel when the pier gave way. "
        "The mayor, Vera Lindt, wants it repaired by summer.",
        "2024-03-06": "A storm from the north damaged seven ships in the harbour of Ostrel. "
        "Fishermen are waiting for the wind to turn.",
    }
    for day, text in told.items():
        (articles / f"{day}.md").write_text(f"---\ntitle: Ostrel\ndate: {day}\n---\n\n{text}\n")
    asked = "How many ships were damaged in the harbour of Ostrel yesterday?"
    cases = [
        {"id": "a", "question": asked, "today": "2024-02-15", "files": ["2024-02-14.md"]},
        {"id": "b", "question": asked, "today": "2024-03-07", "files": ["2024-03-06.md"]},
        {"id": "c", "question": asked, "today": "2024-03-20", "unanswerable": True},
    ]
    place = ["--articles", articles, "--data", tmp_path / "d"]
    found = parsed(run("eval", written(tmp_path, *cases), *place, "--json"))
    assert found["failing"] == []


def test_one_half_may_be_asked(run: Run, tmp_path: Path) -> None:
    halves = ("fit", "judge", "fit")
    rows = [{**row, "half": half} for row, half in zip(PASSAGES, halves, strict=True)]
    file = written(tmp_path, *rows)
    assert parsed(run("eval", file, "--json", "--half", "judge"))["cases"] == 1
    failed(run("eval", written(tmp_path, rows[0]), "--half", "judge"), 2, "None of the 1 cases")


def test_what_cannot_be_evaluated_is_said_in_one_line(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    failed(run("eval", *folder), 2, "Missing argument")
    failed(run("eval", tmp_path / "no.jsonl", *folder), 2, "no.jsonl cannot be read")
    failed(run("eval", written(tmp_path, CASES[0], "{"), *folder), 2, "line 2: is not JSON")
    lost = {**CASES[0], "files": ["gone.txt"]}
    failed(run("eval", written(tmp_path, lost), *folder), 2, "such as gone.txt", "--articles")
    long = {**CASES[0], "question": "x" * 3000}
    failed(run("eval", written(tmp_path, long), *folder), 2, "cases.jsonl:1: The question is")
    page = tmp_path / "nowhere" / "page.html"
    file = written(tmp_path, CASES[0])
    failed(run("eval", file, *folder, "--html", page), 2, "There is no folder")


def test_a_model_is_judged_by_what_it_says_and_what_is_withheld(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    def drafted(request: Request) -> str:
        key = request.key("Ostrel")
        return f"Four ships were damaged by the waves [{key}]. Ninety people drowned [{key}]."

    file = written(tmp_path, CASES[0])
    with serving(drafted) as server:
        told = parsed(run("eval", file, *folder, "--json", OPENAI_BASE_URL=server.url))
        alone = parsed(
            run("eval", file, *folder, "--json", "--no-model", OPENAI_BASE_URL=server.url)
        )
    assert told["how"][0].startswith("drafted by ")
    assert sum(told["withheld"].values()) >= 1
    assert told["verdicts"] == {"supported": 1}
    assert told["curve"] == []
    assert alone["how"][0] == "extractive drafter, no model"
    assert alone["withheld"] == {}


def test_files_that_are_not_indexed_are_told(
    run: Run, folder: list[object], tmp_path: Path
) -> None:
    rows = [CASES[3], {**CASES[0], "files": ["gone.txt"]}]
    result = run("eval", written(tmp_path, *rows), *folder, "--json")
    told = json.loads(result.stdout)
    assert "1 of the 2 files that the cases name are not in the index" in told["notes"][0]
    assert told["notes"][0] in result.stderr
