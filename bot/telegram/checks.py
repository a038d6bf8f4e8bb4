"""Any text, sentence by sentence, against the articles."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Citation, Status

if TYPE_CHECKING:
    from index import Hit, Index, StoredArticle

_EVIDENCE = 6
_MOST_SENTENCES = 30


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence with the verdict on it and the words that it rests on."""

    sentence: str
    status: Status
    reason: str
    citations: tuple[Citation, ...]


class SearchingChecker:
    """Looks for each sentence in the index, and checks it against what was found."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def check_text(self, text: str) -> list[Checked]:
        """Each sentence with the verdict on it; at most 30 are read."""
        from index import Span
        from index.sentences import sentences

        spans = sentences(text, Span(0, len(text)))[:_MOST_SENTENCES]
        return [self._one(" ".join(text[s.start : s.end].split())) for s in spans]

    def _one(self, sentence: str) -> Checked:
        from bot.checking import Cited, check

        vector = self._index.embed_question(sentence)
        with self._index.snapshot():
            hits = self._index.search(sentence, _EVIDENCE, vector=vector)
            stored = {h.source.file: self._index.article(h.source.file) for h in hits}
        verdict = check(
            sentence,
            [Cited(h.passage.text, h.source.published, h.source.title or "") for h in hits],
        )
        citations = []
        if verdict.supporting:
            number, span = verdict.supporting[0]
            hit = hits[number]
            start = hit.passage.start + span.start
            end = hit.passage.start + span.end
            citations.append(_citation(hit, stored[hit.source.file], start, end))
        return Checked(sentence, verdict.status, verdict.reason, tuple(citations))


def _citation(hit: Hit, article: StoredArticle, start: int, end: int) -> Citation:
    from index.reading.lines import LineNumbers

    numbers = LineNumbers(article.text)
    source = hit.source
    return Citation(
        n=1,
        file=source.file,
        title=source.title,
        outlet=source.outlet,
        url=source.url,
        published=source.published,
        page=bisect.bisect_right(article.pages, start) or None,
        first_line=numbers.at(start),
        last_line=numbers.at(max(start, end - 1)),
        start=start,
        end=end,
        quote=article.text[start:end],
    )
