"""Files whose names are odd."""

from __future__ import annotations

import json

from tests.index.malformed.common import STORY, Files, item

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
        yield name, STORY.replace("eleven", f"{i} times eleven").encode()
    for i, raw in enumerate((b"\xff.txt", b"\xfe\xff.txt", b"a\xed\xa0\x80.txt", b"\xe9t\xe9.md")):
        yield raw, STORY.replace("eleven", f"{i} hundred").encode()
    yield "feed #1.json", json.dumps([item(), 7]).encode()
    yield "two\nlines.jsonl", json.dumps(item()).encode() + b"\n{"
    yield b"\xff.json", json.dumps([item()]).encode()
