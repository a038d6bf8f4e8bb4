"""Malformed, hostile and odd files of every format, made by the same rules at every run.

Every function gives the names and the contents of files for one folder; a name may hold any byte
but "/" and NUL.
"""

from __future__ import annotations

import codecs
import functools
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from pypdf import PdfReader, PdfWriter

from tests.index.making import FONT, deflated, docx, pdf, pdf_of, shown, stream

Files = Iterator[tuple[str | bytes, bytes]]

_LINES = [
    "The council of Marrowick voted on Tuesday to rebuild the swing bridge, after two winters",
    "in which the ferry could not run for forty days. The work is to cost eleven million crowns,",
    "of which the province pays half, the treasurer, Odile Brandt, told the meeting.",
]
_STORY = "A bridge for Marrowick\n\n" + "\n".join(_LINES) + "\n"
_MEGABYTE = 1 << 20


def _chance(what: str) -> random.Random:
    return random.Random(f"malformed:{what}")


def _cut(data: bytes, times: int) -> Iterator[tuple[str, bytes]]:
    """The bytes up to a place, at places spread over all of them."""
    for i in range(1, times + 1):
        yield f"cut-{i}", data[: len(data) * i // (times + 1)]


def _flipped(data: bytes, times: int, what: str) -> Iterator[tuple[str, bytes]]:
    """The bytes with some of them changed: few in the first, many in the last."""
    for i in range(1, times + 1):
        chance = _chance(f"{what}{i}")
        changed = bytearray(data)
        for _ in range(2**i):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield f"flipped-{i}", bytes(changed)


# PDF


_WIDE_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R >>"
)


def _page_of(contents: bytes, *more: bytes, page: bytes = b"") -> bytes:
    """A PDF of one page; further objects are numbered from 6."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> %s >>" % page,
            contents,
            FONT,
            *more,
        ]
    )


def _encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@functools.cache
def _bomb(megabytes: int, raw: bool = False) -> bytes:
    """So many megabytes of zeros, deflated; one compressed block repeated, so made at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = block * megabytes + packer.flush()
    if raw:
        return body
    return b"\x78\x9c" + body + struct.pack(">I", _adler(megabytes))


def _adler(megabytes: int) -> int:
    value = 1
    for _ in range(megabytes):
        value = zlib.adler32(bytes(_MEGABYTE), value)
    return value


def _tree(pages: bytes, *more: bytes) -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more])


def pdfs() -> Files:
    good = pdf([_LINES, [line.replace("Tuesday", "Friday") for line in _LINES]])
    drawn = stream(shown(_LINES))
    for name, data in (*_cut(good, 3), *_flipped(good, 5, "pdf")):
        yield f"{name}.pdf", data
    flate = b"/Filter /FlateDecode"
    box = b"/MediaBox [0 0 612 792]"
    yield "cyclic-tree.pdf", _tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield (
        "cyclic-tree-of-two.pdf",
        _tree(
            b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
        ),
    )
    yield (
        "cyclic-parents.pdf",
        _tree(
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>",
        ),
    )
    shared = [
        b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"%d 0 R " % n * 8) for n in range(3, 15)
    ]
    yield "tree-that-doubles.pdf", _tree(*shared, b"<< /Type /Page %s >>" % box)
    yield "huge-length.pdf", _page_of(stream(shown(_LINES), length=2_000_000_000))
    yield "negative-length.pdf", _page_of(stream(shown(_LINES), length=-5))
    yield "length-is-itself.pdf", _page_of(drawn.replace(b"/Length ", b"/Length 4 0 R /Was "))
    yield "bomb.pdf", _page_of(stream(_bomb(300), flate))
    yield (
        "bomb-in-a-bomb.pdf",
        _page_of(stream(zlib.compress(_bomb(300)), b"/Filter [/FlateDecode /FlateDecode]")),
    )
    yield "run-length-bomb.pdf", _page_of(stream(b"\x81 " * 400_000, b"/Filter /RunLengthDecode"))
    yield (
        "thousand-filters.pdf",
        _page_of(stream(shown(_LINES), b"/Filter [%s]" % (b"/FlateDecode " * 1000))),
    )
    yield "not-deflated.pdf", _page_of(stream(shown(_LINES), flate))
    yield "unknown-filter.pdf", _page_of(stream(shown(_LINES), b"/Filter /Rot13Decode"))
    yield "encrypted.pdf", _encrypted(good, "secret")
    yield "encrypted-without-password.pdf", _encrypted(good, "")
    yield "encrypted-badly.pdf", good.replace(b"/Info 4 0 R", b"/Encrypt 4 0 R /ID [(a) (b)]")
    yield "no-text-layer.pdf", _page_of(stream(b"0 0 612 792 re f"))
    yield "no-pages.pdf", pdf([])
    yield "no-root.pdf", good.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "kids-is-a-number.pdf", _tree(b"<< /Type /Pages /Kids 12 /Count 1 >>")
    yield "count-is-huge.pdf", good.replace(b"/Count 2", b"/Count 2000000000")
    yield "kids-are-missing.pdf", _tree(b"<< /Type /Pages /Kids [7 0 R 8 0 R] /Count 2 >>")
    yield "contents-are-a-number.pdf", _page_of(b"42")
    yield "contents-hold-themselves.pdf", _page_of(b"[4 0 R 4 0 R]")
    yield (
        "map-of-characters-is-noise.pdf",
        _page_of(
            drawn.replace(b"/F1", b"/F2"),
            _WIDE_FONT,
            deflated(_chance("cmap").randbytes(3000)),
            page=b"/Resources << /Font << /F2 6 0 R >> >>",
        ),
    )
    yield (
        "map-of-characters-is-a-bomb.pdf",
        _page_of(
            drawn.replace(b"/F1", b"/F2"),
            _WIDE_FONT,
            stream(
                b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
                b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange"
            ),
            page=b"/Resources << /Font << /F2 6 0 R >> >>",
        ),
    )
    yield (
        "form-draws-itself.pdf",
        _page_of(
            stream(b"/X Do"),
            stream(
                b"/X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
                b" /Resources << /XObject << /X 6 0 R >> >>",
            ),
            page=b"/Resources << /XObject << /X 6 0 R >> >>",
        ),
    )
    yield "deep-array.pdf", _page_of(b"[" * 50_000 + b"]" * 50_000)
    yield "deep-dictionary.pdf", _page_of(b"<< /A " * 50_000 + b"1" + b" >>" * 50_000)
    yield "deep-text.pdf", _page_of(stream(b"BT " + b"[" * 50_000 + b"] TJ ET"))
    yield "endless-string.pdf", _page_of(stream(b"BT (" + b"(" * 50_000 + b" Tj ET"))
    yield (
        "table-points-at-itself.pdf",
        good.replace(b"/Info", b"/Prev %d /Info" % good.rfind(b"xref\n0")),
    )
    yield "table-is-huge.pdf", good.replace(b"xref\n0 9", b"xref\n0 999999999")
    yield "table-is-elsewhere.pdf", good[: good.rfind(b"startxref")] + b"startxref\n7\n%%EOF\n"
    yield "plain-text.pdf", _STORY.encode()
    yield "web-page.pdf", b"<html><body><p>" + _STORY.encode()
    yield "only-a-header.pdf", b"%PDF-1.7\n"
    yield "header-and-noise.pdf", b"%PDF-1.7\n" + _chance("pdf").randbytes(5000)
    yield "late-header.pdf", b"#" * 900 + good
    yield "empty.pdf", b""
    yield (
        "information-is-noise.pdf",
        pdf([_LINES], {"Title": "\xff\xfe\\000\\n\\nX", "Author": "(("}),
    )


# Word documents


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
        value = zlib.crc32(bytes(_MEGABYTE), value)
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
    return docx(_LINES, "A bridge", "Odile Brandt")


def with_body(data: bytes) -> bytes:
    """A Word document whose part of the document's own words is these bytes."""
    return _packed({**_parts(_good_document()), _DOCUMENT: data})


def docxs() -> Files:
    good = _good_document()
    parts = _parts(good)
    story = "".join(map(_paragraph, _LINES))

    for name, data in (*_cut(good, 8), *_flipped(good, 14, "docx")):
        yield f"{name}.docx", data
    # Everything but the document's own part, as the hand-made archives have it.
    others = [
        (name, _raw(data), zlib.crc32(data), len(data))
        for name, data in parts.items()
        if name != _DOCUMENT
    ]
    zeros, checksum = _bomb(1024, raw=True), _zeros_checksum(1024)
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
    yield "xml-is-text.docx", with_body(_STORY.encode())
    yield "xml-is-utf-7.docx", with_body(b'<?xml version="1.0" encoding="UTF-7"?>' + body(story))
    yield "xml-without-body.docx", with_body(f'<w:document xmlns:w="{_W}"/>'.encode())
    yield "xml-of-nothing.docx", with_body(body(""))
    yield "xml-of-another-kind.docx", with_body(b"<html><body><p>A bridge</p></body></html>")
    deep = "<w:p>" * 50_000 + "</w:p>" * 50_000
    yield "xml-is-deep.docx", with_body(body(deep + story))
    table = _paragraph(_LINES[0])
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
    yield "plain-archive.docx", _packed({"story.txt": _STORY.encode()})
    yield "empty-archive.docx", _packed({})
    yield "nested.docx", _packed({"story.docx": good})
    nested = good
    for _ in range(20):
        nested = _packed({"inner.zip": nested}, zipfile.ZIP_STORED)
    yield "nested-often.docx", nested
    yield "document-in-document.docx", with_body(good)
    yield "noise-before.docx", _chance("docx").randbytes(500) + good
    yield "plain-text.docx", _STORY.encode()
    yield "old-word.docx", bytes.fromhex("d0cf11e0a1b11ae1") + _chance("doc").randbytes(4000)


# Web pages


def _html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode("utf-8", "surrogatepass")


def htmls() -> Files:
    told = "".join(f"<p>{line}</p>" for line in _LINES) * 2
    good = _html(f"<article><h1>A bridge for Marrowick</h1>{told}</article>")
    for name, data in (*_cut(good, 6), *_flipped(good, 8, "html")):
        yield f"{name}.html", data
    for tag in ("div", "b", "span", "table", "ul", "blockquote", "font", "section"):
        yield f"deep-{tag}.html", _html(f"<{tag}>" * 50_000 + _STORY + f"</{tag}>" * 50_000)
    for tag in ("div", "b", "p", "table", "ul", "a", "section"):
        yield f"open-{tag}.html", _html(f"{told}" + f"<{tag}>" * 5_000 + told)
    yield "deep-tables.html", _html("<table><tr><td>" * 5_000 + _STORY)
    yield "deep-lists.html", _html("<ul><li>" * 5_000 + _STORY)
    for tag in (b"<div>", b"<i>", b"</p>", b"<script>", b"<!--", b"<svg>", b"<textarea>"):
        name = tag.decode().strip("<>").replace("/", "end-of-").replace("!--", "comment")
        yield f"five-megabytes-of-{name}.htm", good[:-14] + tag * (5 * _MEGABYTE // len(tag))
    for tag in (b"<br>", b"<p>", b"<li>", b"<td>", b"<a href=x>"):
        name = tag.decode()[1:3].strip(">")
        yield f"many-of-{name}.htm", good[:-14] + tag * 5_000
    yield "long-attribute.html", _html(f"<p class='{'x ' * 100_000}'>{_STORY}</p>{told}")
    many = "".join(f" a{i}='{i}'" for i in range(4_000))
    yield "many-attributes.html", _html(f"<p{many}>{_STORY}</p>{told}")
    yield "tag-never-ends.html", _html(told + "<p " + "x" * _MEGABYTE)
    yield "nul-bytes.html", good.replace(b"bridge", b"br\0idge")
    yield "only-nuls.html", bytes(5_000)
    yield "controls.html", good.replace(b" ", b"\x01\x02 ")
    for charset in ("utf-16", "utf-7", "shift_jis", "no-such-thing", "", "\\0", "x" * 5_000):
        yield (
            f"says-{charset.strip(chr(92))[:12] or 'nothing'}.html",
            _html(told + "<p>Zoë Müller, señora Peña</p>", f'<meta charset="{charset}">'),
        )
    yield (
        "says-utf-8-and-is-latin-1.html",
        '<meta charset="utf-8"><p>Zoë, Müller</p>'.encode("latin-1") + told.encode(),
    )
    yield "says-latin-1-in-xml.xhtml", b'<?xml version="1.0" encoding="latin-1"?>' + good
    yield (
        "broken-entities.html",
        _html(f"<p>&#xFFFFFFFF; &#99999999999; &#x; &; &bogus; &#0; &#xD800; &amp{told}"),
    )
    yield "surrogates.html", _html(f"<p>\ud800\udc00 {_STORY} \udfff</p>{told}")
    yield "only-scripts.html", _html("<script>var bridge = 'A bridge';</script>" * 500)
    yield "only-styles.html", _html("<style>p { color: red }</style>" * 500)
    yield "only-a-comment.html", f"<!-- {_STORY} -->".encode()
    yield "only-frames.html", b"<frameset><frame src='a.html'><noframes></noframes></frameset>"
    yield "only-a-template.html", _html(f"<template>{told}</template>")
    yield (
        "linked-data-is-deep.html",
        _html(told, '<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
    )
    yield (
        "linked-data-is-odd.html",
        _html(
            told,
            '<script type="application/ld+json">{"@type": [1, {}], "datePublished": [null],'
            ' "@graph": {"@graph": 7}}</script>',
        ),
    )
    deep = '{"@graph":' * 400 + "1" + "}" * 400
    yield "graph-in-graphs.html", _html(told, f'<script type="application/ld+json">{deep}</script>')
    yield (
        "metadata-are-odd.html",
        _html(
            told,
            '<meta property="article:published_time" content="9999-99-99T99:99:99">'
            '<meta name="date" content="-1"><title>\n\n</title><base href="http://[">'
            '<link rel="canonical" href="http://[::1">',
        ),
    )
    yield (
        "entities-in-a-doctype.xhtml",
        (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
            b'<!ENTITY f SYSTEM "file:///etc/passwd">]>' + _html(f"<p>&b; &f;</p>{told}")
        ),
    )
    yield "picture.html", b"\x89PNG\r\n\x1a\n" + _chance("png").randbytes(3_000)


# Markdown


def _matter(matter: str, body: str = _STORY) -> bytes:
    return f"---\n{matter}\n---\n{body}".encode("utf-8", "surrogatepass")


def mds() -> Files:
    laughs = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    laughs += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    yield "laughs.md", _matter("\n".join([*laughs, "title: *i", "date: *i", "tags: *h"]))
    yield "laughs-as-keys.md", _matter("\n".join([*laughs, "? *i\n: x"]))
    merged = ["a: &a {x: 1, y: 2}"]
    merged += [
        f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 9)}]}}"
        for a, b in zip("abcde", "bcdef", strict=True)
    ]
    yield "laughs-merged.md", _matter("\n".join(merged))
    yield "holds-itself.md", _matter("title: &a [*a]\nauthor: &b {name: *b}")
    for date in (
        "2024-13-45", "9999-12-31", "10000-01-01", "0000-00-00", "-1", "99999999999999", "1e400",
        "2024-02-30T25:61:61Z", "2024-01-01 00:00:00 +99:99", "[2024, 1, 1]", "{y: 2024}", "~",
        "0x7F", "190:20:30", "'\\ud800'", "3024-01-01",
    ):  # fmt: skip
        name = "".join(c if c.isalnum() else "_" for c in date)
        yield f"date-{name}.md", _matter(f"date: {date}\ntitle: A bridge")
    yield "title-is-a-huge-number.md", _matter(f"title: 0x{'f' * 6_000}")
    yield "title-is-long.md", _matter("title: " + "bridge " * 100_000)
    yield (
        "title-of-many-lines.md",
        _matter('title: "a\\nb\\0c\\u2028d\\x1b[31m"\nauthor: "\\ud800"'),
    )
    yield "deep-list.md", _matter("a: " + "[" * 5_000)
    yield "deep-mapping.md", _matter("\n".join(" " * i + f"a{i}:" for i in range(1_000)))
    yield "many-keys.md", _matter("\n".join(f"k{i}: v" for i in range(3_000)))
    yield "python-object.md", _matter("title: !!python/object/apply:os.system ['true']")
    yield "unknown-tag.md", _matter("title: !secret x\nbin: !!binary '@@@'\nset: !!set {a, b}")
    yield "anchors-to-nothing.md", _matter("title: *nowhere")
    yield "tabs.md", _matter("\ttitle:\tA bridge")
    yield "two-documents.md", _matter("title: A\n--- \ntitle: B\n...")
    yield "unclosed.md", f"---\ntitle: A bridge\n{_STORY}".encode()
    yield "unclosed-and-long.md", b"---\n" + b"title: A bridge\n" * 3_000
    yield "only-front-matter.md", _matter("title: A bridge", "")
    yield "only-rules.md", b"---\n" * 20_000
    yield (
        "binary-front-matter.md",
        b"---\n" + _chance("md").randbytes(2_000) + b"\n---\n" + _STORY.encode(),
    )
    yield "nul-in-front-matter.md", _matter("title: A\0B")
    yield "picture.markdown", b"\xff\xd8\xff\xe0" + _chance("jpg").randbytes(3_000)
    yield "deep-quotation.md", (">" * 20_000 + " " + _STORY).encode()
    yield "deep-list-items.md", "\n".join("  " * i + "- a bridge" for i in range(500)).encode()
    yield "brackets.md", (_STORY + "[" * 4_000 + "](" * 2_000).encode()
    yield "emphasis.md", (_STORY + "*_" * 10_000).encode()
    yield "back-ticks.md", (_STORY + "`" * 10_000).encode()
    yield "open-comment.md", (_STORY + "<!-- " + _STORY * 10).encode()
    yield "open-fence.md", ("```\n" + _STORY).encode()
    yield "table-of-bars.md", ("|" * 50_000 + "\n" + _STORY).encode()
    yield "comment-in-front-matter.md", _matter("title: A <!-- b\nauthor: c --> d")
    yield "carriage-returns.md", _matter("title: A bridge").replace(b"\n", b"\r")


# Feeds


def _item(**fields: object) -> dict[str, object]:
    return {"title": "A bridge for Marrowick", "text": _STORY, **fields}


def feeds() -> Files:
    good = json.dumps([_item(), _item(title="Another bridge")]).encode()
    lines = b"\n".join(json.dumps(_item(number=i)).encode() for i in range(4))
    for name, data in (*_cut(good, 6), *_flipped(good, 6, "json")):
        yield f"{name}.json", data
    for name, data in (*_cut(lines, 3), *_flipped(lines, 4, "jsonl")):
        yield f"{name}.jsonl", data
    for depth in (500, 900, 3_000, 100_000):
        yield f"nested-{depth}.json", b"[" * depth + b"]" * depth
        yield f"nested-objects-{depth}.json", b'{"a":' * depth + b"1" + b"}" * depth
        deep = json.dumps(_item())[:-1].encode() + b', "a": ' + b"[" * depth + b"]" * depth + b"}"
        yield f"item-holds-{depth}.json", b"[" + deep + b"]"
        yield f"line-holds-{depth}.jsonl", deep + b"\n" + lines
    yield "nested-and-open.json", b"[" * 100_000
    for name, number in (
        ("digits", "9" * 6_000), ("exponent", "1e999999"), ("minus", "-" + "1" * 4_000),
        ("nan", "NaN"), ("infinity", "-Infinity"), ("small", "1e-999999"),
    ):  # fmt: skip
        text = json.dumps(_item(date=0, views=0)).replace(": 0", f": {number}")
        yield f"number-{name}.json", f"[{text}]".encode()
        yield f"number-{name}.jsonl", f"{text}\n".encode()
    yield "keys-twice.json", b'[{"text": 1, "title": [], ' + json.dumps(_item())[1:].encode() + b"]"
    odd: list[object] = [
        None,
        True,
        7,
        -1.5,
        [],
        {},
        [[]],
        [None, "a"],
        {"name": {}},
        "",
        "\0\x1b[1m",
    ]
    fields = ("text", "title", "date", "author", "url", "source", "language", "content_html")
    for field in fields:
        yield f"wrong-{field}.json", json.dumps([_item(**{field: value}) for value in odd]).encode()
    yield "wrong-everything.json", json.dumps([dict.fromkeys(fields, v) for v in odd]).encode()
    yield (
        "wrong-everything.jsonl",
        b"\n".join(json.dumps(dict.fromkeys(fields, v)).encode() for v in odd),
    )
    yield (
        "surrogates.json",
        json.dumps([_item(title="\ud800", author="\udfff", text=_STORY + "\udc80")]).encode(),
    )
    yield "surrogate-keys.json", b'[{"\\ud800": "\\udc00", "text": "A bridge \\ud83d for all."}]'
    yield "one-bad-line.jsonl", lines.replace(b'{"title"', b'{"title', 1)
    yield "two-on-a-line.jsonl", lines.replace(b"}\n{", b"} {", 1)
    yield "commas-after-lines.jsonl", lines.replace(b"}\n", b"},\n")
    yield "list-as-lines.jsonl", json.dumps([_item(), _item()], indent=1).encode()
    yield "lines-as-json.json", lines
    yield "empty-object.json", b"{}"
    yield "strings.json", json.dumps(["A bridge", _STORY, ""]).encode()
    yield "lists.json", json.dumps([[_item()], [], [[_item()]]]).encode()
    yield "numbers.json", b"[1, 2, 3]"
    for name, value in (("string", '"A bridge"'), ("number", "42"), ("null", "null")):
        yield f"only-a-{name}.json", value.encode()
        yield f"only-a-{name}.jsonl", value.encode()
    yield "articles-are-no-list.json", json.dumps({"articles": {"a": _item()}, "items": 7}).encode()
    yield "many-items.json", b"[" + b"1," * 200_001 + b"1]"
    yield "comments.json", b"// a feed\n" + good
    yield "single-quotes.json", b"[{'title': 'A bridge', 'text': 'It is one.'}]"
    yield "trailing-comma.json", good[:-1] + b",]"
    yield "utf-16.json", good.decode().encode("utf-16")
    yield "utf-16-without-mark.json", good.decode().encode("utf-16-le")
    yield "marked.json", codecs.BOM_UTF8 + good
    yield "nul-bytes.json", good.replace(b"bridge", b"br\0idge")
    yield "control-characters.json", good.replace(b"bridge", b"br\tidge\n")
    yield "noise.ndjson", _chance("json").randbytes(4_000)
    yield (
        "markup-is-deep.json",
        json.dumps([_item(text="", content_html="<div>" * 50_000 + _STORY), _item()]).encode(),
    )
    yield (
        "markup-is-broken.json",
        json.dumps(
            [
                _item(text="", content_html=html)
                for html in ("<", "<!--", "<p", "<?xml?>", "\0", "<p>&#0;")
            ]
        ).encode(),
    )
    yield "white-lines.jsonl", b"\n \r\n\t\n" + lines + b"\n\n"
    yield "web-page.json", b"<!DOCTYPE html><html><body>Not found</body></html>"


# Plain text

_TEXTS = {
    "ru": "Наводнение в долине унесло жизни сорока двух человек. Река прорвала дамбу у шлюза"
    " ранним утром в понедельник и залила нижние кварталы города, сообщили власти во вторник.",
    "ja": "水曜日の朝、港の橋が閉鎖された。市長によると、修理には十一億円かかる見通しだという。"
    "住民は二年ものあいだ、渡し船で学校や市場に通ってきた。",
    "zh": "星期三上午，港口的大桥被关闭。市长说，维修费用预计为一千一百万元。居民两年来一直乘渡船"
    "上学和去市场，许多人希望新桥能在冬天之前完工。",
    "hu": "A hídépítés tizenegy millió koronába kerül, közölte a polgármester kedden. A lakók két"
    " télen át nem tudtak átkelni a folyón, őszig elkészül az új híd.",
    "fr": "Le pont a été fermé mercredi à l'aube, a déclaré la maire. Les élèves prenaient déjà le"
    " bac depuis deux hivers « et personne n'y pensait », précise-t-elle.",
    "ar": "أغلق الجسر صباح الأربعاء، بحسب ما أعلنت رئيسة البلدية. وقال السكان إنهم ينتظرون جسرا"
    " جديدا منذ عامين.",
}


def txts() -> Files:
    for language, encodings in {
        "ru": (
            "koi8-r",
            "cp1251",
            "iso8859-5",
            "cp866",
            "utf-16-le",
            "utf-16-be",
            "utf-16",
            "utf-7",
        ),
        "ja": ("shift-jis", "euc-jp", "iso2022-jp", "utf-16-le", "utf-16", "utf-7"),
        "zh": ("gb18030", "big5hkscs", "utf-16-be", "utf-32", "utf-32-le"),
        "hu": ("iso8859-2", "cp1250", "utf-7"),
        "fr": ("latin-1", "cp1252", "mac-roman", "cp850", "utf-16"),
        "ar": ("cp1256", "iso8859-6", "utf-8-sig"),
    }.items():
        for encoding in encodings:
            text = f"{_TEXTS[language]}\n\n{_TEXTS[language]}\n"
            yield f"{language}-{encoding}.txt", text.encode(encoding, "replace")
    for i in range(12):
        yield f"noise-{i}.txt", _chance(f"txt{i}").randbytes(2 ** (i + 2))
    chance = _chance("high")
    for i in range(6):
        noise = bytes(chance.choice(b" \n" + bytes(range(128, 256))) for _ in range(3_000))
        yield f"high-noise-{i}.txt", noise
    good = _STORY.encode()
    yield "nuls.txt", bytes(10_000)
    yield "a-nul.txt", good + b"\0"
    yield "nuls-between.txt", b"\0".join(bytes([byte]) for byte in good)
    for i, white in enumerate(
        ("   ", "\n" * 50_000, "\t\r\n\v\f", "\u3000\u00a0\u2003", "\u200b\u200b", "\x1c\x1d\x1e")
    ):
        yield f"white-{i}.txt", white.encode()
    for i, mark in enumerate(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
    ):
        yield f"only-a-mark-{i}.txt", mark
        yield f"mark-and-noise-{i}.txt", mark + _chance(f"mark{i}").randbytes(999)
    yield "marks.txt", codecs.BOM_UTF8 * 500 + good
    yield "surrogates.txt", b"\xed\xa0\x80" + good + b"\xed\xbf\xbf"
    yield "overlong.txt", good + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80"
    yield "beyond-unicode.txt", good + b"\xf4\x90\x80\x80"
    yield "cut-character.txt", good + "é".encode()[:1]
    yield "noncharacters.txt", (_STORY + "\ufffe\uffff\U0010ffff\ufdd0").encode()
    yield "right-to-left.txt", ("\u202e" + _STORY + "\u2066" * 500).encode()
    yield "combining.txt", ("A bridge" + "\u0301" * 100_000 + "\n\n" + _STORY).encode()
    yield "joined-emoji.txt", (_STORY + "\U0001f468\u200d" * 20_000).encode()
    yield "controls.txt", good.replace(b" ", b"\x07 \x08")
    yield "escapes.txt", good.replace(b"bridge", b"\x1b[31mbridge\x1b[0m")
    yield "carriage-returns.txt", good.replace(b"\n", b"\r")
    yield "line-separators.txt", _STORY.replace("\n", "\u2028").encode()
    yield "no-letters.txt", b"... --- 12:30 $$$ *** " * 500
    yield "one-word.txt", b"a" * 300_000
    yield "full-stops.txt", b"." * 300_000
    yield "quotes.txt", b'"' * 100_000
    yield "many-lines.txt", b"a\n" * 5_000
    yield "long-line-of-sentences.txt", (" ".join(_LINES) + " ").encode() * 2_000
    yield "nineteen-megabytes-of-one-word.txt", b"a" * 19_000_000
    yield "binary.txt", b"\x7fELF\x02\x01\x01" + _chance("elf").randbytes(4_000)


# Names


_NAMES = (
    "two\nlines.txt", "tab\there.txt", "\x1b[31mred.txt", "bell\x07.txt", "\u202etxt.exe.txt",
    "\u200f\u200e\u2066.txt", "-rf.txt", "--help.txt", "a#1.txt", "#.txt", "a:3-4.txt",
    ":3-4.txt", "a.json#1.txt", "100%s%d.txt", "{0}.txt", "$HOME.txt", "~.txt", "*.txt",
    "a?b[c].txt", "back\\slash.txt", 'quote".txt', "it's.txt", " .txt", "a..txt", "a.txt.txt",
    "a.pdf.txt", "CON.txt", "caf\u00e9.txt", "cafe\u0301.txt", "\U0001f40e.txt", "\ufeff.txt",
    "\u2028.txt", "x" * 251 + ".txt", "\u0416" * 125 + ".txt", "UPPER.TXT", "a.Txt",
    "; rm -rf.txt", "<b>.txt", "a|b.txt", "NULL.txt", "\u0130.txt", "\u212a.txt",
)  # fmt: skip


def names() -> Files:
    for i, name in enumerate(_NAMES):
        yield name, _STORY.replace("eleven", f"{i} times eleven").encode()
    for i, raw in enumerate((b"\xff.txt", b"\xfe\xff.txt", b"a\xed\xa0\x80.txt", b"\xe9t\xe9.md")):
        yield raw, _STORY.replace("eleven", f"{i} hundred").encode()
    yield "feed #1.json", json.dumps([_item(), 7]).encode()
    yield "two\nlines.jsonl", json.dumps(_item()).encode() + b"\n{"
    yield b"\xff.json", json.dumps([_item()]).encode()


# Those that take longest come first.
BATCHES: dict[str, Callable[[], Files]] = {
    "pdf": pdfs,
    "txt": txts,
    "html": htmls,
    "docx": docxs,
    "md": mds,
    "feeds": feeds,
    "names": names,
}

# Files of nothing but NULs that take no room on the disk, by batch, with their sizes.
SPARSE = {
    "txt": {"sparse.txt": 100_000_000, "sparse-by-a-byte.txt": 20_000_001},
    "feeds": {"sparse.json": 99_000_000, "sparse-and-too-large.jsonl": 100_000_001},
    "pdf": {"sparse.pdf": 19_000_000},
}
