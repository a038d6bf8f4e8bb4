"""From a file's bytes to an `Article`: one small module a format, found by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.article import Article
from index.errors import UnreadableArticle
from index.reading import html, md, txt

Reader = Callable[[bytes], Article]

READERS: dict[str, Reader] = {
    ".txt": txt.read,
    ".md": md.read,
    ".markdown": md.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}

MAX_BYTES = 20_000_000

# Raised when the same bytes would be read differently, so that an index is renewed.
RULES = 1


def read(data: bytes, suffix: str) -> Article:
    """Read one file's bytes as an article of the format that its suffix names.

    Args:
        data: the file's content.
        suffix: lower-case, with the dot; a key of `READERS`.

    Raises:
        UnreadableArticle: if the bytes are not an article of that format.
    """
    check_size(len(data))
    if not data.strip():
        raise UnreadableArticle("it is empty")
    article = READERS[suffix](data)
    if not article.blocks:
        raise UnreadableArticle("it holds no article text")
    return replace(
        article,
        title=_one_line(article.title),
        outlet=_one_line(article.outlet),
        author=_one_line(article.author),
        language=_one_line(article.language),
        url=_web_address(_one_line(article.url)),
    )


def check_size(size: int) -> None:
    """See that a file of so many bytes is not too large to be read.

    Raises:
        UnreadableArticle: if it is.
    """
    if size > MAX_BYTES:
        raise UnreadableArticle(
            f"it is {size:,} bytes long, over the limit of {MAX_BYTES:,}; split it"
        )


def _one_line(value: str | None) -> str | None:
    """Metadata as one line of printable text; escapes may have put anything into it."""
    if value is None:
        return None
    shown = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(shown.split()) or None


def _web_address(value: str | None) -> str | None:
    return value if value and value.lower().startswith(("http://", "https://")) else None
