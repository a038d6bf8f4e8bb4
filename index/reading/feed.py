"""JSON and JSON Lines feeds: every item is an article of its own, named FILE#NUMBER.

Known shapes: a list of objects; an object with ``articles``, ``items``, ``entries``, ``results`` or
``data`` that holds such a list (NewsAPI, JSON Feed and others); one object a line; a single object.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from index.article import Article, Dated, Span
from index.cleaning import clean
from index.dates import from_metadata
from index.dating import find_date, settle
from index.errors import UnreadableArticle
from index.lines import lines, paragraphs
from index.reading.decoding import decode
from index.reading.page import visible_lines
from index.reading.txt import find_title

_LISTS = ("articles", "items", "entries", "results", "data", "docs", "hits")
_TEXT = (
    "text",
    "content",
    "body",
    "content_text",
    "articleBody",
    "maintext",
    "article",
    "full_text",
)
_MARKUP = ("content_html", "html", "body_html", "content_encoded")
_TITLE = ("title", "headline", "name")
_DATE = (
    "published",
    "publishedAt",
    "published_at",
    "date_published",
    "datePublished",
    "date_publish",
    "pubDate",
    "pub_date",
    "publish_date",
    "date",
)
_OUTLET = ("outlet", "source", "publisher", "site_name", "site", "sitename", "source_domain")
_AUTHOR = ("author", "authors", "byline", "creator")
_URL = ("url", "link", "canonical", "external_url")
_LANGUAGE = ("language", "lang", "inLanguage")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|blockquote|figure|figcaption|pre"
    r"|section|article|aside|header|footer|main|html|body)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</[a-z][\w:-]*\s*>|<(?:img|script|style|iframe|!--)|" + _BLOCK_TAG.pattern, re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_MOST_ITEMS = 200_000
_NOT_JSON = "it is not JSON: "


def split(data: bytes, suffix: str) -> list[tuple[int, bytes]]:
    """The items of a feed, each with its number from 1 (of its line, in JSON Lines) and as JSON.

    Raises:
        UnreadableArticle: if the bytes are no JSON, or nothing in them is a list of articles.
    """
    text = decode(data).lstrip("\ufeff")
    try:
        items = _lines(text) if suffix in (".jsonl", ".ndjson") else _whole(text)
    except MemoryError:
        raise UnreadableArticle("reading it takes too much memory; split it") from None
    if not items:
        raise UnreadableArticle("it holds no articles")
    return [(number, _bytes(item)) for number, item in items]


def _check_count(count: int) -> None:
    if count > _MOST_ITEMS:
        raise UnreadableArticle(f"it holds {count:,} items, over the limit of {_MOST_ITEMS:,}")


def read(data: bytes) -> Article:
    """Read one item of a feed: the text of record is its title and its text.

    Raises:
        UnreadableArticle: if it holds no text.
    """
    item = json.loads(data)
    if isinstance(item, str) and item.startswith(_NOT_JSON):
        raise UnreadableArticle(item)
    if not isinstance(item, dict):
        raise UnreadableArticle("it is no object with a text")
    title = " ".join(_shown(_string(item, _TITLE) or "").split()) or None
    body = _shown(_string(item, _TEXT) or _string(item, _MARKUP) or "")
    if not body.strip():
        raise UnreadableArticle(f"it holds no text (looked for {', '.join(_TEXT[:4])} and others)")
    text = body if not title or body.lstrip().startswith(title) else f"{title}\n\n{body}"
    kept, removed = clean(text, list(lines(text)))
    blocks: list[Span] = paragraphs(text, kept)
    known = _published(item)
    found = settle(known, text) if known else find_date(text, kept)
    return Article(
        text=text,
        title=title or find_title(text, kept),
        outlet=_string(item, _OUTLET),
        author=_string(item, _AUTHOR),
        url=_string(item, _URL),
        language=_string(item, _LANGUAGE),
        published=found.dated,
        blocks=tuple(blocks),
        removed=removed,
        undated=found.note,
    )


def _whole(text: str) -> list[tuple[int, Any]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(f"it is not JSON: {error}") from error
    if isinstance(value, dict):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                value = value[name]
                break
        else:
            value = [value]
    if not isinstance(value, list):
        raise UnreadableArticle("it is JSON, but no list of articles")
    _check_count(len(value))
    return list(enumerate(value, start=1))


def _lines(text: str) -> list[tuple[int, Any]]:
    items: list[tuple[int, Any]] = []
    _check_count(text.count("\n"))
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                items.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                items.append((number, f"{_NOT_JSON}{error}"))
    if not any(isinstance(item, dict) for _, item in items):
        raise UnreadableArticle("no line of it is a JSON object")
    return items


def _bytes(item: Any) -> bytes:
    text = json.dumps(item, sort_keys=True, ensure_ascii=False)
    return text.encode("utf-8", "replace")


def _string(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = _plain(item.get(name))
        if value:
            return value
    return None


def _plain(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        value = ", ".join(part for part in map(_plain, value) if part)
    return value.strip() or None if isinstance(value, str) else None


def _published(item: dict[str, Any]) -> Dated | None:
    for name in _DATE:
        value = item.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            dated = from_metadata(str(value), f"feed: {name}: {value}")
            if dated is not None:
                return dated
    return None


def _shown(field: str) -> str:
    """What a page would show of a field, which may be plain text or hold markup anywhere."""
    if not _TAG.search(field) and _ENTITY.search(field):
        field = html.unescape(field)
    if _BLOCK_TAG.search(field):
        return "\n\n".join(_shown_lines(field))
    if not _TAG.search(field):
        return field
    # Without blocks its own line breaks tell its paragraphs, but for those inside of a tag.
    whole = re.sub(r"<[^<>]*>", lambda tag: tag.group().replace("\n", " "), field)
    return "\n".join(" ".join(_shown_lines(line)) for line in whole.split("\n"))


def _shown_lines(markup: str) -> list[str]:
    """The lines that a page shows of its markup."""
    from lxml import etree
    from lxml.html import fromstring

    if not markup.strip():
        return []
    try:
        root = fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError) as error:
        raise UnreadableArticle(f"its markup cannot be read: {error}") from error
    return [line.words for line in visible_lines(root)]
