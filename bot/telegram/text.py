"""Telegram's messages from plain text: escaped by us, measured as Telegram measures, and split.

A paragraph is a list of runs, each of one style. Lengths are those that Telegram counts: UTF-16
units of the text that is shown, without the markup.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

LONGEST = 4_096
# Telegram reads no more than 100; what is over would lose its style.
_MOST_ENTITIES = 90

Style = Literal["", "b", "i", "code", "blockquote", "mark"]
"""``mark``: plain text that is never cut and never begins a line."""

# Controls, halves of characters, and what turns the direction of the text that follows.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_JOINER = "\u2060"
# What Telegram's programs would make a link of; only links that we put may be any.
_LINKS = re.compile(
    r"(?i)(?P<scheme>[a-z][a-z0-9+.-]{0,30}:)(?=//)"
    r"|(?P<sign>(?<![\w/<>])[@#$/])(?=[^\W\d_])"
    r"|(?P<at>(?<=\w)@)(?=\w)"
    r"|(?P<dot>(?<=[^\W\d_]{2})\.|(?<=[\w-]{2})\.)(?=[^\W\d_]{2,}(?:\.|\b))"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style."""

    text: str
    style: Style = ""


Paragraph = tuple[Run, ...]


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def clean(text: str) -> str:
    """Text from outside, made harmless to show.

    Controls and turns of direction go, and what would become a link, a mention or a command is
    broken by a joiner that nobody sees.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _UNWANTED.sub("", text.replace("\u2029", "\n\n"))
    return _LINKS.sub(lambda m: m.group() + _JOINER, text)


def code(text: str) -> str:
    """Text from outside as HTML that can be copied as it is; no link is made of it."""
    return f"<code>{html.escape(_UNWANTED.sub('', text), quote=False)}</code>"


def line(*runs: Run | str) -> Paragraph:
    """A paragraph; bare strings are plain text."""
    return tuple(Run(r) if isinstance(r, str) else r for r in runs)


def one_line(text: str, most: int = 200) -> str:
    """Text on one line, cut to so many characters."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > most // 2 else head).rstrip() + "…"


def messages(paragraphs: Iterable[Paragraph], limit: int = LONGEST, gap: str = "\n\n") -> list[str]:
    """HTML messages that show the paragraphs, each within the limit, cut where a paragraph ends.

    A paragraph that fits no message is cut at the end of a sentence, else between words, else
    between characters.
    """
    out: list[str] = []
    held: list[Paragraph] = []
    length = entities = 0
    for paragraph in _fitting(paragraphs, limit):
        more = sum(units(run.text) for run in paragraph)
        marked = sum(1 for run in paragraph if run.style not in ("", "mark"))
        if held and (length + len(gap) + more > limit or entities + marked > _MOST_ENTITIES):
            out.append(gap.join(map(_html, held)))
            held, length, entities = [], 0, 0
        length += more + (len(gap) if held else 0)
        entities += marked
        held.append(paragraph)
    if held:
        out.append(gap.join(map(_html, held)))
    return out


def escape(text: str) -> str:
    """Outside text as HTML."""
    return html.escape(clean(text), quote=False)


def _html(paragraph: Paragraph) -> str:
    return "".join(
        html.escape(run.text, quote=False)
        if run.style in ("", "mark")
        else f"<{run.style}>{html.escape(run.text, quote=False)}</{run.style}>"
        for run in paragraph
    )


def _fitting(paragraphs: Iterable[Paragraph], limit: int) -> Iterable[Paragraph]:
    """Paragraphs as they are shown, those that fit no message cut into ones that do."""
    for paragraph in paragraphs:
        runs = [replace(run, text=_shown(run)) for run in paragraph]
        # A message of blanks alone is refused.
        for part in _parts([run for run in runs if run.text], limit):
            if any(_visible(run.text) for run in part):
                yield tuple(part)


def _parts(runs: list[Run], limit: int) -> Iterable[list[Run]]:
    part: list[Run] = []
    room = limit
    for whole in runs:
        run = whole
        if units(run.text) > limit and run.style == "mark":
            run = replace(run, style="")
        while units(run.text) > room or len(part) >= _MOST_ENTITIES:
            full = len(part) >= _MOST_ENTITIES or run.style == "mark"
            head, tail = ("", run.text) if full else _cut(run.text, room)
            carried: list[Run] = []
            if head:
                part.append(replace(run, text=head.rstrip()))
            elif run.style == "mark":
                # The last words go with a mark that has no room, so that it marks something.
                part, carried = _carry(part)
            yield part
            part, room = carried, limit - sum(units(r.text) for r in carried)
            run = replace(run, text=tail.lstrip() if head else tail)
        part.append(run)
        room -= units(run.text)
    yield part


def _shown(run: Run) -> str:
    # Telegram makes no links inside of code, and it should be copied as it is.
    return _UNWANTED.sub("", run.text) if run.style == "code" else clean(run.text)


def _carry(part: list[Run]) -> tuple[list[Run], list[Run]]:
    words = part[-1].text.rsplit(" ", 3) if part else []
    tail = " ".join(words[1:])
    if not tail or part[-1].style == "mark" or units(tail) > 200:
        return part, []
    last = part[-1]
    return [*part[:-1], replace(last, text=words[0])], [replace(last, text=tail)]


def _cut(text: str, room: int) -> tuple[str, str]:
    """The most of a text that fits, and the rest; nothing when too little room is left."""
    if room < 32:
        return ("", text)
    end = used = 0
    for c in text:
        used += 2 if ord(c) > 0xFFFF else 1
        if used > room:
            break
        end += 1
    head = text[:end]
    least = end // 2
    for found in (
        max(head.rfind("\n"), head.rfind(". ") + 1, head.rfind("? ") + 1, head.rfind("! ") + 1),
        head.rfind(" "),
    ):
        if found > least:
            return head[:found], text[found:]
    while end > least and end < len(text) and _leans(text[end], text[end - 1]):
        end -= 1
    return text[:end], text[end:]


def _leans(c: str, before: str) -> bool:
    """Whether a character belongs to the one before it."""
    return (
        bool(unicodedata.combining(c))
        or unicodedata.category(c) in ("Mn", "Me", "Mc")
        or c in "\u200d\ufe0f"
        or before == "\u200d"
        or 0x1F3FB <= ord(c) <= 0x1F3FF
    )


def _visible(text: str) -> bool:
    return any(not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Zs") for c in text)
