"""When an article was published, and by which words that is known.

Only what the article states as its own date counts: metadata, a full date that stands alone on one
of its first lines or opens its text as a dateline, "today" beside a full date, or a photo caption
whose date the article's own days confirm. A date inside the story dates an event. Where the words
contradict one another, the date is unknown, and the record says why.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from index.article import Dated, Precision, Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|thu|fri|sat|sun"
_FULL = (
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?),?"
)
_WITH_YEAR = re.compile(rf"\b{_FULL}\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2})(?!\d))?(?!\d)")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(r"(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<year>\d{4})(?!\d)")
_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|publication date|date|issued)(?:\s+(?:on|at))?\s*:?\s*)"
)
_CHANGED = r"(?:(?:last\s+)?(?:updated|modified|edited|revised)(?:\s+(?:on|at))?\s*:?\s*)"
_CLOCK = (
    r"(?:\s*[,|–—-]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,5}|[+-]\d{2}:?\d{2}))*)?"
)
_ANY = (
    rf"(?:{_FULL}(?:\s+\d{{4}})?|\d{{4}}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}"
    r"|\d{1,2}(?P<s2>[./-])\d{1,2}(?P=s2)\d{4})"
)
_LINE = re.compile(
    rf"(?:{_LABEL}|{_CHANGED})?(?:\d{{1,2}}[:.]\d{{2}}\s*[,|–—-]\s*)?"
    rf"(?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?P<date>{_ANY}){_CLOCK}"
    rf"(?:\s*[|·•,;/–—-]?\s*{_CHANGED}.{{0,60}})?\s*$",
    re.IGNORECASE,
)
_CHANGED_LINE = re.compile(_CHANGED, re.IGNORECASE)
# "MARROWICK, 24 May 2024 - …", "Orvane, Wednesday 6 March 2024 (ICW) — …": capitals, or a comma
# between place and date, tell a dateline from a sentence that begins with an event.
_DATED = rf"(?i:(?:(?P<weekday>{_WEEKDAY})\.?,?\s+)?(?P<date>{_FULL}\s+\d{{4}}))"
_DATELINE = re.compile(
    rf"[*_]*(?:[A-Z][A-Z .'/-]{{2,40}}[,(]?|(?:[A-Z][\w.'-]+[ /]?){{1,4}},)\s*\(?{_DATED}\)?"
    r"\s*(?:\([^)]{2,30}\)\s*)?[*_]*\s*[-–—:]"
)
# "Orvane Courier, 17 February 2024" alone on a line; "By Ana Korr | 6 March 2024 | 3 min read".
_SIGNED = re.compile(
    rf"[*_]*(?:(?:[Bb]y\s+)?(?:[A-Z][\w.'’&-]*,?\s?){{1,8}})\s*[,|–—·•-]\s*{_DATED}"
    rf"{_CLOCK}(?:\s*[|·•,–—-]\s*(?:\d+\s+min(?:ute)?s?\b.{{0,20}}|{_CHANGED}.{{0,60}}))?[*_.]*$"
)
_TODAY = re.compile(rf"\btoday,?\s*\(?{_DATED}\)?", re.IGNORECASE)
_CAPTION = re.compile(
    rf"\b(?:on|,)\s+{_DATED}\W*"
    r"(?:\(.{0,60}\)|(?:photo|image|picture|credit)\b.{0,80})?$",
    re.IGNORECASE,
)
_SAID_TODAY = re.compile(rf"\btoday,?\s+\(?(?P<weekday>{_WEEKDAY})\b", re.IGNORECASE)
_DAY_NAMED = re.compile(
    r"\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_FOREIGN_MONTH = re.compile(
    r"\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:de\s+)?(?:1[89]|20)\d{2}"
)
_FIRST_LINES = 6
_LONGEST_DATE_LINE = 60
_EARLIEST = 1700
_LONGEST_CAPTION = 260
_DAYS_AFTER = 7
_LANGUAGES = ["es", "de", "fr", "it", "pt", "nl", "ru", "uk", "pl", "cs", "tr", "ar", "sv", "da"]


@dataclass(frozen=True, slots=True)
class Found:
    """A date if one is known, and why one that stands there was not believed."""

    dated: Dated | None
    note: str | None = None


def date_line(line: str) -> bool:
    """Whether a line holds a date, with or without its year, and nothing else."""
    return _LINE.match(line) is not None


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
        return _dated(match["year"], match["month"], match["day"], evidence)
    match = _WITH_YEAR.search(value)
    if match:
        return _named(match, evidence)
    match = _NUMERIC.search(value)
    if match:
        return _numeric(match, evidence)
    match = _MONTH_YEAR.fullmatch(value)
    if match:
        return _dated(match["year"], str(_MONTHS[match["month"].lower()]), None, evidence)
    if re.fullmatch(r"[12]\d{3}", value):
        return _dated(value, None, None, evidence)
    return _foreign(value, evidence)


def from_name(name: str) -> Dated | None:
    """The date that a file's name holds, as 2023-05-17-strike.txt or 2023/05/17/strike.txt."""
    for match in re.finditer(
        r"(?<!\d)(?P<year>(?:19|20)\d{2})([-_/.]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>[0-3]\d)(?!\d)",
        name,
    ):
        dated = _dated(match["year"], match["month"], match["day"], f"file name: {match.group()}")
        if dated is not None and dated.precision == "day":
            return dated
    return None


def find_date(text: str, kept: list[Span]) -> Found:
    """The date that the article states as its own.

    It stands alone on one of the first six lines, in the opening dateline, behind "today", or in a
    photo's caption that the article's own days confirm.
    """
    words = [text[line.start : line.end] for line in kept]
    body = text[kept[0].start : kept[-1].end] if kept else ""
    changed: Found | None = None
    for line in words[:_FIRST_LINES]:
        found = stated(line, body)
        if found is not None and not _CHANGED_LINE.match(line):
            return found
        changed = changed or found
    if changed is not None:
        # Above the story, "Updated" dates at least this version of it.
        return changed
    match = _TODAY.search(body)
    if match:
        return Found(_checked(match, match.group()))
    return Found(_from_captions(words))


def settle(dated: Dated | None, text: str) -> Found:
    """A date of the page, unless the article's own "today, Wednesday" says that it is not its."""
    said = _SAID_TODAY.search(text)
    if dated is None or said is None or dated.precision != "day":
        return Found(dated)
    if datetime.date.fromisoformat(dated.date).weekday() == _weekday(said["weekday"]):
        return Found(dated)
    note = f"“{dated.evidence}” dates the page and not the article, which says “{said.group()}”"
    return Found(None, note)


def stated(line: str, body: str) -> Found | None:
    """What a line says of the article's date; None if it says nothing of it.

    Args:
        line: one of the lines above the story, or the story's first.
        body: the whole story, whose own "today, Wednesday" is believed more than a page's date.
    """
    match = _LINE.match(line)
    if match is None:
        match = _DATELINE.match(line) or _SIGNED.match(line)
        if match is not None:
            return Found(_checked(match, match.group()))
        foreign = _FOREIGN_MONTH.search(line) if len(line) <= _LONGEST_DATE_LINE else None
        dated = _foreign(line, line) if foreign else None
        return settle(dated, body) if dated else None
    dated = _checked(match, line)
    if dated is not None:
        return settle(dated, body)
    said = _SAID_TODAY.search(body)
    if said and match["weekday"] and _weekday(said["weekday"]) != _weekday(match["weekday"]):
        return Found(
            None, f"“{line}” dates the page and not the article, which says “{said.group()}”"
        )
    return Found(None)


def _checked(match: re.Match[str], evidence: str) -> Dated | None:
    """The date of a match; only its month when the weekday before it is another day's."""
    dated = from_metadata(match["date"], evidence)
    named = match["weekday"]
    if dated is None or named is None or dated.precision != "day":
        return dated
    if datetime.date.fromisoformat(dated.date).weekday() == _weekday(named):
        return dated
    return None


def _weekday(name: str) -> int:
    return next(i for i, full in enumerate(_WEEKDAYS) if full.startswith(name.lower()[:3]))


def _from_captions(words: list[str]) -> Dated | None:
    """The month that a dated photo caption allows, where the article's own days confirm it.

    A photo may be from the archive: the caption's day must also be named in the text, by its
    weekday and by its day and month without the year, or the text must speak of the days after it.
    """
    found = set()
    for number, line in enumerate(words):
        if len(line) > _LONGEST_CAPTION:
            continue
        match = _CAPTION.search(line)
        dated = _checked(match, line) if match else None
        if dated is None or dated.precision != "day":
            continue
        taken = datetime.date.fromisoformat(dated.date)
        rest = [w for i, w in enumerate(words) if i != number]
        if _confirmed(taken, rest):
            found.add((taken, line))
    if len({taken for taken, _ in found}) != 1:
        return None
    taken, line = next(iter(found))
    last = taken + datetime.timedelta(days=_DAYS_AFTER)
    if (last.year, last.month) == (taken.year, taken.month):
        return _dated(str(taken.year), str(taken.month), None, f"photo caption: {line}")
    if last.year == taken.year:
        return _dated(str(taken.year), None, None, f"photo caption: {line}")
    return None


def _confirmed(taken: datetime.date, rest: list[str]) -> bool:
    """Whether the text names the photo's weekday, and a day of its month within the week before."""
    body = "\n".join(rest)
    if re.search(r"\b(?:file|archive|library)\s+(?:photo|picture|image)", body, re.IGNORECASE):
        return False
    named = {_weekday(m["weekday"]) for m in _DAY_NAMED.finditer(body)}
    if taken.weekday() not in named:
        return False
    for match in re.finditer(rf"\b{_FULL}(?!\s+\d{{4}})", body, re.IGNORECASE):
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        if month == taken.month and abs(day - taken.day) <= _DAYS_AFTER:
            return True
    return False


def _named(match: re.Match[str], evidence: str) -> Dated | None:
    month = _MONTHS[(match["month"] or match["month2"]).lower()]
    return _dated(match["year"], str(month), match["day"] or match["day2"], evidence)


def _numeric(match: re.Match[str], evidence: str) -> Dated | None:
    a, b = int(match["a"]), int(match["b"])
    if match.group(2) == "." or a > 12:
        return _dated(match["year"], str(b), str(a), evidence)
    if b > 12:
        return _dated(match["year"], str(a), str(b), evidence)
    if a == b:
        return _dated(match["year"], str(a), str(b), evidence)
    return _dated(match["year"], None, None, evidence)


def _foreign(value: str, evidence: str) -> Dated | None:
    """A date in another language: day, the month's name, year."""
    match = _FOREIGN_MONTH.search(value)
    if match is None:
        return None
    import dateparser

    parsed = dateparser.parse(
        match.group(),
        languages=_LANGUAGES,
        settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"},
    )
    if parsed is None:
        return None
    return _dated(str(parsed.year), str(parsed.month), str(parsed.day), evidence)


def _dated(year: str, month: str | None, day: str | None, evidence: str) -> Dated | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not _EARLIEST <= date.year <= datetime.date.today().year + 1:
        return None
    precision: Precision = "day" if day else "month" if month else "year"
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return Dated(date.isoformat()[:length], precision, " ".join(evidence.split()))
