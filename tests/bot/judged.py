"""How judged cases are marked; the README files beside the cases say what they mean."""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import evidence, offline
from bot.answer import Answer
from bot.disagreement import disagreement
from bot.language.figures import figures
from bot.planning import plan
from index import Filters, Index
from tests.conftest import CACHE

DATA = Path(__file__).parents[1] / "data"


def cases(folder: str, half: str) -> list[dict[str, Any]]:
    name, told = (half, "practice") if half.startswith("practice") else ("cases", half)
    lines = (DATA / folder / f"{name}.jsonl").read_text().splitlines()
    return [case for case in map(json.loads, lines) if case["half"] == told]


def differs_as_judged(case: dict[str, Any]) -> bool:
    """Whether each differing value is found with its file, and none where nothing differs."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for article in case["articles"]:
            (articles / article["file"]).write_text(article["text"])
        index = Index(articles, Path(folder) / "data", embedding="none", cache=CACHE)
        index.sync()
        with index.snapshot():
            told = evidence.told(index, index.search(case["question"], offline.EVIDENCE))
        found = disagreement(plan(case["question"]), told)
        index.close()
    if not case["differ"]:
        return found is None or found.relation == case.get("also_ok")
    if found is None:
        return False
    reports = [
        (report.written, {report.source.file, *copies})
        for report, copies in zip(found.reports, found.copies, strict=True)
    ]
    return all(
        any(
            _numbers(written) == _numbers(value) and files & _alike(file, case)
            for written, files in reports
        )
        for value, file in case["values"]
    )


def _alike(file: str, case: dict[str, Any]) -> set[str]:
    return {file}.union(*(group for group in case.get("copies") or [] if file in group))


def _numbers(text: str) -> list[float]:
    return [figure.value for figure in figures(text)]


@dataclass(frozen=True)
class Timed:
    """How an answer to a time case is marked: the right article first, a wrong period's figure."""

    right: bool
    wrong: bool


def timed(case: dict[str, Any], answer: Answer) -> Timed:
    if case.get("events"):
        right = _lists(case, answer)
        return Timed(right, not right and _lists_other(case, answer))
    first = answer.citations[0] if answer.claims else None
    quote = " ".join(first.quote.split()) if first else ""
    wrong = first is not None and (
        first.file in case["not_files"] or any(re.search(p, quote, re.I) for p in case["wrong"])
    )
    if case.get("refuse"):
        return Timed(not wrong, wrong)
    return Timed(first is not None and first.file in case["files"] and not wrong, wrong)


def _lists(case: dict[str, Any], answer: Answer) -> bool:
    lines = [(c.text, answer.citations[c.citations[0] - 1].file) for c in answer.claims]
    places = [
        next((i for i, (t, f) in enumerate(lines) if f == file and re.search(p, t, re.I)), None)
        for _, file, p in case["events"]
    ]
    known = [p for p in places if p is not None]
    if len(known) < len(places) or _lists_other(case, answer):
        return False
    either = case.get("order_asked") is False and known == sorted(known, reverse=True)
    return known == sorted(known) or either


def _lists_other(case: dict[str, Any], answer: Answer) -> bool:
    return any(citation.file in case["not_files"] for citation in answer.citations)


def answer_of(case: dict[str, Any], index: Index) -> Answer:
    today = datetime.date.fromisoformat(case["today"])
    return offline.extract(index, case["question"], Filters(), today)
