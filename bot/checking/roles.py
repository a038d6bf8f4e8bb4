"""Whose it is: what a claim ascribes to one party must not be another's in the source."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.checking.alike import same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, name_words
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.drafting.relation import is_adjective
from bot.language.clauses import Clauses, clauses
from bot.language.phrases import Phrase
from bot.language.terms import Word

# Prepositions, by the relation that they make.
_RELATIONS = {
    "of": "of",
    "by": "by",
    "for": "for",
    "from": "from",
    **dict.fromkeys("with to against".split(), "with"),
}
# Words that mean little more than the party itself.
_PALE = frozenset(
    """
    forces side sides army military people men leader government country hands side part name
    behalf control member members
    """.split()
)


@dataclass(frozen=True, slots=True)
class _Owned:
    """A thing with the names that say whose it is: "Armenian soldiers", "relations with Yerevan".

    Attributes:
        thing: the noun.
        relation: what the names are to it.
        owners: the names.
        start, end: character offsets of the phrase.
    """

    thing: Word
    relation: str
    owners: tuple[Word, ...]
    start: int
    end: int


def crossed(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Things of one name in a claim that the source gives only to other names."""
    theirs = _owned(cited)
    for own in _owned(claim):
        same = [t for t in theirs if same_word(t.thing, own.thing)]
        if not same and own.thing.surface.lower() not in _PALE:
            same = [t for t in theirs if same_meaning(t.thing, own.thing)]
        same = [t for t in same if t.relation == own.relation]
        # Of "49 Armenian soldiers" and "fifty Azerbaijani soldiers" those of the same number.
        figures = _figures(own, claim)
        same = [t for t in same if figures & _figures(t, cited)] or same
        if same and not any(holds(w, t.owners, cited.text) for t in same for w in own.owners):
            others = " ".join(dict.fromkeys(w.surface for t in same for w in t.owners))
            words = f"{own.owners[0].surface} {own.thing.surface}"
            yield Fault("party", words, f"the source says it of {others}", others)


def _figures(owned: _Owned, parsed: Parsed) -> set[float]:
    return {q.value for q in parsed.quantities if owned.start <= q.start < owned.end}


@functools.lru_cache(maxsize=4_096)
def _owned(parsed: Parsed) -> tuple[_Owned, ...]:
    read, named = clauses(parsed.text), set(name_words(parsed))
    found = [
        replace(owned, owners=tuple(w for w in owned.owners if w in named))
        for phrase in read.phrases.all
        for owned in _of_phrase(read, phrase)
    ]
    return tuple(owned for owned in found if owned.owners)


def _of_phrase(read: Clauses, phrase: Phrase) -> Iterator[_Owned]:
    head = read.tokens[phrase.head]
    start = read.tokens[phrase.first].word.start
    if head.part == "noun" and not is_saying(head.word):
        before = _before(read, phrase)
        if before:
            yield _Owned(head.word, "of", before, start, head.word.end)
        relation = read.tokens[phrase.last + 1 : phrase.last + 2]
        if relation and relation[0].lower in _RELATIONS and not relation[0].gap.strip():
            following = read.phrases.beginning(phrase.last + 2)
            if following is not None:
                after = read.phrases.group(following)[0].names
                if after:
                    of = _RELATIONS[relation[0].lower]
                    yield _Owned(head.word, of, after, start, head.word.end)


def _before(read: Clauses, phrase: Phrase) -> tuple[Word, ...]:
    """The names before a noun that own it or are its adjective: "Armenia's armed forces"."""
    places = [k for k in range(phrase.first, phrase.head) if read.tokens[k].part == "name"]
    if not places:
        return ()
    last = read.tokens[places[-1]]
    if not last.owner and not is_adjective(last.word):
        return ()
    return tuple(read.tokens[k].word for k in places)
