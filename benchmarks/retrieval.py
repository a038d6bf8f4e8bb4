"""Retrieval on Chroma's chunking benchmark: recall, precision and IoU of the five best passages.

Protocol: all passages of the five texts in one index; the five best a question; by character
ranges, recall = retrieved part of the references / references, precision = the same / all that was
retrieved, IoU = the same / the union; means over questions. The questions are split in two by a
hash: weights were fitted on one half, the other half is what counts.

    python -m benchmarks.retrieval ../shared/bench/chroma-chunking
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.settings import Settings
from index import Hit, Index


def scores(hits: Sequence[Hit], corpus: str, references: list[dict[str, int]]) -> list[float]:
    """Recall, precision and IoU of one question's hits."""
    wanted: set[int] = set()
    for reference in references:
        wanted.update(range(reference["start_index"], reference["end_index"]))
    got: set[int] = set()
    for hit in hits:
        if hit.source.file == f"{corpus}.md":
            got.update(range(hit.passage.start, hit.passage.end))
    retrieved = sum(hit.passage.end - hit.passage.start for hit in hits)
    both = len(wanted & got)
    return [both / len(wanted), both / retrieved, both / (len(wanted) + retrieved - both)]


def main(bench: Path) -> None:
    """Index the texts, ask every question, print the table."""
    with open(bench / "questions.csv", newline="") as file:
        questions = list(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as data:
        index = Index(
            bench / "corpora", Path(data), embedding="minilm", cache=Settings.load().cache
        )
        report = index.sync()
        print(f"{report.passages} passages, {report.embedded} embedded, {report.seconds} s")
        rows = []
        for question in questions:
            hits = index.search(question["question"], 5)
            rows.append(scores(hits, question["corpus_id"], json.loads(question["references"])))
        index.close()
    table = 100 * np.array(rows)
    fitting = np.array(
        [hashlib.sha256(q["question"].encode()).digest()[0] % 2 == 0 for q in questions]
    )
    for name, part in {"fitting": table[fitting], "judging": table[~fitting], "all": table}.items():
        error = part.std(axis=0, ddof=1) / len(part) ** 0.5
        cells = "  ".join(
            f"{label} {mean:.1f} ± {1.96 * e:.1f}"
            for label, mean, e in zip(
                ("recall", "precision", "IoU"), part.mean(axis=0), error, strict=True
            )
        )
        print(f"{name:8} n={len(part):3}  {cells}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
