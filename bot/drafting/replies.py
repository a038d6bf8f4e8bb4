"""What somebody replied to whom asks the same in an article, as in an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.disagreeing.alike import any_means
from bot.drafting.features import Candidate
from bot.drafting.giving import asks_why, gives
from bot.drafting.places import asks
from bot.language.terms import words
from bot.planning import Plan, plan
from index import Span

# Who asks: "Harbour Gazette: How many are left?"
_LABEL = re.compile(r"^[^:?]{1,60}:\s+")


def reply(asked: Plan, found: Sequence[Candidate]) -> tuple[Candidate, Span] | None:
    """The one or two sentences that follow a question that is the same as ours, or None.

    They are given only where they give what is asked for and nothing else speaks against them.
    """
    at = {(c.rank, c.position): c for c in found}
    for candidate in found:
        if not (asks(candidate.text) and _same(asked, candidate.text)):
            continue
        said: list[Candidate] = []
        for step in (1, 2):
            after = at.get((candidate.rank, candidate.position + step))
            if after is None or after.refused is not None:
                break
            said.append(after)
        if said and gives(asked, " ".join(c.text for c in said)):
            return said[0], Span(said[0].span.start, said[-1].span.end)
    return None


def _same(asked: Plan, sentence: str) -> bool:
    """Whether a sentence asks for what a question asks for, with all its words."""
    theirs = plan(_LABEL.sub("", sentence))
    if theirs.wants != asked.wants or asks_why(theirs) != asks_why(asked):
        return False
    said = words(sentence)
    return len(asked.terms) > 1 and all(any_means(term, said) for term in asked.terms)
