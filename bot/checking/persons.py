"""Who it happened to: not to the one who tells of it, nor to whose brother or head it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.alike import same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, is_role
from bot.checking.speech import Statement, statements
from bot.checking.text import Parsed
from bot.language.clauses import Deed, clauses
from bot.language.phrases import Party
from bot.language.terms import Word

_RELATIVES = (
    "brother|sister|son|daughter|father|mother|wife|husband|widow|widower|cousin|uncle|aunt|nephew"
    "|niece|grandson|granddaughter|grandfather|grandmother|fiancée?|partner|lawyer|driver|aide"
    "|adviser|advisor|bodyguard|deputy|predecessor|successor|rival|supporter|friend|associate|ally"
)
_OFFICERS = (
    "head|chief|director|leader|president|chairman|chairwoman|manager|officer|employee|member"
    "|official|founder|owner|spokesman|spokeswoman|treasurer|accountant|boss"
)
_OF = r"(?: \w+)? of (?:the |an? )?(?:[A-Z]\w+ ){0,3}$"
_OF_RELATIVE = re.compile(rf"\b(?:{_RELATIVES})s?{_OF}")
_OF_OFFICER = re.compile(rf"\b(?:{_RELATIVES}|{_OFFICERS})s?{_OF}")
_WHOSE = re.compile(rf"^\S*['’]s? (?:\w+ ){{0,2}}(?:{_RELATIVES})\b")


def wrong_persons(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Deeds of a claim that are told of whom the source only names beside them."""
    if statements(claim):
        return
    theirs = [deed for deed in clauses(cited.text).deeds if not deed.noun]
    told = statements(cited)
    for own in clauses(claim.text).deeds:
        like = [deed for deed in theirs if deed.base == own.base]
        for party, undergoes in ((own.agent, False), (own.patient, True)):
            if party is None or party.pronoun or not party.words or not like:
                continue
            tells = _only_tells(party, undergoes, like, told, cited)
            if tells or _only_names(party, undergoes, claim, cited):
                words = " ".join(w.surface for w in party.words)
                yield Fault("actor", words, "in the source it is another")
                return


def _only_tells(
    party: Party, undergoes: bool, like: list[Deed], told: list[Statement], cited: Parsed
) -> bool:
    """Whether somebody stands in the source only as the one who says that it happened."""
    saying = [s for s in told if not s.speaker.pronoun and _is_one(party, s.speaker.words)]
    if len(saying) != 1:
        return False
    (statement,) = saying
    spoken = {word.start for word in statement.speaker.words}
    elsewhere = [w for w in cited.words if w.start not in spoken]
    if any(same_word(w, e) for w in party.heads for e in elsewhere):
        return False
    inside = {word.start for word in statement.content}
    of_another = _befell_another if undergoes else _done_by_another
    return all(deed.verb.start in inside and of_another(deed, cited) for deed in like)


def _befell_another(deed: Deed, cited: Parsed) -> bool:
    """Whether a deed names whom it befell by more than a pronoun."""
    party = deed.patient
    before = [w.surface.lower() for w in cited.words if w.end <= deed.verb.start][-_NEAR:]
    return party is not None and not party.pronoun and not _PRONOUNS.intersection(before)


def _done_by_another(deed: Deed, cited: Parsed) -> bool:
    """Whether right before a deed stands who did it: "the mayor had taken bribes"."""
    if deed.agent is None or deed.agent.pronoun or deed.loose:
        return False
    end = max(word.end for word in deed.agent.words)
    between = [w.surface.lower() for w in cited.words if end <= w.start < deed.verb.start]
    return end <= deed.verb.start and _HELPING.issuperset(between)


_HELPING = frozenset("had has have not never also been already".split())
_PRONOUNS = frozenset("he she it they we i who which".split())
# So many words before a verb its pronoun may stand.
_NEAR = 5


def _is_one(party: Party, words: tuple[Word, ...]) -> bool:
    names = party.names or party.heads
    return bool(names) and all(any(same_word(n, w) for w in words) for n in names)


def _only_names(party: Party, undergoes: bool, claim: Parsed, cited: Parsed) -> bool:
    """Whether a name stands in the source only to tell whose brother or head somebody is."""
    if not party.names:
        return False
    pattern = _OF_OFFICER if undergoes else _OF_RELATIVE
    for name in party.names:
        places = [w for w in cited.words if same_word(w, name)]
        found = [_beside(pattern, place, cited) for place in places]
        if found and None not in found:
            return not any(word in claim.lower for word in found if word)
    return False


def _beside(pattern: re.Pattern[str], place: Word, cited: Parsed) -> str | None:
    """The word for a relative or an officer of whom a name tells whose he is; None for no such."""
    match = pattern.search(cited.text[: place.start])
    if match is not None and re.match(r"\w", match.group()):
        return match.group().split()[0].lower().removesuffix("s")
    whose = _WHOSE.search(cited.text[place.start :])
    return whose.group().split()[-1].lower() if whose else None


_IS_THE = re.compile(
    r"(?P<name>(?:[A-Z][\w'’-]*\.? )*[A-Z][\w'’-]+) (?:is|was|had been|has been) "
    r"(?:(?:the|its|their|his|her) )?(?P<role>(?:[a-z-]+ ){0,2}[a-z-]+)\s*\.?$"
)


def wrong_holders(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """ "Rowe was the top seed" where the source has "the top seed, Dora Milan"."""
    match = _IS_THE.match(claim.text)
    if match is None:
        return
    role = [w for w in claim.words if match.start("role") <= w.start]
    name = [w for w in claim.words if w.end <= match.end("name")]
    if not is_role(role[-1]) and role[-1].surface.lower() not in _PLACED:
        return
    found = clauses(cited.text).phrases
    known = [p for p in (found.apposed(p) for p in found.all) if p.names]
    if not any(holds(name[-1], p.names, "") for p in known):
        return
    holders = [p for p in known if all(_among(w, p.words) for w in role)]
    if holders and not any(holds(name[-1], p.names, "") for p in holders):
        other = " ".join(w.surface for w in holders[0].names)
        yield Fault("actor", claim.text[: match.end("name")], f"in the source it is {other}", other)


# What one may be besides an office.
_PLACED = frozenset("seed champion favourite favorite winner runner-up captain author".split())


def _among(word: Word, words: tuple[Word, ...]) -> bool:
    return any(same_word(word, other) for other in words)
