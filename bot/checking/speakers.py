"""Whether a claim ascribes what is said to the one to whom its source does."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.checking.alike import same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, is_role
from bot.checking.parties import named_like, standing
from bot.checking.related import is_kind
from bot.checking.speech import Statement, is_saying, statements
from bot.checking.text import Parsed, parse
from bot.language.clauses import clauses
from bot.language.english import one_word, synonymous
from bot.language.figures import figures
from bot.language.phrases import Party
from bot.language.terms import Word


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
        yield from _silent(claim, cited)
        return
    for own in statements(claim):
        if own.speaker.pronoun or not own.content:
            continue
        figured = [told for told in theirs if _figures(own) & _figures(told)]
        if figured and len(figured) < len(theirs):
            # A figure is told apart from another's by who gives it: "the union put it at 44".
            if not any(_may_be_one(own.speaker, s, cited, around) for s in figured):
                yield _of_another(own, figured)
            continue
        near = [_share(own, told) for told in theirs]
        if max(near) < _SPEAKS_OF_IT:
            # The source does not ascribe this to anybody.
            continue
        best = [s for s, n in zip(theirs, near, strict=True) if n >= _ABOUT_AS_MUCH * max(near)]
        # "Vasko said the men had complained": what they complain of is also his word.
        best += [s for s in theirs if any(_reports(s, inner, cited) for inner in best)]
        if any(_may_be_one(own.speaker, s, cited, around) for s in best):
            continue
        yield _of_another(own, best)


# Words by which a text tells what somebody says without a verb of speech.
_TELLING = frozenset(
    """
    according show shows showed figures report reports account estimate estimates find finds found
    think thinks believe believes see sees call calls called put puts count counts view statement
    study survey poll letter note book paper article interview speech word words describe describes
    described portray portrayed promise promised demand demanded accuse accused blame blamed rule
    ruled warn warned order ordered recommend recommended suggest suggested
    """.split()
)


_SAYS = re.compile(
    r"\b(?:according to|says?|said|told|stat(?:ed|es)|report(?:ed|s)|announce[ds]|claim(?:ed|s)"
    r"|insist(?:ed|s)|argue[ds])\b"
)


def _silent(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a claim ascribes to somebody who only does something in its source."""
    if not _SAYS.search(claim.lower) or '"' in cited.text:
        return
    if _TELLING & set(cited.lowered) or any(map(is_saying, cited.words)):
        return
    for own in statements(claim):
        names = own.speaker.names
        if names and own.content and all(holds(w, cited.words, cited.text) for w in names):
            words = " ".join(w.surface for w in own.speaker.words)
            yield Fault("speaker", words, f"the source does not have {words} say so")


_SAYS_THAT = re.compile(r",?(?: [\w']+){1,3}(?: that)?(?: the| its| his| her| their)? ")


def _reports(outer: Statement, inner: Statement, cited: Parsed) -> bool:
    """Whether one statement says that another was made, as far as no other words part them."""
    if not (outer.speaker.words and inner.speaker.words):
        return False
    end, start = outer.speaker.words[-1].end, inner.speaker.words[0].start
    return end < start and bool(_SAYS_THAT.fullmatch(cited.text[end:start]))


def _of_another(own: Statement, told: Sequence[Statement]) -> Fault:
    said = " ".join(dict.fromkeys(w.surface for s in told for w in s.speaker.words))
    words = " ".join(w.surface for w in own.speaker.words)
    return Fault("speaker", words, f"the source ascribes it to {said or 'another'}", said)


def _figures(statement: Statement) -> frozenset[float]:
    values = (_value(w.surface) for w in statement.content)
    return frozenset(value for value in values if value is not None)


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


# Those whose word is their body's.
_VOICES = frozenset(
    """
    spokesman spokeswoman spokesperson chairman chairwoman chair president secretary director
    executive head leader lawyer
    """.split()
)


def _speaks_for(told: Party, body: Party, cited: Parsed) -> bool:
    """Whether somebody speaks for a body: "Hask, a spokeswoman for the company", "its chairman"."""
    read = clauses(cited.text)
    own = [k for k, t in enumerate(read.tokens) if t.word in told.words]
    if not own:
        return False
    for k in range(max(0, own[0] - 3), min(len(read.tokens), own[-1] + 6)):
        if read.tokens[k].lower not in _VOICES:
            continue
        behind = read.tokens[k + 1 : k + 2]
        if behind and behind[0].lower in ("for", "of", "at"):
            of = read.phrases.beginning(k + 2)
            whose = None if of is None else read.phrases.party(of)
            if whose is not None and standing(body, whose, cited) != "other":
                return not _is_person(body)
        if any(t.lower in ("its", "their") for t in read.tokens[max(0, k - 3) : k]):
            # "Its" is the one who did what was told last.
            before = [d.agent for d in read.deeds if d.agent and d.first < own[0] - 1]
            doers = [p for p in before if p.words and not set(p.words) & set(told.words)]
            if doers and standing(body, doers[-1], cited) == "same":
                return True
    return False


def _is_person(party: Party) -> bool:
    """Whether a phrase says that it is a person, by a role of one."""
    return any(
        w.surface.lower() in _VOICES or is_kind(w.surface.lower(), "person") for w in party.heads
    )


def _does_so(role: Word, told: Party, cited: Parsed) -> bool:
    """Whether somebody does what a role is named after: "the founder" of "Cha founded it"."""
    return any(
        deed.agent is not None
        and not deed.noun
        and one_word(role.surface.lower(), deed.base)
        and any(same_word(a, b) for a in deed.agent.heads for b in told.heads)
        for deed in clauses(cited.text).deeds
    )


def _one(own: Party, told: Party, cited: Parsed) -> bool:
    found = standing(own, told, cited)
    if found == "other":
        return False
    if found == "same" and (own.names or told.names):
        return True
    if _speaks_for(told, own, cited):
        return True
    if named_like(own, told):
        return True
    roles = [[w for w in p.heads if not w.capital or is_role(w)] for p in (own, told)]
    if not own.names and not all(roles):
        # A role in the claim, a bare name in the source: it may be told elsewhere who that is.
        known = bool(roles[0]) and any(same_meaning(roles[0][0], w) for w in cited.words)
        return not known or _does_so(roles[0][0], told, cited)
    lower = {w.surface.lower() for role in roles for w in role}
    return found == "open" and (not all(roles) or bool(lower & _ANYBODY))
