"""Pages whose every line was judged by hand, as the cleaning sees them, whole and cut down.

The pages lie in ``tests/data/judged``, each with its lines in a ``.judged`` file; single lines in
``benchmarks/data/cleaning/lines.tsv``, a letter and a line: A for a story's, B for a site's.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt

from index.cleaning import clean
from index.cleaning.clean import Mark, rows_of
from index.cleaning.features import Floats, Row, described, parts
from index.lines import lines
from index.reading import read

PAGES = Path(__file__).parent.parent / "tests" / "data" / "judged"
STRAYS = Path(__file__).parent / "data" / "cleaning" / "lines.tsv"
BLIND = "blind"
FOLDS = 8
# Sets that the rules were not mended on, or hardly.
UNSEEN_BY_RULES = {
    "unseen",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
}
# How often the rules miss a line of furniture, and take a line of a story, on unseen pages.
MISSED, TAKEN = 0.2, 0.02


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
    """The rows of a page, or of a variant of one: 1 for the site's, 0 for the story's."""

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
    """Letters and figures alone."""
    return "".join(c for c in text.lower() if c.isalnum()) or text.strip()


def pages(folder: Path) -> list[Page]:
    """The judged pages of a set."""
    return [_page(table) for table in sorted(folder.glob("*.judged"))]


def _page(table: Path) -> Page:
    """Read a page as the program does, and find each of its lines among the judged ones."""
    (file,) = (p for p in table.parent.glob(f"{table.stem}.*") if p != table)
    seen: dict[str, Any] = {}

    def watched(text: str, rows: list[Any], marks: Sequence[Mark] | None = None) -> Any:
        if not seen:
            seen.update(text=text, rows=rows, marks=marks)
        return clean(text, rows, marks)

    with mock.patch.object(sys.modules[f"index.reading.{file.suffix[1:]}"], "clean", watched):
        read(file.read_bytes(), file.suffix)
    text, rows = seen["text"], seen["rows"]
    found = [text[r.start : r.end] for r in rows]
    above = [0] + [text[a.end : b.start].count("\n") - 1 for a, b in itertools.pairwise(rows)]
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
    """What is known of a page's rows, and what they are.

    Args:
        page: the page.
        dropping: where given, verdicts of the rules are changed at random on pages that they were
            mended on.
    """
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


def _table(names: Sequence[str], rng: random.Random) -> list[str]:
    """Rows of figures, a name before each, as articles on results and accounts have them."""
    between = rng.choice([" | ", " | ", "   ", "\t", ": "])
    columns = 1 if between == ": " else rng.randint(1, 4)
    form = rng.choice(["{:,}", "{}", "${:,}", "{}%", "-{}"])
    head = between.join(["", *(str(2015 + i) for i in range(columns))]).strip() or "2015"
    rows = [
        between.join([name, *(form.format(rng.randint(1, 9999)) for _ in range(columns))])
        for name in names
    ]
    return [head, *rows] if rng.random() < 0.5 else rows


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
    chosen = rng.sample(pool, min(len(pool), rng.randint(3, 10)))
    if rng.random() < 0.35:
        chosen = _table(chosen, rng)
    else:
        mark = rng.choice(["- ", "* ", "• ", "", "– ", "▪ "])
        aged = mark == "" and rng.random() < 0.5
        chosen = [f"{mark}{c}" + (f", {rng.randint(17, 90)}" if aged else "") for c in chosen]
    gap = rng.choice([0, 0, 1])
    lead = re.sub(r"[.!?…][\"”’»]*$", ":", page.lines[at])
    return replace(
        page,
        lines=[*page.lines[:at], lead, *chosen, *page.lines[at + 1 :]],
        gaps=[*page.gaps[: at + 1], *([gap] * len(chosen)), *page.gaps[at + 1 :]],
        judged=[*page.judged[: at + 1], *(["A"] * len(chosen)), *page.judged[at + 1 :]],
        marks=None,
    )
