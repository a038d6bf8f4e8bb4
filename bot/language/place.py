"""One word of a text among its neighbours, as a tagger that goes from left to right sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language.terms import Word
from bot.language.wordclasses import (
    AUXILIARIES,
    CLOSED,
    NUMBERS,
    Part,
    Token,
    bare,
    counts_of,
    may_be_finite,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One word among its neighbours, those before it already known.

    Attributes:
        words: all of the text.
        at: which of them it is.
        before: those before it with their parts of speech.
        gap: what stands between the word before and this one.
        text: the text.
    """

    words: Sequence[Word]
    at: int
    before: Sequence[Token]
    gap: str
    text: str

    @property
    def last(self) -> Part | Literal[""]:
        """The part of the word before, nothing over a stop."""
        if not self.before or re.search(r"[.;:!?\"]", self.gap):
            return ""
        return self.before[-1].part

    def last_but_adverbs(self) -> Part | Literal[""]:
        """The part of the last word that is no adverb."""
        for token in reversed(self.before):
            if token.part != "adverb":
                return token.part
        return ""

    def may_be_nominal(self, at: int) -> bool:
        """Whether the word at a place may be a noun or an adjective before one."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        gap = self.text[self.words[at - 1].end : word.start]
        lower = bare(word.surface)
        if re.search(r"[,.;:!?\"()]", gap) or (lower in CLOSED and not word.capital):
            return False
        if lower in AUXILIARIES or lower.endswith("ly"):
            return False
        counts = counts_of(lower)
        return word.capital or "n" in counts or ("a" in counts and "v" not in counts) or not counts

    def is_owned(self) -> bool:
        """Whether the word before owns this one: "Kestria's"."""
        return bool(self.before and self.before[-1].owner and not self.gap.strip(" '"))

    def helper(self) -> Token | None:
        """The auxiliary or "to" that rules a verb here, adverbs between allowed."""
        for k in range(len(self.before) - 1, max(-1, len(self.before) - 4), -1):
            token = self.before[k]
            if token.part == "auxiliary" or token.lower == "to":
                return token
            if token.part != "adverb":
                return None
        return None

    def opens_phrase(self) -> bool:
        """Whether a noun phrase or a clause begins behind the word."""
        if self.at + 1 >= len(self.words):
            return False
        following = self.words[self.at + 1]
        if self.text[self.words[self.at].end : following.start].strip(" \"'$€£"):
            return False
        lower = bare(following.surface)
        small = CLOSED.get(lower) in ("determiner", "pronoun") or lower == "that"
        return small or following.capital or lower[0].isdigit() or lower in NUMBERS

    def has_finite_before(self) -> bool:
        """Whether the clause has its finite verb already."""
        for token in reversed(self.before):
            if token.form == "finite":
                return True
            if token.part in ("clause", "relative", "conjunction") or re.search(
                r"[.;:!?\"]", token.gap
            ):
                return False
        return False

    def is_capital_inside(self, word: Word) -> bool:
        """Whether a word has a capital that its place does not give it."""
        return word.capital and not word.opens

    def has_verb_next(self) -> bool:
        """Whether the next word may be a finite verb."""
        return self.at + 1 < len(self.words) and may_be_finite(
            bare(self.words[self.at + 1].surface)
        )

    def clause_follows(self) -> bool:
        """Whether a subject and a finite verb follow soon: "after it had found"."""
        rest = self.words[self.at + 1 : self.at + 8]
        for k, word in enumerate(rest):
            lower = bare(word.surface)
            gap = self.text[rest[k - 1].end : word.start] if k else ""
            if re.search(r"[,.;:\"()]", gap):
                return False
            if k and may_be_finite(lower):
                return True
            if lower in CLOSED and CLOSED[lower] not in ("determiner", "pronoun", "adverb"):
                return False
        return False

    def noun_follows_alone(self) -> bool:
        """Whether a noun follows that no verb follows: "broke that promise"."""
        rest = [bare(w.surface) for w in self.words[self.at + 1 : self.at + 5]]
        return bool(
            rest
            and counts_of(rest[0]).get("n")
            and rest[0] not in NUMBERS
            and not any(may_be_finite(x) for x in rest[1:])
        )
