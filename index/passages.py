"""Sentences packed into passages, whose borders depend on the words around them alone.

Greedy packing from the top would move every later border when one sentence near the top is edited,
and all of it would be embedded anew. Here a border is chosen among the places where a passage may
end, by a hash of the sentence that follows: two versions of an article soon choose the same border
again, and from there on share their passages. (The idea is content-defined chunking; Muthitacharoen
et al., "A Low-bandwidth Network File System", 2001.)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from index.article import Article, Passage, Span
from index.lines import LineNumbers
from index.sentences import sentences
from index.tokens import encoding

# cl100k tokens. The model reads 256 word pieces, header included.
MOST = 200
FEWEST = 110
_HEADER_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    tokens: int
    opens_block: bool


def cut(article: Article) -> list[Passage]:
    """Cut an article into passages of whole sentences, at most `MOST` tokens each.

    A passage never crosses a removed range. A sentence that is longer alone makes its own passage.
    """
    numbers = LineNumbers(article.text)
    header = " ".join((article.title or "").split())[:_HEADER_CHARACTERS]
    out: list[Passage] = []
    runs = _runs(article)
    if len(runs) > 1:
        # The title alone is no passage: it stands in the header of all the others.
        runs = [r for r in runs if len(r) > 1 or not _is_title(article, r[0].span)] or runs
    for run in runs:
        for group in _pack(article.text, run):
            start, end = group[0].span.start, group[-1].span.end
            out.append(
                Passage(
                    ordinal=len(out),
                    text=article.text[start:end],
                    start=start,
                    end=end,
                    first_line=numbers.at(start),
                    last_line=numbers.at(end - 1),
                    sentences=tuple(s.span for s in group),
                    header=header,
                )
            )
    return out


def _is_title(article: Article, span: Span) -> bool:
    return article.text[span.start : span.end].strip("#|-–— \t") == article.title


def _runs(article: Article) -> list[list[_Sentence]]:
    """Sentences between removed ranges; no passage may cross from one run to the next."""
    spans: list[tuple[Span, bool]] = []
    for block in article.blocks:
        inside = sentences(article.text, block)
        spans.extend((span, i == 0) for i, span in enumerate(inside))
    counts = [
        len(ids)
        for ids in encoding().encode_ordinary_batch(
            [article.text[s.start : s.end] for s, _ in spans], num_threads=1
        )
    ]
    runs: list[list[_Sentence]] = []
    gaps = iter(sorted(article.removed, key=lambda r: r.start))
    gap = next(gaps, None)
    crossed = True
    for (span, opens), tokens in zip(spans, counts, strict=True):
        while gap is not None and gap.end <= span.start:
            gap, crossed = next(gaps, None), True
        if crossed:
            runs.append([])
        crossed = False
        runs[-1].append(_Sentence(span, tokens, opens))
    return runs


def _pack(text: str, run: list[_Sentence]) -> list[list[_Sentence]]:
    out: list[list[_Sentence]] = []
    first = 0
    while first < len(run):
        end = _border(text, run, first)
        out.append(run[first:end])
        first = end
    return out


def _border(text: str, run: list[_Sentence], first: int) -> int:
    """Index of the sentence that opens the next passage."""
    total = 0
    allowed: list[int] = []
    for i in range(first, len(run)):
        if i > first:
            if total + run[i].tokens > MOST:
                break
            if total >= FEWEST:
                allowed.append(i)
        total += run[i].tokens
    else:
        return len(run)
    if not allowed:
        return i
    return min(allowed, key=lambda j: (not run[j].opens_block, _hash(text, run[j].span)))


def _hash(text: str, span: Span) -> bytes:
    words = text[span.start : span.end]
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest()
