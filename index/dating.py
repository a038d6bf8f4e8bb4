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

from index.article import Dated, Span
from index.dates import FOREIGN, FULL, WEEKDAY, WITH_YEAR, agreed, dated_by, foreign, from_metadata
from index.months import MONTHS, WEEKDAYS

_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|publication date|date|issued)(?:\s+(?:on|at))?\s*:?\s*)"
)
_CHANGED = r"(?:(?:last\s+)?(?:updated|modified|edited|revised)(?:\s+(?:on|at))?\s*(?::\s*)?)"
_CLOCK = (
    r"(?:\s*(?:[,|–—-]\s*)?(?:at\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,5}|[+-]\d{2}:?\d{2})){0,4})?"
)
_ANY = (
    rf"(?:{FULL}(?:\s+\d{{4}})?|\d{{4}}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}"
    r"|\d{1,2}(?P<s2>[./-])\d{1,2}(?P=s2)\d{4})"
)
_LINE = re.compile(
    rf"(?:{_LABEL}|{_CHANGED})?(?:\d{{1,2}}[:.]\d{{2}}\s*[,|–—-]\s*)?"
    rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?(?P<date>{_ANY}){_CLOCK}"
    rf"(?:\s*[|·•,;/–—-]?\s*{_CHANGED}.{{0,60}})?\s*$",
    re.IGNORECASE,
)
_CHANGED_LINE = re.compile(_CHANGED, re.IGNORECASE)
# "MARROWICK, 24 May 2024 - …", "Orvane, Wednesday 6 March 2024 (ICW) — …": capitals, or a comma
# between place and date, tell a dateline from a sentence that begins with an event.
_DATED = rf"(?i:(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?(?P<date>{FULL}\s+\d{{4}}))"
_DATELINE = re.compile(
    r"[*_]*(?:[A-Z][A-Z .'/-]{2,40}(?:[,(]|\s[–—-])?|[A-Z][\w.'-]+(?:[ /][A-Z][\w.'-]+){0,3}[ /]?,)"
    rf"\s*\(?{_DATED}\)?"
    r"\s*(?:\([^)]{2,30}\)\s*)?[*_]*\s*(?:[-–—]|:(?!\s*[a-z]))"
)
# "Orvane Courier, 17 February 2024" alone on a line; "By Ana Korr | 6 March 2024 | 3 min read".
# A comma or a space stands between two names, so that a long line can be taken in one way only.
_SIGNED = re.compile(
    rf"[*_]*(?:[Bb]y\s+)?[A-Z][\w.'’&-]*(?:(?:,\s?|\s)[A-Z][\w.'’&-]*){{0,7}},?"
    rf"\s*[,|–—·•-]\s*{_DATED}"
    rf"{_CLOCK}(?:\s*[|·•,–—-]\s*(?:\d+\s+min(?:ute)?s?\b.{{0,20}}|{_CHANGED}.{{0,60}}))?[*_.]*$"
)
# "Volume 112, No. 48 – Thursday, 30 November 2023": no other year before the date.
_MASTHEAD = re.compile(rf"(?:(?!\d{{4}}).){{3,60}}\s[–—|·•-]\s{_DATED}$")
# A label that opens the line, or follows a sign, a sentence or who wrote it; behind its date stands
# no more of a sentence: "the report, published on 6 July 2016, was never read" dates the report.
_LABELLED = re.compile(
    r"(?:[(\[]?|.*[.|·•]\s*|By\s[A-Z].{0,80}(?:,\s+|\s(?=[A-Z])))"
    rf"(?i:(?P<told>{_LABEL}(?:(?P<weekday>{WEEKDAY})\.?,?\s+)?(?P<date>{FULL}\s+\d{{4}})){_CLOCK}"
    rf"\s*(?:[)\]]?\.?$|[|·•/;]|\.\s|[,–—-]?\s*{_CHANGED}|(?:by|in)\s[^,.!?]{{1,60}}$))"
)
_TODAY = re.compile(
    rf"\b(?:today|tonight|this (?:morning|afternoon|evening)),?\s*\(?{_DATED}\)?", re.IGNORECASE
)
_CAPTION = re.compile(
    rf"\b(?:on|,)\s+{_DATED}\W*"
    r"(?:\(.{0,60}\)|(?:photo|image|picture|credit)\b.{0,80})?$",
    re.IGNORECASE,
)
_SAID_TODAY = re.compile(rf"\btoday,?\s+\(?(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_DAY_NAMED = re.compile(
    r"\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_EDITED = re.compile(r"^[*_]*by\b|[|·•]|\d[:.]\d{2}|\bmin\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|by|until|till|through|before|plan\w*|expect\w*|target\w*|next|due|could|should"
    r"|may|might|forecast\w*|from|aim\w*|to)\b",
    re.IGNORECASE,
)
_YEARS_ON = re.compile(
    r"\b(?:anniversary|(?!(?:two|three|four|few|some|several|many|[2-4])\b)[\w-]+ (?:years|decades)"
    r" (?:later|on|after)|half a century (?:later|on|after))\b",
    re.IGNORECASE,
)
_FIRST_LINES = 6
_LONGEST_DATE_LINE = 60
_LONGEST_LABELLED = 120
_PARAGRAPH = 60
_LONG_PARAGRAPH = 160
_MOST_OTHER_WORDS = 4
_CHANGED_ABROAD = re.compile(
    r"(?:zuletzt )?(?:aktualisiert|actualizad[oa]|mis à jour|modifié|aggiornato|atualizado|"
    r"обновлено|изменено|bijgewerkt|güncelle|zaktualizowano)",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 260
_DAYS_AFTER = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A date if one is known, and why one that stands there was not believed."""

    dated: Dated | None
    note: str | None = None


def date_line(line: str) -> bool:
    """Whether a line holds a date, with or without its year, and nothing else."""
    return _LINE.match(line) is not None


def find_date(text: str, kept: list[Span]) -> Found:
    """The date that the article states as its own.

    It stands alone on one of the first six lines, in the opening dateline, behind "today", or in a
    photo's caption that the article's own days confirm.
    """
    words = [text[line.start : line.end] for line in kept]
    body = text[kept[0].start : kept[-1].end] if kept else ""
    changed: Found | None = None
    for line in _head(words):
        found = stated(line, body)
        if found is not None and not _CHANGED_LINE.match(line):
            return _with_others(found, words)
        changed = changed or found
    if changed is not None:
        # Above the story, "Updated" dates at least this version of it.
        return changed
    match = _TODAY.search(body)
    if match:
        return Found(_checked(match, match.group()))
    return Found(_from_captions(words))


def _head(words: list[str]) -> list[str]:
    """The lines above the story, and its first paragraph, which may open with a dateline."""
    head = []
    for line in words[:_FIRST_LINES]:
        head.append(line)
        ended = line.rstrip("\"'”’)*_").endswith((".", "!", "?"))
        if len(line) >= _LONG_PARAGRAPH or (len(line) >= _PARAGRAPH and ended):
            break
    return head


def _with_others(found: Found, words: list[str]) -> Found:
    """A dateline beside those of other reports: what all of them share."""
    if found.dated is None:
        return found
    others = [match for line in words if (match := _DATELINE.match(line))]
    if len(others) < 2:
        return found
    dates = [dated for match in others if (dated := _checked(match, match.group()))]
    return Found(agreed([found.dated, *dates]))


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
    line = line.strip("*_ \t")
    match = _LINE.match(line)
    if match is None:
        match = _DATELINE.match(line) or _SIGNED.match(line) or _MASTHEAD.match(line)
        if match is not None:
            return None if _looks_back(match, body) else Found(_checked(match, match.group()))
        labelled = _LABELLED.match(line) if len(line) <= _LONGEST_LABELLED else None
        if labelled is not None:
            return Found(_checked(labelled, labelled["told"]))
        dated = _foreign_line(line)
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


def _looks_back(match: re.Match[str], body: str) -> bool:
    """Whether a story is of a later year than a place and a day at its top: they set a scene.

    It names a later year as one that has come, or the years since. A byline, a clock and an
    edition's signs set none.
    """
    if _EDITED.search(match.group()):
        return False
    year = int(match["date"][-4:])
    rest = " ".join(body.split()).replace(" ".join(match.group().split()), "", 1)
    if _YEARS_ON.search(rest):
        return True
    return any(
        int(found.group()) > year and not _TO_COME.search(sentence)
        for sentence in re.split(r"(?<=[.!?])\s", rest)
        for found in _YEAR.finditer(sentence)
    )


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
    return next(i for i, full in enumerate(WEEKDAYS) if full.startswith(name.lower()[:3]))


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
        return dated_by(str(taken.year), str(taken.month), None, f"photo caption: {line}")
    if last.year == taken.year:
        return dated_by(str(taken.year), None, None, f"photo caption: {line}")
    return None


def _confirmed(taken: datetime.date, rest: list[str]) -> bool:
    """Whether the text names the photo's weekday, and a day of its month within the week before."""
    body = "\n".join(rest)
    if re.search(r"\b(?:file|archive|library)\s+(?:photo|picture|image)", body, re.IGNORECASE):
        return False
    named = {_weekday(m["weekday"]) for m in _DAY_NAMED.finditer(body)}
    if taken.weekday() not in named:
        return False
    for match in re.finditer(rf"\b{FULL}(?!\s+\d{{4}})", body, re.IGNORECASE):
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        if month == taken.month and abs(day - taken.day) <= _DAYS_AFTER:
            return True
    return False


def _foreign_line(line: str) -> Dated | None:
    """The date of a line that holds one date in another language and little else."""
    if len(line) > _LONGEST_LABELLED:
        return None
    first = _CHANGED_ABROAD.split(line)[0].strip()
    if len(line) > _LONGEST_DATE_LINE + len(line) - len(first) or WITH_YEAR.search(first):
        return None
    line = first
    rest = FOREIGN.sub(" ", line)
    if len(FOREIGN.findall(line)) != 1 or len(rest.split()) > _MOST_OTHER_WORDS:
        return None
    return None if re.search(r"\d{4}", rest) else foreign(line, line)
