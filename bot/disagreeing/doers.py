"""Who did something, as a sentence tells it: by its verbs, by its opening, by "it was Veda"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking.names import is_role
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.disagreeing.alike import any_means, is_verb
from bot.language import english
from bot.language.clauses import clauses
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

_CLEFT = re.compile(r"\b[Ii]t (?:was|is|were) (?P<who>.{2,60}?) (?:that|who|which)\s+$")
# A subject has so many words at most.
_LONGEST = 6
# What somebody uses, and what nobody does: it is no answer to "who", and contradicts none.
_BY_WHAT = frozenset(
    stem(thing)
    for thing in """
    shell missile rocket drone bomb mine mortar grenade bullet round shrapnel projectile gunfire
    strike blast explosion fire flame storm flood quake earthquake tremor wave wind lightning
    avalanche landslide knife gun weapon vehicle car lorry truck train
    """.split()
)


def same_deed(verb: Word, asked: Sequence[Word]) -> bool:
    """Whether a verb names what is asked about: "violated" a truce for "broke" it."""
    forms = {base for base, part in english.bases(verb.surface.lower()) if part == "v"}
    # "Who fired the shells" does not ask who shelled.
    wanted = {
        base
        for w in asked
        for base, part in english.bases(w.surface.lower())
        if part == "v" and is_verb(w)
    }
    return any_means(verb, asked) or any(forms & deeds and wanted & deeds for deeds in _ONE_DEED)


# Verbs that reports use for one deed.
_ONE_DEED = tuple(
    frozenset(group.split())
    for group in (
        "break violate breach",
        "attack strike hit raid shell bomb bombard target",
        "kill murder shoot assassinate slay",
        "start begin open launch",
        "win beat defeat",
        "steal rob embezzle take",
    )
)


def one_deed(a: Word, b: Word) -> bool:
    """Whether two words may name one deed as verbs: "shell" and "fired at"."""
    some, others = (
        {base for base, part in english.bases(w.surface.lower()) if part == "v"} for w in (a, b)
    )
    groups = (*_ONE_DEED, _BY_ARMS)
    return any(some & group and others & group for group in groups)


# What is fired at is attacked, though not all that is fired is.
_BY_ARMS = frozenset("attack shell bomb bombard fire".split())


def deeds_of(parsed: Parsed) -> Iterator[tuple[Word, list[Word]]]:
    """Verbs with the names or roles of those who did it, as far as the clause tells."""
    own = {w.start: w for w in parsed.words}
    for deed in clauses(parsed.text).deeds:
        if deed.noun or deed.agent is None or deed.agent.pronoun:
            continue
        if deed.agent.heads and all(w.stem in _BY_WHAT for w in deed.agent.heads):
            continue
        doer = [own[w.start] for w in deed.agent.words if w.start in own]
        doer = [w for w in doer if w.capital or is_role(w)] or doer
        if doer and deed.verb.start in own:
            yield own[deed.verb.start], doer


def cleft(parsed: Parsed) -> Iterator[tuple[Word, list[Word]]]:
    """ "It was Veda that fired"."""
    for verb in parsed.words:
        match = _CLEFT.search(parsed.text[: verb.start])
        if match is not None and not verb.capital:
            who = [w for w in parsed.words if match.start("who") <= w.start < match.end("who")]
            told = [w for w in who if w.capital or is_role(w)]
            if told:
                yield verb, told


def subjects(parsed: Parsed, deed: Sequence[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """What stands before the deed from the sentence's beginning on: "The Free Dunes front"."""
    for i, verb in enumerate(parsed.words[: _LONGEST + 1]):
        before = list(parsed.words[:i])
        if before and not verb.capital and is_verb(verb) and any_means(verb, deed):
            if any(w.capital and w.surface.lower() not in STOP_WORDS for w in before):
                yield verb, before
            return


def chosen(parsed: Parsed, deed: Sequence[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """To whom the deed was done, where that stands before it: "Ida Lund was elected"."""
    for verb, before in subjects(parsed, deed):
        if before[-1].surface.lower() in _BE or any(w.surface.lower() in _BE for w in before[-3:]):
            yield verb, [w for w in before if w.surface.lower() not in _BE]


_BE = frozenset("is are was were be been being has have had".split())


def begins(parsed: Parsed, doer: Word) -> int:
    """Where the clause of a doer begins.

    Who says it, and where and when it was, is no doer: "the UN said Korr", "in Tarn, Korr".
    """
    return max(_behind_speaker(parsed, doer), _behind_opening(parsed, doer))


def _behind_speaker(parsed: Parsed, doer: Word) -> int:
    """Where what somebody says begins, before a doer: behind "the UN said that"."""
    before = [w for w in parsed.words if w.end <= doer.start]
    said = next((k for k in reversed(range(len(before))) if is_saying(before[k])), None)
    if said is None:
        return 0
    that = [w.end for w in before[said:] if w.surface.lower() == "that"]
    return max([before[said].end, *that])


def _behind_opening(parsed: Parsed, doer: Word) -> int:
    """Where a sentence begins behind the place, time or source that opens it."""
    match = _OPENING.match(parsed.text[: doer.start])
    return match.end() if match else 0


# "According to Veda," and "in the north of Tarn," but no second comma: "in Tarn, Graf and Keel".
_OPENING = re.compile(
    r"^\W*(?:in|at|near|on|off|outside|inside|around|from|according to|after|since|during|before"
    r"|for|by|amid|despite|following|north|south|east|west)\b[^,;:]*,",
    re.IGNORECASE,
)
