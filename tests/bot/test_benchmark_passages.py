"""The claims of `benchmarks/data/passages`, and what the fitting makes of them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.gold_questions import DATA
from benchmarks.reading_drafts import paired, verbatim

FILES = sorted((DATA / "passages").glob("*/*.jsonl"))


def test_each_passage_has_pairs_of_claims_that_differ() -> None:
    assert {path.parent.name for path in FILES} == {"taught", "fitting", "judging"}
    seen: set[str] = set()
    for path in FILES:
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            assert set(item) == {"passage", "pairs"}
            assert item["passage"] not in seen, path
            seen.add(item["passage"])
            for true, false, kind in item["pairs"]:
                assert all(part.strip() for part in (true, false, kind))
                assert true != false, (path, true)


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.parent.name == "taught"][:3], ids=lambda path: path.stem
)
def test_a_true_and_a_false_claim_are_read_beside_the_same_words(path: Path) -> None:
    pairs = list(paired(path, random.Random(3)))
    for true, false in zip(pairs[::2], pairs[1::2], strict=True):
        assert (true.right, false.right) == (True, False)
        assert true.texts[1] == false.texts[1]
        assert true.texts[0] != false.texts[0]
    whole = {" ".join(json.loads(line)["passage"].split()) for line in path.open()}
    parts = [pair.texts[1] for pair in pairs[::2]]
    assert 0.4 < sum(part in whole for part in parts) / len(parts) < 0.8
    assert all(any(part in passage for passage in whole) for part in parts)


def test_sentences_of_a_passage_are_true_as_they_stand_and_false_exchanged() -> None:
    path = next(p for p in FILES if p.parent.name == "taught")
    pairs = list(verbatim(path, random.Random(5)))
    assert len(pairs) > 40
    for true, false in zip(pairs[::2], pairs[1::2], strict=True):
        assert (true.right, false.right) == (True, False)
        assert true.texts[1] == false.texts[1]
        assert true.texts[0] in true.texts[1]
        assert false.texts[0] not in false.texts[1]
