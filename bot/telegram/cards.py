"""One citation as a message: the quote set off in its paragraph, with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answer import Answer, Citation
from bot.telegram.rendering import Button, Buttons, heading
from bot.telegram.text import Run, line, messages

# Of a long paragraph, so much is shown before and after the quote.
_BESIDE = 500
_LONGEST_QUOTE = 2_000
_CHANGED = "The article has changed since; this is what it said."


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a quote in its paragraph."""

    before: str
    after: str


def card(answer: Answer, n: int, text: str | None) -> str | None:
    """The HTML of citation ``n``; None when the answer has none of this number.

    Args:
        text: the article's text of record now, or None when it is gone.
    """
    citation = _find(answer, n)
    if citation is None:
        return None
    around = _around(text, citation) if text is not None else None
    quote = citation.quote.strip()
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rstrip() + "…"
    paragraphs = [line(Run(f"[{n}] {heading(citation)}", "b"))]
    if around is not None and around.before:
        paragraphs.append(line(around.before))
    paragraphs.append(line(Run(quote, "blockquote")))
    if around is not None and around.after:
        paragraphs.append(line(around.after))
    paragraphs.append(line(Run(citation.place, "code")))
    if around is None:
        paragraphs.append(line(Run(_CHANGED, "i")))
    return messages(paragraphs)[0]


def card_buttons(id: str, answer: Answer, n: int) -> Buttons:
    """Previous and next, the article's own address, and the file."""
    numbers = [c.n for c in answer.citations]
    at = numbers.index(n)
    steps = []
    if at > 0:
        steps.append(Button("‹", f"q:{id}:{numbers[at - 1]}"))
    if len(numbers) > 1:
        steps.append(Button(f"{at + 1} of {len(numbers)}", "n"))
    if at + 1 < len(numbers):
        steps.append(Button("›", f"q:{id}:{numbers[at + 1]}"))
    more = [Button("File", f"f:{id}:{n}")]
    citation = answer.citations[at]
    if citation.url and _WEB.fullmatch(citation.url):
        more.append(Button("Article online", url=citation.url))
    return [row for row in (steps, more) if row]


# What Telegram takes for a button's address; others it would refuse, and the card with them.
_WEB = re.compile(
    r"(?i)https?://(?=.{1,2000}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?::\d{1,5})?"
    r"(?:[/?#][\x21-\x7e]*)?"
)


def _find(answer: Answer, n: int) -> Citation | None:
    return next((c for c in answer.citations if c.n == n), None)


def _around(text: str, citation: Citation) -> Around | None:
    """The rest of the quote's paragraph; None when the quote is not there any more."""
    start = citation.start
    if text[start : citation.end] != citation.quote:
        start = text.find(citation.quote)
        if start < 0:
            return None
    end = start + len(citation.quote)
    first = max((m.end() for m in re.finditer(r"\n[ \t\r]*\n", text[:start])), default=0)
    gap = re.search(r"\n[ \t\r]*\n", text[end:])
    last = end + gap.start() if gap else len(text)
    before, after = " ".join(text[first:start].split()), " ".join(text[end:last].split())
    if len(before) > _BESIDE:
        # Where words are not parted by spaces, it is cut anywhere.
        before = "…" + (before[-_BESIDE:].partition(" ")[2] or before[-_BESIDE:])
    if len(after) > _BESIDE:
        after = (after[:_BESIDE].rpartition(" ")[0] or after[:_BESIDE]) + "…"
    return Around(before, after)
