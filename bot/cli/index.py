"""``newsdesk index``: make the index equal to the folder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import common
from index.article import shown_name
from index.errors import ModelChanged, UsageError

if TYPE_CHECKING:
    from index import Index, Plan, Report
    from index.sync import Options


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--verify", is_flag=True, help="Hash every file, whatever its size and times say.")
@click.option("--yes", is_flag=True, help="Embed all anew when the embedding model has changed.")
@click.option(
    "--allow-removals", is_flag=True, help="Remove also more than half of the index, or all of it."
)
@click.option(
    "--compact", is_flag=True, help="Make the vector base whole and free unused disk space."
)
@click.option(
    "--rebuild", is_flag=True, help="Read every file anew and build all afresh; vectors are kept."
)
@click.option("--watch", is_flag=True, help="Stay, and sync whenever the folder changes.")
@click.option("--progress", is_flag=True, help="With --json: one JSON line for every step.")
@common.place_options
def index(
    articles: Path | None,
    data: Path | None,
    as_json: bool,
    dry_run: bool,
    progress: bool,
    watch: bool,
    yes: bool,
    **how: bool,
) -> None:
    """Bring the index up to date with the folder of articles.

    Only what changed is read and embedded. Files that cannot be read are listed, and tried again
    the next time.
    """
    from index.sync import Options

    if progress and not as_json:
        raise UsageError("--progress prints JSON lines, and needs --json beside it.")
    if watch and dry_run:
        raise UsageError("--watch syncs, and --dry-run does not: give one of them.")
    place = common.find_place(articles, data)
    options = Options(change_model=yes, **how)
    with common.open_index(place) as opened:
        if dry_run:
            _show_plan(opened.plan(options), as_json)
        elif watch:
            _watch(opened, options, as_json)
        else:
            _sync(opened, options, as_json, progress)


def _sync(opened: Index, options: Options, as_json: bool, progress: bool) -> None:
    from dataclasses import replace

    from bot.cli import syncing

    try:
        report = syncing.run(opened, options, json_lines=progress)
    except ModelChanged as error:
        if as_json or not syncing.confirm(error):
            raise
        report = syncing.run(opened, replace(options, change_model=True))
    for note in syncing.tell_missing(opened):
        common.say(f"newsdesk: {note}")
    _show(report, as_json, one_line=progress)


def _watch(opened: Index, options: Options, as_json: bool) -> None:
    from index.watch import Watcher

    def show(report: Report) -> None:
        from bot.cli import syncing

        syncing.tell_failed(report)
        _show(report, as_json, one_line=True)

    common.say(f"Watching {opened.articles}; Ctrl-C ends it.")
    Watcher(
        opened, options, synced=show, failed=lambda message: common.say(f"newsdesk: {message}")
    ).run()


def _show(report: Report, as_json: bool, one_line: bool) -> None:
    if not as_json:
        click.echo(_summary(report))
        return
    found: dict[str, Any] = {**asdict(report), "failed": _listed(report.failed)}
    if one_line:
        found = {"stage": "done", **found}
    common.print_json(found, indent=None if one_line else 2)


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
    passages = common.counted(report.passages, "passage")
    return (
        f"{done + ', ' if done else ''}{unchanged}: {passages}, "
        f"{report.embedded} embedded, in {report.seconds:.1f} s."
    )


def _show_plan(plan: Plan, as_json: bool) -> None:
    if as_json:
        common.print_json({**asdict(plan), "failed": _listed(plan.failed)})
        return
    lines = [
        *(f"add      {name}" for name in plan.added),
        *(f"change   {name}" for name in plan.changed),
        *(f"rename   {old} -> {new}" for old, new in plan.renamed),
        *(f"remove   {name}" for name in plan.removed),
        *(f"fail     {name}: {problem}" for name, problem in plan.failed),
    ]
    for line in lines:
        click.echo(shown_name(line))
    same = f"{plan.unchanged} unchanged"
    click.echo(f"{same}; {plan.to_embed} texts to embed. Nothing was done.")


def _listed(failed: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"file": name, "problem": problem} for name, problem in failed]
