"""Lines and paragraphs of a text, with their offsets."""

from __future__ import annotations

import bisect
import re
import statistics
from collections.abc import Iterator

from index.article import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…:;。！？।؟][\"'”’»)\]*_]*$")
# A hard-wrapped paragraph's last line is no longer than so many of its longest other.
_OVERHANG = 1.3
# "By Rosa Timm, Diplomatic Correspondent": every word of it is a name, a title, or small.
_BYLINE_SMALL = frozenset(
    """
    and of for in at the de van von der al bin staff with our chief senior political diplomatic
    foreign economics correspondent correspondents editor reporter reporters writer writers
    agencies | - – —
    """.split()
)
# "By Election Day": a time, and nobody.
_NO_AUTHOR = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday christmas easter eve day noon midnight night
    """.split()
)
_LONGEST_BYLINE = 12
# It stands among so many of the first lines.
_BYLINE_WITHIN = 4


class LineNumbers:
    """Character offset to line number: 1-based, counted by newline characters."""

    def __init__(self, text: str) -> None:
        self._starts = [0] + [m.end() for m in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """The number of the line that holds the character at this offset."""
        return bisect.bisect_right(self._starts, offset)

    def span(self, first: int, last: int) -> Span:
        """Offsets from the start of one line to the start of the line after another.

        Lines past the end of the text give an end of -1, to be read as the text's length.
        """
        end = self._starts[last] if last < len(self._starts) else -1
        return Span(self._starts[first - 1], end)

    def __len__(self) -> int:
        return len(self._starts)


def stripped(text: str, start: int, end: int) -> Span | None:
    """The range without white space (and byte order mark) at both ends; None when empty."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Each line that is not blank, without the white space around it."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        span = stripped(text, match.start(), match.end())
        if span is not None:
            yield span


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line.rstrip()) is not None


def is_byline(line: str) -> bool:
    """Whether a line only names who wrote an article, in English."""
    opening, *names = line.split()[: _LONGEST_BYLINE + 1] or [""]
    if opening.rstrip(":") not in ("By", "BY") or not 0 < len(names) < _LONGEST_BYLINE:
        return False
    bare = [name.strip(",;").lower() for name in names]
    told = [n for n, b in zip(names, bare, strict=True) if b not in _BYLINE_SMALL]
    return (
        bool(told)
        and bare[0] not in _NO_AUTHOR
        and bare[-1] not in _NO_AUTHOR
        and not line.rstrip().endswith((",", ";", ":"))
        and not re.search(r"[a-z]{3,}\.$", line)
        and all(n[0].isupper() or n[0].isdigit() for n in told)
    )


def paragraphs(text: str, kept: list[Span]) -> list[Span]:
    """Join the kept lines into paragraphs.

    Lines belong together when no blank line and no removed line stands between them and they look
    hard-wrapped: of similar, moderate length, the break not at a sentence's end. Otherwise every
    line is a paragraph of its own, as scraped pages have it, and so is the line that names who
    wrote it.
    """
    out: list[Span] = []
    group: list[Span] = []
    alone = [s for s in kept[:_BYLINE_WITHIN] if is_byline(text[s.start : s.end])]
    for line in kept:
        apart = line in alone or (group and group[-1] in alone)
        if group and (apart or text[group[-1].end : line.start].strip(" \t\r\v\f") != "\n"):
            out.extend(_join(text, group))
            group = []
        group.append(line)
    out.extend(_join(text, group))
    return out


def _join(text: str, group: list[Span]) -> list[Span]:
    if len(group) < 2:
        return group
    lengths = [s.end - s.start for s in group[:-1]]
    longest = max(lengths)
    # A title above a paragraph of one long line is not its first line; a clause is.
    last = group[-1].end - group[-1].start
    if text[group[-2].end - 1] in ",;" or text[group[-1].start].islower():
        last = 0
    wrapped = 40 <= longest <= 130 and statistics.median(lengths) >= 0.6 * longest
    wrapped = wrapped and last <= _OVERHANG * longest
    # A text of one sentence a line is not wrapped, however even its lines.
    ends = sum(1 for s in group[:-1] if _SENTENCE_END.search(text, s.start, s.end))
    if not wrapped or ends > 0.7 * len(lengths):
        return group
    return [Span(group[0].start, group[-1].end)]
