"""Who said what: the statements of a text, each with its speaker."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.names import SAYING
from bot.checking.text import Parsed
from bot.language.clauses import Clauses, clauses
from bot.language.phrases import Party
from bot.language.terms import Word
from bot.language.wordclasses import Token
from index.lexical import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that a text ascribes to somebody.

    Attributes:
        speaker: who says it; a pronoun where the text has no more.
        anybody: for a pronoun, those before it for whom it may stand.
        content: what is said, as words.
    """

    speaker: Party
    anybody: tuple[Party, ...]
    content: tuple[Word, ...]

    @property
    def names(self) -> tuple[Word, ...]:
        """The names among the words for who says it."""
        return self.speaker.names

    @property
    def roles(self) -> tuple[Word, ...]:
        """The other words that say who says it."""
        if self.speaker.pronoun:
            return ()
        return tuple(w for w in self.speaker.words if w not in self.speaker.names)


_ING = ("saying", "adding", "telling", "announcing")


def is_saying(word: Word) -> bool:
    """Whether a word is a verb of speech."""
    lower = word.surface.lower()
    return word.stem in SAYING and not word.capital and (lower in _ING or lower[-3:] != "ing")


def statements(parsed: Parsed) -> list[Statement]:
    """Everything that a text ascribes to somebody, in order; nothing where it is not English."""
    return list(_statements(parsed.text))


@functools.lru_cache(maxsize=4_096)
def _statements(text: str) -> tuple[Statement, ...]:
    read = clauses(text)
    segments = _segments(read.tokens)
    found = [*_said(read, segments), *_accounts(read, segments), *_elliptic(read)]
    found.sort(key=lambda s: s.first)
    return tuple(
        Statement(
            s.speaker,
            _candidates(read, s, found[:number]) if s.speaker.pronoun else (),
            tuple(_content(read.tokens, segments, found, number)),
        )
        for number, s in enumerate(found)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Where a text says that somebody says something.

    Attributes:
        first, last: positions of the words that say so, the speaker's too.
        ahead: whether what is said stands before them: "…, said the mayor".
        behind: whether it stands behind them; on both sides of "…, the mayor said, …".
    """

    speaker: Party
    first: int
    last: int
    ahead: bool
    behind: bool


def _said(read: Clauses, segments: Sequence[int]) -> Iterator[_Said]:
    tokens = read.tokens
    places = {t.word.start: k for k, t in enumerate(tokens)}
    for deed in read.deeds:
        if deed.agent is None or deed.noun:
            continue
        verb = places[deed.verb.start]
        aside = deed.loose and deed.verb.stem in SAYING
        says = is_saying(deed.verb) and deed.base != "hold"
        if deed.base == "add" and deed.patient is not None and not _rules_that(tokens, verb):
            continue
        rules = deed.base in _FINDING and _rules_that(tokens, verb)
        counts = _gives_a_figure(tokens, segments, verb, deed.base)
        if not (aside or says or rules or counts):
            continue
        around = [places[w.start] for w in (*deed.agent.words, *deed.agent.heads)] or [verb]
        verbs = [places[d.verb.start] for d in read.deeds if not d.noun]
        near = [
            k
            for k in around
            if segments[k] == segments[verb] and not any(k < other < verb for other in verbs)
        ]
        first, last = min([deed.first, *near]), max([verb, *near])
        yield _Said(deed.agent, first, last, *_sides(tokens, segments, first, last))


# What inquiries and courts do to say something.
_FINDING = frozenset("find conclude rule establish hold note determine decide record".split())


# What those do who have a figure of their own.
_COUNTING = frozenset("count reckon tally estimate".split())
_PUTTING = frozenset("put place set estimate reckon".split())


def _gives_a_figure(tokens: Sequence[Token], segments: Sequence[int], verb: int, base: str) -> bool:
    """Whether a verb gives its subject's figure: "put the number at 44", "counted 44"."""
    behind = range(verb + 1, min(len(tokens), verb + 9))
    figures = [k for k in behind if tokens[k].part == "number" and segments[k] == segments[verb]]
    if not figures:
        return False
    if base in _PUTTING and any(tokens[k].lower == "at" for k in range(verb + 1, figures[0])):
        return True
    return base in _COUNTING and figures[0] - verb <= 3


def _rules_that(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb has a "that" clause for its object: "the inquiry found that"."""
    following = tokens[verb + 1 : verb + 2]
    return bool(following) and following[0].lower == "that" and following[0].part == "clause"


def _sides(
    tokens: Sequence[Token], segments: Sequence[int], first: int, last: int
) -> tuple[bool, bool]:
    """On which sides of the words that say who speaks stands what is said: before, behind."""
    if '"' in tokens[first].gap and first and segments[first - 1] == segments[first]:
        # "…," he told the crowd.
        return True, False
    if first == 0 or segments[first - 1] != segments[first]:
        return False, True
    for k in range(last + 1, len(tokens)):
        if segments[k] != segments[last]:
            break
        if tokens[k].part not in ("time", "adverb") and tokens[k].lower not in ("on", "in"):
            rest = [t for t, n in zip(tokens[k:], segments[k:], strict=True) if n == segments[last]]
            plain = not any(t.form == "finite" or t.part == "clause" or '"' in t.gap for t in rest)
            if plain and "," in tokens[first].gap and tokens[last].form != "ing":
                # "…, the ministry said in a statement."
                return True, False
            aside = "," in tokens[k].gap and k - last < _DAY and "," in tokens[first].gap
            return aside, True
    return True, False


# How many words "on Tuesday morning" may have.
_DAY = 4
_ACCOUNTS = re.compile(
    r"\b(?:according to|in the (?:view|words|account|opinion|eyes|portrayal) of"
    r"|by the (?:account|count|estimate|reckoning) of)\s",
    re.IGNORECASE,
)


def _accounts(read: Clauses, segments: Sequence[int]) -> Iterator[_Said]:
    """ "According to the mayor" and its like."""
    if not read.tokens:
        return
    for match in _ACCOUNTS.finditer(read.text):
        behind = next((k for k, t in enumerate(read.tokens) if t.word.start >= match.end()), None)
        phrase = None if behind is None else read.phrases.beginning(behind)
        if phrase is None or behind is None:
            continue
        first = next(k for k, t in enumerate(read.tokens) if t.word.end > match.start())
        speaker, last = read.phrases.group(phrase)
        maker = _maker(read, last) if _is_made(speaker) else None
        if maker is not None:
            speaker, last = maker
        yield _Said(speaker, first, last, *_sides(read.tokens, segments, first, last))


# What somebody makes to say something.
_MADE = frozenset(
    """
    account announcement assessment calculation count data estimate figure figures finding forecast
    projection record report statement survey tally
    """.split()
)


def _is_made(party: Party) -> bool:
    return any(w.surface.lower().removesuffix("s") in _MADE for w in party.heads)


def _maker(read: Clauses, last: int) -> tuple[Party, int] | None:
    """Who made what is referred to: "a first estimate by the finance ministry"."""
    following = read.tokens[last + 1 : last + 2]
    if not following or following[0].lower not in ("by", "from", "of"):
        return None
    phrase = read.phrases.beginning(last + 2)
    return None if phrase is None else read.phrases.group(phrase)


def _elliptic(read: Clauses) -> Iterator[_Said]:
    """A speaker without a verb: "Yerevan says that …, Baku that …"."""
    for phrase in read.phrases.all:
        following = read.tokens[phrase.last + 1 : phrase.last + 2]
        if (
            following
            and following[0].lower == "that"
            and following[0].part == "clause"
            and read.tokens[phrase.head].part == "name"
            and "," in read.tokens[phrase.first].gap
        ):
            yield _Said(read.phrases.party(phrase), phrase.first, phrase.last + 1, False, True)


def _segments(tokens: Sequence[Token]) -> list[int]:
    """For each word, the number of its sentence or part of one; a quote is not parted."""
    out, segment, quoted = [], 0, False
    for token in tokens:
        quoted ^= token.gap.count('"') % 2 == 1
        if re.search(r"[.!?;]", token.gap) and not (quoted and '"' not in token.gap):
            segment += 1
        out.append(segment)
    return out


def _content(
    tokens: Sequence[Token], segments: Sequence[int], found: Sequence[_Said], number: int
) -> Iterator[Word]:
    """What is said: behind the words that say so, or before them where they come last."""
    said = found[number]
    before = max((s.last for s in found[:number]), default=-1)
    after = min((s.first for s in found[number + 1 :]), default=len(tokens))
    places = [*range(before + 1, said.first)] if said.ahead else []
    places += range(said.last + 1, after) if said.behind else []
    for k in places:
        token = tokens[k]
        if segments[k] != segments[said.first if k < said.first else said.last]:
            continue
        if token.lower not in STOP_WORDS and not is_saying(token.word):
            yield token.word


def _candidates(read: Clauses, said: _Said, earlier: Sequence[_Said]) -> tuple[Party, ...]:
    """For whom a pronoun may stand: who spoke before, else who did something, else anybody."""
    spoke = [s.speaker for s in earlier if not s.speaker.pronoun]
    start = read.tokens[said.first].word.start
    doers = [
        d.agent
        for d in read.deeds
        if d.agent is not None and not d.agent.pronoun and d.agent.heads[0].start < start
    ]
    everybody = [p for p in read.phrases.parties if p.words and p.words[0].start < start]
    return tuple(spoke or doers or everybody)
