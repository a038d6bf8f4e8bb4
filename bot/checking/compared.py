"""Who is more so than whom: a comparison that a claim has the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.alike import same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# "More likely … than", "higher … than"; "more than 40" compares no two sides.
_COMPARED = re.compile(
    r"\b(?P<how>(?:more|less) (?!than\b)\w+|(?:higher|lower|larger|smaller|bigger|longer|shorter"
    r"|older|younger|faster|slower|heavier|lighter|cheaper|warmer|colder|richer|poorer|stronger"
    r"|weaker|fewer|earlier|later|better|worse))\b(?P<what>[^.;:,]*?) than (?!\d)"
)
# Where a side of a comparison begins and ends.
_BREAK = re.compile(r"[.;:,—–]|\b(?:but|while|whereas|although|though|and|because|as)\b")
_FEWEST = 1


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How two sides compare: "more likely", and the words of each that the other has not."""

    how: str
    ahead: tuple[Word, ...]
    behind: tuple[Word, ...]


def turned_comparisons(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "A is more likely than B" where the source says that B is more likely than A."""
    theirs = list(_comparisons(cited))
    for one in _comparisons(claim):
        for other in theirs:
            if one.how != other.how:
                continue
            straight = _both(one.ahead, other.ahead) + _both(one.behind, other.behind)
            turned = _both(one.ahead, other.behind), _both(one.behind, other.ahead)
            if not straight and min(turned) >= _FEWEST:
                yield Fault("order", one.how, "the source compares them the other way round")
                return


def _comparisons(parsed: Parsed) -> Iterator[_Comparison]:
    for match in _COMPARED.finditer(parsed.lower):
        starts = [m.end() for m in _BREAK.finditer(parsed.lower, 0, match.start())]
        end = _BREAK.search(parsed.lower, match.end())
        first, last = max(starts, default=0), end.start() if end else len(parsed.lower)
        ahead = _telling(parsed, first, match.start())
        behind = _telling(parsed, match.end(), last)
        yield _Comparison(
            match["how"],
            tuple(w for w in ahead if not _has(behind, w)),
            tuple(w for w in behind if not _has(ahead, w)),
        )


def _telling(parsed: Parsed, start: int, end: int) -> list[Word]:
    inside = [w for w in parsed.words if start <= w.start and w.end <= end]
    return [w for w in inside if w.surface.lower() not in STOP_WORDS and not _is_figure(parsed, w)]


def _is_figure(parsed: Parsed, word: Word) -> bool:
    return any(q.start <= word.start < q.whole for q in parsed.quantities)


def _has(words: Sequence[Word], word: Word) -> bool:
    return any(same_meaning(word, other) for other in words)


def _both(some: Sequence[Word], others: Sequence[Word]) -> int:
    return sum(_has(others, word) for word in some)
