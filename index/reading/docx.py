"""Word documents: the text of record is one line a paragraph, in the document's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.article import Article
from index.cleaning import clean
from index.dating import find_date
from index.errors import UnreadableArticle
from index.lines import lines
from index.reading.txt import find_title

# What the archive may unpack to, in bytes, and how many parts it may have.
_MOST_BYTES = 100_000_000
_MOST_PARTS = 5_000
_MOST_LINES = 50_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADLINES = frozenset(["Title", "Heading1", "berschrift1", "Titre", "Titre1", "Titel"])
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted or moved away under review, the codes behind fields, and what older programs are shown of
# what stands beside it.
_GONE = frozenset(["del", "moveFrom", "instrText", "delText", "Fallback"])
_BOX = "txbxContent"
_SHOWN = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "p": " ", "noBreakHyphen": "-"}
# Symbols are kept by their place in a font; of the font Symbol, those that figures stand with.
_IN_FONTS = range(0xE000, 0xF900)
_OF_SYMBOL = dict(
    zip(
        (0x2D, 0xA0, 0xA3, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC),
        "−€≤°±″≥×•÷≠≈…",
        strict=True,
    )
)


def read(data: bytes) -> Article:
    """Read a Word document (docx); line numbers are paragraph numbers.

    Raises:
        UnreadableArticle: if it is none, is damaged, or unpacks to too much.
    """
    from docx import Document

    _check(data)
    try:
        document = Document(io.BytesIO(data))
    except Exception as error:
        # The library raises whatever a part that it does not expect leads it to.
        kind = type(error).__name__
        raise UnreadableArticle(f"it is no Word document (docx), or is damaged ({kind})") from error
    rows: list[str] = []
    headline: str | None = None
    for words, style in _lines(document.element.body):
        if len(rows) >= _MOST_LINES:
            raise UnreadableArticle(f"it has over {_MOST_LINES:,} paragraphs; split it")
        rows.append(words)
        if words and headline is None and style in _HEADLINES:
            headline = words
    text = "\n".join(rows).encode("utf-8", "replace").decode("utf-8")
    kept, removed = clean(text, list(lines(text)))
    found_date = find_date(text, kept)
    return Article(
        text=text,
        title=headline or find_title(text, kept) or document.core_properties.title or None,
        outlet=None,
        author=document.core_properties.author or None,
        url=None,
        language=document.core_properties.language or None,
        published=found_date.dated,
        blocks=tuple(kept),
        removed=removed,
        undated=found_date.note,
    )


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > _MOST_BYTES:
                raise UnreadableArticle(
                    f"it unpacks to {size:,} bytes in {len(parts):,} parts, over the limit of "
                    f"{_MOST_BYTES:,} in {_MOST_PARTS:,}"
                )
            if "[Content_Types].xml" not in archive.namelist():
                raise UnreadableArticle("it is no Word document, whatever its name says")
            # The sizes in the directory may lie: what is really there is counted.
            for part in parts:
                with archive.open(part) as file:
                    left = part.file_size
                    while chunk := file.read(1 << 20):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableArticle("its archive is damaged")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableArticle(f"it is no Word document (docx): {error}") from error


def _lines(element: Any) -> Iterator[tuple[str, str]]:
    """Paragraphs, and rows of tables, in the document's order, each with its style's name.

    All words that Word shows are taken, also those inserted under review and those in fields and
    content controls; what was deleted or moved away is not. The paragraphs of a text box follow the
    one that it is anchored in.
    """
    for child in element:
        name = _name(child)
        if name == "p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            yield _words(child), "" if style is None else str(style.get(f"{_W}val") or "")
        elif name == "tr":
            cells = [_words(cell) for cell in child if _name(cell) in ("tc", "sdt")]
            yield " | ".join(cells), ""
        elif name not in _GONE:
            yield from _lines(child)
        if name in ("p", "tr"):
            for box in _boxes(child):
                yield from _lines(box)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in an element, without those anchored in another box."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        name = _name(current)
        if name == _BOX:
            yield current
        elif name not in _GONE:
            waiting.extend(reversed(current))


def _words(element: Any) -> str:
    """What is shown of an element, on one line, but for its text boxes."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        current = waiting.pop()
        name = _name(current)
        if name == "t":
            parts.append(current.text or "")
        elif name == "sym":
            parts.append(_symbol(current))
        else:
            parts.append(_SHOWN.get(name, ""))
        if name not in _GONE and name != _BOX:
            waiting.extend(reversed(current))
    return " ".join("".join(parts).split())


def _symbol(element: Any) -> str:
    """A symbol's character; a blank for one that only its font knows."""
    try:
        code = int(str(element.get(f"{_W}char")), 16)
    except ValueError:
        return " "
    if code in _IN_FONTS:
        in_symbol = str(element.get(f"{_W}font")).lower() == "symbol"
        return _OF_SYMBOL.get(code & 0xFF, " ") if in_symbol else " "
    return chr(code) if 0x20 <= code < 0xD800 else " "


def _name(element: Any) -> str:
    tag = element.tag
    if tag == _FALLBACK:
        return "Fallback"
    return tag.removeprefix(_W) if isinstance(tag, str) and tag.startswith(_W) else ""
