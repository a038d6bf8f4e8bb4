"""Split verdicts: acquitted of one thing and convicted of another, each with what it is of.

Where a source has an outcome and its opposite, a claim's outcome must be that of its own matter:
"acquitted him of arson but convicted him of fraud" convicts nobody of arson.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.alike import Embed, bare, likeness
from bot.checking.faults import Fault
from bot.checking.opposites import exclude, may_exclude
from bot.checking.text import Parsed
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# What an outcome is of stands behind it, up to the next clause.
_OF = re.compile(
    r"(?:\s+(?:him|her|them|both|[A-Z][\w'’-]*|the\s+[a-z]+(?:\s+[a-z]+)?)){0,4}\s+(?:of|on)\s+(?!which)"
)
# One matter may be judged twice.
_AGAIN = re.compile(
    r"\b(?:of|on) which\b|\b(?:overturn|quash|appeal|retri|first trial|second trial|later|then\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,.;:]|\b(?:and|but|while|whereas|though|although|by|after|in|at)\b")
# Words of a matter that say nothing of which it is.
_PLAIN = frozenset("charge charges count counts case trial court crime offence offense".split())
# How much more a matter must be like the one of the opposite outcome.
_MARGIN = 0.15


@dataclass(frozen=True, slots=True)
class _Outcome:
    verb: Word
    matter: tuple[Word, ...]


def turned_outcomes(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """Outcomes of a claim which its source gives of something else, and the opposite of this."""
    told = list(_outcomes(cited))
    if len(told) < 2 or _AGAIN.search(cited.text) or _AGAIN.search(claim.text):
        return
    for own in _outcomes(claim):
        against = [o for o in told if exclude(_form(own.verb), _form(o.verb))]
        agreeing = [o for o in told if o not in against and not _apart(o, against)]
        if not against or not agreeing:
            continue
        worst = max(against, key=lambda o: _like(own.matter, o.matter, embed))
        best = max(_like(own.matter, o.matter, embed) for o in agreeing)
        if _like(own.matter, worst.matter, embed) > best + _MARGIN:
            shown = worst.verb.surface
            yield Fault("opposite", own.verb.surface, f"the source says {shown}", shown)
            return


def _form(verb: Word) -> str:
    return bare(verb.surface)


def _apart(one: _Outcome, others: Sequence[_Outcome]) -> bool:
    """Whether an outcome is no opposite of any of others, and so not of their kind."""
    return not any(exclude(_form(one.verb), _form(other.verb)) for other in others)


def _outcomes(parsed: Parsed) -> Iterator[_Outcome]:
    """Words that have opposites, with what they are of."""
    for verb in parsed.words:
        if verb.capital or not may_exclude(_form(verb)):
            continue
        of = _OF.match(parsed.text, verb.end)
        if of is None:
            continue
        end = _ENDS.search(parsed.text, of.end())
        stop = end.start() if end else len(parsed.text)
        matter = tuple(
            w
            for w in parsed.words
            if of.end() <= w.start < stop
            and w.surface.lower() not in STOP_WORDS
            and w.surface.lower() not in _PLAIN
        )
        if matter:
            yield _Outcome(verb, matter)


def _like(own: Sequence[Word], told: Sequence[Word], embed: Embed | None) -> float:
    """How far the words of one matter stand for those of another, 0 to 1, by the best of each."""
    table = likeness(own, told, embed)
    return float(table.max(axis=1).mean()) if table.size else 0.0
