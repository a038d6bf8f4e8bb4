# ruff: noqa: E501  (a pattern is read best on one line)
"""What a question says of time: a period, "the latest", an event to count from, a dated list.

All of it is read by code from the question's words and from the day it is asked on; nothing is
looked up. "Since the ceasefire" is left as an event, whose day the articles must tell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.calendar import ATOMS, Interval, Match

Order = Literal["oldest", "newest"]
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days, inclusive, in ISO form; None leaves a side open."""

    since: str | None
    until: str | None

    def overlaps(self, first: str, last: str) -> bool:
        """Whether any day from first to last lies in it."""
        return (self.since or first) <= last and first <= (self.until or last)

    def __str__(self) -> str:
        if self.since and self.since == self.until:
            return self.since
        return f"{self.since or '…'} to {self.until or '…'}"


@dataclass(frozen=True, slots=True)
class Beside:
    """An event that a period begins after or ends before, by its words in the question."""

    relation: Literal["since", "before"]
    event: str


@dataclass(frozen=True, slots=True)
class When:
    """What a question says of time.

    Attributes:
        question: as it was asked.
        bare: the question without the words that name the time, for what is compared by meaning.
        period: the days that it asks about, or None.
        words: the words that name them.
        published: whether it is the report that is of that period, whatever it speaks of.
        newest: whether the newest report is asked for.
        soft: whether the days only describe an event ("the 2020 war"), of which is told later too.
        beside: an event whose day bounds the period.
        listing: the order of a dated list, when one is asked for.
    """

    question: str
    bare: str
    period: Period | None = None
    words: str = ""
    published: bool = False
    newest: bool = False
    soft: bool = False
    beside: Beside | None = None
    listing: Order | None = None


_CONNECTOR = re.compile(
    r"(?P<since>\bever since|\bsince|\bfrom|\bstarting|\bbeginning)|(?P<after>\bafter|\blater than)"
    r"|(?P<before>\bbefore|\bprior to|\bearlier than|\bahead of)|(?P<until>\buntil|\btill|\bup to|\bby)"
    r"|(?P<plain>\b(?:in|on|of|during|within|over|at|for|throughout)(?: the)?)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^\s*(?:and|to|until|till|through|[-–—])\s*(?:the\s+)?$", re.IGNORECASE)
_OF_REPORT = re.compile(
    r"\b(?:the|an?|this|that|its|their|'s)\s+(?:\w+\s+)?"
    r"(?:report|article|issue|edition|story|news|bulletin|paper|statement)s?\s+(?:of|from|in)\s*$",
    re.IGNORECASE,
)
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
_NEWEST = re.compile(
    r"\b(?:by|according to|in|as of|at)\s+the\s+(?:latest|newest|last|most recent)\s+"
    r"(?:reports?|counts?|figures?|news|data|information|word|tally)\b"
    r"|\b(?:latest|newest|most recent(?:ly)?|currently|current|at present|as of now|so far|to date)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r",?\s*(?:(?:with|in|from)\s+(?:the\s+)?)?(?:\b(?P<newest>(?:newest|latest|most recent) (?:ones? )?first|"
    r"reverse chronological(?: order)?|newest to oldest)\b"
    r"|\b(?P<oldest>(?:oldest|earliest|first) (?:ones? )?first|chronological(?:ly| order)|oldest to newest)\b)",
    re.IGNORECASE,
)
_LISTINGS: tuple[tuple[Order, bool, str], ...] = (
    ("oldest", False, r"(?:(?:give|show|make|write|draw)(?: me| us| up)?\s+)?(?:an?|the)?\s*(?:short\s+|brief\s+)?(?:timeline|chronology|chronicle)(?: of events)?(?:\s+(?:of|for|about|on)\b)?"),
    ("newest", False, r"(?:what(?:'s|’s| is| has been)|anything|is there anything)\s+new\b(?:\s+(?:with|on|about|in)\b)?"),
    ("newest", False, r"what(?:'s|’s| is| are)\s+the\s+(?:latest|newest|most recent)(?:\s+(?:news|developments?|events|reports?))?\s+(?:on|about|from|in|with|regarding)\b"),
    ("newest", False, r"what(?:'s|’s| is| are)\s+the\s+(?:news|developments?)\s+(?:on|about|from|in|with)\b"),
    ("oldest", False, r"(?:please\s+)?(?:summari[sz]e|sum up|recap|recapitulate)\s+(?:(?:what|everything that)\s+(?:has\s+|have\s+)?happened\b(?:\s+(?:in|at|with|to|during)\b)?|the events\s*(?:of|in|around)?\b)?"),
    ("oldest", False, r"(?:give (?:me|us)\s+)?(?:an?|the)\s+(?:summary|overview|recap)\s+of\s+(?:what happened\s*(?:in|at|with)?\b|the events\s*(?:of|in|around)?\b)?"),
    ("oldest", True, r"what(?:\s+else)?(?:\s+has|\s+have)?\s+happened\b(?:\s+(?:in|at|with|during|around|on)\b)?(?!\s+to\b)"),
    ("oldest", True, r"(?:list|name)\s+(?:(?:all|the|every|of)\s+)*(?=(?:\w+\s+)?(?:decisions?|events?|developments?|steps|changes|attacks?|reports?|meetings?|moves|announcements?|incidents?|stages?)\b)"),
)  # fmt: skip


def read(question: str, today: datetime.date, known: Sequence[str] = ()) -> When:
    """What a question says of time.

    Args:
        question: in the user's words.
        today: the day that "yesterday" is counted from.
        known: the days of the articles at hand, in ISO form: a day without a year is the last one
            of which there are articles, and where all are old, a weekday says nothing.
    """
    when = When(question, question)
    when = _order(when)
    when = _period(when, today, known)
    when = _beside(when)
    if when.listing is not None:
        return _tidy(when)
    newest = _NEWEST.search(when.bare)
    if newest:
        when = replace(when, newest=True, bare=_cut(when.bare, newest.start(), newest.end()))
    return _tidy(when)


def _order(when: When) -> When:
    """The order of a list, and the words that ask for one."""
    text, order = when.bare, None
    asked = _ORDER.search(text)
    if asked:
        order = "newest" if asked["newest"] else "oldest"
        text = _cut(text, asked.start(), asked.end())
    for usual, needs_more, pattern in _LISTINGS:
        match = re.match(rf"\W*{pattern}", text, re.IGNORECASE)
        if match is None or (needs_more and asked is None and not _times_anything(text)):
            continue
        chosen: Order = "oldest" if order == "oldest" else "newest" if order else usual
        return replace(when, bare=text[match.end() :].strip(), listing=chosen)
    return when


def _times_anything(text: str) -> bool:
    event = _EVENT.search(text)
    return any(a.search(text) for a, _ in ATOMS) or bool(event and _HAPPENS.search(event["event"]))


def _period(when: When, today: datetime.date, known: Sequence[str]) -> When:
    """The days that the question names, with the words that name them taken out."""
    text = when.bare
    found = _found(text, today, known)
    spans: list[Period] = []
    cuts: list[tuple[int, int]] = []
    published = soft = False
    i = 0
    while i < len(found):
        start, end, interval = found[i]
        connector = _connector(text, start)
        kind = connector[0] if connector else "plain"
        begin = connector[1] if connector else start
        if i + 1 < len(found) and _JOINED.match(text[end : found[i + 1][0]]):
            between = re.search(r"\bbetween(?: the)?\s*$", text[:start], re.IGNORECASE)
            begin = between.start() if between else begin
            last = found[i + 1]
            spans.append(_span("plain", (interval[0], last[2][1])))
            end = last[1]
            i += 1
        else:
            spans.append(_span(kind, interval))
        published |= bool(_OF_REPORT.search(text[:start]))
        if _describes(text, start, end):
            soft, begin = True, start
        elif connector and text[begin : begin + 2].lower() == "of":
            soft = True
        cuts.append((begin, end))
        i += 1
    if not spans:
        return when
    since = max((s.since for s in spans if s.since), default=None)
    until = min((s.until for s in spans if s.until), default=None)
    if since and until and since > until:
        # Two times that do not meet: an event of one told in the other; words decide.
        return when
    words = " ".join(text[a:b].strip() for a, b in cuts)
    for a, b in reversed(cuts):
        text = _cut(text, a, b)
    return replace(
        when,
        bare=text,
        period=Period(since, until),
        words=words,
        published=published,
        soft=soft and not published,
    )


def _describes(text: str, start: int, end: int) -> bool:
    """Whether a time qualifies a noun: "Tuesday's clashes", "the 2020 war"."""
    following = re.match(r"\s+([^\W\d_][\w'’-]*)", text[end:])
    if following is None or following[1].lower() in _FUNCTION:
        return False
    if re.search(r"['’]s?$", text[start:end]):
        return True
    return bool(
        re.search(r"(?:\b(?:the|an?|his|her|its|their|this|that)|['’]s)\s+$", text[:start], re.I)
    ) or (re.match(r"(?:the|a)\s", text[start:end], re.I) is not None)


_FUNCTION = frozenset(
    "in on at of by to from with and or but that which who when where how what why did does do is was "
    "are were has have had for about after before since until during between it they he she we there "
    "the a an only alone morning afternoon evening night as so than compared according".split()
)


def _found(
    text: str, today: datetime.date, known: Sequence[str]
) -> list[tuple[int, int, Interval]]:
    taken: list[tuple[int, int, Interval]] = []
    for pattern, meaning in ATOMS:
        for match in pattern.finditer(text):
            if any(match.start() < e and match.end() > s for s, e, _ in taken):
                continue
            anchor = _anchor(match, today, known)
            interval = meaning(Match(match, text), anchor) if anchor else None
            if interval is not None:
                taken.append((match.start(), match.end(), interval))
    return sorted(taken)


def _anchor(
    match: re.Match[str], today: datetime.date, known: Sequence[str]
) -> datetime.date | None:
    """The day from which a time without a year is counted back; None when it says nothing."""
    named = match.groupdict()
    if not known:
        return today
    if "w" in named:
        # Where every article is old, their own weekdays are meant.
        return today if max(known) >= (today - _STALE).isoformat() else None
    if named.get("y") or not (named.get("m") or named.get("s")):
        return today
    for back in range(_YEARS_BACK):
        year = today.year - back
        anchor = today if not back else datetime.date(year, 12, 31)
        interval = next(m for p, m in ATOMS if p is match.re)(Match(match, match.string), anchor)
        if interval is None:
            continue
        last = (interval[1] + _TOLD_WITHIN).isoformat()
        if any(interval[0].isoformat() <= day <= last for day in known):
            return anchor
    return today


# So much older than today are articles of which "on Tuesday" can no more be asked.
_STALE = datetime.timedelta(days=31)
_TOLD_WITHIN = datetime.timedelta(days=45)
_YEARS_BACK = 30


def _connector(text: str, start: int) -> tuple[str, int] | None:
    before = text[:start].rstrip()
    for match in _CONNECTOR.finditer(before):
        if match.end() == len(before):
            kind = next(k for k, v in match.groupdict().items() if v)
            return kind, match.start()
    the = re.search(r"(?:\s|^)the$", before, re.IGNORECASE)
    return _connector(before[: the.start()] + " ", the.start() + 1) if the else None


def _span(kind: str, interval: Interval) -> Period:
    first, last = interval
    if kind == "since":
        return Period(first.isoformat(), None)
    if kind == "after":
        return Period((last + ONE_DAY).isoformat(), None)
    if kind == "before":
        return Period(None, (first - ONE_DAY).isoformat())
    if kind == "until":
        return Period(None, last.isoformat())
    return Period(first.isoformat(), last.isoformat())


def _beside(when: When) -> When:
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
    bare = _cut(when.bare, match.start(), match.start("event") + len(event))
    soft = match["relation"].lower() == "after"
    return replace(when, bare=bare, beside=Beside(relation, event), soft=soft)


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()


def _tidy(when: When) -> When:
    bare = re.sub(r"\s+([?.,!;:])", r"\1", " ".join(when.bare.split()))
    bare = re.sub(r"(?:[,;:]|\b(?:by|in|on|of|at|the))+\s*([?.!]?)$", r"\1", bare).strip(" ,;:")
    return replace(when, bare=bare if re.search(r"\w", bare) else when.question)
