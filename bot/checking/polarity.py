"""Denial and opposites: a claim must not deny what its source affirms, nor turn it round."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.checking import lexicon
from bot.checking.alike import Embed, likeness, same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

_NOT = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot can't won't isn't aren't
    wasn't weren't don't doesn't didn't hasn't haven't hadn't wouldn't couldn't shouldn't hardly
    scarcely barely unable impossible
    """.split()
)
_NOT_STEMS = frozenset(
    stem(word)
    for word in """
    deny denies denied denying refuse refused refuses refusing refusal fail failed fails failing
    failure reject rejected rejects rejecting decline declined declines lack lacked lacks lacking
    ruled unable
    """.split()
)
_YET = re.compile(r"\b(?:yet to|ruled? out|rules out|far from|no longer|instead of|rather than)")
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:alternative|doubt|only|just|fewer|less|more|later|earlier|longer than|once)\b"
    r"|\bnothing but\b|\bno sooner\b|\bwhether or not\b|\bif not\b"
)
# How many words after a denial belong to it.
_SCOPE = 7


@functools.cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """By stem: the pairs that it belongs to, and on which side."""
    out: dict[str, list[tuple[int, int]]] = {}
    for pair, sides in enumerate(lexicon.pairs("opposites")):
        for side, forms in enumerate(sides):
            for form in forms:
                out.setdefault(stem(form), []).append((pair, side))
    return out


def turned_round(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim whose opposite the source has, and not themselves."""
    sides = _sides()
    told = [w for w in _untimed(cited) if not (w.capital and not w.opens)]
    held = {key for w in told for key in sides.get(w.stem, ())}
    denied_there = {k for d in denials(cited) for k in (d.cue, *d.targets, *d.ahead)}
    denied_here = {k for d in denials(claim) for k in (d.cue, *d.targets, *d.ahead)}
    under = {cited.words[k] for k in denied_there} | {claim.words[k] for k in denied_here}
    for word in _untimed(claim):
        if word in under or (word.capital and not word.opens):
            continue
        if any(same_meaning(word, w) for w in cited.words):
            continue
        for pair, side in sides.get(word.stem, ()):
            if (pair, 1 - side) in held and (pair, side) not in held:
                other = next(w for w in told if (pair, 1 - side) in sides.get(w.stem, ()))
                if other in under:
                    continue
                yield Fault(
                    "opposite", word.surface, f"the source says {other.surface}", other.surface
                )
                break


def reordered(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a claim puts before something and its source after it, or the other way round.

    "A before B" and "B after A" are one statement; "A before B" and "A after B" are not.
    """
    theirs = list(_orders(cited))
    for one in _orders(claim):
        found = [agreed for other in theirs if (agreed := _agree(one, other)) is not None]
        if found and not any(found):
            yield Fault("order", one.word.surface, "the source has the order the other way round")


def _agree(one: _Order, other: _Order) -> bool | None:
    """Whether two statements of order are one; None when they speak of other things."""
    straight = _overlap(one.ahead, other.ahead) + _overlap(one.behind, other.behind)
    turned = _overlap(one.ahead, other.behind) + _overlap(one.behind, other.ahead)
    if straight == turned:
        return None
    return (straight > turned) == (one.before == other.before)


@dataclass(frozen=True, slots=True)
class _Order:
    """ "Before" or "after", with the words on its two sides."""

    word: Word
    before: bool
    ahead: tuple[Word, ...]
    behind: tuple[Word, ...]


_BEFORE = frozenset("before".split())
_AFTER = frozenset("after following once".split())


def _orders(parsed: Parsed) -> Iterator[_Order]:
    ws, clauses = parsed.words, parsed.clauses
    for i, word in enumerate(ws):
        lower = word.surface.lower()
        if (
            lower not in _BEFORE | _AFTER
            or word.opens
            or any(m.start <= word.start < m.end for m in parsed.moments)
        ):
            continue
        ahead = [
            w
            for w, c in zip(ws[max(0, i - 9) : i], clauses[max(0, i - 9) :], strict=False)
            if c == clauses[i]
        ]
        behind = [
            w for w, c in zip(ws[i + 1 : i + 8], clauses[i + 1 :], strict=False) if c == clauses[i]
        ]
        yield _Order(word, lower in _BEFORE, tuple(_telling(ahead)), tuple(_telling(behind)))


def _telling(found: list[Word]) -> list[Word]:
    return [w for w in found if w.surface.lower() not in STOP_WORDS]


def _overlap(a: tuple[Word, ...], b: tuple[Word, ...]) -> int:
    return sum(any(same_meaning(x, y) for y in b) for x in a)


def _untimed(parsed: Parsed) -> list[Word]:
    """Words that are no part of an hour or a date: "ten to six", "12 minutes before one"."""
    spans = [(m.start, m.end) for m in parsed.moments]
    return [w for w in parsed.words if not any(s <= w.start < e for s, e in spans)]


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies, and what it bears on.

    Attributes:
        cue: its position.
        targets: positions of the content words behind it, up to a comma.
        ahead: positions of those before it, up to a comma.
    """

    cue: int
    targets: tuple[int, ...]
    ahead: tuple[int, ...]


def denials(parsed: Parsed) -> list[Denial]:
    """Find what a text denies."""
    ws = parsed.words
    empty = [(m.start(), m.end()) for m in _NO_DENIAL.finditer(parsed.lower)]
    cues = {
        i
        for i, word in enumerate(ws)
        if is_denial(word) and not any(s <= word.start < e for s, e in empty)
    }
    # "Neither … nor" is one denial.
    cues -= {i for i in cues if ws[i].surface.lower() == "nor"}
    for match in _YET.finditer(parsed.lower):
        cues.update([k for k, w in enumerate(ws) if w.start < match.end()][-1:])
    return [
        Denial(
            cue,
            tuple(k for k in _stretch(parsed, cue, 1) if not _weak(ws[k]))[:3],
            tuple(k for k in _stretch(parsed, cue, -1) if not _weak(ws[k]))[:2],
        )
        for cue in sorted(cues)
    ]


def _stretch(parsed: Parsed, at: int, step: int) -> Iterator[int]:
    """Positions from a word on, up to the next comma or end of its clause."""
    ws, k = parsed.words, at + step
    while 0 <= k < len(ws) and abs(k - at) <= _SCOPE:
        low, high = sorted((k, k - step))
        if re.search(r"[,.;:!?—–]", parsed.text[ws[low].end : ws[high].start]):
            return
        if ws[k].surface.lower() == "but":
            return
        yield k
        k += step


def is_denial(word: Word) -> bool:
    """Whether a word denies what follows it."""
    return word.surface.lower().replace("’", "'") in _NOT or word.stem in _NOT_STEMS


# Words that deny by their meaning.
_NEGATIVE = frozenset(
    stem(word)
    for word in """
    silent silence empty emptied closed shut halt halted stop stopped ceased missing lose loses lost
    defeat defeated banned barred forbidden cancelled abandoned suspended avoid avoided prevent
    prevented disagree disputed dispute disputes doubt wrong false untrue out away resigned
    vacant blocked against contradiction acquitted cleared barred
    """.split()
)
_NEGATIVE_PREFIX = re.compile(
    r"un(?!i|der|til|cle|ion|ease|rest)[a-z]{4,}|non-?[a-z]{5,}|im(?:possible|mobile|proper)"
    r"|in(?:ability|accurate|active|adequate|complete|correct|direct|secure|sufficient|valid)"
)
_NEGATIVE_PHRASE = re.compile(
    r"\b(?:(?:is|was|are|were|be) over|at large"
    r"|(?:turned|kept|ruled|called) (?:down|away|out|off))\b"
)
# "No worse flood since 2009" and "the worst flood since 2009" say the same.
_RECORD = re.compile(r"\b(?:first|only|last|most|least|best|worst|alone|sole|[a-z]{3,}est)\b")
_COMPARED = re.compile(r"\b(?:since|before|ever|later|other|another|more|[a-z]{3,}er)\b")
_CLOSE = 0.88
_BESIDE = 3


def denied(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """What a claim denies and its source affirms, or the other way round."""
    of_claim, of_cited = denials(claim), denials(cited)
    for denial in of_claim if not _same_record(claim, cited) else ():
        cue = claim.words[denial.cue].surface
        alone = not of_cited and not _negative(cited)
        if alone or _affirmed(denial, claim, cited, embed) is not None:
            yield Fault("denied", cue, "the source does not deny it")
            return
    if len(of_claim) >= len(of_cited) or _same_record(cited, claim):
        return
    for denial in of_cited:
        cue_word = cited.words[denial.cue]
        before, after = (_lower_at(cited, denial.cue + step) for step in (-1, 1))
        if cue_word.stem in _NOT_STEMS and after != "to":
            # What is refused is not denied to be; "refused to go" denies the going.
            continue
        beside = cue_word.surface.lower() == "not" and before in ("but", "and")
        if beside and _share_held(denial, cited, claim, embed) < 1:
            # "But not its tanners" is named beside what is meant.
            continue
        wrong = _affirmed(denial, cited, claim, embed)
        if wrong is not None:
            cue = cited.words[denial.cue].surface
            yield Fault("denied", claim.words[wrong].surface, f'the source says "{cue}"', cue)
            return


def _lower_at(parsed: Parsed, at: int) -> str:
    return parsed.words[at].surface.lower() if 0 <= at < len(parsed.words) else ""


def _share_held(denial: Denial, text: Parsed, against: Parsed, embed: Embed | None) -> float:
    """Share of what is denied that the other text speaks of."""
    if not denial.targets:
        return 0.0
    held = likeness([text.words[k] for k in denial.targets], against.words, embed)
    return float((held.max(axis=1) >= _CLOSE).mean())


def _same_record(text: Parsed, against: Parsed) -> bool:
    return bool(_RECORD.search(against.lower) and _COMPARED.search(text.lower))


def _affirmed(denial: Denial, text: Parsed, against: Parsed, embed: Embed | None) -> int | None:
    """Position of the word that one text denies and the other says without a denial near it."""
    bearing = denial.targets or denial.ahead[:1]
    if not bearing:
        return None
    held = likeness([text.words[k] for k in bearing], against.words, embed)
    same = [np.flatnonzero(row >= _CLOSE) for row in held]
    found = [int(k) for positions in same for k in positions]
    # What is denied first, and most of the rest, must stand in both texts.
    if not len(same[0]) or sum(len(positions) > 0 for positions in same) < math.ceil(
        0.6 * len(same)
    ):
        return None
    if any(_negative_near(against, k) for k in found):
        return None
    return found[0]


def _negative(parsed: Parsed) -> bool:
    """Whether any word of a text denies by its meaning."""
    return bool(_NEGATIVE_PHRASE.search(parsed.lower)) or any(
        w.stem in _NEGATIVE or _NEGATIVE_PREFIX.fullmatch(w.surface.lower()) for w in parsed.words
    )


def _negative_near(parsed: Parsed, at: int) -> bool:
    """Whether a word is denied, or stands beside a word that denies by its meaning."""
    ws = parsed.words
    if _NEGATIVE_PHRASE.search(parsed.lower):
        return True
    near = range(max(0, at - _BESIDE), min(len(ws), at + _BESIDE + 1))
    return any(
        at in (*_stretch(parsed, denial.cue, 1), *_stretch(parsed, denial.cue, -1))
        for denial in denials(parsed)
    ) or any(
        ws[k].stem in _NEGATIVE or _NEGATIVE_PREFIX.fullmatch(ws[k].surface.lower()) for k in near
    )


_PALE = frozenset(
    """
    sign signs trace evidence indication report reports find found take taken took make made
    see seen get got give given use put come yet any even still also such much many able been
    ever again longer
    """.split()
)


def _weak(word: Word) -> bool:
    lower = word.surface.lower()
    return (
        lower in STOP_WORDS
        or (word.capital and not word.opens)
        or word.surface[0].isdigit()
        or is_denial(word)
    )
