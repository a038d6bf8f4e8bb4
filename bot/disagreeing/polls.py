"""What the numbers of a vote are: whose a share or a seat is, and who voted for and who against."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bot.checking.names import name_words
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed, parse
from bot.disagreeing.alike import is_verb
from bot.disagreeing.amounts import Amount
from bot.disagreeing.kinds import BREAK
from bot.disagreeing.whose import is_day, places
from bot.language.figures import NUMBER_WORDS
from bot.language.terms import Word, alike, stem

_POLL = re.compile(
    r"\b(?:votes?|voted|ballots?|polls?|polled|elections?|seats?|mandates?|w[io]n|wins)\b",
    re.IGNORECASE,
)
_SEATS = frozenset(stem(w) for w in ("seat", "seats", "mandate", "mandates"))
_TURNOUT = re.compile(r"\bturnout\b|\bcounted\b", re.IGNORECASE)
_EACH = re.compile(r"[^.;:]*\b(?:each|apiece)\b", re.IGNORECASE)
_GOES_TO = re.compile(
    r"\s*(?:of (?:the )?(?:votes?|ballots?|seats)\s+)?(?:(?:goes|went|go)\s+to|for)\s+(?:the\s+)?"
    r"(?=[A-Z])"
)
# A name of several words ends within so many characters.
_NAME_REACH = 30


def gained_by(parsed: Parsed, q: Quantity, things: Sequence[Word]) -> tuple[Word, ...]:
    """Names of who got a share of a vote, or seats: the name in its clause, or behind "for".

    Args:
        things: what the number counts.
    """
    of_poll = q.kind == "percent" or q.unit == "percent" or _SEATS & {w.stem for w in things[:2]}
    text = parsed.text
    if not of_poll or not _POLL.search(text) or _EACH.match(text[q.end :]):
        return ()
    named = _who(parsed)
    behind = _GOES_TO.match(text[max(q.whole, q.end) :])
    if behind is not None:
        at = max(q.whole, q.end) + behind.end()
        return tuple(w for w in named if at <= w.start < at + _NAME_REACH)
    ends = [m.end() for m in BREAK.finditer(text[: q.start])]
    first = ends[-1] if ends else 0
    clause = text[first : q.start] + BREAK.split(text[q.end :], maxsplit=1)[0]
    if _TURNOUT.search(clause) or not (_POLL.search(clause) or _got(parsed, q, first)):
        return ()
    near = tuple(w for w in named if first <= w.start < q.start)
    if not near and ends and _GOT.match(text[first : q.start].strip()):
        # "The Union, in power for ten years, came second with 36 per cent".
        first = BREAK.search(text).start()  # type: ignore[union-attr]
        near = tuple(w for w in named if w.start < first)
    return near


_BESIDES = re.compile(
    r"\s*(?:(?:per ?cent|%)\s+)?(?:of (?:the )?(?:votes?|ballots?|poll)\s+)?"
    r"(?:and|giving (?:it|them)|,? or)\s+$",
    re.IGNORECASE,
)


def got_besides(parsed: Parsed, first: Amount, amount: Amount) -> bool:
    """Whether seats are those of whose share stands before them: "8 per cent and nine seats"."""
    behind = parsed.text[amount.end :].lstrip().lower()
    seats = behind.startswith(("seat", "mandate", "of "))
    return seats and bool(_BESIDES.fullmatch(parsed.text[first.end : amount.start]))


_THEY = re.compile(
    r"\W*(?:they|it|she|he)\s+(?:in fact |actually |only |really |in reality )?"
    r"(?:won|got|gained|took|received|has|have|had)\s+(?:only |just )?$",
    re.IGNORECASE,
)


def got_by_them(parsed: Parsed, amount: Amount) -> bool:
    """Whether a bare number is what those got who were named before: "they won nine"."""
    return bool(_THEY.match(parsed.text[: amount.start]))


_GOT = re.compile(
    r"\b(?:g[eo]ts?|receiv\w+|t[ao]kes?|took|gain\w*|secur\w+|ha[sd]|have|came|finish\w+|scored"
    r"|collected|drew|reach\w+|stood|le(?:a?d|ads))\b",
    re.IGNORECASE,
)


def _got(parsed: Parsed, q: Quantity, first: int) -> bool:
    """Whether a clause says that somebody got a number, or leaves the verb out behind a name."""
    clause = parsed.text[first : q.start]
    name = any(parsed.text[w.end : q.start] == " " for w in name_words(parsed))
    return name or bool(_GOT.search(clause))


_OF_LOWER = re.compile(r"[a-z] (?:of|from) (?:the )?$")


def _who(parsed: Parsed) -> list[Word]:
    """The names of a sentence that are of no place: Jan Polk, in "In Tarn Jan Polk won"."""
    where, ws = set(places(parsed)), parsed.words
    acting = {
        ws[i]
        for i in range(1, len(ws))
        if ws[i] in where and ws[i - 1] in where and _acts(parsed, i)
    }
    return [
        w
        for w in name_words(parsed)
        if w not in where - acting
        and not is_day(w)
        and not _OF_LOWER.search(parsed.text[: w.start])
    ]


def _acts(parsed: Parsed, at: int) -> bool:
    """Whether a run of names from a word on ends before a verb."""
    rest = list(itertools.dropwhile(lambda w: w.capital, parsed.words[at:]))
    return bool(rest) and is_verb(rest[0])


_OTHERS = re.compile(r"(?:,|\band|\bto|\bagainst|\bfor)\s+(?:the\s+)?(?:[A-Z][\w'’-]+\s+){1,3}$")


def got_too(parsed: Parsed, first: Amount, amount: Amount) -> bool:
    """Whether a bare number behind a name counts what the one before it does: "and Otten 16"."""
    between = parsed.text[first.end : amount.start]
    return bool(_OTHERS.search(between)) and not re.search(r"[.;:]", between)


def named_before(parsed: Parsed, amount: Amount) -> tuple[Word, ...]:
    """The name right before a bare number."""
    out: list[Word] = []
    for word in reversed([w for w in name_words(parsed) if w.end <= amount.start]):
        if parsed.text[word.end : out[-1].start if out else amount.start].strip():
            break
        out.append(word)
    return tuple(reversed(out))


_OF_ANOTHER = re.compile(
    r"(?<!\bshare)(?<!\bvote)(?<!\bvotes)(?<!\bseats)(?<!\bnumber)(?<!\bpercentage)\s(?:of|from)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)


def asked_of(question: str, names: tuple[Word, ...]) -> tuple[Word, ...]:
    """Those names of a question that may be of who got something, and of no place."""
    where = {w.start for w in places(parse(question))}
    return tuple(
        w
        for w in names
        if w.start not in where
        and not w.surface.endswith(("'s", "’s"))
        and not _OF_ANOTHER.search(question[: w.start])
    )


def of_another(asked: tuple[Word, ...], owners: tuple[Word, ...]) -> bool:
    """Whether what is told is nobody's of whom it is asked."""
    return bool(asked) and not any(alike(w.stem, o.stem) for w in asked for o in owners)


_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|motion|resolution|referendum)\b", re.IGNORECASE
)
_SIDE = re.compile(
    rf"\b(?:(?P<against>against(?! (?:\d|(?:{NUMBER_WORDS})\b))|oppos\w+|reject\w*|voted no)"
    r"|(?P<abstained>abstain\w*|abstentions?)"
    r"|(?P<favour>for|in favou?r|back(?:ed|ing)?|support\w*|approv\w+|endors\w+|voted yes))\b",
    re.IGNORECASE,
)


def _side(text: str) -> str | None:
    found = _SIDE.search(text)
    return found.lastgroup if found else None


def on_other_side(question: str, parsed: Parsed, amount: Amount) -> bool:
    """Whether it is asked who voted for something, and told who voted against it, or so."""
    if not (_VOTING.search(question) and _VOTING.search(parsed.text)):
        return False
    behind = BREAK.split(parsed.text[amount.end :], maxsplit=1)[0]
    before = BREAK.split(parsed.text[: amount.start])[-1]
    wanted, told = _side(question), _side(behind) or _side(before)
    return wanted is not None and told is not None and wanted != told
