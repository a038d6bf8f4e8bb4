"""Web pages: the text of record is the main text that trafilatura extracts."""

from __future__ import annotations

import logging

from index.article import Article
from index.cleaning import clean
from index.dating import find_date, from_metadata
from index.errors import UnreadableArticle
from index.reading.decoding import decode
from index.reading.lines import lines, paragraphs


def read(data: bytes) -> Article:
    """Read a web page: its headline and main text, with what its metadata tell.

    Raises:
        UnreadableArticle: if the bytes are not text or hold no main text.
    """
    # Its import costs half a second, which a folder without web pages need not pay.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        decode(data).lstrip("\ufeff"),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = (getattr(page, "text", None) or "").strip()
    if not body:
        raise UnreadableArticle("no article text was found in the page")
    title = " ".join((getattr(page, "title", None) or "").split()) or None
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    kept, removed = clean(text, list(lines(text)))
    date = getattr(page, "date", None)
    return Article(
        text=text,
        title=title,
        outlet=getattr(page, "sitename", None),
        author=getattr(page, "author", None),
        url=getattr(page, "url", None),
        language=getattr(page, "language", None),
        published=from_metadata(date, f"page metadata: {date}") if date else find_date(text, kept),
        blocks=tuple(paragraphs(text, kept)),
        removed=removed,
    )
