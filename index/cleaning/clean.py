"""Boilerplate, by rules on one file's own lines.

Nothing is rewritten: cleaning only names the ranges that are not the article, so that every quote
stays a slice of the text of record. A rule sees one line (`shapes`, `boilerplate`, `abroad`), its
neighbours and the whole file (`surroundings`), never another file.
"""

from __future__ import annotations

from index.article import Removed, Span
from index.cleaning.boilerplate import MARKER
from index.cleaning.layout import Layout
from index.cleaning.surroundings import remove_around


def clean(text: str, rows: list[Span]) -> tuple[list[Span], tuple[Removed, ...]]:
    """Split the lines of a file into the article's and the site's.

    Args:
        text: the text of record.
        rows: its lines that are not blank, in order, without outer white space.

    Returns:
        The lines kept (ad markers inside a line cut off its ends), and what was removed by which
        rule. At least one line is always kept if there is any letter at all in the file.
    """
    page = Layout(text, rows)
    remove_around(page)
    kept: list[Span] = []
    removed: list[Removed] = []
    for row, rule in zip(rows, page.verdicts, strict=True):
        if rule is not None:
            removed.append(Removed(row.start, row.end, rule))
            continue
        inner = _without_markers(text, row, removed)
        if inner is not None:
            kept.append(inner)
    return kept, tuple(sorted(removed, key=lambda r: r.start))


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
