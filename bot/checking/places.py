"""Places: what a source has only as the place of something has done nothing in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.checking.faults import Fault
from bot.checking.names import holds, is_role
from bot.checking.text import Parsed
from bot.language.clauses import Deed, clauses
from bot.language.terms import Word
from bot.language.wordclasses import SPEAKING

_LOCATIVE = frozenset("in at near off outside around".split())
# What a place may do as well: "Dunmere had 42 cases".
_STATIC = frozenset(
    """
    have be see get suffer lose experience record lie stand face remain hear feel
    host need reach
    """.split()
)


def places_alone(cited: Parsed) -> list[Word]:
    """Names that a text has as places of what happens and as nothing else."""
    read = clauses(cited.text)
    located: list[Word] = []
    others: list[Word] = []
    for phrase in read.phrases.all:
        names = [t.word for t in read.tokens[phrase.first : phrase.last + 1] if t.part == "name"]
        ruling = read.tokens[phrase.first - 1].lower if phrase.first else ""
        above = read.phrases.at(phrase.first - 2) if phrase.first > 1 else None
        body = above is not None and (
            is_role(read.tokens[above.head].word)
            or read.tokens[above.head].word.surface.endswith("s")
            or read.tokens[above.head].part == "name"
        )
        # "At some point Sam Walton" names no place.
        inside = read.tokens[phrase.first : phrase.last + 1]
        common = any(t.part == "noun" and not is_role(t.word) for t in inside[:-1])
        placed = ruling in _LOCATIVE and not body and not common
        (located if placed else others).extend(names)
    return [w for w in located if not holds(w, others, "")]


def place_as_doer(own: Deed, places: Sequence[Word]) -> Fault | None:
    """A fault if a claim has somebody do what the source has only as a place."""
    agent = own.agent
    if agent is None or not agent.names or own.base in _STATIC or own.noun:
        return None
    if own.patient is None and own.base not in SPEAKING:
        return None
    heads = [w for w in agent.heads if w in agent.names]
    if heads and all(any(holds(w, [p], "") for p in places) for w in heads):
        words = " ".join(w.surface for w in agent.words)
        return Fault("actor", f"{words} {own.verb.surface}", f"in the source {words} is a place")
    return None
