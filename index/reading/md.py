"""Markdown, with YAML front matter: the text of record is the decoded file itself."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from typing import Any

from index.article import Article, Dated, Removed, Span
from index.cleaning import clean
from index.dates import agreed, from_metadata
from index.dating import Found, find_date
from index.lines import lines, paragraphs
from index.reading.decoding import decode
from index.reading.txt import find_title

# A blank line after the first rule makes it a rule of the text.
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?![ \t]*\r?\n)(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_LARGEST_DATE = 10**14
_DATES = (
    "date",
    "published",
    "published_at",
    "publishdate",
    "publish_date",
    "pubdate",
    "datepublished",
    "date_published",
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)$")
_RULE = re.compile(r"([-*_=])(?:[ \t]*\1){2,}$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+|\||>")


def read(data: bytes) -> Article:
    """Read Markdown; front matter gives title, date, outlet (or site), url and author.

    Raises:
        UnreadableArticle: if the bytes are not text.
    """
    text = decode(data)
    known, body = _front_matter(text)
    removed = [Removed(0, body, "front matter")] if body else []
    removed += _comments(text, body)
    rows: list[Span] = []
    for row in _outside(text, removed):
        if _RULE.match(text, row.start, row.end):
            removed.append(Removed(row.start, row.end, "horizontal rule"))
        else:
            rows.append(row)
    kept, boilerplate = clean(text, rows)
    given = _published(known)
    found = Found(given) if given else find_date(text, kept)
    return Article(
        text=text,
        title=_string(known, "title", "headline") or _heading(text, kept) or find_title(text, kept),
        outlet=_string(known, "outlet", "site", "source", "publisher"),
        author=_string(known, "author", "byline"),
        url=_string(known, "url", "link", "canonical"),
        language=_string(known, "language", "lang"),
        published=found.dated,
        blocks=tuple(_blocks(text, kept)),
        removed=tuple(sorted((*removed, *boilerplate), key=lambda r: r.start)),
        undated=found.note,
    )


def _comments(text: str, start: int) -> list[Removed]:
    found = []
    while (start := text.find("<!--", start)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        found.append(Removed(start, end + 3, "comment"))
        start = end + 3
    return found


def _outside(text: str, removed: list[Removed]) -> list[Span]:
    out: list[Span] = []
    position = 0
    for gap in sorted(removed, key=lambda r: r.start):
        if gap.start >= position:
            out.extend(lines(text, position, gap.start))
            position = gap.end
    out.extend(lines(text, position))
    return out


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    """What front matter gives by its names, and where it ends: at 0 where there is none.

    What stands between two rules and has no names with values is the story.
    """
    matter = _FRONT_MATTER.match(text)
    known = _named_values(matter.group(1) or "") if matter else None
    return (known, matter.end()) if matter and known is not None else ({}, 0)


def _named_values(source: str) -> dict[str, Any] | None:
    """The values of front matter by their names in small letters; None if it has no names."""
    import yaml

    try:
        known = yaml.load(source, Loader=_loader())
    except Exception:
        # Mostly a title with a colon of its own, without quotes.
        return dict(_plain_lines(source)) if _has_names(source) else None
    if not isinstance(known, dict) or not any(_NAME.fullmatch(str(k)) for k in known):
        return None
    return {str(k).lower(): v for k, v in known.items()}


def _has_names(source: str) -> bool:
    """Whether most lines begin with a name and a colon, as a story's do not."""
    rows = [row for row in source.splitlines() if row.strip()]
    named = sum(1 for row in rows if _NAMED.match(row.lstrip()))
    others = sum(1 for row in rows if row[0] not in " \t#-" and not _NAMED.match(row))
    return named > others


def _plain_lines(source: str) -> Iterator[tuple[str, str]]:
    """What malformed front matter still says: lines of a name, a colon and plain words.

    Malformed metadata is not the article's text; what else it says is simply not known.
    """
    for match in _PLAIN.finditer(source):
        value = match["value"].strip()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        yield match["name"].lower(), value[1:-1] if quoted else value


_NAME = re.compile(r"[\w.-]+(?: [\w.-]+)?")
_NAMED = re.compile(r"[\"']?[A-Za-z_][\w.-]*[\"']?\s*:(?:\s|$)")
# A value that begins with a sign of YAML's own, or an open quote, is none.
_PLAIN = re.compile(
    r"""^(?P<name>[A-Za-z_]+):[ \t]+(?P<value>"[^"\r\n]*"|'[^'\r\n]*'"""
    r"""|[^\s\[{&*!|>%@`'"#-][^\r\n]*)[ \t]*\r?$""",
    re.MULTILINE,
)


@functools.cache
def _loader() -> Any:
    """YAML that leaves yes, no, on and off as they are: an outlet may be called so."""
    import yaml

    class Plain(yaml.SafeLoader):
        pass

    Plain.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Plain


def _string(known: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = known.get(name)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            value = ", ".join(value)
        try:
            shown = str(value) if isinstance(value, str | int | float) else ""
        except ValueError:  # a number of more digits than Python writes
            shown = ""
        if shown.strip():
            return " ".join(shown.split())
    return None


def _published(known: dict[str, Any]) -> Dated | None:
    found = []
    for name in _DATES:
        value = known.get(name)
        if isinstance(value, datetime.date | str) or (
            isinstance(value, int) and abs(value) < _LARGEST_DATE
        ):
            dated = from_metadata(str(value), f"front matter: {name}: {value}")
            if dated is not None:
                found.append(dated)
    return agreed(found)


def _heading(text: str, kept: list[Span]) -> str | None:
    for line in kept[:3]:
        match = _HEADING.match(text, line.start, line.end)
        if match:
            return " ".join(match.group(2).rstrip("# \t").split()) or None
    return None


def _blocks(text: str, kept: list[Span]) -> list[Span]:
    """Paragraphs, with every heading, list item, table row and quotation a block of its own."""
    out: list[Span] = []
    run: list[Span] = []
    for line in kept:
        if _HEADING.match(text, line.start, line.end) or _ITEM.match(text, line.start, line.end):
            out.extend(paragraphs(text, run))
            run = []
            out.append(line)
        else:
            run.append(line)
    out.extend(paragraphs(text, run))
    return out
