"""An article's lines stay where other pages' furniture stands between them.

Of each judged page only the lines of the article, its byline and its dates are taken; at two places
chosen by a fixed seed one to five lines that were judged another page's furniture are put between.
"""

from __future__ import annotations

import random
from pathlib import Path

from index.reading import read
from tests.index.test_judged_pages import FEWEST_REMOVED, PAGES, squeezed

Lines = list[tuple[str, str]]
MOST_LOST = 0.015
TRIALS = 6


def judged_lines(table: Path) -> Lines:
    rows = (line.split("\t", 1) for line in table.read_text(encoding="utf-8").splitlines())
    return [(letter, text) for letter, text in rows]


def furniture(lines: Lines, chance: random.Random) -> list[str]:
    """One to five lines that stand one below the other and are all the site's."""
    first = chance.choice([i for i, (letter, _) in enumerate(lines) if letter == "B"])
    run: list[str] = []
    for letter, text in lines[first : first + chance.randint(1, 5)]:
        if letter != "B":
            break
        run.append(text)
    return run


def kept(lines: list[str], suffix: str) -> str:
    article = read(("\n\n".join(lines) + "\n").encode(), suffix)
    return " \n ".join(squeezed(article.text[b.start : b.end]) for b in article.blocks)


def test_few_lines_are_lost_to_furniture_between_them() -> None:
    chance = random.Random(5)
    tables = [t for folder in FEWEST_REMOVED for t in sorted((PAGES / folder).glob("*.judged"))]
    pages = {table: judged_lines(table) for table in tables}
    asked = lost = 0
    for table, lines in pages.items():
        suffix = ".md" if table.with_suffix(".md").exists() else ".txt"
        story = [text for letter, text in lines if letter in "AM"]
        alone = kept(story, suffix)
        stay = [squeezed(t) for letter, t in lines if letter == "A" and squeezed(t) in alone]
        for _ in range(TRIALS):
            mixed = list(story)
            for _ in range(2):
                run = furniture(pages[chance.choice(tables)], chance)
                at = chance.randint(1, max(1, len(mixed) - 1))
                mixed[at:at] = run
            found = kept(mixed, suffix)
            asked += len(stay)
            lost += sum(1 for line in stay if line not in found)
    assert asked > 10_000
    assert lost <= MOST_LOST * asked, f"{lost} of {asked}"
