"""What became of them: "34 were convicted" says nothing of 34 who were acquitted.

Of each number the nearest word of its clause counts that has an opposite. Where a claim's number
has one and all of its source's have the opposite, the claim is turned round. And nobody died of
whom a source tells only that he was hurt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.alike import bare
from bot.checking.faults import Fault
from bot.checking.opposites import exclude, may_exclude
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.checking.units import EVENTS
from bot.language.terms import Word, stem

# Words between a number and what became of those whom it counts.
_NEAR = 5
# Characters within which a source may have a claim's own word for a number besides.
_FAR = 60
# "Down by 35 per cent", "up to 41": ways as verbs have them.
_WAY = re.compile(r"\b(up|down)(?= (?:by|from|to|on|at|\d|nearly|almost|about|some|more|over)\b)")
_WAYS = {"up": "rose", "down": "fell"}
_WERE = re.compile(r"\b(?:was|were|is|are|been|has|have|had|got)\b")
_CUT = re.compile(r"[,;:–—]|\b(?:and|but|while|whereas|which|who|that|or)\b")


def turned_beside(
    q: Quantity, same: Sequence[Quantity], claim: Parsed, cited: Parsed
) -> Fault | None:
    """A fault where what stands beside a claim's number is the opposite of what its source has.

    Args:
        q: a number of the claim.
        same: the source's numbers that bear it out but for this.
    """
    own = _fate(q, claim)
    if own is None or _is_denied(own, claim):
        # "31 have not been found" says what "31 are missing" does.
        return None
    both = [w for w in claim.words if exclude(_form(own), _form(w))]
    if any(not claim.lower[: w.start].endswith("the ") for w in both):
        # It has both: "of those detained five were freed"; but "of the accused" are persons.
        return None
    fates = [_fate(s, cited) for s in same]
    if not fates or not all(
        f is not None and exclude(_form(own), _form(f)) and not _is_denied(f, cited) for f in fates
    ):
        return None
    if any(_near(own, s, cited) for s in same):
        return None
    told = next(f for f in fates if f is not None)
    return Fault("opposite", own.surface, f"the source says {told.surface}", told.surface)


# Surely "dead", and nothing that lives, bodies or victims may mean otherwise.
_DIED = re.compile(r"\b(?:was|were|been|being|who|had|have|has|be|and) (?:killed|died|slain)\b")
_DEATH = EVENTS["dead"] | {
    stem(w) for w in ("shot", "assassinated", "executed", "corpse", "fatally")
}


def dead_for_hurt(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A claim's dead of whom its source says only that they were hurt."""
    match = _DIED.search(claim.lower)
    if match is None or claim.denials or cited.denials:
        return
    told = {w.stem for w in cited.words}
    hurt = next((w for w in cited.words if w.stem in EVENTS["hurt"]), None)
    if hurt is None or told & _DEATH or {w.stem for w in claim.words} & EVENTS["hurt"]:
        return
    yield Fault("happened", match[0].split()[-1], f"the source says {hurt.surface}", hurt.surface)


def _fate(q: Quantity, parsed: Parsed) -> Word | None:
    """The nearest word beside a number that has an opposite, in the same part of its clause."""
    before = [w for w in parsed.words if w.end <= q.start][-_NEAR:]
    after = [w for w in parsed.words if w.start >= q.whole][:_NEAR]
    near = [w for w in before if not _CUT.search(parsed.lower, w.end, q.start)]
    near += [w for w in after if not _CUT.search(parsed.lower, q.end, w.start)]
    ways = {m.start() for m in _WAY.finditer(parsed.lower)}
    told = [w for w in near if w.start in ways or (not w.capital and may_exclude(bare(w.surface)))]
    became = [w for w in told if _WERE.search(parsed.lower, q.end, w.start)]
    return min(became or told, key=lambda w: _gap(w, q), default=None)


def _is_denied(word: Word, parsed: Parsed) -> bool:
    return any(parsed.words[k] == word for d in parsed.denials for k in d.targets)


def _near(own: Word, s: Quantity, cited: Parsed) -> bool:
    """Whether a claim's own word stands near a source's number, no other number between them."""
    others = [o for o in cited.quantities if o is not s]
    return any(
        _form(w) == _form(own)
        and _gap(w, s) < _FAR
        and not any(min(w.start, s.start) < o.start < max(w.start, s.start) for o in others)
        for w in cited.words
    )


def _gap(word: Word, q: Quantity) -> int:
    return q.start - word.end if word.end <= q.start else word.start - q.end


def _form(word: Word) -> str:
    lower = bare(word.surface)
    return _WAYS.get(lower, lower)
