"""Feeds that are broken, hostile or odd."""

from __future__ import annotations

import codecs
import json

from tests.index.malformed.common import STORY, Files, chance, cut, flipped, item


def feeds() -> Files:
    good = json.dumps([item(), item(title="Another bridge")]).encode()
    lines = b"\n".join(json.dumps(item(number=i)).encode() for i in range(4))
    for name, data in (*cut(good, 6), *flipped(good, 6, "json")):
        yield f"{name}.json", data
    for name, data in (*cut(lines, 3), *flipped(lines, 4, "jsonl")):
        yield f"{name}.jsonl", data
    for depth in (500, 900, 3_000, 100_000):
        yield f"nested-{depth}.json", b"[" * depth + b"]" * depth
        yield f"nested-objects-{depth}.json", b'{"a":' * depth + b"1" + b"}" * depth
        deep = json.dumps(item())[:-1].encode() + b', "a": ' + b"[" * depth + b"]" * depth + b"}"
        yield f"item-holds-{depth}.json", b"[" + deep + b"]"
        yield f"line-holds-{depth}.jsonl", deep + b"\n" + lines
    yield "nested-and-open.json", b"[" * 100_000
    for name, number in (
        ("digits", "9" * 6_000), ("exponent", "1e999999"), ("minus", "-" + "1" * 4_000),
        ("nan", "NaN"), ("infinity", "-Infinity"), ("small", "1e-999999"),
    ):  # fmt: skip
        text = json.dumps(item(date=0, views=0)).replace(": 0", f": {number}")
        yield f"number-{name}.json", f"[{text}]".encode()
        yield f"number-{name}.jsonl", f"{text}\n".encode()
    yield "keys-twice.json", b'[{"text": 1, "title": [], ' + json.dumps(item())[1:].encode() + b"]"
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
        yield f"wrong-{field}.json", json.dumps([item(**{field: value}) for value in odd]).encode()
    yield "wrong-everything.json", json.dumps([dict.fromkeys(fields, v) for v in odd]).encode()
    yield (
        "wrong-everything.jsonl",
        b"\n".join(json.dumps(dict.fromkeys(fields, v)).encode() for v in odd),
    )
    yield (
        "surrogates.json",
        json.dumps([item(title="\ud800", author="\udfff", text=STORY + "\udc80")]).encode(),
    )
    yield "surrogate-keys.json", b'[{"\\ud800": "\\udc00", "text": "A bridge \\ud83d for all."}]'
    yield "one-bad-line.jsonl", lines.replace(b'{"title"', b'{"title', 1)
    yield "two-on-a-line.jsonl", lines.replace(b"}\n{", b"} {", 1)
    yield "commas-after-lines.jsonl", lines.replace(b"}\n", b"},\n")
    yield "list-as-lines.jsonl", json.dumps([item(), item()], indent=1).encode()
    yield "lines-as-json.json", lines
    yield "empty-object.json", b"{}"
    yield "strings.json", json.dumps(["A bridge", STORY, ""]).encode()
    yield "lists.json", json.dumps([[item()], [], [[item()]]]).encode()
    yield "numbers.json", b"[1, 2, 3]"
    for name, value in (("string", '"A bridge"'), ("number", "42"), ("null", "null")):
        yield f"only-a-{name}.json", value.encode()
        yield f"only-a-{name}.jsonl", value.encode()
    yield "articles-are-no-list.json", json.dumps({"articles": {"a": item()}, "items": 7}).encode()
    yield "many-items.json", b"[" + b"1," * 200_001 + b"1]"
    yield "comments.json", b"// a feed\n" + good
    yield "single-quotes.json", b"[{'title': 'A bridge', 'text': 'It is one.'}]"
    yield "trailing-comma.json", good[:-1] + b",]"
    yield "utf-16.json", good.decode().encode("utf-16")
    yield "utf-16-without-mark.json", good.decode().encode("utf-16-le")
    yield "marked.json", codecs.BOM_UTF8 + good
    yield "nul-bytes.json", good.replace(b"bridge", b"br\0idge")
    yield "control-characters.json", good.replace(b"bridge", b"br\tidge\n")
    yield "noise.ndjson", chance("json").randbytes(4_000)
    yield (
        "markup-is-deep.json",
        json.dumps([item(text="", content_html="<div>" * 50_000 + STORY), item()]).encode(),
    )
    yield (
        "markup-is-broken.json",
        json.dumps(
            [
                item(text="", content_html=html)
                for html in ("<", "<!--", "<p", "<?xml?>", "\0", "<p>&#0;")
            ]
        ).encode(),
    )
    yield "white-lines.jsonl", b"\n \r\n\t\n" + lines + b"\n\n"
    yield "web-page.json", b"<!DOCTYPE html><html><body>Not found</body></html>"
