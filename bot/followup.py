"""From a follow-up to a question that stands alone, without a model.

A follow-up takes from the question before it what it lacks, and gives up what it says anew: a year
for a year, a party for a party, the wounded for the killed. Only words of the conversation are
used. What cannot be put into the sentence without guessing at its grammar stands behind it in
brackets, where a person can see what was taken over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from bot.language import actors, context, fragments, people
from bot.language.context import Clause
from bot.language.parties import same
from bot.language.terms import Word, content, words

_HE_OR_SHE = re.compile(r"\b(he|she|him|her|his|hers)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|him|her|his|hers|it|its|they|them|their|theirs|there|these|those|this|one|ones"
    r"|same|other side|then|else)\b"
    # "what was that?" and "who said that?" point back; "the man that fell" does not.
    r"|\bthat\s*(?:[?.!]|$)|\b(?:is|was|did|does|has|said|says|do|about) that\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:(?:thanks?(?: you)?|please|ok(?:ay)?|well|so|and|but|also|then|(?:what|how) about)\b"
    r"[\s,]*)+",
    re.IGNORECASE,
)
# "No, I meant Odo Lenz" puts right what was understood.
_CORRECTS = re.compile(
    r"^\W*(?:(?:no|nope|sorry|oops|wait)\b(?:\s*[,.;:–-]+\s*|\s+(?=i mean|not\b))"
    r"|(?:i mean|i meant|actually|make that)\b[\s,:]*)+(?=\w)",
    re.IGNORECASE,
)
_PLEASE = re.compile(r"[\s,]+(?:please|thanks|thank you)\W*$", re.IGNORECASE)
# "Who is Odo Lenz" names its subject, also when it is typed without capitals; "who was fined" and
# "who is the mayor" do not.
_WHO_IS = re.compile(
    r"\W*who(?:'s| is| was| are| were) (?!the\b|an?\b|in\b|on\b|\w+(?:ed|ing)\b)", re.IGNORECASE
)
# Above this many words of its own a question has a subject of its own.
_FEW = 3
# Characters of a question as understood.
_LONGEST = 400


class Asked(Protocol):
    """A turn, as much of it as is read here."""

    @property
    def question(self) -> str:
        """As it was asked."""

    @property
    def standalone(self) -> str:
        """As it was understood."""

    @property
    def answer(self) -> str:
        """JSON of its answer."""


def standalone(question: str, turns: Sequence[Asked]) -> str:
    """The question as it is understood after these turns.

    Args:
        question: in the user's words.
        turns: what was asked before, oldest first.

    Returns:
        The question itself, only its white space tidied, when it leans on nothing.
    """
    question = " ".join(question.split())
    if not turns or not words(question):
        return question
    made = _understood(question, turns)
    # Fragment upon fragment makes a sentence that nobody can follow.
    return made if len(made) <= max(_LONGEST, len(question)) else question


def _understood(question: str, turns: Sequence[Asked]) -> str:
    before = Clause.of(turns[-1].standalone)
    whole, question = question, _CORRECTS.sub("", question)
    opener = _OPENS.match(question)
    rest = question[opener.end() :] if opener else question
    if fragments.is_more(rest):
        return fragments.more_on(rest, before)
    rest = _PLEASE.sub("", rest) or rest
    if fragments.is_bare(rest):
        return fragments.asked_of(rest, before, people.answering(turns[-1]))
    if words(rest) and fragments.is_fragment(rest, opened=opener is not None or question != whole):
        return fragments.put_into(rest, before, turns)
    if not _leans(rest, turns, opened=opener is not None):
        return whole
    return _glossed(rest or question, before, turns)


def _leans(rest: str, turns: Sequence[Asked], opened: bool) -> bool:
    own = content(rest)
    named = [word for word in own if context.is_given(word)]
    if _points_back(rest):
        return True
    if opened:
        return not (named and len(own) >= _FEW)
    if _WHO_IS.match(rest):
        return False
    if named:
        # "What did Moscow say?" lacks what it was said of, when Moscow was spoken of before.
        return len(own) - len(named) <= 1 and actors.acts(rest) and _known(named, turns[-1])
    return len(own) < _FEW


def _points_back(text: str) -> bool:
    """Whether a pronoun stands for something outside of the question."""
    # "How much would it cost to repair", "how many cases are there in": these stand for nothing.
    text = re.sub(
        r"\bit(?= (?:cost|take|be|is|was|\w+ )\w* ?to\b)|\b(?:is|are|was|were) there\b(?! *\W*$)",
        "",
        text,
        flags=re.IGNORECASE,
    )
    match = _POINTS_BACK.search(text)
    if match is None:
        return False
    before = words(text[: match.start()])
    # "What did Melk say after he lost": the person is named in the question.
    is_person = _HE_OR_SHE.fullmatch(match.group()) is not None
    return not (is_person and any(map(context.is_given, before)))


def _known(named: Sequence[Word], turn: Asked) -> bool:
    text = "\n".join((turn.standalone, people.answer_text(turn), people.titles(turn)))
    known = words(text)
    return all(any(same(name, word) for word in known) for name in named)


def _glossed(question: str, before: Clause, turns: Sequence[Asked]) -> str:
    person = people.latest(turns) if _HE_OR_SHE.search(question) else None
    if person is not None:
        question = _HE_OR_SHE.sub(lambda match: _in_place(match, person, question), question)
    question = question[:1].upper() + question[1:]
    if person is not None and not _points_back(question) and len(content(question)) >= _FEW:
        return question
    return context.with_gloss(question, context.inherited(question, before))


def _in_place(match: re.Match[str], person: str, question: str) -> str:
    lower = match.group().lower()
    following = words(question[match.end() :])
    owning = lower == "his" or (lower == "her" and bool(following) and _is_noun(following[0]))
    return f"{person}'s" if owning else person


def _is_noun(word: Word) -> bool:
    from index.lexical import STOP_WORDS

    return word.surface.lower() not in STOP_WORDS
