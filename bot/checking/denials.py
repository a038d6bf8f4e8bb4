"""Where a text denies something, and what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

if TYPE_CHECKING:
    from bot.checking.text import Parsed

_NOT = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot can't won't isn't aren't
    wasn't weren't don't doesn't didn't hasn't haven't hadn't wouldn't couldn't shouldn't hardly
    scarcely barely unable impossible refrain refrained refrains
    """.split()
)
_NOT_STEMS = frozenset(
    stem(word)
    for word in """
    deny denies denied denying refuse refused refuses refusing refusal fail failed fails failing
    failure reject rejected rejects rejecting decline declined declines lack lacked lacks lacking
    unable exclude excluded excludes excluding neglect neglected forgo forgone forwent
    """.split()
)
_YET = re.compile(
    r"\b(?:yet to|turn(?:ed|s|ing)? down|ruled? out|rules out|far from|no longer|instead of"
    r"|rather than|stop(?:s|ped)? short of"
    r"|(?:must still|still must|still (?:has|have|had|needs?|needed) to)"
    r"(?= (?:approve|ratify|sign|agree|confirm|decide|vote"
    r"|be (?:approved|ratified|signed|agreed|confirmed|decided))\b))"
)
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:alternative|doubt|only|just|once|(?:fewer|less|more|later|earlier|longer)"
    r" than)\b"
    r"|\bnothing but\b|\bno sooner\b|\bwhether or not\b|\bif not\b"
)
# Turnout that declined to 63 per cent has refused nothing.
_FELL = re.compile(
    r"declin\w+(?: (?:further|slightly|sharply|steadily))?"
    r" (?:to (?:about |around |just |only )?[\d$€£]|by\b|in\b|from\b|of\b|since\b)"
    r"|declining\b(?! (?:to (?!\d)|any|an?\b|the\b|comment))"
)
# How many words after a denial belong to it, and what ends it sooner.
_SCOPE = 7
_BREAK = re.compile(r"[,.;:!?—–]")
# "Denied it and said that …": what is said then is not denied.
_SPOKE = re.compile(
    r" (?:said|says|added|adds|insisted|insists|claimed|claims|accused|accuses|blamed|blames"
    r"|called|calls|put)\b"
)
_ENDS = frozenset("but despite because although though while whereas until unless".split())


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies, and what it bears on.

    Attributes:
        cue: its position.
        targets: positions of the content words behind it, up to a comma.
        ahead: positions of those before it, up to a comma.
        pale: positions of words behind it that say nothing of their own: "no sign of".
    """

    cue: int
    targets: tuple[int, ...]
    ahead: tuple[int, ...]
    pale: tuple[int, ...]


def find_denials(parsed: Parsed) -> list[Denial]:
    """Find what a text denies."""
    ws = parsed.words
    empty = [(m.start(), m.end()) for m in _NO_DENIAL.finditer(parsed.lower)]
    cues = {
        i
        for i, word in enumerate(ws)
        if is_denial(word)
        and not any(s <= word.start < e for s, e in empty)
        and not _FELL.match(parsed.lower, word.start)
    }
    # "Neither … nor" is one denial.
    cues -= {i for i in cues if ws[i].surface.lower() == "nor"}
    for match in _YET.finditer(parsed.lower):
        # "Ruled out" is one denial.
        inside = [k for k, w in enumerate(ws) if match.start() <= w.start < match.end()]
        cues = cues.difference(inside) | set(inside[-1:])
    return [
        Denial(
            cue,
            tuple(_telling(parsed, _borne_on(parsed, cue)))[:3],
            tuple(_telling(parsed, _stretch(parsed, cue, -1)))[:2],
            tuple(k for k in _stretch(parsed, cue, 1) if parsed.lowered[k] in _PALE),
        )
        for cue in sorted(cues)
    ]


_ALONE = frozenset("it them this that him her these those".split())


def _borne_on(parsed: Parsed, cue: int) -> Iterator[int]:
    """Positions of the words behind a denial that it bears on: none behind "without it"."""
    if (
        parsed.lowered[cue] == "without"
        and parsed.lowered[cue + 1 : cue + 2][0:1]
        and (parsed.lowered[cue + 1] in _ALONE)
    ):
        return iter(())
    return _stretch(parsed, cue, 1)


def _stretch(parsed: Parsed, at: int, step: int) -> Iterator[int]:
    """Positions from a word on, up to the next comma or end of its clause."""
    ws, k = parsed.words, at + step
    while 0 <= k < len(ws) and abs(k - at) <= _SCOPE:
        low, high = sorted((k, k - step))
        if _BREAK.search(parsed.text[ws[low].end : ws[high].start]):
            return
        lower, quoted = ws[k].surface.lower(), '"' in parsed.text[ws[low].end : ws[high].start]
        if lower in _ENDS or (quoted and lower in _PARTING):
            return
        if step > 0 and lower == "and" and _SPOKE.match(parsed.lower, ws[k].end):
            return
        yield k
        k += step


def is_denial(word: Word) -> bool:
    """Whether a word denies what follows it."""
    return word.surface.lower().replace("’", "'") in _NOT or word.stem in _NOT_STEMS


_TURNING_DOWN = frozenset(
    stem(word)
    for word in """
    refuse refused refuses refusing refusal reject rejected rejects rejecting decline declined
    declines declining
    """.split()
)
_TURNED_DOWN = re.compile(r"\b(?:turn(?:ed|s|ing)? down|rul(?:ed?|es|ing) out)\b")


def turns_down(parsed: Parsed, cue: int) -> bool:
    """Whether a word that denies tells of a refusal: "declined", "turned down"."""
    word = parsed.words[cue]
    return word.stem in _TURNING_DOWN or any(
        m.start() < word.start < m.end() for m in _TURNED_DOWN.finditer(parsed.lower)
    )


def refuses(word: Word) -> bool:
    """Whether a word denies by its meaning: refused, failed, denial."""
    return word.stem in _NOT_STEMS


# Words that deny by their meaning.
_NEGATIVE = frozenset(
    stem(word)
    for word in """
    silent silence empty emptied closed shut halt halted stop stopped ceased missing lose loses lost
    defeat defeated banned barred forbidden cancelled abandoned suspended avoid avoided prevent
    prevented disagree disputed dispute disputes doubt wrong false untrue resigned
    vacant blocked contradiction acquitted cleared barred withheld wait waits waiting
    await awaits awaited awaiting exempt exempted excused spared
    """.split()
)
_NEGATIVE_PREFIX = re.compile(
    r"un(?!i|der|til|cle|ion|ease|rest)[a-z]{4,}|non-?[a-z]{5,}|im(?:possible|mobile|proper)"
    r"|in(?:ability|accurate|active|adequate|complete|correct|direct|secure|sufficient|valid)"
)
NEGATIVE_PHRASE = re.compile(
    r"\b(?:(?:is|was|are|were|be|been) (?:over|out|away|against)|at large"
    r"|(?:voted?|spoke|decided|ruled|out|advis\w+|warn\w*|caution\w*|recommend\w*) against"
    r"|(?:turn(?:ed)?|kept|stay(?:ed)?|rul(?:ed|es?)|call(?:ed)?|shut) (?:down|away|out|off))\b"
)
# Words that part what is said of one thing from what is said of another.
_PARTING = frozenset("and but while whereas because although though".split())
_BESIDE = 3


def negative(parsed: Parsed) -> bool:
    """Whether any word of a text denies by its meaning."""
    return bool(NEGATIVE_PHRASE.search(parsed.lower)) or any(map(is_negative, parsed.words))


def is_negative(word: Word) -> bool:
    """Whether a word denies by its meaning: "closed", "unfinished"."""
    lower = word.surface.lower()
    return word.stem in _NEGATIVE or bool(_NEGATIVE_PREFIX.fullmatch(lower))


def negative_near(parsed: Parsed, at: int, but: Collection[int] = ()) -> bool:
    """Whether a word is denied, or stands beside another that denies by its meaning.

    Args:
        parsed: the text.
        at: the word's position.
        but: positions of words that are known to be part of what is spoken of.
    """
    if any(
        at in (*_stretch(parsed, denial.cue, 1), *_behind(parsed, denial.cue))
        for denial in parsed.denials
    ):
        return True
    ws = parsed.words
    beside = [k for step in (-1, 1) for k in _beside(parsed, at, step)]
    if any(is_negative(ws[k]) for k in beside if k not in but):
        return True
    low, high = ws[min([at, *beside])].start, ws[max([at, *beside])].end
    return any(
        low <= m.start() and m.end() <= high and not m.start() <= ws[at].start < m.end()
        for m in NEGATIVE_PHRASE.finditer(parsed.lower)
    )


def _beside(parsed: Parsed, at: int, step: int) -> Iterator[int]:
    """Positions of the next few words on one side that speak of the same thing."""
    ws, k = parsed.words, at + step
    while 0 <= k < len(ws) and abs(k - at) <= _BESIDE:
        low, high = sorted((k, k - step))
        if _BREAK.search(parsed.text[ws[low].end : ws[high].start]):
            return
        if ws[k].surface.lower() in _PARTING:
            return
        yield k
        k += step


def _behind(parsed: Parsed, cue: int) -> Iterator[int]:
    """Positions of the words before a denial that it bears on: none before "not to go"."""
    if parsed.lowered[cue] != "not" or parsed.lowered[cue + 1 : cue + 2] != ("to",):
        yield from _stretch(parsed, cue, -1)


# Verbs and nouns that say nothing of their own beside what is denied of them.
_PALE = frozenset(
    """
    sign signs trace evidence indication find found take taken took make made see seen get got give
    given use put come yet any even still also such much many able been ever again longer already
    immediate time moment short while
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


def _telling(parsed: Parsed, found: Iterator[int]) -> list[int]:
    """The words of a stretch that carry what is denied."""
    heavy = [k for k in found if not _weak(parsed.words[k])]
    return [k for k in heavy if parsed.words[k].surface.lower() not in _PALE] or heavy
