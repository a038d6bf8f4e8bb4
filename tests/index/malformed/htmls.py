"""Web pages that are broken, hostile or odd."""

from __future__ import annotations

from tests.index.malformed.common import LINES, MEGABYTE, STORY, Files, chance, cut, flipped


def _html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode("utf-8", "surrogatepass")


def htmls() -> Files:
    told = "".join(f"<p>{line}</p>" for line in LINES) * 2
    good = _html(f"<article><h1>A bridge for Marrowick</h1>{told}</article>")
    for name, data in (*cut(good, 6), *flipped(good, 8, "html")):
        yield f"{name}.html", data
    for tag in ("div", "b", "span", "table", "ul", "blockquote", "font", "section"):
        yield f"deep-{tag}.html", _html(f"<{tag}>" * 50_000 + STORY + f"</{tag}>" * 50_000)
    for tag in ("div", "b", "p", "table", "ul", "a", "section"):
        yield f"open-{tag}.html", _html(f"{told}" + f"<{tag}>" * 5_000 + told)
    yield "deep-tables.html", _html("<table><tr><td>" * 5_000 + STORY)
    yield "deep-lists.html", _html("<ul><li>" * 5_000 + STORY)
    for tag in (b"<div>", b"<i>", b"</p>", b"<script>", b"<!--", b"<svg>", b"<textarea>"):
        name = tag.decode().strip("<>").replace("/", "end-of-").replace("!--", "comment")
        yield f"five-megabytes-of-{name}.htm", good[:-14] + tag * (5 * MEGABYTE // len(tag))
    for tag in (b"<br>", b"<p>", b"<li>", b"<td>", b"<a href=x>"):
        name = tag.decode()[1:3].strip(">")
        yield f"many-of-{name}.htm", good[:-14] + tag * 5_000
    yield "long-attribute.html", _html(f"<p class='{'x ' * 100_000}'>{STORY}</p>{told}")
    many = "".join(f" a{i}='{i}'" for i in range(4_000))
    yield "many-attributes.html", _html(f"<p{many}>{STORY}</p>{told}")
    yield "tag-never-ends.html", _html(told + "<p " + "x" * MEGABYTE)
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
    yield "surrogates.html", _html(f"<p>\ud800\udc00 {STORY} \udfff</p>{told}")
    yield "only-scripts.html", _html("<script>var bridge = 'A bridge';</script>" * 500)
    yield "only-styles.html", _html("<style>p { color: red }</style>" * 500)
    yield "only-a-comment.html", f"<!-- {STORY} -->".encode()
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
    yield "picture.html", b"\x89PNG\r\n\x1a\n" + chance("png").randbytes(3_000)
