"""What is known of each line of a page: how it is put, where it stands, what the rules say of it.

Lines of one hard-wrapped paragraph are one row. No feature is a word of any one site: words enter
only as hashed parts, with weights fitted over many pages.
"""

from __future__ import annotations

import bisect
import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.cleaning.layout import stems
from index.cleaning.shapes import SENTENCE_END, plain

Floats = npt.NDArray[np.float64]

# Places in the vector of hashed parts of words.
PARTS = 2**15
# Of a line's words only so many characters count: a paragraph is told by its length and place.
_LONGEST_READ = 300
_PARAGRAPH = 80
_SHORT = 60
# Neighbours on either side that are looked at one by one, and those that are averaged.
_BESIDE = 3
_AROUND = 5
# Distances and numbers of lines are not told apart beyond this.
_FAR = 30
_LONGEST_LEAD = 15
_COMPARED = 20
# What a neighbour that does not exist counts as: surely the site's.
_NOBODY = 3.0

_WORD = re.compile(r"\w+|[^\w\s]")
_KIND = re.compile(r"\s*([^\w\s\"“„«'‘(\[]+|\d{1,3}[.)]|\[\d+\]|#+|\d{1,2}[:.]\d\d)")
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|example)\b", re.IGNORECASE)
_READER = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_CAPITALISED = r"[^\W\d_a-z]\w*(?:[-’']\w*)?"
_NAME = re.compile(rf"\W*{_CAPITALISED}(?:\W+{_CAPITALISED}){{0,3}}\W*")
_SEPARATOR = re.compile(r"[|·•>›»/]")
_QUOTED = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or the lines of a hard-wrapped paragraph.

    Attributes:
        raw: its words as they stand, on one line.
        gap: how many blank lines stand above it.
        ruled: whether a rule of words or shape says that it is the site's.
        placed: whether the rules of place say so too.
        furniture: whether the page's markup says so; False for formats without markup.
        heading: whether it is marked as a heading.
        headline: whether a rule takes it for the story's headline, or the page's head names it so.
        note: whether it opens as an editor's note on the story does.
        story: whether an extractor takes it for the story's; None where there was none.
    """

    raw: str
    gap: int
    ruled: bool
    placed: bool
    furniture: bool = False
    heading: bool = False
    headline: bool = False
    note: bool = False
    story: bool | None = None


class _Page:
    """What is computed once for all rows of a page."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.lines = [plain(row.raw) for row in rows]
        self.lengths = [len(line) for line in self.lines]
        self.ended = [SENTENCE_END.search(line) is not None for line in self.lines]
        self.stems = [stems(line) for line in self.lines]
        self.kinds = [_kind(row.raw) for row in rows]
        self.keys = [re.sub(r"\W", "", line.lower()) for line in self.lines]
        self.seen = Counter(self.keys)
        self.paragraph = [
            length >= _PARAGRAPH and ended and not row.furniture
            for length, ended, row in zip(self.lengths, self.ended, rows, strict=True)
        ]
        self.long = [i for i, is_one in enumerate(self.paragraph) if is_one]
        self.told = Counter(stem for i in self.long for stem in self.stems[i])
        self.short = [
            not ended or length < _SHORT
            for length, ended in zip(self.lengths, self.ended, strict=True)
        ]
        self.sum = np.cumsum(
            [n if one else 0 for n, one in zip(self.lengths, self.paragraph, strict=True)]
        )
        self.headline = self._headline()
        self.first, self.last = self._runs()

    def _headline(self) -> int:
        """The row above the first paragraph that shares most with the paragraphs; -1 if none."""
        above = self.long[0] if self.long else 0
        shared = [sum(self.told[s] > 0 for s in self.stems[i]) for i in range(above)]
        return max(range(above), key=shared.__getitem__, default=-1)

    def _runs(self) -> tuple[list[int], list[int]]:
        """Of each row the first and the last row of the run of like rows that it is in."""
        size = len(self.rows)
        first, last = list(range(size)), list(range(size))
        for i in range(1, size):
            if self._alike(i - 1, i):
                first[i] = first[i - 1]
        for i in range(size - 2, -1, -1):
            if self._alike(i, i + 1):
                last[i] = last[i + 1]
        return first, last

    def _alike(self, i: int, j: int) -> bool:
        if self.kinds[i] or self.kinds[j]:
            return self.kinds[i] == self.kinds[j]
        return self.short[i] and self.short[j] and not self.lines[i].endswith(":")

    def shares(self, i: int) -> tuple[int, float]:
        """How many of a row's telling words stand in other paragraphs, and their share."""
        own = self.stems[i]
        shared = sum(self.told[stem] > self.paragraph[i] for stem in own)
        return shared, shared / max(1, len(own))

    def most_shared(self, i: int) -> float:
        """The largest share of a row's telling words that one near paragraph holds."""
        at = bisect.bisect_left(self.long, i)
        near = self.long[max(0, at - _COMPARED) : at + _COMPARED]
        most = max((len(self.stems[i] & self.stems[p]) for p in near if p != i), default=0)
        return most / max(1, len(self.stems[i]))

    def below_colon(self, i: int) -> int:
        """How many rows above a line ends with a colon that short rows follow; far if none."""
        for above in range(i - 1, max(-1, i - _LONGEST_LEAD), -1):
            if self.lines[above].endswith(":"):
                return i - above
            if not self.short[above]:
                break
        return _FAR


def is_name(line: str) -> bool:
    """Whether a line is nothing but one to four words that begin with no small Latin letter."""
    return _NAME.fullmatch(line) is not None


def _kind(raw: str) -> str:
    """What a row opens with: a list's mark, a number, a time of day."""
    match = _KIND.match(raw)
    return re.sub(r"\d+", "0", match[1]) if match else ""


def described(rows: Sequence[Row]) -> Floats:
    """Numbers that describe each row by its form, its place, its neighbours and the rules.

    Returns:
        Shape (rows, features).
    """
    page = _Page(rows)
    return np.array(
        [
            [*_form(page, i), *_words(page, i), *_place(page, i), *_run(page, i), *_beside(page, i)]
            for i in range(len(rows))
        ],
        dtype=np.float64,
    ).reshape(len(rows), -1)


def _form(page: _Page, i: int) -> list[float]:
    line, row = page.lines[i], page.rows[i]
    words = line.split()
    letters = sum(c.isalpha() for c in line)
    return [
        math.log1p(len(line)),
        len(words),
        page.ended[i],
        *(line[-1:] == mark for mark in ":?!"),
        line[:1].islower(),
        sum(word[:1].isupper() for word in words) / max(1, len(words)),
        sum(c.isdigit() for c in line) / max(1, len(line)),
        sum(c.isupper() for c in line) / max(1, letters),
        letters / max(1, len(line)),
        _ADDRESS.search(row.raw) is not None,
        "@" in row.raw,
        "#" in row.raw[1:],
        _QUOTED.search(line) is not None,
        row.raw[:1] == "#",
        bool(page.kinds[i]),
        len(_SEPARATOR.findall(line)),
        "](" in row.raw,
        _READER.search(line) is not None,
        _OWNER.search(line) is not None,
        len(line) <= _SHORT and is_name(line),
        page.lengths[i] < _SHORT and not page.ended[i],
        row.gap,
        row.furniture,
        row.heading,
        row.headline,
        row.note,
        bool(row.story),
        row.story is not None,
        row.ruled,
        row.placed,
    ]


def _words(page: _Page, i: int) -> list[float]:
    """What a row's words share with the story and with other rows."""
    headline = page.stems[page.headline] if page.headline >= 0 else frozenset()
    shared, share = page.shares(i)
    return [
        len(page.stems[i]),
        shared,
        share,
        page.most_shared(i),
        len(page.stems[i] & headline),
        page.seen[page.keys[i]] > 1,
    ]


def _place(page: _Page, i: int) -> list[float]:
    size = len(page.rows)
    above = bisect.bisect_left(page.long, i)
    below = bisect.bisect_right(page.long, i)
    return [
        i / size,
        min(i, _FAR),
        min(size - i, 2 * _FAR),
        size,
        above,
        len(page.long) - below,
        i - page.long[above - 1] if above else _FAR,
        page.long[below] - i if below < len(page.long) else _FAR,
        sum(page.paragraph[max(0, i - _BESIDE) : i]),
        sum(page.paragraph[i + 1 : i + 1 + _BESIDE]),
        page.paragraph[i],
        float(page.sum[i] / max(1, page.sum[-1])),
        i - page.headline,
    ]


def _run(page: _Page, i: int) -> list[float]:
    """The run of like rows that a row stands in, and what stands around that."""
    first, last = page.first[i], page.last[i]
    lead = page.lines[first - 1] if first else ""
    return [
        last - first + 1,
        i - first,
        last - i,
        lead.endswith(":"),
        len(lead),
        first > 0 and page.paragraph[first - 1],
        last + 1 < len(page.rows) and page.paragraph[last + 1],
        page.below_colon(i),
    ]


def _beside(page: _Page, i: int) -> list[float]:
    found: list[float] = []
    for j in (*range(i - _BESIDE, i), *range(i + 1, i + 1 + _BESIDE)):
        if 0 <= j < len(page.rows):
            row = page.rows[j]
            found += [
                math.log1p(page.lengths[j]),
                page.ended[j],
                page.paragraph[j],
                page.shares(j)[1],
                row.furniture,
                row.gap,
                row.ruled,
                row.placed,
            ]
        else:
            found += [-1.0, 0, 0, 0, 0, _BESIDE, 0, 0]
    return found


def parts(line: str) -> list[int]:
    """The hashed words, beginnings and endings of words, and pairs of words of a line.

    Returns:
        Ascending places below `PARTS`, each once.
    """
    words = _WORD.findall(re.sub(r"\d", "0", plain(line).lower())[:_LONGEST_READ])
    found = [*words, *(" ".join(pair) for pair in pairwise(words))]
    found += [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)]
    for word in words:
        if len(word) > 4:
            found += [f"<{word[:4]}", f"{word[-3:]}>"]
        if len(word) > 7:
            found.append(f"<{word[:6]}")
    if words:
        shape = " ".join("x" if word.isalpha() else word for word in words[:8])
        found += [f"^{words[0]}", f"^{' '.join(words[:2])}", f"{words[-1]}$", f"shape {shape}"]
    return sorted({zlib.crc32(part.encode()) % PARTS for part in found})


def around(scores: Floats) -> Floats:
    """What the scores of a row's neighbours say of it.

    Args:
        scores: shape (rows,), log-odds of each row.

    Returns:
        Shape (rows, features).
    """
    size = len(scores)
    padded = np.concatenate([np.full(_BESIDE, _NOBODY), scores, np.full(_BESIDE, _NOBODY)])
    columns = [
        padded[_BESIDE + step : _BESIDE + step + size]
        for step in range(-_BESIDE, _BESIDE + 1)
        if step
    ]
    article = scores < 0
    means = [
        [
            np.mean(scores[max(0, i - _AROUND) : i]) if i else _NOBODY,
            np.mean(scores[i + 1 : i + 1 + _AROUND]) if i + 1 < size else _NOBODY,
            np.mean(article[: i + 1]),
            np.mean(article[i:]),
            np.mean(article),
        ]
        for i in range(size)
    ]
    return np.hstack([np.stack(columns, axis=1), np.array(means)])
