"""Web pages: the text of record is the story's lines, found with the help of trafilatura."""

from __future__ import annotations

import bisect
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from index.article import Article, Dated, Removed, Span
from index.cleaning import Mark, clean
from index.dates import agreed, from_metadata
from index.dating import Found, find_date, settle, stated
from index.errors import UnreadableArticle
from index.lines import lines, paragraphs, stripped
from index.reading.decoding import decode
from index.reading.page import Line, squeezed, story, visible_lines

_META_DATES = frozenset(
    """
    article:published_time og:article:published_time article:published article.published
    datepublished date dc.date dc.date.issued dc.date.created dcterms.date dcterms.created
    dcterms.issued pubdate publish-date publish_date publishdate published publication_date
    sailthru.date parsely-pub-date citation_publication_date citation_date created
    cxenseparse:recs:publishtime originalpublicationdate article_date_original
    """.split()
)
# A line of a table so long holds no figures but the page's columns.
_LAYOUT_TABLE = re.compile(r"^\|.{600,}", re.MULTILINE)
# Parsers of text refuse a page that says what its bytes were.
_XML_DECLARATION = re.compile(r"\ufeff?\s*<\?xml\b[^<>]*>")
# The names of boxes of other stories.
_OTHERS = re.compile(
    r"(?<![a-z])(?:related|recommend\w*|teasers?|promos?|popular|trending|latest|most-?read|see-?also"
    r"|read-?(?:more|next|also)|more-(?:news|stories|from|on|posts?)|sidebar|widget|outbrain|taboola"
    r"|(?:next|prev\w*)-(?:post|article|story)|comments?)(?![a-z])",
    re.IGNORECASE,
)
_PARAGRAPH = 60
_SHORT = 120
_NEAR = 12
# What stands between two lines of a page in the text of record.
_BETWEEN = "\n\n"


def read(data: bytes) -> Article:
    """Read a web page: its headline and main text, with what its metadata tell.

    Raises:
        UnreadableArticle: if the bytes are not text or hold no main text.
    """
    # Its import costs half a second, which a folder without web pages need not pay.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    source = _XML_DECLARATION.sub("", decode(data), count=1).lstrip("\ufeff")
    page = trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = (getattr(page, "text", None) or "").strip()
    if not body:
        raise UnreadableArticle("no article text was found in the page")
    title = " ".join((getattr(page, "title", None) or "").split()) or None
    text, kept, removed = _story(source, body, title)
    found = _published(source, text, kept)
    return Article(
        text=text,
        title=title,
        outlet=getattr(page, "sitename", None),
        author=getattr(page, "author", None),
        url=getattr(page, "url", None),
        language=getattr(page, "language", None),
        published=found.dated,
        blocks=tuple(paragraphs(text, kept)),
        removed=removed,
        undated=found.note,
    )


def _story(
    source: str, extracted: str, title: str | None
) -> tuple[str, list[Span], tuple[Removed, ...]]:
    """The text of record, from the story's first line in the page to its last, and what is not it.

    The page's title goes first where no line says it.
    """
    visible = [v for v in visible_lines(_root(source)) if stripped(v.words, 0, len(v.words))]
    text = _BETWEEN.join(line.words for line in visible)
    rows = list(lines(text))
    kept, removed = clean(text, rows, _marks(visible, extracted, title))
    if not any(span.end - span.start >= _PARAGRAPH for span in kept):
        # No paragraph was found among the page's lines: the extractor's own text is what there is.
        text, rows, visible = extracted, list(lines(extracted)), []
        kept, removed = clean(text, rows)
    gone = {(r.start, r.end) for r in removed}
    # What the markup calls furniture is no line of the text of record: no passage ends there.
    furniture = {rows[i].start for i, line in enumerate(visible) if line.furniture}
    left = [
        row
        for row in rows
        if kept[0].start <= row.end
        and row.start <= kept[-1].end
        and not (row.start in furniture and (row.start, row.end) in gone)
    ]
    opening = {squeezed(text[s.start : s.end]) for s in kept[:_NEAR]}
    above = [title] if title and squeezed(title) not in opening else []
    return _joined(text, left, above, kept, removed)


def _joined(
    text: str, rows: list[Span], above: list[str], kept: list[Span], removed: Sequence[Removed]
) -> tuple[str, list[Span], tuple[Removed, ...]]:
    """A text of some of the lines of another, below lines of its own, with their spans moved."""
    found = list(above)
    moved: dict[int, int] = {}
    at = sum(len(line) + len(_BETWEEN) for line in above)
    for row in rows:
        moved[row.start] = at - row.start
        found.append(text[row.start : row.end])
        at += row.end - row.start + len(_BETWEEN)
    starts = [row.start for row in rows]

    def shift(span: Span) -> int | None:
        i = bisect.bisect_right(starts, span.start) - 1
        return moved[starts[i]] if i >= 0 and span.end <= rows[i].end else None

    own = [Span(0, len(line)) for line in above]
    here = [Span(s.start + n, s.end + n) for s in kept if (n := shift(s)) is not None]
    out = [Removed(r.start + n, r.end + n, r.rule) for r in removed if (n := shift(r)) is not None]
    return _BETWEEN.join(found), own + here, tuple(out)


def _root(source: str) -> Any:
    """The parsed page; one that no parser takes is empty."""
    from lxml import html

    try:
        return html.fromstring(source)
    except (ValueError, etree.ParserError):
        return html.fromstring("<p></p>")


def _marks(visible: list[Line], extracted: str, title: str | None) -> list[Mark]:
    """What the page's markup says of its lines."""
    if _LAYOUT_TABLE.search(extracted):
        # A table that holds the whole page tells nothing of where the story is.
        found = {i for i, line in enumerate(visible) if not line.furniture}
    else:
        found = story(visible, extracted, title)
    named = squeezed(title or "")
    return [
        Mark(line.furniture, line.heading, squeezed(line.words) == named, i in found)
        for i, line in enumerate(visible)
    ]


def _published(source: str, text: str, kept: list[Span]) -> Found:
    """The page's date: by its head, by a marked time, by what stands above the story, by the story.

    What stands below the story, such as "Last updated" or a copyright, dates the site.
    """
    body = text[kept[0].start : kept[-1].end] if kept else text
    root = _root(source)
    around = _around_story(root, text, kept)
    dated = _in_head(root) or _marked(root, around)
    if dated is not None:
        return settle(dated, body)
    for line in _above(root, around, text, kept):
        found = stated(line, body)
        if found is not None and found.dated is not None:
            return found
    return find_date(text, kept)


def _in_head(root: Any) -> Dated | None:
    """What the page's metadata agree on; the time of a change is not that of publication."""
    found = []
    for meta in root.xpath("//meta[@content]"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META_DATES:
            found.append(from_metadata(meta.get("content"), f"page metadata: {name}"))
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        dates = _linked_dates(value)
        found += [from_metadata(date, "page metadata: datePublished") for date in dates]
    return agreed(
        replace(dated, evidence=f"{dated.evidence}: {dated.date}")
        for dated in found
        if dated is not None
    )


def _linked_dates(value: Any) -> list[str]:
    """When the articles that a page's linked data describe were published."""
    if isinstance(value, list):
        return [date for item in value for date in _linked_dates(item)]
    if not isinstance(value, dict):
        return []
    if "@graph" in value:
        return _linked_dates(value["@graph"])
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    date = value.get("datePublished")
    story = any(str(kind).endswith(("Article", "Posting", "Report")) for kind in kinds)
    return [date] if story and isinstance(date, str) else []


def _around_story(root: Any, text: str, kept: list[Span]) -> set[Any]:
    """The elements that hold the story's first paragraph, from the page's own down to it."""
    long = (text[s.start : s.end] for s in kept if s.end - s.start >= _PARAGRAPH)
    words = " ".join(next(long, "").split())[:_PARAGRAPH]
    around = set()
    waiting = [root] if words else []
    while waiting:
        element = waiting.pop()
        if words in " ".join(element.text_content().split()):
            around.add(element)
            waiting = [child for child in element if isinstance(child.tag, str)]
    return around


def _is_another_s(mark: Any, around: set[Any]) -> bool:
    """Whether an element stands in a box of other stories, or in another story's article."""
    for element in mark.iterancestors():
        if element in around:
            return False
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        other = element.tag == "article" and not element.xpath(".//h1")
        if (around and other) or _OTHERS.search(named):
            return True
    return False


def _marked(root: Any, around: set[Any]) -> Dated | None:
    """The date of the one element that is marked as the article's time of publication.

    Args:
        root: the page.
        around: the elements that the story stands in.
    """
    marks = root.xpath(
        "//*[@itemprop='datePublished']"
        "|//time[@pubdate or contains(@class, 'publi') or contains(@class, 'posted')"
        " or contains(@class, 'entry-date')]"
        "|//article//header//time[@datetime]"
    )
    found: dict[str, Dated] = {}
    for mark in marks:
        if mark.xpath("ancestor::aside|ancestor::nav|ancestor::footer"):
            continue
        if _is_another_s(mark, around):
            continue
        value = mark.get("datetime") or mark.get("content") or mark.text_content()
        dated = from_metadata(value or "", f"page metadata: {(value or '').strip()}")
        if dated is not None:
            found.setdefault(dated.date, dated)
    return next(iter(found.values())) if len(found) == 1 else None


def _above(root: Any, around: set[Any], text: str, kept: list[Span]) -> list[str]:
    """The short lines of the page between its headline and the story's first paragraph."""
    story = [text[s.start : s.end] for s in kept if s.end - s.start >= _PARAGRAPH]
    if not story:
        return []
    lines_above: list[str] = []
    for element in root.xpath("//body//*[not(self::script) and not(self::style)]"):
        words = " ".join(element.text_content().split())
        if words and story[0].startswith(words[:_PARAGRAPH]) and len(words) >= _PARAGRAPH:
            break
        if element.xpath("ancestor-or-self::aside|ancestor-or-self::nav|ancestor-or-self::footer"):
            continue
        if _is_another_s(element, around):
            continue
        if element.tag in ("h1", "h2"):
            lines_above.clear()
        elif words and len(words) <= _SHORT:
            lines_above.append(words)
    return lines_above[-_NEAR:]
