"""``newsdesk eval``: questions with known answers, asked and judged."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common
from index.errors import UsageError

if TYPE_CHECKING:
    from bot.drafting.model import Model
    from bot.evaluation.cases import Case
    from bot.evaluation.run import Report, Run


@click.command("eval")
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--half",
    type=click.Choice(["all", "fit", "judge", "practice"]),
    default="all",
    show_default=True,
    help="Only the cases of one half: by their own mark, else by a fixed hash of their id.",
)
@click.option("--baselines", is_flag=True, help="Run simple ways beside ours, to compare.")
@click.option(
    "--pooled",
    is_flag=True,
    help="Ask questions that bring their own passages over the passages of all of them.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Write one page with plots and every failing case.",
)
@click.option("--no-model", is_flag=True, help="Answer by extraction, whatever model is set up.")
@common.place_options
def evaluate(
    cases: tuple[Path, ...],
    half: str,
    baselines: bool,
    pooled: bool,
    html: Path | None,
    no_model: bool,
    articles: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Ask the questions of FILE… and judge the answers by what is known to be right.

    A line is JSON: {"id", "question"} with what is right: "quotes" (words that a citation must
    hold), "files", "answer" (patterns), or "unanswerable": true. "today" (YYYY-MM-DD) is the day
    that "yesterday" is counted from. A line may bring "passages" ({"title", "sentences"}) that it
    is asked over, and the "sentences" of them that answer; the files of CLAPnq and the cases that
    the Telegram bot files are read as they are.
    """
    from bot.drafting import loading
    from bot.evaluation.cases import half_of, read_cases
    from bot.evaluation.run import own_passages, report
    from bot.evaluation.table import table

    known = read_cases(cases)
    wanted = [half in ("all", half_of(case)) for case in known]
    if not any(wanted):
        raise UsageError(f"None of the {len(known)} cases is of the half {half!r}.")
    if html is not None and not html.resolve().parent.is_dir():
        raise UsageError(f"There is no folder {html.parent} to write the page into.")
    place = common.find_place(articles, data)
    model = None if no_model else loading.load(place.settings)
    chosen = [case for case, want in zip(known, wanted, strict=True) if want]
    folder_cases = [case for case in chosen if not case.passages]
    runs: list[Run] = []
    with _progress(len(chosen)) as step:
        if len(folder_cases) < len(chosen):
            runs.append(
                own_passages(
                    known,
                    wanted,
                    place.settings,
                    pooled=pooled,
                    baselines=baselines,
                    step=step,
                    model=model,
                )
            )
        if folder_cases:
            runs.append(_over_articles(folder_cases, place, model, baselines, step))
    whole = report([path.name for path in cases], half, runs)
    for note in whole.notes:
        common.say(f"newsdesk: {note}")
    if html is not None:
        _write(html, whole)
    if as_json:
        common.print_json(whole.to_json())
    else:
        click.echo(table(whole.summary))


def _over_articles(
    cases: Sequence[Case],
    place: common.Place,
    model: Model | None,
    baselines: bool,
    step: Callable[[], None],
) -> Run:
    from bot.cli import syncing
    from bot.evaluation.run import over_articles

    with common.open_index(place) as index:
        notes = syncing.make_ready(index, place, sync=False)
        return over_articles(
            index,
            cases,
            baselines=baselines,
            step=step,
            model=model,
            notes=notes,
            timezone=place.settings.timezone,
        )


def _write(path: Path, whole: Report) -> None:
    from bot.evaluation.page import page

    try:
        path.write_text(page(whole), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The page {path} cannot be written: {error.strerror}.") from None
    common.say(f"newsdesk: wrote {path}")


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label="Asking", file=sys.stderr) as bar:
        yield lambda: bar.update(1)
