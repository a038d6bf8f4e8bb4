"""Where it was done: a deed's place must not be that of another deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checking.faults import Fault
from bot.checking.names import holds
from bot.checking.text import Parsed
from bot.language.clauses import Deed, clauses
from bot.language.phrases import Party
from bot.language.terms import Word

_IN = frozenset("in at near outside".split())
# A place that somebody goes to is one where the next thing may happen.
_WHERE = _IN | {"to", "from"}


def wrong_places(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Born in Lisbon" for "born in Arles, she moved to Lisbon"."""
    theirs = [deed for deed in clauses(cited.text).deeds if not (deed.noun or deed.loose)]
    for own in clauses(claim.text).deeds:
        mine = [] if own.noun or own.loose else _places(own, _IN)
        like = [deed for deed in theirs if deed.base == own.base]
        if not mine or not like or not all(_places(deed, _IN) for deed in like):
            continue
        there = [w for deed in like for w in (*_names(deed), *_behind(deed, cited))]
        elsewhere = [w for deed in theirs if deed not in like for w in _places(deed, _WHERE)]
        for word in mine:
            if holds(word, elsewhere, "") and not holds(word, there, ""):
                shown = " ".join(w.surface for w in _places(like[0], _IN))
                words = f"{own.verb.surface} in {word.surface}"
                yield Fault("placed", words, f"the source says in {shown}", shown)
                return


def _places(deed: Deed, by: frozenset[str]) -> list[Word]:
    """The names of a deed's places: "in Arles"."""
    found: list[Party] = [party for preposition, party in deed.others if preposition in by]
    if deed.to is not None and "to" in by:
        found.append(deed.to)
    return [w for party in found for w in party.names if w in party.heads]


def _names(deed: Deed) -> list[Word]:
    parties = [deed.agent, deed.patient, deed.to, *(party for _, party in deed.others)]
    return [w for party in parties if party is not None for w in party.names]


# So many characters behind a deed's place may tell more of it: "in Arles, in France".
_REACH = 30


def _behind(deed: Deed, cited: Parsed) -> Sequence[Word]:
    """The names right behind a deed's places."""
    end = max(w.end for w in _places(deed, _IN))
    return [w for w in cited.words if end <= w.start < end + _REACH and w.capital]
