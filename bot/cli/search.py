"""``newsdesk search``: the passages that an answer would be looked for in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common
from index.article import shown_name

if TYPE_CHECKING:
    from index import Hit


@click.command()
@click.argument("question", nargs=-1)
@click.option(
    "-k", "count", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many."
)
@common.filter_options
@click.option("--sync", is_flag=True, help="Bring the index up to date with the folder first.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Search for the questions of a JSON Lines file ({"id": …, "question": …}), one line each.',
)
@common.place_options
def search(
    question: tuple[str, ...],
    count: int,
    since: str | None,
    until: str | None,
    outlets: tuple[str, ...],
    files: tuple[str, ...],
    sync: bool,
    batch: Path | None,
    articles: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Show the passages nearest to QUESTION, best first."""
    from bot.question import check_question

    if batch is None:
        check_question(" ".join(question))
    elif question:
        raise click.UsageError("give either a question or --batch, not both")
    filters = common.make_filters(since, until, outlets, files)
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.cli import syncing
        from bot.desk import Desk
        from index import UsageError

        notes = syncing.make_ready(index, place, sync)
        desk = Desk(index)
        for note in notes:
            common.say(f"newsdesk: {note}")
        if batch is None:
            hits = desk.search(" ".join(question), count, filters)
            if as_json:
                common.print_json([_json(hit) for hit in hits])
            else:
                _print(hits)
            return
        failed = False
        for asked in common.read_batch(batch):
            problem = asked.problem
            if problem is None:
                try:
                    hits = desk.search(asked.question, count, filters)
                    line = {"id": asked.id, "hits": [_json(hit) for hit in hits]}
                    common.print_json(line, indent=None)
                    continue
                except UsageError as error:
                    problem = str(error)
            failed = True
            common.print_json({"id": asked.id, "error": problem, "hits": []}, indent=None)
        if failed:
            raise click.exceptions.Exit(1)


def _json(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "file": hit.source.file,
        "first_line": passage.first_line,
        "last_line": passage.last_line,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": hit.score,
        "dense": hit.dense,
        "lexical": hit.lexical,
        "copies": list(hit.copies),
    }


def _print(hits: list[Hit]) -> None:
    if not hits:
        common.tell("Nothing found.")
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        dense = "" if hit.dense is None else f", meaning {hit.dense:.2f}"
        where = f"{rank}. {shown_name(hit.source.file)}:{passage.first_line}-{passage.last_line}"
        scores = f"score {hit.score:.2f}{dense}, words {hit.lexical:.1f}"
        common.tell(where, nl=False, bold=True)
        common.tell(f"  ({scores})")
        if hit.copies:
            common.tell(
                click.style(f"    also in {', '.join(map(shown_name, hit.copies))}", dim=True)
            )
        for line in passage.text.splitlines():
            if line.strip():
                common.tell(f"    {line.strip()}")
