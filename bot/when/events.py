"""Events that a question counts from: "since the ceasefire", "before the vote"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.when.times import Beside, When
from bot.when.wording import cut

_EVENT = re.compile(
    r"\b(?P<relation>since|after|before|prior to|ahead of)\s+the\s+"
    r"(?P<event>(?:(?!(?:in|at|of|on|by|near|how|what|who|did|was|were|has|have|is|are|and)\b)"
    r"[\w'’-]+\s*){1,3}(?:(?:in|at|of|on|near)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)?)",
)
_HAPPENS = re.compile(
    r"\b(?:cease-?fire|truce|armistice|peace|agreement|accord|deal|treaty|pact|war|battle|attack|"
    r"clash|invasion|offensive|coup|revolution|election|vote|referendum|ballot|strike|walkout|"
    r"earthquake|quake|flood|storm|hurricane|fire|blaze|crash|collapse|explosion|blast|accident|"
    r"derailment|outbreak|eruption|sinking|shooting|resignation|inauguration|opening|closure|"
    r"closing|verdict|ruling|trial|summit|talks|visit|death|arrest|ban|reform|merger|launch|"
    r"landslide|avalanche|lockdown|spill|shutdown|protests?|riots?)\b",
    re.IGNORECASE,
)


def names_event(text: str) -> bool:
    """Whether a text counts from an event."""
    match = _EVENT.search(text)
    return match is not None and _HAPPENS.search(match["event"]) is not None


def with_event(when: When) -> When:
    """The event that a question counts from, with its words taken out."""
    match = _EVENT.search(when.bare)
    if match is None or when.period is not None or not _HAPPENS.search(match["event"]):
        return when
    if re.search(r"\w", when.bare[: match.start()]) and re.search(r"\w", when.bare[match.end() :]):
        # In the midst of a question it belongs to a clause, and not to the whole.
        return when
    relation: Literal["since", "before"] = (
        "since" if match["relation"].lower() in ("since", "after") else "before"
    )
    event = re.sub(r"\W+$", "", match["event"])
    bare = cut(when.bare, match.start(), match.start("event") + len(event))
    soft = match["relation"].lower() == "after"
    return replace(when, bare=bare, beside=Beside(relation, event), soft=soft)
