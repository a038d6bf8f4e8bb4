"""Fit what tells an article's lines from its site's, and write ``index/cleaning/weights.npz``.

On the pages of ``tests/data/judged`` whose every line was judged by hand, but for the set ``blind``,
which nothing is fitted on. Parts of words are fitted by logistic regression; boosted trees then see
its out-of-fold log-odds, a row's form, its place and what the rules say. The rules were mended with
all but three sets in view, so on the others their verdicts are dropped at random as often as they
miss on pages that nobody saw; otherwise the trees would trust them too much. Each page is also
seen cut down: without any furniture, without most of it, without its markup, and with a list of
names or figures inside the story.

    python -m benchmarks.fit_cleaning [--sets]

needs scikit-learn, which nothing else does. ``--sets`` writes nothing and prints how well each set is
told by what is fitted on all others.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import random
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.cleaning import clean
from index.cleaning.clean import Mark, rows_of
from index.cleaning.features import PARTS, Floats, Row, described, parts
from index.cleaning.model import WEIGHTS, Trees, columns
from index.lines import lines
from index.reading import html, read

PAGES = Path(__file__).parent.parent / "tests" / "data" / "judged"
STRAYS = Path(__file__).parent / "data" / "cleaning" / "lines.tsv"
BLIND = "blind"
# Sets that the rules were not mended on, or hardly.
UNSEEN_BY_RULES = {"unseen", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"}
# How often the rules miss a line of furniture, and take a line of a story, on unseen pages.
MISSED, TAKEN = 0.2, 0.02
FOLDS = 8
SEEDS = 3


@dataclass
class Page:
    """A page's lines, each with A, B, M or None, and what its markup says of them."""

    folder: str
    name: str
    lines: list[str]
    gaps: list[int]
    judged: list[str | None]
    marks: list[Mark] | None
    fold: int = 0


@dataclass
class Example:
    """The rows of a page, or of a variant of one, with what they are: 1 the site's, 0 the story's."""

    fold: int
    rows: list[Row]
    site: Floats  # (rows,), NaN where it does not count
    metadata: npt.NDArray[np.bool_]  # (rows,), bylines and dates, which are kept and not counted

    @functools.cached_property
    def described(self) -> Floats:
        """What does not depend on any fit, shape (rows, columns)."""
        return described(self.rows)

    @functools.cached_property
    def parts(self) -> list[list[int]]:
        """The places of each row's parts of words."""
        return [parts(row.raw) for row in self.rows]

    def columns(self, words: Words) -> Floats:
        """What the trees see, shape (rows, columns)."""
        return columns(words.score(self.parts), self.described)


@dataclass(frozen=True)
class Stray:
    """A line without its page, and whether it is a site's."""

    line: str
    site: bool
    fold: int


@functools.cache
def read_strays() -> tuple[Stray, ...]:
    """Single lines as articles and sites have them."""
    if not STRAYS.exists():
        return ()
    rows = (row.split("\t", 1) for row in STRAYS.read_text(encoding="utf-8").splitlines())
    return tuple(Stray(line, letter == "B", i % FOLDS) for i, (letter, line) in enumerate(rows))


def squeezed(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum()) or text.strip()


def pages(folder: Path) -> list[Page]:
    return [_page(table) for table in sorted(folder.glob("*.judged"))]


def _page(table: Path) -> Page:
    """Read a page as the program does, and find each of its lines among the judged ones."""
    (file,) = (p for p in table.parent.glob(f"{table.stem}.*") if p != table)
    seen: dict[str, Any] = {}

    def watched(text: str, rows: list[Any], marks: Sequence[Mark] | None = None) -> Any:
        if not seen:
            seen.update(text=text, rows=rows, marks=marks)
        return clean(text, rows, marks)

    suffixes = {".html": html}
    module = suffixes.get(file.suffix) or sys.modules[f"index.reading.{file.suffix[1:]}"]
    module.clean = watched  # type: ignore[attr-defined]
    try:
        read(file.read_bytes(), file.suffix)
    finally:
        module.clean = clean  # type: ignore[attr-defined]
    text, rows = seen["text"], seen["rows"]
    found = [text[r.start : r.end] for r in rows]
    above = [0] + [
        text[a.end : b.start].count("\n") - 1 for a, b in zip(rows, rows[1:], strict=False)
    ]
    judged = [line.split("\t", 1) for line in table.read_text(encoding="utf-8").splitlines()]
    marks = list(seen["marks"]) if seen["marks"] is not None else None
    return Page(table.parent.name, file.name, found, above, _letters(found, judged), marks)


def _letters(found: list[str], judged: list[list[str]]) -> list[str | None]:
    own, others = [squeezed(line) for line in found], [squeezed(text) for _, text in judged]
    letters: list[str | None] = [None] * len(found)
    matcher = difflib.SequenceMatcher(None, own, others, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for k in range(size):
            letters[i + k] = judged[j + k][0]
    for i, line in enumerate(own):
        if letters[i] is None and len(line) > 3:
            near = {
                letter
                for letter, text in judged
                for other in [squeezed(text)]
                if line in other or (other in line and len(other) > 0.6 * len(line))
            }
            letters[i] = near.pop() if len(near) == 1 else None
    return letters


def example(page: Page, dropping: random.Random | None = None) -> Example:
    text = page.lines[0] if page.lines else ""
    for line, gap in zip(page.lines[1:], page.gaps[1:], strict=True):
        text += "\n" * (max(0, gap) + 1) + line
    groups, rows, _ = rows_of(text, list(lines(text)), page.marks)
    letters = [next((page.judged[i] for i in group if page.judged[i]), None) for group in groups]
    site = np.array([{"A": 0.0, "M": 0.0, "B": 1.0}.get(x or "", np.nan) for x in letters])
    if dropping is not None and page.folder not in UNSEEN_BY_RULES:
        for i, row in enumerate(rows):
            if site[i] == 1 and dropping.random() < MISSED:
                rows[i] = replace(row, ruled=False, placed=False)
            elif site[i] == 0 and dropping.random() < TAKEN:
                rows[i] = replace(row, placed=True)
    metadata = np.array([letter == "M" for letter in letters])
    return Example(page.fold, rows, site, metadata)


def variants(page: Page, strays: Sequence[Stray], rng: random.Random) -> list[Page]:
    """The page as it is, and cut down in several ways."""
    found = [page]
    if page.marks is not None:
        found.append(replace(page, marks=None, gaps=[1] * len(page.lines)))
    bare = found[-1]
    found.append(_only(bare, lambda i: bare.judged[i] in ("A", "M")))
    share = rng.choice([0.2, 0.4, 0.6])
    found.append(_only(bare, lambda i: bare.judged[i] != "B" or rng.random() < share))
    most = rng.randint(2, 6)
    story = [i for i in range(len(bare.lines)) if bare.judged[i] == "A"][:most]
    found.append(
        _only(bare, lambda i: i in story or (bare.judged[i] == "B" and rng.random() < 0.3))
    )
    if strays:
        found += [_with_strays(bare, strays, rng) for _ in range(2)]
    story_alone = _only(bare, lambda i: bare.judged[i] in ("A", "M"))
    found += [v for v in (_with_list(bare, rng), _with_list(story_alone, rng)) if v is not None]
    return [p for p in found if p.lines]


def _only(page: Page, chosen: Callable[[int], bool]) -> Page:
    kept = [i for i in range(len(page.lines)) if chosen(i)]
    return replace(
        page,
        lines=[page.lines[i] for i in kept],
        gaps=[page.gaps[i] for i in kept],
        judged=[page.judged[i] for i in kept],
        marks=[page.marks[i] for i in kept] if page.marks is not None else None,
    )


def _with_strays(page: Page, strays: Sequence[Stray], rng: random.Random) -> Page:
    """The story alone, with a few lines of other sites and of other stories in it."""
    found = _only(page, lambda i: page.judged[i] in ("A", "M"))
    found = replace(found, marks=None)
    for stray in rng.sample(strays, min(len(strays), rng.randint(1, 5))):
        # A site's line may stand anywhere, a story's inside it.
        at = rng.randint(0 if stray.site else min(2, len(found.lines)), len(found.lines))
        found.lines.insert(at, stray.line)
        found.gaps.insert(at, rng.choice([0, 1]))
        found.judged.insert(at, "B" if stray.site else "A")
    return found


_TERM = re.compile(r"(?<=[a-zа-яäöüßéèáíóúñ,] )(?:[A-ZА-ЯÄÖÜÉ][\w’'-]+(?: (?=[A-ZА-Я]))?){1,3}")
_FIGURE = re.compile(r"\d[\d.,]*(?: [a-zа-яäöüß%]+){1,3}")


def _with_list(page: Page, rng: random.Random) -> Page | None:
    """The page with a list of its own names or figures below a line that announces them."""
    story = [i for i in range(len(page.lines)) if page.judged[i] == "A" and len(page.lines[i]) > 80]
    text = " ".join(page.lines[i] for i in story)
    names = sorted({m.group().strip() for m in _TERM.finditer(text)})
    figures = sorted({m.group().strip() for m in _FIGURE.finditer(text)})
    pool = names if len(names) >= 4 and rng.random() < 0.7 else names + figures
    if len(story) < 3 or len(pool) < 4:
        return None
    at = rng.choice([*story[1:], story[-1]])
    mark = rng.choice(["- ", "* ", "• ", "", "– ", "▪ "])
    if mark == "" and rng.random() < 0.5:
        pool = [f"{a}, {rng.randint(17, 90)}" for a in pool]
    chosen = rng.sample(pool, min(len(pool), rng.randint(3, 10)))
    gap = rng.choice([0, 0, 1])
    lead = re.sub(r"[.!?…][\"”’»]*$", ":", page.lines[at])
    return replace(
        page,
        lines=[*page.lines[:at], lead, *(mark + c for c in chosen), *page.lines[at + 1 :]],
        gaps=[*page.gaps[: at + 1], *([gap] * len(chosen)), *page.gaps[at + 1 :]],
        judged=[*page.judged[: at + 1], *(["A"] * len(chosen)), *page.judged[at + 1 :]],
        marks=None,
    )


@dataclass
class Words:
    """A fitted regression over parts of words."""

    weights: Floats
    base: float

    def score(self, found: Sequence[list[int]]) -> Floats:
        return np.array(
            [self.base + self.weights[p].sum() / np.sqrt(max(1, len(p))) for p in found]
        )


def fit_words(examples: Sequence[Example], strays: Iterable[Stray]) -> Words:
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
            matrices.append(e.columns(words)[counts])
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
    every: list[tuple[Floats, Floats]] = []
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    for folder in chosen or sorted({page.folder for page, _ in data}):
        words, trees = fit([d for d in data if d[0].folder != folder])
        mine = [example(page) for page, _ in data if page.folder == folder]
        site = np.concatenate([np.where(e.metadata, np.nan, e.site) for e in mine])
        scores = np.concatenate([trees.score(e.columns(words)) for e in mine])
        every.append((site, scores))
        if "--dump" in sys.argv:
            import pickle

            pickle.dump(
                [(e.rows, e.site, e.metadata, trees.score(e.columns(words))) for e in mine],
                open(f"/tmp/x/fitc/loso_{folder}.pkl", "wb"),
            )
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
