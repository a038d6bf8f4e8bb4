"""What a number counts: the noun behind it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from bot.checking import related
from bot.checking.alike import Embed, bare, likeness, same_meaning, same_word
from bot.checking.quantities import NOUN_BREAK, Quantity
from bot.checking.text import Parsed
from bot.checking.units import EVENTS, PEOPLE
from bot.language import english
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_BREAK = re.compile(r"[,.;:()\"&/—–]|\s-\s")
# Words between a number and its noun that say nothing of what is counted.
_BETWEEN = frozenset(
    "of the its their his her our them us more other such these those about some".split()
)
_REACH = 60
# How far before a small number its thing may stand, in characters.
_NEXT = 25
# A noun reading this many times rarer than the most usual one is not meant.
_RARE = 3


def head(parsed: Parsed, q: Quantity) -> Word | None:
    """The noun that a number counts: "sirens" in "12 of the 30 sirens failed"; None for none."""
    if parsed.text[q.end : q.end + 1] == "'":
        # "Halcyon 2's" is a name.
        return None
    found: Word | None = None
    end = q.end
    words = parsed.words
    for at in range(bisect.bisect_left(words, q.end, key=lambda w: w.start), len(words)):
        word = words[at]
        if word.start >= q.end + _REACH:
            break
        gap, lower = parsed.text[end : word.start], bare(word.surface)
        if gap == "-" and end == q.end and _is_joined(q, lower):
            # "A 310-page report" has 310 pages.
            return word
        if _BREAK.search(gap) or NOUN_BREAK.fullmatch(lower):
            break
        end = word.end
        if found is not None and not english.readings(lower):
            break
        if found is None and (lower in _BETWEEN or word.surface[0].isdigit()):
            continue
        if lower in STOP_WORDS:
            break
        if _is_noun(lower) and not word.capital and lower == word.surface.lower():
            # (A possessive only says whose the thing is.)
            found = word
        elif found is not None:
            break
    return found if found is not None and _is_plural(bare(found.surface)) else None


def _is_joined(q: Quantity, lower: str) -> bool:
    """Whether a word behind a hyphen is counted: not in "6-3" nor in "fourth-largest"."""
    return not lower[0].isdigit() and (q.kind != "ordinal" or _is_noun(lower))


# Nouns without an ending of their own that are said of many.
_MANY = frozenset("people staff police personnel cattle fish sheep aircraft youth".split())


def _is_plural(lower: str) -> bool:
    nouns = [r for r in english.readings(lower) if r.part == "n"]
    return lower in _MANY or not nouns or any(r.inflected for r in nouns)


def _is_noun(lower: str) -> bool:
    """Whether a word is one that may be counted; unknown words are."""
    found = english.readings(lower)
    if not found:
        return True
    nouns = max((r.times for r in found if r.part == "n"), default=-1)
    if nouns < 0:
        return False
    return nouns * _RARE >= found[0].times and not (
        found[0].part == "v" and found[0].inflected and lower.endswith(("ed", "ing"))
    )


# Nouns that leave open what is counted.
_ANY = frozenset("people person persons individuals others men members sources".split())
_TURNS = frozenset("times occasions".split())
_OPEN = frozenset("individuals others members".split())
# How like two nouns must be to count the same.
_LIKE = 0.7


def same_thing(q: Quantity, s: Quantity, claim: Parsed, cited: Parsed, embed: Embed | None) -> bool:
    """Whether a claim's number may count what its source's number counts."""
    for a, b in ((q.events, s.events), (q.people, s.people)):
        if a and b and not a & b:
            return False
    mine, theirs = head(claim, q), head(cited, s)
    if _unsaid(q, s, theirs) or _unsaid(s, q, mine):
        return False
    if q.unit is not None or q.value <= 1:
        return True
    harmed = q.events & {"dead", "hurt"}
    told = any(cited.stems & EVENTS[kind] for kind in harmed)
    if harmed and not told and mine is not None and (_is_person(mine) or _is_event(mine)):
        # "Killed 5,000 people" beside "5,000 lost their homes".
        return False
    if mine is None or theirs is None or _is_like(mine, [theirs], embed):
        return True
    if q.kind == s.kind == "ordinal" and set(q.nouns) & set(s.nouns):
        # "The fourth-largest supermarket chain" is the fourth biggest supermarket company.
        return True
    if bare(theirs.surface) in _OPEN or bare(mine.surface) in _TURNS:
        return True
    if _is_labelled(mine, s, cited) or _is_labelled(theirs, q, claim):
        return True
    if _is_event(mine):
        return bool(s.events) or _is_person(theirs)
    known = {o.value for o in claim.quantities}
    if any(_counts(mine, o, cited) for o in cited.quantities if o.value not in known):
        return same_meaning(mine, theirs)
    wide, narrow = bare(mine.surface), bare(theirs.surface)
    if _class(mine) and _class(theirs):
        return bool(_class(mine) & _class(theirs))
    if wide in _ANY:
        return _is_event(theirs) or _is_person(theirs)
    if q.value <= 2:
        # So small a number may be of many things.
        near = [w for w in cited.words if -_NEXT <= w.start - s.start <= _REACH]
        return _is_like(mine, near, embed)
    # "Employed 3,000 people" gives 3,000 employees.
    by_deed = narrow in _ANY and (_is_person(mine) or not english.readings(wide))
    if by_deed and any(_is_verb(w) and same_word(mine, w) for w in cited.words):
        return True
    left_open = related.is_kind(wide, narrow) or _is_event(theirs)
    return left_open and _is_like(mine, cited.words, embed)


def _is_labelled(noun: Word, q: Quantity, parsed: Parsed) -> bool:
    """Whether a noun stands right before a number: "magnitude 6.1" of "a 6.1-magnitude quake"."""
    before = [w for w in parsed.words if w.end <= q.start][-1:]
    return any(same_word(noun, w) and not parsed.text[w.end : q.start].strip() for w in before)


# Units that may go without saying: "68" for "68 years old".
_UNSAID = frozenset(("year", "vote", "point"))


def _unsaid(a: Quantity, b: Quantity, noun: Word | None) -> bool:
    """Whether one number is in years, votes or points and the other one of a thing."""
    return a.unit in _UNSAID and b.unit is None and noun is not None


def _is_verb(word: Word) -> bool:
    return any(r.part == "v" for r in english.readings(bare(word.surface))[:1])


def _is_person(noun: Word) -> bool:
    lower = bare(noun.surface)
    return lower in _ANY or bool(_class(noun)) or related.is_kind(lower, "person")


def _class(noun: Word) -> frozenset[str]:
    return frozenset(name for name, forms in PEOPLE.items() if noun.stem in forms)


def _counts(noun: Word, o: Quantity, cited: Parsed) -> bool:
    other = head(cited, o)
    return other is not None and same_meaning(noun, other)


def _is_like(noun: Word, others: Sequence[Word], embed: Embed | None) -> bool:
    return bool(likeness([noun], others, embed).max(initial=0) >= _LIKE)


def _is_event(noun: Word) -> bool:
    return any(noun.stem in forms for forms in EVENTS.values())
