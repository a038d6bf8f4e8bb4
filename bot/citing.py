"""Citations, made by code from offsets: a quote is a slice of the text of record."""

from __future__ import annotations

import bisect
import re

from bot.answer import Citation
from bot.drafting.plain import has_address, plain, visible
from bot.drafting.planted import addressed_to_a_machine
from index import Source, Span, StoredArticle
from index.lines import LineNumbers

_MARKUP = re.compile(r"[<>\[\]【】]")


class Citations:
    """The citations of one answer, numbered from 1 in the order of their first use.

    Args:
        stored: the articles by their files.
    """

    def __init__(self, stored: dict[str, StoredArticle]) -> None:
        self._stored = stored
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.all: list[Citation] = []

    def know(self, article: StoredArticle) -> None:
        """Add an article that may be cited."""
        self._stored[article.file] = article

    def cite(self, source: Source, span: Span) -> int:
        """The number of a quote, which is new or was cited before.

        Args:
            source: the article.
            span: the quote's offsets into its text of record.
        """
        place = (source.file, span.start, span.end)
        if place not in self._numbers:
            self._numbers[place] = len(self.all) + 1
            self.all.append(self._made(source, span, len(self.all) + 1))
        return self._numbers[place]

    def _made(self, source: Source, span: Span, n: int) -> Citation:
        stored = self._stored[source.file]
        numbers = LineNumbers(stored.text)
        return Citation(
            n=n,
            file=source.file,
            title=_named(source.title),
            outlet=_named(source.outlet),
            url=source.url,
            published=source.published,
            page=bisect.bisect_right(stored.pages, span.start) or None,
            first_line=numbers.at(span.start),
            last_line=numbers.at(span.end - 1),
            start=span.start,
            end=span.end,
            quote=stored.text[span.start : span.end],
        )


def _named(name: str | None) -> str | None:
    """A title or an outlet as it can be shown: a link or an order to a machine is no name."""
    if name is None or has_address(name) or addressed_to_a_machine(name):
        return None
    if _MARKUP.search(name):
        name = plain(name, ())[0]
    return " ".join(visible(name).split()) or None
