"""Sentences of a block, with offsets; non-destructive, so that their concatenation is the block."""

from __future__ import annotations

import re

from index.article import Span
from index.lines import stripped

# No sentence that a person wrote is longer; what is longer is a table or has lost its stops.
LONGEST = 1_200

_LETTER = re.compile(r"[^\W\d_]")
_BREAKS = (
    re.compile(r"\n"),
    re.compile(r"(?<=[;:،؛])\s"),
    re.compile(r"(?<=[,])\s"),
    re.compile(r"\s"),
)


def sentences(text: str, block: Span) -> list[Span]:
    """The sentences of one block, in order, without outer white space.

    A piece that a stray full stop cut off ("… since the decade. 1990.", "… again. if it resumes.")
    stays with the sentence before it.
    """
    spans: list[Span] = []
    for start, end in _segments(text[block.start : block.end]):
        span = stripped(text, block.start + start, block.start + end)
        if span is None:
            continue
        if spans and _continues(text, spans[-1], span):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return [piece for span in spans for piece in _bounded(text, span)]


_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _segments(words: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    out: list[tuple[int, int]] = []
    position = 0
    # Half a surrogate pair, as JSON may hold, is no text for the segmenter.
    words = _SURROGATE.sub("?", words)
    for piece in get_sentence_boundaries("en", words):
        start, end = piece["start_index"], piece["end_index"]
        if start < position or end < start or words[start:end] != piece["text"]:
            # The segmenter lost count; the rest of the block is one sentence rather than wrong.
            break
        out.append((start, end))
        position = end
    if position < len(words):
        out.append((position, len(words)))
    return out


def _continues(text: str, before: Span, piece: Span) -> bool:
    if piece.end - before.start > LONGEST:
        return False
    words = text[piece.start : piece.end].lstrip("\"'“”‘’«»()[]–—- ")
    if not words or not _LETTER.search(words):
        # List numbers open what follows; other figures and stops end what stands before.
        return not re.fullmatch(r"\(?\d{1,3}[.)]", text[piece.start : piece.end])
    return words[0].islower() and text[before.start : before.end].rstrip()[-1] in ".!?\"”'’"


def _bounded(text: str, span: Span) -> list[Span]:
    """Cut an endless sentence at line ends, else stops, else spaces, else anywhere."""
    out: list[Span] = []
    start = span.start
    while span.end - start > LONGEST:
        cut = start + LONGEST
        for pattern in _BREAKS:
            ends = [m.end() for m in pattern.finditer(text, start + LONGEST // 3, start + LONGEST)]
            if ends:
                cut = ends[-1]
                break
        piece = stripped(text, start, cut)
        if piece is not None:
            out.append(piece)
        start = cut
    last = stripped(text, start, span.end)
    return [*out, last] if last is not None else out
