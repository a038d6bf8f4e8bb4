"""Whose deed a verb is: its subject, as far as the words before it tell surely."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.groups import Group, groups
from bot.language.phrases import STOP, Party, Phrase, Phrases
from bot.language.wordclasses import SAYING, SPEAKING, Token

# Verbs whose object does what the infinitive behind it says.
_CONTROL = frozenset(
    """
    ask tell urge order allow force call want require permit enable invite persuade advise
    encourage warn expect lead help let make
    """.split()
)


_REFLEXIVE = frozenset("himself herself itself themselves".split())


class Subjects:
    """The verbs of a text with their subjects.

    Args:
        tokens: the text's words.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.phrases = Phrases(tokens)
        self.groups = groups(tokens)
        self._subjects: dict[int, Party | None] = {}

    def begins_clause(self, phrase: Phrase) -> bool:
        """Whether a phrase begins the clause that a verb of speech rules: "said Kestria lost"."""
        at = self.phrases.of_chain(phrase) + 1
        while at < len(self.tokens) and self.tokens[at].part == "adverb":
            at += 1
        if at >= len(self.tokens) or STOP.search(self.tokens[at].gap) or "," in self.tokens[at].gap:
            return False
        token = self.tokens[at]
        return token.form == "finite" and token.part in ("verb", "auxiliary")

    def subject(self, number: int) -> Party | None:
        """Whom the subject of a verb names; None where that is not sure."""
        if number not in self._subjects:
            self._subjects[number] = None
            self._subjects[number] = self._found_subject(number)
        return self._subjects[number]

    def _found_subject(self, number: int) -> Party | None:
        group = self.groups[number]
        inverted = self.inverted(group)
        if inverted is not None:
            return inverted
        if group.form == "infinitive":
            return self._controller(number)
        at = group.first - 1
        while (
            at >= 0
            and (self.tokens[at].part == "adverb" or self.tokens[at].lower in _REFLEXIVE)
            and not STOP.search(self.tokens[at + 1].gap)
            and "," not in self.tokens[at + 1].gap
        ):
            at -= 1
        if group.form in ("participle", "ing"):
            return self._qualified(number, at)
        return self._before(number, at)

    def inverted(self, group: Group) -> Party | None:
        """The subject behind a verb of speech: '"…," said the mayor'."""
        gap = self.tokens[group.first].gap
        opened = group.first and ('"' in gap or "," in gap)
        if not opened or group.base not in SPEAKING or group.first != group.last:
            return None
        if group.last + 1 >= len(self.tokens) or self.tokens[group.last + 1].gap.strip():
            return None
        phrase = self.phrases.beginning(group.last + 1)
        if phrase is None or self.begins_clause(phrase):
            return None
        if '"' not in gap and (
            not self._finite_before(group.first) or self._closes_relative(group.first)
        ):
            return None
        if self.tokens[phrase.head].part == "pronoun":
            return None
        return self.phrases.group(phrase)[0]

    def _closes_relative(self, at: int) -> bool:
        """Whether a comma before a place ends a "who" clause: "Graf, who chairs it, expects"."""
        for k in range(at - 1, 0, -1):
            if STOP.search(self.tokens[k].gap):
                return False
            if "," in self.tokens[k].gap:
                relative = self.tokens[k].lower in ("who", "which", "whose")
                return relative and sum(t.form == "finite" for t in self.tokens[:k]) == 0
        return False

    def _finite_before(self, at: int) -> bool:
        """Whether the sentence has a finite verb before a place."""
        for token in reversed(self.tokens[:at]):
            if token.form == "finite":
                return True
            if STOP.search(token.gap):
                return False
        return False

    def _controller(self, number: int) -> Party | None:
        """Who does what an infinitive says."""
        group = self.groups[number]
        if number == 0 or self.groups[number - 1].form == "ing":
            return None
        ruling = self.groups[number - 1]
        between = self.tokens[ruling.last + 1 : group.first]
        if any(
            STOP.search(t.gap) or "," in t.gap for t in self.tokens[ruling.last + 1 : group.last]
        ):
            return None
        plain = all(t.part in ("adjective", "adverb") for t in between)
        if plain or between[0].part == "preposition":
            # "Undertook in the treaty to keep"; "is ready to take".
            return self.subject(number - 1)
        phrase = self.phrases.beginning(ruling.last + 1)
        if phrase is not None and ruling.base in _CONTROL and not ruling.passive:
            return self.phrases.group(phrase)[0]
        return None

    def _qualified(self, number: int, at: int) -> Party | None:
        """Whom a participle qualifies: the noun before it, or the subject before a comma."""
        if at < 0 or STOP.search(self.tokens[at + 1].gap):
            return None
        if "," in self.tokens[at + 1].gap:
            return self._clause_before(number)
        phrase = self.phrases.at(at)
        if phrase is None or phrase.last != at:
            return self._shared(number, at)
        return self._chain_ending(phrase)[0]

    def _clause_before(self, number: int) -> Party | None:
        """The subject of the clause that a participle behind a comma goes with."""
        group = self.groups[number]
        found = []
        for k in range(number - 1, -1, -1):
            if any(STOP.search(t.gap) for t in self.tokens[self.groups[k].last : group.first]):
                break
            if self.groups[k].form == "finite":
                found.append(k)
        if group.base in SPEAKING:
            # "The ministry confirmed that it had failed, noting": the one who confirmed.
            found = [k for k in found if self.groups[k].base in SPEAKING] or found
        return self.subject(found[0]) if found else None

    def _shared(self, number: int, at: int) -> Party | None:
        """The subject that "and" makes one verb share with the one before."""
        if self.tokens[at].lower in ("and", "but", "or") and number:
            if self.groups[number].base in SAYING:
                # "Denied that a post was lost and said": the one who denied it.
                for k in range(number - 1, -1, -1):
                    if any(STOP.search(t.gap) for t in self.tokens[self.groups[k].last + 1 : at]):
                        break
                    if self.groups[k].base in SAYING and self.groups[k].form == "finite":
                        return self.subject(k)
            between = self.tokens[self.groups[number - 1].last + 1 : self.groups[number].first + 1]
            if not any(STOP.search(t.gap) for t in between):
                return self.subject(number - 1)
        return None

    def _chain_ending(self, phrase: Phrase) -> tuple[Party, Phrase]:
        """A phrase with those that it belongs to by "of": the outermost, and its party."""
        while phrase.first >= 2 and self.tokens[phrase.first - 1].lower == "of":
            outer = self.phrases.at(phrase.first - 2)
            if outer is None or outer.last != phrase.first - 2:
                break
            phrase = outer
        return self.phrases.party(phrase), phrase

    def _before(self, number: int, at: int) -> Party | None:
        """The subject that ends at a place, right before a finite verb."""
        if at < 0 or STOP.search(self.tokens[at + 1].gap):
            return None
        token = self.tokens[at]
        if "," in self.tokens[at + 1].gap:
            if token.part == "conjunction":
                return self._shared(number, at)
            return self._over_commas(at, number)
        if token.part == "pronoun" and (speaker := self._speaker(number, at)) is not None:
            return speaker
        if token.part == "relative":
            return self._antecedent(at)
        if token.part == "conjunction":
            return self._shared(number, at)
        if token.part == "time":
            return self._before(number, self._over_time(at))
        phrase = self.phrases.at(at)
        if phrase is None or phrase.last != at:
            return None
        return self._ending_with(phrase, number)

    def _speaker(self, number: int, at: int) -> Party | None:
        """Whom the "he" of what somebody says stands for: "Arlen maintains that he warned"."""
        if self.tokens[at].lower not in ("he", "she", "it", "they") or not number:
            return None
        above = self.groups[number - 1]
        between = self.tokens[above.last + 1 : at]
        said = above.base in SAYING and above.form == "finite" and not above.passive
        plain = all(t.lower == "that" and not t.gap.strip() for t in between)
        if not said or not plain or self.tokens[at].gap.strip():
            return None
        return self.subject(number - 1)

    def _over_time(self, at: int) -> int:
        """The place before "on Tuesday"."""
        while at >= 0 and self.tokens[at].part in ("time", "number"):
            at -= 1
        if at >= 0 and self.tokens[at].part == "preposition":
            at -= 1
        return at

    def _antecedent(self, at: int) -> Party | None:
        """Whom a relative pronoun stands for."""
        if at == 0:
            return None
        phrase = self.phrases.at(at - 1)
        if phrase is None or phrase.last != at - 1:
            return None
        # "The envoy of the League who": it may be either of them.
        party, outer = self._chain_ending(phrase)
        ruled = outer.first and self.tokens[outer.first - 1].part == "preposition"
        named = outer.first and self.tokens[outer.first].gap.strip() == ","
        if self.tokens[at].lower != "who" and (ruled or (named and party.names)):
            # "A fire near Pine Hollow, California, that": it may be any of them.
            return None
        return self._with_named_before(outer, party)

    def _with_named_before(self, phrase: Phrase, party: Party) -> Party:
        """A phrase with the one that it explains: "Ruta Osk, a historian who"."""
        if phrase.first < 1 or self.tokens[phrase.first].gap.strip() != ",":
            return party
        before = self.phrases.at(phrase.first - 1)
        if before is None or before.last != phrase.first - 1:
            return party
        if self.tokens[phrase.first].part != "determiner":
            return party
        return self.phrases.party(before).joined(party)

    def _over_commas(self, at: int, number: int) -> Party | None:
        """The subject before what two commas enclose: "Imsen, the spokesman, said"."""
        for k in range(at, 0, -1):
            if STOP.search(self.tokens[k].gap):
                return None
            if "," not in self.tokens[k].gap:
                continue
            outer = self.phrases.at(k - 1)
            if outer is None or outer.last != k - 1:
                return None
            party = self._ending_with(outer, number)
            inner = self.phrases.beginning(k)
            if inner is not None and self.phrases.of_chain(inner) == at:
                return party and party.joined(self.phrases.party(inner))
            aside = ("relative", "preposition", "determiner", "verb", "clause")
            return party if inner is not None or self.tokens[k].part in aside else None
        return None

    def _ending_with(self, phrase: Phrase, number: int) -> Party | None:
        """The subject whose last phrase stands before a verb."""
        party, outer = self._chain_ending(phrase)
        if outer.first == 0 or STOP.search(self.tokens[outer.first].gap):
            return party
        ruling = self.tokens[outer.first - 1]
        if "," in self.tokens[outer.first].gap:
            return party
        if ruling.part == "preposition":
            at = outer.first - 2
            opened = at < 0 or bool(self.tokens[outer.first - 1].gap.strip())
            named = self._named_end(outer)
            if opened and named is not None:
                return named
            if opened or ruling.lower in ("after", "before", "since", "until"):
                return party if ruling.lower in ("after", "before", "since", "until") else None
            above = self.phrases.at(at)
            if above is not None and above.last == at:
                return self._ending_with(above, number)
            return None
        if ruling.part == "conjunction":
            return self._joint(outer, party)
        if ruling.part == "verb":
            return self._ruled_by_verb(outer, party, number)
        return party

    def _named_end(self, phrase: Phrase) -> Party | None:
        """The name that follows another noun without a comma: "in that war Turkey"."""
        first = phrase.last
        while first >= phrase.first and self.tokens[first].part == "name":
            first -= 1
        if first == phrase.last or first < phrase.first or self.tokens[first].part != "noun":
            return None
        words = tuple(t.word for t in self.tokens[first + 1 : phrase.last + 1])
        return Party((words[-1],), words, words)

    def _joint(self, phrase: Phrase, party: Party) -> Party:
        """Both subjects that an "and" joins, or the second alone where a clause begins."""
        before = self.phrases.at(phrase.first - 2) if phrase.first >= 2 else None
        if before is None or before.last != phrase.first - 2:
            return party
        if self.tokens[phrase.first - 1].gap.strip():
            return party
        other, outer = self._chain_ending(before)
        opens = outer.first == 0 or STOP.search(self.tokens[outer.first].gap)
        ruling = self.tokens[outer.first - 1].part if outer.first else "clause"
        return other.joined(party) if opens or ruling in ("clause", "time") else party

    def _ruled_by_verb(self, phrase: Phrase, party: Party, number: int) -> Party | None:
        """The subject where the phrase before a verb may be another verb's object."""
        ruling = next((g for g in self.groups if g.main == phrase.first - 1), None)
        if ruling is None or number == 0:
            return None
        if (
            ruling.form == "finite"
            and not ruling.passive
            and self.tokens[ruling.last].base in SAYING | {"know", "hope", "fear", "mean"}
        ):
            return party
        at = ruling.first - 1
        if at > 0 and self.tokens[at].part == "relative":
            return self._antecedent(at)
        if ruling.form in ("ing", "participle"):
            above = self.phrases.at(at) if at >= 0 else None
            if above is not None and above.last == at:
                return self._ending_with(above, number)
        return None
