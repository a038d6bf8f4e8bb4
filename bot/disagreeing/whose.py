"""Whose a number is, where it holds, and who says it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bot.checking.names import name_words
from bot.checking.quantities import Quantity
from bot.checking.speech import Statement, statements
from bot.checking.text import Parsed
from bot.checking.units import PEOPLE
from bot.disagreeing.alike import is_verb
from bot.disagreeing.kinds import BREAK
from bot.language.terms import Word, alike, words
from index import Source
from index.lexical import STOP_WORDS
from index.tokens import is_common

_OWN = re.compile(
    r"\b(?:its|their|our|his|her)\s+(?:own\s+)?(?:\w+\s+)?(?:losses|dead|casualties|toll|killed|wounded"
    r"|troops|soldiers|fighters|servicemen|men|people|forces|guards|officers|civilians|own)\b",
    re.IGNORECASE,
)
_LOSES = re.compile(
    r"\b(?:lost|lose|loses|suffered|mourns?|mourned|loss(?:es)? of|[Oo]wn (?:losses|dead))\b"
    r"(?=[^.;:]*$)"
)
# The second loss of a sentence, by another: "lost seven boats and Tarn lost".
_AGAIN = re.compile(
    r"\b(?:lost|suffered|mourned)\b[^.;:]*(?:\band|\bwhile|\bbut|\bwhereas|,)\s+(?:the\s+)?"
    r"(?P<who>(?:[A-Z][\w'’-]+\s+)+)(?:[a-z]+\s+)?(?:lost|suffered|mourned)\b(?=[^.;:]*$)"
)
_ENEMY = re.compile(r"\b(?:enemy|invaders?|occupiers?|aggressors?)\s+(?:\w+\s+)?$", re.IGNORECASE)
# So many words of an article may say whose paper it is.
_MASTHEAD = 15
_FOR = re.compile(r"\s+for\s+(?=[A-Z])")
# A name of two words ends within so many characters.
_NAME_REACH = 20
_CLAUSE = re.compile(r"[.;:]|, (?:while|and|but)\b|\bthat\b")
_PARTIES = frozenset("rebel insurg separatist union opposit enemi govern".split())
_SCOPES = frozenset(
    "district town city province country region village valley county capital state nation "
    "suburb quarter camp".split()
)
_IN_THE = re.compile(r"\b(?:in|across|throughout|of) (?:the|this|that) (?:\w+ )?(\w+)", re.I)
_PART_OF_PLACE = re.compile(
    r"\bin (?:the|a|one) (?:\w+ )?(capital|suburbs?|quarter|neighbou?rhood|cent(?:re|er)|outskirts)"
    r"\b",
    re.IGNORECASE,
)
_NAMED_SCOPE = re.compile(
    r"\b(?:district|town|city|province|region|village|valley|county|suburb|quarter|camp|parish"
    r"|municipality|hamlet|borough) of ([A-Z]\w+)"
)
_FORCES = frozenset(
    "army navy forces force guard police side troops government rebels militia military".split()
)
# "Four attack helicopters of Korr".
_SHORT = 3
_BEFORE_PARTY = frozenset("other more young dead wounded ethnic captured new further".split())


def owners(
    parsed: Parsed, q: Quantity, source: Source, around: Sequence[Word] = ()
) -> tuple[Word, ...]:
    """Names of the party that a number's people or things belong to."""
    if q.unit == "vote":
        return _voted_for(parsed, q)
    after = [w for w in parsed.words if w.start >= q.end][:6]
    for i, word in enumerate(after[:2]):
        gap = parsed.text[q.end : word.start]
        thing = after[i + 1].surface if i + 1 < len(after) else ""
        named_thing = thing.islower() and thing not in STOP_WORDS
        if word.capital and gap.replace(" ", "a").isalpha() and named_thing and not is_day(word):
            return (word,)
        if word.surface.lower() not in _BEFORE_PARTY:
            break
    for i, word in enumerate(after[:-1]):
        if re.search(r"[,.;:]|\b(?:were|was|in|on|at)\b", parsed.text[q.end : word.start]):
            break
        of = word.surface.lower() == "of" and 0 < i <= _SHORT
        if of and after[i + 1].capital:
            return (after[i + 1],)
        # "46 soldiers of the Ruvian army".
        whose = after[i + 2 : i + 4] if of and after[i + 1].surface.lower() == "the" else []
        if len(whose) == 2 and whose[0].capital and whose[1].surface.lower() in _FORCES:
            return (whose[0],)
    return _by_deed(parsed, q, source, around)


def _voted_for(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """Whose votes a number counts: "votes for Sefa Doru", else the name before it."""
    named = name_words(parsed)
    behind = _FOR.match(parsed.text[q.whole :])
    if behind is not None:
        at = q.whole + behind.end()
        return tuple(w for w in named if at <= w.start < at + _NAME_REACH)
    where = set(places(parsed))
    before = [w for w in named if w.end <= q.start and w not in where]
    out = before[-1:]
    while out and (nearer := [w for w in before if w.end + 1 == out[0].start]):
        out = [*nearer, *out]
    return tuple(out)


def _by_deed(
    parsed: Parsed, q: Quantity, source: Source, around: Sequence[Word]
) -> tuple[Word, ...]:
    """Who lost what is counted: "Veda lost nine tanks", "we lost three", "its own losses"."""
    where = set(places(parsed))
    named = [w for w in name_words(parsed) if w not in where]
    left = parsed.text[: q.start]
    loses = _LOSES.search(left)
    subject = [w for w in named if loses and _CLAUSE.search(left[: loses.start()], w.end) is None]
    subject = [w for w in subject if loses and w.end <= loses.start()]
    again = list(_AGAIN.finditer(left))[-1:]
    # "Korr lost seven boats and Tarn lost five": each of the losses has its own.
    subject = [w for m in again for w in named if m.start("who") <= w.start < m.end()] or subject
    if subject:
        return tuple(subject)
    if loses and _ENEMY.search(left[: loses.start()]):
        # Whose enemy it is, the paper that says "we" knows.
        return ()
    if not (loses or _OWN.search(parsed.text[max(0, q.start - 60) : q.end + 40])):
        return ()
    whose = _subject(parsed) if _OWN.search(parsed.text) else ()
    if whose:
        return whose
    # "Its own losses": those of whoever speaks, by the sentence or by title and masthead.
    own = [w for w in named if w.start < q.start]
    if len(own) == 1:
        return tuple(own)
    said = tuple(w for s in statements(parsed) for w in s.names)
    head = [*words(f"{source.title or ''}. {source.outlet or ''}"), *around[:_MASTHEAD]]
    titled = [
        w
        for w in head
        if w.capital
        and not is_day(w)
        and not is_common(w.surface.lower())
        and not any(alike(w.stem, p.stem) for p in where)
    ]
    return said or (*own, *titled)


_OWN_LOSSES = re.compile(r"\bown (?:losses|men|dead|side|casualties|troops|ranks)\b", re.IGNORECASE)


def counts_own(parsed: Parsed) -> bool:
    """Whether a sentence tells what an army itself lost: "its own losses were seven dead"."""
    return bool(_OWN_LOSSES.search(parsed.text))


_HARMS = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )\b(?:kill(?:s|ed)|wound(?:s|ed)|injure[sd]"
    r"|captured?s?|eliminate[sd]|destroy(?:s|ed)|sank|shot down|downed)\s+(?:[a-z]+\s+){0,3}$"
)


def harmed_by(parsed: Parsed, at: int) -> tuple[Word, ...]:
    """Names of who harmed what a number counts: Korr, in "Korr says that it killed eleven".

    Args:
        parsed: the sentence.
        at: where the number stands.
    """
    deed = _HARMS.search(parsed.text[:at])
    if deed is None:
        return ()
    subject = _DOER.search(parsed.text[: deed.start()])
    if subject is None:
        return ()
    named = [w for w in name_words(parsed) if w.end <= deed.start()]
    if subject["name"]:
        return tuple(w for w in named if w.start >= subject.start("name"))
    where = set(places(parsed))
    return tuple(w for w in named if w not in where)


# The subject right before its verb: a name with its army, or "it" for whoever speaks.
_DOER = re.compile(
    r"(?:(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)(?:\s(?:army|forces|troops|soldiers|navy|guards"
    r"|guns|jets|drones))?|\b(?:it|they|he|she|we))\s+(?:(?:has|had|have)\s+)?(?:[a-z]+ly\s+)?$"
)


def _subject(parsed: Parsed) -> tuple[Word, ...]:
    """The party that a sentence begins with: "The rebels put their losses at seven men"."""
    before = list(itertools.takewhile(lambda w: not is_verb(w), parsed.words[:5]))
    last = before[-1:] if 1 < len(before) < 5 and before[0].surface.lower() == "the" else []
    return tuple(w for w in last if w.stem in PEOPLE["military"] | _PARTIES)


def scopes(right: str) -> frozenset[str]:
    """Kinds of place that a number is limited to: "in the town", behind it in its clause."""
    stop = BREAK.search(right)
    near = right[: stop.start()] if stop else right
    return frozenset(m[1].lower() for m in _IN_THE.finditer(near) if m[1].lower() in _SCOPES)


def within(parsed: Parsed) -> tuple[Word, ...]:
    """Names of a town or district that a sentence speaks of: "the village of Amber"."""
    return tuple(
        w for m in _NAMED_SCOPE.finditer(parsed.text) for w in parsed.words if w.start == m.start(1)
    )


def part_of_place(parsed: Parsed) -> frozenset[str]:
    """Parts of a town or country that a sentence is limited to: "in the capital"."""
    return frozenset(m[1].lower() for m in _PART_OF_PLACE.finditer(parsed.text))


def places(parsed: Parsed) -> Iterator[Word]:
    """Names that follow "in", "at" or "near"."""
    ws, last = parsed.words, None
    for i, word in enumerate(ws[1:], start=1):
        before = ws[i - 1].surface.lower()
        if before == "the" and i > 1:
            before = ws[i - 2].surface.lower()
        follows = last is ws[i - 1] and word.start == ws[i - 1].end + 1
        led = before in ("in", "at", "near", "on", "into")
        if word.capital and (led or follows) and not is_day(word):
            last = word
            yield word


def is_day(word: Word) -> bool:
    """Whether a word names a weekday or a month."""
    return bool(
        re.fullmatch(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
            r"|August|September|October|November|December",
            word.surface.removesuffix("'s"),
        )
    )


def speakers(parsed: Parsed, at: int | None = None) -> tuple[Word, ...]:
    """The words for those who say something in a sentence.

    Args:
        at: where what is said stands, in a sentence of several statements.
    """
    said = statements(parsed)
    around = [s for s in said if at is not None and _holds(s, at)]
    return tuple(w for s in around or said for w in (*s.names, *s.roles))


def _holds(statement: Statement, at: int) -> bool:
    content = statement.content
    return bool(content) and content[0].start <= at <= content[-1].end
