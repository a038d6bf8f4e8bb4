"""Noun phrases of English text, and whom they name."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.terms import Word
from bot.language.wordclasses import Token

STOP = re.compile(r"[.;:!?\"—–()]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without what follows its head: "the Kestrian border guards".

    Attributes:
        first, last: positions of its outer words, both inside.
        head: position of the word that the rest qualifies.
    """

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Party:
    """Those whom a clause's subject, object or agent names.

    Attributes:
        heads: the head of the phrase, of each that an "and" joins to it, and of an apposition.
        words: all words that say who or what it is: "of" phrases too, other prepositions not.
        names: those of them that are names.
        pronoun: whether a pronoun stands for it, so that it is not known who it is.
    """

    heads: tuple[Word, ...]
    words: tuple[Word, ...]
    names: tuple[Word, ...]
    pronoun: bool = False

    def joined(self, other: Party) -> Party:
        """Both as one."""
        return Party(
            self.heads + other.heads,
            self.words + other.words,
            self.names + other.names,
            self.pronoun and other.pronoun,
        )


def phrases(tokens: Sequence[Token]) -> list[Phrase]:
    """The noun phrases of a text, in order; days and years alone are none."""
    out: list[Phrase] = []
    at = 0
    while at < len(tokens):
        if not _may_begin(tokens[at]):
            at += 1
            continue
        last = at
        while last + 1 < len(tokens) and _goes_on(tokens, last):
            last += 1
        while last > at and tokens[last].part in ("adjective", "time"):
            last -= 1
        heads = [k for k in range(at, last + 1) if tokens[k].part in ("noun", "name")]
        if heads or tokens[at].part in ("pronoun", "number") or _alone(tokens, at, last):
            out.append(Phrase(at, last, heads[-1] if heads else last))
        at = last + 1
    return out


_BEGINNING = frozenset(("noun", "name", "number", "adjective", "determiner", "pronoun"))


def _may_begin(token: Token) -> bool:
    return token.part in _BEGINNING or (token.part == "time" and token.owner)


def _alone(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a determiner stands for a noun: "those of Velmara", "most of them"."""
    return tokens[first].lower in _STANDING_ALONE and first == last


_STANDING_ALONE = frozenset("those these most many some several few all both another each".split())


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether the word after a place belongs to the phrase of the word there."""
    here, following = tokens[last], tokens[last + 1]
    if re.search(r"[^\s$€£'’-]", following.gap) or here.part == "pronoun":
        return False
    if here.owner:
        return following.part in ("noun", "name", "number", "adjective", "time")
    match following.part:
        case "noun":
            return True
        case "name":
            return True
        case "number":
            numbered = here.word.capital and here.base in _NUMBERED
            return here.part in ("determiner", "adjective", "number") or numbered
        case "adjective":
            return here.part in ("determiner", "adjective", "number", "name")
        case "determiner":
            return here.part == "determiner"
        case _:
            return False


# What a number behind it tells apart: "Gate 3".
_NUMBERED = frozenset("gate bus flight line article room route section chapter number".split())
# Heads that say how much of what "of" names.
_SHARES = frozenset(
    """
    group number majority minority most part crowd team lot series pair total share third quarter
    half dozens hundreds thousands scores rest bulk per cent percent
    """.split()
)
# Bodies that their city tells apart: "the ministry in Baku".
_SEATED = frozenset("ministry government embassy court parliament authority".split())
# What is no object and no agent: "won it a week later".
_SPANS = frozenset(
    "year month week day hour minute second night evening morning afternoon time decade".split()
)


class Phrases:
    """The noun phrases of a text with what stands around them.

    Args:
        tokens: the text's words.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.all = phrases(tokens)
        self._at = {k: p for p in self.all for k in range(p.first, p.last + 1)}

    @functools.cached_property
    def parties(self) -> tuple[Party, ...]:
        """Whom each of the phrases names, those of "of" with the phrase before them."""
        return tuple(
            self.party(p)
            for p in self.all
            if not (p.first and self.tokens[p.first - 1].lower == "of")
        )

    def at(self, place: int) -> Phrase | None:
        """The phrase that a word belongs to."""
        return self._at.get(place)

    def beginning(self, place: int) -> Phrase | None:
        """The phrase that begins at a place."""
        found = self._at.get(place)
        return found if found is not None and found.first == place else None

    def of_chain(self, phrase: Phrase) -> int:
        """Where a phrase ends with the "of" phrases that follow it."""
        last = phrase.last
        seated = self.tokens[phrase.head].base in _SEATED
        while last + 2 < len(self.tokens) and (
            self.tokens[last + 1].lower == "of" or (seated and self.tokens[last + 1].lower == "in")
        ):
            if self.tokens[last + 1].gap.strip():
                break
            following = self.beginning(last + 2)
            if following is None or (
                self.tokens[last + 1].lower == "in" and self.tokens[following.head].part != "name"
            ):
                break
            last = following.last
        return last

    def party(self, phrase: Phrase) -> Party:
        """Whom a phrase names, with its "of" phrases."""
        end = self.of_chain(phrase)
        inside = [t for t in self.tokens[phrase.first : end + 1] if t.part != "preposition"]
        words = tuple(t.word for t in inside if t.part in ("noun", "name", "number"))
        names = tuple(t.word for t in inside if t.part == "name")
        head = self.tokens[phrase.head]
        if end > phrase.last and (
            head.part in ("number", "pronoun", "determiner") or head.base in _SHARES
        ):
            inner = self.beginning(phrase.last + 2)
            head = self.tokens[inner.head] if inner is not None else head
        return Party((head.word,), words, names, head.part in ("pronoun", "determiner"))

    def group(self, phrase: Phrase) -> tuple[Party, int]:
        """Whom a phrase names with those that "and" or an apposition joins to it; its end."""
        found, end = self.party(phrase), self.of_chain(phrase)
        while end + 1 < len(self.tokens):
            joint = self.tokens[end + 1]
            if joint.lower in ("and", "or") and not joint.gap.strip():
                following = self.beginning(end + 2)
                if following is None or self._begins_clause(following):
                    break
                if self._measures(phrase) and not self._measures(following):
                    # "At 58 per cent and the union at 92".
                    break
            elif joint.gap.strip() == "," and (following := self.beginning(end + 1)):
                if not self._is_apposition(following):
                    break
            else:
                break
            found = found.joined(self.party(following))
            end = self.of_chain(following)
        return found, end

    def apposed(self, phrase: Phrase) -> Party:
        """Whom a phrase names with an apposition behind it: "Imsen, the spokesman,"."""
        found, end = self.party(phrase), self.of_chain(phrase)
        if end + 1 < len(self.tokens) and self.tokens[end + 1].gap.strip() == ",":
            following = self.beginning(end + 1)
            if following is not None and self._is_apposition(following):
                return found.joined(self.party(following))
        return found

    def _begins_clause(self, phrase: Phrase) -> bool:
        """Whether a phrase after "and" is the subject of a clause of its own."""
        at = self.of_chain(phrase) + 1
        while at < len(self.tokens) and self.tokens[at].part == "adverb":
            at += 1
        if at >= len(self.tokens) or STOP.search(self.tokens[at].gap):
            return False
        gapped = self.tokens[at].part == "number" and self.tokens[phrase.head].part == "name"
        return self.tokens[at].form in ("finite", "participle") or gapped

    def _measures(self, phrase: Phrase) -> bool:
        """Whether a phrase is a figure."""
        return any(t.part == "number" for t in self.tokens[phrase.first : phrase.last + 1])

    def is_span(self, phrase: Phrase) -> bool:
        """Whether a phrase is a span of time: "a year", "twelve days"."""
        return self.tokens[phrase.head].base in _SPANS

    def _told_by_next(self, end: int) -> bool:
        """Whether a verb follows behind the comma: "500 employees, its head, said"."""
        at = end + 1
        for _ in range(2):
            if at >= len(self.tokens) or self.tokens[at].gap.strip() != ",":
                return False
            if self.tokens[at].form == "finite":
                return True
            following = self.beginning(at)
            if following is None:
                return False
            at = self.of_chain(following) + 1
        return at < len(self.tokens) and self.tokens[at].form == "finite"

    def _is_apposition(self, phrase: Phrase) -> bool:
        """Whether a phrase behind a comma says who the one before it is."""
        end = self.of_chain(phrase)
        if self._told_by_next(end):
            return False
        closed = end + 1 >= len(self.tokens) or bool(
            re.search(r"[,.;:!?\"]", self.tokens[end + 1].gap)
        )
        return closed and self.tokens[phrase.head].part in ("noun", "name")
