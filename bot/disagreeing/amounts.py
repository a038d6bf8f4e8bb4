"""Amounts as intervals in one unit of their kind, so that any two can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.checking.units import UNITS
from bot.disagreeing.shortened import BOUND as BOUND
from bot.disagreeing.shortened import in_unit_of, is_shortened

# Units of one dimension, by their size in its first.
_SIZES: dict[str, tuple[str, float]] = {
    "gram": ("mass", 1e-6),
    "kilogram": ("mass", 1e-3),
    "tonne": ("mass", 1.0),
    "pound": ("mass", 0.4536e-3),
    "millimetre": ("length", 1e-3),
    "centimetre": ("length", 1e-2),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1e3),
    "mile": ("length", 1609.34),
    "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "yard": ("length", 0.9144),
    "litre": ("volume", 1e-3),
    "gallon": ("volume", 3.785e-3),
    "barrel": ("volume", 0.159),
    "hectare": ("area", 1e4),
    "acre": ("area", 4046.86),
    "kph": ("speed", 1.0),
    "mph": ("speed", 1.60934),
    "knot": ("speed", 1.852),
    "megawatt": ("power", 1e3),
    "kilowatt": ("power", 1.0),
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3600.0),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    "month": ("time", 2629800.0),
    "year": ("time", 31557600.0),
}
CURRENCY = (
    r"(?:dollar|euro|pound|yen|yuan|r(?:o)?uble|lira|crown|mark|florin|franc|dinar|rupee|peso)s?"
)
_SQUARE = re.compile(r"(?:square|sq\.?)[\s-]+(?P<unit>[a-z]+)|(?P<short>km²|m²)", re.IGNORECASE)
# "Cubic metres" are no length.
_CUBIC = re.compile(r"(?:cubic|cu\.?)[\s-]+(?P<unit>[a-z]+)|m³", re.IGNORECASE)
_CUBES = {"kilomet": 1e9, "feet": 0.02832, "foot": 0.02832, "yard": 0.7646}
# "300 million US dollars".
_NATIONAL = re.compile(r"\s(?:US|U\.S\.|American|Canadian|Australian)\s+(dollar)s?\b")
# "Six and a half years".
_WENT_UP_TO = re.compile(
    r"\b(?:go|goes|went|gone|rise|rises|rose|risen|climb(?:s|ed)?|jumped|shot|crept|moved?|pushed|brought"
    r"|brings?)\s+up\s+to\s+$",
    re.IGNORECASE,
)
# "Handed over 40 prisoners" is no bound.
_VERB_OVER = re.compile(
    r"\b(?:hand|turn|tak|t[ao]ke|took|sign|win|won|carr[iy]|make|made|bring|brought|pass|give|gave)(?:e?d|e?s|ing|en)?"
    r"\s+over\s+$",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"\s+and (?:a|one)[\s-]half\s+(\w+)", re.IGNORECASE)
_SQUARES = {"kilomet": 1e6, "mile": 2.59e6, "met": 1.0, "feet": 0.0929, "foot": 0.0929}
_CONVERTED = {"mass", "length", "volume", "area", "time", "power", "speed"}
# Dimensions that are no quantities: minutes since midnight, and days by their ordinal.
CLOCK, DAYS = "clock", "days"
# The unit of a time of day of which morning or evening is known.
HALF_KNOWN = "half known"
_HALF_DAY = 720
_FAHRENHEIT = re.compile(r"\s*(?:°\s?F\b|degrees?\s+F)")
_RANGE = re.compile(r"^\s*(?:and|to|-|–|or)\s*(?:(?:as many as|about|some)\s+)?$", re.IGNORECASE)
_BY = re.compile(
    r"\bby (?:about |some |around |nearly |almost |just |only |another )?$", re.IGNORECASE
)
_OPENS_RANGE = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
# Converted or rounded values that differ by less are the same.
_CONVERSION = 0.025


@dataclass(frozen=True, slots=True)
class Amount:
    """How much a text says.

    Attributes:
        low, high: the interval, in the first unit of the dimension; equal for a plain figure.
        dimension: what is measured: a currency, per cent, a length, a plain count.
        written: the text's own words, with bound and unit.
        bound: whether it is open to one side.
        about: whether it is said to be rounded.
        span: whether it is a range.
        unit: the unit as written.
        start, end: offsets of the number in the parsed text.
    """

    low: float
    high: float
    dimension: str
    written: str
    bound: bool
    about: bool
    span: bool
    unit: str | None
    start: int
    end: int

    def same(self, other: Amount) -> bool:
        """Whether both say the same, after conversion."""
        if self.dimension == CLOCK:
            either = {self.unit, other.unit} != {HALF_KNOWN}
            apart = abs(self.low - other.low)
            return apart == 0 or (either and apart == _HALF_DAY)
        if self.dimension == DAYS:
            # "In March" and "on 3 March" do not differ; a weekday alone may be a week off.
            week = (self.about or other.about) and abs(self.low - other.low) == 7
            return week or self.meets(other)
        if self.about != other.about and not (self.bound or other.bound or self.span or other.span):
            # "187" and "some 187" are no differing reports.
            exact = self.low == other.low and self.unit == other.unit
            if exact:
                return True
        shapes = (self.bound, self.about, self.span) == (other.bound, other.about, other.span)
        if not shapes and self.unit == other.unit and not (self.about and other.about):
            # "At least 49" and "49" are differing reports.
            return False
        room = 0.0 if self.unit == other.unit else _CONVERSION
        return _near(self.low, other.low, room) and _near(self.high, other.high, room)

    def meets(self, other: Amount) -> bool:
        """Whether both can be true."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> float:
        """A single value that stands for it."""
        if math.isinf(self.high):
            return self.low
        return self.high if self.low <= 0 else (self.low + self.high) / 2


def _near(a: float, b: float, room: float) -> bool:
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= max(room * max(abs(a), abs(b)), 1e-9)


def amounts(parsed: Parsed) -> Iterator[tuple[Amount, Quantity]]:
    """Every amount of a text; a range is one amount."""
    found = [_whole(parsed.text, q) for q in parsed.quantities]
    for i in range(1, len(found)):
        found[i] = in_unit_of(parsed.text, found[i - 1], found[i])
    skip = False
    for i, q in enumerate(found):
        if skip:
            skip = False
            continue
        if victim := _nth_victim(parsed.text, q):
            yield victim, q
            continue
        if q.kind in ("ordinal", "year"):
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if following is not None and _is_longer(parsed.text, q, following):
            skip = True
            yield _both(parsed.text, q, following), q
            continue
        if following is not None and _is_range(parsed.text, q, following):
            skip = True
            yield _range(parsed.text, q, following), following
            continue
        yield _amount(parsed.text, q), q


# "The eighth victim", "a fifth death": so many there are by now.
_VICTIM = re.compile(
    r"\s+(?:confirmed\s+)?(?:victim|death|fatality|casualty|(?:\w+\s+)?to die)\b", re.IGNORECASE
)


def _nth_victim(text: str, q: Quantity) -> Amount | None:
    """The number of victims that an ordinal tells."""
    if q.kind != "ordinal" or not _VICTIM.match(text[q.end :]):
        return None
    written = text[q.start : q.end]
    return Amount(q.value, q.value, "count", written, False, False, False, None, q.start, q.end)


def _is_longer(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two times are one: "three years and six months"."""
    sizes = [_SIZES.get(q.unit or "", ("", 0.0)) for q in (first, second)]
    between = text[first.whole : second.start].strip().lower()
    return sizes[0][0] == sizes[1][0] == "time" and sizes[0][1] > sizes[1][1] and between in _AND


_AND = ("and", ",", "")


def _both(text: str, first: Quantity, second: Quantity) -> Amount:
    """Two times as one, in the words of both."""
    one, other = _amount(text, first), _amount(text, second)
    written = " ".join(f"{one.written}{text[first.whole : second.whole]}".split())
    low, high = one.low + other.low, one.high + other.high
    return replace(one, low=low, high=high, written=written, unit=second.unit, end=second.end)


def _whole(text: str, q: Quantity) -> Quantity:
    """A quantity with the unit that stands behind other words: "six and a half years"."""
    half = _AND_A_HALF.match(text[q.end :])
    if q.unit is None and half and half[1].lower() in UNITS:
        end = q.end + half.end()
        return replace(q, value=q.value + 0.5, unit=UNITS[half[1].lower()], end=end, whole=end)
    national = _NATIONAL.match(text[q.end :])
    if q.unit is None and national:
        return replace(q, kind="money", unit=national[1], whole=q.end + national.end())
    return q


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    if first.unit is not None and is_shortened(text, first, second):
        return False
    between = text[first.whole : second.start]
    if not _RANGE.match(between) or second.value <= first.value:
        return False
    if _BY.search(text[: first.start]) or {first.unit, second.unit} == {"point", "percent"}:
        # "Raised by half a point to 5.25 per cent".
        return False
    word = between.strip().lower()
    if word.startswith(("and", "or")):
        return bool(_OPENS_RANGE.search(text[: first.start])) and word.startswith("and")
    return True


def _range(text: str, first: Quantity, second: Quantity) -> Amount:
    low, dimension = _measured(text, second, first.value)
    high, _ = _measured(text, second, second.value)
    number = text[first.start : first.end]
    written = f"{number} to {text[second.start : second.whole]}"
    return Amount(
        low, high, dimension, written, False, False, True, second.unit, first.start, second.end
    )


def _amount(text: str, q: Quantity) -> Amount:
    value, dimension = _measured(text, q, q.value)
    grown = _WENT_UP_TO.search(text[: q.start])
    over = q.bound == ">" and _VERB_OVER.search(text[: q.start])
    if grown or over:
        q = replace(q, bound="=")
    # "Over six weeks" is no bound.
    words = BOUND.search(text[: q.start]) if q.bound != "=" else None
    start = words.start() if words else q.start
    written = text[start : _written_end(text, q)]
    low = high = value
    if q.bound in (">", ">="):
        high = math.inf
    elif q.bound in ("<", "<="):
        low = -math.inf
    return Amount(
        low=low,
        high=high,
        dimension=dimension,
        written=" ".join(written.split()),
        bound=q.bound in (">", ">=", "<", "<="),
        about=q.bound in ("~", "<~"),
        span=False,
        unit=q.unit,
        start=q.start,
        end=q.end,
    )


def _written_end(text: str, q: Quantity) -> int:
    square = _SQUARE.match(text[q.end :].lstrip())
    if square:
        return q.end + len(text[q.end :]) - len(text[q.end :].lstrip()) + square.end()
    return q.whole


def _measured(text: str, q: Quantity, value: float) -> tuple[float, str]:
    """A value in the first unit of its dimension, and the dimension."""
    cubic = _CUBIC.match(text[q.end :].lstrip())
    if cubic:
        unit = (cubic["unit"] or "").lower()
        return value * next(
            (s for name, s in _CUBES.items() if unit.startswith(name)), 1.0
        ), "volume"
    square = _SQUARE.match(text[q.end :].lstrip())
    if square:
        unit = (square["unit"] or square["short"] or "").lower().replace("km²", "kilometre")
        size = next((s for name, s in _SQUARES.items() if unit.startswith(name)), 1.0)
        return value * size, "area"
    if q.unit == "degree" and _FAHRENHEIT.match(text[q.end :]):
        return (value - 32) / 1.8, "degree"
    if q.kind == "percent" or q.unit in ("percent", "point"):
        return value, "percent"
    if q.unit is None or q.unit == "vote":
        return value, "count"
    dimension, size = _SIZES.get(q.unit, (q.unit, 1.0))
    if dimension in _CONVERTED:
        return value * size, dimension
    return value, f"money:{q.unit}" if q.kind == "money" else q.unit
