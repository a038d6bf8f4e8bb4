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
    r"|attribut\w+|reasons?|since|after|following|amid|given|citing|cited|saying|so (?:that|as)"
    r"|in (?:protest|response|retaliation|revenge|reprisal|order|return|view|a bid|an effort"
    r"|support|memory|honou?r)|for (?:fear|lack|want|failing|having|refusing|being|[a-z]+ing)"
    r"|too [a-z]+|not enough|lack(?:s|ed|ing)?|shortages?|fault\w*|fail(?:ed|ure|ing|s)|despite"
    r"|unless|without|aim\w*|meant to|intended|to (?:protest|demand|prevent|avoid|protect|save"
    r"|help|stop|make|allow|give|force|punish|let|keep|bury|bring|end|drag|reduce|cut|raise|pay"
    r"|fund|ease|curb|fight|meet|put|get|find|take|see|provide|improve|secure|ensure))\b|: ",
    re.IGNORECASE,
)


def gives(plan: Plan, text: str) -> bool:
    """Whether words give the kind of thing that a question asks for, as far as forms tell."""
    if plan.wants == "number":
        return gives_measure(text, measure_asked(plan.standalone))
    if plan.wants == "date":
        return has_date(text)
    return not _WHY.search(plan.standalone) or bool(_REASON.search(text))
