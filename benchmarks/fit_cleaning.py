"""Fit what tells a page's furniture, and write ``index/cleaning/weights.npz``.

On the pages of ``tests/data/judged`` but for the set ``blind``, which nothing is fitted on. Parts
of words are fitted by logistic regression; boosted trees then see its out-of-fold log-odds, a row's
form, its place and what the rules say. The rules were mended with some sets in view; on those,
their verdicts are dropped at random as often as they miss on pages that nobody saw, since the trees
would trust them too much otherwise. Each page is also seen cut down (`cleaning_pages`).

    python -m benchmarks.fit_cleaning [--sets [SET ...]]

needs scikit-learn, which nothing else does. ``--sets`` writes nothing and prints how well each set
is told by what is fitted on all others.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.cleaning_pages import (
    BLIND,
    FOLDS,
    PAGES,
    UNSEEN_BY_RULES,
    Example,
    Page,
    Stray,
    example,
    pages,
    read_strays,
    variants,
)
from index.cleaning.features import PARTS, Floats, parts
from index.cleaning.model import WEIGHTS, Trees, columns

SEEDS = 3


@dataclass
class Words:
    """A fitted regression over parts of words."""

    weights: Floats
    base: float

    def score(self, found: Sequence[list[int]]) -> Floats:
        """The log-odds of rows by their parts, shape (rows,)."""
        return np.array(
            [self.base + self.weights[p].sum() / np.sqrt(max(1, len(p))) for p in found]
        )


def seen(page: Example, words: Words) -> Floats:
    """What the trees see of a page, shape (rows, columns)."""
    return columns(words.score(page.parts), page.described)


def fit_words(examples: Sequence[Example], strays: Iterable[Stray]) -> Words:
    """Fit the regression over parts of words."""
    from scipy.sparse import csr_matrix  # type: ignore[import-not-found]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

    places, starts, values, site = [], [0], [], []
    of_pages = ((f, y) for e in examples for f, y in zip(e.parts, e.site, strict=True))
    of_strays = ((parts(stray.line), float(stray.site)) for stray in strays)
    for found, is_site in itertools.chain(of_pages, of_strays):
        if not np.isnan(is_site):
            places += found
            values += [1 / np.sqrt(max(1, len(found)))] * len(found)
            starts.append(len(places))
            site.append(is_site)
    matrix = csr_matrix((values, places, starts), shape=(len(site), PARTS))
    made = LogisticRegression(C=16.0, max_iter=500).fit(matrix, site)
    return Words(made.coef_[0].astype(np.float16).astype(np.float64), float(made.intercept_[0]))


def fit_trees(features: Floats, site: Floats) -> Trees:
    """Fit the trees: features (rows, columns), site (rows,)."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    made = [
        HistGradientBoostingClassifier(
            max_iter=150,
            learning_rate=0.07,
            max_leaf_nodes=12,
            min_samples_leaf=20,
            l2_regularization=2.0,
            max_features=0.3,
            random_state=seed,
        ).fit(features, site)
        for seed in range(SEEDS)
    ]
    trees = _exported(made)
    expected = np.mean([m.decision_function(features) for m in made], axis=0)
    assert np.allclose(trees.score(features), expected, atol=1e-3)
    return trees


def _exported(made: Sequence[Any]) -> Trees:
    nodes = [step[0].nodes for m in made for step in m._predictors]
    size = max(map(len, nodes))

    def padded(name: str, kind: Any, scale: float = 1) -> Any:
        out = np.zeros((len(nodes), size), dtype=kind)
        for i, tree in enumerate(nodes):
            out[i, : len(tree)] = tree[name] * scale if scale != 1 else tree[name]
        return out

    leaf = padded("is_leaf", np.bool_)
    base = float(np.mean([float(np.ravel(m._baseline_prediction)[0]) for m in made]))
    return Trees(
        feature=np.where(leaf, -1, padded("feature_idx", np.int16)).astype(np.int16),
        bound=np.where(leaf, 0.0, padded("num_threshold", np.float64)),
        left=padded("left", np.int16),
        right=padded("right", np.int16),
        value=np.where(leaf, padded("value", np.float64, 1 / len(made)), 0.0),
        base=base,
    )


def fit(training: Sequence[tuple[Page, Sequence[Example]]]) -> tuple[Words, Trees]:
    """Fit both on pages with their variants; the trees see what words say out of fold."""
    plain = [found[0] for _, found in training]
    strays = read_strays()
    matrices, site = [], []
    for k in range(FOLDS):
        words = fit_words([e for e in plain if e.fold != k], [s for s in strays if s.fold != k])
        for e in (e for page, found in training if page.fold == k for e in found):
            counts = ~np.isnan(e.site)
            matrices.append(seen(e, words)[counts])
            site.append(e.site[counts])
    return fit_words(plain, strays), fit_trees(np.vstack(matrices), np.concatenate(site))


def prepared() -> list[tuple[Page, list[Example]]]:
    """Every page that may be fitted on, with its variants."""
    rng = random.Random(0)
    strays = read_strays()
    order = [
        page
        for folder in sorted(PAGES.iterdir())
        if folder.is_dir() and folder.name != BLIND
        for page in pages(folder)
    ]
    rng.shuffle(order)
    data = []
    for i, page in enumerate(order):
        page.fold = i % FOLDS
        mine = [s for s in strays if s.fold == page.fold]
        data.append((page, [example(v, rng) for v in variants(page, mine, rng)]))
    return data


def _curve(site: Floats, scores: Floats) -> str:
    out = []
    for bound in (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
        lost = (scores[site == 0] > bound).mean()
        gone = (scores[site == 1] > bound).mean()
        out.append(f"{bound:+.1f}: {lost:5.1%} {gone:5.1%}")
    return "  ".join(out)


def by_set(data: list[tuple[Page, list[Example]]]) -> None:
    """Print how well each set is told by what is fitted on the others."""
    every: list[tuple[Floats, Floats]] = []
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    for folder in chosen or sorted({page.folder for page, _ in data}):
        words, trees = fit([d for d in data if d[0].folder != folder])
        mine = [example(page) for page, _ in data if page.folder == folder]
        site = np.concatenate([np.where(e.metadata, np.nan, e.site) for e in mine])
        scores = np.concatenate([trees.score(seen(e, words)) for e in mine])
        every.append((site, scores))
        print(f"{folder:10} lost and removed above {_curve(site, scores)}", flush=True)
        if folder in UNSEEN_BY_RULES and "--worst" in sys.argv:
            rows = [row.raw[:110] for e in mine for row in e.rows]
            for i in np.argsort(-np.where(site == 0, scores, -99))[:12]:
                print(f"    A {scores[i]:.1f}", rows[i])
    site, scores = (np.concatenate([pair[k] for pair in every]) for k in (0, 1))
    print(f"{'all':10} lost and removed above {_curve(site, scores)}")


def main() -> None:
    """Fit and write, or measure."""
    data = prepared()
    if "--sets" in sys.argv:
        by_set(data)
        return
    words, trees = fit(data)
    np.savez_compressed(
        WEIGHTS,
        words=words.weights.astype(np.float16),
        word_base=words.base,
        feature=trees.feature,
        bound=trees.bound.astype(np.float32),
        left=trees.left,
        right=trees.right,
        value=trees.value.astype(np.float32),
        tree_base=trees.base,
    )
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes, from {len(data)} pages")


if __name__ == "__main__":
    main()
