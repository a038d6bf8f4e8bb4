"""``newsdesk show``: the lines that a citation names, in their context."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common
from index.article import Span, shown_name
from index.errors import UsageError

if TYPE_CHECKING:
    from index import Source, StoredArticle
    from index.lines import LineNumbers

_CONTEXT = 2


@click.command()
@click.argument("place", metavar="FILE[:A-B]")
@click.option(
    "--cleaned", is_flag=True, help="Show what was left out of the index, and by which rule."
)
@common.place_options
def show(
    place: str, cleaned: bool, articles: Path | None, data: Path | None, as_json: bool
) -> None:
    """Show FILE as the index read it, or its lines A to B with two lines of context.

    Lines and offsets of citations refer to this text: the file itself for txt and md, the
    extracted text for other formats; a line of a Word document is a paragraph. Words that name a
    day are resolved below it, where the article's date is known.
    """
    where = common.find_place(articles, data)
    with common.open_index(where) as index:
        from bot.cli import syncing
        from index.lines import LineNumbers

        notes = syncing.make_ready(index, where, sync=False)
        sources = {source.file: source for source in index.sources()}
        file, first, last = _parse(place, set(sources))
        # A name that cannot be printed is given as it is shown.
        file = next((name for name in sources if shown_name(name) == file), file)
        article = index.article(file)
        numbers = LineNumbers(article.text)
        first, last = first or 1, last or len(numbers)
        if first > len(numbers):
            raise UsageError(
                f"{shown_name(article.file)} has lines 1 to {len(numbers)}, not {first}-{last}."
            )
        last = min(last, len(numbers))
        lines = numbers.span(first, last)
        span = Span(lines.start, lines.end if lines.end >= 0 else len(article.text))
        if cleaned:
            _show_removed(article, numbers, span, as_json)
        elif as_json:
            text = article.text[span.start : span.end]
            shown = {"file": article.file, "text": text, "first_line": first, "last_line": last}
            common.print_json(shown)
        else:
            _print(article.text, numbers, first, last)
            _print_days(article, sources[article.file], span)
        for note in notes:
            common.say(f"newsdesk: {note}")


def _show_removed(article: StoredArticle, numbers: LineNumbers, span: Span, as_json: bool) -> None:
    found: list[dict[str, Any]] = [
        {
            "first_line": numbers.at(gap.start),
            "last_line": numbers.at(max(gap.start, gap.end - 1)),
            "rule": gap.rule,
            "text": article.text[gap.start : gap.end],
        }
        for gap in article.removed
        if gap.start < span.end and gap.end > span.start
    ]
    if as_json:
        common.print_json({"file": article.file, "removed": found})
        return
    for gap in found:
        for number, line in enumerate(gap["text"].splitlines(), start=gap["first_line"]):
            common.tell(f"{number:6}  {gap['rule']}: {line.strip()}")
    common.tell(f"{len(found)} ranges of {shown_name(article.file)} are left out of the index.")


def _print_days(article: StoredArticle, source: Source, span: Span) -> None:
    from index import days

    named = days.resolve(article.text, source.published, span.start, span.end)
    meant = dict.fromkeys((article.text[day.start : day.end], day.date) for day in named)
    if meant:
        assert source.published is not None
        common.tell()
        listed = ", ".join(f"{words}: {date}" for words, date in meant)
        common.tell(f"Published {source.published.date}. {listed}")


def _parse(place: str, known: set[str]) -> tuple[str, int | None, int | None]:
    """Split FILE:A-B; a file whose name itself ends so is taken whole."""
    match = re.fullmatch(r"(.+):([0-9]{1,9})(?:-([0-9]{1,9}))?", place, re.DOTALL)
    if match is None or place in known:
        return place, None, None
    first = int(match[2])
    last = int(match[3] or first)
    if not 1 <= first <= last:
        raise UsageError(f"{place}: lines are counted from 1, and A must not exceed B.")
    return match[1], first, last


def _print(text: str, numbers: object, first: int, last: int) -> None:
    lines = text.split("\n")
    for number in range(max(1, first - _CONTEXT), min(len(lines), last + _CONTEXT) + 1):
        inside = first <= number <= last
        mark = ">" if inside and (first, last) != (1, len(lines)) else " "
        line = f"{mark}{number:5}  {lines[number - 1].rstrip(chr(13))}"
        common.tell(line, **({} if inside else {"dim": True}))
