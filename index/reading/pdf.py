"""PDF: the text of record is the text that pypdf extracts, page after page."""

from __future__ import annotations

import io
import json
import re
import statistics
import sys
from collections import Counter
from typing import Any

from index.article import Article, Removed, Span
from index.cleaning import clean
from index.dating import find_date
from index.errors import UnreadableArticle
from index.lines import lines
from index.reading import isolated
from index.reading.txt import find_title

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 10_000_000
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:of|/)\s*\d{1,4})?", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
# On so many pages, the same first or last line is the page's and not the text's.
_RUNNING = 3
_SHORT = 0.75
_MOST_UNKNOWN = 0.2


def read(data: bytes) -> Article:
    """Read a PDF with a text layer.

    Raises:
        UnreadableArticle: if it is no PDF, is encrypted, or holds no text.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableArticle("it is no PDF, whatever its name says")
    found = isolated.run("index.reading.pdf", data)
    pages = [_printable(page) for page in found["pages"]]
    if not any(page.strip() for page in pages):
        raise UnreadableArticle("it holds no text, only pictures of it; run it through an OCR")
    text, starts = _join(pages)
    if text.count("\ufffd") > _MOST_UNKNOWN * len(text):
        raise UnreadableArticle("its fonts do not say which letters they draw; put it through OCR")
    rows = list(lines(text))
    running = _running(text, rows, starts)
    kept, removed = clean(text, [row for row in rows if row not in running])
    removed = tuple(sorted((*removed, *running.values()), key=lambda r: r.start))
    found_date = find_date(text, kept)
    return Article(
        text=text,
        title=find_title(text, kept) or found["title"],
        outlet=None,
        author=found["author"],
        url=None,
        language=found["language"],
        published=found_date.dated,
        blocks=tuple(_blocks(text, kept)),
        removed=removed,
        pages=tuple(starts),
        undated=found_date.note,
    )


def _printable(page: str) -> str:
    # Fonts without a map to Unicode give control characters and lone surrogates.
    text = page.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def _join(pages: list[str]) -> tuple[str, list[int]]:
    """The pages as one text, and where each begins; a sentence may run over a page's end."""
    text = ""
    starts = []
    for page in pages:
        page = page.strip()
        if text and page:
            text += "\n\n" if _SENTENCE_END.search(text) else "\n"
        starts.append(len(text))
        text += page
    return text, starts


def _running(text: str, rows: list[Span], starts: list[int]) -> dict[Span, Removed]:
    """Page numbers, and headers and footers that return on page after page."""
    edges: list[Span] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        page = [row for row in rows if start <= row.start < end]
        edges += {*page[:1], *page[-1:]}

    def plain(row: Span) -> str:
        return re.sub(r"\d+", "#", text[row.start : row.end])

    seen = Counter(plain(row) for row in edges)
    return {
        row: Removed(row.start, row.end, "page header or footer")
        for row in edges
        if seen[plain(row)] >= _RUNNING or _PAGE_NUMBER.fullmatch(text, row.start, row.end)
    }


def _blocks(text: str, kept: list[Span]) -> list[Span]:
    """Paragraphs of hard-wrapped lines: one ends at a blank line, or at a line that ends early."""
    widths = sorted(row.end - row.start for row in kept)
    full = statistics.quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    out: list[Span] = []
    before: Span | None = None
    for row in kept:
        joined = before is not None and text[before.end : row.start].strip(" \t") == "\n"
        if joined and before is not None and before.end - before.start >= _SHORT * full:
            out[-1] = Span(out[-1].start, row.end)
        else:
            out.append(row)
        before = row
    return out


def _extract(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit("it is encrypted; save it without a password")
    if len(reader.pages) > _MOST_PAGES:
        sys.exit(f"it has {len(reader.pages):,} pages, over the limit of {_MOST_PAGES:,}; split it")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > _MOST_CHARACTERS:
            sys.exit(f"it holds over {_MOST_CHARACTERS:,} characters of text; split it")
    known: Any = reader.metadata or {}
    language = reader.trailer.get("/Root", {}).get("/Lang")
    return {
        "pages": pages,
        "title": str(known.get("/Title") or "") or None,
        "author": str(known.get("/Author") or "") or None,
        "language": str(language) if language else None,
    }


if __name__ == "__main__":
    import logging

    isolated.bound()
    logging.disable(logging.CRITICAL)
    try:
        json.dump(_extract(sys.stdin.buffer.read()), sys.stdout)
    except MemoryError:
        sys.exit("reading it takes too much memory")
    except RecursionError:
        sys.exit("its parts contain one another")
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {' '.join(str(error).split())}")
