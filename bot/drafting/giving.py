"""Whether words give the kind of thing that is asked for: a number, a day, a reason, a person."""

from __future__ import annotations

import re

from bot.checking.names import is_role
from bot.disagreeing.alike import is_person
from bot.drafting.naming import new_names
from bot.language import english
from bot.language.figures import gives_asked, has_date
from bot.language.terms import Word, words
from bot.planning import Plan

_WHY = re.compile(
    r"^\W*(?:why|how come)\b|\bwhat (?:caused|causes|led to|prompted|triggered|sparked)\b"
    r"|\bwhat (?:was|were|is|are) the (?:causes?|reasons?)\b|\bfor what reason\b"
    r"|\breasons? (?:for|given)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|caus\w+|result(?:ed|s|ing)? (?:of|from|in)|led to"
    r"|leads to|leading to|brought (?:about|on)|blam\w+|accus\w+|trigger\w+|spark\w+|prompt\w+"
    r"|attribut\w+|reasons?|since|after|following|amid|as|given|citing|cited|saying|so (?:that|as)"
    r"|in (?:protest|response|retaliation|revenge|reprisal|order|return|view|a bid|an effort"
    r"|support|memory|honou?r)|for (?:fear|lack|want|failing|having|refusing|being|[a-z]+ing)"
    r"|too [a-z]+|not enough|lack(?:s|ed|ing)?|shortages?|fault\w*|fail(?:ed|ure|ing|s)|despite"
    r"|want(?:s|ed)?|need(?:s|ed)?|demand(?:s|ed)?|no|not|never"
    r"|unless|without|aim\w*|meant to|intended|to (?:protest|demand|prevent|avoid|protect|save"
    r"|help|stop|make|allow|give|force|punish|let|keep|bury|bring|end|drag|reduce|cut|raise|pay"
    r"|fund|ease|curb|fight|meet|put|get|find|take|see|provide|improve|secure|ensure))\b|: ",
    re.IGNORECASE,
)


_SURELY = re.compile(
    r"\b(?:because|due to|owing to|thanks to|caus\w+|result(?:ed|s|ing)? (?:of|from)|blam\w+"
    r"|reasons?|in (?:protest|response|retaliation|revenge|reprisal)|for (?:fear|lack|want)"
    r"|too [a-z]+|not enough|lack(?:s|ed|ing)?|shortages?|want(?:s|ed)?|need(?:s|ed)?)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\b(?:its?|they|their|he|his|she|her)\b", re.IGNORECASE)
# "Who did it", "by whom"; not "who is Mara Lind", whom any word may tell of.
_WHO = re.compile(r"^\W*(?:(?:by|to|from|with|for) )?whom?\b", re.IGNORECASE)
_WHO_IS = re.compile(
    r"^\W*who(?: is| was|['’]s) (?!in charge\b|behind\b|to blame\b|the\b)", re.IGNORECASE
)
_HE = frozenset("he she they him her them i me we us you those others another other one".split())
# Bodies and what else does as people do.
_BODIES = frozenset(
    """
    police army navy government court parliament senate team committee company agency union council
    firm ministry family relatives bank group commission voters people nobody crowd mob staff crew
    opposition media press public municipality hospital bakery school state chain budget taxpayers
    vessel ship boat home office fund party side federation league association charity church
    society museum university community gang unit battalion brigade troops forces militia rebels
    household nation country city town village administration authority insurer treasury consortium
    cooperative startup panel tribunal board coalition left right rich poor jury congregation
    """.split()
)
_KINDS = ("organization", "social group", "institution")


def asks_why(plan: Plan) -> bool:
    """Whether a reason or a cause is asked for."""
    return bool(_WHY.search(plan.standalone))


def explains(plan: Plan, text: str) -> bool:
    """Whether the neighbour of a sentence gives the kind of thing that is asked for.

    A reason must be one by its words, or be of what was spoken of before.
    """
    if not gives(plan, text):
        return False
    return not asks_why(plan) or surely(text) or bool(_OF_IT.search(text))


def surely(text: str) -> bool:
    """Whether words tell a reason or a cause by words that are hardly ever used otherwise."""
    return bool(_SURELY.search(text))


def gives(plan: Plan, text: str) -> bool:
    """Whether words give the kind of thing that a question asks for, as far as forms tell."""
    if plan.wants == "number":
        return gives_asked(plan.standalone, text)
    if plan.wants == "date":
        return has_date(text)
    return not asks_why(plan) or bool(_REASON.search(text))


def may_be_who(question: str, text: str) -> bool:
    """Whether words speak of anybody besides the question, where it is asked who did something."""
    if not _WHO.match(question) or _WHO_IS.match(question) or text == text.lower():
        return True
    said = words(question)
    if any(new_names(question, text)) or {w.surface.lower() for w in words(text)} & (
        # Whoever "he" is was named before.
        _HE - {w.surface.lower() for w in said}
    ):
        return True
    stems = {w.stem for w in said}
    return any(_somebody(w) for w in words(text) if w.stem not in stems)


def _somebody(word: Word) -> bool:
    if word.capital and not word.opens:
        return False
    bases = {base for base, part in english.bases(word.surface.lower()) if part == "n"}
    if word.surface.lower() in _BODIES or bases & _BODIES:
        return True
    if any(english.broader(kind, base) for base in bases for kind in _KINDS):
        return True
    small = word._replace(surface=word.surface.lower(), capital=False)
    return bool(bases) and (is_role(small) or is_person(small))
