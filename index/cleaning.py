"""Boilerplate, by rules on one file's own lines.

Nothing is rewritten: cleaning only names the ranges that are not the article, so that every quote
stays a slice of the text of record. A rule sees one line, its neighbours and the whole file, never
another file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterable

from index.article import Removed, Span
from index.boilerplate import (
    AUTHOR,
    END,
    LINE_RULES,
    MARKER,
    NAVIGATION,
    SHARE_FILLERS,
    SHARE_WORDS,
    SLOGAN_WORDS,
    TERMINAL,
    UI_LABELS,
)
from index.reading.lines import paragraphs

_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_SENTENCE_INSIDE = re.compile(r"\w[.!?…][\"'”’»)\]]*(?:\s|$)")
_LONGEST_SLOGAN = 500
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
# As text browsers number links: "* [3]Home".
_LINK_NUMBER = re.compile(r"\[\d{1,3}\](?=\S)")
_CRUMBS = re.compile(r"[A-Z][\w &'’]{1,30}(?:\s*[>»›→/]\s*[A-Z][\w &'’]{1,30})+")
_ITEM = re.compile(r"[*+-]\s+\[")
_NUMBERED_ITEM = re.compile(r"^[*+-]\s+\[\d{1,3}\]\S[^.!?]{0,40}$")
_MARKS = re.compile(r"^(?:[#>*+-]+\s+)+|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?=\W|$)")
_DATE_LIKE = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\b\d{1,2}\s+\w{3,9}\b|\b\w{3,9}\s+\d{1,2}\b")
_SHORTEST_PARAGRAPH = 60
_LONGEST_LABEL = 220
# Longer lines are no labels, whatever marks they hold.
_LONGEST_PLAIN = 1_000
_HEADLINE_WORDS = 5
_LABEL_WORDS = 3
_JOINING = frozenset("the a an of to in on at for and by with from as is are be was will".split())
_NAME_WORDS = 4
_FEWEST_LABELS = 4
_LONGEST_BOX = 8
_LONGEST_HEADLINE = 120
_MOSTLY = 0.5


def clean(text: str, rows: list[Span]) -> tuple[list[Span], tuple[Removed, ...]]:
    """Split the lines of a file into the article's and the site's.

    Args:
        text: the text of record.
        rows: its lines that are not blank, in order, without outer white space.

    Returns:
        The lines kept (ad markers inside a line cut off its ends), and what was removed by which
        rule. At least one line is always kept if there is any letter at all in the file.
    """
    page = _Page(text, rows)
    _remove_after_story(page)
    _remove_author_box(page)
    _remove_tail(page)
    _remove_boxes(page)
    _remove_above_headline(page)
    verdicts = page.verdicts
    kept: list[Span] = []
    removed: list[Removed] = []
    for row, rule in zip(rows, verdicts, strict=True):
        if rule is not None:
            removed.append(Removed(row.start, row.end, rule))
            continue
        inner = _without_markers(text, row, removed)
        if inner is not None:
            kept.append(inner)
    return kept, tuple(sorted(removed, key=lambda r: r.start))


class _Page:
    """A file's lines as rules see them, and what they said of each."""

    def __init__(self, text: str, rows: list[Span]) -> None:
        self.lengths = [row.end - row.start for row in rows]
        whole = [text[row.start : row.end] for row in rows]
        self.lines = [_plain(line) for line in whole]
        self.headings = [line.startswith("#") for line in whole]
        self.ended = [_SENTENCE_END.search(line) is not None for line in self.lines]
        script = _main_script(text)
        self.verdicts = [
            "links" if _only_links(line) else _verdict(plain, script)
            for line, plain in zip(whole, self.lines, strict=True)
        ]
        # Of a hard-wrapped paragraph's lines, the first one's number.
        self.group = list(range(len(rows)))
        self._join_wrapped(text, rows)

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
        return len(line.split()) <= _NAME_WORDS and not re.search(r"[\d:]", line)

    def mark(self, lines: Iterable[int], rule: str) -> None:
        """Give a verdict on those lines that have none yet."""
        for i in lines:
            self.verdicts[i] = self.verdicts[i] or rule


def _plain(line: str) -> str:
    """A line without marks of emphasis, headings, lists and links, and without pictographs."""
    if len(line) > _LONGEST_PLAIN:
        return line
    line = _IMAGE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    line = _LINK_NUMBER.sub("", line)
    line = _MARKS.sub("", line)
    return " ".join(
        "".join(c for c in line if c in "©®™°" or unicodedata.category(c) != "So").split()
    )


def _only_links(line: str) -> bool:
    """Whether a line holds links and nothing else, as menus and boxes do and sentences do not."""
    if len(line) > _LONGEST_PLAIN:
        return False
    if not _LINK.search(line) and not _IMAGE.search(line) and not _NUMBERED_ITEM.match(line):
        return False
    shown = _LINK.sub(r"\1", _IMAGE.sub(" ", line))
    if _SENTENCE_END.search(shown.strip("*_ ")) and not _ITEM.match(line):
        return False
    rest = _NUMBERED_ITEM.sub("", _LINK.sub(" ", _IMAGE.sub(" ", line)))
    linked = _IMAGE.search(line) is None or _LINK.search(_IMAGE.sub(" ", line)) is not None
    return linked and not any(word.isalpha() for word in re.findall(r"\w+", rest))


def _verdict(line: str, script: str | None) -> str | None:
    if len(line) <= _LONGEST_LABEL:
        for rule, pattern in LINE_RULES:
            if pattern.fullmatch(line):
                return rule
        if _is_share_bar(line):
            return "share bar"
        if _is_navigation(line):
            return "navigation"
        if line.lower() in UI_LABELS or re.fullmatch(r"\+?\d{1,3}", line):
            return "label"
    if _is_slogan(line):
        return "site slogan"
    if script and len(line) <= 30 and len(line.split()) <= 3:
        scripts = {s for s in map(_script, line) if s}
        if scripts and script not in scripts:
            return "stray token in another script"
    return None


def _is_share_bar(line: str) -> bool:
    """A line of nothing but the names of places to share at, and words between them."""
    tokens = [t for t in re.split(r"[\s|/·•,&+:-]+", line.lower()) if t]
    return (
        0 < len(tokens) <= 16
        and tokens[0] in SHARE_WORDS
        and all(t in SHARE_WORDS or t in SHARE_FILLERS or t.isdigit() for t in tokens)
    )


def _is_navigation(line: str) -> bool:
    """A row of a menu, or a trail of crumbs: short labels between bars or arrows."""
    labels = [label.strip() for label in re.split(r"[|/›»>•·→]", line)]
    if labels[0].lower() in NAVIGATION:
        return True
    labels = [label for label in labels if label]
    crumbs = (
        re.fullmatch(r"[A-Z][\w &'’]{1,30}(?:\s*[>»›→/]\s*[A-Z][\w &'’]{1,30})+", line) is not None
    )
    return (
        (len(labels) >= _FEWEST_LABELS or crumbs)
        and not line.startswith("|")
        and not any(c.isdigit() for c in line)
        and all(len(label.split()) <= 3 and label[0].isupper() for label in labels)
        and not _SENTENCE_END.search(line)
    )


def _is_slogan(line: str) -> bool:
    """A line made of a news site's self-praise: many such words, few others, no quoted speech."""
    if len(line) > _LONGEST_SLOGAN:
        return False
    words = re.findall(r"[a-z]+(?:/\d+)?|24/7", line.lower())
    boasts = sum(1 for word in words if word in SLOGAN_WORDS)
    return boasts >= 5 and boasts >= 0.35 * len(words)


def _remove_after_story(page: _Page) -> None:
    """Remove all that follows the comments' or the author box's heading.

    It may be whole sentences, and is believed only when most of the page's sentences stand above.
    """
    paragraphs = set(page.paragraphs())
    total = sum(page.lengths[i] for i in paragraphs)
    above = 0
    for i, line in enumerate(page.lines):
        if i in paragraphs:
            above += page.lengths[i]
        elif above >= _MOSTLY * total > 0 and TERMINAL.fullmatch(line):
            page.mark([i], "end marker")
            page.mark(range(i + 1, len(page.lines)), "after the story")
            return


def _remove_tail(page: _Page) -> None:
    """Remove what follows the article's end.

    An end marker is believed only when no paragraph of the story follows it; short lines without a
    sentence's end (a site's name, a rubric) then go with it, also those that stand just above.
    """
    paragraphs = page.paragraphs()
    if not paragraphs:
        return
    tail = range(paragraphs[-1] + 1, len(page.lines))
    ends = [i for i in tail if END.fullmatch(page.lines[i]) and not page.ended[i]]
    evidence = ends or [i for i in tail if page.verdicts[i] is not None]
    for i in ends:
        page.verdicts[i] = "end marker"
    if evidence:
        # What stands above the first mark may still be the story's: figures, a note on a rate.
        page.mark(
            (i for i in tail if page.is_label(i) and (i > evidence[0] or page.is_name(i))),
            "beside an end marker",
        )


def _remove_boxes(page: _Page) -> None:
    """Remove the boxes of other headlines that stand between a story's paragraphs."""
    for i in range(1, len(page.lines)):
        if page.verdicts[i] is not None or not END.fullmatch(page.lines[i]):
            continue
        box = []
        for j in range(i + 1, min(i + 1 + _LONGEST_BOX, len(page.lines))):
            if len(page.lines[j]) > _LONGEST_HEADLINE or page.ended[j]:
                break
            box.append(j)
        if len(page.lines[i].split()) > 1 and not page.headings[i]:
            page.mark([i], "end marker")
        # One short line below the marker may be the story's own subheading.
        if len(box) > 1 or (box and page.verdicts[box[0]] is not None):
            page.mark([i], "end marker")
            page.mark(box, "beside an end marker")


def _remove_author_box(page: _Page) -> None:
    """Remove who wrote the story, told in sentences below it, with the name above them."""
    paragraphs = page.paragraphs()
    for i in reversed(paragraphs[len(paragraphs) // 2 :]):
        match = AUTHOR.match(page.lines[i])
        if match is None:
            continue
        last = i
        while last + 1 < len(page.lines) and page.group[last + 1] == page.group[i]:
            last += 1
        page.mark(range(i, last + 1), "author box")
        if i and page.lines[i - 1] in (match["name"], match["other"]):
            page.mark([i - 1], "author box")


def _remove_above_headline(page: _Page) -> None:
    """Remove the labels above the headline: rubrics, places, the site's own name."""
    paragraphs = page.paragraphs()
    if not paragraphs:
        return
    head = [i for i in range(paragraphs[0]) if page.verdicts[i] is None and not page.ended[i]]
    headlines = [i for i in head if len(page.lines[i].split()) >= _HEADLINE_WORDS]
    while len(headlines) > 1 and _is_menu(page.lines[headlines[0]]):
        page.mark([headlines.pop(0)], "navigation")
    if headlines:
        labels = (i for i in head if i < headlines[0] and not _DATE_LIKE.search(page.lines[i]))
        page.mark((i for i in labels if len(page.lines[i].split()) <= _LABEL_WORDS), "label")


def _is_menu(line: str) -> bool:
    """A row of titles without any word between them, as no headline is."""
    words = [word for word in line.split() if word[0].isalpha()]
    titles = all(word[0].isupper() and word.lower() not in _JOINING for word in words)
    return titles and len(words) >= _FEWEST_LABELS and not _DATE_LIKE.search(line)


def _without_markers(text: str, row: Span, removed: list[Removed]) -> Span | None:
    start, end = row.start, row.end
    match = MARKER.match(text, start, end)
    while match:
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        start = match.end()
        while start < end and text[start].isspace():
            start += 1
        match = MARKER.match(text, start, end)
    for match in reversed(list(MARKER.finditer(text, start, end))):
        if match.end() != end:
            break
        removed.append(Removed(match.start(), match.end(), "ad marker"))
        end = match.start()
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else None


def _script(char: str) -> str | None:
    if not char.isalpha():
        return None
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]


def _main_script(text: str) -> str | None:
    """The script of nearly all letters of the text's first 4,000 characters, or None if mixed."""
    counts = Counter(s for s in map(_script, text[:4000]) if s)
    if not counts:
        return None
    script, count = counts.most_common(1)[0]
    return script if count >= 0.9 * counts.total() and count >= 200 else None
