"""When an article was published, and by which words that is known.

Only what the article states as its own date counts: metadata, or a full date that stands alone on
one of its first lines or opens its text as a dateline. A date inside the story dates an event.
"""

from __future__ import annotations

import datetime
import re

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
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
_FULL = (
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})\.?),?"
)
_WITH_YEAR = re.compile(rf"{_FULL}\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2})(?!\d))?")
_PREFIX = rf"(?:(?:published|posted|updated|date)\s*(?:on|:)?\s*)?(?:(?:{_WEEKDAY})\.?,?\s+)?"
_LINE = re.compile(
    rf"{_PREFIX}(?:{_FULL}(?:\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[\s,|–—-]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,12})?\s*$",
    re.IGNORECASE,
)
# "MARROWICK, 24 May 2024 - …", "Orvane, Wednesday 6 March 2024 (ICW) — …": capitals, or a comma
# between place and date, tell a dateline from a sentence that begins with an event.
_DATED = rf"(?i:(?:(?:{_WEEKDAY})\.?,?\s+)?{_FULL}\s+\d{{4}})"
_DATELINE = re.compile(
    rf"[*_]*(?:[A-Z][A-Z .'/-]{{2,40}}[,(]?|(?:[A-Z][\w.'-]+[ /]?){{1,4}},)\s*\(?{_DATED}\)?"
    r"\s*(?:\([^)]{2,30}\)\s*)?[*_]*\s*[-–—:]"
)
# "Orvane Courier, 17 February 2024" alone on a line.
_SIGNED = re.compile(rf"[*_]*(?:[A-Z][\w.'’&-]*\s?){{1,6}}\s*[,|–—-]\s*{_DATED}[*_.]*$")


def date_line(line: str) -> bool:
    """Whether a line holds a date, with or without its year, and nothing else."""
    return _LINE.match(line) is not None


def from_metadata(value: str, evidence: str) -> Dated | None:
    """A date from a metadata field, at the precision that it is given with; None if it is none."""
    value = value.strip()
    match = _ISO.match(value)
    if match:
        return _dated(match["year"], match["month"], match["day"], evidence)
    match = _WITH_YEAR.search(value)
    if match:
        month = _MONTHS[(match["month"] or match["month2"]).lower()]
        return _dated(match["year"], str(month), match["day"] or match["day2"], evidence)
    return _dated(value, None, None, evidence) if re.fullmatch(r"[12]\d{3}", value) else None


def find_date(text: str, kept: list[Span]) -> Dated | None:
    """The date that stands alone on one of the first six lines, or in the opening dateline."""
    for line in kept[:6]:
        words = text[line.start : line.end]
        if date_line(words):
            dated = from_metadata(re.sub(rf"^{_PREFIX}", "", words, flags=re.IGNORECASE), words)
        else:
            match = _DATELINE.match(words) or _SIGNED.match(words)
            dated = from_metadata(match.group(), match.group()) if match else None
        if dated is not None:
            return dated
    return None


def _dated(year: str, month: str | None, day: str | None, evidence: str) -> Dated | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    precision: Precision = "day" if day else "month" if month else "year"
    length = {"day": 10, "month": 7, "year": 4}[precision]
    return Dated(date.isoformat()[:length], precision, " ".join(evidence.split()))
