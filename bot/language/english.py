"""What a dictionary knows of English words: readings, and which words mean the like.

The tables in `wordnet/` are derived from WordNet 3.0 by `derive.py`; its licence stands beside
them. A word is looked up by its plain forms, which its irregular forms and WordNet's rules of
endings give (see "morphy" in WordNet's manual, section 7).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_ENDINGS = {
    "n": (
        ("s", ""),
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("men", "man"),
        ("ies", "y"),
    ),
    "v": (
        ("s", ""),
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
        ("ied", "y"),
    ),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "r": (),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word.

    Attributes:
        base: its plain form.
        part: n, v, a or r: noun, verb, adjective, adverb.
        times: how often a corpus of a quarter of a million words has the plain form so.
        inflected: whether the word is not the plain form itself.
    """

    base: str
    part: str
    times: int
    inflected: bool


def _table(name: str) -> Iterator[list[str]]:
    text = files("bot.language").joinpath("wordnet", f"{name}.txt").read_text("utf-8")
    return (line.split() for line in text.splitlines())


@functools.cache
def _parts() -> dict[str, str]:
    return dict(_table("parts"))


@functools.cache
def _irregular() -> dict[tuple[str, str], str]:
    return {(form, part): base for part, form, base in _table("irregular")}


@functools.lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[Reading, ...]:
    """The ways to read a word, the most usual first; none for a word that is not known.

    Args:
        word: in any case, without a possessive ending.
    """
    lower = word.lower()
    found: dict[tuple[str, str], Reading] = {}
    for base, part, inflected in _bases(lower):
        times = _times(base).get(part)
        if times is not None:
            found.setdefault((base, part), Reading(base, part, times, inflected))
    return tuple(sorted(found.values(), key=lambda r: (-r.times, r.inflected)))


def _bases(lower: str) -> Iterator[tuple[str, str, bool]]:
    for part, endings in _ENDINGS.items():
        irregular = _irregular().get((lower, part))
        if irregular is not None:
            yield irregular, part, True
        yield lower, part, False
        if irregular is None:
            for ending, instead in endings:
                if lower.endswith(ending) and len(lower) > len(ending) + 1:
                    base = lower[: len(lower) - len(ending)] + instead
                    if base == "see" and ending == "ed":
                        # Who is seeded has not been seen.
                        continue
                    yield base, part, True
                    # "Banned" and "stopping" double the last consonant of the plain form.
                    if not instead and ending in ("ed", "ing", "er", "est") and _doubled(base):
                        yield base[:-1], part, True


def _doubled(base: str) -> bool:
    return len(base) > 3 and base[-1] == base[-2] and base[-1] in "bdgklmnprtv"


@functools.lru_cache(maxsize=50_000)
def _times(base: str) -> dict[str, int]:
    parts = _parts().get(base, "")
    return {part: int(times) for part, times in re.findall(r"([nvar])(\d+)", parts)}


@functools.lru_cache(maxsize=50_000)
def bases(word: str) -> frozenset[tuple[str, str]]:
    """The plain forms that a word may be of, each with its part of speech."""
    return frozenset((r.base, r.part) for r in readings(word))


# A reading this many times rarer than the most usual one is not meant.
_RARE = 8


@functools.lru_cache(maxsize=50_000)
def usual(word: str) -> frozenset[tuple[str, str]]:
    """The plain forms of a word's usual readings: "found" is of find, and hardly of found."""
    found = readings(word)
    most = max((r.times for r in found), default=0)
    return frozenset((r.base, r.part) for r in found if r.times * _RARE >= most)


def derived(form: tuple[str, str]) -> frozenset[tuple[str, str]]:
    """The plain forms that derive from one, or that it derives from: win and winner."""
    return _linked("derived").get(form, frozenset())


def antonyms(form: tuple[str, str]) -> frozenset[tuple[str, str]]:
    """The opposites of a plain form."""
    return _linked("antonyms").get(form, frozenset())


def meanings(form: tuple[str, str]) -> frozenset[int]:
    """The numbers of the sets of synonyms that hold a plain form."""
    return _synonyms().get(form, frozenset())


def kinds(form: tuple[str, str]) -> frozenset[str]:
    """The words that name what a plain form is a kind of."""
    return _broader().get(form, frozenset())


@functools.cache
def _synonyms() -> dict[tuple[str, str], frozenset[int]]:
    """By plain form and part of speech: the numbers of the sets of synonyms that hold it."""
    out: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (part, *words) in enumerate(_table("synonyms")):
        for word in words:
            out[word, part].add(number)
    return {key: frozenset(numbers) for key, numbers in out.items()}


@functools.cache
def _linked(name: str) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    out: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for parts, one, two in _table(name):
        out[one, parts[0]].add((two, parts[1]))
        out[two, parts[1]].add((one, parts[0]))
    return {key: frozenset(others) for key, others in out.items()}


@functools.cache
def _broader() -> dict[tuple[str, str], frozenset[str]]:
    return {(word, part): frozenset(above) for part, word, *above in _table("broader")}


def one_word(a: str, b: str) -> bool:
    """Whether two words are forms of one, or one derives from the other: win, won, winner."""
    theirs = bases(b)
    return not (bases(a).isdisjoint(theirs) and _derived(a).isdisjoint(theirs))


def together(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two plain forms stand in one set of synonyms."""
    return not meanings(a).isdisjoint(meanings(b))


def synonymous(a: str, b: str) -> bool:
    """Whether two words share a usual meaning: "begin" and "commenced"."""
    return not _meanings(a).isdisjoint(_meanings(b))


def broader(wide: str, narrow: str) -> bool:
    """Whether one word names what the other is a kind of: "vehicle" and "truck"."""
    return not _wider(narrow).isdisjoint(bases(wide))


# What is asked of every pair of words is kept for each of the two.
@functools.lru_cache(maxsize=50_000)
def _derived(word: str) -> frozenset[tuple[str, str]]:
    return frozenset[tuple[str, str]]().union(*(derived(form) for form in bases(word)))


@functools.lru_cache(maxsize=50_000)
def _meanings(word: str) -> frozenset[int]:
    return frozenset[int]().union(*(meanings(form) for form in bases(word)))


@functools.lru_cache(maxsize=50_000)
def _wider(word: str) -> frozenset[tuple[str, str]]:
    return frozenset((above, form[1]) for form in bases(word) for above in kinds(form))


def opposed(a: str, b: str) -> bool:
    """Whether two words are each other's opposites: "rise" and "fell"."""
    theirs = bases(b)
    return any(_linked("antonyms").get(x, frozenset()) & theirs for x in bases(a))


@functools.lru_cache(maxsize=20_000)
def verbs_of(noun: str) -> frozenset[str]:
    """The verbs that a noun is made of: "seizure" of "seize"; for the noun's plain form.

    A noun that names who does it, such as "attacker", is made of none.
    """
    if noun.endswith(("er", "or", "ee")):
        return frozenset()
    found = _linked("derived").get((noun, "n"), frozenset())
    times = _times(noun)
    alike = {noun} if 2 * times.get("v", -1) >= times.get("n", 0) else set()
    return frozenset(base for base, part in found if part == "v") | alike


@functools.lru_cache(maxsize=50_000)
def one_kind(a: str, b: str) -> bool:
    """Whether two nouns share a meaning, or one of them names what the other is a kind of."""
    ours = {base for base, part in bases(a) if part == "n"}
    theirs = {base for base, part in bases(b) if part == "n"}
    sets, above = _synonyms(), _broader()
    shared = {n for x in ours for n in sets.get((x, "n"), ())}
    return (
        any(n in shared for x in theirs for n in sets.get((x, "n"), ()))
        or any(wide in theirs for x in ours for wide in above.get((x, "n"), ()))
        or any(wide in ours for x in theirs for wide in above.get((x, "n"), ()))
    )
