"""``newsdesk show``: the lines that a citation names, in their context."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.cli import common
from index.errors import UsageError

_CONTEXT = 2


@click.command()
@click.argument("place", metavar="FILE[:A-B]")
@common.place_options
def show(place: str, articles: Path | None, data: Path | None, as_json: bool) -> None:
    """Show FILE as the index read it, or its lines A to B with two lines of context.

    Lines and offsets of citations refer to this text: the file itself for txt and md, the
    extracted text for html.
    """
    where = common.find_place(articles, data)
    with common.open_index(where) as index:
        from bot.cli import syncing
        from index.reading.lines import LineNumbers

        notes = syncing.make_ready(index, where, sync=False)
        file, first, last = _parse(place, {source.file for source in index.sources()})
        article = index.article(file)
        numbers = LineNumbers(article.text)
        first, last = first or 1, min(last or len(numbers), len(numbers))
        if first > len(numbers) or first > last:
            raise UsageError(f"{article.file} has lines 1 to {len(numbers)}, not {first}-{last}.")
        if as_json:
            span = numbers.span(first, last)
            text = article.text[span.start : None if span.end < 0 else span.end]
            shown = {"file": article.file, "text": text, "first_line": first, "last_line": last}
            common.print_json(shown)
        else:
            _print(article.text, numbers, first, last)
        for note in notes:
            common.say(f"newsdesk: {note}")


def _parse(place: str, known: set[str]) -> tuple[str, int | None, int | None]:
    """Split FILE:A-B; a file whose name itself ends so is taken whole."""
    match = re.fullmatch(r"(.+):(\d+)(?:-(\d+))?", place)
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
        click.echo(line if inside else click.style(line, dim=True))
