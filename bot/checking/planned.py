"""What is planned told as done, what was done told as planned, and what somebody is accused of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.english import readings

# What stands before a verb that tells of something that has not happened, as a source says.
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|may|might"
    # "What would become the Strip" has become it.
    r"|(?<!who )(?<!which )(?<!that )(?<!what )would(?! (?:later|become))"
    r"|(?:expected|due|scheduled|planned|plan|plans|planning|set|likely|wants?|wanted|hopes?|hoped"
    r"|vow(?:s|ed)?|promis(?:es|ed)|pledg(?:es|ed)|intends?|intended|aims?|agreed|decided|voted"
    r"|going|about|ready|prepared|threaten(?:s|ed)|proposed|is|are) to)"
    r"(?: (?:not|never|also|then|soon|be|been|have|again|be able to|\w+ly)){0,2} $",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall|(?:expected|due|scheduled|set|going|is|are) to)"
    r"(?: (?:not|also|then|soon|be|\w+ly)){0,2} $",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|shall|would|may|might|next|due|(?:is|are|was|were) to)\b")
# "Three have done so" tells of the deed by another word.
_SO = re.compile(r"\b(?:do|does|did|done) so\b")
# A question, a condition or a comparison does not tell that it was done.
_OPEN = re.compile(
    r"\b(?:whether|if|unless|once|when|while|until|before|than|as|not|never|to have)\b[^,;:]*$"
    r"|\b(?:to|being|can|could|must|should|(?:was|were|is|are) to have(?: been)?) (?:\w+ly )?$",
    re.IGNORECASE,
)
# An infinitive or a participle by itself tells of nothing done.
_TO = re.compile(
    r"\b(?:to|being|if|unless|when|once|until|before|can|could|must|should) (?:\w+ly )?$"
)
_ACCUSED = re.compile(
    r"\b(?:accus\w+ (?:.{1,80}? )?of|suspected of|on (?:the )?suspicion of|under investigation for"
    r"|charged with|alleged(?:ly)?|allegations? of) ",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:accus|alleg|suspect|charg|claim|report|accord|blam|deni|deny|indict|tri(?:al|ed)|said|says"
    r"|told|whether|if|not|no|never)\w*",
    re.IGNORECASE,
)
# Whom the police have may have done it: "arrested over the fire", "held over the murder".
_HELD = re.compile(
    r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|h[eo]ld(?:ing)?|question(?:ed|s|ing)?|wanted|sought"
    r"|seized|custody|interrogated|indicted|on trial)\b(?:[^.;:]{0,60}?) (?:over|in connection with"
    r"|for|about) (?:the|an?|his|her|their) (?P<deed>[a-z-]+)",
    re.IGNORECASE,
)
_HELD_TOLD = re.compile(
    r"\b(?:arrest|detain|held|hold|question|wanted|sought|custody|interrogat|trial|seiz)\w*", re.I
)
# What one does of whom such nouns are told, where the noun is of no verb.
_DEEDS = {
    "fire": "set start light cause",
    "fires": "set start light cause",
    "blaze": "set start light cause",
    "death": "kill murder",
    "deaths": "kill murder",
    "killing": "kill murder",
    "killings": "kill murder",
    "murder": "kill murder",
    "murders": "kill murder",
    "theft": "steal take",
    "thefts": "steal take",
    "robbery": "rob",
    "robberies": "rob",
    "burglary": "burgle rob",
    "stabbing": "stab kill",
    "shooting": "shoot kill",
    "attack": "attack carry",
    "explosion": "cause set",
    "bombing": "bomb plant",
    "crash": "cause",
    "rape": "rape",
    "kidnapping": "kidnap abduct",
    "abduction": "kidnap abduct",
    "disappearance": "kidnap abduct kill murder",
    "fraud": "defraud cheat",
    "leak": "leak",
}
_BEFALLS = re.compile(r"\b(?:is|are|was|were|been|being|be|got) (?:\w+ly )?$")
_ADMITS = re.compile(r"\b(?:admit\w*|confess\w*|conced\w*|acknowledg\w*|plead\w* guilty)\b", re.I)
_LIGHT = frozenset("be have do say tell ask report know get go come make take put let".split())


def untimely(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A deed that the claim tells as done and the source as one to come, or the reverse."""
    for bases, at, start, end in _finite(claim):
        ahead = claim.text[:start]
        told = [s for other, _, s, _ in _finite(cited) if bases & other]
        if not told:
            continue
        coming = [bool(_AHEAD.search(cited.text[:s])) for s in told]
        shown = claim.text[start:end]
        if _AHEAD.search(ahead):
            past = at == "plain" and not any(coming) and _past(cited, bases)
            if past and _WILL.search(ahead) and not _TO_COME.search(cited.text):
                yield Fault("planned", shown, "the source tells of it as done")
        elif (
            at == "past" and all(coming) and not _OPEN.search(ahead) and not _SO.search(cited.text)
        ):
            yield Fault("planned", shown, "the source tells of it as something to come")


def accused(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a source has somebody accused of, told as a fact or as admitted."""
    admits = _ADMITS.search(claim.lower)
    if admits is None and _HEDGED.search(claim.lower):
        return
    if admits is None:
        yield from _held(claim, cited)
    for match in _ACCUSED.finditer(cited.text):
        behind = [w for w in cited.words if w.start >= match.end()][:2]
        deeds = _bases(behind[0].surface) - _LIGHT if behind else frozenset[str]()
        if not deeds and behind and behind[0].surface.lower() in ("taking", "making"):
            deeds = _bases(behind[0].surface)
        for bases, _, start, end in verbs(claim):
            if not bases & deeds or claim.text[start - 1 : start] == "-":
                continue
            if admits is not None and not _ADMITS.search(cited.lower):
                yield Fault("accused", admits.group(), "the source has it as an accusation")
                return
            others = [
                w for w in cited.words if w.end <= match.start() and _bases(w.surface) & deeds
            ]
            if admits is None and not others:
                shown = claim.text[start:end]
                yield Fault("accused", shown, "the source has it as an accusation", match.group())
                return


def _held(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What the police hold somebody for, told as done by him."""
    if _HELD_TOLD.search(claim.lower):
        return
    for match in _HELD.finditer(cited.text):
        deeds = frozenset(_DEEDS.get(match["deed"].lower(), "").split())
        for bases, _, start, end in verbs(claim):
            if not bases & deeds or _BEFALLS.search(claim.lower[:start]):
                continue
            if any(b & deeds for b, _, at, _ in verbs(cited) if at != match.start("deed")):
                continue
            yield Fault("accused", claim.text[start:end], "the source has it as a suspicion")
            return


def says_the_same(claim: Parsed, cited: Parsed, at: int) -> bool:
    """Whether the deed that a claim tells of is one that the source tells of a part of something.

    Args:
        at: where the whole stands, in the source: "nine of the 27" have ratified it, but of "two of
            the four climbers who were missing" all four were.
    """
    mine = [bases for bases, *_ in verbs(claim)]
    carrying = [bases for bases in mine if not bases & _LIGHT]
    told = [
        (bases, start)
        for bases, _, start, _ in verbs(cited)
        if not _OF_WHOLE.search(cited.text[at:start])
    ]
    if carrying:
        theirs = [b for b, start in told if start < at or _HELPED.search(cited.lower[:start])]
    else:
        carrying, theirs = mine, [b for b, start in told if start > at]
    return any(bases & other for bases in carrying for other in theirs)


# What describes a whole, and is not said of the part alone.
_OF_WHOLE = re.compile(r"\b(?:who|whom|whose|which|that|where|when)\b|[,;:]", re.IGNORECASE)
_HELPED = re.compile(r"\b(?:ha[sd]|have|is|are|was|were|will|would|did|do|does|not) (?:\w+ )?$")


def _past(parsed: Parsed, bases: frozenset[str]) -> bool:
    """Whether a text tells of a deed in the past."""
    return any(
        at == "past" and bases & other and not _TO.search(parsed.text[:start])
        for other, at, start, _ in _finite(parsed)
    )


def _finite(parsed: Parsed) -> Iterator[tuple[frozenset[str], str, int, int]]:
    """Verbs that carry a fact and are no participles in -ing: bases, form, and where they stand."""
    for bases, at, start, end in verbs(parsed):
        if at != "ing" and not bases & _LIGHT:
            yield bases, at, start, end


def verbs(parsed: Parsed) -> Iterator[tuple[frozenset[str], str, int, int]]:
    """Words that are verbs: their plain forms, "plain", "past", "present" or "ing", and place."""
    for word in parsed.words:
        lower = word.surface.lower()
        if word.capital and not word.opens:
            continue
        # Behind "will" a word is a verb, however rarely it is one.
        bases = _bases(lower, bool(_SURE.search(parsed.lower[: word.start])))
        if bases:
            yield bases, _form(lower, bases), word.start, word.end


def _form(lower: str, bases: frozenset[str]) -> str:
    if lower in bases:
        return "plain"
    if lower.endswith("ing"):
        return "ing"
    return "present" if lower.endswith("s") else "past"


@functools.lru_cache(maxsize=20_000)
def _bases(word: str, sure: bool = False) -> frozenset[str]:
    """The plain forms of a word that is most usually a verb, or of one that surely is."""
    found = readings(word.lower())
    most = 0 if sure else max((r.times for r in found), default=0)
    verbs = (r for r in found if r.part == "v")
    return frozenset(r.base for r in verbs if 2 * r.times >= most or r.inflected)


_SURE = re.compile(r"\b(?:will|would|shall|may|might|can|could|to|has|have|had) $")
