"""What the articles tell around the passages that were found, copies apart where they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.disagreeing.reports import Told
from bot.drafting.places import known
from bot.language.figures import figures
from index import Hit, Index, Source, Span, StoredArticle
from index.sentences import sentences

# As much of an article as says what it is about.
_AROUND = 6_000


def stored(index: Index, hits: Sequence[Hit]) -> dict[str, StoredArticle]:
    """The articles of hits and of their copies; to be called inside a snapshot."""
    files = dict.fromkeys(f for hit in hits for f in (hit.source.file, *hit.copies))
    return {file: index.article(file) for file in files}


def told(
    index: Index, hits: Sequence[Hit], known: Mapping[str, StoredArticle] | None = None
) -> list[Told]:
    """What each hit tells; a near-copy with other figures tells for itself.

    To be called inside a snapshot.

    Args:
        known: what `stored` gives, where it is at hand.
    """
    known = stored(index, hits) if known is None else known
    texts = {file: article.text for file, article in known.items()}
    sources = {s.file: s for s in index.sources()} if any(h.copies for h in hits) else {}
    around: dict[str, str] = {}
    out = []
    for hit in hits:
        file = hit.source.file
        if file not in around:
            around[file] = _around(hit.source, texts[file])
        own = _numbers(hit.passage.text)
        alike: list[str] = []
        other: list[str] = []
        for copy in hit.copies:
            said = _numbers(texts.get(copy, ""))
            (alike if own <= said else other).append(copy)
        out.append(
            Told(
                hit.source,
                hit.passage.text,
                hit.passage.start,
                hit.passage.sentences,
                around[file],
                tuple(alike),
            )
        )
        for copy in other:
            if copy in texts and copy in sources:
                out.append(_whole(sources[copy], texts[copy]))
    return out


def _numbers(text: str) -> set[float]:
    """The numbers of a text, in digits or in words."""
    return {figure.value for figure in figures(text)}


def _around(source: Source, text: str) -> str:
    # What is known of it first: its title says more of it than its end.
    return f"{known(source)}\n{text[:_AROUND]}"


def _whole(source: Source, text: str) -> Told:
    spans: list[Span] = []
    for match in re.finditer(r"[^\n]+", text[:_AROUND]):
        spans.extend(sentences(text, Span(match.start(), match.end())))
    return Told(source, text, 0, tuple(spans), _around(source, text))
