"""Figures that a site shows beside its stories: prices, the weather, counts, faces to choose."""

from __future__ import annotations

import re
import unicodedata

from index.cleaning.labels import COUNTED

_CHANGE = re.compile(
    r"(?:\d[\d.,]*\s*)?[↑↓▲▼▴▾⬆⬇]\s?\d[\d.,]*\s?%|%\s?[+−–-]?\d[\d.,]*"
    r"|[+−–-]?\d[\d.,]*\s*(?:[↑↓▲▼▴▾⬆⬇]|°\s?[CF]?\b)"
    r"|\d[\d.,]*[.,]\d+\s+(?:[+−–-]\d[\d.,]*\s+)?\(?[+−–-]\d+(?:[.,]\d+)?\s?%\)?"
)
_CURRENCY = re.compile(r"\b(?:USD|EUR|GBP|BTC|RUB|CHF|Brent|Nasdaq|Dow|DAX)\b")
_LONGEST_FOR_EACH = 60
_MOST_WORDS_FOR_EACH = 4
_LONGEST_FACE = 4
_NUMBER = re.compile(r"[+−–-]?\d[\d.,]*")


def is_ticker(raw: str) -> bool:
    """Names of papers, money or places, each with its figure and a mark of change or degrees."""
    changes = _CHANGE.findall(raw)
    if any("%" in change for change in changes) or len(changes) > 1:
        words = [word for word in raw.split() if any(c.isalpha() for c in word)]
        if (
            not re.search(r"[.!?]$", raw)
            and len(words) <= _MOST_WORDS_FOR_EACH * len(changes)
            and len(raw) <= _LONGEST_FOR_EACH * len(changes)
            and _looks_like_names(words)
        ):
            return True
    figures = _NUMBER.findall(raw)
    words = re.findall(r"[^\W\d_]+", raw)
    return (
        len(_CURRENCY.findall(raw)) > 1
        and len(figures) > 1
        and len(words) <= 2 * len(figures)
        and not re.search(r"[.!?]$", raw)
    )


def _looks_like_names(words: list[str]) -> bool:
    """Whether the words are names and codes, so that no sentence or row of a table is meant."""
    return all(not word[0].islower() or len(word) <= 2 * _MOST_WORDS_FOR_EACH for word in words)


def is_counter(raw: str) -> bool:
    """Pictographs with figures, and no word but that of what is counted."""
    if not any(unicodedata.category(c) == "So" for c in raw):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", raw.lower()) if w not in ("k", "m")]
    return any(c.isdigit() for c in raw) and all(word in COUNTED for word in words)


def is_row_of_faces(raw: str) -> bool:
    """Pictographs, two at least, each with the few words that a reader may choose it for."""
    marks = [i for i, c in enumerate(raw) if unicodedata.category(c) == "So"]
    if len(marks) < 2 or re.search(r"[.!?]\s|\d", raw):
        return False
    parts = [raw[a + 1 : b] for a, b in zip(marks, [*marks[1:], len(raw)], strict=True)]
    between = [part.strip(" \ufe0f\u200d|·•/") for part in parts]
    if sum(1 for part in between if part) < 2:
        return False
    return not raw[: marks[0]].strip() and all(
        len(part.split()) <= _LONGEST_FACE and not part.endswith((".", "!")) for part in between
    )
