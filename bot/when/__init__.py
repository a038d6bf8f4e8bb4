"""What a question says of time: a period, "the latest", an event to count from, a dated list.

All of it is read by code from the question's words and from the day it is asked on; nothing is
looked up. "Since the ceasefire" is left as an event, whose day the articles must tell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.when.events import with_event
from bot.when.lists import with_listing
from bot.when.periods import with_period
from bot.when.times import Beside, Order, Period, When
from bot.when.wording import cut

__all__ = ["Beside", "Order", "Period", "When", "read"]

_NEWEST = re.compile(
    r"\b(?:by|according to|in|as of|at)\s+the\s+(?:latest|newest|last|most recent)\s+"
    r"(?:reports?|counts?|figures?|news|data|information|word|tally)\b"
    r"|\b(?:latest|newest|most recent(?:ly)?|currently|current|at present|at the moment|so far"
    r"|in the end|eventually|at last"
    r"|to date|(?<!until )(?<!till )(?<!by )(?<!from )(?:as of |right )?now|nowadays|these days)\b",
    re.IGNORECASE,
)

_OLDEST = re.compile(
    r"\b(?:at|in) (?:the )?(?:first|outset|beginning)(?=\s*(?:[?,.]|$)|\s+(?:to|said|reported|"
    r"thought|believed|put|given|assumed|estimated))|\bfirst of all\b"
    r"|\b(?:originally|initially|to begin with|in the first place)\b"
    r"|\b(?:by|according to|in|at)\s+the\s+(?:very )?(?:first|earliest|initial)\s+"
    r"(?:reports?|counts?|figures?|news|estimates?|accounts?)\b"
    r"|\b(?:first|earliest|initial|original|early)(?=\s+(?:reports?|counts?|figures?|news|estimates?"
    r"|(?:death )?toll|accounts?|price|cost|plans?|number)\b)",
    re.IGNORECASE,
)

_CHANGING = re.compile(
    r"\bhow\b[^?]*\b(?:chang|develop|evolv|var(?:y|ied))\w*"
    r"|\b(?:change|development|trend)s? (?:in|of|to)\b",
    re.IGNORECASE,
)
# The first of these says whether what is or what was is asked for.
_TENSE = re.compile(
    r"\b(?:(?P<present>is|are|has|have|does|do|will|still)|was|were|had|did|would|can|could|may|might)\b",
    re.IGNORECASE,
)


def read(question: str, today: datetime.date, known: Sequence[str] = ()) -> When:
    """What a question says of time.

    Args:
        question: in the user's words.
        today: the day that "yesterday" is counted from.
        known: the days of the articles at hand, in ISO form: a day without a year is the last one
            of which there are articles, and where all are old, a weekday says nothing.
    """
    when = When(question, question)
    when = with_listing(when)
    when = with_period(when, today, known)
    when = with_event(when)
    if when.listing is not None:
        return _tidy(when)
    when = replace(when, changing=bool(_CHANGING.search(when.bare)))
    tense = _TENSE.search(when.bare)
    timeless = when.period is None and when.beside is None
    when = replace(when, current=bool(timeless and tense and tense["present"]))
    newest = _NEWEST.search(when.bare)
    if newest:
        when = replace(when, newest=True, bare=cut(when.bare, newest.start(), newest.end()))
    oldest = _OLDEST.search(when.bare) if not newest else None
    if oldest:
        when = replace(when, oldest=True, bare=cut(when.bare, oldest.start(), oldest.end()))
    return _tidy(when)


def _tidy(when: When) -> When:
    bare = re.sub(r"\s+([?.,!;:])", r"\1", " ".join(when.bare.split()))
    bare = re.sub(r"(?:[,;:]|\b(?:by|in|on|of|at|the))+\s*([?.!]?)$", r"\1", bare).strip(" ,;:")
    if when.listing is not None and not _TOPIC.search(bare):
        return replace(when, bare="")
    return replace(when, bare=bare if re.search(r"\w", bare) else when.question)


# A list may be of everything: "what is new since Monday?".
_TOPIC = re.compile(
    r"\b(?!(?:the|this|that|in|on|at|of|about|from|to|me|us|here|there|all|everything|anything|and"
    r"|so|far|now|please|news|developments?|headlines?|articles?|folder|events?|things|what"
    r"|happened|going|today)\b)\w+",
    re.IGNORECASE,
)
