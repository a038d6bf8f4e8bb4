# ruff: noqa: E501  (a pattern is read best on one line)
"""The days that a question asks about, with the words that name them taken out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.when import calendar
from bot.when.calendar import Interval, Match
from bot.when.events import clause_before, names_event
from bot.when.mistaken import FUNCTION, is_mistaken
from bot.when.phrases import ATOMS
from bot.when.reaches import beside, edge, ending_with
from bot.when.times import Period, When
from bot.when.wording import cut

ONE_DAY = datetime.timedelta(days=1)
_CONNECTOR = re.compile(
    r"(?P<since>\bever since|\bsince|\bfrom|\bstarting|\bbeginning)"
    r"|(?P<until>\buntil|\btill|\bup to(?: and including)?|\bup until|\bthrough\b|\b(?:no|not) later than)"
    r"|(?P<after>\bafter|\blater than)"
    r"|(?P<before>\bbefore|\bprior to|\bearlier than|\bahead of)"
    r"|(?P<state>\bas (?:of|at)|\bby)"
    r"|(?P<plain>\b(?:back in|in|on|of|during|within|over|at|for|throughout|around|about|towards?)(?: the)?)",
    re.IGNORECASE,
)
# "On the morning of", "in the course of", "all of": no more than the days that follow.
_ALL_OF = re.compile(
    r"(?:\b(?:in|on|during|over|for|throughout|at)\s+)?\b(?:all|much|most"
    r"|the\s+(?:day|date|morning|afternoon|evening|noon|(?:early|small)\s+hours|course|whole|entirety"
    r"|month|year))\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "Injured night of 12 September?": without a preposition it describes an event.
_NIGHT = re.compile(r"(?:the )?(?:night|weekend) ", re.IGNORECASE)
_BOUNDS = ("since", "after", "before", "until", "state")
_JOINED = re.compile(
    r"^\s*,?\s*(?:and|or|to|until|till|through|[-–—])\s*(?:(?:in|on)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^\s*,\s*$")
_OF_REPORT = re.compile(
    r"\b(?:the|an?|this|that|its|their|'s)\s+(?:\w+\s+)?"
    r"(?:report|article|issue|edition|story|news|bulletin|paper|statement)s?\s+(?:of|from|in)\s*$",
    re.IGNORECASE,
)


def with_period(when: When, today: datetime.date, known: Sequence[str]) -> When:
    """The days that the question names, with the words that name them taken out."""
    text = when.bare
    found = _found(text, today, known)
    spans: list[Period] = []
    cuts: list[tuple[int, int]] = []
    published = soft = False
    at: Period | None = None
    i = 0
    while i < len(found):
        start, end, interval = found[i]
        # "In yesterday's battles": the whole word is of the time.
        end += len(whose[0]) if (whose := _WHOSE.match(text, end)) else 0
        kind, begin = _connector(text, start) or ("plain", start)
        if kind in _BOUNDS and _describes(text, start, end) and names_event(text[begin:]):
            # "Before the 2023 election": the articles must tell its day.
            i += 1
            continue
        interval = edge(text[start:end], kind, interval)
        if (last := _joined(text, found, i)) > i:
            between = re.search(r"\bbetween(?: the)?\s*$", text[:start], re.IGNORECASE)
            begin = between.start() if between else begin
            spans.append(_span("plain", _from_to(text[start:end], interval, found[last][2], today)))
            end = found[last][1]
            i = last
        elif reach := ending_with(text[:start], interval) or beside(text[:begin], kind, interval):
            spans.append(_span("plain", reach[0]))
            begin = reach[1]
        elif kind == "plain" and (clause := clause_before(text, begin)) is not None:
            spans.append(_beside(clause["relation"].lower(), interval))
            begin = clause.start()
        else:
            spans.append(_span(kind, interval))
            at = _span("plain", interval) if kind == "state" else at
        published |= bool(_OF_REPORT.search(text[:start]))
        if whole := _ALL_OF.search(text[:start]):
            begin = min(begin, whole.start())
        elif _describes(text, start, end):
            soft, begin = True, start
        elif text[begin : begin + 2].lower() == "of" or _NIGHT.match(text[begin:end]):
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
        text = cut(text, a, b)
    return replace(
        when,
        bare=text,
        period=Period(since, until),
        words=words,
        published=published,
        at=at if len(spans) == 1 else None,
        soft=soft and not published,
    )


_WHOSE = re.compile(r"['’]s?(?=\s+\w)")


def _joined(text: str, found: Sequence[tuple[int, int, Interval]], at: int) -> int:
    """The last of some times that are told together: "in 2021, 2022 and 2023"."""
    last = at
    while last + 1 < len(found):
        between = text[found[last][1] : found[last + 1][0]]
        if _JOINED.match(between):
            return last + 1
        if not _LISTED.match(between):
            return at
        last += 1
    # "In May, June and July": the last two were found as one.
    return last if re.search(r"\b(?:and|or)\b", text[found[last][0] : found[last][1]]) else at


def _from_to(words: str, one: Interval, other: Interval, today: datetime.date) -> Interval:
    """From the first of two times to the last: on a Thursday "from Monday to Friday" has passed.

    Args:
        words: the first one's; without a year it has the other's.
    """
    first, last = one[0], other[1]
    if first > last and first.day == 1 and not re.search(r"\d{4}", words):
        first = first.replace(year=last.year)
    if first > last:
        week = 7 * ONE_DAY
        if (first - last) < week and last + week <= today:
            last += week
        elif (first - last) < week:
            first -= week
        else:
            first, last = other[0], one[1]
    return first, last


def _describes(text: str, start: int, end: int) -> bool:
    """Whether a time qualifies a noun: "Tuesday's clashes", "the 2020 war"."""
    following = re.match(r"\s+([^\W\d_][\w'’-]*)", text[end:])
    if following is None or following[1].lower() in FUNCTION:
        return False
    if re.search(r"['’]s?$", text[start:end]):
        return True
    return bool(
        re.search(r"(?:\b(?:the|an?|his|her|its|their|this|that)|['’]s)\s+$", text[:start], re.I)
    ) or (re.match(r"(?:the|a)\s", text[start:end], re.I) is not None)


def _found(
    text: str, today: datetime.date, known: Sequence[str]
) -> list[tuple[int, int, Interval]]:
    taken: list[tuple[int, int, Interval]] = []
    ahead = bool(_AHEAD.search(text))
    for pattern, meaning in ATOMS:
        for match in pattern.finditer(text):
            if any(match.start() < e and match.end() > s for s, e, _ in taken):
                continue
            if is_mistaken(text, match, meaning):
                continue
            if ahead and _is_coming(match):
                continue
            anchor = _anchor(match, today, known)
            interval = meaning(Match(match, text), anchor) if anchor else None
            if meaning is calendar.numeric and interval is not None:
                interval = _as_told(
                    interval, calendar.month_first(Match(match, text), today), known
                )
            if interval is not None:
                taken.append((match.start(), match.end(), interval))
    return sorted(taken)


def _as_told(day_first: Interval, month_first: Interval | None, known: Sequence[str]) -> Interval:
    """Of two readings of "05/03/2024" the one that articles tell of; of both, the day first."""

    def told(interval: Interval) -> bool:
        last = (interval[1] + _NEAR).isoformat()
        return any(interval[0].isoformat() <= day <= last for day in known)

    return month_first if month_first and told(month_first) and not told(day_first) else day_first


# Within so many days an article tells of a day.
_NEAR = datetime.timedelta(days=7)


# "What will be open by Friday?": the coming one, of which the articles of now tell by that word.
_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|going to|(?:is|are) (?:due|to|expected|planned|scheduled))\b", re.I
)


def _is_coming(match: re.Match[str]) -> bool:
    """Whether a day without a year may be one to come, where a question asks for what will be."""
    named = match.groupdict()
    if named.get("y") or named.get("of") or named.get("which") in ("last", "past", "previous"):
        return False
    return any(named.get(k) for k in ("w", "d", "m", "h", "s"))


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
    yearless = named.get("m") or named.get("s") or named.get("h")
    if named.get("y") or named.get("of") or not yearless:
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
    if kind in ("until", "state") or first == datetime.date.min:
        return Period(None, last.isoformat())
    return Period(first.isoformat(), last.isoformat())


def _beside(relation: str, days: Interval) -> Period:
    """The days since or before an event that happened within some days."""
    first, last = days
    if relation in ("since", "after", "following"):
        return Period(first.isoformat(), None)
    if relation.startswith(("until", "till", "up to", "by")) or first < last:
        return Period(None, last.isoformat())
    return Period(None, (first - ONE_DAY).isoformat())
