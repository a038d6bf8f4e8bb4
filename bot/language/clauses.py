"""Who did what to whom: the clauses of English text, as far as they can be told surely.

A deed is a verb, or a noun made of one, with those who did it and those to whom it was done;
"Ombrey attacked two posts", "two posts were attacked by Ombrey" and "Ombrey's attack on two posts"
are one deed. Where the words leave it open who did it, nobody is named.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.english import verbs_of
from bot.language.groups import Group
from bot.language.phrases import STOP, Party, Phrase, Phrases
from bot.language.subjects import Subjects
from bot.language.tagging import tagged
from bot.language.terms import Word
from bot.language.wordclasses import Token


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with those who take part.

    Attributes:
        verb: the word.
        base: its plain form.
        agent: who did it, as far as the clause names them; the logical subject, whether active or
            passive.
        patient: to whom or what it was done.
        to: for whom: "handed him a note", "sold to the bank".
        others: phrases behind other prepositions, each with its preposition.
        loose: whether its agent is only that of the clause before: "…, killing two men".
        noun: whether the deed is a noun: "the seizure of two trawlers by the navy".
        first, last: positions of the outer words that belong to it.
    """

    verb: Word
    base: str
    agent: Party | None
    patient: Party | None
    to: Party | None
    others: tuple[tuple[str, Party], ...]
    noun: bool
    first: int
    last: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """The deeds of a text.

    Attributes:
        text: the text.
        tokens: its words with their parts of speech.
        phrases: its noun phrases.
        deeds: in order; those of nouns behind those of verbs.
    """

    text: str
    tokens: tuple[Token, ...]
    phrases: Phrases
    deeds: tuple[Deed, ...]


@functools.lru_cache(maxsize=4_096)
def clauses(text: str) -> Clauses:
    """The deeds of a text; none of a text that is not English.

    Args:
        text: one or a few sentences, with straight quotation marks.
    """
    tokens = tagged(text)
    reader = _Reader(Subjects(tokens))
    return Clauses(text, tokens, reader.phrases, tuple(reader.deeds()))


class _Reader:
    """One text being read.

    Args:
        subjects: its verbs with their subjects.
    """

    def __init__(self, subjects: Subjects) -> None:
        self.tokens, self.phrases = subjects.tokens, subjects.phrases
        self._subjects = subjects

    def deeds(self) -> Iterator[Deed]:
        """The text's deeds, those of nouns behind those of verbs."""
        for number, group in enumerate(self._subjects.groups):
            if group.base == "be":
                yield from self._state(number, group)
            else:
                deed = self._deed(number, group)
                yield deed
                yield from self._gapped(deed)
        for phrase in self.phrases.all:
            yield from self._noun_deed(phrase)

    def _state(self, number: int, group: Group) -> Iterator[Deed]:
        """What somebody is: "Melk had been ahead", "the quota is 6,500 tonnes"."""
        at = group.last + 1
        while at < len(self.tokens) and self.tokens[at].part == "determiner":
            at += 1
        if at >= len(self.tokens) or STOP.search(self.tokens[at].gap):
            return
        phrase = self.phrases.at(at)
        token = self.tokens[at] if phrase is None else self.tokens[phrase.head]
        parts = ("adjective", "adverb", "noun", "number")
        if token.part not in parts or token.lower in ("not", "never"):
            return
        what = None if phrase is None else self.phrases.party(phrase)
        end = at if phrase is None else self.phrases.of_chain(phrase)
        _, others, last = self._complements(replace(group, last=end))
        subject = self._subjects.subject(number)
        yield Deed(
            token.word, token.base, subject, what, None, tuple(others), False, group.first, last
        )

    def _deed(self, number: int, group: Group) -> Deed:
        subject = self._subjects.subject(number)
        objects, others, last = self._complements(group)
        agent, patient, to = subject, None, None
        if group.passive:
            agent = next((p for prep, p in others if prep == "by"), None)
            patient = subject
            if objects:
                patient, to = objects[0], subject
            others = [(prep, p) for prep, p in others if prep != "by"]
        elif objects:
            patient = objects[-1]
            to = objects[0] if len(objects) > 1 else None
        to = to or next((p for prep, p in others if prep == "to"), None)
        word = self.tokens[group.main].word
        loose = group.form == "ing" and "," in self.tokens[group.first].gap
        return Deed(
            word, group.base, agent, patient, to, tuple(others), False, group.first, last, loose
        )

    def _complements(self, group: Group) -> tuple[list[Party], list[tuple[str, Party]], int]:
        """Objects and prepositional phrases behind a verb, and where they end."""
        objects: list[Party] = []
        others: list[tuple[str, Party]] = []
        at, last = group.last + 1, group.last
        if self._subjects.inverted(group) is not None:
            return objects, others, last
        while at < len(self.tokens):
            token = self.tokens[at]
            if STOP.search(token.gap) or "," in token.gap:
                break
            if token.part in ("adverb", "time") and self.phrases.beginning(at) is None:
                at += 1
                continue
            prep = token.lower if token.part == "preposition" else ""
            at += bool(prep)
            phrase = self.phrases.beginning(at)
            if prep and phrase is None and at < len(self.tokens) and self.tokens[at].part == "time":
                continue
            if phrase is None or (not prep and self._subjects.begins_clause(phrase)):
                break
            if self.phrases.is_span(phrase) or self._is_score(phrase):
                at = self.phrases.of_chain(phrase) + 1
                continue
            party, last = self.phrases.group(phrase)
            at = last + 1
            if prep:
                others.append((prep, party))
            elif not others and len(objects) < 2:
                objects.append(party)
        return objects, others, last

    def _is_score(self, phrase: Phrase) -> bool:
        """Whether a phrase is a result: "beat her 6-4"."""
        behind = self.tokens[phrase.last + 1 : phrase.last + 2]
        joined = [*self.tokens[phrase.first + 1 : phrase.last + 1], *behind]
        return self.tokens[phrase.first].part == "number" and any(
            t.gap == "-" and t.part == "number" for t in joined
        )

    def _gapped(self, deed: Deed) -> Iterator[Deed]:
        """What goes without its verb: "Velmara may catch 6,500 tonnes and Pelagia 5,000"."""
        at = deed.last + 1
        span = self.phrases.beginning(at)
        if span is not None and self.phrases.is_span(span):
            # "6,500 tonnes a year and …"
            at = span.last + 1
        while at + 1 < len(self.tokens) and deed.patient is not None:
            token = self.tokens[at]
            joint = token.part == "conjunction" or "," in token.gap or ";" in token.gap
            at += token.part == "conjunction"
            who = self.phrases.beginning(at)
            if not joint or who is None:
                return
            end = self.phrases.of_chain(who)
            what = self.phrases.beginning(end + 1)
            if what is None or self.tokens[end + 1].part != "number":
                return
            if STOP.search(self.tokens[end + 1].gap):
                return
            last = self.phrases.of_chain(what)
            if last + 1 < len(self.tokens) and self.tokens[last + 1].form == "finite":
                return
            agent, patient = self.phrases.party(who), self.phrases.party(what)
            yield Deed(deed.verb, deed.base, agent, patient, None, (), False, who.first, last)
            at = last + 1

    def _noun_deed(self, phrase: Phrase) -> Iterator[Deed]:
        """A deed told by a noun: "Ombrey's attack on two posts", "the seizure of a ship by"."""
        head = self.tokens[phrase.head]
        if head.part != "noun":
            return
        bases = verbs_of(head.base)
        if not bases:
            return
        behind = dict(self._behind(phrase))
        owner = self._owner(phrase)
        by, of = behind.get("by"), behind.get("of")
        on = behind.get("on") or behind.get("against")
        agent = by or (owner if of or on else None) or (of if on else None)
        patient = on or (of if of is not agent else None) or (owner if by else None)
        if agent is None or patient is None:
            return
        for base in sorted(bases):
            yield Deed(head.word, base, agent, patient, None, (), True, phrase.first, phrase.last)

    def _owner(self, phrase: Phrase) -> Party | None:
        """Who owns a noun, or the adjective of a land before it: "Kestria's", "Kestrian"."""
        owners = [
            k
            for k in range(phrase.first, phrase.head)
            if self.tokens[k].part in ("noun", "name")
            and (self.tokens[k].owner or self.tokens[k].part == "name")
        ]
        if not owners:
            return None
        found = [
            self.tokens[k].word
            for k in range(phrase.first, owners[-1] + 1)
            if self.tokens[k].part in ("noun", "name")
        ]
        names = tuple(w for w in found if w.capital)
        return Party((found[-1],), tuple(found), names)

    def _behind(self, phrase: Phrase) -> Iterator[tuple[str, Party]]:
        """The prepositional phrases right behind a noun, nearest last so that they win."""
        found = []
        at = phrase.last + 1
        while at + 1 < len(self.tokens):
            token = self.tokens[at]
            following = self.phrases.beginning(at + 1)
            if token.part != "preposition" or token.gap.strip() or following is None:
                break
            party = self.phrases.party(following)
            found.append((token.lower, party))
            at = self.phrases.of_chain(following) + 1
        return reversed(found)
