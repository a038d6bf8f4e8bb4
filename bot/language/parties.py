"""States as the news speaks of them: by name, by adjective, and by the city that governs."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib.resources import files

from bot.language.terms import Word, alike, stem


@functools.cache
def _rows() -> list[list[list[str]]]:
    lines = files("bot.language").joinpath("countries.tsv").read_text("utf-8").splitlines()
    return [
        [column.split("|") for column in line.split("\t")]
        for line in lines
        if not line.startswith("#")
    ]


@functools.cache
def _table() -> dict[str, str]:
    rows: dict[str, str] = {}
    for columns in _rows():
        for form in (form for column in columns for form in column):
            if form and " " not in form:
                rows.setdefault(stem(form), columns[0][0])
    return rows


@functools.cache
def _demonyms() -> frozenset[str]:
    return frozenset(form for columns in _rows() for form in columns[2] if form)


def is_demonym(word: Word) -> bool:
    """Whether a word is a state's adjective or its people's name, such as Turkish."""
    return word.surface in _demonyms()


def party(word: Word) -> str | None:
    """The state that a word stands for (Yerevan: Armenia; Turkish: Turkey), or None."""
    return _party(word.stem, word.capital)


def _party(stemmed: str, capital: bool) -> str | None:
    return _table().get(stemmed) if capital or stemmed in _lower_safe() else None


@functools.cache
def _lower_safe() -> frozenset[str]:
    # In a question typed without capitals, names that are no English words still count.
    return frozenset(form for form in _table() if len(form) > 4)


def same(a: Word, b: Word) -> bool:
    """Whether two words mean the same thing: one stem, one name, or one state."""
    return same_form(a.stem, a.capital, b.stem, b.capital)


def any_same(a: Word, others: Iterable[Word]) -> bool:
    """Whether a word is the `same` as any of others."""
    first, of_a = a.stem[:1], _party(a.stem, a.capital)
    return any(
        # Words that are alike begin alike.
        (b.stem[:1] == first and alike(a.stem, b.stem))
        or (of_a is not None and _party(b.stem, b.capital) == of_a)
        for b in others
    )


@functools.lru_cache(maxsize=200_000)
def same_form(a: str, a_capital: bool, b: str, b_capital: bool) -> bool:
    """Whether two words of these stems are the `same`, with or without a capital."""
    if alike(a, b):
        return True
    of_a = _party(a, a_capital)
    return of_a is not None and _party(b, b_capital) == of_a
