"""``newsdesk sources``: the articles, as the index knows them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common

if TYPE_CHECKING:
    from index import Source


@click.command()
@common.place_options
def sources(articles: Path | None, data: Path | None, as_json: bool) -> None:
    """List the articles: title, outlet, date, passages and problems."""
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.cli import syncing

        notes = syncing.make_ready(index, place, sync=False)
        listed = index.sources()
        if as_json:
            common.print_json([_json(source) for source in listed])
        else:
            _print(listed)
        for note in notes:
            common.say(f"newsdesk: {note}")


def _json(source: Source) -> dict[str, Any]:
    return {
        "file": source.file,
        "title": source.title,
        "outlet": source.outlet,
        "published": asdict(source.published) if source.published else None,
        "language": source.language,
        "passages": source.passages,
        "problem": source.problem,
    }


def _print(listed: list[Source]) -> None:
    for source in listed:
        click.echo(click.style(source.file, bold=True))
        if source.problem:
            click.echo(f"    not indexed: {source.problem}")
            continue
        dated = source.published.date if source.published else "date unknown"
        known = [source.title or "no title", source.outlet, dated, f"{source.passages} passages"]
        click.echo("    " + " · ".join(part for part in known if part))
    problems = sum(1 for source in listed if source.problem)
    click.echo(f"{len(listed)} files, {problems} with problems.")
