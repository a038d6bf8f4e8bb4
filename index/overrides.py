"""``dates.csv``: dates that the user knows better than the articles do.

A file of that name in the articles folder, with the columns ``file`` and ``date``; a date is a day,
a month or a year. It outranks what an article says of itself, and costs no embedding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.catalog import FileRow, dated_to_json
from index.dates import from_metadata
from index.errors import UnreadableArticle, told
from index.reading.decoding import decode

NAME = "dates.csv"

_Row = Mapping[str | None, str | None]
"""Cells by column; those beyond the last column by None."""


@dataclass(slots=True)
class Dates:
    """What the file says: dates by file, as they are stored, and the lines that say nothing."""

    by_file: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)


def read(articles: Path) -> Dates:
    """Read the folder's dates.csv; an absent one says nothing."""
    found = Dates()
    try:
        text = decode((articles / NAME).read_bytes()).lstrip("\ufeff")
        rows = csv.DictReader(io.StringIO(text))
        columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        if "file" not in columns or "date" not in columns:
            found.problems.append((NAME, "its first line must name the columns file and date"))
            return found
        for row in rows:
            problem = _take(found, row, columns, rows.line_num)
            if problem:
                found.problems.append((NAME, f"line {rows.line_num}: {problem}"))
    except FileNotFoundError:
        pass
    except OSError as error:
        found.problems.append((NAME, f"it cannot be read: {told(error)}"))
    except (UnreadableArticle, csv.Error) as error:
        found.problems.append((NAME, f"it cannot be read: {error}"))
    return found


def _take(found: Dates, row: _Row, columns: dict[str, str], line: int) -> str | None:
    """Take a row's date; what is wrong with the row, if anything is."""
    if None in row:
        # A date such as "May 17, 2023" without quotation marks would be taken for half of it.
        return "it has more cells than the first line names columns"
    name = (row[columns["file"]] or "").strip().removeprefix("./")
    said = (row[columns["date"]] or "").strip()
    dated = from_metadata(said, f"{NAME}, line {line}: {said}")
    # Of figures that may be one day or another, no more than their year would be left.
    if not name or dated is None or (dated.precision == "year" and said != dated.date):
        return f"{said!r} is no date such as 2024-03-05" if name else "it names no file"
    if name in found.by_file:
        return f"{name} has a date by a line above, and that one counts"
    stored = dated_to_json(dated)
    assert stored is not None
    found.by_file[name] = stored
    return None


def apply(dates: Dates, rows: dict[str, FileRow]) -> None:
    """Give every file the date that dates.csv has for it, and take away what it has no more."""
    for name, row in rows.items():
        given = dates.by_file.get(name)
        if row.given != given:
            rows[name] = row._replace(given=given)
    dates.problems += [
        (NAME, f"there is no article {name}") for name in dates.by_file if name not in rows
    ]
