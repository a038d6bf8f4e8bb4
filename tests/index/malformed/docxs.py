"""Word documents that are broken, hostile or odd."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib

from tests.index.making import docx
from tests.index.malformed.common import LINES, MEGABYTE, STORY, Files, bomb, chance, cut, flipped


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _zip(
    parts: list[tuple[str, bytes, int, int]], method: int = 8, flags: int = 0, offset: int = 0
) -> bytes:
    """A zip of parts given as name, packed bytes, checksum and size, whatever those are."""
    out, directory = b"", b""
    for name, packed, checksum, size in parts:
        path = name.encode()
        sizes = (checksum, len(packed), size & 0xFFFFFFFF, len(path))
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, flags, method, 0, 33, *sizes, 0, 0, 0, 0, 0,
            len(out) + offset,
        ) + path  # fmt: skip
        out += struct.pack("<4s5H3I2H", b"PK\3\4", 20, flags, method, 0, 33, *sizes, 0)
        out += path + packed
    end = (len(parts), len(parts), len(directory), len(out))
    return out + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *end, 0)


def _raw(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _zeros_checksum(megabytes: int) -> int:
    value = 0
    for _ in range(megabytes):
        value = zlib.crc32(bytes(MEGABYTE), value)
    return value


_DOCUMENT = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(words: str, before: str = "") -> bytes:
    """The words of a Word document as its own part holds them."""
    return f'{before}<w:document xmlns:w="{_W}"><w:body>{words}</w:body></w:document>'.encode()


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _cells(cells: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"


def _cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


@functools.cache
def _good_document() -> bytes:
    return docx(LINES, "A bridge", "Odile Brandt")


def with_body(data: bytes) -> bytes:
    """A Word document whose part of the document's own words is these bytes."""
    return _packed({**_parts(_good_document()), _DOCUMENT: data})


def docxs() -> Files:
    good = _good_document()
    parts = _parts(good)
    story = "".join(map(_paragraph, LINES))

    for name, data in (*cut(good, 8), *flipped(good, 14, "docx")):
        yield f"{name}.docx", data
    # Everything but the document's own part, as the hand-made archives have it.
    others = [
        (name, _raw(data), zlib.crc32(data), len(data))
        for name, data in parts.items()
        if name != _DOCUMENT
    ]
    zeros, checksum = bomb(1024, raw=True), _zeros_checksum(1024)
    yield "bomb.docx", _zip([*others, (_DOCUMENT, zeros, checksum, 1 << 30)])
    yield "bomb-that-says-it-is-small.docx", _zip([*others, (_DOCUMENT, zeros, checksum, 1000)])
    yield "bomb-that-says-it-is-empty.docx", _zip([*others, (_DOCUMENT, zeros, checksum, 0)])
    own = body(story)
    for name, size in (("less", len(own) - 50), ("more", len(own) + 50), ("most", 0xFFFFFFFE)):
        yield (
            f"size-is-{name}.docx",
            _zip([*others, (_DOCUMENT, _raw(own), zlib.crc32(own), size)]),
        )
    whole = (_DOCUMENT, _raw(own), zlib.crc32(own), len(own))
    yield "checksum-is-wrong.docx", _zip([*others, (_DOCUMENT, _raw(own), 7, len(own))])
    yield "says-encrypted.docx", _zip([*others, whole], flags=1)
    yield "parts-are-elsewhere.docx", _zip([*others, whole], offset=10_000_000)
    for method in (1, 9, 12, 14, 99):
        yield f"method-{method}.docx", _zip([*others, whole], method=method)
    yield "document-twice.docx", _zip([*others, whole, whole])
    empty = [(f"word/{i}.xml", b"\3\0", 0, 0) for i in range(6_000)]
    yield "many-parts.docx", _zip([*others, whole, *empty])
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    entities = f'<!DOCTYPE d [<!ENTITY l0 "ha"> {laughs} <!ENTITY f SYSTEM "file:///etc/passwd">]>'
    yield "entities.docx", with_body(body(_paragraph("&l11;") + story, entities))
    yield "entity-of-a-file.docx", with_body(body(_paragraph("&f;") + story, entities))
    quadratic = f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>'
    yield "long-entity.docx", with_body(body(_paragraph("&a;" * 20_000), quadratic))
    for missing in ("[Content_Types].xml", "_rels/.rels", _DOCUMENT, "word/styles.xml"):
        kept = {name: data for name, data in parts.items() if name != missing}
        yield f"without-{missing.replace('/', '-')}.docx", _packed(kept)
    yield "only-types.docx", _packed({"[Content_Types].xml": parts["[Content_Types].xml"]})
    yield "types-are-noise.docx", _packed({**parts, "[Content_Types].xml": b"\0\1<"})
    relations = parts["_rels/.rels"]
    yield (
        "relation-out.docx",
        _packed(
            {
                **parts,
                "_rels/.rels": relations.replace(b"word/document.xml", b"../../../etc/passwd"),
            }
        ),
    )
    yield (
        "relation-to-itself.docx",
        _packed({**parts, "_rels/.rels": relations.replace(b"word/document.xml", b"_rels/.rels")}),
    )
    yield "core-is-noise.docx", _packed({**parts, "docProps/core.xml": b"<a"})
    yield "xml-is-open.docx", with_body(body(story)[:-30])
    yield "xml-is-empty.docx", with_body(b"")
    yield "xml-is-text.docx", with_body(STORY.encode())
    yield "xml-is-utf-7.docx", with_body(b'<?xml version="1.0" encoding="UTF-7"?>' + body(story))
    yield "xml-without-body.docx", with_body(f'<w:document xmlns:w="{_W}"/>'.encode())
    yield "xml-of-nothing.docx", with_body(body(""))
    yield "xml-of-another-kind.docx", with_body(b"<html><body><p>A bridge</p></body></html>")
    deep = "<w:p>" * 50_000 + "</w:p>" * 50_000
    yield "xml-is-deep.docx", with_body(body(deep + story))
    table = _paragraph(LINES[0])
    for _ in range(60):
        table = _cells(_cell(table + "<w:p/>"))
    yield "table-in-tables.docx", with_body(body(table))
    first = _cell(_paragraph("A bridge"), '<w:vMerge w:val="continue"/>')
    yield "cell-continues-nothing.docx", with_body(body(_cells(first) + story))
    odd = _cell(_paragraph("A bridge"), '<w:gridSpan w:val="-3"/>')
    yield "cell-spans-less-than-none.docx", with_body(body(_cells(odd) + story))
    odd = _cell(_paragraph("A bridge"), '<w:gridSpan w:val="many"/>')
    yield "cell-spans-many.docx", with_body(body(_cells(odd) + story))
    wide = _cell(_paragraph("A bridge"), '<w:gridSpan w:val="20000"/>')
    yield "cell-spans-twenty-thousand.docx", with_body(body(_cells(wide) + story))
    yield "row-of-nothing.docx", with_body(body(_cells("") + story))
    workbook = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        b'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        b"</Relationships>",
        "xl/workbook.xml": b"<workbook/>",
    }
    yield "workbook.docx", _packed(workbook)
    yield "plain-archive.docx", _packed({"story.txt": STORY.encode()})
    yield "empty-archive.docx", _packed({})
    yield "nested.docx", _packed({"story.docx": good})
    nested = good
    for _ in range(20):
        nested = _packed({"inner.zip": nested}, zipfile.ZIP_STORED)
    yield "nested-often.docx", nested
    yield "document-in-document.docx", with_body(good)
    yield "noise-before.docx", chance("docx").randbytes(500) + good
    yield "plain-text.docx", STORY.encode()
    yield "old-word.docx", bytes.fromhex("d0cf11e0a1b11ae1") + chance("doc").randbytes(4000)
