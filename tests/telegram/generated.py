"""Answers as no article would have them: any Unicode, any length, text that looks like markup."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.answer import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    How,
    ReportedValue,
    Status,
    Withheld,
)
from index import Dated

LOOK_ALIKES = (
    "<b>", "</b>", "<i", "</", "<", ">", "&", "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&bogus;",
    "<blockquote>", "</blockquote><blockquote expandable>", "<a href='http://x.example'>", "<!--",
    "]]>", "<tg-spoiler>", '"', "'", "`", "```", "*bold*", "_", "[1]", "[1](http://y.example)",
    "[[2]]", "\\", "{}", "%s", "@someone", "/start", "#tag", "$USD", "http://evil.example/?a=b&c=d",
    "evil.example", "tg://user?id=1", "a@b.example", "<script>alert(1)</script>", "<br/>", "<p>",
)  # fmt: skip
ODD = (
    "😀", "👩‍👩‍👧‍👦", "🇦🇹", "👍🏽", "𝄞", "𐍈", "e\u0301\u0302\u0303", "\u200b", "\u200d", "\u202e",
    "\u2066", "\ufeff", "\u00ad", "\u2028", "\u2029", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85",
    "\ud800", "\udfff", "\uffff", "\U0010ffff", "مرحبا", "שלום", "日本語。", "ไทย", "a\u0300" * 40,
    "\t", "\r\n", "\n",
    "\n\n", "\xa0", "“", "”", "«", "»", "—", "…", "‹", "›",
)  # fmt: skip
WORDS = "the flood killed 42 people in Brenmoor, said Mr. Pell; 6.5 per cent of U.S. damage".split()


def text(rng: random.Random, length: int) -> str:
    """About so many characters of words, odd characters and look-alikes."""
    kind = rng.random()
    parts: list[str] = []
    made = 0
    while made < length:
        if kind < 0.1:
            part = rng.choice(("😀", "<", "&", "\u0301", "x", " ", "\n"))
            part *= rng.randint(1, max(1, min(5_000, length - made)))
        elif kind < 0.2:
            part = chr(rng.choice((rng.randint(0, 0x2FF), rng.randint(0, 0x10FFFF))))
        else:
            part = rng.choice(rng.choice((WORDS, WORDS, WORDS, LOOK_ALIKES, ODD)))
        parts.append(part)
        parts.append(rng.choice((" ", " ", " ", "", ". ", "\n")) if kind >= 0.2 else "")
        made += len(part) + 1
    return "".join(parts)


def nested(rng: random.Random, deep: int) -> str:
    """Quotes in quotes, in whatever signs."""
    words = text(rng, 20)
    for _ in range(deep):
        left, right = rng.choice(
            (("“", "”"), ("«", "»"), ('"', '"'), ("<blockquote>", "</blockquote>"), ("‘", "’"))
        )
        words = f"{left}{rng.choice(WORDS)} {words}{right}"
    return words


def length(rng: random.Random) -> int:
    return rng.choice((0, 1, 5, 40, 150, 300, 300, 600, rng.randint(1, 3_000)))


def answer(rng: random.Random) -> Answer:
    """One answer; one in fifty is of 20,000 characters."""
    count = rng.choice((0, 1, 1, 2, 3, 5, 12))
    citations = tuple(_citation(rng, n) for n in range(1, count + 1))
    claims = []
    for n in range(rng.choice((1, 1, 2, 4, 8))):
        words = nested(rng, rng.randint(1, 60)) if rng.random() < 0.1 else text(rng, length(rng))
        cited = tuple(sorted(rng.sample(range(1, count + 1), rng.randint(0, min(3, count)))))
        status: Status = rng.choice(("supported", "supported", "partly", "unsupported", "uncited"))
        claims.append(Claim(words, cited, status))
        if n == 0 and rng.random() < 0.02:
            claims.append(Claim(text(rng, 20_000), cited, "supported"))
    differing = tuple(
        Disagreement(
            text(rng, 30),
            tuple(ReportedValue(text(rng, 12), c.n) for c in citations[: rng.randint(2, 5)]),
        )
        for _ in range(rng.choice((0, 0, 0, 1, 2)))
        if count > 1
    )
    withheld = tuple(
        Withheld(text(rng, length(rng)), text(rng, 60)) for _ in range(rng.choice((0, 0, 1, 6)))
    )
    refused = rng.random() < 0.05
    return Answer(
        question=text(rng, 40),
        standalone=text(rng, 40),
        text=text(rng, length(rng)),
        refused=refused,
        claims=() if refused else tuple(claims),
        citations=() if refused else citations,
        disagreements=differing,
        withheld=withheld,
        how=How("extractive", None, None),
        usage={},
        timings_ms={},
        notes=tuple(text(rng, 80) for _ in range(rng.choice((0, 0, 1, 3)))),
    )


def _citation(rng: random.Random, n: int) -> Citation:
    quote = text(rng, length(rng) or 1)
    made = Citation(
        n=n,
        file=text(rng, 20) or "a.txt",
        title=rng.choice((None, text(rng, 60), text(rng, 3_000))),
        outlet=rng.choice((None, text(rng, 20))),
        url=rng.choice(
            (None, "https://a.example/?x=1&y=<2>", "javascript:alert(1)", text(rng, 30))
        ),
        published=rng.choice((None, Dated("2024-03-06", "day", "6 March 2024"))),
        page=None,
        first_line=3,
        last_line=4,
        start=0,
        end=len(quote),
        quote=quote,
    )
    return replace(made, page=7) if rng.random() < 0.1 else made
