"""Plain text: the text of record is the decoded file itself."""

from __future__ import annotations

from index.article import Article, Span
from index.cleaning import clean
from index.dating import date_line, find_date
from index.lines import lines, paragraphs
from index.reading.decoding import decode

_LONGEST_TITLE = 220


def read(data: bytes) -> Article:
    """Read plain text.

    Raises:
        UnreadableArticle: if the bytes are not text.
    """
    text = decode(data)
    kept, removed = clean(text, list(lines(text)))
    found = find_date(text, kept)
    return Article(
        text=text,
        title=find_title(text, kept),
        outlet=None,
        author=None,
        url=None,
        language=None,
        published=found.dated,
        blocks=tuple(paragraphs(text, kept)),
        removed=removed,
        undated=found.note,
    )


def find_title(text: str, kept: list[Span]) -> str | None:
    """The headline: the first line that is short, no date and no full sentence, with more below."""
    for line in kept[:3]:
        words = text[line.start : line.end].strip("|-–— \t")
        if date_line(words):
            continue
        lone = len(kept) == 1
        if lone or len(words) > _LONGEST_TITLE or words.endswith((".", ":", ";", ",", ".”", '."')):
            return None
        return " ".join(words.split()) or None
    return None
