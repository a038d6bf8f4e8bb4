"""Whether a number is that of the party asked about: who lost, got or did what is counted."""

from __future__ import annotations

import re

from bot.disagreeing.asked import Asked
from bot.disagreeing.polls import asked_of, of_another
from bot.disagreeing.reports import Report, dateline
from bot.disagreeing.whose import harmed_by
from bot.language.parties import party, same
from bot.language.terms import alike

# "How many did Korr kill" asks what it did, and not what it lost.
_DID = re.compile(
    r"\b(?:did|has|have|had|does|do)\b.*\b(?:kill|wound|injure|capture|eliminate|destroy|sink|shoot"
    r"|down)|\b(?:killed|wounded|injured|captured|eliminated|destroyed|sunk|downed) by\b",
    re.IGNORECASE,
)


def wrong_party(question: Asked, report: Report) -> bool:
    """Whether a number is another's than the question asks about."""
    if not report.owners:
        return _is_of_the_doer(question, report)
    ws = question.words
    if report.polled:
        return of_another(asked_of(question.plan.standalone, question.names), report.owners)
    if "age" in report.kinds:
        return of_another(question.names, report.owners)
    wanted = [
        w
        for i, w in enumerate(ws)
        if w.capital and not w.opens and (party(w) or _qualifies(question, i))
    ]
    return bool(wanted) and not any(
        alike(w.stem, o.stem) or same(w, o) for w in wanted for o in report.owners
    )


def _is_of_the_doer(question: Asked, report: Report) -> bool:
    """Whether it is asked what one lost, and told whom that one killed."""
    losers = [w for i, w in enumerate(question.words) if w.capital and _qualifies(question, i)]
    if not losers or _DID.search(question.plan.standalone):
        return False
    begins = dateline(report.parsed)
    doers = [w for w in harmed_by(report.parsed, report.amount.start) if w.start >= begins]
    return any(alike(w.stem, d.stem) or same(w, d) for w in losers for d in doers)


_PEOPLE = frozenset("soldier troop guard civilian offic fighter dead loss".split())
_LOSING = frozenset("lose lost suffer suffered mourn losses".split())


def _qualifies(question: Asked, at: int) -> bool:
    """Whether a name tells whose things are: "Veda's dead", "tanks of Veda", "did Veda lose"."""
    ws = question.words
    own = _PEOPLE | {t.stem for t in question.things if not t.capital}
    following = ws[at + 1 : at + 3]
    if following and following[0].surface.lower() in _LOSING:
        return True
    if following and not following[0].capital and following[0].stem in own:
        return True
    if len(following) > 1 and following[1].stem in _PEOPLE:
        return True
    return at >= 2 and ws[at - 1].surface.lower() == "of" and ws[at - 2].stem in own
