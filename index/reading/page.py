"""The visible lines of a web page, and those among them that are the story's.

An extractor tells where the story is, and leaves out captions, key figures and standfirsts that
stand inside it. What stands between its first and its last line is taken back, unless it is a link
or a part of the page's own furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BREAKING = frozenset(
    "p div br hr table tr td th li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header footer"
    " nav aside blockquote figure figcaption form pre address main title option center label"
    " button fieldset summary details caption thead tbody".split()
)
_HIDDEN = "//head|//script|//style|//noscript|//template|//svg|//textarea|//select|//iframe"
_FURNITURE = frozenset("nav footer aside form button dialog menu".split())
_FURNITURE_NAMES = re.compile(
    r"\b(?:share|social|related|promo|newsletter|cookie|comment|advert|ads?|sidebar|widget|menu|nav|"
    r"breadcrumb|tags?|toolbar|subscribe|signup|recommend|popular|footer)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…][\"'”’»)]*$")
_LINKED = 0.8
_LONGEST_CELL = 160
# Lines of so many characters are told from all others by their words alone.
_SURE = 60
_DISTINCT = 25
_NEAR = 3


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A block of the page: whether it is furniture, a heading, a telling box; what it is in."""

    furniture: bool = False
    heading: bool = False
    beside: bool = False
    around: Place | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line: its words, whether it is a link or furniture, and the block it is in."""

    words: str
    furniture: bool
    place: Place

    @property
    def heading(self) -> bool:
        """Whether the line is a heading."""
        return self.place.heading

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence does."""
        return _END.search(self.words) is not None


def visible_lines(root: Any) -> list[Line]:
    """Every visible line of a parsed page, split at block elements and line breaks."""
    for gone in root.xpath(_HIDDEN):
        gone.drop_tree()
    found: list[Line] = []
    words: list[str] = []
    linked = 0
    inside = Place()

    def end() -> None:
        nonlocal linked
        text = " ".join("".join(words).split())
        if text:
            link = linked >= _LINKED * len(text)
            found.append(Line(text, inside.furniture or link, inside))
        words.clear()
        linked = 0

    for event, value, where in _walk(root, Place(), False):
        if event == "break":
            end()
            inside = where
        else:
            words.append(value)
            linked += len(value) if event == "link" else 0
    end()
    return found


def _breaks(element: Any) -> bool:
    return element.tag in _BREAKING and not _is_cell(element)


def _is_cell(element: Any) -> bool:
    """Whether an element is a cell of a table of figures, and not a column of the page's layout."""
    if element.tag not in ("td", "th"):
        return False
    blocks = any(inner.tag in _BREAKING for inner in element.iterdescendants())
    return not blocks and len(element.text_content()) <= _LONGEST_CELL


def _tells(element: Any) -> bool:
    """Whether a box beside the story holds text of its own: whole sentences, and no form."""
    if element.tag != "aside" or element.xpath(".//form|.//input|.//button"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    paragraphs = [" ".join(p.text_content().split()) for p in element.xpath(".//p[not(.//a)]")]
    sentences = [words for words in paragraphs if len(words) >= _SURE and _END.search(words)]
    return len(sentences) > 1 and not _FURNITURE_NAMES.search(names)


def _walk(element: Any, inside: Place, link: bool) -> Iterator[tuple[str, str, Place]]:
    """Texts and breaks of an element in order, each with what it stands in."""
    if not isinstance(element.tag, str):
        return
    own = inside
    if _breaks(element):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        beside = _tells(element)
        furniture = (element.tag in _FURNITURE and not beside) or (
            element.tag not in ("body", "article", "main") and _FURNITURE_NAMES.search(names)
        )
        heading = element.tag in ("h1", "h2", "h3", "h4")
        own = Place(
            inside.furniture or bool(furniture),
            inside.heading or heading,
            inside.beside or beside,
            inside,
        )
        yield "break", "", own
    link = link or element.tag == "a"
    if element.text:
        yield "link" if link else "text", element.text, own
    for child in element:
        if _is_cell(child) and child.getprevious() is not None:
            yield "text", " | ", own
        yield from _walk(child, own, link)
        if _breaks(child):
            yield "break", "", own
        if child.tail:
            yield "link" if link else "text", child.tail, own


def story(lines: list[Line], extracted: str, title: str | None) -> set[int]:
    """The lines from the headline, or the first extracted line, to the last extracted line.

    Args:
        lines: the page's visible lines.
        extracted: what an extractor takes for the story.
        title: the page's title.

    Returns:
        The numbers of the story's lines; empty where what was extracted cannot be found again.
    """
    whole = squeezed(extracted)
    each = {squeezed(line) for line in extracted.splitlines()}
    taken = [
        i
        for i, line in enumerate(lines)
        for words in [squeezed(line.words)]
        if words in each or (len(words) >= _DISTINCT and words in whole)
    ]
    long = [i for i in taken if len(lines[i].words) >= _SURE]
    if not long:
        return set()
    first, last = long[0], long[-1]
    # Short lines may stand in menus too: those next to the story's own long ones count.
    last = max((i for i in taken if last <= i <= last + _NEAR), default=last)
    last = _to_the_end(lines, last)
    above = [
        i
        for i, line in enumerate(lines[:first])
        if line.heading and title and squeezed(line.words) in squeezed(title)
    ]
    start = above[-1] if above else min(i for i in taken if i >= first - _NEAR)
    chosen = set(taken)
    return {i for i in range(start, last + 1) if i in chosen or not lines[i].furniture}


def _to_the_end(lines: list[Line], last: int) -> int:
    """The last of the sentences that follow the story's last line in the same element.

    Extractors leave out what stands below a box: a last short paragraph, the box itself.
    """
    story = lines[last].place.around
    for i, line in enumerate(lines[last + 1 :], start=last + 1):
        inside = line.place.around is story and line.ended
        if line.furniture or not (inside or line.place.beside):
            break
        last = i if inside else last
    return last


def squeezed(text: str) -> str:
    """Letters and figures alone, so that marks of lists and tables do not matter."""
    return "".join(c for c in text.lower() if c.isalnum())
