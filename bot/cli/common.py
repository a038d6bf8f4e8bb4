"""Options that commands share, and how they open the index."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from index.errors import UsageError, told

if TYPE_CHECKING:
    from bot.settings import Settings
    from index import Filters, Index

Command = TypeVar("Command", bound=Callable[..., Any])


def place_options(command: Command) -> Command:
    """Add --articles, --data and --json."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs."),
        click.option(
            "--data",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Where the index is kept.",
        ),
        click.option(
            "--articles",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Folder of articles (default: NEWSDESK_ARTICLES, else seeds/).",
        ),
    ):
        command = option(command)
    return command


def filter_options(command: Command) -> Command:
    """Add --since, --until, --outlet and --file."""
    for option in (
        click.option(
            "--file",
            "files",
            multiple=True,
            metavar="NAME",
            help="Only this file, or files of this pattern, such as 'reuters/*'. Repeatable.",
        ),
        click.option(
            "--outlet",
            "outlets",
            multiple=True,
            metavar="NAME",
            help="Only this outlet. Repeatable.",
        ),
        click.option("--until", metavar="DATE", help="Only articles of this date or before."),
        click.option(
            "--since", metavar="DATE", help="Only articles of this date (YYYY-MM-DD) or after."
        ),
    ):
        command = option(command)
    return command


def make_filters(
    since: str | None, until: str | None, outlets: tuple[str, ...], files: tuple[str, ...]
) -> Filters:
    """Filters from the options' values.

    Raises:
        UsageError: if a date is none, or the last lies before the first.
    """
    from index import Filters

    first, last = _date("--since", since, 0), _date("--until", until, 1)
    if first and last and first > last:
        raise UsageError(f"--since {since} lies after --until {until}: no date is between them.")
    return Filters(first, last, outlets, files)


def _date(option: str, value: str | None, end: int) -> str | None:
    """A date given as day, month or year, as the first or the last day that it means."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", value)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        datetime.date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise UsageError(
            f"{option} {value!r} is no date. Write it as 2024-03-05, 2024-03 or 2024."
        ) from None
    first, last = ("01", "01"), ("12", "31")
    filling = (first, last)[end]
    parts = value.split("-")
    return "-".join([*parts, *filling[len(parts) - 1 :]])


def make_today(value: str | None) -> datetime.date | None:
    """The day of --today, or None when it is not given.

    Raises:
        UsageError: if it is no day.
    """
    if value is None:
        return None
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"--today {value!r} is no day. Write it as 2024-03-05.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"--today {value}: name a day of {_FIRST_YEAR} to {_LAST_YEAR}.")
    return day


# Periods are counted from the day, so the calendar must go on for some time on both of its sides.
_FIRST_YEAR, _LAST_YEAR = 1000, 9000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the articles and the index are, by options and settings."""

    articles: Path
    data: Path
    settings: Settings


def find_place(articles: Path | None, data: Path | None) -> Place:
    """Resolve --articles and --data against the settings.

    Without a data folder given, each articles folder has its own below ``.newsdesk/``, so that an
    index is never asked about another folder than its own.
    """
    from bot.settings import Settings

    settings = Settings.load()
    articles = articles or settings.articles
    data = data or settings.data
    if data is None:
        whole = Path(os.path.realpath(articles))
        digest = hashlib.sha256(str(whole).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        data = Path(".newsdesk") / f"{re.sub(r'[^A-Za-z0-9_-]+', '-', whole.name)[:40]}-{digest}"
    return Place(articles, data, settings)


def counted(number: int, thing: str) -> str:
    """A number of things, as a person writes it: "1 passage", "2 passages"."""
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"


@contextlib.contextmanager
def open_index(place: Place) -> Iterator[Index]:
    """Open the index of a place, creating its data folder when needed."""
    from index import Index
    from index.folder import check

    # A mistyped folder should not leave an empty data folder behind.
    check(place.articles)
    index = Index(
        place.articles,
        place.data,
        embedding=place.settings.embedding,
        options=place.settings.embedding_options,
        cache=place.settings.cache,
        keep_days=place.settings.keep_vectors_days,
    )
    try:
        yield index
    finally:
        index.close()


def say(message: str) -> None:
    """Tell a person something beside the output proper."""
    from bot.cli.transcript import plain

    click.echo(plain(message), err=True)


def tell(text: str = "", *, nl: bool = True, **style: bool) -> None:
    """Print words that may be an article's or a model's, without what a terminal would obey."""
    from bot.cli.transcript import plain

    shown = plain(text)
    click.echo(click.style(shown, **style) if style else shown, nl=nl)


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON; one line when indent is None."""
    # Undecodable bytes of a file's name have no place in UTF-8 output.
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", "replace").decode("utf-8"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch: what was asked, or why it cannot be."""

    id: Any
    question: str
    problem: str | None


def read_batch(path: Path) -> Iterator[Asked]:
    """Questions of a JSON Lines file (``-``: standard input), in order.

    Raises:
        UsageError: if the file cannot be read.
    """
    for number, line in batch_lines(path):
        yield _asked(line, number)


def batch_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a batch file that are not blank, each with its number from 1.

    Raises:
        UsageError: if the file cannot be read, or has no such line.
    """
    number = 0
    try:
        with _open_lines(path) as lines:
            for place, line in enumerate(lines, start=1):
                if line.strip():
                    number = place
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The batch file {path} cannot be read: {told(error)}.") from None
    if not number:
        raise UsageError(f"There is no line in the batch file {path}.")


@contextlib.contextmanager
def _open_lines(path: Path) -> Iterator[IO[str]]:
    """The lines of a file, or with ``-`` of standard input."""
    if str(path) == "-":
        yield sys.stdin
    else:
        with path.open(encoding="utf-8-sig") as file:
            yield file


def read_json(line: str) -> Any:
    """A line's value.

    Raises:
        ValueError: if it is not JSON, or nested deeper than can be read.
    """
    try:
        return json.loads(line, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _asked(line: str, number: int) -> Asked:
    try:
        value = read_json(line)
    except ValueError as error:
        return Asked(None, "", f"line {number} is not JSON: {error}")
    if not isinstance(value, dict) or not isinstance(value.get("question"), str):
        known = value.get("id") if isinstance(value, dict) else None
        wanted = 'line {} must be an object such as {{"id": 1, "question": "..."}}'
        return Asked(known, "", wanted.format(number))
    return Asked(value.get("id"), value["question"], None)
