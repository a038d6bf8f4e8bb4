"""Numbers with their unit, the thing that they count, and whether they are bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checking.units import EVENTS, PEOPLE, UNITS
from bot.language.figures import Figure, figures
from bot.language.terms import words

_BOUNDS: tuple[tuple[str, str], ...] = (
    (">=", r"at least|no fewer than|not fewer than|no less than|not less than|a minimum of|from"),
    (
        "<=",
        r"at most|no more than|not more than|up to|within|a maximum of|at the most"
        r"|no (?:longer|later|older|higher|larger|bigger|heavier) than"
        r"|as (?:many|much|long|high|far) as",
    ),
    (
        ">",
        r"(?:more|older|longer) than"
        r"|(?<!take )(?<!taken )(?<!took )(?<!taking )(?<!hand )over"
        r"|above|upwards of|in excess of|exceeding|beyond|well over|greater than|pass|passed"
        r"|exceed(?:s|ed)?|topped|surpassed",
    ),
    (
        "<",
        r"(?:fewer|less|younger|shorter) than|under|below|not quite|almost|nearly|close to"
        r"|just under|short of",
    ),
    ("~", r"about|around|some|roughly|approximately|an estimated|circa|or so|estimated|nearly"),
)
_BOUND_BEFORE = re.compile(
    "|".join(f"(?P<b{i}>\\b(?:{forms})\\s*$)" for i, (_, forms) in enumerate(_BOUNDS)), re.I
)
_BOUND_AFTER = re.compile(
    r"\s*(?:[\w']+\s){0,5}?"
    r"(?:(?P<ge>(?:or|and) (?:more|over|longer|older|higher)\b(?!\s+(?:than|\d)))"
    r"|(?P<le>or fewer|or less|at most)|(?P<ap>or so))\b",
    re.I,
)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|not quite|just under|just short of)\s*$", re.I)
_FRACTIONS = {
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
    "fifth": 0.2,
    "sixth": 1 / 6,
    "eighth": 0.125,
    "tenth": 0.1,
    "two-thirds": 2 / 3,
    "two thirds": 2 / 3,
    "three-quarters": 0.75,
    "three quarters": 0.75,
    "dozen": 12.0,
    "couple": 2.0,
    "both": 2.0,
    "twice": 2.0,
    "once": 1.0,
    "double": 2.0,
    "triple": 3.0,
}
# "First" and "second" are more often said of an order than of a number.
_ORDINALS = {
    word: float(number)
    for number, word in enumerate(
        """third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        start=3,
    )
}
_OTHER = re.compile(
    # Each begins like this: so much is known before any of them is tried.
    r"(?<!\w)(?=[\w$€£¥])(?:"
    r"\b(?:(?:a |one |the )?(?P<fraction>two[- ]thirds|three[- ]quarters|half|third|quarter)"
    r"|(?:a |one )(?P<part>fifth|sixth|eighth|tenth))"
    r"(?: of\b| an?\b| (?=(?:the|its|their|his|her|what|as)\b))"
    r"|\b(?P<word>(?:half )?a dozen|a couple|both|twice|double|triple)\b"
    r"|\bone[- ](?P<single>half|third|quarter)\b"
    r"|\ba (?P<bare>third|quarter|fifth|tenth)\b"
    r"(?=[.,;:]|$| (?:over|in|since|from|during|after|this|last|on|between|compared|within)\b)"
    r"|\ba(?:n)? (?P<one>second|minute|hour|day|week|fortnight|month|year|decade|century|mile"
    r"|kilometre|metre)\b(?! and a half\b)"
    r"|\b(?P<whole>one|two|three|four|five|six|seven|eight|nine|ten|\d+) and a half"
    r"(?: (?P<power>hundred|thousand|million|billion|trillion))?\b"
    r"|\b(?:an?|one) (?P<span>minute|hour|day|week|month|year|decade|century|mile|kilomet(?:re|er)"
    r"|met(?:re|er)) and a half\b"
    r"|\b(?P<over>\w+)[- ](?P<under>thirds|quarters|fifths|sixths|eighths|tenths)\b"
    rf"|(?<![\w-])(?<!\bone )(?<!\ba )(?P<nth>{'|'.join(_ORDINALS)})\b"
    r"(?! of (?:the|its|their|his|her|all|a)\b)"
    r"|(?P<suffix>(?<![\w.])(?P<cur>[$€£¥]?)(?P<num>\d+(?:[.,]\d+)?)(?P<scale>k|m|mn|bn|tn)\b))",
    re.IGNORECASE,
)
_UNDER = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10}
_POWERS = {
    "one": 1.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
# "Buried under two metres of snow" says how deep.
_BURIED = re.compile(r"\b(?:under|below)\s*$", re.I)
_OF = re.compile(r"[\s-]*[\w-]+ of [a-z]+\b(?! the| its)")
# "Went up to 1.65" gives no limit.
_WENT_UP = re.compile(
    r"\b(?:go(?:es|ing|ne)?|went|mov(?:e[sd]?|ing)|climb\w*|jump\w*|push\w*|br(?:ing|ought)\w*)"
    r"\s(?:\S+\s)?up to\s*$",
    re.I,
)
_PRONOUN_ONE = re.compile(r"^\s+(?:of|another|by|after|who|that|which|day|side|or)\b|^['’]|^\W*$")
_PER_CENT = re.compile(r"per ?cent")
_TIMES = frozenset("second minute hour day week fortnight month year decade century".split())
# What a number counts stands within this many characters of it.
_REACH = 60
_BREAK = re.compile(
    r"[,.;:()\"—–]|\s-\s|\b(?:and|but|while|whereas|when|because|than|besides|except|excluding)\b",
    re.I,
)
_OF_MANY = re.compile(r"\s+(?:out )?of\s+(?:(?:the|its|their|his|her|about|some)\s+)*", re.I)
NOUN_BREAK = re.compile(
    r"[,.;:()\"—–]|\s-\s|\b(?:and|but|or|while|than|in|on|at|from|to|by|with|after|before|during|"
    r"near|were|was|is|are|has|have|had|be|been|would|will|who|whom|that|which|for|as|into|since|"
    r"until|between|besides|including|among|those|it|they|he|she|we|under|over|through|against|without|when|where|because|must|may|might|can|could|should|again)\b",
    re.IGNORECASE,
)

# Kinds of event and of people that exclude each other when a number counts them.


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        value: what it amounts to.
        kind: count, percent, money, ordinal, or another of `Figure`'s kinds.
        unit: the unit's name, or None.
        bound: "=", ">=", ">", "<=", "<", or "~" for about.
        nouns: stems that follow it and may be what it counts.
        events: kinds of event that it counts, such as dead or hurt.
        people: kinds of people that it counts.
        start, end: character offsets of the number.
        whole: the offset behind its unit.
    """

    value: float
    kind: str
    unit: str | None
    bound: str
    nouns: tuple[str, ...]
    events: frozenset[str]
    people: frozenset[str]
    start: int
    end: int
    whole: int


def quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Quantity]:
    """Every number of a text that is no date, in order.

    Args:
        text: one or two sentences.
        taken: ranges that name times.
    """
    found = [f for f in _numbers(text) if not any(f.start < e and f.end > s for s, e in taken)]
    starts = [f.start for f in found]
    for i, figure in enumerate(found):
        before = text[max(0, figure.start - 30) : figure.start]
        if _is_pronoun(text, figure):
            continue
        following = starts[i + 1] if i + 1 < len(starts) else len(text)
        right_end = min(figure.end + _REACH, following)
        left_start = max(figure.start - _REACH, found[i - 1].end if i else 0)
        right, left = text[figure.end : right_end], text[left_start : figure.start]
        if _OF_MANY.fullmatch(right) and i + 1 < len(found):
            # "Three of eleven candidates": both count candidates.
            right = text[found[i + 1].end : found[i + 1].end + _REACH]
        unit, unit_end = _unit(text, figure)
        nouns = _nouns(right)
        yield Quantity(
            value=figure.value,
            kind=figure.kind,
            unit=unit,
            bound=_bound(before, text[figure.end : figure.end + 60], unit, following - figure.end),
            nouns=nouns,
            events=_classes(EVENTS, right, left),
            people=frozenset(n for n, forms in PEOPLE.items() if forms & set(nouns[:4])),
            start=figure.start,
            end=figure.end,
            whole=unit_end,
        )


# "Fell by a third" and "about a quarter" are shares; "a third in May" may be one more.
_BY_A = re.compile(
    r"\b(?:by|about|around|roughly|nearly|almost|approximately|over|least|most)\s+$", re.IGNORECASE
)


def has_numbers(text: str) -> bool:
    """Whether a text may hold any number at all."""
    return bool(figures(text)) or _OTHER.search(text) is not None


def _numbers(text: str) -> list[Figure]:
    found = [part for f in figures(text) if f.kind != "day" for part in _apart(text, f)]
    for match in _OTHER.finditer(text):
        if match["bare"] and not _BY_A.search(text[: match.start()]):
            continue
        fraction = match["fraction"] or match["part"] or match["single"] or match["bare"]
        if fraction:
            value = _FRACTIONS[fraction.lower()]
        elif match["word"]:
            word = match["word"].lower().removeprefix("a ")
            value = 6.0 if word == "half a dozen" else _FRACTIONS[word.split()[-1]]
        elif match["one"]:
            value = 1.0
        elif match["nth"]:
            value = _ORDINALS[match["nth"].lower()]
        elif match["over"]:
            above = figures(match["over"])
            if not above:
                continue
            value = above[0].value / _UNDER[match["under"].lower()]
        elif match["whole"]:
            whole = figures(match["whole"])
            value = (whole[0].value + 0.5) * _POWERS[(match["power"] or "one").lower()]
        elif match["span"]:
            value = 1.5
        else:
            value = float(match["num"].replace(",", ".")) * _SCALES[match["scale"].lower()]
        start, end = match.start(), match.end()
        written = match.group().lower()
        if match["one"]:
            end = match.start("one") - 1
        if match["span"]:
            end = match.start("span") - 1
        if (
            match["suffix"]
            or match["whole"]
            or match["span"]
            or match["over"]
            or match["single"]
            or match["part"]
            or written.startswith("one ")
            or (match["word"] and "dozen" in match["word"].lower())
        ):
            found = [f for f in found if f.end <= start or f.start >= match.end()]
        elif any(f.start < end and f.end > start for f in found):
            continue
        found.append(Figure(value, "ordinal" if match["nth"] else "count", start, end))
    return sorted(found, key=lambda f: f.start)


_UP_TO = re.compile(
    r"\b(?:between|from) (?P<low>\d[\d.,]*) (?:and|to) \d[\d.,]*"
    r" (?P<power>million|billion|trillion)\b",
    re.I,
)


def _apart(text: str, figure: Figure) -> list[Figure]:
    """A figure as it is meant: "two twelve-hour shifts" has two, "between 25 and 50 million" one
    of 25 million."""
    words = text[figure.start : figure.end].split(" ")
    if len(words) == 2:
        parts = [figures(word) for word in words]
        plain = words[1].lower() != "dozen" and all(len(p) == 1 and p[0].value < 20 for p in parts)
        if plain and parts[0][0].value > 0:
            end = figure.start + len(words[0])
            first = replace(figure, value=parts[0][0].value, end=end)
            return [first, replace(figure, value=parts[1][0].value, start=end + 1)]
    for match in _UP_TO.finditer(text):
        if match.start("low") == figure.start and figure.end <= match.end("low"):
            return [replace(figure, value=figure.value * _POWERS[match["power"].lower()])]
    return [figure]


def _is_pronoun(text: str, figure: Figure) -> bool:
    """ "One" that counts nothing: "no one", "one another", "the one who"."""
    word = text[figure.start : figure.end].lower()
    if word != "one":
        return False
    before = text[max(0, figure.start - 6) : figure.start].lower()
    return bool(_PRONOUN_ONE.match(text[figure.end :])) or before.endswith(
        ("no ", "any ", "the ", "this ", "that ", "every ", "each ", "which ")
    )


_EACH = re.compile(r"\s+an?\s", re.IGNORECASE)


def _unit(text: str, figure: Figure) -> tuple[str | None, int]:
    """The unit of a number, and where its words end."""
    written = text[figure.start : figure.end]
    if written[:1] in "$€£¥":
        return UNITS[written[0]], figure.end
    match = re.match(
        r"[\s-]*(?:(?:an?|consecutive|full|whole|more|further|additional|extra|other|square|cubic|straight|long|"
        r"million|billion|trillion|short)[\s-]+)*(per ?cent\b|%|°[CF]?|[^\W\d_]+²?)",
        text[figure.end : figure.end + 40],
        re.IGNORECASE,
    )
    if match is None or (written[0].isdigit() and _EACH.match(match.group(0))):
        # "7.10 a kilo" is a price and no weight.
        return None, figure.end
    end = figure.end + match.end()
    if re.search(r"\bsq(?:uare|\.)", match.group(0), re.IGNORECASE):
        return "square", end
    word = match.group(1).lower()
    speed = re.match(r"\s*(?:per|an|a|/)\s*h(?:our)?\b", text[end:], re.IGNORECASE)
    if speed and word.startswith(("mile", "kilomet", "km")):
        return "mph" if word.startswith("mile") else "kph", end + speed.end()
    unit = "percent" if _PER_CENT.fullmatch(word) else UNITS.get(word)
    return unit, end if unit else figure.end


# "Convicted over two deaths" gives no bound.
_FOR = re.compile(
    r"\b(?:convicted|guilty|questioned|interrogated|arrested|detained|charged|jailed|sentenced|sacked"
    r"|fired|fined|sued|prosecuted|investigated|resigned|quit|wanted|held|trial|tried|manslaughter"
    r"|murder|criticised|criticized|apologi[sz]ed|inquiry|protests?|row|anger|outrage) over\s*$",
    re.I,
)
_DEEDS = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,2}?(?:deaths|killings|murders|burglaries|thefts|attacks|robberies|crimes"
    r"|incidents|allegations|charges|cases|leaks|payments|posts|remarks|complaints|bombings|fires"
    r"|shootings|crashes|rapes|assaults|offences|offenses|counts|claims)\b",
    re.I,
)


def _bound(before: str, after: str, unit: str | None, following: int) -> str:
    late = _BOUND_AFTER.match(after)
    # "At five and the missing at seven or more": the bound is the next number's.
    if late and late.end() <= following:
        return ">=" if late["ge"] else "<=" if late["le"] else "~"
    if _NEARLY.search(before):
        return "<~"
    match = _BOUND_BEFORE.search(before)
    if match is None or _WENT_UP.search(before):
        return "="
    if _BURIED.search(before) and _OF.match(after):
        return "="
    if match.group().strip().lower() in ("over", "within") and unit in _TIMES:
        return "="
    if _FOR.search(before) and _DEEDS.match(after):
        return "="
    sign = next(_BOUNDS[i][0] for i in range(len(_BOUNDS)) if match[f"b{i}"])
    return "=" if match.group().strip().lower() == "from" else sign


def _nouns(right: str) -> tuple[str, ...]:
    stop = NOUN_BREAK.search(right)
    near = right[: stop.start()] if stop else right
    return tuple(w.stem for w in words(near))[:6]


def _classes(table: dict[str, frozenset[str]], right: str, left: str) -> frozenset[str]:
    """Kinds named nearest to a number: behind it in its clause, else before it."""
    stop = _BREAK.search(right)
    for part in (right[: stop.start()] if stop else right, _last_clause(left)):
        # (Those who live are no lives lost.)
        stems = {w.stem for w in words(part) if w.surface.lower() not in ("live", "lived")}
        found = frozenset(name for name, forms in table.items() if forms & stems)
        if found:
            return found
    return frozenset()


def _last_clause(left: str) -> str:
    ends = [m.end() for m in _BREAK.finditer(left)]
    return left[ends[-1] :] if ends else left
