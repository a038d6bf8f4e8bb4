"""Boilerplate, told from one file's own lines.

Nothing is rewritten: cleaning only names the ranges that are not the article, so that every quote
stays a slice of the text of record. Rules see one line (`shapes`, `boilerplate`, `abroad`), its
neighbours and the whole file (`surroundings`); what no rule knows is told by a model fitted on
pages judged by hand (`model`). Neither sees another file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.article import Removed, Span
from index.cleaning.boilerplate import MARKER
from index.cleaning.features import Row
from index.cleaning.headline import find_headline
from index.cleaning.layout import Layout
from index.cleaning.model import fitted
from index.cleaning.surroundings import AMENDED, remove_around

# From so many log-odds on a line is the site's. With the rules that costs 2 % of the lines of
# articles on pages of five sets that neither the rules nor the weights had seen (`fit-cleaning`).
SURE = 0.3
# In a text with hardly any furniture a line is less likely to be some.
SURER = 3.5
_FEWEST = 4
# The rule that is named where only the model says so.
LEARNT = "like the site's other words"
# Longer files are documents and no pages: the model was not fitted on such, rules alone judge them.
_MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page's markup says of a line.

    Attributes:
        furniture: it stands in the page's furniture, or is a link.
        heading: it is a heading.
        title: it is the title that the page's head gives.
        story: an extractor takes it for the story's.
    """

    furniture: bool
    heading: bool
    title: bool
    story: bool


def clean(
    text: str, rows: list[Span], marks: Sequence[Mark] | None = None
) -> tuple[list[Span], tuple[Removed, ...]]:
    """Split the lines of a file into the article's and the site's.

    Args:
        text: the text of record.
        rows: its lines that are not blank, in order, without outer white space.
        marks: what the markup says of each, for formats that have one.

    Returns:
        The lines kept (ad markers inside a line cut off its ends), and what was removed by which
        rule. At least one line is always kept if there is any letter at all in the file.
    """
    verdicts = _verdicts(text, rows, marks)
    kept: list[Span] = []
    removed: list[Removed] = []
    for row, rule in zip(rows, verdicts, strict=True):
        if rule is not None:
            removed.append(Removed(row.start, row.end, rule))
            continue
        inner = _without_markers(text, row, removed)
        if inner is not None:
            kept.append(inner)
    return kept, tuple(sorted(removed, key=lambda r: r.start))


def _verdicts(text: str, rows: list[Span], marks: Sequence[Mark] | None) -> list[str | None]:
    """The rule that removes each line, or None."""
    if not rows:
        return []
    groups, found, ruled = rows_of(text, rows, marks)
    if len(groups) > _MOST_ROWS:
        return ruled
    learnt = list(ruled)
    scores = fitted().score(found)
    others = sum(row.placed or score > SURER for row, score in zip(found, scores, strict=True))
    for row, group, score in zip(found, groups, scores, strict=True):
        marked = row.furniture and not row.story
        if score > (SURE if others >= _FEWEST or marked else SURER):
            for i in group:
                learnt[i] = ruled[i] or LEARNT
    return learnt if None in learnt else ruled


def rows_of(
    text: str, rows: list[Span], marks: Sequence[Mark] | None
) -> tuple[list[list[int]], list[Row], list[str | None]]:
    """What the model sees of a file.

    Args:
        text: the text of record.
        rows: its lines.
        marks: what the markup says of each, if there is one.

    Returns:
        The lines' numbers, those of one hard-wrapped paragraph together; what is known of each
        such row; and the rule by which each line is the site's, or None.
    """
    page = Layout(text, rows)
    headline = find_headline(page)
    by_line = list(page.verdicts)
    remove_around(page)
    groups = [list(group) for _, group in groupby(range(len(rows)), key=page.group.__getitem__)]
    found = []
    for group in groups:
        first = group[0]
        above = text[rows[first - 1].end : rows[first].start].count("\n") - 1 if first else 0
        mark = marks[first] if marks is not None else None
        found.append(
            Row(
                raw=" ".join(" ".join(page.raw[i] for i in group).split()),
                gap=above if mark is None else 1,
                ruled=any(by_line[i] is not None for i in group),
                placed=any(page.verdicts[i] is not None for i in group),
                furniture=mark is not None and mark.furniture,
                heading=mark.heading if mark is not None else page.headings[first],
                headline=headline in group or (mark is not None and mark.title),
                note=AMENDED.match(page.lines[first]) is not None,
                story=mark.story if mark is not None else None,
            )
        )
    return groups, found, page.verdicts


def _without_markers(text: str, row: Span, removed: list[Removed]) -> Span | None:
    start, end = row.start, row.end
    match = MARKER.match(text, start, end)
    while match:
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
        match = MARKER.match(text, start, end)
    for match in reversed(list(MARKER.finditer(text, start, end))):
        if match.end() != end:
            break
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else None
