"""Denial and opposites: a claim must not deny what its source affirms, nor turn it round."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.checking.alike import Embed, likeness, same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

_NOT = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot can't won't isn't aren't
    wasn't weren't don't doesn't didn't hasn't haven't hadn't wouldn't couldn't shouldn't hardly
    scarcely barely unable impossible absent absence free except
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
_YET = re.compile(
    r"\b(?:yet to|ruled? out|rules out|far from|no longer|instead of|rather than|nor\b)"
)
_NO_DENIAL = re.compile(
    r"\b(?:no|not) (?:alternative|doubt|only|just|fewer|less|more|later|earlier|longer than|once)\b"
    r"|\bnothing but\b|\bno sooner\b|\bwhether or not\b|\bif not\b"
)
# How many words after a denial belong to it.
_SCOPE = 7

# Words that exclude each other: a claim with one, of a source with only the other, is turned round.
_OPPOSITES: tuple[tuple[str, str], ...] = (
    ("first", "last final"),
    (
        "rise rose risen rising rises increase increased increases grew grow grown climb climbed "
        "up higher raised raise gain gained improved more heavier heavy longer larger greater bigger "
        "stronger faster worse",
        "fall fell fallen falling falls decrease decreased decreases drop dropped drops decline "
        "declined shrank sank down lower lowered cut reduce reduced less lighter light fewer shorter "
        "smaller weaker slower better",
    ),
    ("north northern northeast northwest", "south southern southeast southwest"),
    ("east eastern northeast southeast", "west western northwest southwest"),
    ("above over", "below under beneath"),
    ("inside within", "outside beyond"),
    (
        "win won wins winning victory victorious winner gain gained",
        "lose lost loses losing defeat defeated",
    ),
    ("accept accepted accepts approve approved agreed agree", "reject rejected refuse refused"),
    ("open opened opens reopen reopened reopens", "close closed closes shut closing"),
    (
        "begin began begun start started starts starting",
        "end ended ends ending finish finished stop",
    ),
    (
        "support supported supports backs backed favour favours favours",
        "oppose opposed opposes against",
    ),
    ("safe safely", "unsafe dangerous"),
    ("alive survived survive", "dead died killed"),
    ("healthy unhurt unharmed", "injured wounded hurt"),
    ("empty", "full crowded"),
    ("public open", "private secret closed"),
    ("alone", "together"),
    ("buy bought buys", "sell sold sells"),
    ("arrive arrived arrives came", "leave left leaves departed withdrew withdraw"),
    ("enter entered", "leave left quit exited"),
    (
        "allow allowed allows permits permitted",
        "forbid forbidden forbids ban banned bans prohibits",
    ),
    ("true", "false untrue"),
    ("legal lawful", "illegal unlawful"),
    ("right", "wrong left"),
    ("maximum most", "minimum least"),
    ("majority", "minority"),
    ("succeed succeeded success successful", "fail failed failure unsuccessful"),
    ("likely probable", "unlikely improbable"),
    ("confirmed confirm confirms", "denied deny denies"),
    ("advance advanced advances", "retreat retreated withdrew"),
    ("attack attacked attacker", "defend defended defender"),
    ("birth born", "death died dead"),
    ("young younger youngest", "old older oldest"),
    ("new newer newest", "old older oldest"),
    ("early", "late"),
    ("summer", "winter"),
    ("all every everyone everybody always", "none nobody no never some few"),
    ("praise praised welcomed welcome", "criticised criticized condemned condemn blamed mocked"),
    ("guilty", "innocent"),
    ("rich richest", "poor poorest"),
    ("import imported imports", "export exported exports"),
    ("loss losses", "profit profits"),
    ("sound sounded rang ringing", "silent silence"),
    ("cheered applauded acclaimed", "booed jeered heckled"),
    ("confirm confirms confirmed confirming", "disputes disputed disputing denies"),
    ("accused accuses charged blamed", "cleared exonerated acquitted praised"),
    ("removed dismissed fired sacked ousted", "kept retained reinstated left"),
    ("running working operating", "shut closed"),
    ("denied denies", "admitted admits acknowledged conceded"),
    ("united unanimous", "divided split"),
    ("largest biggest highest tallest longest", "smallest lowest shortest"),
)


@functools.cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """By stem: the pairs that it belongs to, and on which side."""
    out: dict[str, list[tuple[int, int]]] = {}
    for pair, sides in enumerate(_OPPOSITES):
        for side, forms in enumerate(sides):
            for form in forms.split():
                out.setdefault(stem(form), []).append((pair, side))
    return out


def turned_round(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Words of a claim whose opposite the source has, and not themselves."""
    sides = _sides()
    held = {key for w in _untimed(cited) for key in sides.get(w.stem, ())}
    for word in _untimed(claim):
        if word.stem in cited.stems:
            continue
        for pair, side in sides.get(word.stem, ()):
            if (pair, 1 - side) in held and (pair, side) not in held:
                other = next(
                    w.surface for w in cited.words if (pair, 1 - side) in sides.get(w.stem, ())
                )
                yield Fault("opposite", word.surface, f"the source says {other}", other)
                break


def reordered(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a claim puts before something and its source after it, or the other way round.

    "A before B" and "B after A" are one statement; "A before B" and "A after B" are not.
    """
    for one in _orders(claim):
        for other in _orders(cited):
            straight = _overlap(one.ahead, other.ahead) + _overlap(one.behind, other.behind)
            turned = _overlap(one.ahead, other.behind) + _overlap(one.behind, other.ahead)
            if straight == turned:
                continue
            if (straight > turned) != (one.before == other.before):
                yield Fault("order", one.word.surface, f"the source says {other.word.surface}")
                return


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
class Denials:
    """What a text denies.

    Attributes:
        reach: for each word, whether it stands within the reach of a denial; two cancel out.
        targets: positions of the words that each denial bears on first.
        near: positions of the words that stand near a denial, on either side of it.
        count: how many denials there are.
    """

    reach: tuple[bool, ...]
    targets: frozenset[int]
    near: frozenset[int]
    count: int


def denials(parsed: Parsed) -> Denials:
    """Find what a text denies."""
    ws, clauses = parsed.words, parsed.clauses
    reach = [False] * len(ws)
    targets: set[int] = set()
    around: set[int] = set()
    empty = [(m.start(), m.end()) for m in _NO_DENIAL.finditer(parsed.lower)]
    starts = [
        i
        for i, word in enumerate(ws)
        if is_denial(word) and not any(s <= word.start < e for s, e in empty)
    ]
    for match in _YET.finditer(parsed.lower):
        inside = [k for k, w in enumerate(ws) if w.start < match.end()]
        if inside:
            starts.append(inside[-1])
    for i in starts:
        near = [j for j in range(i + 1, min(i + 1 + _SCOPE, len(ws))) if clauses[j] == clauses[i]]
        if ws[i].stem in _NOT_STEMS:
            near = _up_to_comma(parsed, near)
        for j in near:
            reach[j] = not reach[j]
        targets.update([j for j in near if not _weak(ws[j])][:2])
        around.update(_around(parsed, i))
    pairs = sum(ws[i].surface.lower() == "nor" for i in starts)
    return Denials(tuple(reach), frozenset(targets), frozenset(around), len(starts) - pairs)


def _up_to_comma(parsed: Parsed, positions: list[int]) -> list[int]:
    out: list[int] = []
    for k in positions:
        if "," in parsed.text[parsed.words[k - 1].end : parsed.words[k].start]:
            break
        out.append(k)
    return out


def _around(parsed: Parsed, at: int) -> Iterator[int]:
    """Positions near a denial: behind it within its reach, and before it up to a comma."""
    ws = parsed.words
    yield from range(at, min(at + 1 + _SCOPE, len(ws)))
    for k in range(at - 1, max(-1, at - 1 - _SCOPE), -1):
        if re.search(r"[,;:.]", parsed.text[ws[k].end : ws[k + 1].start]):
            break
        yield k


def is_denial(word: Word) -> bool:
    """Whether a word denies what follows it."""
    return word.surface.lower().replace("’", "'") in _NOT or word.stem in _NOT_STEMS


# Words that deny by their meaning: beside them a claim may deny, or its source may.
_NEGATIVE = frozenset(
    stem(word)
    for word in """
    silent silence over empty emptied closed shut close closure halt halted stop stopped stopping end
    ended resigned removed missing lost lose loses losing defeat defeated banned barred ban forbidden
    cancelled abandoned suspended quit left leave withdrew withdrawn ceased alone only free spared
    survived avoid avoided prevent prevented opposed oppose against contradict contradiction unlike
    instead wrong false untrue doubt sceptical still yet remain remained remains stayed disagree
    disputed dispute disputes neither blocked vacant exempt ended delayed postponed late however but
    """.split()
)
_NEGATIVE_PREFIX = re.compile(
    r"(?:un|dis|non|im|ir)[a-z]{4,}|in(?:ability|accurate|active|adequate|complete|correct|dependent|direct|secure|sufficient|valid)"
)


def denied(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """What a claim denies and its source affirms, or the other way round."""
    of_claim, of_cited = denials(claim), denials(cited)
    for one, other, text, against in (
        (of_claim, of_cited, claim, cited),
        (of_cited, of_claim, cited, claim),
    ):
        if other.count >= max(one.count, 1):
            continue
        for i in sorted(one.targets):
            word = text.words[i]
            if not one.reach[i]:
                continue
            held = likeness([word], against.words, embed)[0]
            found = [j for j, h in enumerate(held) if h >= _CLOSE]
            if any(_NEGATIVE_PREFIX.fullmatch(against.words[j].surface.lower()) for j in found):
                continue
            if found and not any(j in other.near for j in found):
                shown = word.surface if text is claim else against.words[found[0]].surface
                yield Fault("denied", shown, "the source says the opposite")
                return
    if of_claim.count and not of_cited.count and not _negative(cited):
        cue = next((w.surface for w in claim.words if is_denial(w)), "not")
        yield Fault("denied", cue, "the source does not deny it")


_CLOSE = 0.6


def _negative(parsed: Parsed) -> bool:
    return any(
        w.stem in _NEGATIVE or _NEGATIVE_PREFIX.fullmatch(w.surface.lower()) for w in parsed.words
    )


_PALE = frozenset("yet any even still also such much many able been ever again longer".split())


def _weak(word: Word) -> bool:
    lower = word.surface.lower()
    return (
        lower in STOP_WORDS
        or (word.capital and not word.opens)
        or word.surface[0].isdigit()
        or is_denial(word)
    )
