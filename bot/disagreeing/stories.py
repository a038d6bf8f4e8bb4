"""Whether two articles of which not both are dated tell one story, by the figures they share.

"Twelve of its soldiers were captured" in both, of the same side: what else they count is of the
same fighting, though one of them has no date.
"""

from __future__ import annotations

import functools
import re

from bot.disagreeing.reports import Report, Told, reports
from bot.disagreeing.same import any_alike
from bot.drafting.timing import named
from bot.language.terms import alike
from index import Source, Span
from index.sentences import sentences

# A smaller number is shared by chance, and a round one is an estimate that many stories give.
_LEAST = 11
_ROUND = 50


def one_story(a: Report, b: Report) -> bool:
    """Whether the articles of two amounts share a figure that only one story would give.

    Their articles are read as far as they are at hand, and not the evidence alone.
    """
    if a.source.file == b.source.file or (a.day and b.day) or not a.kinds & b.kinds:
        return False
    mine, theirs = (_marks_of(r.source, r.told.article) for r in (a, b))
    return any(_is_same(x, y) for x in mine for y in theirs)


@functools.lru_cache(maxsize=64)
def _marks_of(source: Source, article: str) -> tuple[Report, ...]:
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", article):
        spans += sentences(article, Span(line.start(), line.end()))
    return tuple(r for r in reports([Told(source, article, 0, tuple(spans), article)]) if _marks(r))


def _marks(report: Report) -> bool:
    """Whether a figure is exact, of people or things to whom something happened, and of now."""
    amount = report.amount
    return (
        amount.dimension == "count"
        and amount.low == amount.high >= _LEAST
        and amount.low % _ROUND != 0
        and bool(report.kinds and report.nouns and report.owners)
        and not (report.former or report.recalled)
        and not any("year" in m.said or m.get("season") for m in report.parsed.moments)
        and all(not d.dated for d in named(report.parsed))
    )


def _is_same(a: Report, b: Report) -> bool:
    return (
        a.amount.low == b.amount.low
        and bool(a.kinds & b.kinds)
        and any_alike(a.nouns[:3], b.nouns[:3])
        and any(alike(x.stem, y.stem) for x in a.owners for y in b.owners)
    )
