"""A question without some of its words."""

from __future__ import annotations


def cut(text: str, start: int, end: int) -> str:
    """A text without the stretch from start to end."""
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
