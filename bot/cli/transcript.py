"""How a conversation is shown on a terminal and written to a file."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bot.answer import Citation
from index import Dated

if TYPE_CHECKING:
    from bot.conversation import Turn

# What would move the cursor, recolour the screen or turn the direction of writing.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_STARTS_A_LIST = re.compile(r"^(\s*\d+)([.)])|^(\s*)([-=])")


def plain(text: str) -> str:
    """A text without characters that a terminal would obey."""
    return _CONTROL.sub("\ufffd", text)


def heading(citation: Citation) -> str:
    """Number, place, title, outlet and date of a citation, in one line."""
    date = citation.published.date if citation.published else "date unknown"
    known = (citation.title, citation.outlet, date)
    parts = [f"[{citation.n}] {citation.place}", *(part for part in known if part)]
    return plain(" · ".join(" ".join(part.split()) for part in parts))


def citations(answer: dict[str, Any]) -> list[Citation]:
    """The citations of an answer that was kept as JSON; none of one of another version."""
    try:
        return [
            Citation(**{**c, "published": Dated(**c["published"]) if c["published"] else None})
            for c in answer.get("citations", ())
        ]
    except (TypeError, KeyError):
        return []


def sources(answer: dict[str, Any]) -> list[str]:
    """An answer's sources with their exact words, as lines for a terminal."""
    lines = []
    for citation in citations(answer):
        lines.append(heading(citation))
        lines += [f"    {plain(line.strip())}" for line in citation.quote.splitlines()]
        if citation.url:
            lines.append(f"    {plain(citation.url)}")
    return lines or ["The last answer cites nothing."]


def withheld(answer: dict[str, Any]) -> list[str]:
    """What an answer withheld and why, as lines for a terminal."""
    rows = answer.get("withheld", ())
    lines = [f"- {plain(row['text'])}\n    {plain(row['reason'])}" for row in rows]
    return lines or ["Nothing was withheld from the last answer."]


def kept(turn: Turn) -> dict[str, Any]:
    """The answer of a turn; empty when it cannot be read, as one of another version."""
    try:
        answer = json.loads(turn.answer)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def markdown(name: str, turns: Sequence[Turn]) -> str:
    """A conversation as Markdown: each question, its answer, and the words that it cites.

    What comes from articles and questions is escaped: it makes no link, image or heading.
    """
    parts = [f"# Conversation: {escaped(name)}"]
    for turn in turns:
        answer = kept(turn)
        when = datetime.datetime.fromtimestamp(turn.at).astimezone()
        parts.append(f"## {escaped(turn.question)}")
        about = f"Asked on {when:%Y-%m-%d at %H:%M %Z}"
        if turn.standalone != " ".join(turn.question.split()):
            about += f"; understood as: {escaped(turn.standalone)}"
        parts.append(f"*{about}*")
        parts.append(escaped(str(answer.get("text", ""))))
        parts += [_cited(citation) for citation in citations(answer)]
        for row in answer.get("disagreements", ()):
            values = "; ".join(f"{r['value']} [{r['n']}]" for r in row["reports"])
            parts.append(escaped(f"Sources differ on {row['about']}: {values}."))
        parts += [f"Note: {escaped(note)}" for note in answer.get("notes", ())]
    return "\n\n".join(part for part in parts if part) + "\n"


def _cited(citation: Citation) -> str:
    lines = [f"**{escaped(heading(citation))}**", "", *_quoted(citation.quote.splitlines())]
    if citation.url:
        # In a code span nothing is a link: whoever wants to follow it copies it.
        lines += [">", "> `" + plain(citation.url).replace("`", "%60") + "`"]
    return "\n".join(lines)


def _quoted(lines: Iterable[str]) -> list[str]:
    return [f"> {escaped(line.strip())}" for line in lines if line.strip()]


def escaped(text: str) -> str:
    """A text as Markdown that shows it as it is, in one paragraph."""
    text = " ".join(plain(text).split())
    text = _MARKDOWN.sub(r"\\\1", text)
    text = re.sub(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)", r"\1\3\\\2\4", text)
    return _STARTS_A_LIST.sub(lambda m: f"{m[1] or m[3] or ''}\\{m[2] or m[4]}", text)
