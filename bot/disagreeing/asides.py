# ruff: noqa: E501  (a pattern is read best on one line)
"""Numbers of something beside what is told: of those named, of what might have been, of a whole.

"Police have named four people who died", "it could have killed 200", "16 of 40 seats": the four,
the 200 and the 40 do not tell how many died, or how many seats were won.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.disagreeing.amounts import BOUND, Amount
from bot.disagreeing.kinds import HARD, kinds_named
from bot.language.figures import NUMBER_WORDS
from bot.language.terms import words


@dataclass(frozen=True)
class _Aside:
    """How a number is known to be one of these, and by what words a question asks for it.

    Attributes:
        before: what ends right before the number and its bound.
        behind: what follows the number and its unit.
        asked: words of a question that asks for just this.
    """

    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    asked: re.Pattern[str]


def _aside(before: str | None, behind: str | None, asked: str) -> _Aside:
    return _Aside(
        re.compile(rf"(?:{before})\s+$", re.IGNORECASE) if before else None,
        re.compile(rf"\s*(?:{behind})", re.IGNORECASE) if behind else None,
        re.compile(rf"\b(?:{asked})\b", re.IGNORECASE),
    )


_ASIDES: dict[str, _Aside] = {
    # "The funerals of the nine victims" are of all; who found "the names of 105 dead" counts them.
    "named": _aside(
        r"\b(?:named|identified)|\b(?:released|gave|announced) (?:the )?(?:names|identities) of|\b(?:funerals?|burials?|families|relatives|coffins|portraits|photographs|memory) of"
        r"|\b(?:funerals?|funeral service|memorial|prayers) for",
        r"(?:[\w'’-]+ ){1,9}?(?:(?:have|has|had) been|were|was) (?:\w+ly )?(?:named|identified|cremated|laid to rest|buried(?! (?:alive|by|under|beneath|in)))\b",
        r"nam(?:e|es|ed|ing)|identif\w+|bur(?:y|ied|ials?)|funerals?|cremated|laid to rest|families|relatives",
    ),
    "tallied": _aside(
        None,
        r"of (?:the |all )?(?:votes?|ballots?|returns|results|polling stations|stations|precincts|districts|constituencies)(?: cast)?"
        r" (?:(?:(?:ha[ds]|have) been |were |are |is |was )?(?:now |already )?(?:counted|processed|tallied|reporting|reported|scrutini[sz]ed)"
        r"|(?:were|are|is|was) (?:now |already )?in\b)",
        r"counted|counting|processed|tallied|reporting|reported",
    ),
    "unreal": _aside(
        r"\b(?:could|would)(?: \w+ly| well| even)? have(?: \w+ly)?(?: been)? \w+(?: the lives of)?"
        r"|\b(?:almost|narrowly|all but) (?:killed|drowned|crushed|injured|destroyed|cost)",
        r"(?:[\w'’-]+ ){0,3}(?:could|would)(?: \w+)? have\b",
        r"could|would|might|may",
    ),
    # "The worst since a blaze that killed 31", "31 died in an earlier fire".
    "elsewhere": _aside(
        r"\b(?:worst|deadliest|bloodiest|biggest|largest|heaviest|costliest|gravest|greatest|most \w+)\b[^.;:]*\bsince(?: [^.;:,]*\b(?:that|which|when|where)\b[^.;:,]*)?"
        r"|\b(?:than|like|unlike|since) (?:an?|another|the one)\b[^.;:,]*\b(?:that|which|when|where)\b[^.;:,]*"
        r"|\bin an? (?:earlier|previous|similar|separate)\b[^.;:]*",
        r"[^.;:,]*\bin an? (?:earlier|previous|similar|separate) ",
        r"earlier|previous|similar|separate",
    ),
    "share": _aside(
        None,
        r"(?:of|to|towards?) (?:the|its|their|this|that)(?: \w+)? (?:costs?|price|bill|sum|total|expenses?)\b",
        r"pa(?:y|ys|id|ying)|contribut\w+|shares?|parts?|g[ai]ve[ns]?|spen[dt]\w*|fund\w*|financ\w*|add(?:s|ed)?",
    ),
}


_ALL = re.compile(r"\b(?:the|all|these|those|its|their)\s+$", re.IGNORECASE)


def asides(text: str, amount: Amount, whole: int) -> frozenset[str]:
    """What a number is of, if it is of no more than something beside what is told.

    Args:
        text: its sentence.
        amount: the number.
        whole: where its unit ends.
    """
    before = BOUND.sub("", text[: amount.start])
    behind = text[max(whole, amount.end) :]
    found = {
        name
        for name, aside in _ASIDES.items()
        if (name != "share" or amount.dimension.startswith("money"))
        and (name != "named" or not _ALL.search(before))
        and (
            (aside.before is not None and aside.before.search(before))
            or (aside.behind is not None and aside.behind.match(behind))
        )
    }
    if is_whole(before, behind):
        found.add("whole")
    return frozenset(found)


def unasked(qualifiers: frozenset[str], question: str) -> bool:
    """Whether a number is of something beside what a question asks for."""
    return any(
        name in qualifiers and not aside.asked.search(question) for name, aside in _ASIDES.items()
    )


_PART_OF = re.compile(
    rf"(?<![\w.,-])(?!one\b)(?:\d[\d,.]*|{NUMBER_WORDS})\s+(?:(?:[a-z]+\s+)?out\s+)?of\s+"
    r"(?:the\s+|its\s+|their\s+|all\s+)?$",
    re.IGNORECASE,
)
_OPENS_WHOLE = re.compile(
    r"(?:^\W*|[,;:]\s+)(?:out )?of (?:the |its |their |all )?$", re.IGNORECASE
)
_THEN_PART = re.compile(
    rf"(?P<between>[^.;:]*?)(?<![\w.,-])(?:\d[\d,.]*|{NUMBER_WORDS})\s", re.IGNORECASE
)
# "Two of nine people killed in the fire were children": the nine are all that were killed.
_DEED_IN_PHRASE = re.compile(
    r"\s*(?:[\w'’-]+\s+){0,3}?(?:dead|victims?|deaths|who|whom|that|which)\b"
    r"|\s*(?:[\w'’-]+\s+){0,2}?(?:\w+ed|hurt|shot|taken|held|slain)\b[^.;]*"
    r"\b(?:were|was|are|is|have|has|had|came|remain(?:s|ed)?|belonged|lived|worked)\b",
    re.IGNORECASE,
)


def is_whole(before: str, behind: str) -> bool:
    """Whether a number is all of which another is a part: "16 of 40 seats", "of 40 guests nine".

    Args:
        before, behind: the sentence before and behind the number.
    """
    part = _THEN_PART.match(behind) if _OPENS_WHOLE.search(before) else None
    if part is not None:
        # "Of the 58 killed, 21 were children": the 58 are all that were killed.
        return not any(kinds_named(w) & HARD for w in words(part["between"]))
    return bool(_PART_OF.search(before)) and not _DEED_IN_PHRASE.match(behind)


_SUM = re.compile(
    r"(?!.*\b(?:after|as|when|because|since|including|among)\b)[^.;:]*(?:,|\band|\bwhile|\bplus)\s+"
    r"(?:at least\s+|some\s+|about\s+)?(?P<more>another\s+|a further\s+)?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:more|others?|further)\b(?! than)", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:tolls?|total|number|altogether|in all|brings?|brought|ros[e]|risen)\b", re.I
)


_IN_PLACE = re.compile(r"[^.;:,]*?\b(?:in|at|near) (?=[A-Z])")


def is_added_to(text: str, one: Amount, other: Amount) -> bool:
    """Whether one number is only the first of a sum: "seven died there, and two more later"."""
    between = _SUM.fullmatch(text[one.end : other.start])
    if between is None or _TOTAL.search(text[: one.start]):
        return False
    if _IN_PLACE.search(between[0]) and _IN_PLACE.match(text[other.end :]):
        # "Nine died in Tarn, and four more in Korr" tells all of Tarn's.
        return False
    return bool(between["more"] or _MORE.match(text[other.end :]))
