"""What a sentence says of what a number counts, by the word beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.checking.speech import is_saying
from bot.disagreeing.alike import any_means, is_verb, means
from bot.disagreeing.kinds import HARD, kinds_named
from bot.disagreeing.reports import Report
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_COUNTING = frozenset("counted counts put puts stood stands was were is are rose fell".split())
_HAVING = frozenset("took has have had made gave got numbered numbers totalled".split())
_PAID = frozenset("pay pays paid receive received earn earned cost costs spent got charged".split())
# Words beside a number that say no more than that it is so.
_NEUTRAL = frozenset(
    """
    counted put stood stands rose fell reached had has have was were is are been be being left
    made make estimated given total number some about exactly only around nearly almost more
    than least between from there those found known reported confirmed believed thought recorded
    registered dropped climbed grew grown risen gone increased decreased
    shrunk doubled tripled jumped sank went who that in all people took take part now also
    """.split()
)


def does_other(a: Report, b: Report, asked: Sequence[Word], kinds: frozenset[str]) -> bool:
    """Whether what stands right beside one number is neither asked for nor beside the other."""
    words = [_beside(a), _beside(b)]
    own = [w for w in words if w is not None and not any_means(w, asked)]
    own = [w for w in own if not kinds_named(w) & kinds]
    if not own:
        return False
    if len(own) == 2:
        return not means(own[0], own[1])
    mine, other = (a, b) if own[0] is words[0] else (b, a)
    if kinds & HARD & other.kinds and not mine.kinds and is_verb(own[0]):
        # "The avalanche buried 22 hikers", where it is asked how many died.
        return True
    return not any_means(own[0], other.parsed.words)


def _beside(report: Report) -> Word | None:
    """The word of content right behind what is counted, else right before the number."""
    ws = report.parsed.words
    taken = {w.start for w in report.things[:1]}
    right = [w for w in ws if w.start >= report.amount.end and w.start not in taken]
    for word in right[:4]:
        if word.start < report.amount.start + len(report.amount.written):
            continue
        if re.search(r"[,.;:]", report.parsed.text[report.amount.end : word.start]):
            break
        lower = word.surface.lower()
        if lower in _NEUTRAL or (lower in _PAID and report.amount.dimension[:5] == "money"):
            continue
        if lower in STOP_WORDS or word.capital:
            break
        return word if not is_saying(word) else None
    left = [w for w in ws if w.end <= report.amount.start]
    for word in left[:-5:-1]:
        if re.search(r"[,.;:]", report.parsed.text[word.end : report.amount.start]):
            break
        lower = word.surface.lower()
        if lower in _COUNTING:
            return None
        if lower in _HAVING:
            return None
        if lower in _NEUTRAL or lower in STOP_WORDS or word.capital:
            continue
        if lower in _PAID and report.amount.dimension[:5] == "money":
            return None
        return word if not is_saying(word) else None
    return None
