"""The day on which what a sentence tells took place, told from days that it only points to.

"The flood that struck on Monday has killed 42 people" is no news of Monday, and "a man was arrested
on Tuesday over the fire of 3 May" is news of Tuesday. What only points to a day stands in a
relative clause, hangs on a noun or on a preposition of before and after, or is still to come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.checking.text import Parsed
from bot.drafting.timing import SAYING, Named, dateline, named, own_days
from bot.language.groups import Group, groups
from bot.language.tagging import tagged
from bot.language.wordclasses import SAYING as SAYS
from bot.language.wordclasses import Token, verb_forms

# "The attack of 3 May", "the Tuesday raid", "two days before 3 May", "after a vote on Tuesday",
# "every Tuesday".
_POINTS = re.compile(
    r"(?<!\bmorning )(?<!\bafternoon )(?<!\bevening )(?<!\bnight )(?<!\bhours )\bof\s+(?:the\s+)?$"
    r"|(?<!\bon )\bthe\s+$|\b(?:by|to|until|till|from|every|each)\s+$"
    r"|\b(?:since|before|after|following|ahead of|prior to|than|compared|between|against|like)\b"
    r"(?:\s+[\w'’-]+){0,6}\s+$",
    re.IGNORECASE,
)
_DIRECTLY = re.compile(r"\s+(?:(?:only|early|late|on)\s+)*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\w+['’]s?\b")
# What a clause only supposes, gives as its reason, or counts from.
_ASIDE = frozenset(
    "whose if unless whether until till before after since because although though".split()
)
_WAS = frozenset("was were had did wasn't weren't hadn't didn't".split())
_MODAL = frozenset("will would shall should may might could can must".split())
# Where a date ends the place and day at the head, `parse` leaves no space about the dash.
_HEAD = re.compile(r"^\W*[A-Z][^.!?;]{0,80}?\d[-–—]{1,2}(?=[A-Z])")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|(?-i:may)|might|could|(?:is|are|was|were)\s+(?:still\s+)?to"
    r"|plan\w*|due(?! to (?:the|an?)\b)|schedul\w+|expect\w*|intend\w*|hop(?:es?|ing)|wants?"
    r"|threat\w+|deadline|called? for)\b"
    r"[^;:.!?]*$",
    re.IGNORECASE,
)
_WHOLE = {"month", "day"}


@dataclass(frozen=True, slots=True)
class DeedDay:
    """A day on which what a sentence tells took place.

    Attributes:
        day: in ISO form.
        inferred_from: the words that it was worked out from, such as a weekday; empty where they
            tell the day of a month.
    """

    day: str
    inferred_from: str


def deed_days(parsed: Parsed) -> list[DeedDay]:
    """The days until its article's on which what a sentence tells took place, in their order."""
    read, own, head = _Read(parsed), own_days(parsed.published), _dateline(parsed.text)
    found = []
    for said in named(parsed):
        if said.length > 1 or said.start < head or not read.is_of_deed(said):
            continue
        day = said.first
        if own is not None and day > own[1]:
            day = _year_before(said, parsed) if read.is_past(said) else ""
        if day and (own is None or day <= own[1]):
            found.append((said, DeedDay(day, _inferred_from(said, parsed))))
    found = [pair for pair in found if not read.is_wished(pair[0])] or found
    return [deed for _, deed in sorted(found, key=lambda pair: pair[0].start)]


def _year_before(said: Named, parsed: Parsed) -> str:
    """A day ahead as that of the year before, where its words name no year; else nothing.

    In November "on 3 February he was found" is of the February behind, though the next is nearer.
    """
    moment = next((m for m in parsed.moments if m.start == said.start), None)
    if moment is None or "year" in moment.said or not moment.said >= _WHOLE:
        return ""
    year, rest = int(said.first[:4]) - 1, said.first[4:]
    return "" if rest == "-02-29" else f"{year}{rest}"


def _dateline(text: str) -> int:
    """Where the place and day at the head of a report end."""
    head = _HEAD.match(text)
    return max(dateline(text), head.end() if head else 0)


class _Read:
    """A sentence with its verbs.

    Args:
        parsed: the sentence.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.text = parsed.text
        self._tokens = tagged(parsed.text)
        self._verbs = groups(self._tokens)
        self._finite = [v for v in self._verbs if v.form == "finite"]

    def is_of_deed(self, said: Named) -> bool:
        """Whether something that the sentence tells took place on a day."""
        verb = self._ruling(said)
        if said.reporting and SAYING.search(self.text[self._begin(verb) : said.start]):
            return False
        behind = self._end(verb)
        points = _POINTS.search(self.text[behind : said.start])
        if points or _POSSESSIVE.match(self.text, said.start) or self._is_ahead(said):
            return False
        return not (self._is_now(said) or (verb is not None and self._is_aside(said, verb)))

    def is_wished(self, said: Named) -> bool:
        """Whether a day is that of an infinitive: "they agreed to meet on Tuesday"."""
        verb = self._ruling(said)
        return verb is not None and verb.form == "infinitive"

    def _ruling(self, said: Named) -> Group | None:
        """The verb behind which a day stands, if any."""
        before = (v for v in reversed(self._verbs) if self._begin(v) < said.start)
        return next(before, None)

    def _begin(self, verb: Group | None) -> int:
        return self._tokens[verb.first].word.start if verb is not None else 0

    def _end(self, verb: Group | None) -> int:
        return self._tokens[verb.last].word.end if verb is not None else 0

    def _is_ahead(self, said: Named) -> bool:
        """Whether what is planned for a day is told, and not whether it came about."""
        ruling = next((v for v in reversed(self._finite) if self._begin(v) < said.start), None)
        return bool(_AHEAD.search(self.text[self._begin(ruling) : said.start]))

    def _is_now(self, said: Named) -> bool:
        """Whether what is told is so now or to come, so that a past day is that of something else.

        "The fire on Monday has killed nine"; but "On 1 May the port is closed", in a chronicle.
        """
        before = [t for t in self._tokens if t.word.end <= said.start]
        opens = all(t.part in ("preposition", "number", "adverb", "time") for t in before)
        modal = any(t.part == "auxiliary" and t.lower in _MODAL for t in self._tokens)
        if opens and said.dated and not modal:
            return False
        # Words without a verb are a caption's.
        return bool(self._tokens) and not self.is_past(said)

    def is_past(self, said: Named) -> bool:
        """Whether the verb that a day belongs to tells of the past."""
        ruling = [v for v in self._finite if self._begin(v) < said.start][-1:] or self._finite[:1]
        return any(_is_past(self._tokens[verb.first]) for verb in ruling)

    def _is_aside(self, said: Named, verb: Group) -> bool:
        """Whether a verb stands in a relative clause, or in one that gives what was before."""
        if verb.form == "participle" and verb.first == verb.main:
            return self._takes(said, verb)
        earlier = next((v for v in reversed(self._finite) if v.last < verb.first), None)
        begins = earlier.last + 1 if earlier is not None else 0
        for at in range(begins, verb.first):
            token = self._tokens[at]
            if token.part == "relative" or token.lower in _ASIDE:
                return True
            if token.lower == "that" and at and self._tokens[at - 1].part in ("noun", "name"):
                return earlier is None or earlier.base not in SAYS
        return self._is_enclosed(verb)

    def _takes(self, said: Named, verb: Group) -> bool:
        """Whether a participle that qualifies a noun has a day for itself.

        "The treaty signed in Tarn on Tuesday is void" and "he showed a letter sent on Tuesday", but
        "they found a painting stolen from Tarn on Tuesday".
        """
        if all(self._is_enclosed(v) for v in self._finite):
            return False
        direct = _DIRECTLY.fullmatch(self.text[self._end(verb) : said.start])
        begins = any(v.first < verb.first for v in self._finite)
        return direct is not None or not begins

    def _is_enclosed(self, verb: Group) -> bool:
        """Whether a verb stands in an aside of its own: "Oke, arrested on Monday, appeared"."""
        if any(v.last < verb.first for v in self._finite) or "," not in self._gap(verb.first):
            return False
        after = next((v for v in self._verbs if v.first > verb.last), None)
        return after is not None and "," in self._gap(after.first)

    def _gap(self, at: int) -> str:
        return self._tokens[at].gap


def _is_past(token: Token) -> bool:
    """Whether a finite verb is in the past: "began", "had"."""
    if token.part == "auxiliary":
        return token.lower in _WAS
    forms = verb_forms(token.lower)
    return not forms or "past" in forms


def _inferred_from(said: Named, parsed: Parsed) -> str:
    """The words that a day was worked out from; none where they tell the day of a month."""
    found = next((m for m in parsed.moments if m.start == said.start), None)
    if found is not None and found.said >= _WHOLE:
        return ""
    if found is not None:
        return parsed.text[found.start : found.end]
    return " ".join(parsed.text[said.start :].split()[:3]).rstrip(".,;:")
