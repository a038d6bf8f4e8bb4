"""Words in quotation marks must stand in the source, in that order and without a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.text import Parsed

_QUOTED = re.compile(r'"([^"]{1,600})"|(?<![\w])\'([^\']{2,600}?)\'(?!\w)')
_OUTER = " .,;:!?…"


def wrong_quotes(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Quoted words of a claim that do not stand in the source."""
    held = f" {_normal(cited.text)} "
    for words in quoted(claim.text):
        parts = [p for p in re.split(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*", words) if p.strip(_OUTER)]
        if not all(f" {_normal(part)} " in held for part in parts):
            yield Fault("quote", words, f'the source does not hold the words "{words}"')


def quoted(text: str) -> list[str]:
    """What stands in quotation marks, without them."""
    return [
        (m[1] or m[2]).strip(_OUTER) for m in _QUOTED.finditer(text) if (m[1] or m[2]).strip(_OUTER)
    ]


def in_quote(text: str, at: int) -> bool:
    """Whether a place of a text is in quotation marks."""
    return any(m.start() < at < m.end() for m in _QUOTED.finditer(text))


def _normal(text: str) -> str:
    """Words alone, in lower case: punctuation inside a quote may follow either house's style."""
    return " ".join(re.findall(r"[^\W_]+(?:['-][^\W_]+)*|[%$€£]", text.lower()))
