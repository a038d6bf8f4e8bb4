"""Numbers and dates in running text, in figures or in words."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from bot.language.numerals import UNITS
from index.months import NO_DAY_AHEAD

Kind = Literal["count", "year", "day", "percent", "money", "ordinal"]

_TENS = dict(
    zip(
        """
    twenty thirty forty fifty sixty seventy eighty ninety
    """.split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
# "£300m", "1.2bn": a k or an m by itself may be of a length.
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_VAGUE = frozenset(
    """
    dozens hundreds thousands tens millions scores several many
    """.split()
)
MONTHS = """
    january february march april may june july august september october november
    december
    """.split()
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

NUMBER_WORDS = "|".join([*UNITS, *_TENS, *_SCALES])
_FIGURE = re.compile(
    # Each begins like this: so much is known before either of them is tried.
    r"(?<!\w)(?=[\w$€£¥])(?:"
    r"(?<![\w.])(?P<money>[$€£¥]\s?)?"
    r"(?P<digits>\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?P<ordinal>st|nd|rd|th)?(?P<short>(?(money)\s?(?:mn|bn|tn|m|k)|\s?(?:mn|bn|tn)))?(?![\w])"
    r"(?:\s+(?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?"
    rf"|(?<![\w])(?P<words>(?:{NUMBER_WORDS})(?:[\s-]+(?:and\s+)?(?:{NUMBER_WORDS}))*)(?![\w]))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cents?\b|percents?\b|percentage points?\b)", re.IGNORECASE)
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?|rubles?|roubles?|lira|yen|yuan|crowns?|francs?|marks?|florins?"
    r"|dinars?|rupees?|pesos?)"
)
_MONEY = re.compile(rf"\s*{_CURRENCY}\b", re.IGNORECASE)
_MONTH_NAME = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"{NO_DAY_AHEAD}{_MONTH_NAME.pattern}\s*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    Attributes:
        value: what it amounts to.
        kind: a year, the day of a month, a share, a sum of money, an ordinal, or a plain count.
        start, end: character offsets.
    """

    value: float
    kind: Kind
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """Every number of a text, in order."""
    return list(_remembered(text) if len(text) <= _SHORT else _found(text))


_PIECE = re.compile(r"\b(half|quarter of|third of|three[- ]quarters of) an? $", re.IGNORECASE)
_PIECES = {
    "half": 0.5,
    "quarter of": 0.25,
    "third of": 1 / 3,
    "three quarters of": 0.75,
    "three-quarters of": 0.75,
}
_PIECE_REACH = 24
# Sentences come again with every question, whole articles seldom.
_SHORT = 1_500


@functools.lru_cache(maxsize=4_096)
def _remembered(text: str) -> tuple[Figure, ...]:
    return _found(text)


def _found(text: str) -> tuple[Figure, ...]:
    out = []
    for match in _FIGURE.finditer(text):
        value, start = _value(match), match.start()
        if value is None:
            continue
        piece = _PIECE.search(text, max(0, start - _PIECE_REACH), start)
        if piece and match["words"] and match["words"].lower() in _SCALES:
            # "Half a million" is one number.
            value, start = value * _PIECES[piece[1].lower()], piece.start()
        out.append(Figure(value, _kind(text, match, value), start, match.end()))
    return tuple(out)


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(re.sub(r"[, \u00a0]", "", match["digits"]) + (match["part"] or ""))
        short = _SHORT_SCALES.get((match["short"] or "").strip().lower(), 1)
        return value * short * _SCALES.get((match["scale"] or "").lower(), 1)
    total = current = 0.0
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word in UNITS:
            current += UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred" or word == "dozen":
            current = (current or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
    return total + current


def _kind(text: str, match: re.Match[str], value: float) -> Kind:
    after = text[match.end() : match.end() + 20]
    before = text[max(0, match.start() - 27) : match.start()]
    if _PERCENT.match(after):
        return "percent"
    if match["money"] or _MONEY.match(after):
        return "money"
    if match["digits"] and not (match["part"] or match["scale"] or match["short"]):
        plain = re.fullmatch(r"\d+", match["digits"]) is not None
        if plain and value <= 31 and value >= 1:
            following = _MONTH_NAME.match(after.lstrip().removeprefix("of ").lstrip())
            around = f"{before}{match['digits']}{after}"
            ahead = any(m.end() == len(before) for m in _MONTH_BEFORE.finditer(around))
            if following or ahead:
                return "day"
        if plain and len(match["digits"]) == 4 and 1000 <= value <= 2100:
            return "year"
    if match["ordinal"]:
        return "ordinal"
    return "count"


_TIME_WORDS = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|noon|midnight|dawn|dusk|morning|afternoon|evening|ago"
    r"|(?:last|next|this|previous|following)"
    r" (?:night|day|week|month|year|spring|summer|autumn|fall|winter|decade|century)"
    r"|\d{1,2}:\d\d|\d{1,2}\s?[ap]\.?m\.?|\d{2,3}0s|century|centuries|era)\b"
)
_PLAIN_MONTHS = "|".join(month for month in MONTHS if month not in ("may", "march"))
_DATE_WORDS = re.compile(rf"\b(?:(?:{'|'.join(WEEKDAYS)})s?|{_PLAIN_MONTHS})\b")
_AMBIGUOUS_MONTH = re.compile(r"\b(?:May|March)\b(?!\s+(?:be|have|not|on))")


def has_date(text: str) -> bool:
    """Whether a text names a day, month, year, weekday, hour or a relative day."""
    if any(f.kind in ("year", "day") for f in figures(text)):
        return True
    lower = text.lower()
    return bool(
        _DATE_WORDS.search(lower) or _AMBIGUOUS_MONTH.search(text) or _TIME_WORDS.search(lower)
    )


def has_quantity(text: str) -> bool:
    """Whether a text gives an amount: a number that is no date, or a vague one (dozens)."""
    if any(f.kind not in ("year", "day", "ordinal") for f in figures(text)):
        return True
    return _vague(text)


def _vague(text: str) -> bool:
    return bool(_VAGUE & set(re.findall(r"[a-z]+", text.lower())))


Measure = Literal[
    "money",
    "percent",
    "change",
    "duration",
    "speed",
    "length",
    "age",
    "weight",
    "magnitude",
    "population",
    "any",
]

# By which words of a question a measure is asked for, and by which words a text gives it.
_ASKED: tuple[tuple[Measure, str], ...] = (
    (
        "duration",
        r"\bhow long (?:did|does|do|has|have|had|is|was|were|will|would|ago)\b|\bhow long\?",
    ),
    ("age", r"\bhow old\b|\bwhat age\b"),
    ("speed", r"\bhow fast\b|\bwhat speed\b"),
    (
        "length",
        r"\bhow (?:tall|high|deep|far|wide|thick)\b(?!\s+\w+\s+(?:\w+\s+){0,3}?(?:unemployment"
        r"|inflation|turnout|rates?|prices?|costs?|tolls?|tax(?:es)?|debts?|deficits?|fares?|rents?"
        r"|wages?|loss(?:es)?|fines?|damages?|interest|support)\b)"
        r"|\bwhat (?:height|depth|distance)\b",
    ),
    ("weight", r"\bhow heavy\b"),
    (
        "magnitude",
        r"\bhow (?:strong|powerful|big|heavy|severe) (?:was|were|is)\b[^?]*"
        r"\b(?:(?:earth|sea)?quakes?|tremors?"
        r"|aftershocks?)\b|\b(?:magnitude|strength) (?:of|was|did|had)\b[^?]*quake",
    ),
    (
        "population",
        r"\bpopulation of\b"
        r"|\bhow many people (?:live|lived) (?:in|on)\b(?! (?:tents|camps|poverty))"
        r"|\bhow many (?:inhabitants|residents)"
        r" (?:(?:does|do|did) (?:\w+ ){1,4}have\b|has\b|are there)",
    ),
    (
        "percent",
        r"\b(?:what|which) (?:share|percentage|proportion|per cent|percent)\b|\bturnout\b"
        r"|\bhow many per ?cent\b",
    ),
    # Of how much more pay is demanded a share is told as well as a sum.
    (
        "change",
        r"\bhow (?:much|big|large|high)(?: of)?(?: an?)? (?:(?:pay |wage |salary )?raise"
        r"|(?:more|less|extra|higher|lower) (?:pay|wages?|salary|salaries)"
        r"|(?:pay|wage|salary) (?:rise|increase|cut|hike|claim))\b",
    ),
    (
        "money",
        r"\bhow much (?:money|(?:\w+ ){0,12}(?:cost|pay|pays|paid|earn|earns|earned|worth|owe|owed"
        r"|spend|spent|charge|charged|fined?|compensation|wage|salary|loan|debt|price|damage|losses"
        r"|profit|revenue|budget|deficit|invest|invested|lend))\b"
        r"|\b(?:price|cost|wage|salary) of\b",
    ),
)
# "How many shops"; not "how many million marks", nor "by how many points".
_COUNTS = re.compile(
    rf"\bhow many\b(?! (?:\w+ ){{0,2}}?(?:{_CURRENCY}|cents?|pence|(?:[mb]|tr)illions?|points?"
    r"|percentages?|per ?cents?)\b)",
    re.IGNORECASE,
)
# "70 per cent of the trains", "62 per cent voted for it": as many as that.
_OF_MANY = re.compile(
    r"\W*(?:per ?cents?|percents?)? ?(?:of|\w+ed|were|was|are|is|have|had|has|said|say|want|back"
    r"|support|chose|believe|think|told)\b",
    re.IGNORECASE,
)
# "How many died": one, where "a motorist died".
_DIED = re.compile(r"\bhow many\b[^?]*\b(?:died|killed|dead|die)\b", re.IGNORECASE)
_ONE_DIED = re.compile(
    r"\b(?:an?|one) (?!dozen|hundred|thousand|few|number)[^.;,:]{2,40}?"
    r"\b(?:died|(?:was|were) killed|was found dead|drowned|lost (?:his|her) life)\b",
    re.IGNORECASE,
)
_GIVEN: dict[Measure, str] = {
    "duration": r"(?:second|minute|hour|day|night|week|month|year|decade|centur)\w*",
    "speed": r"(?:km/h|kph|mph|knots?|(?:kilomet\w+|miles|met\w+|feet) (?:per|an|a) \w+|mach)",
    "length": r"(?:(?:milli|centi|kilo)?met(?:re|er)|feet|foot|inch|mile|yard|[kc]?m\b)\w*",
    "weight": r"(?:kilo|kg|tonne|ton|pound|gram|ounce)\w*",
    "age": r"(?:years?|months?|days?|-year-old)",
}


# Amounts that have no unit, and a word beside them.
_NAMED: dict[Measure, str] = {
    "magnitude": r"\b(?:magnitude|richter|mercalli|intensity|measur(?:ed|ing)"
    r"|[1-9][.,]\d[- ](?:strong|strength))\b",
    "population": r"\b(?:inhabitants?|population|residents?|citizens|souls|home to|peopled"
    r"|liv(?:e[sd]?|ing) (?:in|on|there)"
    r"|(?:town|city|village|island|region|province|country|state|place) of (?:about |some |around"
    r" |nearly |almost |over |more than )?\d)",
}


def measure_asked(question: str) -> Measure:
    """The measure that a question asks for, or "any"."""
    lower = question.lower()
    for measure, pattern in _ASKED:
        if re.search(pattern, lower):
            return measure
    return "any"


def gives_asked(question: str, text: str) -> bool:
    """Whether a text gives an amount of the kind that a question asks for.

    How many there are is told by no sum of money, and by a share only where it is one of many.
    """
    measure = measure_asked(question)
    if measure != "any" or not _COUNTS.search(question):
        return gives_measure(text, measure)
    if _DIED.search(question) and _ONE_DIED.search(text):
        return True
    found = [f for f in figures(text) if f.kind in ("count", "percent")]
    return any(f.kind == "count" or _OF_MANY.match(text[f.end :]) for f in found) or _vague(text)


def gives_measure(text: str, measure: Measure) -> bool:
    """Whether a text gives an amount in such a measure."""
    found = [f for f in figures(text) if f.kind not in ("year", "day", "ordinal")]
    if measure == "any":
        return has_quantity(text)
    if measure == "percent":
        fractions = r"\b(?:half|third|quarter|fifth|two-thirds|majority)\b"
        return any(f.kind == "percent" for f in found) or bool(re.search(fractions, text, re.I))
    if measure == "change":
        return gives_measure(text, "percent") or gives_measure(text, "money")
    if measure == "money":
        # A currency that is no known word still stands behind a sum of some size.
        return any(
            f.kind == "money" or f.value >= 10_000 or _MONEY.match(text[f.end :]) for f in found
        )
    if measure in _NAMED:
        return bool(found) and bool(re.search(_NAMED[measure], text, re.I))
    unit = _GIVEN[measure]
    if measure == "age" and re.search(r"\baged? \d|\b\d+-year-old|, \d{1,3},", text):
        return True
    vague = rf"\b(?:several|few|many|a|an|dozens of|half an?) {unit}\b"
    return bool(re.search(vague, text, re.I)) or any(
        re.match(rf"[\s-]*(?:\w+\s)?{unit}", text[f.end : f.end + 40], re.I) for f in found
    )
