"""``newsdesk index``: make the index equal to the folder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common

if TYPE_CHECKING:
    from index import Report


@click.command()
@click.option("--verify", is_flag=True, help="Hash every file, whatever its size and times say.")
@click.option("--yes", is_flag=True, help="Embed all anew when the embedding model has changed.")
@common.place_options
def index(verify: bool, yes: bool, articles: Path | None, data: Path | None, as_json: bool) -> None:
    """Bring the index up to date with the folder of articles.

    Only what changed is read and embedded. Files that cannot be read are listed, and tried again
    the next time.
    """
    from bot.cli import syncing

    place = common.find_place(articles, data)
    with common.open_index(place) as opened:
        report = syncing.run(opened, change_model=yes, verify=verify)
        for note in syncing.tell_missing(opened):
            common.say(f"newsdesk: {note}")
        if as_json:
            failed = [{"file": name, "problem": problem} for name, problem in report.failed]
            common.print_json({**asdict(report), "failed": failed})
        else:
            click.echo(_summary(report))


def _summary(report: Report) -> str:
    counts = {
        "added": report.added,
        "changed": report.changed,
        "renamed": report.renamed,
        "removed": report.removed,
        "not readable": len(report.failed),
    }
    done = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    unchanged = f"{report.unchanged} unchanged"
    return (
        f"{done + ', ' if done else ''}{unchanged}: {report.passages} passages, "
        f"{report.embedded} embedded, in {report.seconds:.1f} s."
    )
