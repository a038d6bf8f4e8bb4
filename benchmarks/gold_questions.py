"""Questions of which it is known what answers them, and their evidence by our own search.

Half of CLAPnq and half of Chroma's chunking questions are for fitting (`half`), the rest for
judging; our own, about invented news, are for fitting. Of those for fitting the neural reader was
fitted on one half (`taught`), and what it may say was drawn on the other. Nothing here reads the
acceptance questions, nor questions about the digests of the user's articles.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.drafting.features import Candidate, Embed
from bot.offline import EVIDENCE
from bot.planning import Plan, plan
from bot.settings import Settings
from index import Hit, Index

HERE = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"

Gold = Callable[[Candidate], bool]


@dataclass(frozen=True)
class Asked:
    """Questions about a folder: id, question, whether anything answers it, and what does.

    Attributes:
        data: where its index is made, without the ending that tells one with vectors.
    """

    articles: Path
    data: Path
    rows: list[tuple[str, str, bool, Gold]]


@dataclass(frozen=True)
class Searched:
    """A question with its evidence, and which of its sentences answer."""

    name: str
    planned: Plan
    answerable: bool
    gold: Gold
    hits: list[Hit]
    texts: dict[str, str]
    vector: npt.NDArray[np.float32] | None
    embed: Embed


def half(text: str) -> bool:
    """Whether an example belongs to the fitting half: a fixed hash of its id decides."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def searched(asked: Asked, dense: bool = True) -> Iterator[Searched]:
    """Each question with its evidence."""
    data = asked.data.with_name(f"{asked.data.name}-{dense}")
    embedding = "minilm" if dense else "none"
    index = Index(asked.articles, data, embedding=embedding, cache=Settings.load().cache)
    index.sync()
    for name, question, answerable, gold in asked.rows:
        planned = plan(question)
        hits = index.search(planned.standalone, EVIDENCE)
        texts = {hit.source.file: index.article(hit.source.file).text for hit in hits}
        vector = index.embed_question(planned.standalone)
        yield Searched(name, planned, answerable, gold, hits, texts, vector, index.embed)
    index.close()


def taught(text: str) -> bool:
    """Whether the neural reader was fitted on an example for fitting: another hash of its id."""
    return hashlib.sha256(f"x{text}".encode()).digest()[1] % 2 == 0


def clapnq(bench: Path, work: Path) -> Asked:
    """CLAPnq dev: all passages pooled, one file each."""
    folder = work / "clapnq"
    folder.mkdir(exist_ok=True)
    asked: list[tuple[str, str, bool, Gold]] = []
    for kind in ("answerable", "unanswerable"):
        for line in (bench / "clapnq" / f"clapnq_dev_{kind}.jsonl").read_text().splitlines():
            row = json.loads(line)
            passage = row["passages"][0]
            file = f"{kind}-{row['id']}.txt"
            (folder / file).write_text(f"{passage['title']}\n\n{passage['text']}\n")
            right = [
                _bare(sentence)
                for output in row["output"]
                for sentence in output.get("selected_sentences") or ()
            ]
            asked.append((row["id"], row["input"], kind == "answerable", _chosen(file, right)))
    return Asked(folder, work / "index-clapnq", asked)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _chosen(file: str, right: Sequence[str]) -> Gold:
    def gold(candidate: Candidate) -> bool:
        said = _bare(candidate.text)
        return candidate.hit.source.file == file and any(
            said and (said in sentence or sentence in said) for sentence in right
        )

    return gold


def chunking(bench: Path, work: Path) -> Asked:
    """Chroma's chunking questions, the fitting half; gold is what overlaps a reference by half."""
    root = bench / "chroma-chunking"
    with open(root / "questions.csv", newline="") as file:
        rows = [r for r in csv.DictReader(file) if half(r["question"])]
    asked: list[tuple[str, str, bool, Gold]] = [
        (r["question"], r["question"], True, _overlaps(r["corpus_id"], json.loads(r["references"])))
        for r in rows
    ]
    return Asked(root / "corpora", work / "index-chunking", asked)


def _overlaps(corpus: str, references: Sequence[dict[str, int]]) -> Gold:
    def gold(candidate: Candidate) -> bool:
        span = candidate.span
        return candidate.hit.source.file == f"{corpus}.md" and any(
            min(span.end, r["end_index"]) - max(span.start, r["start_index"])
            > 0.5 * min(r["end_index"] - r["start_index"], span.end - span.start)
            for r in references
        )

    return gold


def own(work: Path) -> list[Asked]:
    """Our own questions about invented news: those in `data/`, and those about seeds/.

    Without the questions about the digests in seeds/: they retell the acceptance corpus.
    """
    out = []
    for path in sorted(DATA.glob("*/questions.jsonl")):
        folder = path.parent
        out.append(Asked(folder / "articles", work / f"index-{folder.name}", _asked(_rows(path))))
    digests = "\n".join(path.read_text() for path in sorted((HERE / "seeds").glob("0*.txt")))
    rows = [
        row
        for row in _rows(HERE / "tests" / "data" / "seed_questions.jsonl")
        if not any(answer["file"][0] == "0" for answer in row.get("answers", []))
        and not any(name in digests for name in re.findall(r"(?<=\s)[A-Z]\w{3,}", row["question"]))
    ]
    return [*out, Asked(HERE / "seeds", work / "index-seeds", _asked(rows))]


def desks(role: str, work: Path) -> list[Asked]:
    """Questions in words of their own about invented news, of one `role` of ``data/desks``."""
    out = []
    for folder in sorted((DATA / "desks" / role).iterdir()):
        rows: list[tuple[str, str, bool, Gold]] = []
        with open(folder / "questions.tsv", newline="") as file:
            for name, question, _, gold in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                right = [part.split(" :: ") for part in gold.split(" || ") if " :: " in part]
                held = [_chosen(where.strip(), [_bare(words)]) for where, words in right]
                any_of = functools.partial(_any_of, held)
                rows.append((f"{folder.name}-{name}", question, bool(held), any_of))
        out.append(Asked(folder / "articles", work / f"index-desk-{folder.name}", rows))
    return out


def _any_of(held: Sequence[Gold], candidate: Candidate) -> bool:
    return any(gold(candidate) for gold in held)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _asked(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str, bool, Gold]]:
    return [(r["id"], r["question"], r["answerable"], _matches(r.get("answers", []))) for r in rows]


def _matches(answers: Sequence[dict[str, str]]) -> Gold:
    return lambda candidate: any(
        candidate.hit.source.file == a["file"] and re.search(a["pattern"], candidate.text, re.I)
        for a in answers
    )
