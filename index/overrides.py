"""``dates.csv``: dates that the user knows better than the articles do.

A file of that name in the articles folder, with the columns ``file`` and ``date``; a date is a day,
a month or a year. It outranks what an article says of itself, and costs no embedding.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from index.catalog import FileRow, dated_to_json
from index.dates import from_metadata
from index.errors import UnreadableArticle
from index.reading.decoding import decode

NAME = "dates.csv"


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
            _take(found, row[columns["file"]], row[columns["date"]], rows.line_num)
    except FileNotFoundError:
        pass
    except (OSError, UnreadableArticle, csv.Error) as error:
        found.problems.append((NAME, f"it cannot be read: {error}"))
    return found


def _take(found: Dates, file: str | None, date: str | None, line: int) -> None:
    name = (file or "").strip().removeprefix("./")
    dated = from_metadata(date or "", f"{NAME}, line {line}: {(date or '').strip()}")
    if not name or dated is None:
        problem = f"line {line}: {(date or '').strip()!r} is no date such as 2024-03-05"
        found.problems.append((NAME, problem))
        return
    stored = dated_to_json(dated)
    assert stored is not None
    found.by_file[name] = stored


def apply(dates: Dates, rows: dict[str, FileRow]) -> None:
    """Give every file the date that dates.csv has for it, and take away what it has no more."""
    for name, row in rows.items():
        given = dates.by_file.get(name)
        if row.given != given:
            rows[name] = row._replace(given=given)
    dates.problems += [
        (NAME, f"there is no article {name}") for name in dates.by_file if name not in rows
    ]
