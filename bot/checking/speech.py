"""Who said it: what a claim ascribes to somebody must be ascribed to the same one by its source."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checking.alike import same_meaning
from bot.checking.faults import Fault
from bot.checking.names import SAYING, holds, is_role
from bot.checking.parties import named_like, standing
from bot.checking.text import Parsed, parse
from bot.language.clauses import Clauses, clauses
from bot.language.english import synonymous
from bot.language.figures import figures
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
        if not aside and not says and not (deed.base in _FINDING and _rules_that(tokens, verb)):
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
        yield _Said(speaker, first, last, *_sides(read.tokens, segments, first, last))


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


def _known(told: Statement, earlier: Sequence[Statement]) -> Statement:
    """A statement whose "she" may be one of those who spoke right before its text."""
    if not told.speaker.pronoun or told.anybody:
        return told
    spoke = tuple(s.speaker for s in earlier if not s.speaker.pronoun)
    return replace(told, anybody=spoke)


def wrong_speakers(
    claim: Parsed, cited: Parsed, around: Sequence[Word], before: str = ""
) -> Iterator[Fault]:
    """What a claim ascribes to somebody and the source, as far as it says, to another.

    Args:
        claim: the claim.
        cited: the stretch.
        around: words that stand around it, its article's title and outlet too.
        before: the sentence before it, for whom a "she" may stand; empty where there is none.
    """
    earlier = statements(parse(before)) if before else []
    theirs = [_known(told, earlier) for told in statements(cited)]
    if not theirs:
        return
    for own in statements(claim):
        if own.speaker.pronoun or not own.content:
            continue
        near = [_share(own, told) for told in theirs]
        if max(near) < _SPEAKS_OF_IT:
            # The source does not ascribe this to anybody.
            continue
        best = [s for s, n in zip(theirs, near, strict=True) if n >= _ABOUT_AS_MUCH * max(near)]
        if any(_may_be_one(own.speaker, s, cited, around) for s in best):
            continue
        said = " ".join(dict.fromkeys(w.surface for s in best for w in s.speaker.words))
        words = " ".join(w.surface for w in own.speaker.words)
        yield Fault("speaker", words, f"the source ascribes it to {said or 'another'}", said)


# Share of what is said that a statement must speak of to be the same, and how far behind the one
# that speaks of most of it another may stay.
_SPEAKS_OF_IT = 0.4
_ABOUT_AS_MUCH = 0.75


def _share(own: Statement, told: Statement) -> float:
    held = sum(any(_one_word(w, c) for c in told.content) for w in own.content)
    return held / len(own.content)


def _one_word(a: Word, b: Word) -> bool:
    one, other = _value(a.surface), _value(b.surface)
    if one is not None or other is not None:
        return one == other
    return same_meaning(a, b) or synonymous(a.surface, b.surface)


@functools.lru_cache(maxsize=20_000)
def _value(surface: str) -> float | None:
    """What a figure amounts to: 5 and "five" are one."""
    found = next(iter(figures(surface.lower())), None)
    return None if found is None else found.value


# Words for those who speak that say too little to tell two apart.
_ANYBODY = frozenset(
    """
    official officials authorities authority government spokesman spokeswoman spokesperson source
    sources side sides statement report reports people person man woman leader leaders head chief
    member members expert experts he she they it who one group body agency organisation press
    """.split()
)


def _may_be_one(own: Party, told: Statement, cited: Parsed, around: Sequence[Word]) -> bool:
    """Whether the one whom a claim has speaking may be the one whom the source has."""
    if told.speaker.pronoun:
        meant = [*told.anybody]
        if not meant:
            return True
        named = any(holds(w, around, "") for w in own.names)
        return named or any(_one(own, who, cited) for who in meant)
    return _one(own, told.speaker, cited)


def _one(own: Party, told: Party, cited: Parsed) -> bool:
    found = standing(own, told, cited)
    if found == "other":
        return False
    if found == "same" and (own.names or told.names):
        return True
    if named_like(own, told):
        return True
    roles = [[w for w in p.heads if not w.capital or is_role(w)] for p in (own, told)]
    if not own.names and not all(roles):
        # A role in the claim, a bare name in the source: it may be told elsewhere who that is.
        return not roles[0] or not any(same_meaning(roles[0][0], w) for w in cited.words)
    lower = {w.surface.lower() for role in roles for w in role}
    return found == "open" and (not all(roles) or bool(lower & _ANYBODY))
