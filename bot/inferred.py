"""The day of an article that tells weekday and day, but no year: inferred, and always said so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from index import Dated, Hit

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
# A dateline stands within so many characters of the beginning.
_HEAD = 300
_YEARS = 28
_DATELINE = re.compile(
    rf"\b(?P<w>{'|'.join(_WEEKDAYS)}),?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{'|'.join(_MONTHS)})"
    rf"|(?P<m2>{'|'.join(_MONTHS)})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
MARK = "inferred from "


def day(text: str, today: datetime.date) -> Dated | None:
    """The last day until today that fits the weekday and day at the head of an article."""
    match = _DATELINE.search(text[:_HEAD])
    if match is None:
        return None
    weekday = _WEEKDAYS.index(match["w"].lower())
    month = _MONTHS.index((match["m"] or match["m2"]).lower()) + 1
    number = int(match["d"] or match["d2"])
    for year in range(today.year, today.year - _YEARS, -1):
        try:
            found = datetime.date(year, month, number)
        except ValueError:
            continue
        if found <= today and found.weekday() == weekday:
            return Dated(found.isoformat(), "day", f"{MARK}{match[0]}")
    return None


def with_days(hits: Sequence[Hit], texts: dict[str, str], today: datetime.date) -> list[Hit]:
    """The hits, those of articles of unknown date with their inferred day."""
    out = []
    for hit in hits:
        if hit.source.published is None:
            inferred = day(texts[hit.source.file], today)
            hit = replace(hit, source=replace(hit.source, published=inferred))
        out.append(hit)
    return out
