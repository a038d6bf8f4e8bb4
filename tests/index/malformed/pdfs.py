"""PDF files that are broken, hostile or odd."""

from __future__ import annotations

import functools
import io
import zlib

from pypdf import PdfReader, PdfWriter

from tests.index.making import FONT, deflated, pdf, pdf_of, shown, stream
from tests.index.malformed.common import LINES, STORY, Files, bomb, chance, cut, flipped

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
def _tree(pages: bytes, *more: bytes) -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more])


def pdfs() -> Files:
    good = pdf([LINES, [line.replace("Tuesday", "Friday") for line in LINES]])
    drawn = stream(shown(LINES))
    for name, data in (*cut(good, 3), *flipped(good, 5, "pdf")):
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
    yield "huge-length.pdf", _page_of(stream(shown(LINES), length=2_000_000_000))
    yield "negative-length.pdf", _page_of(stream(shown(LINES), length=-5))
    yield "length-is-itself.pdf", _page_of(drawn.replace(b"/Length ", b"/Length 4 0 R /Was "))
    yield "bomb.pdf", _page_of(stream(bomb(300), flate))
    yield (
        "bomb-in-a-bomb.pdf",
        _page_of(stream(zlib.compress(bomb(300)), b"/Filter [/FlateDecode /FlateDecode]")),
    )
    yield "run-length-bomb.pdf", _page_of(stream(b"\x81 " * 400_000, b"/Filter /RunLengthDecode"))
    yield (
        "thousand-filters.pdf",
        _page_of(stream(shown(LINES), b"/Filter [%s]" % (b"/FlateDecode " * 1000))),
    )
    yield "not-deflated.pdf", _page_of(stream(shown(LINES), flate))
    yield "unknown-filter.pdf", _page_of(stream(shown(LINES), b"/Filter /Rot13Decode"))
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
            deflated(chance("cmap").randbytes(3000)),
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
    yield "plain-text.pdf", STORY.encode()
    yield "web-page.pdf", b"<html><body><p>" + STORY.encode()
    yield "only-a-header.pdf", b"%PDF-1.7\n"
    yield "header-and-noise.pdf", b"%PDF-1.7\n" + chance("pdf").randbytes(5000)
    yield "late-header.pdf", b"#" * 900 + good
    yield "empty.pdf", b""
    yield (
        "information-is-noise.pdf",
        pdf([LINES], {"Title": "\xff\xfe\\000\\n\\nX", "Author": "(("}),
    )
