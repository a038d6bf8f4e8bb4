"""Numbers that a claim reckons from its source's: sums, shares, ratios, days between two dates."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from bot.checking.alike import same_word
from bot.checking.counted import head
from bot.checking.quantities import Quantity
from bot.checking.rounding import fits_openly
from bot.checking.text import Parsed
from bot.language import english
from bot.language.figures import figures
from bot.language.terms import Word


def is_said(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a small number word needs no number in the source: "both", a pair that is named."""
    if q.value == 2 and q.kind == "count" and q.unit is None:
        return " and " in cited.text or "both" in cited.lowered
    if q.value == 1 and q.kind == "count":
        return True
    if _is_sum(q, claim, cited) or _is_listed(q, cited):
        return True
    # "At five" is an hour or the fifth; a plain count is neither.
    if any(m.get("clock") == 60 * q.value for m in cited.moments) and not q.nouns:
        return True
    if q.unit in ("day", "week") and _is_apart(q, claim, cited):
        return True
    years = [int(str(m.get("year"))) for m in cited.moments if m.get("year") is not None]
    # "From 2005 to 2009" are four years, or five with both.
    both = bool(re.search(r"\bfrom\b[^.]*\bto\b", cited.lower))
    apart = {abs(a - b) for a in years for b in years}
    return q.unit == "year" and (q.value in apart or (both and q.value - 1 in apart))


_SOME_OF = re.compile(
    r"\s(?:out )?of (?:the|its|their|his|her|these|those|them|whom|which)\b"
    r"(?!\s(?:[\w']+\s){0,3}?\d)"
)
_WHOLE = re.compile(
    r"\b(?:out )?of (?:(?:the|its|their|his|her|all|about|some)\s)+(?:\w+['’]s\s)?$"
)


_SO_MANY_OF = re.compile(r"\b([\w-]+) (?:out )?of $")


def is_some_of(q: Quantity, claim: Parsed) -> bool:
    """Whether a claim's number is a part: "five of the tanks"."""
    return q.kind == "count" and q.value > 1 and bool(_SOME_OF.match(claim.lower, q.end))


def is_whole(s: Quantity, cited: Parsed) -> bool:
    """Whether a source's number is one of which it counts some: "of its fourteen tanks, five"."""
    before = cited.lower[: s.start]
    part = _SO_MANY_OF.search(before)
    return bool(_WHOLE.search(before)) or (part is not None and bool(figures(part.group(1))))


_PORTION = re.compile(
    r"(?:\b(?P<part>[\w.,-]+)|%)(?: per ?cent)? (?:out )?of"
    r" (?:(?:the|its|their|his|her|about|some|all)\s)*$"
)
_VAGUE = frozenset(
    "half third thirds quarter quarters fifth fifths most many some few several part parts "
    "majority minority percent cent handful".split()
)


def is_portioned(s: Quantity, cited: Parsed, claim: Parsed) -> bool:
    """Whether a source tells of a part alone: of "the 27" in "nine of the 27".

    Not where the claim tells the part too.
    """
    found = _PORTION.search(cited.lower[: s.start])
    if found is None:
        return False
    part = found["part"] or "percent"
    if part in _VAGUE:
        return part not in claim.lowered
    values = [f.value for f in figures(part)]
    if values == [1] and "one" in claim.lowered:
        return False
    return bool(values) and not any(q.value == values[0] for q in claim.quantities)


# Between two numbers that are told together: "318 passengers and 41 crew".
_TOGETHER = re.compile(r"[^.;:!?\"]{0,40}\band\b[^.,;:!?\"]{0,20}")


_TOTAL = re.compile(r"\b(?:total of|combined|altogether)\s(?:\w+\s)?$")
_IN_ALL = re.compile(r"(?:\s[\w-]+){0,3},? (?:in all|altogether|in total)\b")


def is_total(q: Quantity, claim: Parsed) -> bool:
    """Whether a claim gives a number as a total."""
    ahead, behind = claim.lower[: q.start], claim.lower[q.end :]
    return bool(_TOTAL.search(ahead) or _IN_ALL.match(behind))


def is_part(s: Quantity, cited: Parsed) -> bool:
    """Whether a source counts something of the same kind together with it: "94 … and 94 …"."""
    return not is_total(s, cited) and any(
        s in (a, b)
        and a.unit is b.unit is None
        and a.kind == b.kind == "count"
        and _TOGETHER.fullmatch(cited.text[a.end : b.start])
        and head(cited, a) is None
        for a, b in pairwise(cited.quantities)
    )


def _is_sum(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a number sums up two that the source counts together."""
    if q.unit is not None or q.kind != "count" or q.bound not in ("=", "~"):
        return False
    return any(
        a.value + b.value == q.value
        and a.kind == b.kind == "count"
        and a.unit is b.unit is None
        and (a.bound == b.bound == "=" or (q.bound == "~" and {a.bound, b.bound} <= {"=", "~"}))
        and _TOGETHER.fullmatch(cited.text[a.end : b.start])
        and _counts_both(q, a, b, claim, cited)
        for a, b in pairwise(cited.quantities)
    )


_ITEM = r"[A-Z][\w'’-]+(?: (?:(?:of|de|the|and the) )?[A-Z][\w'’-]+)*"
_LIST = re.compile(rf"{_ITEM}(?:, (?:the )?{_ITEM})+,? and (?:the )?{_ITEM}")
_MOST_LISTED = 12


def _is_listed(q: Quantity, cited: Parsed) -> bool:
    """Whether a source names as many as a claim counts: "three sites" of "Brae, Vell and Harl"."""
    if q.kind != "count" or q.unit is not None or q.bound != "=" or q.value > _MOST_LISTED:
        return False
    named = (m.group() for m in _LIST.finditer(cited.text))
    return any(len(re.findall(r", (?!and )|,? and ", names)) + 1 == q.value for names in named)


def _noun_behind(cited: Parsed, part: Quantity) -> Word | None:
    """The noun that a number counts, or one right behind it that is said of many: "30 crew"."""
    counted = head(cited, part)
    if counted is not None:
        return counted
    word = next((w for w in cited.words if w.start >= part.end), None)
    if word is None or word.capital or cited.text[part.end : word.start].strip():
        return None
    return word if any(r.part == "n" for r in english.readings(word.surface)[:1]) else None


def _counts_both(q: Quantity, a: Quantity, b: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether what a sum counts is not one of its parts alone: 359 on board, not passengers."""
    for mine, one, other in ((q.events, a.events, b.events), (q.people, a.people, b.people)):
        if any(mine and part and not mine & part for part in (one, other)):
            return False
    noun, parts = head(claim, q), [_noun_behind(cited, part) for part in (a, b)]
    if noun is None or None in parts:
        return True
    return len({part is not None and same_word(noun, part) for part in parts}) == 1


_LATER = re.compile(r"\s*(?:later\b|before\b(?!hand))")
_EARLIER = re.compile(r"\s*(?:earlier\b|after\b)")


def _is_apart(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether so many days lie between two dates of the source, the way that the claim has it."""
    days = q.value * (7 if q.unit == "week" else 1)
    told = _dates(cited)
    pairs = [(a, b) for a in told for b in told if (b - a).days == days]
    known = [day for day in _dates(claim) if day in told]
    behind = claim.lower[q.whole :]
    if _LATER.match(behind):
        # "On the 11th, six days before …" and "on the 11th, … six days later" name the first.
        return any(not known or a in known for a, _ in pairs)
    if _EARLIER.match(behind):
        return any(not known or b in known for _, b in pairs)
    return bool(pairs)


def _dates(parsed: Parsed) -> set[datetime.date]:
    """The days that a text names with their year."""
    days = set()
    for moment in parsed.moments:
        year, month, day = (moment.get(unit) for unit in ("year", "month", "day"))
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
            with contextlib.suppress(ValueError):
                days.add(datetime.date(year, month, day))
    return days


def is_share(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether one text has "nine out of ten" and the other the share that this makes."""
    if q.value < 1 or q.unit == "percent":
        share = q.value if q.value < 1 else q.value / 100
        told = list(_parts(cited))
        percents = [s for s in cited.quantities if s.unit == "percent"]
        if q.bound in (">", ">=", "<", "<=") and len(percents) == 1 and percents[0].bound == "=":
            # "More than half" of 58 per cent.
            told.append(percents[0].value / 100)
        return any(_fits(q.bound, part, share) for part in told)
    for match in _OUT_OF.finditer(claim.text):
        part, whole = figures(match["part"]), figures(match["whole"])
        if part and whole and whole[0].value and match.start() <= q.start < match.end():
            share = part[0].value / whole[0].value
            return any(
                abs(s.value / (100 if s.unit == "percent" else 1) - share) < _NEAR_SHARE
                for s in cited.quantities
                if s.unit == "percent" or s.value < 1
            )
    return False


_NEAR_SHARE = 0.005
_TIMES_AS = re.compile(r"\s*(?:times|-?fold)\b")


def is_ratio(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a claim says how many times one number of its source another is."""
    if not _TIMES_AS.match(claim.lower, q.end):
        return False
    plain = [s for s in cited.quantities if s.bound == "=" and s.kind != "ordinal" and s.value]
    return any(
        a.value > b.value and fits_openly(q, a.value / b.value)
        for a in plain
        for b in plain
        if a.kind == b.kind and (a.unit == b.unit or None in (a.unit, b.unit))
    )


# How a number is multiplied, in the words of either text.
_MULTIPLES = (
    (2.0, r"\b(?:twice|doubl\w+|two-?fold|two times)\b"),
    (3.0, r"\b(?:tripl\w+|trebl\w+|three-?fold|three times)\b"),
    (4.0, r"\b(?:quadrupl\w+|four-?fold|four times)\b"),
)
_MULTIPLE = re.compile(r"(?:double|triple|twice|\w+ times)\s+(?:what|as|the|its|their|his|her)\b")


def is_multiple(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a claim's "twice what it was" is told as a verb: "has doubled"."""
    if not _MULTIPLE.match(claim.lower, q.start):
        return False
    return any(q.value == n and re.search(form, cited.lower) for n, form in _MULTIPLES)


_MARGIN = re.compile(r"\b(?:margin|majority|lead) of (?:only |just |about )?$")
_TO_THE_OTHER = re.compile(r"(?: votes| seats| points| ballots)? (?:to|against|for and) ")


def is_margin(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a claim tells by how much one of two results was ahead: six, of 118 votes to 112."""
    if not _MARGIN.search(claim.lower[: q.start]):
        return False
    return any(
        abs(a.value - b.value) == q.value and _TO_THE_OTHER.fullmatch(cited.lower[a.end : b.start])
        for a, b in pairwise(cited.quantities)
    )


def _parts(parsed: Parsed) -> Iterator[float]:
    """What "nine of fifteen" and the like amount to."""
    for match in _OUT_OF.finditer(parsed.text):
        part, whole = figures(match["part"]), figures(match["whole"])
        if part and whole and part[0].value < whole[0].value:
            yield part[0].value / whole[0].value


def _fits(bound: str, value: float, share: float) -> bool:
    if bound in (">", ">="):
        return value > share or (bound == ">=" and value == share)
    if bound in ("<", "<="):
        return value < share or (bound == "<=" and value == share)
    return abs(value - share) < (0.03 if bound == "~" else 0.006)


_OUT_OF = re.compile(r"\b(?P<part>[\w-]+) (?:out of|of the|of|in) (?:every )?(?P<whole>[\w-]+)\b")
