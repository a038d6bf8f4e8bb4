"""Whose word is asked for: "according to the Northern Front"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.disagreeing.claims import Claimed
from bot.disagreeing.reports import Report
from bot.language.parties import same
from bot.language.terms import Word, alike, words
from index.lexical import STOP_WORDS

_ACCORDING = re.compile(
    r"\baccording to (?P<who>[\w'’-]+(?:\s[\w'’-]+){0,5})"
    r"|\b(?:does|do|did) (?P<says>[\w'’-]+(?:\s[\w'’-]+){0,4}?)"
    r"\s(?:say|claim|report|state|put|think|estimate)\b",
    re.IGNORECASE,
)


def according_to(question: str) -> tuple[Word, ...]:
    """Words for whoever's account a question asks for; none where it asks for nobody's."""
    match = _ACCORDING.search(question)
    if match is None:
        return ()
    who = words(match["who"] or match["says"])
    return tuple(w for w in who if w.surface.lower() not in STOP_WORDS)


def of_those(
    who: Sequence[Word], reports: Sequence[Report | Claimed]
) -> tuple[Report | Claimed, ...]:
    """Those of some reports that the ones asked for give, by what their sentences say.

    A name counts before what somebody is: of "the army of Korr" it is Korr that tells.
    """
    named = [w for w in who if w.capital] or list(who)
    return tuple(
        r
        for r in reports
        # Who speaks of "its fighters" speaks of his own.
        if isinstance(r, Report)
        and any(same(w, s) or alike(w.stem, s.stem) for w in named for s in r.speakers or r.owners)
    )
