"""The data that flow through the index, in the order in which they arise."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

# Categories of characters that break a line, that a terminal obeys, or that are none.
_UNSHOWN = ("Cc", "Cs", "Zl", "Zp")

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, how exactly it is known, and the words or the rule that it is known by.

    Attributes:
        date: ISO 8601, cut to its precision: ``2021-11-17``, ``2021-11`` or ``2021``.
        precision: the smallest unit that is known.
        evidence: the words in the article, or the name of the metadata field.
    """

    date: str
    precision: Precision
    evidence: str


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets into a text of record."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removed(Span):
    """A range of the text of record that is not part of the article, and the rule that says so."""

    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """What one file's bytes say, before anything is known of its name or neighbours.

    Attributes:
        text: the text of record; every offset anywhere refers to it.
        blocks: paragraphs, headings and list items in order, without the removed ranges.
        removed: what was taken out as boilerplate or metadata.
        pages: where each page begins in the text, for formats that have pages.
        undated: why a date that stands in the file was not taken for the article's.
    """

    text: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    published: Dated | None
    blocks: tuple[Span, ...]
    removed: tuple[Removed, ...] = ()
    pages: tuple[int, ...] = ()
    undated: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: consecutive whole sentences of one article.

    Attributes:
        ordinal: position in the article, from 0.
        start, end: character offsets into the text of record; ``text`` is that slice.
        first_line, last_line: 1-based, counted by newline characters.
        sentences: character offsets of each sentence into the text of record.
        header: the article's title, embedded before the text and never quoted.
    """

    ordinal: int
    text: str
    start: int
    end: int
    first_line: int
    last_line: int
    sentences: tuple[Span, ...]
    header: str

    @property
    def embedded_text(self) -> str:
        """The text that is embedded."""
        return embedded_text(self.header, self.text)


def embedded_text(header: str, text: str) -> str:
    """What is embedded of a passage: its header, unless it opens with that already, and itself."""
    return text if not header or text.startswith(header) else f"{header}\n{text}"


def shown_name(file: str) -> str:
    """A file's name as one line that no terminal obeys: newlines and the like are escaped."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSHOWN else c
        for c in file
    )


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the articles folder, or one item of a feed in it, as the catalog knows it.

    Attributes:
        undated: why a date that stands in the article was not taken for its own.
        group: a number that near-copies of one article share; None without copies.
    """

    file: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    language: str | None
    published: Dated | None
    passages: int
    problem: str | None
    undated: str | None = None
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search.

    Attributes:
        score: fused score in [0, 1]; only comparable within one search.
        dense: cosine of question and passage, or None when there are no vectors.
        lexical: BM25 score, larger is better, 0 when no term matches.
        copies: other files that hold the same or nearly the same words at this place.
    """

    source: Source
    passage: Passage
    score: float
    dense: float | None
    lexical: float
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles a search may look at; empty means all.

    Attributes:
        since, until: ISO dates, inclusive; articles of unknown date are then left out.
        outlets: outlet names, compared without case.
        files: names or glob patterns relative to the articles folder.
    """

    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = field(default=())
    files: tuple[str, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.outlets or self.files)
