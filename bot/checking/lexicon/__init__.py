"""The words that the rules know, one file a list; a line that begins with # is a comment."""

from __future__ import annotations

from importlib.resources import files

from bot.language.terms import stem


def lines(name: str) -> list[str]:
    """The lines of a list, without its comments."""
    text = files("bot.checking.lexicon").joinpath(f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def groups(name: str) -> list[list[str]]:
    """The lines of a list, each as its words."""
    return [line.split() for line in lines(name)]


def words(name: str) -> frozenset[str]:
    """All words of a list."""
    return frozenset(word for group in groups(name) for word in group)


def stems(name: str) -> frozenset[str]:
    """The stems of all words of a list."""
    return frozenset(stem(word) for word in words(name))


def pairs(name: str) -> list[tuple[list[str], list[str]]]:
    """The lines of a list of opposites, each as its two sides."""
    sides = [line.split("|") for line in lines(name)]
    return [(one.split(), other.split()) for one, other in sides]
