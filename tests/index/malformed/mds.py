"""Markdown whose front matter is broken, hostile or odd."""

from __future__ import annotations

from tests.index.malformed.common import STORY, Files, chance


def _matter(matter: str, body: str = STORY) -> bytes:
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
    yield "unclosed.md", f"---\ntitle: A bridge\n{STORY}".encode()
    yield "unclosed-and-long.md", b"---\n" + b"title: A bridge\n" * 3_000
    yield "only-front-matter.md", _matter("title: A bridge", "")
    yield "only-rules.md", b"---\n" * 20_000
    yield (
        "binary-front-matter.md",
        b"---\n" + chance("md").randbytes(2_000) + b"\n---\n" + STORY.encode(),
    )
    yield "nul-in-front-matter.md", _matter("title: A\0B")
    yield "picture.markdown", b"\xff\xd8\xff\xe0" + chance("jpg").randbytes(3_000)
    yield "deep-quotation.md", (">" * 20_000 + " " + STORY).encode()
    yield "deep-list-items.md", "\n".join("  " * i + "- a bridge" for i in range(500)).encode()
    yield "brackets.md", (STORY + "[" * 4_000 + "](" * 2_000).encode()
    yield "emphasis.md", (STORY + "*_" * 10_000).encode()
    yield "back-ticks.md", (STORY + "`" * 10_000).encode()
    yield "open-comment.md", (STORY + "<!-- " + STORY * 10).encode()
    yield "open-fence.md", ("```\n" + STORY).encode()
    yield "table-of-bars.md", ("|" * 50_000 + "\n" + STORY).encode()
    yield "comment-in-front-matter.md", _matter("title: A <!-- b\nauthor: c --> d")
    yield "carriage-returns.md", _matter("title: A bridge").replace(b"\n", b"\r")
