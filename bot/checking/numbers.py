"""Numbers: the same value, of the same thing, in the same unit, as the same bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.alike import Embed
from bot.checking.counted import same_thing
from bot.checking.fates import turned_beside
from bot.checking.faults import Fault
from bot.checking.planned import says_the_same
from bot.checking.quantities import Quantity
from bot.checking.reckoned import (
    is_margin,
    is_multiple,
    is_part,
    is_portioned,
    is_ratio,
    is_said,
    is_share,
    is_some_of,
    is_total,
    is_whole,
)
from bot.checking.rounding import LARGER, converted, in_dozens, is_rounded
from bot.checking.text import Parsed
from bot.checking.units import EVENTS
from bot.language.terms import Word

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
        if _is_both_sides(q, claim, cited):
            continue
        same = _same(q, claim, cited)
        if same and (turned := _set_right(q, same, claim, cited)) is not None:
            yield turned
            continue
        fault = _otherwise(q, same, claim, cited, embed) if same else _lacking(q, claim, cited)
        if fault is not None:
            yield fault


_THE = re.compile(r"\bthe $")
_SIDES = re.compile(r" (sides|parties|countries|nations|states|governments|neighbours|armies)\b")
_OTHER_SIDES = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|\d+|several|all|most|many)"
    r" (?:sides|parties|countries|nations|states|governments|neighbours|armies)\b"
)


def _is_both_sides(q: Quantity, claim: Parsed, cited: Parsed) -> bool:
    """Whether a number says no more than who is meant: "the two sides"."""
    return (
        claim.lower[q.start : q.end] == "two"
        and _THE.search(claim.lower[: q.start]) is not None
        and _SIDES.match(claim.lower, q.end) is not None
        and not _OTHER_SIDES.search(cited.lower)
    )


# "It killed 15 and not 16"; but "15, if not 16".
_NOT_IT = re.compile(
    r"(?<!\bif )(?<!\bor )\b(?:not|rather than|instead of)"
    r"(?: (?:by|of|to|at|in|on|from|the|an?|about|some))*\s+$"
)


def _is_not_it(q: Quantity, parsed: Parsed) -> bool:
    """Whether a text names a number only to say that it is another."""
    return q.bound == "=" and _NOT_IT.search(parsed.lower, 0, q.start) is not None


def _set_right(q: Quantity, same: Sequence[Quantity], claim: Parsed, cited: Parsed) -> Fault | None:
    """A fault where the source has a claim's number only as one that is wrong, or a claim so."""
    if any(_is_not_it(s, cited) == _is_not_it(q, claim) for s in same):
        return None
    words = _shown(claim, q)
    right = [s for s in cited.quantities if s.kind == q.kind and not _is_not_it(s, cited)]
    nearest = min(right, key=lambda s: abs(s.start - same[0].start), default=None)
    told = _shown(cited, nearest) if nearest is not None else ""
    return Fault("number", words, f"the source does not say {words}", told)


def _same(q: Quantity, claim: Parsed, cited: Parsed) -> list[Quantity]:
    """The source's numbers that are a claim's, whatever they count."""
    same = [
        s
        for s in cited.quantities
        if (_equal(q, s) or (_is_round(q, s, claim) and not _is_told(s, claim)))
        and not _before_it(q, s, claim)
    ]
    return same + [
        s for s in cited.quantities if s.value == q.value + 1 and _before_it(q, s, claim)
    ]


def _lacking(q: Quantity, claim: Parsed, cited: Parsed) -> Fault | None:
    """A fault unless a number that the source lacks can be reckoned from what it has."""
    said = claim.lower[q.start : q.end]
    if q.kind == "ordinal" and re.search(rf"\ba {said} (?!of\b)[a-z]", cited.lower):
        # "A third suspect" has no number of its own.
        return None
    if is_said(q, claim, cited) or is_share(q, claim, cited) or is_ratio(q, claim, cited):
        return None
    if is_multiple(q, claim, cited) or is_margin(q, claim, cited):
        return None
    words = _shown(claim, q)
    return Fault("number", words, f"the source does not say {words}", _other(q, cited))


def _otherwise(
    q: Quantity, same: list[Quantity], claim: Parsed, cited: Parsed, embed: Embed | None
) -> Fault | None:
    """A fault if the source has a number in another unit, of another thing or as another bound."""
    words = _shown(claim, q)
    if is_total(q, claim) and all(is_part(s, cited) for s in same):
        return Fault("counted", words, "the source gives it as a part of the total")
    fitting = [s for s in same if _same_unit(q, s) or _shared_unit(q, s, cited)]
    if not fitting and q.value == 1 and q.unit in cited.lowered:
        # "A year before" may be told as "year on year".
        return None
    if not fitting:
        told = _shown(cited, same[0])
        return Fault("unit", words, f"the source counts another unit: {told}")
    counted = [s for s in fitting if _is_pair(claim, q) or same_thing(q, s, claim, cited, embed)]
    told = _shown(cited, (counted or fitting)[0])
    wide = _shown(cited, (counted or fitting)[0], wide=True)
    if not counted and (other := _of_another_event(q, fitting, claim, cited)) is not None:
        return other
    if not counted:
        return Fault("counted", words, f"the source says {told} of something else", wide)
    if is_some_of(q, claim) and all(is_whole(s, cited) for s in counted):
        return Fault("counted", words, f"of {told} the source counts some", wide)
    of_part = all(is_portioned(s, cited, claim) for s in counted)
    if of_part and says_the_same(claim, cited, counted[0].end):
        return Fault("counted", words, f"the source says it of a part of {told} alone", wide)
    if not any(_bound_allowed(q, s, claim, cited) for s in counted):
        return Fault("bound", words, f"the source says {told}", told)
    return turned_beside(q, counted, claim, cited)


def _of_another_event(
    q: Quantity, fitting: Sequence[Quantity], claim: Parsed, cited: Parsed
) -> Fault | None:
    """A fault where the source says that something else happened to as many: hurt, not killed."""
    if not q.events or any(not s.events for s in fitting):
        return None
    if any(s.events & q.events for s in cited.quantities):
        # It counts those too, and its number for them is another.
        return None
    mine, theirs = _event(q, claim), _event(fitting[0], cited)
    if mine is None or theirs is None:
        return None
    return Fault("happened", mine.surface, f"the source says {theirs.surface}", theirs.surface)


def _event(q: Quantity, parsed: Parsed) -> Word | None:
    """The word for what happened to those whom a number counts, the nearest of several."""
    forms = frozenset().union(*(EVENTS[kind] for kind in q.events))
    named = [w for w in parsed.words if w.stem in forms]
    return min(named, key=lambda w: abs(w.start - q.start), default=None)


def _before_it(q: Quantity, s: Quantity, claim: Parsed) -> bool:
    """Whether a claim counts what went before its source's third or fourth."""
    return s.kind == "ordinal" and q.kind == "count" and "before" in claim.lowered


def _is_round(q: Quantity, s: Quantity, claim: Parsed) -> bool:
    return is_rounded(q, s) or in_dozens(q, s, claim.lower)


def _is_told(s: Quantity, claim: Parsed) -> bool:
    """Whether a claim gives a number of its source as it is, besides a rounder one."""
    return any(o.value == s.value and o.unit == s.unit for o in claim.quantities)


def _equal(q: Quantity, s: Quantity) -> bool:
    if (q.unit != s.unit and q.unit in LARGER) or s.unit in LARGER:
        (a, one), (b, other) = converted(q), converted(s)
        if one == other and abs(a - b) < 1e-6:
            return True
    if abs(q.value - s.value) <= 1e-6 * max(abs(q.value), abs(s.value), 1e-9):
        # "Their seventh win" makes seven of them.
        return q.kind == s.kind or q.kind != "ordinal"
    return {q.unit, s.unit} & {"percent"} != set() and (
        (abs(q.value - 100 * s.value) < 0.5 and s.value < 1)
        or (abs(s.value - 100 * q.value) < 0.5 and q.value < 1)
    )


# A sum may be told by its sign or by its name.
_POUNDS = {"pound", "sterling"}


def _same_unit(q: Quantity, s: Quantity) -> bool:
    if q.value < 1 or s.value < 1:
        return True
    if q.unit == s.unit or is_rounded(q, s) or {q.unit, s.unit} == _POUNDS:
        return True
    if q.unit and s.unit and abs(converted(q)[0] - converted(s)[0]) < 1e-6:
        return converted(q)[1] == converted(s)[1]
    if q.unit is None or s.unit is None:
        given = q.unit or s.unit
        # A share or a sum is never a plain count; "68" may be "68 years old".
        return given in ("year", "vote", "point", "second") or (q.unit is None and not q.nouns)
    return False


def _shared_unit(q: Quantity, s: Quantity, cited: Parsed) -> bool:
    """Whether a unit is written once for two numbers: "39.6 per cent to 37.3"."""
    return s.unit is None and any(o.unit == q.unit and o is not s for o in cited.quantities)


# What is reached is the most: "reaching 151 km/h" for "up to 151 km/h".
_REACHED = re.compile(r"\b(?:reach(?:es|ed|ing)?|hit(?:ting)?|peak(?:s|ed|ing)? at|as high as)\s+$")


def _bound_allowed(q: Quantity, s: Quantity, claim: Parsed, cited: Parsed) -> bool:
    if _is_round(q, s, claim):
        return True
    if s.bound in (">", ">=") and claim.lower[: q.start].endswith(" over "):
        # "Over two years" is a length of time, or more than that.
        return True
    if q.bound == "=" and s.bound == "<=" and _REACHED.search(claim.lower[: q.start]):
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
