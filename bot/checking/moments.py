"""Dates, hours and spans of time in a text, so that they can be compared however they are put."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.numerals import TO_TWELVE
from index import Dated, days
from index.months import MONTHS, NO_DAY_AHEAD, WEEKDAYS

_SEASONS = {"spring": 2, "summer": 3, "autumn": 4, "winter": 1}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20)\d{2}"
_DAY_OF_MONTH = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_HOUR = rf"(?:\d{{1,2}}|{'|'.join(list(TO_TWELVE)[1:])})"
_SMALL = "|".join(list(TO_TWELVE)[1:])
# Days that have a name, by month and day.
_FEASTS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
_NAMED_DAY = "|".join(_FEASTS).replace(" ", r"\ ")
_PATTERN = re.compile(
    rf"""
    # Each begins at a word's beginning: so much is known before any of them is tried.
    \b(?=\w)(?:
    \b(?P<md>{NO_DAY_AHEAD}(?P<m1>{_MONTH})\.?\ (?:the\ )?(?P<d1>{_DAY_OF_MONTH})(?![\d:.]\d)
       (?:,?\ (?:of\ )?(?P<y1>{_YEAR}))?)\b
    |\b(?P<dm>(?P<d2>{_DAY_OF_MONTH})\ (?:of\ )?(?P<m2>{_MONTH})\.?
       (?:,?\ (?:of\ )?(?P<y2>{_YEAR}))?)\b
    |\b(?P<my>(?P<m3>{_MONTH})\.?,?\ (?:of\ )?(?P<y3>{_YEAR}))\b
    |\b(?P<iso>(?P<y4>{_YEAR})-(?P<m4>\d\d)-(?P<d4>\d\d))\b
    |\b(?P<season>spring|summer|autumn|fall|winter)\b(?:,?\ (?:of\ )?(?P<y5>{_YEAR})\b)?
    |(?<![\w$€£.,-])(?P<decade>(?:mid-|early\ |late\ )?(?:1[0-9]|20)?\d0)s\b
    |(?<![\w$€£.,/-])(?P<year>{_YEAR})(?![\w%,]\d|\w)
       (?!\ (?:people|soldiers|tonnes|men|homes|crowns|marks))
    |(?<!\d[:.])\b(?P<clock>(?P<h1>\d{{1,2}})[:.](?P<min>[0-5]\d)\ ?(?P<ap>[ap]\.?m\b\.?)?)
       (?!\d|:\d\d|\ ?(?:%|per|m\b|km|million|billion|met|mill|point|tonnes|euro|dollar|pound
       |crown|franc|mark|lira|rub|dinar|peso|degree|lit(?:re|er)|hectare|acre|kilo
       |florin|year|month|week|day|hour|minute|second|inch|f(?:oo|ee)t|mile|gram|times|cent
       |an?\ (?:kilo|kg|lit(?:re|er)|tonne|ton|share|barrel|ounce|pound|head|unit|piece|bottle)))
    |\b(?P<full>(?P<h2>{_HOUR})\ ?(?:
       o'clock(?:\ (?:in\ the\ )?(?P<part2>morning|afternoon|evening|night))?
       |(?P<ap2>[ap]\.?m\b\.?)
       |(?=\ (?:in\ the|at)\ (?P<part3>morning|afternoon|evening|night))))
    |\b(?P<past>
       (?P<how>(?:a\ )?quarter|half|\d{{1,2}}\ minutes?|(?:{_SMALL})(?:\ minutes?)?
          |twenty|twenty-five)
       \ (?P<side>past|to|before)\ (?P<h3>{_SMALL}))
       (?=\ (?:in|on|at|a\.?m|p\.?m)\b|[,.;]|$|\ ?[ap]m)
    |\b(?P<noon>noon|midday|midnight)\b
    |\b(?P<weekday>{"|".join(WEEKDAYS)})(?:s|'s)?\b
    |\b(?P<month>january|february|april|june|july|august|september|october|november|december)\b
    |\b(?P<maymarch>(?:(?<=\bin\ )|(?<=\bsince\ )|(?<=\buntil\ )|(?<=\bby\ )|(?<=\blast\ ))
       (?-i:May|March)\b|(?-i:May|March)\b(?!\ (?:be|have|not|on|of|and\ [a-z])))
    |\b(?P<part>mornings?|afternoons?|evenings?|nights?|overnight|dawn|dusk|nightfall
       |daybreak|sunrise|sunset)\b
    |\b(?P<feast>{_NAMED_DAY})\b(?:,?\ (?:of\ )?(?P<y6>{_YEAR})\b)?
    |\b(?P<relative>today|tonight|yesterday|tomorrow
       |(?:last|next|this|the\ (?:previous|following|coming|past|day\ before|day\ after))
        \ (?:week|weekend|month|year|decade|century|night|yesterday|tomorrow))\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Words that name a time.

    Attributes:
        start, end: character offsets.
        facts: what they fix, by unit: year, month, day, weekday (0 to 6), season, decade, clock
            (minutes since midnight), half (whether am or pm is known), part (of a day), relative.
        said: those of the facts that stand in the words themselves; the others were resolved.
    """

    start: int
    end: int
    facts: tuple[tuple[str, object], ...]
    said: frozenset[str]

    def get(self, unit: str) -> object | None:
        """What the words fix of a unit, or None."""
        return dict(self.facts).get(unit)


def moments(text: str, published: Dated | None) -> Iterator[Moment]:
    """Every time that a text names, in order; words that name a day are resolved."""
    resolved = {day.start: day.date for day in days.resolve(text, published)}
    for match in _PATTERN.finditer(text):
        facts = _facts(match)
        if facts is None:
            continue
        said = frozenset(facts)
        iso = next((d for at, d in resolved.items() if match.start() <= at < match.end()), None)
        if iso is not None:
            day = datetime.date.fromisoformat(iso)
            for unit, value in (
                ("year", day.year),
                ("month", day.month),
                ("day", day.day),
                ("weekday", day.weekday()),
            ):
                facts.setdefault(unit, value)
        elif "day" in facts and "month" in facts and "year" not in facts and published is not None:
            year = _near_year(published, int(str(facts["month"])), int(str(facts["day"])))
            if year is not None:
                facts["year"] = year
        if {"day", "month", "year"} <= set(facts) and "weekday" not in facts:
            try:
                whole = datetime.date(*(int(str(facts[u])) for u in ("year", "month", "day")))
                facts["weekday"] = whole.weekday()
            except ValueError:
                pass
        yield Moment(match.start(), match.end(), tuple(facts.items()), said)


def _near_year(published: Dated, month: int, day: int) -> int | None:
    """The year of a day that is given without one: the one nearest to the article's own day."""
    if published.precision != "day":
        return None
    today = datetime.date.fromisoformat(published.date)
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append((abs((datetime.date(year, month, day) - today).days), year))
        except ValueError:
            continue
    return min(found)[1] if found else None


def _facts(match: re.Match[str]) -> dict[str, object] | None:
    g = match.groupdict()
    if g["md"] or g["dm"] or g["iso"]:
        n = "1" if g["md"] else "2" if g["dm"] else "4"
        month = g[f"m{n}"]
        facts: dict[str, object] = {
            "month": int(month) if month.isdigit() else MONTHS[month.lower()],
            "day": int(re.sub(r"\D", "", g[f"d{n}"])),
        }
        return facts | ({"year": int(g[f"y{n}"])} if g[f"y{n}"] else {})
    if g["my"]:
        return {"month": MONTHS[g["m3"].lower()], "year": int(g["y3"])}
    if g["feast"]:
        facts = dict(zip(("month", "day"), _FEASTS[g["feast"].lower()], strict=True))
        return facts | ({"year": int(g["y6"])} if g["y6"] else {})
    if g["season"]:
        name = g["season"].lower().replace("fall", "autumn")
        if g["season"].lower() in ("fall", "spring") and not _is_season(match):
            return None
        return {"season": name} | ({"year": int(g["y5"])} if g["y5"] else {})
    if g["decade"]:
        return {"decade": int(re.sub(r"\D", "", g["decade"])[-2:])}
    if g["year"]:
        return {"year": int(g["year"])}
    if g["clock"] or g["full"] or g["past"] or g["noon"]:
        return _clock(match)
    if g["weekday"]:
        return {"weekday": WEEKDAYS.index(g["weekday"].lower())}
    if g["month"] or g["maymarch"]:
        return {"month": MONTHS[(g["month"] or g["maymarch"]).lower()]}
    if g["part"]:
        return {"part": _part(g["part"])}
    return {"relative": re.sub(r"^the ", "", g["relative"].lower())}


def _is_season(match: re.Match[str]) -> bool:
    """Whether "fall" or "spring" is the season: with a year, or after "in", "last", "since"."""
    before = match.string[max(0, match.start() - 16) : match.start()].lower()
    after = match.string[match.end() : match.end() + 8].lower()
    if match["y5"]:
        return True
    timed = re.search(r"\b(?:in|this|last|next|by|since|until|early|late)\s(?:the\s)?$", before)
    if re.match(r"\sof\s(?:las|thi|the|nex)", after):
        return bool(timed)
    return bool(timed) and not re.match(r"\s(?:in|of)\b", after)


def _part(word: str) -> str:
    word = word.lower().rstrip("s")
    return {"overnight": "night", "nightfall": "dusk", "daybreak": "dawn", "sunrise": "dawn"}.get(
        word, word
    )


def _clock(match: re.Match[str]) -> dict[str, object] | None:
    g = match.groupdict()
    if g["noon"]:
        return {"clock": 0 if g["noon"].lower() == "midnight" else 720, "half": True}
    if g["past"]:
        how = g["how"].lower()
        minutes = 15 if "quarter" in how else 30 if how == "half" else _small(how.split()[0])
        hour = _small(g["h3"])
        if minutes is None or hour is None:
            return None
        if minutes % 5 and g["side"].lower() == "to" and "minute" not in how:
            # A vote of six to three is no hour.
            return None
        return {"clock": (60 * hour + (minutes if g["side"].lower() == "past" else -minutes)) % 720}
    half = (g["ap"] or g["ap2"] or "").lower()
    hour = int(g["h1"]) if g["clock"] else _small(g["h2"])
    if hour is None or hour > 24:
        return None
    part = (g["part2"] or g["part3"] or "").lower()
    minutes = int(g["min"] or 0)
    if half.startswith("p") or part in ("afternoon", "evening"):
        hour = hour % 12 + 12
    elif half.startswith("a") or part == "morning":
        hour %= 12
    at = (60 * hour + minutes) % 1440
    known = bool(half or part) or hour > 12
    return {"clock": at, "half": True} if known else {"clock": at}


def _small(word: str) -> int | None:
    return (
        int(word)
        if word.isdigit()
        else {**TO_TWELVE, "twenty": 20, "twenty-five": 25}.get(word.lower())
    )
