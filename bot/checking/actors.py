"""Who did it, and to whom: those who take part in a claim's deeds must do so in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checking.alike import same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds
from bot.checking.parties import Standing, qualifiers_turned, standing
from bot.checking.places import place_as_doer, places_alone
from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.language.clauses import Deed, clauses
from bot.language.english import one_word, synonymous
from bot.language.phrases import Party
from bot.language.terms import Word
from bot.language.wordclasses import SAYING, SPEAKING


def other_actors(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Deeds and figures of a claim that the source has of others."""
    if "than" in claim.lowered:
        # What is compared has two doers.
        return
    ours = [_straight(deed) for deed in clauses(claim.text).deeds]
    theirs = [_straight(deed) for deed in clauses(cited.text).deeds]
    places = places_alone(cited)
    for own in ours:
        if own.base in SAYING | {"speak"} and own.patient is None:
            continue
        fault = place_as_doer(own, places)
        fault = (
            fault
            or _other_deed(own, ours, theirs, cited)
            or _other_figure(own, claim, theirs, cited)
            or _named_later(own, theirs, cited)
        )
        if fault is not None:
            yield fault
            return


def done_elsewhere(claim: Parsed, cited: Parsed, passage: Parsed) -> Iterator[Fault]:
    """Deeds that the words which a claim stands on do not tell, and the passage of others.

    Args:
        claim: the claim.
        cited: the words that it stands on otherwise.
        passage: all that it was held against.
    """
    ours = [_straight(deed) for deed in clauses(claim.text).deeds]
    near = [_straight(deed) for deed in clauses(cited.text).deeds]
    far = [_straight(deed) for deed in clauses(passage.text).deeds]
    for own in ours:
        if own.loose or own.noun or any(_tells(told, own, cited) for told in near):
            continue
        pairs = [_pair(own, told, passage) for told in far if _one_verb(own, told)]
        if any(p.others and p.patient == "same" for p in pairs) and not any(
            p.agrees and (p.patient == "same" or p.told.patient is None) for p in pairs
        ):
            words = " ".join(w.surface for w in (*(own.agent.words if own.agent else ()), own.verb))
            yield Fault("actor", words, "in the source it is another")
            return


def _tells(told: Deed, own: Deed, cited: Parsed) -> bool:
    """Whether a deed of a source may be a claim's, by its verb or by a like verb and object."""
    return _one_verb(own, told) or (
        _one_deed(own, told) and standing(own.patient, told.patient, cited) == "same"
    )


def _named_later(own: Deed, theirs: Sequence[Deed], cited: Parsed) -> Fault | None:
    """A fault if it is done by a "he", and the claim's doer is only named in a later clause."""
    told_so = [told for told in theirs if _one_deed(own, told)]
    names = own.agent.names if own.agent is not None else ()
    if not told_so or not names or any(t.agent is None or not t.agent.pronoun for t in told_so):
        return None
    end = max(told.verb.end for told in told_so)
    if any(holds(name, [w for w in cited.words if w.end <= end], "") for name in names):
        return None
    places = [w.start for w in cited.words if any(holds(name, [w], "") for name in names)]
    if not places or not re.search(r"[.;]", cited.text[end : min(places)]):
        return None
    words = " ".join(w.surface for w in (*own.agent.words, own.verb)) if own.agent else ""
    return Fault("actor", words, "in the source it is one who is named before")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A deed of a claim beside one of its source, as far as who takes part."""

    told: Deed
    one_verb: bool
    agent: Standing
    patient: Standing
    turned_agent: Standing
    turned_patient: Standing
    turned_to: bool
    told_agent: bool
    light: bool
    like_verb: bool

    @property
    def turned(self) -> bool:
        """Whether two parties have changed places."""
        if self.agent == "same" and self.patient == "same":
            return False
        if self.turned_to:
            return True
        if self.light or not self.one_verb:
            return self.turned_agent == self.turned_patient == "same"
        # "The fighting ended" and "a call ended the fighting" are one.
        told_both = self.told.patient is not None and self.told.base not in _MUTUAL
        if self.agent == self.patient == self.turned_patient == "open" and not self.told_agent:
            # "The drones flew" and "the drones were flown" are one.
            return False
        done = self.turned_agent == "same" and self.agent != "same"
        undergone = self.turned_patient == "same" and self.patient != "same"
        return told_both and (
            (done and self.turned_patient in ("same", "open"))
            or (undergone and self.turned_agent in ("same", "open"))
        )

    @property
    def others(self) -> bool:
        """Whether somebody else surely did it, or it was surely done to somebody else."""
        if not self.one_verb or self.light:
            near = ("same", "open") if self.like_verb and not self.light else ("same",)
            return self.agent == "other" and self.patient in near
        return (
            (self.agent == "other" and self.patient in ("same", "open"))
            or (self.patient == "other" and self.agent in ("same", "open"))
            or (self.agent == "unlike" and self.patient == "same")
        )

    @property
    def of_something_else(self) -> bool:
        """Whether a like verb, or one that means little, has another object, or nobody does it."""
        if self.told.agent is None and self.told.patient is None:
            return True
        if not self.one_verb and (
            self.patient == "unlike" or "same" not in (self.agent, self.patient)
        ):
            return True
        return self.light and self.told.patient is not None and self.patient != "same"

    @property
    def agrees(self) -> bool:
        """Whether it may be the claim's deed, with its parties."""
        return (
            not self.turned
            and "other" not in (self.agent, self.patient)
            and (not (self.agent == "unlike" and self.patient == "same"))
        )


# Deeds that both parties do.
_MUTUAL = frozenset(
    """
    meet marry fight join discuss agree divorce border resemble match play face clash talk share
    """.split()
)
# Verbs that mean little without their object.
_LIGHT = frozenset("take make have do go come hold see put keep set run bring leave be".split())


def _other_deed(
    own: Deed, ours: Sequence[Deed], theirs: Sequence[Deed], cited: Parsed
) -> Fault | None:
    """A fault if everything like a deed that the source tells has others take part."""
    told_so = [told for told in theirs if _one_deed(own, told)] or [
        # Told with a verb of another meaning: the same thing undergoes it.
        told
        for told in theirs
        if told.agent is not None
        and told.base not in SPEAKING
        and own.base not in _LIGHT
        and not any(_one_deed(other, told) for other in ours)
        and own.patient is not None
        and standing(own.patient, told.patient, cited) == "same"
    ]
    pairs = [_pair(own, told, cited) for told in told_so if not (own.loose or told.loose)]
    wrong = [pair for pair in pairs if pair.turned or pair.others]
    sure = any(p.turned_to or (p.agent == "other" and p.patient == "same") for p in wrong)
    if not wrong or any(p.agrees and not (sure and p.of_something_else) for p in pairs):
        return None
    told = wrong[0].told
    who = [p for p in (told.agent, told.patient) if p is not None and not p.pronoun]
    others = " ".join(w.surface for w in (who[0].words if who else ()))
    mine = next((p for p in (own.agent, own.patient) if p is not None), None)
    words = " ".join(w.surface for w in (*(mine.words if mine else ()), own.verb))
    return Fault("actor", words, f"in the source it is {others or 'another'}", others)


def _pair(own: Deed, told: Deed, cited: Parsed) -> _Pair:
    return _Pair(
        told,
        _one_verb(own, told),
        standing(own.agent, told.agent, cited),
        standing(own.patient, told.patient, cited),
        standing(own.agent, told.patient, cited),
        standing(own.patient, told.agent, cited),
        _turned_to(own, told, cited),
        told.agent is not None or own.patient is not None,
        (own.base in _LIGHT or told.base in _LIGHT) and not _one_complement(own, told),
        own.patient is not None
        and told.patient is not None
        and not told.noun
        and same_meaning(own.verb, told.verb),
    )


def _one_complement(own: Deed, told: Deed) -> bool:
    """Whether two deeds of one light verb go on in the same words: "came from a goal down"."""
    return own.base == told.base and any(
        a == b and any(same_word(x, y) for x in one.heads for y in other.heads)
        for a, one in own.others
        for b, other in told.others
        if a not in _CIRCUMSTANCES
    )


def _turned_to(own: Deed, told: Deed, cited: Parsed) -> bool:
    """Whether giver and receiver have changed places."""
    if qualifiers_turned((own.agent, own.patient), (told.agent, told.patient)):
        return True
    if _under(own) is not None and _under(told) is not None:
        above, below = _under(own), _under(told)
        there, back = standing(own.agent, below, cited), standing(above, told.agent, cited)
        return "same" in (there, back) and {there, back} <= {"same", "open"}
    if own.to is None or told.to is None:
        return False
    there = standing(own.agent, told.to, cited)
    back = standing(own.to, told.agent, cited)
    return "same" in (there, back) and {there, back} <= {"same", "open"}


def _under(deed: Deed) -> Party | None:
    """Under whom somebody studies, serves or plays."""
    return next((p for prep, p in deed.others if prep == "under"), None)


def _one_verb(own: Deed, told: Deed) -> bool:
    return own.base == told.base or same_word(own.verb, told.verb) or one_word(own.base, told.base)


def _one_deed(own: Deed, told: Deed) -> bool:
    return (
        _one_verb(own, told) or same_meaning(own.verb, told.verb) or synonymous(own.base, told.base)
    )


# Verbs that tell a deed from its other side, by the verb that tells it straight.
_OTHER_SIDE = {
    "sell": "buy",
    "lend": "borrow",
    "give": "receive",
    "hand": "receive",
    "grant": "receive",
}
_STRAIGHT = {
    "purchase": "buy",
    "acquire": "buy",
    "get": "receive",
    "learn": "study",
    "study": "study",
}


def _straight(deed: Deed) -> Deed:
    """A deed told from the side of the one who gets or wins: "sold to" as "bought"."""
    if deed.noun:
        return deed
    if deed.patient is None:
        # "Fired at shepherds": those too undergo it.
        aim = next((p for prep, p in deed.others if prep in ("at", "against")), None)
        deed = replace(deed, patient=aim)
    if deed.base == "teach":
        return replace(deed, base="study", agent=deed.patient, patient=None, to=deed.agent)
    if deed.base in _OTHER_SIDE and deed.to is not None:
        return replace(deed, base=_OTHER_SIDE[deed.base], agent=deed.to, to=deed.agent)
    asked = next((p for prep, p in deed.others if prep == "on"), None)
    if deed.base == "call" and deed.patient is None and asked is not None:
        return replace(deed, base="ask", patient=asked)
    if deed.base == "trail" and deed.patient is not None:
        return replace(deed, base="lead", agent=deed.patient, patient=deed.agent)
    if deed.base in ("lose", "concede") and deed.to is not None:
        return replace(deed, base="beat", agent=deed.to, patient=deed.agent, to=None, others=())
    if deed.base in _STRAIGHT:
        giver = next((p for prep, p in deed.others if prep in ("from", "with")), None)
        return replace(deed, base=_STRAIGHT[deed.base], to=giver)
    return deed


def _other_figure(own: Deed, claim: Parsed, theirs: Sequence[Deed], cited: Parsed) -> Fault | None:
    """A fault if a figure of a claim's deed stands with others in the source."""
    if own.base in SAYING:
        return None
    for mine in _figures(own, claim):
        beside = _beside_figure(own, mine)
        holders = [
            told
            for told in theirs
            if (told.base not in SAYING or told.base in _DOING)
            and any(_one_figure(mine, figure) for figure in _figures(told, cited))
        ]
        others = [
            who
            for told in holders
            for figure in _figures(told, cited)
            if _one_figure(mine, figure)
            for who in _beside_figure(told, figure)
        ]
        if not any(not _is_figure(p, claim) for p in beside) or not any(
            not _is_figure(p, cited) for p in others
        ):
            continue
        if all(standing(a, b, cited) == "other" for a in beside for b in others):
            instead = " ".join(w.surface for w in others[0].words)
            words = " ".join(w.surface for w in beside[0].words)
            figure = claim.text[mine.start : mine.whole]
            return Fault("actor", f"{words} {figure}", f"the source says it of {instead}", instead)
    return None


# Verbs of speech that do something to their object.
_DOING = frozenset("propose demand ask suggest write".split())
# Prepositions that tell when and where, not who.
_CIRCUMSTANCES = frozenset("in at on after before during since until near for".split())


def _beside_figure(deed: Deed, figure: Quantity) -> list[Party]:
    """Those with names who take part in a deed beside a figure of it."""
    against = _against(deed, figure)
    if against is not None:
        return against
    parties = [deed.agent, deed.patient, deed.to]
    parties += [p for prep, p in deed.others if prep not in _CIRCUMSTANCES]
    return [p for p in parties if p is not None and p.names]


def _against(deed: Deed, figure: Quantity) -> list[Party] | None:
    """Those on the other side of a result, if a figure is theirs: "against 48 for Melk"."""
    for k, (prep, what) in enumerate(deed.others):
        of, who = deed.others[k + 1] if k + 1 < len(deed.others) else ("", None)
        if prep in ("against", "to", "versus", "from") and any(
            figure.start <= w.start < figure.end for w in what.words
        ):
            return [who] if of in ("for", "by", "of") and who is not None and who.names else []
    return None


def _is_figure(party: Party, parsed: Parsed) -> bool:
    """Whether a phrase is what a figure counts."""
    return any(q.start <= w.start < q.end for q in parsed.quantities for w in party.words)


def _one_figure(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and (a.unit == b.unit or None in (a.unit, b.unit))


def _figures(deed: Deed, parsed: Parsed) -> list[Quantity]:
    """The figures among those who take part in a deed."""
    parts: list[Party] = [p for _, p in deed.others]
    parts += [p for p in (deed.agent, deed.patient) if p is not None]
    inside: list[Word] = [w for p in parts for w in p.words]
    return [q for q in parsed.quantities if any(q.start <= w.start < q.end for w in inside)]
