# ruff: noqa: E501  (a pattern is read best on one line)
"""Dated lists that a question asks for: "timeline of", "what is new since"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.when.events import names_event
from bot.when.phrases import ATOMS
from bot.when.times import Order, When
from bot.when.wording import cut

_ORDER = re.compile(
    r",?\s*(?:(?:with|in|from)\s+(?:the\s+)?)?(?:\b(?P<newest>(?:newest|latest|most recent) (?:ones? )?first|"
    r"reverse chronological(?: order)?|newest to oldest)\b"
    r"|\b(?P<oldest>(?:oldest|earliest|first) (?:ones? )?first|chronological(?:ly| order)|oldest to newest|step by step|day by day|one by one|blow by blow|in order)\b)",
    re.IGNORECASE,
)
_LISTINGS: tuple[tuple[Order, bool, str], ...] = (
    ("oldest", False, r"(?:(?:give|show|make|write|draw)(?: me| us| up)?\s+)?(?:an?|the)?\s*(?:short\s+|brief\s+)?(?:timeline|chronology|chronicle)(?: of events)?(?:\s+(?:of|for|about|on)\b)?"),
    ("newest", False, r"(?:what(?:'s|’s| is| has been)|anything|is there anything)\s+new\b(?:\s+(?:with|on|about|in)\b)?"),
    ("newest", False, r"what(?:'s|’s| is| are)\s+the\s+(?:latest|newest|most recent)(?:\s+(?:news|developments?|events|reports?))?\s+(?:on|about|from|in|with|regarding)\b"),
    ("newest", False, r"what(?:'s|’s| is| are)\s+the\s+(?:latest|newest|most recent)(?:\s+(?:news|headlines?|developments?))?(?=\s*(?:\?|$|since\b|today\b|this\b))"),
    ("newest", False, r"(?:(?:is|are)\s+there\s+)?(?:any|the|some)\s+(?:(?:latest|new|recent)\s+)?(?:news|headlines)\b(?:\s+(?:on|about|from|in)\b)?"),
    ("newest", False, r"(?:latest\s+)?(?:news|headlines)(?=\s*(?:\?|$|since\b|today\b|this\b|of\b))"),
    ("newest", False, r"what\s+(?:did|have)\s+(?:i|we)\s+miss(?:ed)?\b"),
    ("newest", False, r"what(?:'s|’s| is| are)\s+the\s+(?:news|developments?)\s+(?:on|about|from|in|with)\b"),
    ("oldest", False, r"(?:please\s+)?(?:summari[sz]e|sum up|recap|recapitulate)\s+(?:(?:what|everything that)\s+(?:has\s+|have\s+)?happened\b(?:\s+(?:in|at|with|to|during)\b)?|the events\s*(?:of|in|around)?\b)?"),
    ("oldest", False, r"(?:give (?:me|us)\s+)?(?:an?|the)\s+(?:summary|overview|recap)\s+of\s+(?:what happened\s*(?:in|at|with)?\b|the events\s*(?:of|in|around)?\b)?"),
    ("oldest", True, r"what(?:\s+else)?(?:\s+has|\s+have)?\s+happened\b(?:\s+(?:in|at|with|during|around|on)\b)?(?!\s+to\b)"),
    ("oldest", True, r"(?:list|name)\s+(?:(?:all|the|every|of)\s+)*(?=(?:\w+\s+)?(?:decisions?|events?|developments?|steps|changes|attacks?|reports?|meetings?|moves|announcements?|incidents?|stages?)\b)"),
)  # fmt: skip


# "What happened in October" asks of no thing that is called so.
_LED = re.compile(r"\b(?:in|on|during|at)\s*$", re.IGNORECASE)
_A_TIME = re.compile(
    r"\s*(?:(?:early|late|mid|the (?:first|second|last|past)|the)[- ]+)*(?:\d|january|february|march"
    r"|april|may\b|june|july|august|september|october|november|december|spring|summer|autumn|fall\b"
    r"|winter|week|month|year|days|weeks|months|mon|tues|wednes|thurs|fri|satur|sun)",
    re.IGNORECASE,
)


def with_listing(when: When) -> When:
    """The order of a list, and the words that ask for one."""
    text, order = when.bare, None
    asked = _ORDER.search(text)
    if asked:
        order = "newest" if asked["newest"] else "oldest"
        text = cut(text, asked.start(), asked.end())
    for usual, needs_more, pattern in _LISTINGS:
        match = re.match(rf"\W*{pattern}", text, re.IGNORECASE)
        if match is None or (needs_more and asked is None and not _times_anything(text)):
            continue
        chosen: Order = "oldest" if order == "oldest" else "newest" if order else usual
        led = _LED.search(match.group())
        start = led.start() if led and _A_TIME.match(text, match.end()) else match.end()
        return replace(when, bare=text[start:].strip(), listing=chosen)
    return when


def _times_anything(text: str) -> bool:
    return any(pattern.search(text) for pattern, _ in ATOMS) or names_event(text)
