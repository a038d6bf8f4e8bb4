"""Numbers: the same value, of the same thing, in the same unit, as the same bound."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.checking.alike import Embed, likeness, same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.language.terms import Word

# What a source's bound allows a claim to say.
_ALLOWED = {
    "=": {"="},
    ">=": {">="},
    ">": {">", ">="},
    "<=": {"<="},
    "<": {"<", "<="},
    "<~": {"<~", "~", "<", "<="},
    "~": {"~"},
}
_KINDS_APART = {"money", "percent", "ordinal"}


def wrong_numbers(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """Numbers of a claim that the cited words do not give for the same thing."""
    for q in claim.quantities:
        words = _shown(claim, q)
        same = [s for s in cited.quantities if _equal(q, s)]
        if not same:
            if not _is_said(q, words, cited):
                yield Fault("number", words, f"the source does not say {words}", _other(q, cited))
            continue
        fitting = [s for s in same if _same_unit(q, s)]
        if not fitting:
            s = same[0]
            yield Fault("unit", words, f"the source counts another unit: {_shown(cited, s)}")
            continue
        counted = [s for s in fitting if _same_thing(q, s, claim, cited, embed)]
        if not counted:
            s = fitting[0]
            reason = f"the source says {_shown(cited, s)} of something else"
            yield Fault("counted", words, reason, _shown(cited, s, wide=True))
            continue
        if not any(q.bound in _ALLOWED[s.bound] for s in counted):
            s = counted[0]
            reason = f"the source says {_shown(cited, s)}"
            yield Fault("bound", words, reason, _shown(cited, s))


def _equal(q: Quantity, s: Quantity) -> bool:
    if abs(q.value - s.value) <= 1e-6 * max(abs(q.value), abs(s.value), 1e-9):
        return q.kind == s.kind or "ordinal" not in (q.kind, s.kind)
    return {q.unit, s.unit} & {"percent"} != set() and (
        abs(q.value - 100 * s.value) < 0.5
        and s.value < 1
        or abs(s.value - 100 * q.value) < 0.5
        and q.value < 1
    )


def _same_unit(q: Quantity, s: Quantity) -> bool:
    if q.value < 1 or s.value < 1:
        return True
    if q.unit == s.unit:
        return True
    if q.unit is None or s.unit is None:
        given = q.unit or s.unit
        # A share or a sum is never a plain count; "68" may be "68 years old".
        return given in ("year", "vote", "point", "second") or (q.unit is None and not q.nouns)
    return False


def _same_thing(
    q: Quantity, s: Quantity, claim: Parsed, cited: Parsed, embed: Embed | None
) -> bool:
    for a, b in ((q.events, s.events), (q.people, s.people)):
        if a and b and not a & b:
            return False
    asked = [w for w in claim.words if w.start >= q.end and w.stem in q.nouns][: len(q.nouns)]
    asked = [w for w in asked if _names_a_thing(w)]
    if q.unit is not None or not asked or q.value < 1 or _is_pair(claim, q):
        return True
    near = [w for w in cited.words if s.start - _NEAR <= w.start <= s.end + _NEAR]
    held = likeness(asked, near, embed).max(axis=1) if near else np.zeros(len(asked))
    if held.max() < _ALIKE:
        # Nothing of what is counted stands near the source's number.
        return False
    others = [o for o in cited.quantities if o is not s and o.value != s.value]
    head = asked[int(held.argmax())]
    behind = [w for w in cited.words if w.stem in s.nouns and w.start >= s.end]
    if others and not any(same_meaning(head, w) for w in behind):
        # The thing stands right behind another number of the source, and not behind this one.
        return not any(
            same_word(head, w) and 0 <= w.start - o.end < 25 and w.stem in o.nouns[:3]
            for o in others
            for w in cited.words
        )
    return True


def _is_pair(claim: Parsed, q: Quantity) -> bool:
    return claim.text[q.start : q.end].lower() in ("both", "a couple", "twice", "double")


_NEAR = 60
_ALIKE = 0.3
_GENERIC = frozenset(
    """
    people person persons others other more such of them these those us years year old in all total
    their its his her the a an new further additional times time percent cent per
    """.split()
)


def _names_a_thing(word: Word) -> bool:
    return word.surface.lower() not in _GENERIC and not word.surface[0].isdigit()


def _is_said(q: Quantity, words: str, cited: Parsed) -> bool:
    """Whether a small number word needs no number in the source: "both", a pair that is named."""
    if q.value == 2 and q.kind == "count" and q.unit is None:
        return " and " in cited.text or "both" in cited.lowered
    if q.value == 1 and q.kind == "count":
        return True
    return any(
        abs(q.value - float(f)) < 1e-6
        for m in cited.moments
        for _, f in m.facts
        if isinstance(f, int)
    )


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
