"""From a file's bytes to an `Article`: one small module a format, found by the file's suffix."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.article import Article
from index.errors import UnreadableArticle
from index.language import detect
from index.reading import docx, feed, html, md, pdf, txt

Reader = Callable[[bytes], Article]

# One item of a feed, which no file's suffix can be.
ITEM = ".json#"

READERS: dict[str, Reader] = {
    ".txt": txt.read,
    ".md": md.read,
    ".markdown": md.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
}

# Files that hold many articles, each with what splits it into numbered items.
FEEDS: dict[str, Callable[[bytes, str], list[tuple[int, bytes]]]] = dict.fromkeys(
    (".json", ".jsonl", ".ndjson"), feed.split
)

KINDS = (*READERS, *FEEDS)

MAX_BYTES = 20_000_000
MAX_FEED_BYTES = 100_000_000

# Raised when the same bytes would be read differently, so that an index is renewed.
RULES = 9


def read(data: bytes, suffix: str) -> Article:
    """Read one file's bytes as an article of the format that its suffix names.

    Args:
        data: the file's content.
        suffix: lower-case, with the dot; a key of `READERS`, or `ITEM`.

    Raises:
        UnreadableArticle: if the bytes are not an article of that format.
    """
    check_size(len(data), suffix)
    if not data.strip():
        raise UnreadableArticle("it is empty")
    article = feed.read(data) if suffix == ITEM else READERS[suffix](data)
    if not article.blocks:
        raise UnreadableArticle("it holds no article text")
    return replace(
        article,
        title=_one_line(article.title),
        outlet=_one_line(article.outlet),
        author=_one_line(article.author),
        language=detect(_words(article)) or _language_code(article.language),
        url=_web_address(_one_line(article.url)),
    )


def split(data: bytes, suffix: str) -> list[tuple[int, bytes]]:
    """The articles of a feed, each with its number in it and its bytes, to be read as `ITEM`.

    Raises:
        UnreadableArticle: if the bytes are no feed.
    """
    check_size(len(data), suffix)
    if not data.strip():
        raise UnreadableArticle("it is empty")
    return FEEDS[suffix](data, suffix)


def check_size(size: int, suffix: str) -> None:
    """See that a file of so many bytes is not too large to be read.

    Raises:
        UnreadableArticle: if it is.
    """
    limit = MAX_FEED_BYTES if suffix in FEEDS else MAX_BYTES
    if size > limit:
        raise UnreadableArticle(f"it is {size:,} bytes long, over the limit of {limit:,}; split it")


def _words(article: Article) -> str:
    return " ".join(article.text[block.start : block.end] for block in article.blocks)


def _language_code(declared: str | None) -> str | None:
    """The two or three letters that a declaration such as "en-GB" begins with."""
    match = re.match(r"[a-z]{2,3}(?=$|[-_])", (declared or "").strip().lower())
    return match.group() if match else None


def _one_line(value: str | None) -> str | None:
    """Metadata as one line of printable text; escapes may have put anything into it."""
    if value is None:
        return None
    shown = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(shown.split()) or None


def _web_address(value: str | None) -> str | None:
    return value if value and value.lower().startswith(("http://", "https://")) else None
