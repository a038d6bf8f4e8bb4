"""What a stretch of words or figures says as a date: metadata, files' names, other languages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from index.article import Dated, Precision
from index.months import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun"
FULL = (
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?),?"
)
WITH_YEAR = re.compile(rf"\b{FULL}\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2})(?!\d))?(?!\d)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(r"(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<year>\d{4})(?!\d)")
FOREIGN = re.compile(r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:de\s+)?(?:1[89]|20)\d{2}")
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})([-_/.]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>[0-3]\d)(?!\d)"
)
# What tells right before a date that it is the day on which somebody saved the file.
_SAVED = re.compile(
    r"(?:^|[^a-z])(?:as-of|backup|captured?|crawl(?:ed)?|download(?:ed|s)?|dump|export(?:ed)?"
    r"|fetched|retrieved|saved|scraped?|scan(?:ned)?|snapshot|until|wayback)[-_. ]*$",
    re.IGNORECASE,
)
_EARLIEST = 1900
# Where computers begin to count; what no clock has set has this date.
_NO_DATE = datetime.date(1970, 1, 1)
# Day with a dot, and a month's name that is one month in Czech or Polish and another in Croatian.
_OF_TWO_MONTHS = re.compile(r"\d{1,2}\.\s+(?:listopada?|lis|srp)\b", re.IGNORECASE)
_LANGUAGES = ["es", "de", "fr", "it", "pt", "nl", "ru", "uk", "pl", "cs", "tr", "ar", "sv", "da"]


def from_metadata(value: str, evidence: str) -> Dated | None:
    """A date from a metadata field, at the precision that it is given with; None if it is none.

    Days and months in figures are told apart only where they can be: 25/12/2023 is a day,
    03/06/2023 is a year.
    """
    value = value.strip()
    if re.fullmatch(r"\d{10}|\d{13}", value):
        seconds = int(value[:10])
        value = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    match = _ISO.match(value) or _COMPACT.match(value)
    if match:
        return dated_by(match["year"], match["month"], match["day"], evidence)
    match = WITH_YEAR.search(value)
    if match:
        return _named(match, evidence)
    match = _NUMERIC.search(value)
    if match:
        return _numeric(match, evidence)
    match = _MONTH_YEAR.fullmatch(value)
    if match:
        return dated_by(match["year"], str(MONTHS[match["month"].lower()]), None, evidence)
    if re.fullmatch(r"[12]\d{3}", value):
        return dated_by(value, None, None, evidence)
    return foreign(value, evidence)


def from_name(name: str) -> Dated | None:
    """The date that a file's name holds, as 2023-05-17-strike.txt or 2023/05/17/strike.txt.

    Folders date a file where their names are the date and nothing else. Two dates are a range and
    date nothing, nor does the day of a crawl, nor eight figures behind a word: an article's number.
    """
    found: set[str] = set()
    dates: list[Dated] = []
    for match in _IN_NAME.finditer(name):
        dated = dated_by(match["year"], match["month"], match["day"], f"file name: {match.group()}")
        if dated is not None and dated.precision == "day":
            found.add(dated.date)
            if _is_of_the_article(name, match):
                dates.append(dated)
    return dates[0] if dates and len(found) == 1 else None


def _is_of_the_article(name: str, match: re.Match[str]) -> bool:
    """Whether a date in a file's name is put where names tell the article's day."""
    folders, slash, _ = name[match.end() :].rpartition("/")
    before = name[: match.start()].rpartition("/")[2]
    if (slash or not match[2]) and (before or folders):
        return False
    return _SAVED.search(before) is None


def agreed(dates: Iterable[Dated]) -> Dated | None:
    """What several statements of one article's date leave: the day, month or year that all share.

    Two days in a row count as one, since they may be of different time zones: the later one.
    """
    found = list(dates)
    if not found:
        return None
    whole = [datetime.date.fromisoformat(d.date) for d in found if d.precision == "day"]
    if len(whole) == len(found) and max(whole) - min(whole) <= datetime.timedelta(days=1):
        return max(found, key=lambda dated: dated.date)
    shared = _shared([dated.date for dated in found])
    evidence = "; ".join(dict.fromkeys(dated.evidence for dated in found))
    if len(shared) == len("2024-03"):
        return Dated(shared, "month", evidence)
    return Dated(shared, "year", evidence) if shared else None


def _shared(dates: list[str]) -> str:
    """The month, or else the year, that ISO dates share; empty when they share neither."""
    for length in (len("2024-03"), len("2024")):
        starts = {date[:length] for date in dates}
        if len(starts) == 1 and len(min(starts)) == length:
            return starts.pop()
    return ""


def _named(match: re.Match[str], evidence: str) -> Dated | None:
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    return dated_by(match["year"], str(month), match["day"] or match["day2"], evidence)


def _numeric(match: re.Match[str], evidence: str) -> Dated | None:
    a, b = int(match["a"]), int(match["b"])
    if match.group(2) == "." or a > 12:
        return dated_by(match["year"], str(b), str(a), evidence)
    if b > 12:
        return dated_by(match["year"], str(a), str(b), evidence)
    if a == b:
        return dated_by(match["year"], str(a), str(b), evidence)
    return dated_by(match["year"], None, None, evidence)


def foreign(value: str, evidence: str) -> Dated | None:
    """A date in another language: day, the month's name, year.

    Only the year where languages that write the date so mean different months by the name.
    """
    match = FOREIGN.search(value)
    if match is None:
        return None
    if _OF_TWO_MONTHS.match(match.group()):
        return dated_by(match.group()[-len("2023") :], None, None, evidence)
    import dateparser

    parsed = dateparser.parse(
        match.group(),
        languages=_LANGUAGES,
        settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"},
    )
    if parsed is None:
        return None
    return dated_by(str(parsed.year), str(parsed.month), str(parsed.day), evidence)


def dated_by(year: str, month: str | None, day: str | None, evidence: str) -> Dated | None:
    """A date of figures in words, as precise as it is given; None if it is none or absurd."""
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _EARLIEST <= date.year <= datetime.date.today().year + 1 or date == _NO_DATE:
        return None
    precision: Precision = "day" if day else "month" if month else "year"
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return Dated(date.isoformat()[:length], precision, " ".join(evidence.split()))
