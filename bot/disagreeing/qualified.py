# ruff: noqa: E501  (a pattern is read best on one line)
"""Which number it is: a part, an earlier one, a suspected, planned or recent one, or none at all."""

from __future__ import annotations

import re

from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.disagreeing.amounts import BOUND, CURRENCY, Amount
from bot.disagreeing.kinds import BREAK, CLAUSE
from bot.language.english import readings

# Words that make a number another than the plain one.
_QUALIFIERS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
    for name, forms in {
        "suspected": "suspected|suspicion|probable|possible|feared|presumed|unconfirmed",
        "recent": r"(?:new|newly|more|further|additional|other) (?=@)|(?<=@)\s+(?:\w+ (?:are|were|is|was) )?(?:new|newly|more|further|additional)\b(?! than)"
        r"|another (?=@)|in the (?:past|last) (?:day|night|week|month|24 hours)|in (?:one|a single) day|(?<!the )(?<!an )overnight|per (?:day|week|month|year)|a (?:day|week|month|year)|within (?:an?|one|the|\d+|two|three|a few)\b"
        r"|daily|weekly|every (?:day|week|month|year)|in a single (?:day|night)",
        "sought": r"(?:asks?|asked|calls?|called|pleaded|pressed) for|sought|seeks?|faces?|facing|may get|could get",
        "planned": r"plan|plans|planned|foresees?|foreseen|budget(?:ed)?|expected|expects?|forecast|target"
        r"|was to|were to|hopes?|intended|projected|fears?",
        "ahead": r"is to|are to|(?:wants?|wanted|intends?) to|will|should|would|could",
        "missing one": r"seriously|severely|critically|gravely",
        "alone": r"alone|(?:town|city|village|capital|proper) itself|including|only in",
        "around": r"(?:regions?|areas?|districts?|suburbs|villages|towns) around|surrounding|greater|metropolitan"
        r"|neighbou?ring|nearby",
        "everywhere": r"worldwide|nationwide|globally|across the (?:country|world|nation)|in all countries",
        "average": r"average|on average|mean|per (?:person|head|household|capita)|each(?! (?:other|side|party|army|country))|apiece",
        "allowed": r"room for|allow(?:s|ed)?|permit(?:s|ted)?|licen[cs]ed|authori[sz]e[sd]?|space for|capacity|limit|maximum",
    }.items()
}
# An earlier figure that is only recalled.
_FORMER = re.compile(
    r"\b(?:(?<!there )had been|had (?:said|spoken|put|given|announced|reported|written|counted|stood)|earlier"
    r"|previous(?:ly)?|correct(?:s|ed|ing) the|up from|down from|instead of|rather than|originally"
    r"|at first|initially|had at first|we (?:gave|wrote|reported|said|had)|formerly|until (?:then|now)"
    r"|no longer|compared with)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_FORMER_FROM = re.compile(r"\b(?:from|than|not|to correct)\s+(?:the\s+)?$", re.IGNORECASE)
_FORMER_AFTER = re.compile(
    r"^[^.;]{0,40}?\b(?:the day before|a day before|a week (?:ago|before|earlier)|earlier reported|"
    r"it had (?:announced|reported|given|named)|that (?:it|we|they) had|reported (?:earlier|before)|"
    r"a year (?:before|earlier)|the year before)\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?of\s+(?:them|these|those|whom|which)\b|^\s*of\s+the\b(?!\s+people)"
    r"|^\s*(?:\w+\s+)?of\s+(?:the|its|their|his|her|our)\s+(?:\d|[a-z]+ty\b|(?:two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)
# "Of the 58 killed, 21 were children": the 58 are all.
_OF_ALL = re.compile(r"\b(?:of|among) the\s+$", re.IGNORECASE)
# "Nine of the crew died", "eight of them did not survive": all that did.
_THEIR_FATE = re.compile(
    r"\s*of\s+(?:them|(?:the|its|their|our|the\s+\w+['’]s)\s+(?:crew|patients|people|inhabitants"
    r"|residents|villagers|travellers)|(?:those|the people) (?:aboard|on board))\s+(?:have\s+|had\s+)?"
    r"(?:died|drowned|perished|suffocated|lost (?:his|her|their) li\w+|(?:did|have|had) not surviv\w+"
    r"|(?:were|was|been) (?:killed|injured|wounded|hurt))\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among (?:them|whom|those|the \w+)|of (?:them|whom|these|those|which)),?\s+"
    r"(?:(?:at least|about|some|more than|the|were|are)\s+)*$|^\W*(?:of|among) the\b[^,;]*,?[^,;]{0,12}$",
    re.IGNORECASE,
)
# "The last two missing people were found dead": those are not all who died.
_THE_LAST = re.compile(r"\b(?:last|final|remaining)\s+$", re.IGNORECASE)
_FOUND = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,5}?(?:(?:were|was|been)\s+)?(?:found|recovered|retrieved|pulled|dug"
    r"|confirmed dead|declared dead|presumed dead)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    rf"^\s+(?:per|an?|apiece|each|(?:to|for) (?:one|each|every|(?:the |an? )?{CURRENCY}))\b", re.I
)
_AT_RATE = re.compile(r"\brate of\s+$", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b\w{3,}ing\s+(?:(?:at least|about|some|more than|nearly)\s+)?$", re.IGNORECASE
)
# "3-1".
# "No. 7".
_SINGLE_NUMBER = re.compile(r"\bNos?\.\s?$")
# "A 5.8-magnitude quake" and "a 40-strong crowd" tell how much.
_COMPOUND = re.compile(r"-(?!magnitude\b|strong\b)[a-z]{3,}|:\d")
# "The march ended at the town hall at five."
_AT, _ENDS = re.compile(r"\bat\s+$", re.IGNORECASE), re.compile(r"\s*(?:[.;,)]|$)")
_LAST_HOUR = 24
_TIMED = re.compile(r"\d:$")
_SCORE, _SCORED = re.compile(r"[-–]\d"), re.compile(r"(?<!\d)\d{1,2}[-–]$")
# "Three hours later".
_APART = re.compile(r"^\s+(?:before|after|later|earlier|ago|into)\b", re.IGNORECASE)
# "170 kilometres off the coast" tells where.
_OFF = re.compile(
    r"^\s+(?:(?:north|south|east|west)\w*|off|away|from|outside|inland|offshore|out)\b", re.I
)
_NO_FIGURE = frozenset(
    ["both", "half", "half of", "a couple", "twice", "once", "double", "triple", "a third of"]
)
# Numbers that tell of two others how far they lie apart.
_DIFFERENCE = re.compile(
    r"\b(?:gap|difference|increase|rise|drop|fall|lead|margin) of\s+(?:\w+\s)?$"
    r"|\b(?:rose|risen|fell|fallen|grew|grown|increased|decreased|dropped|cut|up|down|raised|lowered"
    r"|reduced|climbed|rise|won)\b[^.;,]{0,45}\bby\s+(?:(?:about|some|at least|more than|nearly)\s+)*$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|these|those|both|its|their)\s+$", re.IGNORECASE)


def is_no_figure(parsed: Parsed, amount: Amount) -> bool:
    """Whether a number gives no amount of its own: "both", "by 12"."""
    # "The two tolls"; but "the 140 cases" counts them.
    if _SCORE.match(parsed.text[amount.end :]) or _SCORED.search(parsed.text[: amount.start]):
        return not amount.span
    if _SINGLE_NUMBER.search(parsed.text[: amount.start]):
        return True
    if amount.unit is None and (
        _COMPOUND.match(parsed.text[amount.end :]) or _TIMED.search(parsed.text[: amount.start])
    ):
        # "A ten-storey block", "2:27:11".
        return True
    if amount.unit is None and amount.low <= _LAST_HOUR and not (amount.bound or amount.span):
        before = parsed.text[: amount.start]
        if _AT.search(before) and _ENDS.match(parsed.text[amount.end :]):
            return not re.search(
                r"\b(?:stood|stands?|remains?|put|estimated|is|was)\s+at\s+$", before
            )
    few = amount.low < 10 and amount.unit is None
    return amount.written.lower() in _NO_FIGURE or (
        few and bool(_DEFINITE.search(parsed.text[: amount.start]))
    )


def _is_rate(text: str, amount: Amount, q: Quantity) -> bool:
    """Whether money is a rate of exchange or a price apiece."""
    return q.kind == "money" and bool(
        _RATE.match(text[max(q.whole, amount.end) :]) or _AT_RATE.search(text[: amount.start])
    )


def special(parsed: Parsed, amount: Amount, q: Quantity | None) -> frozenset[str]:
    """What an amount is by its own words: one apiece, a change, a time before another."""
    if q is None:
        return frozenset()
    found = {
        "apiece": _is_rate(parsed.text, amount, q),
        "change": _is_difference(parsed.text, amount),
        "apart": amount.dimension == "time" and bool(_APART.match(parsed.text[q.whole :])),
        "off": amount.dimension == "length" and bool(_OFF.match(parsed.text[q.whole :])),
    }
    return frozenset(name for name, holds in found.items() if holds)


def _is_difference(text: str, amount: Amount) -> bool:
    """Whether a number tells of others how far they lie apart: "fell by 12", "a lead of 3"."""
    return _DIFFERENCE.search(text[: amount.start]) is not None


def is_former(left: str, right: str) -> bool:
    """Whether a number is an earlier figure that is only recalled."""
    bare = BOUND.sub("", left)
    return bool(_FORMER.search(left) or _FORMER_FROM.search(bare) or _FORMER_AFTER.match(right))


def is_part(left: str, right: str) -> bool:
    """Whether a number is a part of a larger one: "including 12 children", "nine of them"."""
    if _OF_ALL.search(left) or _THEIR_FATE.match(right):
        return False
    if _OBJECT.search(left):
        # "Killing 17 of them" gives the number of those killed.
        return False
    if _THE_LAST.search(left) and _FOUND.match(right):
        return True
    return bool(_PART_AFTER.match(right) or _PART_BEFORE.search(left))


# "It will have eight lanes and cost 900 million".
_WILL_ALSO = re.compile(
    r"\b(?:will|would|shall)\b[^.;]*?\band\s+(?P<verb>[a-z]+)[^,.;]*$", re.IGNORECASE
)


def _is_bare_verb(left: str) -> bool:
    """Whether a verb without an ending stands behind the last "and"."""
    verb = re.search(r"\band\s+([a-z]+)[^,.;]*$", left)
    return verb is not None and any(r.part == "v" and not r.inflected for r in readings(verb[1]))


def qualifiers(left: str, right: str, amount: Amount) -> frozenset[str]:
    """What makes a number another than the plain one, by the words of its clause."""
    stops = [m for m in (BREAK.search(right), CLAUSE.search(right)) if m is not None]
    stop = min(stops, key=lambda m: m.start(), default=None)
    ends = [m.end() for m in BREAK.finditer(left)]
    near = (left[ends[-1] :] if ends else left) + "@" + (right[: stop.start()] if stop else right)
    if _WILL_ALSO.search(left) and _is_bare_verb(left):
        near = f"will {near}"
    # Money that is asked for is of a kind of its own; a term that is asked for is no sentence.
    return frozenset(
        name
        for name, pattern in _QUALIFIERS.items()
        if pattern.search(near) and (name != "sought" or amount.dimension == "time")
    )
