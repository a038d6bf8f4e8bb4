"""Events that a question counts from: "since the ceasefire", "before the dam broke"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from bot.language.english import readings
from bot.when.times import Beside, When
from bot.when.wording import cut

# "Shortly after", "in the days before": as near as it is, it is after or before.
_RELATION = (
    r"(?i:\b(?:(?:(?:in|on|during|over)\s+)?(?:the\s+(?:\w+\s+)?)(?:day|week|month|year|hour)s?\s+"
    r"|(?:shortly|soon|immediately|just|right|long|directly)\s+)?"
    r"(?P<relation>since|after|following|before|prior to|ahead of|in the run-up to|(?<!-)\bup to"
    r"|until|till|by the time(?: of)?)\s+)"
)
_EVENT_WORD = (
    r"(?!(?:in|at|of|on|by|near|to|how|what|who|did|was|were|has|have|is|are|and)\b)[\w'’-]+"
)
_EVENT = re.compile(
    _RELATION + r"(?i:the)\s+"
    rf"(?P<event>{_EVENT_WORD}(?:\s+{_EVENT_WORD}){{0,3}}\s*(?:of\s+(?:the\s+)?[a-z][\w'’-]*\s*)?"
    r"(?:(?:in|at|of|on|near|to|by|with|from|for)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)?)",
)
# "the dam broke", "it was sold": to the end of the question or of its clause.
_CLAUSE = re.compile(
    rf"(?:ever\s+)?{_RELATION}(?P<event>(?:(?i:the|an?|his|her|its|their|it|he|she|they|two|three)\b|[A-Z])"
    r"[^,;:?!.]*[^,;:?!.\s])(?=\s*(?:[,;:?!.]|$))",
)
_HAPPENS = re.compile(
    r"\b(?:cease-?fire|truce|armistice|peace|agreement|accord|deal|treaty|pact|war|battle|attack|"
    r"clash|invasion|offensive|coup|revolution|election|vote|referendum|ballot|strike|walkout|"
    r"earthquake|quake|flood|storm|hurricane|fire|blaze|crash|collapse|explosion|blast|accident|"
    r"derailment|outbreak|eruption|sinking|shooting|resignation|inauguration|opening|closure|"
    r"closing|verdict|ruling|trial|summit|talks|visit|death|arrest|ban|reform|merger|launch|"
    r"landslide|avalanche|lockdown|spill|shutdown|protests?|riots?|sale|takeover|break|breach|theft|"
    r"robbery|murder|killing|kidnapping|funeral|wedding|victory|defeat|withdrawal|surrender|siege|"
    r"bombing|raid|air ?strikes?|shelling|epidemic|hearing|sentence|appointment|dismissal|rescue|"
    r"discovery|handover|exchange|evacuation|blackout|outage|drought|massacre|pandemic|crisis|uprising|"
    r"famine|tsunami|mutiny|boycott|wildfire)(?:e?s)?\b",
    re.IGNORECASE,
)
# Verbs that tell of no event by themselves.
_HELPING = frozenset("be have do will can may must shall".split())
_MOST_WORDS = 9


def names_event(text: str) -> bool:
    """Whether a text counts from an event."""
    return _event_in(text) is not None


def is_event(word: str) -> bool:
    """Whether a noun names what happens: "explosion", "strike"."""
    return bool(_HAPPENS.fullmatch(word))


def telling(event: str) -> list[str]:
    """The words of an event that say what happened: its verbs, and nouns that name events.

    All its words where none does.
    """
    said = [w for w in re.findall(r"[\w'’-]+", event) if _is_past(w) or _HAPPENS.fullmatch(w)]
    return said or event.split()


# So near behind "before" stand the words of the event that is meant.
_NEAR = 50
_SAID = {
    "since": r"since|after|following",
    "before": r"before|prior to|ahead of|until|till|up to",
    "until": r"until|till|up to|by|before",
}


def says(beside: Beside, text: str) -> bool:
    """Whether a text itself counts from an event: "before the truce 212 had died"."""
    for found in re.finditer(rf"\b(?:{_SAID[beside.relation]})\b", text, re.IGNORECASE):
        behind = text[found.end() : found.end() + _NEAR].lower()
        if all(re.search(rf"\b{re.escape(w.lower())}\b", behind) for w in telling(beside.event)):
            return True
    return False


def tells_of_deed(word: str) -> bool:
    """Whether a word is most usually a verb that tells of something done, in any of its forms."""
    known = readings(word.lower())
    return bool(known) and known[0].part == "v" and known[0].base not in _HELPING


def with_event(when: When) -> When:
    """The event that a question counts from, with its words taken out."""
    match = _event_in(when.bare) if when.period is None else None
    if match is None:
        return when
    if re.search(r"\w", when.bare[: match.start()]) and re.search(r"\w", when.bare[match.end() :]):
        # In the midst of a question it belongs to a clause, and not to the whole.
        return when
    said = match["relation"].lower()
    relation: Literal["since", "before", "until"] = (
        "since"
        if said in ("since", "after", "following")
        else "until"
        if said.startswith(("until", "till", "up to", "by"))
        else "before"
    )
    event = re.sub(r"\W+$", "", match["event"])
    bare = cut(when.bare, match.start(), match.start("event") + len(event))
    bare = _with_names(bare, event)
    # "Before the levee gave way" is told in the sentence that tells of the levee.
    soft = said in ("after", "following") or (
        said == "before" and any(map(_is_past, event.split()))
    )
    return replace(when, bare=bare, beside=Beside(relation, event), soft=soft)


def _with_names(bare: str, event: str) -> str:
    """A question without its event, with the names that only the event's words hold."""
    lost = [
        w
        for w in re.findall(r"\b[A-Z][\w’-]*", re.sub(r"^The\b", "", event))
        if not re.search(rf"\b{re.escape(w)}\b", bare)
    ]
    if not lost:
        return bare
    end = re.search(r"\W*$", bare)
    at = end.start() if end else len(bare)
    return f"{bare[:at]} in {' '.join(lost)}{bare[at:]}"


def clause_before(text: str, start: int) -> re.Match[str] | None:
    """The clause of an event that a time stands in: "since the dam broke" two days ago."""
    found = list(re.finditer(_RELATION, text[:start], re.IGNORECASE))
    if not found:
        return None
    match = found[-1]
    between = text[match.end() : start].split()
    if not 2 <= len(between) <= _MOST_WORDS or re.search(r"[,;:?!]", text[match.end() : start]):
        return None
    told = _HAPPENS.search(" ".join(between)) is not None or any(map(_is_past, between))
    return match if told else None


def _event_in(text: str) -> re.Match[str] | None:
    for match in _CLAUSE.finditer(text):
        event = match["event"].split()
        if len(event) <= _MOST_WORDS and any(_is_past(w) for w in event[1:]):
            return match
    found = _EVENT.search(text)
    return found if found is not None and _HAPPENS.search(found["event"]) else None


def _is_past(word: str) -> bool:
    """Whether a word is most usually the past of a verb that tells of something."""
    if word[:1].isupper() or word.lower().endswith(("ing", "s")):
        return False
    known = readings(word)
    return bool(known) and (
        known[0].part == "v" and known[0].inflected and known[0].base not in _HELPING
    )
