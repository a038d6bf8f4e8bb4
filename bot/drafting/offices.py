"""Who holds an office or runs something: a sentence without any such word names no holder."""

from __future__ import annotations

import functools
import re

from bot.checking.alike import same_meaning
from bot.language.terms import Word, words

_WHO_IS = re.compile(
    r"^\W*[Ww]ho(?:['’]s| is| was)(?: now| currently| today| still)?"
    r" the (?P<office>[a-z][a-z' -]*?)"
    r"(?= (?:of|in|at|for)\b|\W*$)"
)
# "Who runs Halberg?"; not "who leads the race".
_WHO_RUNS = re.compile(
    r"^\W*[Ww]ho(?:['’]s| is)?(?: now| currently)? (?:runs?|heads?|manages?|chairs?|running|heading"
    r"|managing|chairing|in charge of|at the (?:head|helm) of|leads?(?= [A-Z]))\b"
)
_HOLDS = re.compile(
    r"\b(?:head of state|sworn in|in office|took over|takes over|appointed|elected|named as"
    r"|(?:led|headed|run|chaired|managed) by|leads|heads|runs|chairs|manages|under the"
    r" (?:leadership|direction|command))\b",
    re.IGNORECASE,
)
# Whoever holds any office may be meant by these.
_ANY = frozenset("leader leaders head boss chief ruler".split())
# Who holds one of these is called so; a film's director may only have directed it.
_HELD = frozenset(
    """
    president minister premier chancellor mayor governor commander king queen emperor sultan prince
    pope patriarch archbishop bishop ambassador prosecutor chairman chairwoman spokesman
    spokeswoman ombudsman
    """.split()
)
_OFFICES = frozenset(
    """
    president minister premier chancellor mayor governor chief executive director head boss manager
    chair chairman chairwoman chairperson leader owner founder commander general colonel captain
    principal rector dean editor coach trainer secretary superintendent king queen emperor sultan
    prince emir bishop archbishop pope patriarch warden administrator ceo captains
    """.split()
)


@functools.lru_cache(maxsize=1024)
def _asked(question: str) -> tuple[Word, ...] | None:
    """The word of the office whose holder is asked for; () for any, None for no such question."""
    if _WHO_RUNS.match(question):
        return ()
    match = _WHO_IS.match(question)
    if match is None:
        return None
    office = words(match["office"])[-1]
    if office.surface in _ANY:
        return ()
    return (office,) if office.surface in _HELD else None


def lacks_holder(question: str, text: str) -> bool:
    """Whether the holder of an office is asked for, and words speak of no such office."""
    office = _asked(question)
    if office is None or _HOLDS.search(text):
        return False
    found = [_small(w) for w in words(text)]
    if not office:
        return not any(w.surface in _OFFICES for w in found)
    return not any(same_meaning(w, o) for w in found for o in office)


def _small(word: Word) -> Word:
    return word._replace(surface=word.surface.lower(), capital=False)
