"""The questions of `benchmarks/data/near_questions`, and what the fitting makes of them."""

from __future__ import annotations

import json
import random
from collections import defaultdict

from benchmarks.gold_questions import DATA
from benchmarks.reading_near import near_questions

FILES = sorted((DATA / "near_questions").glob("*/*.jsonl"))


def test_each_paragraph_has_pairs_of_questions_and_a_quote_that_answers() -> None:
    assert {path.parent.name for path in FILES} == {"taught", "fitting", "judging"}
    seen: set[str] = set()
    for path in FILES:
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            assert set(item) == {"passage", "pairs"}
            passage = " ".join(item["passage"].split())
            assert passage not in seen, path
            seen.add(passage)
            for answered, unanswered, quote, kind in item["pairs"]:
                assert all(part.strip() for part in (answered, unanswered, kind))
                assert answered != unanswered, (path, answered)
                assert passage.count(quote) == 1, (path, quote)


def test_what_answers_one_question_stands_beside_its_near_miss_too() -> None:
    path = next(p for p in FILES if p.parent.name == "fitting")
    told = defaultdict(list)
    for pair in near_questions(path, random.Random(4)):
        told[pair.texts[0]].append(pair)
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    spaced = {" ".join(item["passage"].split()): item["pairs"] for item in items}
    typed = written = 0
    for passage, pairs in spaced.items():
        for answered, unanswered, quote, _ in pairs:
            written += answered.endswith("?")
            typed += answered.endswith("?") and answered not in told
            mine = told.get(answered) or told[answered.lower().rstrip("?")]
            other = told.get(unanswered) or told[unanswered.lower().rstrip("?")]
            right = {pair.texts[1] for pair in mine if pair.right}
            assert any(quote in text or text in quote or quote[:20] in text for text in right)
            assert right <= {pair.texts[1] for pair in other}
            assert not any(pair.right for pair in other)
            assert all(pair.task == 1 and pair.texts[1] in passage for pair in (*mine, *other))
    assert 0.25 < typed / written < 0.55
