"""A file's lines as the cleaning rules see them: what each is and shares with the story."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable

from index.article import Span
from index.cleaning.endings import END
from index.cleaning.shapes import SENTENCE_END, is_row_of_labels, main_script, plain, verdict
from index.lines import paragraphs

_SENTENCE_INSIDE = re.compile(r"\w[.!?…][\"'”’»)\]]*(?:\s|$)")
_SHORTEST_PARAGRAPH = 60
_NAME_WORDS = 4
_LONGEST_JOINED = 220
_SHORTEST_WRAPPED = 40
# Words of so many letters tell what a text is about, cut so that their forms agree.
_SHORTEST_WORD = 4
_STEM = 5
_COMMON = frozenset(
    """
    about after again also and been before being between both could every first from have here
    into just last like made make many more most much must never next only other over said same
    says should since some still such than that their them then there these they thing this those
    through time under until very want were what when where which while will with would year years
    your day days all not was has had our new now one two out day who why how was its are for the
    """.split()
)


class Layout:
    """A file's lines as rules see them, and what they said of each."""

    def __init__(self, text: str, rows: list[Span]) -> None:
        self.lengths = [row.end - row.start for row in rows]
        self.raw = [text[row.start : row.end] for row in rows]
        self.lines = [plain(line) for line in self.raw]
        self.headings = [line.startswith("#") for line in self.raw]
        self.ended = [SENTENCE_END.search(line) is not None for line in self.lines]
        self.stems = [stems(line) for line in self.lines]
        self._script = main_script(text)
        self.verdicts = [
            verdict(whole, line, self._script)
            for whole, line in zip(self.raw, self.lines, strict=True)
        ]
        self._judge_rows()
        self._judge_wrapped(text, rows)
        # Of a hard-wrapped paragraph's lines, the first one's number.
        self.group = list(range(len(rows)))
        self._join_wrapped(text, rows)

    def _judge_rows(self) -> None:
        """A menu is one row; rows of labels below one another are a table of the story's."""
        rows = [is_row_of_labels(line) for line in self.raw]
        for i, row in enumerate(rows):
            alone = not any(rows[j] for j in (i - 1, i + 1) if 0 <= j < len(rows))
            if row and alone and not self._beside_figures(i):
                self.verdicts[i] = self.verdicts[i] or "navigation"

    def _beside_figures(self, i: int) -> bool:
        """Whether the next line goes on in columns, with figures: a table's head is above it."""
        below = self.raw[i + 1 : i + 2]
        return any(
            re.search(r"\S(?:\s{2,}|\t)\S", line) and re.search(r"\d", line) for line in below
        )

    def _judge_wrapped(self, text: str, rows: list[Span]) -> None:
        """Judge a hard-wrapped line together with those that it runs on in."""
        for i in range(len(rows) - 1):
            if len(self.lines[i]) < _SHORTEST_WRAPPED or not self._runs_on(text, rows, i):
                continue
            if self.verdicts[i] is not None:
                if self.verdicts[i] != "author box":
                    self.verdicts[i + 1] = self.verdicts[i + 1] or self.verdicts[i]
                continue
            last = i + 1
            joined = f"{self.lines[i]} {self.lines[last]}"
            rule = verdict(joined, joined, self._script) if len(joined) <= _LONGEST_JOINED else None
            if rule and not (i and self._runs_on(text, rows, i - 1)) and self.ended[last]:
                self.verdicts[i], self.verdicts[last] = rule, rule

    def _runs_on(self, text: str, rows: list[Span], i: int) -> bool:
        """Whether a line's sentence goes on in the line right below it."""
        between = text[rows[i].end : rows[i + 1].start]
        return between.count("\n") == 1 and not self.ended[i] and self.lines[i + 1][:1].islower()

    def _join_wrapped(self, text: str, rows: list[Span]) -> None:
        """Have the lines of one hard-wrapped paragraph share its length and its sentences' end."""
        free = [
            i
            for i, line in enumerate(self.lines)
            if self.verdicts[i] is None and not END.fullmatch(line)
        ]
        waiting = deque(free)
        for group in paragraphs(text, [rows[i] for i in free]):
            inside = []
            while waiting and rows[waiting[0]].start < group.end:
                inside.append(waiting.popleft())
            within = _SENTENCE_INSIDE.search(text, group.start, group.end)
            if within and any(
                not self.ended[i] and self.lines[i + 1][:1].islower() for i in inside[:-1]
            ):
                for i in inside:
                    self.group[i] = inside[0]
                    self.ended[i] = True
                    self.lengths[i] = group.end - group.start

    def paragraphs(self) -> list[int]:
        """The lines that are surely a story's: whole sentences of some length."""
        return [
            i
            for i, length in enumerate(self.lengths)
            if self.verdicts[i] is None and length >= _SHORTEST_PARAGRAPH and self.ended[i]
        ]

    def is_label(self, i: int) -> bool:
        """Whether a line is no sentence; a headline may be a short question."""
        return not self.ended[i] or (
            self.lines[i].endswith("?") and len(self.lines[i]) < _SHORTEST_PARAGRAPH
        )

    def is_name(self, i: int) -> bool:
        """Whether a line may be a site's name or rubric: a few words, no figures."""
        line = self.lines[i]
        return len(line.split()) <= _NAME_WORDS and not re.search(r"[\d:()]", line)

    def told(self, lines: Iterable[int]) -> Counter[str]:
        """The telling words of some lines, each with the number of lines that hold it."""
        return Counter(stem for i in lines for stem in self.stems[i])

    def shared(self, i: int, told: Counter[str], counted: bool = False) -> int:
        """How many of a line's telling words are among those of others.

        Args:
            i: the line.
            told: the words of `told`.
            counted: whether the line itself is among those that `told` counts.
        """
        return sum(1 for stem in self.stems[i] if told[stem] > counted)

    def mark(self, lines: Iterable[int], rule: str) -> None:
        """Give a verdict on those lines that have none yet."""
        for i in lines:
            self.verdicts[i] = self.verdicts[i] or rule


def stems(line: str) -> frozenset[str]:
    """The telling words of a line, cut so that their forms agree, and its figures."""
    words = re.findall(r"[^\W\d_]+|\d+", line.lower())
    return frozenset(
        word[:_STEM]
        for word in words
        if (len(word) >= _SHORTEST_WORD or word.isdigit()) and word not in _COMMON
    )
