"""``newsdesk ask``: one question, or a file of them."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common, interrupting
from index.article import shown_name

if TYPE_CHECKING:
    from bot.answer import Answer, Citation, Disagreement
    from bot.desk import Desk
    from index import Filters


@click.command()
@click.argument("question", nargs=-1)
@common.filter_options
@click.option("--sync", is_flag=True, help="Bring the index up to date with the folder first.")
@click.option(
    "--today",
    metavar="DATE",
    help='The day that "yesterday" and "last week" are counted from (YYYY-MM-DD; default: today).',
)
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='Answer the questions of a JSON Lines file ({"id": …, "question": …}), one line each.',
)
@click.option("--why", is_flag=True, help="Show what was drafted and withheld, and why.")
@click.option("--no-model", is_flag=True, help="Answer in the articles' own sentences.")
@common.place_options
def ask(
    question: tuple[str, ...],
    since: str | None,
    until: str | None,
    outlets: tuple[str, ...],
    files: tuple[str, ...],
    sync: bool,
    today: str | None,
    batch: Path | None,
    why: bool,
    no_model: bool,
    articles: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Answer QUESTION from the articles, with citations.

    The answer is made of the articles' own sentences, or drafted by a model where one is set up
    (NEWSDESK_MODEL), every sentence checked against the words that it cites. Each is followed by
    its number; below it stand the file, the lines and the exact words. When the articles do not
    answer, it says so.
    """
    from bot.question import check_question

    if batch is None:
        check_question(" ".join(question))
    elif question:
        raise click.UsageError("give either a question or --batch, not both")
    filters = common.make_filters(since, until, outlets, files)
    day = common.make_today(today)
    place = common.find_place(articles, data)
    with common.open_index(place) as index:
        from bot.cli import syncing
        from bot.desk import Desk
        from bot.drafting import loading

        model = None if no_model else loading.load(place.settings)
        notes = syncing.make_ready(index, place, sync, stale=False)
        zone = place.settings.timezone
        desk = Desk(index, model, timezone=zone, remedy=syncing.REMEDY)
        if batch is not None:
            for note in notes:
                common.say(f"newsdesk: {note}")
            _batch(desk, batch, filters, day)
            return
        # On a terminal, each sentence as soon as it has passed.
        live = model is not None and not as_json and sys.stdout.isatty()
        with asyncio.Runner() as runner:
            asked = _asked(desk, " ".join(question), filters, day, live)
            answer = interrupting.run(runner, asked)
        answer = replace(answer, notes=(*notes, *answer.notes))
        if as_json:
            common.print_json(answer.to_json())
        else:
            _print(answer, index.searched(filters), live)
            _print_withheld(answer, why)


async def _asked(
    desk: Desk, question: str, filters: Filters, today: datetime.date | None, live: bool
) -> Answer:
    """The answer; with live, what is said is printed as it comes."""
    from bot.answer import Answer
    from bot.events import Said

    answer: Answer | None = None
    async with contextlib.aclosing(desk.ask(question, filters=filters, today=today)) as events:
        async for event in events:
            if live and isinstance(event, Said):
                marks = "".join(f"[{n}]" for n in event.claim.citations)
                common.tell(f"{event.claim.text} {marks} ", nl=False)
                sys.stdout.flush()
            elif isinstance(event, Answer):
                answer = event
    assert answer is not None
    return answer


def _batch(desk: object, path: Path, filters: object, today: datetime.date | None) -> None:
    from bot.desk import Desk
    from index import Filters, UsageError

    assert isinstance(desk, Desk)
    assert isinstance(filters, Filters)
    failed = False
    for asked in common.read_batch(path):
        problem = asked.problem
        if problem is None:
            try:
                answer = desk.answer(asked.question, filters, today)
                common.print_json({"id": asked.id, **answer.to_json()}, indent=None)
                continue
            except UsageError as error:
                problem = str(error)
        failed = True
        common.print_json({"id": asked.id, "error": problem}, indent=None)
    if failed:
        raise click.exceptions.Exit(1)


def _print(answer: Answer, searched: int, live: bool) -> None:
    from bot.drafting.plain import readable

    # Live, the claims stand there already.
    common.tell("" if live and answer.claims else answer.text)
    if answer.refused:
        common.tell(f"(Looked through {common.counted(searched, 'article')}.)")
    for told in answer.disagreements:
        common.tell()
        for line in table(told):
            common.tell(line)
    for citation in answer.citations:
        common.tell()
        common.tell(_heading(citation), bold=True)
        for line in readable(citation.quote).splitlines():
            common.tell(f"    {line.strip()}")
        if citation.url:
            common.tell(f"    {citation.url}", dim=True)
    for note in answer.notes:
        common.say(f"\nNote: {note}")


def _print_withheld(answer: Answer, why: bool) -> None:
    count = len(answer.withheld)
    if not count:
        return
    were = "statement was" if count == 1 else "statements were"
    if not why:
        common.say(f"\nWithheld: {count} {were} not borne out by what they cite. --why shows them.")
        return
    common.say(f"\nWithheld: {count} {were} not borne out by what they cite:")
    for withheld in answer.withheld:
        common.say(f"  - {withheld.text}\n    ({withheld.reason})")


_SAYS = {
    "contradiction": "The sources differ",
    "update": "This has changed, newest first",
    "bound": "The sources give different bounds",
    "range": "One source gives a range",
    "approximate": "One source gives a rounded figure",
}


def table(told: Disagreement) -> list[str]:
    """A disagreement as lines of text: each figure with its source, its date and its number."""
    width = max(len(report.value) for report in told.reports)
    lines = [f"{_SAYS[told.relation]}: {told.about}"]
    for report in told.reports:
        source = report.outlet or shown_name(report.file)
        known = [source, report.date or "date unknown", report.note]
        lines.append(f"  {report.value:{width}}  {', '.join(k for k in known if k)} [{report.n}]")
    return lines


def _heading(citation: Citation) -> str:
    known = [
        citation.title,
        citation.outlet,
        citation.published.date if citation.published else "date unknown",
    ]
    where = f"[{citation.n}] {citation.place}"
    return " · ".join([where, *(part for part in known if part)])
