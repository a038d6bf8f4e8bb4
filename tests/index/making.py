"""Files of formats that are no plain text, made small and by hand."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from docx import Document

from tests.index.support import World, story

# A page of a book: so many points below the line before stands the next one.
_LEADING = 14


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"", header: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF of numbered objects, the first of which is its catalog."""
    out = bytearray(header)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    """A stream object of these bytes as they are."""
    size = len(data) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, entries, data)


def deflated(data: bytes) -> bytes:
    """A stream object of these bytes, compressed."""
    return stream(zlib.compress(data), b"/Filter /FlateDecode")


def shown(lines: Iterable[str]) -> bytes:
    """What a page draws: lines of text, one below the other; an empty one leaves a gap."""
    out = [b"BT /F1 11 Tf %d TL 72 760 Td" % _LEADING]
    for line in lines:
        words = line.encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        out.append(b"(%s) Tj T*" % words if words else b"T*")
    return b"\n".join([*out, b"ET"])


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(
    pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None, catalog: bytes = b""
) -> bytes:
    """A PDF of pages of lines.

    Args:
        pages: the lines of each page.
        info: entries of the document's information, such as Title and Author.
        catalog: further entries of the catalog.
    """
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(pages)))
    known = " ".join(f"/{name} ({value})" for name, value in (info or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        FONT,
        b"<< %s >>" % known.encode("latin-1"),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(stream(shown(lines)))
    return pdf_of(objects, b"/Info 4 0 R")


def docx(
    paragraphs: Iterable[str], title: str | None = None, author: str = "", headline: str = ""
) -> bytes:
    """A Word document of paragraphs, with a headline in the style for it when one is given."""
    document = Document()
    document.core_properties.title = title or ""
    document.core_properties.author = author
    if headline:
        document.add_heading(headline, level=1)
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def saved(document: object) -> bytes:
    """A document of python-docx as a file's bytes."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def item(number: int, **more: object) -> dict[str, object]:
    """A story as an item of a feed."""
    title, _, text = story(number).partition("\n\n")
    return {"title": title, "text": text, **more}


def feed(world: World, *items: object, name: str = "feed.json") -> Path:
    """Put a feed of these items into the folder."""
    return world.put(name, json.dumps(items))
