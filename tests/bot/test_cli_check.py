"""``newsdesk check``: a text by its sentences, and claims by the passages given with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.checking import lookup
from bot.checking.lookup import check_text
from index import Index
from tests.bot.conftest import Run
from tests.bot.test_checking_reread import Sure
from tests.conftest import CACHE, SEEDS, OpenIndex

TEXT = """The bank was founded in 1887.
The bank was founded in 1902.
Aliens landed on the roof of the town hall.
"""


def lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_sentence_is_supported_contradicted_or_not_found(seeds_index: Index) -> None:
    found = check_text(TEXT, seeds_index)
    assert [one.status for one in found] == ["supported", "contradicted", "not found"]
    assert "1887" in found[1].reason + found[1].citations[0].quote
    assert "1902" in " ".join(found[1].unsupported)
    assert not found[2].citations


@pytest.mark.parametrize(
    ("claim", "status", "wrong"),
    [
        ("Two dockers were killed when the crane fell.", "contradicted", ("killed",)),
        ("Two dockers died when the crane fell.", "contradicted", ("died",)),
        ("Two dockers were injured when the crane fell.", "supported", ()),
        ("Four dockers were hurt when the crane fell.", "contradicted", ("Four",)),
    ],
)
def test_as_many_to_whom_something_else_happened_are_a_contradiction(
    tmp_path: Path, claim: str, status: str, wrong: tuple[str, ...]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "port.txt").write_text(
        "The crane at the port of Lindow fell on Thursday.\n\n"
        "Two dockers were hurt when the crane fell, the port authority said.\n",
        "utf-8",
    )
    index = Index(tmp_path / "articles", tmp_path / "data", embedding="minilm", cache=CACHE)
    index.sync()
    [found] = check_text(claim, index)
    assert (found.status, found.unsupported) == (status, wrong)


@pytest.mark.parametrize(
    ("last", "status"),
    [("Nobody was hurt.", "partly"), ("The depot's owner came from Selm.", "contradicted")],
)
def test_what_nobody_suffered_may_be_told_some_sentences_later(
    tmp_path: Path, last: str, status: str
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "tolm.txt").write_text(
        "Neither account could be verified.\n\nGeneral Reiss admitted that a drone had hit a fuel"
        " depot at Tolm on Monday, the first strike so deep inside the country."
        f" He said that 3,000 tonnes of diesel had burned. {last}\n",
        "utf-8",
    )
    index = Index(tmp_path / "articles", tmp_path / "data", embedding="minilm", cache=CACHE)
    index.sync()
    [found] = check_text("Nobody was hurt when a drone hit the fuel depot at Tolm.", index)
    assert found.status == status


def test_sentences_keep_their_places_and_quotes_are_verbatim(seeds_index: Index) -> None:
    for one in check_text(TEXT, seeds_index):
        assert TEXT[one.start : one.end] == one.sentence
        for citation in one.citations:
            text = seeds_index.article(citation.file).text
            assert text[citation.start : citation.end] == citation.quote


def test_what_is_borne_out_partly_names_the_words_that_are_not(seeds_index: Index) -> None:
    text = "The moon fell down. The bank was founded in 1887 in a castle."
    partly = [one for one in check_text(text, seeds_index) if one.status == "partly"]
    assert partly
    for one in partly:
        assert {"moon", "castle"} & set(one.unsupported)
        assert one.unsupported[0] in one.reason


@pytest.mark.parametrize(("odds", "status"), [(9.0, "supported"), (-9.0, "not found")])
def test_what_only_lacks_words_is_supported_on_the_readers_word(
    open_index: OpenIndex,
    articles: Path,
    monkeypatch: pytest.MonkeyPatch,
    odds: float,
    status: str,
) -> None:
    told = "The board wound up the ferry line in the spring, and its boats were sold to Lindow."
    (articles / "ferry.txt").write_text(f"Ferry line\n\n{told}\n", "utf-8")
    index = open_index(embedding="minilm")
    index.sync()
    monkeypatch.setattr(lookup, "beside", lambda index: Sure(odds))
    (found,) = check_text(
        "The owners gave up the crossing for good when vessels went to Lindow.", index
    )
    assert found.status == status
    assert [c.quote for c in found.citations] == ([told] if status == "supported" else [])


def test_a_person_gets_a_table_with_the_quotes(run: Run, file: Path) -> None:
    done = run("check", "--articles", str(SEEDS), "--sync", str(file))
    assert done.returncode == 0, done.stderr
    assert "supported" in done.stdout
    assert "meridale-savings-bank-closed.txt:" in done.stdout
    assert "1 supported" in done.stdout


def test_a_program_gets_json(run: Run, file: Path) -> None:
    done = run("check", "--articles", str(SEEDS), "--sync", "--json", str(file))
    rows = json.loads(done.stdout)
    assert [row["sentence"] for row in rows] == TEXT.splitlines()
    assert {"status", "score", "unsupported", "reason", "citations"} <= set(rows[0])


def test_a_batch_is_judged_by_its_own_passages_and_needs_no_articles(
    run: Run, tmp_path: Path
) -> None:
    batch = tmp_path / "claims.jsonl"
    cited = "The levee broke. 7 killed, 10 wounded in the clash."
    rows = [
        {"id": "a", "claim": "7 were killed in the clash.", "passages": ["Nothing.", cited]},
        {"id": "b", "claim": "10 were killed in the clash.", "passages": [cited]},
        {"id": "c", "claim": "7 were killed in the clash.", "passages": []},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run("check", "--batch", str(batch))
    assert done.returncode == 0, done.stderr
    right, wrong, bare = lines(done.stdout)
    assert (right["id"], right["status"], right["unsupported"]) == ("a", "supported", [])
    [[number, start, end]] = right["supporting"]  # type: ignore[misc]
    assert (number, cited[start:end]) == (1, "7 killed, 10 wounded in the clash.")
    assert wrong["status"] != "supported"
    assert wrong["score"] < right["score"]  # type: ignore[operator]
    assert any("10" in str(word) for word in wrong["unsupported"])  # type: ignore[attr-defined]
    assert bare["status"] == "uncited"


@pytest.mark.parametrize("line", ["x", "[]", '{"claim": 1, "passages": []}', '{"claim": "a"}'])
def test_a_line_that_is_no_claim_is_named_and_the_others_are_judged(
    run: Run, tmp_path: Path, line: str
) -> None:
    batch = tmp_path / "claims.jsonl"
    good = json.dumps({"id": 1, "claim": "It rained.", "passages": ["It rained."]})
    batch.write_text(f"{line}\n{good}\n", encoding="utf-8")
    done = run("check", "--batch", str(batch))
    assert done.returncode == 1
    bad, judged = lines(done.stdout)
    assert str(bad["error"]).startswith("line 1")
    assert judged["status"] == "supported"


def test_a_line_that_is_no_claim_keeps_its_id_and_names_what_is_wrong(run: Run) -> None:
    rows = (
        '{"id": 2}',
        '{"id": 3, "claim": 5, "passages": "x"}',
        '{"id": 4, "claim": "a", "passages": "x"}',
    )
    bad = lines(run("check", "--batch", "-", stdin="\n".join(rows)).stdout)
    assert [row["id"] for row in bad] == [2, 3, 4]
    for row, said in zip(
        bad,
        (
            'line 1: "claim" is missing',
            'line 2: "claim" is to be a text',
            'line 3: "passages" is to be a list of texts',
        ),
        strict=True,
    ):
        assert str(row["error"]).startswith(said)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "standard input"),
        (("missing.txt",), "missing.txt"),
        (("--batch", "missing.jsonl"), "missing.jsonl"),
        (("a.txt", "--batch", "b.jsonl"), "not both"),
    ],
)
def test_what_cannot_be_checked_is_a_usage_error(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    done = run("check", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
