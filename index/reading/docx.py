"""Word documents: the text of record is one line a paragraph, in the document's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.article import Article
from index.cleaning import clean
from index.dating import find_date
from index.errors import UnreadableArticle
from index.reading.lines import lines
from index.reading.txt import find_title

# What the archive may unpack to, in bytes, and how many parts it may have.
_MOST_BYTES = 100_000_000
_MOST_PARTS = 5_000


def read(data: bytes) -> Article:
    """Read a Word document (docx); line numbers are paragraph numbers.

    Raises:
        UnreadableArticle: if it is none, is damaged, or unpacks to too much.
    """
    from docx import Document
    from docx.table import Table

    _check(data)
    document = Document(io.BytesIO(data))
    rows: list[str] = []
    headline: str | None = None
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            rows.extend(_table(item))
            continue
        words = " ".join(item.text.split())
        rows.append(words)
        style = (item.style.name or "") if item.style is not None else ""
        if words and headline is None and style in ("Title", "Heading 1"):
            headline = words
    text = "\n".join(rows).encode("utf-8", "replace").decode("utf-8")
    kept, removed = clean(text, list(lines(text)))
    found_date = find_date(text, kept)
    return Article(
        text=text,
        title=headline or find_title(text, kept) or document.core_properties.title or None,
        outlet=None,
        author=document.core_properties.author or None,
        url=None,
        language=document.core_properties.language or None,
        published=found_date.dated,
        blocks=tuple(kept),
        removed=removed,
        undated=found_date.note,
    )


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > _MOST_BYTES:
                raise UnreadableArticle(
                    f"it unpacks to {size:,} bytes in {len(parts):,} parts, over the limit of "
                    f"{_MOST_BYTES:,} in {_MOST_PARTS:,}"
                )
            if "[Content_Types].xml" not in archive.namelist():
                raise UnreadableArticle("it is no Word document, whatever its name says")
            # The sizes in the directory may lie: what is really there is counted.
            for part in parts:
                with archive.open(part) as file:
                    left = part.file_size
                    while chunk := file.read(1 << 20):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableArticle("its archive is damaged")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableArticle(f"it is no Word document (docx): {error}") from error


def _table(table: Any) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            words = " ".join(cell.text.split())
            # A cell that spans columns is given once for each.
            if not cells or cells[-1] != words:
                cells.append(words)
        yield " | ".join(cells)
