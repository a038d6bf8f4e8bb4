"""What a fragment says anew of a question: its time, its place, which of several, the other way."""

from __future__ import annotations

import re

from bot.language.context import harm, years
from bot.language.english import one_kind, readings
from bot.language.terms import words
from bot.when.mistaken import is_mistaken
from bot.when.phrases import ATOMS

_LEADS = (
    "according to|in favou?r of|in|on|at|from|for|by|with|without|since|until|till|before|after"
    "|under|during|to|about|against|into|over|near|between|towards?|inside|outside|around|of"
)
_PREPOSITION = re.compile(rf"^\W*({_LEADS})\b\s*", re.IGNORECASE)
# Of these one place takes the place of another.
_WHERE = frozenset("in at near inside outside around".split())
# Of these one time takes the place of another.
_BEFORE_TIMES = "in|on|at|during|since|until|till|before|after|by|from|for|over|throughout|around"
_TIME_LED = re.compile(rf"^({_BEFORE_TIMES})\s+(?:the\s+)?$", re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"\b({_BEFORE_TIMES})\s+$", re.IGNORECASE)
# These times stand without a preposition.
_NEAR_NOW = re.compile(
    r"^(?:last|this|next|past|previous|yesterday|today|tonight|tomorrow|the day before)\b|\bago$",
    re.IGNORECASE,
)
_SPAN_OF_YEAR = re.compile(
    r"\b(?:quarter|half|spring|summer|autumn|winter|q[1-4]|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NAMES = (
    r"(?:the )?[A-Z0-9][\w'’-]*(?:\s+[A-Z0-9][\w'’-]*)*\s*"
    r"(?:of (?:the )?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*\s*)?"
)
_OTHER_WAYS = (
    (r"for|in favou?r of", r"against"),
    (r"before", r"after"),
    (r"with", r"without"),
    (r"to", r"from"),
    (r"inside", r"outside"),
    (r"above", r"below"),
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last|final"
    "|next|previous"
)
_SMALL = re.compile(r"(?:the|this|last|next|past|yesterday|today|tonight)\b", re.IGNORECASE)
_WHICH = re.compile(
    rf"^(?:(?:{_LEADS}) )?(?:the )?(?P<which>{_ORDINALS})(?: one)?(?: (?P<noun>[a-z]+))?$",
    re.IGNORECASE,
)


def as_inside(fragment: str) -> str:
    """A fragment without the capital that only its place gave it: "to Spain" of "To Spain"."""
    small = _PREPOSITION.match(fragment) or _WHICH.match(fragment) or _SMALL.match(fragment)
    return fragment[:1].lower() + fragment[1:] if small else fragment


def times(text: str) -> list[tuple[int, int]]:
    """Offsets of the times that a text names, without the prepositions before them."""
    taken: list[tuple[int, int]] = []
    for pattern, meaning in ATOMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            free = all(start >= e or end <= s for s, e in taken)
            if start < end and free and not is_mistaken(text, match, meaning):
                taken.append((start, end))
    return sorted(taken)


def by_harm(fragment: str, core: str) -> str | None:
    """ "The wounded" for those killed; "wounded civilians" for soldiers killed."""
    told = next((w for w in words(fragment) if harm(w.surface) is not None), None)
    old = next((w for w in words(core) if harm(w.surface) is not None), None)
    if told is None or old is None:
        return None
    changed = core[: old.start] + told.surface + core[old.end :]
    others = fragment[: told.start] + fragment[told.end :]
    others = re.sub(r"^(?:the|how many)\b|\b(?:were|was|are)\b", "", others.strip()).strip()
    return (by_counted(others, changed) or changed) if others else changed


_COUNTED = re.compile(
    r"\bhow many (.+?)(?= (?:is|are|was|were|did|does|do|has|have|had|may|will|can|died|fell|took"
    r"|joined|remained)\b|$)",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"([a-z][\w ]*?) ((?:{'|'.join(sorted(_WHERE))}) {_NAMES})")
_COUNTED_ALONE = re.compile(r"\bhow many (?=(\w+))", re.IGNORECASE)


def by_counted(fragment: str, core: str) -> str | None:
    """Something else that is counted: "civilians" for "Armenian soldiers"."""
    own = words(fragment)
    many = any(not w.capital and _is_plural(w.surface) for w in own)
    if not many or own[0].surface.lower() in ("the", "a", "an") or _PREPOSITION.match(fragment):
        return None
    if place := _PLACED.fullmatch(fragment):
        fragment, core = place[1], by_preposition(place[2], core) or core
    alone = _COUNTED_ALONE.search(core)
    if alone is not None and _is_past(alone[1]):
        return f"{core[: alone.end()]}{fragment} {core[alone.end() :]}"
    match = _COUNTED.search(core)
    return core[: match.start(1)] + fragment + core[match.end(1) :] if match else None


def _is_plural(word: str) -> bool:
    """Whether a word names several of a kind; an unknown word does by its ending."""
    if word.endswith(("men", "people", "children")):
        return True
    if not word.endswith("s") or len(word) <= 3 or word.lower() in ("this", "these", "those"):
        return False
    known = readings(word)
    return not known or any(r.part == "n" and r.inflected for r in known)


def _is_past(word: str) -> bool:
    """Whether a word behind "how many" is what they did and not what they are: "died"."""
    known = readings(word)
    return bool(known) and known[0].part == "v" and known[0].inflected and word[-1] != "s"


def by_which(fragment: str, core: str) -> str | None:
    """Another of the same: "in the third" for the second quarter."""
    match = _WHICH.match(fragment)
    if match is None:
        return None
    noun = match["noun"] or r"[a-z]\w*"
    old = list(re.finditer(rf"\b({_ORDINALS}) (?={noun}\b)", core, re.IGNORECASE))
    if not old:
        return None
    return core[: old[-1].start(1)] + match["which"] + core[old[-1].end(1) :]


def by_other_way(fragment: str, core: str) -> str | None:
    """A lone preposition for its opposite: "and for?" of those who voted against it."""
    for pair in _OTHER_WAYS:
        for ours, theirs in (pair, pair[::-1]):
            old = re.search(rf"\b(?:{theirs})\b(?= \w)", core, re.IGNORECASE)
            new = re.fullmatch(rf"({ours})(?: (?:it|them|this|that))?", fragment, re.IGNORECASE)
            if old and new:
                return core[: old.start()] + new[1] + core[old.end() :]
    return None


def by_time(fragment: str, core: str) -> str | None:
    """A time for a time, or behind a question that names none."""
    new, old = times(fragment), times(core)
    if len(new) != 1 or fragment[new[0][1] :].strip():
        return None
    lead = _TIME_LED.match(fragment[: new[0][0]])
    if fragment[: new[0][0]].strip() and lead is None:
        return None
    if not old:
        return f"{core} {fragment}"
    start, end = old[-1]
    told, was = fragment[slice(*new[0])], core[start:end]
    if years(told) and told.isdigit() and years(was) and not was.isdigit():
        return _with_year(told, core)
    told += _year_kept(told, was)
    before = _TIME_BEHIND.search(core[:start])
    if before is None and not _NEAR_NOW.search(was) and core[end:].strip():
        # "The 2023 election": the time tells which.
        return core[:start] + told + core[end:]
    if lead is not None:
        return core[: before.start() if before else start] + f"{lead[0]}{told}" + core[end:]
    if before and _NEAR_NOW.search(told) and before[1].lower() in ("in", "on", "at", "during"):
        start = before.start()
    return core[:start] + told + core[end:]


def _with_year(year: str, core: str) -> str:
    start, end = years(core)[-1]
    return core[:start] + year + core[end:]


def _year_kept(told: str, was: str) -> str:
    """The year of the time before, for a month or a quarter that names none."""
    if years(told) or not _SPAN_OF_YEAR.search(told) or _NEAR_NOW.search(told):
        return ""
    year = re.search(r"(?:,? of|,)? ?((?:1\d{3}|20\d\d))$", was)
    return f" {year[0].strip()}" if year else ""


def by_year(fragment: str, core: str) -> str | None:
    """A year for a year, also where it is a part of a name."""
    new, old = years(fragment), years(core)
    if not new or len(words(fragment)) > 3:
        return None
    if old:
        return core[: old[-1][0]] + fragment[slice(*new[-1])] + core[old[-1][1] :]
    return f"{core} {fragment}"


def by_head(fragment: str, core: str) -> str | None:
    """The same thing of another: "the flood in Lisbon" for the flood in Porto."""
    match = re.match(rf"(?:the )?([a-z][\w-]+) ({_LEADS}) {_NAMES}$", fragment)
    if match is None:
        return None
    again = re.compile(rf"\b(?:the )?{re.escape(match[1])} {match[2]} {_NAMES}")
    old = again.search(core)
    if old is None:
        return None
    return f"{core[: old.start()]}{fragment} {core[old.end() :]}".strip()


def by_preposition(fragment: str, core: str) -> str | None:
    """A phrase for one with the same preposition: "to Spain" for "to Italy".

    A time stays when a place is told, and a name when something else is.
    """
    match = _PREPOSITION.match(fragment)
    if match is None:
        return None
    told, lead = fragment[match.end() :], match[1].lower()
    if not re.match(rf"{_NAMES}", told):
        return _with_thing(fragment, told, lead, core)
    leads = [lead, *sorted(_WHERE - {lead})] if lead in _WHERE else [lead]
    for one in leads:
        for found in reversed(list(re.finditer(rf"\b{one}\b\s*", core, re.IGNORECASE))):
            phrase = re.match(_NAMES, core[found.end() :])
            if phrase and not _is_time(core, found.end(), found.end() + phrase.end()):
                after = core[found.end() + phrase.end() :]
                return f"{core[: found.start()]}{fragment} {after}".strip()
    return _appended(fragment, core)


def _with_thing(fragment: str, told: str, lead: str, core: str) -> str:
    """ "In the storm" for "in the flood", as both are of one kind; else behind the question."""
    noun = told.split()[-1].lower() if told.split() else ""
    for old in re.finditer(rf"\b{lead} (?:the|an?) ([a-z]\w+)", core):
        if noun and (one_kind(noun, old[1]) or noun == old[1]):
            return core[: old.start()] + fragment + core[old.end() :]
    return f"{core} {fragment}"


def _appended(fragment: str, core: str) -> str:
    """A place behind a question, before the time at its end."""
    last = times(core)[-1:]
    if not last or core[last[0][1] :].strip():
        return f"{core} {fragment}"
    start = last[0][0]
    before = _TIME_BEHIND.search(core[:start])
    start = before.start() if before else start
    return f"{core[:start].rstrip()} {fragment} {core[start:]}"


def _is_time(text: str, start: int, end: int) -> bool:
    return any(s < end and e > start for s, e in times(text))
