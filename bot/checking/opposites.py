"""Opposites: a claim must not turn round what its source says."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from bot.checking import lexicon, related
from bot.checking.alike import bare, same_meaning, same_word
from bot.checking.denials import refuses
from bot.checking.faults import Fault
from bot.checking.names import name_words
from bot.checking.text import Parsed
from bot.language import english
from bot.language.terms import Word, is_name, stem
from index.lexical import STOP_WORDS


@functools.cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """By stem: the pairs that it belongs to, and on which side."""
    out: dict[str, set[tuple[int, int]]] = {}
    for pair, sides in enumerate(lexicon.pairs("opposites")):
        for side, forms in enumerate(sides):
            for form in forms:
                out.setdefault(stem(form), set()).add((pair, side))
    return {form: frozenset(keys) for form, keys in out.items()}


@functools.lru_cache(maxsize=50_000)
def _keys(lower: str) -> frozenset[tuple[int, int]]:
    """The pairs that a word belongs to by its own form or by a plain one, and on which side."""
    if lower in _LIGHT:
        return frozenset()
    forms = {stem(lower), *(stem(base) for base, _ in english.usual(lower))}
    if lower.endswith("ly"):
        # "Temporarily" is to "permanent" as "temporary" is.
        forms |= {stem(lower[:-2]), stem(lower[:-3] + "y")}
    return frozenset().union(*(_sides().get(form, frozenset()) for form in forms))


@functools.lru_cache(maxsize=100_000)
def exclude(a: str, b: str) -> bool:
    """Whether two words, in lower case, exclude each other: "rose" and "dropped"."""
    return any((pair, 1 - side) in _keys(b) for pair, side in _keys(a)) or _opposed(a, b)


def may_exclude(word: str) -> bool:
    """Whether any word is known to exclude a word, in lower case."""
    return bool(_keys(word)) or related.has_opposite(word)


@functools.lru_cache(maxsize=100_000)
def _opposed(a: str, b: str) -> bool:
    """Whether the dictionary has two words, in lower case, as opposites."""
    return not ({a, b} & (_LIGHT | STOP_WORDS)) and related.opposed(a, b)


# Words whose opposites in the dictionary are of another sense than the one that reports use.
_LIGHT = frozenset(
    """
    old young earlier later off on up down all some one buy bought sell sold lend lent
    borrow borrowed under over
    """.split()
)


def turned_round(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim whose opposite the source says of the same, and not themselves."""
    told = [w for w in _affirmed(cited) if not is_name(w)]
    for word in _affirmed(claim):
        lower = bare(word.surface)
        if is_name(word) or not may_exclude(lower):
            continue
        others = [w for w in told if exclude(lower, bare(w.surface))]
        if _of_a_time(word, claim):
            # "At the beginning of March" is no opposite of "it ended".
            others = [w for w in others if _of_a_time(w, cited)]
        # A claim may have both: "the male and the female".
        if not others or any(_has(w, others[0]) for w in claim.words):
            continue
        if _converse(lower, bare(others[0].surface)) and _two_names(claim, cited):
            # Who won and who lost is told by who did what.
            continue
        same = [w for w in cited.words if w not in others and _is_one(word, w)]
        if not same or _nearer(_beside(word, claim), cited, others, same):
            shown = others[0].surface
            yield Fault("opposite", word.surface, f"the source says {shown}", shown)


_OF_A_TIME = re.compile(r"\b(?:(?:at|by|from|in|since|until) )?the (beginning|start|end) of\b")


def _of_a_time(word: Word, parsed: Parsed) -> bool:
    """Whether a word tells which part of a time is meant: "at the end of March"."""
    return any(m.start(1) == word.start for m in _OF_A_TIME.finditer(parsed.lower))


def _has(word: Word, told: Word) -> bool:
    """Whether a claim's word is one of its source's; "northeastern" is no "northwestern"."""
    own, other = bare(word.surface), bare(told.surface)
    return same_meaning(word, told) and not (_COMPASS.match(own) and exclude(own, other))


# Words for one thing seen from its two sides.
_CONVERSE = (
    (frozenset("win won winner wins winning".split()), frozenset("lose lost loser losing".split())),
    (
        frozenset("ahead before lead leads leading led".split()),
        frozenset("behind trail trails trailing trailed".split()),
    ),
)


def _converse(a: str, b: str) -> bool:
    return any((a in x and b in y) or (a in y and b in x) for x, y in _CONVERSE)


def _two_names(claim: Parsed, cited: Parsed) -> bool:
    """Whether a claim and its source both name two parties."""
    shared = {w.stem for w in name_words(claim)} & {w.stem for w in name_words(cited)}
    return len(shared) > 1


def _is_one(word: Word, told: Word) -> bool:
    """Whether the source has a claim's word, or one on its side."""
    # "Four months old" is no opposite of "young".
    if same_meaning(word, told) and told.stem != "old":
        return True
    return bool(_keys(bare(word.surface)) & _keys(bare(told.surface)))


# How many more words of the claim must stand beside the opposite than beside the word itself.
_MARGIN = 2


def _beside(word: Word, parsed: Parsed) -> list[Word]:
    """The words of the part of a text that holds a word."""
    parts = _parts(parsed)
    own = next(p for p, w in zip(parts, parsed.words, strict=True) if w == word)
    return [w for p, w in zip(parts, parsed.words, strict=True) if p == own]


def _nearer(asked: list[Word], cited: Parsed, others: list[Word], same: list[Word]) -> bool:
    """Whether a source with both words has the opposite where it speaks of what the claim does."""
    parts = _parts(cited)
    shared = Counter(
        parts[k]
        for k, w in enumerate(cited.words)
        if w.surface.lower() not in STOP_WORDS and any(same_word(c, w) for c in asked)
    )
    at = {w.start: part for w, part in zip(cited.words, parts, strict=True)}
    of_other = max(shared[at[w.start]] for w in others)
    return of_other >= _MARGIN + max(shared[at[w.start]] for w in same)


def _parts(parsed: Parsed) -> list[int]:
    """For each word, the number of its part: parts end at marks and at "but" and the like."""
    out, part, end = [], 0, 0
    for word in parsed.words:
        if _MARK.search(parsed.text[end : word.start]) or word.surface.lower() in _PARTING:
            part += 1
        out.append(part)
        end = word.end
    return out


_MARK = re.compile(r"[,.;:!?—–\"]")
_PARTING = frozenset("but while whereas though although".split())


# Where something is stays the same whether it is denied or not.
_COMPASS = re.compile(r"(?:north|south|east|west)(?!ham|minster)")
# Bounds of a number, which rules of their own compare.
_BOUND = re.compile(
    r"\b(?:no|not|at|the)? ?(?:fewer|less|more|least|most|over|under|above|below)(?: than)?"
    r" (?=[$€£¥]?\d|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty"
    r"|half) )"
)
# "The least expensive" is no opposite of "the cheapest".
_TURNS = frozenset("least less not fewer".split())


def _affirmed(parsed: Parsed) -> list[Word]:
    """Words that are neither denied nor part of an hour or a date ("ten to six")."""
    spans = [(m.start, m.end) for m in parsed.moments]
    spans += [m.span() for m in _BOUND.finditer(parsed.lower)]
    under = {k for d in parsed.denials for k in (*d.targets, *d.ahead)}
    under |= {d.cue for d in parsed.denials if not refuses(parsed.words[d.cue])}
    return [
        w
        for k, w in enumerate(parsed.words)
        if (k not in under or _COMPASS.match(parsed.lowered[k]))
        and not any(s <= w.start < e for s, e in spans)
        and not (k and parsed.lowered[k - 1] in _TURNS)
    ]
