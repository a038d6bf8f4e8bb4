"""Boilerplate goes and the article stays, on pages whose every line was judged by hand.

Beside each page stands its .judged file: a letter and a line's text, in the page's order; A for the
article's own, B for the site's, M for bylines and dates, which are not counted. The rules were
mended with some of these sets in view, and the weights are fitted on all but `blind`.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from index.article import Article
from index.lines import lines
from index.reading import read

PAGES = Path(__file__).parents[1] / "data" / "judged"
MOST_LOST = {
    "odd": 0.0,
    "usual": 0.008,
    "regional": 0.0,
    "fresh": 0.0,
    "own": 0.0,
    "later": 0.0,
    "unseen": 0.014,
    "eighth": 0.016,
    "ninth": 0.0,
    "tenth": 0.006,
    "eleventh": 0.009,
    "twelfth": 0.014,
    "thirteenth": 0.003,
    "fourteenth": 0.011,
    # No rule was mended and no weight fitted on these: what is asked is asked here.
    "blind": 0.02,
}
FEWEST_REMOVED = {
    "odd": 0.98,
    "usual": 0.99,
    "regional": 0.99,
    "fresh": 0.98,
    "own": 0.98,
    "later": 0.97,
    "unseen": 0.97,
    "eighth": 0.97,
    "ninth": 0.97,
    "tenth": 0.97,
    "eleventh": 0.98,
    "twelfth": 0.97,
    "thirteenth": 0.96,
    "fourteenth": 0.98,
    "blind": 0.95,
}


def squeezed(text: str) -> str:
    """Letters and figures alone: marks of lists and links are no part of what was judged."""
    return "".join(c for c in text.lower() if c.isalnum()) or text.strip()


def kept_lines(article: Article) -> list[str]:
    gone = [range(r.start, r.end) for r in article.removed]
    return [
        squeezed(article.text[line.start : line.end])
        for line in lines(article.text)
        if not any(line.start in g and line.end - 1 in g for g in gone)
    ]


def judged(folder: Path) -> tuple[list[tuple[str, str, bool]], int]:
    """Every judged line as file, letter and whether it was kept; and the number of pages.

    Lines are told apart by their order: what a menu names and a story tells may be the same words.
    """
    found = []
    tables = sorted(folder.glob("*.judged"))
    for table in tables:
        (page,) = (p for p in folder.glob(f"{table.stem}.*") if p != table)
        kept = kept_lines(read(page.read_bytes(), page.suffix))
        rows = [line.split("\t", 1) for line in table.read_text(encoding="utf-8").splitlines()]
        own = [squeezed(text) for _, text in rows]
        blocks = difflib.SequenceMatcher(None, own, kept, autojunk=False).get_matching_blocks()
        same = {i + k for i, _, size in blocks for k in range(size)}
        # A judged line may be a part of a line as it is read, or the other way round.
        others = [
            line for j, line in enumerate(kept) if not any(b.b <= j < b.b + b.size for b in blocks)
        ]
        for i, (letter, _) in enumerate(rows):
            part = any(own[i] in line or (len(line) > 25 and line in own[i]) for line in others)
            found.append((page.name, letter, i in same or part))
    return found, len(tables)


@pytest.mark.parametrize("folder", FEWEST_REMOVED)
def test_the_article_stays(folder: str) -> None:
    found, pages = judged(PAGES / folder)
    article = [kept for _, letter, kept in found if letter == "A"]
    assert pages >= 15
    assert article.count(False) <= MOST_LOST[folder] * len(article)


@pytest.mark.parametrize("folder", FEWEST_REMOVED)
def test_boilerplate_goes(folder: str) -> None:
    found, _ = judged(PAGES / folder)
    site = [kept for _, letter, kept in found if letter == "B"]
    assert len(site) >= 150
    assert site.count(False) >= FEWEST_REMOVED[folder] * len(site)
