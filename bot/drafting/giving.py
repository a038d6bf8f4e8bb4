"""Whether words give the kind of thing that a question asks for: a number, a day, a reason."""

from __future__ import annotations

import re

from bot.language.figures import gives_measure, has_date, measure_asked
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


def asks_why(plan: Plan) -> bool:
    """Whether a reason or a cause is asked for."""
    return bool(_WHY.search(plan.standalone))


def explains(plan: Plan, text: str) -> bool:
    """Whether the neighbour of a sentence gives the kind of thing that is asked for.

    A reason must be one by its words, or be of what was spoken of before.
    """
    if not gives(plan, text):
        return False
    return not asks_why(plan) or bool(_SURELY.search(text) or _OF_IT.search(text))


def gives(plan: Plan, text: str) -> bool:
    """Whether words give the kind of thing that a question asks for, as far as forms tell."""
    if plan.wants == "number":
        return gives_measure(text, measure_asked(plan.standalone))
    if plan.wants == "date":
        return has_date(text)
    return not asks_why(plan) or bool(_REASON.search(text))
