"""What a few small articles report differently."""

from __future__ import annotations

from bot import evidence
from bot.disagreement import Differing, disagreement
from bot.planning import plan
from tests.conftest import OpenIndex


def differing(open_index: OpenIndex, question: str, *articles: tuple[str, str]) -> Differing | None:
    index = open_index()
    for n, (date, words) in enumerate(articles):
        dated = f"date: {date}\n" if date else ""
        (index.articles / f"{n}.md").write_text(
            f"---\ntitle: From Tarn\n{dated}outlet: Paper {n}\n---\n\n{words} "
            f"It was the talk of day {n} in the town. "
            f"More is not known to paper {n} at this hour.\n"
        )
    index.sync()
    with index.snapshot():
        told = evidence.told(index, index.search(question, 8))
    return disagreement(plan(question), told)


def values(found: Differing | None) -> list[str]:
    return [] if found is None else [report.written for report in found.reports]
