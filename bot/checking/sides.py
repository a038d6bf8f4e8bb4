"""Which of two: whose assistant, his or hers, to a place or from it, more than which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.alike import bare, same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, names_somebody
from bot.checking.text import Parsed
from bot.language import english
from bot.language.clauses import clauses
from bot.language.tagging import tagged
from bot.language.terms import Word
from bot.language.wordclasses import Token
from index.lexical import STOP_WORDS


def wrong_sides(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """What a claim has of one of two and its source of the other."""
    yield from _numbered(claim, cited)
    yield from _his_or_hers(claim, cited)
    yield from _owners(claim, cited)
    yield from _ways(claim, cited)
    yield from _than(claim, cited)


_NUMBERED = re.compile(r"\b([A-Z][a-z]+) (\d{1,4})\b(?![.,]?\d|%| per)")
_MONTHS = re.compile(
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|In|By|Since"
    r"|Of|At|On|From|Until|About|Some|Over|The|All|Only|Nearly|Almost|Around|And|But|After|Before"
)


def _numbered(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Gate 7" where the source has a Gate 3 alone."""
    told = set(_NUMBERED.findall(cited.text))
    for name, number in _NUMBERED.findall(claim.text):
        others = {n for other, n in told if other == name}
        if others and number not in others and not _MONTHS.fullmatch(name):
            shown = f"{name} {sorted(others)[0]}"
            yield Fault("name", f"{name} {number}", f"the source says {shown}", shown)


_GENDERED = {"his": "her", "her": "his"}


def _his_or_hers(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Her campaign" where the source has "his campaign" alone."""
    told = list(_possessed(cited))
    for whose, thing in _possessed(claim):
        same = {other for other, noun in told if same_word(thing, noun)}
        if same == {_GENDERED[whose]}:
            shown = f"{_GENDERED[whose]} {thing.surface}"
            yield Fault("party", f"{whose} {thing.surface}", f"the source says {shown}", shown)


def _possessed(parsed: Parsed) -> Iterator[tuple[str, Word]]:
    tokens = tagged(parsed.text)
    for k, token in enumerate(tokens):
        if token.lower in _GENDERED:
            for following in tokens[k + 1 : k + 4]:
                if following.part == "noun":
                    yield token.lower, following.word
                    break
                if following.part not in ("adjective", "number"):
                    break


def _owners(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Bogle's assistant Walton" for "Walton's assistant, Bogle"."""
    for role, owner, owned in _relations(claim):
        for thing, whose, who in _relations(cited):
            turned = holds(owner, [who], "") and holds(owned, [whose], "")
            if turned and same_meaning(role, thing) and not holds(owner, [whose], ""):
                words = f"{owner.surface} {role.surface} {owned.surface}"
                yield Fault("party", words, "the source has it the other way round")


def _relations(parsed: Parsed) -> Iterator[tuple[Word, Word, Word]]:
    """Nouns between an owner and a name: the noun, the owner, the name."""
    tokens = tagged(parsed.text)
    for k, token in enumerate(tokens):
        names = [t.word for t in tokens[k + 2 : k + 4] if t.part == "name"]
        noun = tokens[k + 1 : k + 2]
        if not (token.owner and token.part == "name" and noun and names):
            continue
        if any(part == "n" for _, part in english.usual(noun[0].lower)):
            yield noun[0].word, token.word, names[-1]


_INTO = frozenset("to into toward towards".split())
_OUT = frozenset("from out".split())
_MOVING = frozenset(
    """
    take bring bus move go travel send flee fly leave come return transfer sign evacuate drive carry
    deport withdraw retreat divert relocate head sail march
    """.split()
)


def _ways(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Bused out of Vell" for "taken to Vell"."""
    told = list(_moves(cited))
    for way, place in _moves(claim):
        ways = {other for other, there in told if holds(place, [there], "")}
        if ways and way not in ways:
            yield Fault("order", place.surface, "the source has it the other way round")


def _moves(parsed: Parsed) -> Iterator[tuple[bool, Word]]:
    """Places to which (true) or from which (false) something moves."""
    tokens = tagged(parsed.text)
    moving = {d.verb.start for d in clauses(parsed.text).deeds if d.base in _MOVING}
    for k, token in enumerate(tokens):
        if token.word.start not in moving:
            continue
        for at in range(k + 1, min(k + _REACH, len(tokens) - 1)):
            if re.search(r"[,.;:!?]", tokens[at].gap) or tokens[at].form == "finite":
                break
            if tokens[at].lower in _INTO | _OUT:
                place = next((t for t in tokens[at + 1 : at + 4] if t.part == "name"), None)
                if place is not None and names_somebody(place.word):
                    yield tokens[at].lower in _INTO, place.word


_REACH = 9
_LESS = frozenset(
    "less fewer lower smaller shorter younger lighter slower worse earlier cheaper".split()
)


def _than(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "The mountains more than the wind" for "the wind more than the mountains"."""
    for more, ahead, behind in _comparisons(claim):
        for other, one, two in _comparisons(cited):
            straight = _same(ahead, one) + _same(behind, two)
            turned = _same(ahead, two) + _same(behind, one)
            if (turned, straight) == (2, 0) and more == other:
                shown = f"than {behind[0].word.surface}"
                yield Fault("order", shown, "the source compares them the other way round")


def _same(a: Sequence[Token], b: Sequence[Token]) -> bool:
    return any(same_word(x.word, y.word) for x in a for y in b)


def _comparisons(parsed: Parsed) -> Iterator[tuple[bool, list[Token], list[Token]]]:
    """Comparisons: whether the first is more; the nouns before "than" and behind it."""
    tokens = tagged(parsed.text)
    for k, token in enumerate(tokens):
        if token.lower != "than":
            continue
        before = [t for t in tokens[max(0, k - _REACH) : k] if _is_thing(t)][-2:]
        behind = [t for t in tokens[k + 1 : k + 5] if _is_thing(t)][:1]
        grades = [bare(t.lower) for t in tokens[max(0, k - _REACH) : k]]
        if before and behind:
            yield not any(g in _LESS for g in grades), before, behind


def _is_thing(token: Token) -> bool:
    return token.part in ("noun", "name") and token.lower not in STOP_WORDS
