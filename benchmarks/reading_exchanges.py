"""Claims and sources in which one shared word is exchanged for another of its kind.

Of each claim that follows from its source come four pairs: as they are, with the word exchanged in
both (these two follow), in the claim alone, and in the source alone (these do not).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.reading_data import Pair, Story, evidence
from bot.language import english
from bot.language.tagging import tagged
from bot.language.terms import stem
from bot.language.wordclasses import Token

_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_NUMBERS = tuple(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety""".split()
)
_LIGHT = frozenset("say be have do will would can could may might must should".split())
# Words and short phrases that are often confused, each for the other.
OPPOSED = tuple(
    tuple(part.replace("_", " ") for part in pair.split("|"))
    for pair in """
rose|fell increased|decreased higher|lower more|fewer above|below north|south east|west won|lost
before|after first|last largest|smallest opened|closed joined|left bought|sold earlier|later
supported|opposed accepted|rejected public|private killed|wounded all|some most|few many|few
only|also always|never still|no_longer with|without for|against at_least|at_most did|did_not
more_than|less_than was|was_not were|were_not has|has_not have|have_not will|will_not is|is_not
are|are_not may|will denied|admitted allowed|barred began|ended men|women son|daughter
brother|sister husband|wife million|billion kilometres|miles metres|feet tonnes|kilograms hours|days
weeks|months months|years dollars|euros half|a_third twice|three_times raised|cut ahead_of|behind
despite|because_of since|until local|foreign senior|junior former|current civilians|soldiers
police|army government|opposition teachers|nurses workers|managers buyers|sellers owners|tenants
""".split()
)
# How often such a word is taken where there is one, and another word by its likeness.
_BY_OPPOSITE, _BY_FORM = 0.3, 4


def pairs(stories: Sequence[Story], rng: random.Random) -> list[Pair]:
    """Four pairs of each true claim that shares such a word with its source; in fours."""
    true = [
        (item.text, evidence(version, item.places, rng))
        for story in stories
        for item in story.items
        for letter, version in story.versions.items()
        if item.sign == (letter or "+")
    ]
    pool: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, source in true:
        for token in (*tagged(claim), *tagged(source)):
            if kind := _kind(token):
                pool[kind][token.word.surface] += 1
    words = {kind: list(counted) for kind, counted in pool.items()}
    out: list[Pair] = []
    for claim, source in true:
        for old, new in _exchanges(claim, source, words, rng):
            other_claim, other_source = _put(claim, old, new), _put(source, old, new)
            if other_claim != claim and other_source != source:
                out += [
                    Pair(0, (claim, source), True),
                    Pair(0, (other_claim, other_source), True),
                    Pair(0, (claim, other_source), False),
                    Pair(0, (other_claim, source), False),
                ]
                break
    return out


def _kind(token: Token) -> str | None:
    """What a word may be exchanged within; None for one that is left alone."""
    surface = token.word.surface
    if re.fullmatch(r"\d[\d.,]*", surface):
        return "year" if re.fullmatch(r"1\d{3}|20\d\d", surface) else "figure"
    for kind, known in (("month", _MONTHS), ("day", _DAYS), ("number", _NUMBERS)):
        if surface in known:
            return kind
    if token.part == "name" or (token.word.capital and not token.word.opens):
        return "name"
    if token.part in ("verb", "noun", "adjective") and token.base not in _LIGHT:
        ending = next((e for e in ("ed", "ing", "s") if token.lower.endswith(e)), "")
        return f"{token.part} {token.form} {ending}"
    return None


def _exchanges(
    claim: str, source: str, words: dict[str, list[str]], rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Words that both have, each with another; the first is to be taken."""
    opposed = [
        (a, b)
        for pair in OPPOSED
        for a, b in (pair, pair[::-1])
        if _has(claim, a) and _has(source, a) and not _has(source, b)
    ]
    if opposed and rng.random() < _BY_OPPOSITE:
        yield rng.choice(opposed)
    shared = [(k, t.word.surface) for t in tagged(claim) if (k := _kind(t))]
    shared = [(kind, word) for kind, word in shared if _has(source, word)]
    rng.shuffle(shared)
    for kind, word in shared:
        for _ in range(_BY_FORM):
            new = _instead(kind, word, words[kind], rng)
            if not _has(source, new) and stem(new) != stem(word) and not _alike(word, new):
                yield word, new
                break


def _instead(kind: str, word: str, words: Sequence[str], rng: random.Random) -> str:
    if kind == "year":
        return str(int(word) + rng.choice([-10, -3, -2, -1, 1, 2, 3, 10]))
    if kind == "figure":
        at = rng.choice([i for i, c in enumerate(word) if c.isdigit()][:2])
        return word[:at] + rng.choice("123456789") + word[at + 1 :]
    return rng.choice(words)


def _alike(a: str, b: str) -> bool:
    return english.synonymous(a.lower(), b.lower())


def _has(text: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text, re.IGNORECASE) is not None


def _put(text: str, old: str, new: str) -> str:
    def cased(found: re.Match[str]) -> str:
        return new[:1].upper() + new[1:] if found[0][0].isupper() else new

    return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", cased, text, flags=re.IGNORECASE)
