"""Parts of speech of English words, by rules: readings with counts, small words, neighbours.

What a word may be comes from the dictionary (`bot.language.english`), what it is from the words
beside it: a determiner asks for a noun, "to" for a verb, "was" for a participle. The rules are
those that taggers by rules share (Brill 1992; Karlsson 1990), written for the prose of news.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.english import readings
from bot.language.parties import party
from bot.language.pasts import settled
from bot.language.wordclasses import (
    AUXILIARIES,
    AUXILIARY_BASES,
    CLOSED,
    NEGATED,
    NUMBERS,
    TIMES,
    SAYING,
    UNCHANGED,
    Form,
    Part,
    Token,
    bare,
    base_of,
    counts_of,
    may_be_finite,
    verb_forms,
)
from bot.language.terms import Word, words
from index.tokens import is_common


@functools.lru_cache(maxsize=4_096)
def tagged(text: str) -> tuple[Token, ...]:
    """Every word of a text with its part of speech, in order; none of a text that is not English.

    Args:
        text: one or a few sentences, with straight quotation marks.
    """
    found = words(text)
    if not _english(found):
        return ()
    tokens: list[Token] = []
    for at, word in enumerate(found):
        gap = text[found[at - 1].end : word.start] if at else ""
        tokens.append(_Place(found, at, tokens, gap, text).token())
    return tuple(settled(tokens))


_BOUNDS = frozenset(
    [("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than")]
    + [("up", "to"), ("as", "many"), ("many", "as")]
)
_TAKE_ING = frozenset(
    "begin start stop keep avoid risk consider suggest deny admit recall finish continue".split()
)
_TAKE_INFINITIVES = frozenset(
    """
    offer agree want plan refuse vow decide try seek threaten promise begin continue hope intend
    fail undertake wish prepare manage attempt aim pledge decline start
    """.split()
)


# Small words that no language of the same letters shares, and the share of the words without a
# capital that must be known with one of them and without.
_ENGLISH_ALONE = frozenset(
    "the of and to that by with from were has had have is are it his its at which who".split()
)
_KNOWN, _SURELY = 0.6, 0.95


def _english(found: Sequence[Word]) -> bool:
    lower = [bare(w.surface) for w in found if w.surface[0].islower()]
    small = any(w in _ENGLISH_ALONE for w in lower)
    known = sum(w in CLOSED or w in AUXILIARIES or w == "that" or bool(readings(w)) for w in lower)
    return known >= (_KNOWN if small else _SURELY) * len(lower) > 0


@dataclass(frozen=True, slots=True)
class _Place:
    """One word among its neighbours, those before it already known."""

    words: Sequence[Word]
    at: int
    before: Sequence[Token]
    gap: str
    text: str

    def token(self) -> Token:
        word = self.words[self.at]
        lower = bare(word.surface)
        owner = bool(re.search(r"['’]s?$", word.surface)) or self._apostrophe()
        for part in (self._figure(word, lower), self._small(word, lower), self._name(word, lower)):
            if part is not None:
                return self._made(word, part, lower, owner)
        if owner:
            return Token(word, "noun", "", base_of(lower, "noun"), self.gap, True)
        return self._open(word, lower)

    def _apostrophe(self) -> bool:
        """Whether a plural owns what follows: "workers' union"."""
        word = self.words[self.at]
        rest = self.text[word.end : word.end + 2]
        return word.surface.endswith("s") and rest == "' "

    def _made(self, word: Word, part: Part, lower: str, owner: bool) -> Token:
        if part != "auxiliary":
            return Token(word, part, "", lower, self.gap, owner)
        form: Form = "finite"
        if lower in ("be", "been", "being", "having"):
            form = {"be": "infinitive", "been": "participle"}.get(lower, "ing")  # type: ignore[assignment]
        return Token(word, part, form, AUXILIARY_BASES.get(NEGATED.sub("", lower), lower), self.gap)

    def _figure(self, word: Word, lower: str) -> Part | None:
        if lower in ("am", "pm") and self.last == "number":
            return "time"
        if lower == "per" and self.last == "number":
            return "noun"
        if word.surface[0].isdigit():
            year = re.fullmatch(r"(?:1\d|20)\d\d", word.surface)
            if year and self.last in ("preposition", "time", "clause") or (year and word.opens):
                return "time"
            return "number"
        return "number" if lower in NUMBERS and not self._titled(word) else None

    def _titled(self, word: Word) -> bool:
        return word.capital and not word.opens

    def _small(self, word: Word, lower: str) -> Part | None:
        if self._titled(word) and word.surface != "I":
            return None
        if NEGATED.sub("", lower) in AUXILIARIES or lower == "won't":
            return "auxiliary"
        if lower == "that":
            return self._that()
        if self._bounds(lower):
            return "adverb"
        if lower == "to":
            return "preposition"
        if lower == "her":
            return "determiner" if self._nominal(self.at + 1) else "pronoun"
        if lower in ("who", "whom", "which"):
            return "relative"
        if lower in ("his", "whose"):
            return "determiner"
        if lower in ("as", "since", "before", "after", "until", "till") and self._clause_follows():
            return "clause"
        return CLOSED.get(lower)

    def _bounds(self, lower: str) -> bool:
        """Whether a word belongs to what a number is bounded by: "at least", "more than"."""
        ahead = bare(self.words[self.at + 1].surface) if self.at + 1 < len(self.words) else ""
        behind = self.before[-1].lower if self.before else ""
        if (lower, ahead) in _BOUNDS or (behind, lower) in _BOUNDS:
            return True
        return lower in ("about", "around", "some", "over") and (
            ahead[:1].isdigit() or ahead in NUMBERS
        )

    def _that(self) -> Part:
        if self.last in ("noun", "name", "pronoun") and self._verb_next():
            return "relative"
        saying = bool(self.before) and self.before[-1].base in SAYING
        if self.at + 1 < len(self.words) and self.words[self.at + 1].capital:
            return "clause"
        if self.last in ("preposition", "") or (
            self.last == "verb" and not saying and self._alone_noun()
        ):
            return "determiner"
        return "clause"

    def _alone_noun(self) -> bool:
        """Whether a noun follows that no verb follows: "broke that promise"."""
        rest = [bare(w.surface) for w in self.words[self.at + 1 : self.at + 5]]
        return bool(
            rest
            and counts_of(rest[0]).get("n")
            and rest[0] not in NUMBERS
            and not any(may_be_finite(x) for x in rest[1:])
        )

    def _verb_next(self) -> bool:
        return self.at + 1 < len(self.words) and may_be_finite(
            bare(self.words[self.at + 1].surface)
        )

    def _clause_follows(self) -> bool:
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

    def _name(self, word: Word, lower: str) -> Part | None:
        if not word.capital:
            return None
        if lower in TIMES and not (lower in ("may", "march") and word.opens):
            return "time"
        if not word.opens:
            return "name"
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        named = following is not None and following.capital and "n" in counts_of(lower)
        plural = any(r.part == "n" and r.inflected for r in readings(lower))
        if (
            party(word)
            or named
            or not (is_common(lower) or plural)
            or word.surface.endswith(("'s", "’s"))
        ):
            return None if verb_forms(lower) & {"ing"} and "n" not in counts_of(lower) else "name"
        return None

    @property
    def last(self) -> Part | Literal[""]:
        """The part of the word before, nothing over a stop."""
        if not self.before or re.search(r"[.;:!?\"]", self.gap):
            return ""
        return self.before[-1].part

    def _last_but_adverbs(self) -> Part | Literal[""]:
        for token in reversed(self.before):
            if token.part != "adverb":
                return token.part
        return ""

    def _nominal(self, at: int) -> bool:
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

    def _open(self, word: Word, lower: str) -> Token:
        """A word of the open classes."""
        forms, counts = verb_forms(lower), counts_of(lower)
        part, form = self._verbal(lower, forms, counts)
        if part is None:
            part, form = self._nominal_part(lower, counts), ""
        sure = not ({"past", "participle"} <= forms and form in ("finite", "participle"))
        return Token(word, part, form, base_of(lower, part), self.gap, False, sure)

    def _helper(self) -> Token | None:
        """The auxiliary or "to" that rules a verb here, adverbs between allowed."""
        for k in range(len(self.before) - 1, max(-1, len(self.before) - 4), -1):
            token = self.before[k]
            if token.part == "auxiliary" or token.lower == "to":
                return token
            if token.part != "adverb":
                return None
        return None

    def _verbal(
        self, lower: str, forms: frozenset[str], counts: dict[str, int]
    ) -> tuple[Part | None, Form]:
        if self.gap == "-":
            # "The grey-crowned tinker".
            return None, ""
        helper = self._helper()
        verb, noun = counts.get("v", 0), counts.get("n", 0)
        if helper is not None and not re.search(r"[,.;:\"]", self.gap):
            if helper.base == "be" or helper.base == "have":
                if "participle" in forms and not (
                    lower in UNCHANGED and noun > verb and helper.base == "be"
                ):
                    return "verb", "participle"
                if "ing" in forms and helper.base == "be":
                    return "verb", "ing"
                return None, ""
            if "base" in forms and (
                helper.lower != "to" or verb * 4 >= noun or self._takes_infinitive()
            ):
                return "verb", "infinitive"
        ruled = self.last in ("determiner", "adjective") and "," not in self.gap
        nominal = ruled or self._owned()
        if nominal and not (
            self.last == "adjective" and forms & {"past"} and not self._nominal(self.at + 1)
        ):
            return None, ""
        return self._free_verb(lower, forms, counts)

    def _takes_infinitive(self) -> bool:
        """Whether the word before "to" asks for a verb: "offered to host"."""
        return len(self.before) > 1 and self.before[-2].base in _TAKE_INFINITIVES

    def _owned(self) -> bool:
        return bool(self.before and self.before[-1].owner and not self.gap.strip(" '"))

    def _free_verb(
        self, lower: str, forms: frozenset[str], counts: dict[str, int]
    ) -> tuple[Part | None, Form]:
        """A verb that no auxiliary rules, or none."""
        verb, noun, adjective = (counts.get(x, 0) for x in "vna")
        modifies = self._nominal(self.at + 1)
        if "past" in forms and self.gap.rstrip().endswith('"'):
            # "…", said the mayor.
            return "verb", "finite"
        subject = self.last in ("noun", "name", "pronoun", "relative", "number", "time", "adverb")
        if forms & {"past", "participle"} and lower not in UNCHANGED:
            if (not subject or self.last == "number") and modifies and self.last != "conjunction":
                # "Armed men", "wounded soldiers"; "15 confirmed cases".
                return None, ""
            if noun > 5 * max(verb, 1) or (adjective > 5 * max(verb, 1) and not subject):
                return None, ""
            if modifies and adjective > verb and self.last == "name":
                # "Armenian armed groups".
                return None, ""
            return "verb", "finite" if "past" in forms else "participle"
        if lower in UNCHANGED and self.last == "noun" and self._finite_before():
            if not self._opens_phrase() and not modifies:
                # "A truce put forward by the council".
                return "verb", "participle"
            return None, ""
        if "ing" in forms:
            titled = self.at + 2 < len(self.words) and self.words[self.at + 2].capital
            if self.words[self.at].opens and modifies and titled:
                # "Defending champion Sanna Virtala".
                return None, ""
            alone = self.last == "noun" and self.before[-1].lower == self.before[-1].base
            if alone and noun * 3 >= verb and not modifies and not self._opens_phrase():
                # "An emergency landing on a lake".
                return None, ""
            if self.last == "preposition" and noun and not modifies and not self._opens_phrase():
                return None, ""
            verbs = self.last == "verb" and self.before[-1].base not in _TAKE_ING
            if modifies and adjective and verbs:
                # "Added missing people to the dead".
                return None, ""
            if modifies and (self.last == "number" or adjective * 3 >= verb):
                return None, ""
            if noun > verb and not ("," in self.gap and self._opens_phrase()):
                return None, ""
            return "verb", "ing"
        joined = self._last_but_adverbs() == "conjunction" or "," in self.gap
        if joined and forms & {"s", "base"} and self._goes_on(forms, verb, noun):
            return "verb", "finite"
        if not forms & {"s", "base"} or not subject or self.last == "number":
            return None, ""
        if self._finite_before() and (noun or adjective or "s" not in forms):
            return None, ""
        if not noun and not adjective and not counts.get("r"):
            return "verb", "finite"
        return ("verb", "finite") if self._predicate(forms, verb, noun) else (None, "")

    def _opens_phrase(self) -> bool:
        """Whether a noun phrase or a clause begins behind the word."""
        if self.at + 1 >= len(self.words):
            return False
        following = self.words[self.at + 1]
        if self.text[self.words[self.at].end : following.start].strip(" \"'$€£"):
            return False
        lower = bare(following.surface)
        small = CLOSED.get(lower) in ("determiner", "pronoun") or lower == "that"
        return small or following.capital or lower[0].isdigit() or lower in NUMBERS

    def _goes_on(self, forms: frozenset[str], verb: int, noun: int) -> bool:
        """Whether a verb joins one before that has its form: "…, and claims that"."""
        for token in reversed(self.before):
            if re.search(r"[.;:!?\"]", token.gap):
                return False
            if token.form == "finite":
                third = token.word.surface.endswith("s") or token.lower in ("is", "has", "does")
                alike = ("s" in forms) == third
                return alike and verb > 0 and (not noun or self._opens_phrase())
        return False

    def _predicate(self, forms: frozenset[str], verb: int, noun: int) -> bool:
        """Whether a word that may be noun and verb is the verb of a subject before it."""
        last = self.before[-1]
        if self.at + 1 >= len(self.words):
            return self.last in ("pronoun", "relative") and verb >= noun
        following = self.words[self.at + 1]
        lower = bare(following.surface)
        if NEGATED.sub("", lower) in AUXILIARIES or may_be_finite(lower) and not following.capital:
            return False
        opens = self._opens_phrase()
        if "s" in forms:
            plural = last.part == "noun" and last.lower.endswith("s") and last.lower != last.base
            if plural:
                return False
            return opens or self.last in ("pronoun", "relative") or verb > noun
        plural = (
            last.lower in ("they", "we", "you", "i", "who", "which")
            or (last.part == "noun" and last.lower != last.base)
            or bare(self.words[self.at].surface) in UNCHANGED
        )
        return plural and (opens or verb > noun)

    def _finite_before(self) -> bool:
        """Whether the clause has its finite verb already."""
        for token in reversed(self.before):
            if token.form == "finite":
                return True
            if token.part in ("clause", "relative", "conjunction") or re.search(
                r"[.;:!?\"]", token.gap
            ):
                return False
        return False

    def _nominal_part(self, lower: str, counts: dict[str, int]) -> Part:
        """Noun, adjective or adverb."""
        noun, adjective, adverb = (counts.get(x, 0) for x in "nar")
        if lower.endswith("ly") and not noun and (adverb >= adjective or not counts):
            return "adverb"
        if verb_forms(lower) & {"participle", "ing"} and self._nominal(self.at + 1) and not noun:
            return "adjective"
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        titled = self.last == "noun" and following is not None and following.capital
        if titled and noun and "," not in self.gap:
            # "Rescue chief Anders Holm".
            return "noun"
        if self._nominal(self.at + 1) and adjective and adjective * 3 >= noun:
            return "adjective"
        if adverb > noun + adjective and self.last not in ("determiner", "adjective"):
            return "adverb"
        if self.last not in ("determiner", "adjective", "number") and adjective > noun:
            return "adjective"
        return "noun"
