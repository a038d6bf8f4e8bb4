"""Who came after whom in an office, told from either side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.faults import Fault
from bot.checking.text import Parsed

_NAME = r"(?:[A-Z][\w'’-]*\.? )*[A-Z][\w’-]+"
# Between a name and what is told of it: "Reyes, 61, who", "Reyes, a banker,".
_ASIDE = r"(?:,? who|, [^,.;]{1,40},|, [^,.;]{1,40}, who)?"
_HELPING = r"(?: (?:has|have|had|will|would|is to|was to))?"
_LATER_FIRST = re.compile(
    rf"(?P<later>{_NAME}){_ASIDE}{_HELPING}"
    r" (?:succeed(?:s|ed)?|replac(?:es?|ed)|took over from|takes? over from|taken over from"
    r"|follow(?:s|ed) as \w+)"
    rf" (?:(?:[a-z]+ ){{0,3}})?(?P<earlier>{_NAME})"
)
_EARLIER_FIRST = re.compile(
    rf"(?P<earlier>{_NAME}){_ASIDE}{_HELPING}"
    r" (?:(?:is|was|be|been|being) (?:\w+ )?(?:succeeded|replaced|followed(?: as \w+)?)"
    r"|handed over(?: \w+){0,3}) (?:by|to)"
    rf" (?:(?:[a-z]+ ){{0,3}})?(?P<later>{_NAME})"
)
_SUCCESSOR = re.compile(
    rf"(?P<earlier>{_NAME})(?:'s|’s|') successor,? (?:as \w+,? )?(?P<later>{_NAME})"
)
_PREDECESSOR = re.compile(rf"(?P<later>{_NAME})(?:'s|’s|') predecessor,? (?P<earlier>{_NAME})")


def turned_successions(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Lund succeeded Reyes" where in the source Reyes took over from Lund."""
    theirs = set(_successions(cited))
    for later, earlier in _successions(claim):
        if (earlier, later) in theirs and (later, earlier) not in theirs:
            yield Fault(
                "party", f"{later} {earlier}", "in the source it is the other who came later"
            )
            return


def _successions(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Last names of those who came later and of those before them."""
    for pattern in (_LATER_FIRST, _EARLIER_FIRST, _SUCCESSOR, _PREDECESSOR):
        for match in pattern.finditer(parsed.text):
            yield _last(match["later"]), _last(match["earlier"])


def _last(name: str) -> str:
    return re.sub(r"['’]s?$", "", name.split()[-1])
