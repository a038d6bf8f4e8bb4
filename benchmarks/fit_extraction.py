"""Fit the extractive drafter's weights and write ``bot/drafting/weights.json``.

Ranking is fitted as a conditional logit over each question's sentences (McFadden, 1974): on the
fitting half of CLAPnq's answerable questions, on the fitting half of Chroma's chunking questions,
and on our own questions about invented news. Whether the best sentence answers at all is fitted by
logistic regression on the fitting half of CLAPnq, answerable and not, with our own questions, which
are mostly near misses; weights whose sign makes no sense are held at zero. There is no threshold to
fit beside it: a sentence is given at even odds or better.

Nothing here reads the acceptance questions, nor questions about the digests of the user's articles.

    python -m benchmarks.fit_extraction ../shared/bench
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.drafting.features import NAMES, Candidate, candidates
from bot.offline import EVIDENCE
from bot.planning import plan
from bot.settings import Settings
from index import Index

HERE = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
Floats = npt.NDArray[np.float64]

# The sign that a weight for "does it answer" may have.
_SIGNS = dict.fromkeys(NAMES, 1) | dict.fromkeys(
    ("number_missing", "date_missing", "name_missing", "weakest", "absent"), -1
)
_RANKING_LEFT_OUT = {"names_near", "name_weakest", "weakest", "figures_near"}
_ANSWERING_LEFT_OUT = {"length", "covered"}


@dataclass
class Example:
    """A question with its candidates: features (n, features), gold and allowed (n,)."""

    question: str
    answerable: bool
    fitting: bool
    features: Floats
    gold: npt.NDArray[np.bool_]
    allowed: npt.NDArray[np.bool_]


Gold = Callable[[Candidate], bool]


def half(text: str) -> bool:
    """Whether an example belongs to the fitting half: a fixed hash of its id decides."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def examples(
    articles: Path, data: Path, asked: Iterable[tuple[str, str, bool, Gold]], dense: bool
) -> list[Example]:
    """Run the evidence side of the chain for (id, question, answerable, gold) each."""
    index = Index(
        articles, data, embedding="minilm" if dense else "none", cache=Settings.load().cache
    )
    index.sync()
    out = []
    for name, question, answerable, gold in asked:
        planned = plan(question)
        hits = index.search(planned.standalone, EVIDENCE)
        texts = {hit.source.file: index.article(hit.source.file).text for hit in hits}
        vector = index.embed_question(planned.standalone)
        found = candidates(planned, hits, texts, vector, index.embed)
        if found:
            out.append(
                Example(
                    question,
                    answerable,
                    half(name),
                    np.stack([c.features for c in found]),
                    np.array([answerable and gold(c) for c in found]),
                    np.array([c.refused is None for c in found]),
                )
            )
    index.close()
    return out


def clapnq(bench: Path, work: Path, dense: bool) -> list[Example]:
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
    return examples(folder, work / f"clapnq-{dense}", asked, dense)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _chosen(file: str, right: Sequence[str]) -> Gold:
    def gold(candidate: Candidate) -> bool:
        said = _bare(candidate.text)
        return candidate.hit.source.file == file and any(
            said and (said in sentence or sentence in said) for sentence in right
        )

    return gold


def chunking(bench: Path, work: Path, dense: bool) -> list[Example]:
    """Chroma's chunking questions, the fitting half; gold is what overlaps a reference by half."""
    root = bench / "chroma-chunking"
    with open(root / "questions.csv", newline="") as file:
        rows = [r for r in csv.DictReader(file) if half(r["question"])]
    asked: list[tuple[str, str, bool, Gold]] = [
        (r["question"], r["question"], True, _overlaps(r["corpus_id"], json.loads(r["references"])))
        for r in rows
    ]
    return examples(root / "corpora", work / f"chunking-{dense}", asked, dense)


def _overlaps(corpus: str, references: Sequence[dict[str, int]]) -> Gold:
    def gold(candidate: Candidate) -> bool:
        span = candidate.span
        return candidate.hit.source.file == f"{corpus}.md" and any(
            min(span.end, r["end_index"]) - max(span.start, r["start_index"])
            > 0.5 * min(r["end_index"] - r["start_index"], span.end - span.start)
            for r in references
        )

    return gold


def own(work: Path, dense: bool) -> list[Example]:
    """Our own questions about invented news: those in `data/`, and those about seeds/.

    Without the questions about the digests in seeds/: they retell the acceptance corpus.
    """
    out = []
    for path in sorted(DATA.glob("*/questions.jsonl")):
        folder, rows = path.parent, _rows(path)
        out += examples(folder / "articles", work / f"{folder.name}-{dense}", _asked(rows), dense)
    digests = "\n".join(path.read_text() for path in sorted((HERE / "seeds").glob("0*.txt")))
    rows = [
        row
        for row in _rows(HERE / "tests" / "data" / "seed_questions.jsonl")
        if not any(answer["file"][0] == "0" for answer in row.get("answers", []))
        and not any(name in digests for name in re.findall(r"(?<=\s)[A-Z]\w{3,}", row["question"]))
    ]
    return out + examples(HERE / "seeds", work / f"seeds-{dense}", _asked(rows), dense)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _asked(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str, bool, Gold]]:
    return [(r["id"], r["question"], r["answerable"], _matches(r.get("answers", []))) for r in rows]


def _matches(answers: Sequence[dict[str, str]]) -> Gold:
    return lambda candidate: any(
        candidate.hit.source.file == a["file"] and re.search(a["pattern"], candidate.text, re.I)
        for a in answers
    )


def conditional_logit(
    sets: Sequence[tuple[float, Sequence[Example]]], columns: Sequence[int], ridge: float = 0.02
) -> tuple[Floats, Floats, Floats]:
    """Mean, spread and weights that give each question's gold sentences the most probability."""
    used = [
        (weight, e)
        for weight, part in sets
        for e in part
        if e.answerable and (e.gold & e.allowed).any()
    ]
    everything = np.concatenate([e.features[:, columns] for _, e in used])
    mean, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-9
    total = sum(weight for weight, _ in used)
    beta = np.zeros(len(columns))
    first, second = np.zeros_like(beta), np.zeros_like(beta)
    for step in range(1, 601):
        gradient = ridge * beta
        for weight, e in used:
            x = (e.features[e.allowed][:, columns] - mean) / spread
            score = x @ beta
            p = np.exp(score - score.max())
            q = p * e.gold[e.allowed]
            gradient -= weight / total * (x.T @ (q / q.sum() - p / p.sum()))
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        beta -= 0.05 * rate
    return mean, spread, beta


def logistic(
    x: Floats, y: npt.NDArray[np.bool_], names: Sequence[str]
) -> tuple[Floats, Floats, Floats, float]:
    """Mean, spread, weights (wrong signs held at zero) and bias of a ridge logistic regression."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    kept = list(range(len(names)))
    while True:
        z = np.c_[((x - mean) / spread)[:, kept], np.ones(len(x))]
        beta = np.zeros(z.shape[1])
        ridge = np.diag([1.0] * len(kept) + [1e-6])
        for _ in range(60):
            p = 1 / (1 + np.exp(-z @ beta))
            hessian = (z * (p * (1 - p))[:, None]).T @ z + ridge
            beta -= np.linalg.solve(hessian, z.T @ (p - y) + ridge @ beta)
        wrong = [k for k, i in enumerate(kept) if beta[k] * _SIGNS[names[i]] < 0]
        if not wrong:
            break
        kept.pop(wrong[0])
    weights = np.zeros(len(names))
    weights[kept] = beta[:-1]
    return mean, spread, weights, float(beta[-1])


def spread_out(
    columns: Sequence[int], mean: Floats, spread: Floats, weights: Floats, bias: float
) -> dict[str, object]:
    """A model over some columns, as one over all of `NAMES`."""
    whole = {"mean": np.zeros(len(NAMES)), "spread": np.ones(len(NAMES))}
    whole["weights"] = np.zeros(len(NAMES))
    for key, values in (("mean", mean), ("spread", spread), ("weights", weights)):
        whole[key][list(columns)] = values
    return {k: [round(float(v), 5) for v in values] for k, values in whole.items()} | {
        "bias": round(bias, 5)
    }


def fit(bench: Path, work: Path, dense: bool) -> dict[str, object]:
    """Fit both models with or without vectors, and print how they do."""
    nq, chunks, ours = clapnq(bench, work, dense), chunking(bench, work, dense), own(work, dense)
    fitting = [e for e in nq if e.fitting]
    rank_columns = [i for i, name in enumerate(NAMES) if name not in _RANKING_LEFT_OUT]
    answer_columns = [i for i, name in enumerate(NAMES) if name not in _ANSWERING_LEFT_OUT]
    if not dense:
        rank_columns = [i for i in rank_columns if i > 2]
        answer_columns = [i for i in answer_columns if i > 2]
    mean, spread, beta = conditional_logit([(1, fitting), (1, chunks), (2, ours)], rank_columns)

    def best(e: Example) -> int:
        score = ((e.features[:, rank_columns] - mean) / spread) @ beta
        return int(np.argmax(np.where(e.allowed, score, -np.inf)))

    train = [e for e in [*fitting, *ours, *ours] if e.allowed.any()]
    x = np.array([e.features[best(e)][answer_columns] for e in train])
    y = np.array([e.answerable for e in train])
    names = [NAMES[i] for i in answer_columns]
    a_mean, a_spread, a_weights, bias = logistic(x, y, names)

    def confidence(e: Example) -> float:
        if not e.allowed.any():
            return -np.inf
        z = (e.features[best(e)][answer_columns] - a_mean) / a_spread
        return float(z @ a_weights + bias)

    for name, part in {
        "CLAPnq, fitting half": fitting,
        "CLAPnq, judging half": [e for e in nq if not e.fitting],
        "chunking, fitting half": chunks,
        "own": ours,
    }.items():
        right = [bool(e.gold[best(e)]) for e in part if e.answerable]
        kept = [confidence(e) >= 0 for e in part if e.answerable]
        refused = [confidence(e) < 0 for e in part if not e.answerable]
        print(
            f"{'vectors' if dense else 'words':8} {name:24} right sentence first "
            f"{np.mean(right):.3f} (n={len(right)}), refused wrongly {1 - np.mean(kept):.3f}, "
            f"refused rightly {np.mean(refused) if refused else float('nan'):.3f} "
            f"(n={len(refused)})",
            flush=True,
        )
    print(dict(zip([NAMES[i] for i in rank_columns], beta.round(2).tolist(), strict=True)))
    print(dict(zip(names, a_weights.round(2).tolist(), strict=True)))
    return {
        "rank": spread_out(rank_columns, mean, spread, beta, 0.0),
        "answers": spread_out(answer_columns, a_mean, a_spread, a_weights, bias),
    }


def main(bench: Path) -> None:
    """Fit, print, and write the weights."""
    with tempfile.TemporaryDirectory() as work:
        weights = {
            "features": list(NAMES),
            "with vectors": fit(bench, Path(work), dense=True),
            "words alone": fit(bench, Path(work), dense=False),
        }
    path = HERE / "bot" / "drafting" / "weights.json"
    path.write_text(json.dumps(weights, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
