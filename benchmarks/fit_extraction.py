"""Fit the extractive drafter's weights and write ``bot/drafting/weights.json``.

Ranking is fitted as a conditional logit over each question's sentences (McFadden, 1974): on the
fitting half of CLAPnq's answerable questions, on the fitting half of Chroma's chunking questions,
and on our own questions about invented news. Whether the best sentence answers at all is fitted by
logistic regression on the fitting half of CLAPnq, answerable and not, with our own questions, which
are mostly near misses; weights whose sign makes no sense are held at zero. There is no threshold to
fit beside it: a sentence is given at even odds or better.

`fit_choosing` fits what weighs the neural reader's odds besides, after this.

Nothing here reads the acceptance questions, nor questions about the digests of the user's articles.

    python -m benchmarks.fit_extraction ../shared/bench
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.gold_questions import HERE, Asked, chunking, clapnq, half, own, searched
from bot.drafting.choosing import READ_NAMES
from bot.drafting.features import NAMES, candidates

Floats = npt.NDArray[np.float64]

# The sign that a weight for "does it answer" may have.
_SIGNS = dict.fromkeys(READ_NAMES, 1) | dict.fromkeys(
    ("number_missing", "date_missing", "name_missing", "weakest", "absent"), -1
)
_RANKING_LEFT_OUT = {"names_near", "name_weakest", "weakest", "figures_near"}
ANSWERING_LEFT_OUT = {"length", "covered"}


@dataclass
class Example:
    """A question with its candidates: features (n, features), gold and allowed (n,)."""

    name: str
    answerable: bool
    fitting: bool
    features: Floats
    gold: npt.NDArray[np.bool_]
    allowed: npt.NDArray[np.bool_]


def examples(sets: Iterable[Asked], dense: bool) -> list[Example]:
    """The features of every sentence of the evidence of each question."""
    out = []
    for row in (row for asked in sets for row in searched(asked, dense)):
        found = candidates(row.planned, row.hits, row.texts, row.vector, row.embed)
        if found:
            out.append(
                Example(
                    row.name,
                    row.answerable,
                    half(row.name),
                    np.stack([c.features for c in found]),
                    np.array([row.answerable and row.gold(c) for c in found]),
                    np.array([c.refused is None for c in found]),
                )
            )
    return out


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
    x: Floats, y: npt.NDArray[np.bool_], names: Sequence[str], counts: Floats | None = None
) -> tuple[Floats, Floats, Floats, float]:
    """Mean, spread, weights (wrong signs held at zero) and bias of a ridge logistic regression.

    Args:
        x: shape (n, names).
        counts: what each row counts, shape (n,); None for 1.
    """
    times = np.ones(len(x)) if counts is None else counts
    # What is the same everywhere tells nothing, and is not to be divided by.
    mean, spread = x.mean(axis=0), np.where(x.std(axis=0) > 1e-6, x.std(axis=0), 1.0)
    kept = list(range(len(names)))
    while True:
        z = np.c_[((x - mean) / spread)[:, kept], np.ones(len(x))]
        beta = np.zeros(z.shape[1])
        ridge = np.diag([1.0] * len(kept) + [1e-6])
        for _ in range(60):
            p = 1 / (1 + np.exp(-z @ beta))
            hessian = (z * (times * p * (1 - p))[:, None]).T @ z + ridge
            beta -= np.linalg.solve(hessian, z.T @ (times * (p - y)) + ridge @ beta)
        wrong = [k for k, i in enumerate(kept) if beta[k] * _SIGNS[names[i]] < 0]
        if not wrong:
            break
        kept.pop(wrong[0])
    weights = np.zeros(len(names))
    weights[kept] = beta[:-1]
    return mean, spread, weights, float(beta[-1])


def spread_out(
    columns: Sequence[int],
    mean: Floats,
    spread: Floats,
    weights: Floats,
    bias: float,
    count: int = len(NAMES),
) -> dict[str, object]:
    """A model over some columns, as one over all of them."""
    whole = {"mean": np.zeros(count), "spread": np.ones(count), "weights": np.zeros(count)}
    for key, values in (("mean", mean), ("spread", spread), ("weights", weights)):
        whole[key][list(columns)] = values
    return {k: [round(float(v), 5) for v in values] for k, values in whole.items()} | {
        "bias": round(bias, 5)
    }


def fit(bench: Path, work: Path, dense: bool) -> dict[str, object]:
    """Fit both models with or without vectors, and print how they do."""
    asked = [clapnq(bench, work)], [chunking(bench, work)], own(work)
    nq, chunks, ours = (examples(sets, dense) for sets in asked)
    fitting = [e for e in nq if e.fitting]
    rank_columns = [i for i, name in enumerate(NAMES) if name not in _RANKING_LEFT_OUT]
    answer_columns = [i for i, name in enumerate(NAMES) if name not in ANSWERING_LEFT_OUT]
    if not dense:
        rank_columns = [i for i in rank_columns if i > 2]
        answer_columns = [i for i in answer_columns if i > 2]
    mean, spread, beta = conditional_logit([(1, fitting), (1, chunks), (2, ours)], rank_columns)

    def ranked(e: Example) -> Floats:
        scores: Floats = ((e.features[:, rank_columns] - mean) / spread) @ beta
        return scores

    def best(e: Example) -> int:
        return int(np.argmax(np.where(e.allowed, ranked(e), -np.inf)))

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
    path = HERE / "bot" / "drafting" / "weights.json"
    weights = json.loads(path.read_text()) | {"features": list(READ_NAMES)}
    with tempfile.TemporaryDirectory() as work:
        weights["with vectors"] = fit(bench, Path(work), dense=True)
        weights["words alone"] = fit(bench, Path(work), dense=False)
    path.write_text(json.dumps(weights, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
