"""Numbers: the same value, of the same thing, in the same unit, as the same bound."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from bot.checking.alike import Embed, same_word
from bot.checking.counted import head, same_thing
from bot.checking.faults import Fault
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.language.figures import figures

# What a source's bound allows a claim to say.
_ALLOWED = {
    "=": {"=", "~"},
    ">=": {">="},
    ">": {">", ">="},
    "<=": {"<="},
    "<": {"<", "<="},
    "<~": {"<~", "~", "<", "<="},
    "~": {"~", "="},
}
_KINDS_APART = {"money", "percent", "ordinal"}


def wrong_numbers(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """Numbers of a claim that the cited words do not give for the same thing."""
    for q in claim.quantities:
        words = _shown(claim, q)
        same = [
            s
            for s in cited.quantities
            if (_equal(q, s) or (_is_rounded(q, s) and not _is_told(s, claim)))
            and not _before_it(q, s, claim)
        ]
        same += [s for s in cited.quantities if s.value == q.value + 1 and _before_it(q, s, claim)]
        if not same:
            told = _is_said(q, claim, cited) or _is_share(q, claim, cited)
            if not told and not _is_ratio(q, claim, cited):
                yield Fault("number", words, f"the source does not say {words}", _other(q, cited))
            continue
        if _is_total(q, claim) and all(_is_part(s, cited) for s in same):
            yield Fault("counted", words, "the source gives it as a part of the total")
            continue
        fitting = [s for s in same if _same_unit(q, s) or _shared_unit(q, s, cited)]
        if not fitting and q.value == 1 and q.unit in cited.lowered:
            # "A year before" may be told as "year on year".
            continue
        if not fitting:
            s = same[0]
            yield Fault("unit", words, f"the source counts another unit: {_shown(cited, s)}")
            continue
        counted = [
            s for s in fitting if _is_pair(claim, q) or same_thing(q, s, claim, cited, embed)
        ]
        if not counted:
            s = fitting[0]
            reason = f"the source says {_shown(cited, s)} of something else"
            yield Fault("counted", words, reason, _shown(cited, s, wide=True))
            continue
        if _is_some_of(q, claim) and all(_is_whole(s, cited) for s in counted):
            s = counted[0]
            reason = f"of {_shown(cited, s)} the source counts some"
            yield Fault("counted", words, reason, _shown(cited, s, wide=True))
            continue
        if not any(_bound_allowed(q, s, claim, cited) for s in counted):
            s = counted[0]
            reason = f"the source says {_shown(cited, s)}"
            yield Fault("bound", words, reason, _shown(cited, s))


def _before_it(q: Quantity, s: Quantity, claim: Parsed) -> bool:
    """Whether a claim counts what went before its source's third or fourth."""
    return s.kind == "ordinal" and q.kind == "count" and "before" in claim.lowered


# Units in terms of a smaller one of the same kind.
_IN = {
    "century": ("month", 1200),
    "decade": ("month", 120),
    "year": ("month", 12),
    "week": ("day", 7),
    "hour": ("minute", 60),
}


def _converted(q: Quantity) -> tuple[float, str | None]:
    unit, factor = _IN.get(q.unit or "", (q.unit, 1))
    return q.value * factor, unit


def _is_told(s: Quantity, claim: Parsed) -> bool:
    """Whether a claim gives a number of its source as it is, besides a rounder one."""
    return any(o.value == s.value and o.unit == s.unit for o in claim.quantities)


def _equal(q: Quantity, s: Quantity) -> bool:
    if (q.unit != s.unit and q.unit in _IN) or s.unit in _IN:
        (a, one), (b, other) = _converted(q), _converted(s)
        if one == other and abs(a - b) < 1e-6:
            return True
    if abs(q.value - s.value) <= 1e-6 * max(abs(q.value), abs(s.value), 1e-9):
        # "Their seventh win" makes seven of them.
        return q.kind == s.kind or q.kind != "ordinal"
    return {q.unit, s.unit} & {"percent"} != set() and (
        (abs(q.value - 100 * s.value) < 0.5 and s.value < 1)
        or (abs(s.value - 100 * q.value) < 0.5 and q.value < 1)
    )


# By how much a rounder number may be off: "about" either way, "more than" and "nearly" by so much
# to their own side.
_ROUND, _ROUND_OPENLY = 0.03, 0.15


def _is_rounded(q: Quantity, s: Quantity) -> bool:
    """Whether a claim's "about 9,000" or "nearly 9,000" is a rounder word for 8,950."""
    if q.kind != s.kind or s.bound not in ("=", "~"):
        return False
    (mine, unit), (theirs, other) = _converted(q), _converted(s)
    if unit != other or _digits(q.value) >= _digits(s.value):
        return False
    if q.bound == "~":
        fine = _digits(q.value) > 1 or q.value >= _ROUND_FROM
        return fine and abs(mine - theirs) <= _ROUND * theirs
    if q.value < _ROUND_FROM and q.unit == s.unit:
        return False
    if q.bound in (">", ">="):
        return s.bound == "=" and theirs / (1 + _ROUND_OPENLY) <= mine < theirs
    return q.bound in ("<", "<~") and s.bound == "=" and theirs < mine <= theirs * (1 + _ROUND_OPENLY)


# Smaller numbers are told as they are.
_ROUND_FROM = 20


def _digits(value: float) -> int:
    """How many digits of a number are not the noughts at its end."""
    return len(f"{value:.10g}".replace(".", "").rstrip("0"))


def _same_unit(q: Quantity, s: Quantity) -> bool:
    if q.value < 1 or s.value < 1:
        return True
    if q.unit == s.unit or _is_rounded(q, s):
        return True
    if q.unit and s.unit and abs(_converted(q)[0] - _converted(s)[0]) < 1e-6:
        return _converted(q)[1] == _converted(s)[1]
    if q.unit is None or s.unit is None:
        given = q.unit or s.unit
        # A share or a sum is never a plain count; "68" may be "68 years old".
        return given in ("year", "vote", "point", "second") or (q.unit is None and not q.nouns)
    return False


def _shared_unit(q: Quantity, s: Quantity, cited: Parsed) -> bool:
    """Whether a unit is written once for two numbers: "39.6 per cent to 37.3"."""
    return s.unit is None and any(o.unit == q.unit and o is not s for o in cited.quantities)


def _bound_allowed(q: Quantity, s: Quantity, claim: Parsed, cited: Parsed) -> bool:
    if _is_rounded(q, s):
        return True
    if s.bound in (">", ">=") and claim.lower[: q.start].endswith(" over "):
        # "Over two years" is a length of time, or more than that.
        return True
    if q.bound in ("<", "<=") and cited.lower[: s.start].rstrip().endswith("within"):
        return True
    if q.bound == "=" and s.bound in ("<=", "<", ">=", ">") and _is_limit(q, s, claim):
        return True
    if _is_denied(q, claim) != _is_denied(s, cited):
        # "Nobody works more than two" bears out "at most two".
        turned = _TURNED.get(s.bound, s.bound)
        return q.bound in _ALLOWED[turned]
    allowed = _ALLOWED[s.bound]
    # Of a length or a weight, "less than" and "at most" say the same.
    if q.unit is not None and s.bound in ("<", "<="):
        allowed = allowed | {"<", "<="}
    if q.unit is not None and s.bound in (">", ">="):
        allowed = allowed | {">", ">="}
    return q.bound in allowed


_TURNED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_NEAR_DENIAL = 10


def _is_denied(q: Quantity, parsed: Parsed) -> bool:
    """Whether a bound stands under a denial: "nobody may work more than two"."""
    if q.bound not in _TURNED:
        return False
    place = sum(w.start < q.start for w in parsed.words)
    return any(
        0 < place - d.cue <= _NEAR_DENIAL
        and place < len(parsed.words)
        and parsed.clauses[d.cue] == parsed.clauses[place]
        and "," not in parsed.text[parsed.words[d.cue].end : q.start]
        for d in parsed.denials
    )


_MOST = frozenset("limit cap ceiling maximum quota".split())
_LEAST = frozenset("minimum threshold floor".split())
_NEAR_LIMIT = 4


def _is_limit(q: Quantity, s: Quantity, claim: Parsed) -> bool:
    """Whether a claim's number is a limit: "the limit of 9,000 tonnes" for "no more than"."""
    words = _MOST if s.bound in ("<", "<=") else _LEAST
    before = [w for w in claim.words if w.end <= q.start][-_NEAR_LIMIT:]
    after = [w for w in claim.words if w.start >= q.whole][:_NEAR_LIMIT]
    return any(w.surface.lower() in words for w in (*before, *after))


def _is_pair(claim: Parsed, q: Quantity) -> bool:
    return claim.text[q.start : q.end].lower() in ("both", "a couple", "twice", "double")


def _is_said(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a small number word needs no number in the source: "both", a pair that is named."""
    if q.value == 2 and q.kind == "count" and q.unit is None:
        return " and " in cited.text or "both" in cited.lowered
    if q.value == 1 and q.kind == "count":
        return True
    if _is_sum(q, claim, cited):
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


_SOME_OF = re.compile(r"\s(?:out )?of (?:the|its|their|his|her|these|those|them)\b(?!\s(?:[\w']+\s){0,3}?\d)")
_WHOLE = re.compile(r"\b(?:out )?of (?:(?:the|its|their|his|her|all|about|some)\s)+(?:\w+['’]s\s)?$")


def _is_some_of(q: Quantity, claim: Parsed) -> bool:
    """Whether a claim's number is a part: "five of the tanks"."""
    return q.kind == "count" and q.value > 1 and bool(_SOME_OF.match(claim.lower, q.end))


def _is_whole(s: Quantity, cited: Parsed) -> bool:
    """Whether a source's number is one of which it counts some: "of its fourteen tanks, five"."""
    return bool(_WHOLE.search(cited.lower[: s.start]))


# Between two numbers that are told together: "318 passengers and 41 crew".
_TOGETHER = re.compile(r"[^.;:!?\"]{0,40}\band\b[^.,;:!?\"]{0,20}")


_TOTAL = re.compile(r"\b(?:total of|combined|altogether)\s(?:\w+\s)?$")
_IN_ALL = re.compile(r"(?:\s[\w-]+){0,3},? (?:in all|altogether|in total)\b")


def _is_total(q: Quantity, claim: Parsed) -> bool:
    """Whether a claim gives a number as a total."""
    ahead, behind = claim.lower[: q.start], claim.lower[q.end :]
    return bool(_TOTAL.search(ahead) or _IN_ALL.match(behind))


def _is_part(s: Quantity, cited: Parsed) -> bool:
    """Whether a source counts something of the same kind together with it: "94 … and 94 …"."""
    return not _is_total(s, cited) and any(
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
        and a.bound == b.bound == "="
        and _TOGETHER.fullmatch(cited.text[a.end : b.start])
        and _counts_both(q, a, b, claim, cited)
        for a, b in pairwise(cited.quantities)
    )


def _counts_both(q: Quantity, a: Quantity, b: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether what a sum counts is not one of its parts alone: 359 on board, not passengers."""
    for mine, one, other in ((q.events, a.events, b.events), (q.people, a.people, b.people)):
        if any(mine and part and not mine & part for part in (one, other)):
            return False
    noun, parts = head(claim, q), [head(cited, part) for part in (a, b)]
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


def _is_share(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether one text has "nine out of ten" and the other the share that this makes."""
    if q.value < 1 or q.unit == "percent":
        share = q.value if q.value < 1 else q.value / 100
        return any(_fits(q.bound, part, share) for part in _parts(cited))
    for match in _OUT_OF.finditer(claim.text):
        part, whole = figures(match["part"]), figures(match["whole"])
        if part and whole and match.start() <= q.start < match.end():
            share = 100 * part[0].value / whole[0].value
            return any(s.unit == "percent" and abs(s.value - share) < 0.5 for s in cited.quantities)
    return False


_TIMES_AS = re.compile(r"\s*(?:times|-?fold)\b")


def _is_ratio(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a claim says how many times one number of its source another is."""
    if not _TIMES_AS.match(claim.lower, q.end):
        return False
    plain = [s for s in cited.quantities if s.bound == "=" and s.kind != "ordinal" and s.value]
    return any(
        a.value > b.value and _fits_openly(q, a.value / b.value)
        for a in plain
        for b in plain
        if a.kind == b.kind and (a.unit == b.unit or None in (a.unit, b.unit))
    )


def _fits_openly(q: Quantity, value: float) -> bool:
    """Whether a number is a round word for a value, in the way that it says."""
    if q.bound in (">", ">="):
        return value / (1 + _ROUND_OPENLY) <= q.value <= value
    if q.bound in ("<", "<=", "<~"):
        return value <= q.value <= value * (1 + _ROUND_OPENLY)
    return abs(q.value - value) <= _ROUND * value


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


def _other(q: Quantity, cited: Parsed) -> str:
    """The number that the source gives for the same thing, if it gives one."""
    for s in cited.quantities:
        if (q.unit and q.unit == s.unit) or (set(q.nouns[:3]) & set(s.nouns[:3])):
            return _shown(cited, s, wide=True)
        if q.events and q.events & s.events:
            return _shown(cited, s, wide=True)
    return ""


def _shown(parsed: Parsed, q: Quantity, wide: bool = False) -> str:
    end = q.end
    following = [w for w in parsed.words if w.start >= q.end][: 3 if wide else 1]
    if following and (wide or q.unit) and following[-1].end - q.end < 40:
        end = following[-1].end
    bound = {
        ">=": "at least ",
        ">": "more than ",
        "<": "less than ",
        "<=": "at most ",
        "~": "about ",
        "<~": "nearly ",
    }
    return bound.get(q.bound, "") + parsed.text[q.start : end].strip()
