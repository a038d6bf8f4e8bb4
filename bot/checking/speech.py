"""Who said it: what a claim ascribes to somebody must be ascribed to the same one by its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.checking.alike import same_meaning
from bot.checking.faults import Fault
from bot.checking.names import BODIES, SAYING, holds, is_role, name_words
from bot.checking.text import Parsed
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_BY = re.compile(
    r"\b(?:according to|in the (?:view|words|account|opinion|eyes|portrayal) of"
    r"|by the (?:account|count|estimate|reckoning) of)\s",
    re.IGNORECASE,
)
_FARTHEST = 16
_PRONOUNS = frozenset("he she they it who we".split())
_PASSIVE = frozenset("was were been is are being be stands stood".split())
# Words before which a new clause begins, with its own subject.
_STARTERS = frozenset(
    "that which while whereas when as because but although if whether since so and".split()
)
_ELLIPTIC = re.compile(r",\s(?=(?:[A-Z][\w'-]+\s){1,3}that\b)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that a text ascribes to somebody.

    Attributes:
        names: of those who say it, as names.
        roles: of those who say it, as what they are.
        anybody: words one of which a pronoun stands for; None where there is no pronoun.
        content: what is said, as words.
    """

    names: tuple[Word, ...]
    roles: tuple[Word, ...]
    anybody: tuple[Word, ...] | None
    content: tuple[Word, ...]


_ING = ("saying", "adding", "telling", "announcing")


def is_saying(word: Word) -> bool:
    """Whether a word is a verb of speech."""
    lower = word.surface.lower()
    return word.stem in SAYING and not word.capital and (lower in _ING or lower[-3:] != "ing")


def statements(parsed: Parsed) -> list[Statement]:
    """Everything that a text ascribes to somebody, in order."""
    ws = parsed.words
    named = set(name_words(parsed))
    found: list[tuple[int, list[int]]] = []
    for i, word in enumerate(ws):
        if is_saying(word) and not _is_participle(parsed, i):
            speaker = _speaker(parsed, named, i)
            if speaker is not None:
                found.append((i, speaker))
    for pattern in (_BY, _ELLIPTIC):
        for match in pattern.finditer(parsed.text):
            ahead = [k for k, w in enumerate(ws) if w.start >= match.end()][:_FARTHEST]
            if ahead:
                found.append((ahead[0], _phrase(parsed, ahead)))
    found.sort()
    return [
        Statement(
            names=tuple(ws[k] for k in speaker if ws[k] in named),
            roles=tuple(ws[k] for k in speaker if ws[k] not in named),
            anybody=_meant(parsed, named, verb) if not speaker else None,
            content=tuple(_content(parsed, found, number)),
        )
        for number, (verb, speaker) in enumerate(found)
    ]


def _is_participle(parsed: Parsed, at: int) -> bool:
    """Whether a verb only qualifies a noun: "61 confirmed cases", "so-called"."""
    if at == 0:
        return True
    if parsed.words[at].surface.lower() in _NOUNS and not _is_subject(parsed.words[at - 1]):
        return True
    before = parsed.words[at - 1].surface.lower()
    return before[0].isdigit() or before in ("a", "the", "so", "an", "of", "to", "its", "their")


# Verbs of speech that look like nouns.
_NOUNS = frozenset(
    """
    state states report reports claim claims promise promises demand demands note notes call calls
    estimate estimates answer answers reply charge charges dispute disputes stress want wants answer
    account accounts warning point points view views urge ask
    """.split()
)


def _is_subject(word: Word) -> bool:
    return word.capital or is_role(word) or word.surface.lower() in _PRONOUNS | {"also", "and"}


def _speaker(parsed: Parsed, named: set[Word], verb: int) -> list[int] | None:
    """Positions of the words that name who says; empty for a pronoun, None for nobody."""
    ws = parsed.words
    if ws[verb - 1].surface.lower() in _PASSIVE:
        by = [k for k in range(verb + 1, min(len(ws), verb + 6)) if ws[k].surface.lower() == "by"]
        return _phrase(parsed, range(by[0] + 1, len(ws))) if by else None
    subject = _subject(parsed, verb)
    quoted = bool(re.search(r"[\"']\s*$", parsed.text[: ws[verb].start]))
    if not quoted and any(ws[k].surface.lower() in _PRONOUNS for k in subject[-2:]):
        return []
    telling = [k for k in subject if ws[k] in named or is_role(ws[k]) or ws[k].surface in BODIES]
    inverted = bool(re.search(r"[\"',]\s*$", parsed.text[: ws[verb].start]))
    if inverted:
        ahead = _phrase(parsed, range(verb + 1, len(ws)))
        if ahead and _may_speak(parsed, named, verb, ahead):
            return ahead
    if telling:
        return telling
    if subject and subject[-1] == verb - 1 and _names_a_speaker(parsed, verb):
        return subject[-1:]
    return None


def _may_speak(parsed: Parsed, named: set[Word], verb: int, ahead: Sequence[int]) -> bool:
    """Whether the words behind a verb of speech may be its subject: "…, said the crisis staff"."""
    first = parsed.words[ahead[0]]
    if '"' in parsed.text[parsed.words[verb].end : first.start]:
        return False
    articles = ("the", "his", "her", "its", "their")
    return first in named or is_role(first) or first.surface.lower() in articles


def _names_a_speaker(parsed: Parsed, verb: int) -> bool:
    """Whether the word right before a verb of speech is a noun that may be its subject."""
    ws = parsed.words
    lower = ws[verb - 1].surface.lower()
    ahead = [w.surface.lower() for w in ws[verb + 1 : verb + 6]]
    before = [w.surface.lower() for w in ws[max(0, verb - 3) : verb - 1]]
    if "," in parsed.text[ws[verb - 1].end : ws[verb].start] or "by" in ahead:
        return False
    return (
        not set(before) & {"for", "of", "to", "in", "on", "at", "with", "from", "by", "against"}
        and lower not in STOP_WORDS | _STARTERS | _PRONOUNS
        and not lower.endswith(("ly", "ing"))
        and not lower[0].isdigit()
        and len(lower) > 2
    )


def _meant(parsed: Parsed, named: set[Word], verb: int) -> tuple[Word, ...]:
    """Those before a verb for whom a pronoun may stand: names and roles that no "to" rules."""
    ws = parsed.words
    out = []
    for k in range(verb):
        if ws[k] not in named and not is_role(ws[k]):
            continue
        first = k
        while first and (ws[first - 1] in named or is_role(ws[first - 1])):
            first -= 1
        ruling = ws[first - 1].surface.lower() if first else ""
        if ruling not in ("to", "with", "against", "from", "by", "for", "challenger"):
            out.append(ws[k])
    return tuple(out)


def _subject(parsed: Parsed, verb: int) -> list[int]:
    """Positions of a verb's subject: back to the clause's beginning, an apposition included."""
    ws = parsed.words
    out: list[int] = []
    apposition = parsed.text[ws[verb - 1].end : ws[verb].start].strip() == ","
    if apposition:
        verb = _before_relative(parsed, verb)
    for k in range(verb - 1, max(-1, verb - _FARTHEST), -1):
        gap = parsed.text[ws[k].end : ws[k + 1].start]
        if re.search(r'[.;:"!?—–]', gap.replace("'s", "")) or (
            is_saying(ws[k]) and not ws[k].capital
        ):
            break
        if "," in gap and out and not apposition:
            break
        if ws[k].surface.lower() in _STARTERS and not (
            ws[k].surface.lower() == "and" and _lists(ws, k)
        ):
            break
        out.append(k)
    return out[::-1]


def _before_relative(parsed: Parsed, verb: int) -> int:
    """Where a relative clause begins that ends right before a verb: "Ardel, who …, said"."""
    ws = parsed.words
    for k in range(verb - 2, max(0, verb - _FARTHEST), -1):
        gap = parsed.text[ws[k - 1].end : ws[k].start]
        if ws[k].surface.lower() in ("who", "which", "whose", "whom") and "," in gap:
            return k
        if re.search(r'[.;:"!?—–]', gap):
            break
    return verb


def _lists(ws: Sequence[Word], at: int) -> bool:
    """Whether an "and" joins two names: "Armenia and Russia said"."""
    return 0 < at < len(ws) - 1 and ws[at - 1].capital and ws[at + 1].capital


def _phrase(parsed: Parsed, positions: Iterable[int]) -> list[int]:
    """Positions from a place on up to the end of a noun phrase and one apposition."""
    ws = parsed.words
    out: list[int] = []
    commas = 0
    for k in positions:
        if out:
            gap = parsed.text[ws[out[-1]].end : ws[k].start]
            if re.search(r'[.;:"!?—–]', gap.replace("Dr.", "")):
                break
            commas += "," in gap
            if commas > 1 or (commas == 1 and not (ws[k].capital or "," not in gap)):
                break
        lower = ws[k].surface.lower()
        if (
            lower in _STARTERS | _PRONOUNS
            or is_saying(ws[k])
            or lower in _PASSIVE | {"had", "has", "have", "on", "to"}
        ):
            break
        out.append(k)
        if len(out) > 12:
            break
    return out


def _content(parsed: Parsed, found: Sequence[tuple[int, list[int]]], number: int) -> Iterator[Word]:
    """The words nearest to a statement's verb, those of its sentence before those of others."""
    ws, clauses = parsed.words, parsed.clauses
    speaker = found[number][1]
    for k, word in enumerate(ws):
        if k in speaker or word.surface.lower() in STOP_WORDS or is_saying(word):
            continue
        nearest = min(
            range(len(found)),
            key=lambda n: (abs(clauses[found[n][0]] - clauses[k]), _distance(found[n], k)),
        )
        if nearest == number:
            yield word


def _distance(statement: tuple[int, list[int]], at: int) -> int:
    low = min([statement[0], *statement[1]])
    high = max([statement[0], *statement[1]])
    # What follows a verb of speech is what was said, unless another begins before it.
    return 2 * (low - at) if at < low else at - high if at > high else 0


def wrong_speakers(claim: Parsed, cited: Parsed, around: Sequence[Word]) -> Iterator[Fault]:
    """What a claim ascribes to somebody and the source, as far as it says, to another."""
    theirs = statements(cited)
    if not theirs:
        return
    for own in statements(claim):
        if not own.names and not own.roles:
            continue
        near = [
            sum(any(same_meaning(w, c) for c in s.content) for w in own.content) for s in theirs
        ]
        if max(near) < _SPEAKS_OF_IT * len(own.content):
            # The source does not ascribe this to anybody.
            continue
        best = [s for s, n in zip(theirs, near, strict=True) if n >= _ABOUT_AS_MUCH * max(near)]
        if not any(_one_speaker(own, s, cited, around) for s in best):
            said = " ".join(dict.fromkeys(w.surface for s in best for w in (*s.names, *s.roles)))
            if not said:
                continue
            words = " ".join(w.surface for w in (*own.names, *own.roles))
            yield Fault("speaker", words, f"the source ascribes it to {said}", said)


# Share of what is said that a statement must speak of to be the same, and how far behind the one
# that speaks of most of it another may stay.
_SPEAKS_OF_IT = 0.4
_ABOUT_AS_MUCH = 0.6


def _one_speaker(own: Statement, other: Statement, cited: Parsed, around: Sequence[Word]) -> bool:
    if other.anybody is not None:
        meant = [w for w in (*other.anybody, *around) if w.capital or is_role(w)]
        return not meant or any(
            holds(w, meant, "") or any(same_meaning(w, m) for m in meant)
            for w in (*own.names, *own.roles)
        )
    if own.names and other.names:
        told = " ".join(o.surface for o in other.names)
        return any(holds(w, other.names, told) for w in own.names)
    if own.roles and other.roles:
        return any(same_meaning(a, b) for a in own.roles for b in other.roles)
    if own.roles and not own.names:
        # A role in the claim, a bare name in the source: it may be told elsewhere who that is.
        return any(same_meaning(a, w) for a in own.roles for w in (*cited.words, *around))
    return _may_be_one(own, other, cited)


def _may_be_one(own: Statement, other: Statement, cited: Parsed) -> bool:
    """Whether a name of the claim may be who the source names by a role only."""
    places = [k for k, w in enumerate(cited.words) if any(holds(n, [w], "") for n in own.names)]
    if not places:
        return any(is_role(w) for w in other.roles)
    roles = [k for k, w in enumerate(cited.words) if w in other.roles]
    return any(abs(a - b) <= _BESIDE for a in places for b in roles)


# A name stands so near to a role that is its own.
_BESIDE = 5
