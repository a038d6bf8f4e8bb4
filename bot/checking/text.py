"""A claim or a stretch of cited text, taken apart once for all rules."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from bot.checking.denials import Denial, find_denials
from bot.checking.moments import Moment, moments
from bot.checking.quantities import Quantity, has_numbers, quantities
from bot.language.terms import Word, words
from index import Dated


@dataclass(frozen=True)
class Parsed:
    """A text with what the rules compare, each part of which is found when it is asked for.

    Attributes:
        text: with its white space made single and its quotation marks made straight; offsets of
            all else refer to it.
        published: the day that its weekdays are resolved against.
    """

    text: str
    published: Dated | None

    @functools.cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, in order."""
        return tuple(words(self.text))

    @functools.cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Dates, times and spans of time; words that name a day are resolved."""
        return tuple(moments(self.text, self.published))

    @functools.cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers with their unit, what they count and whether they are bounds."""
        if not has_numbers(self.text):
            return ()
        return tuple(quantities(self.text, [(m.start, m.end) for m in self.moments]))

    @functools.cached_property
    def lower(self) -> str:
        """The text in lower case, of the same length."""
        folded = self.text.lower()
        return folded if len(folded) == len(self.text) else self.text

    @functools.cached_property
    def lowered(self) -> tuple[str, ...]:
        """Each word in lower case."""
        return tuple(w.surface.lower() for w in self.words)

    @functools.cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(w.stem for w in self.words)

    @functools.cached_property
    def denials(self) -> tuple[Denial, ...]:
        """What the text denies, in order."""
        return tuple(find_denials(self))

    @functools.cached_property
    def clauses(self) -> tuple[int, ...]:
        """For each word, the number of its clause: clauses end at ; : — and at full stops."""
        out, clause, end = [], 0, 0
        for word in self.words:
            if _CLAUSE_END.search(self.text[end : word.start]):
                clause += 1
            out.append(clause)
            end = word.end
        return tuple(out)


_CLAUSE_END = re.compile(r'[.;:!?—–"]|\s-\s')
_INITIAL = re.compile(r"\b([A-Z][a-z]+ [A-Z])\. (?=[A-Z][A-Za-z]{2,})(?!The|This|That|But|And|For)")
_HYPHENED = re.compile(r"(\d)-(hundred|thousand|million|billion|trillion)-(?=[a-z])")
_MARKS = str.maketrans(dict.fromkeys("“”„«»‟″", '"') | dict.fromkeys("‘’‚‛′`´", "'"))


def plain(text: str) -> str:
    """A text with straight quotation marks and single spaces."""
    straight = text.translate(_MARKS).replace("''", '"')
    # The dot of an initial ends nothing, and a hyphen may part a number from its scale.
    straight = _INITIAL.sub(r"\1 ", straight)
    straight = _HYPHENED.sub(r"\1 \2 ", straight)
    straight = re.sub(r"(?<=\d) : (?=\d\d\b)", ":", straight)
    # Some corpora set a space before every mark.
    straight = re.sub(r"\s+(?='(?:s|re|ve|ll|d|m)\b|n't\b|[,.;:!?%)](?:\s|$))", "", straight)
    return " ".join(re.sub(r"(?<=\w)\s-\s(?=\w)", "-", straight).split())


@functools.lru_cache(maxsize=4_096)
def parse(text: str, published: Dated | None = None) -> Parsed:
    """Take a text apart.

    Args:
        text: a claim, or one or two sentences.
        published: its article's date.
    """
    return Parsed(plain(text), published)
