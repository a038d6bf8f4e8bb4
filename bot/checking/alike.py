"""Which words stand for the same thing: one lemma, one name, or meanings that are close."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from bot.language.parties import same
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32] | None]
"""Words to unit vectors of shape (words, dimensions), or None where there is no model."""

_IRREGULAR = """
take took taken|say said|meet met|fall fell fallen|rise rose risen|win won winner winners|lose lost loss|begin began
begun|break broke broken breach breached|bring brought|buy bought|build built|catch caught|choose chose
chosen|come came|dig dug|draw drew drawn|drive drove driven|feed fed|feel felt|fight fought fighting
fights|find found|flee fled|fly flew flown|give gave given|go went gone|grow grew grown|hold held|keep
kept|know knew known|lay laid|lead led leader leaders leading leadership|leave left|lend lent|make made|mean meant|pay paid|run ran|see
saw seen|seek sought|sell sold|send sent|set|shake shook|shoot shot|show showed shown|sing sang|sink
sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike
struck stricken|swear swore|swim swam|teach taught teacher|tell told|think thought|throw threw thrown|wake woke|wear
wore worn|write wrote written writer|child children|man men|woman women|foot feet|life lives live|
die died dead death deaths dying|birth born|defend defence defense|succeed success|injury injured injure
injuries|wound wounded wounds|choice choose|growth grow|flight flee|sale sell|loan lend lent|speech speak
spoke|proof prove proved|belief believe|advice advise advised|arrive arrival|refuse refusal|destroy
destruction destroyed|decide decision decided|permit permission|explode explosion exploded|invade invasion
invaded|seize seizure seized|assist assistance|strong strength|long length|high height|deep depth|
high higher highest|apply application|withdraw withdrew withdrawn withdrawal|sign signed signature|
elect election elected|agree agreed agreement|argue argument|state statement|propose proposal proposed|
approve approval approved|deny denied denial|rescue rescued rescuer|employ employed employee employment
employs|require requirement|measure measures|hit hits|cut cuts|shut shuts|put puts|hurt hurts|quit quits|south southern|
north northern|east eastern|west western|southwest southwestern|southeast southeastern|northwest
northwestern|northeast northeastern|find found|
"""
# Words that a report may use for one another; each group is one meaning.
_GROUPS = """
kill slay perish die lose claim cost fatal victim casualty toll|wound injure hurt|soldier serviceman
troop trooper servicemen military army|people person inhabitant resident human|fight battle clash combat
fighting hostility war|truce ceasefire armistice|attack assault offensive raid strike|say state declare
announce|ask urge request call appeal|talk speak negotiate dialogue discuss conversation|phone telephone
call|flat apartment|firm company business|bank lender|money fund cash|job work|house home dwelling|
car vehicle|ship vessel boat|hospital clinic|school college|pupil student|child kid|area region zone
territory|border frontier|help aid assist support|big large great huge|small little|begin start commence
launch open|end finish stop cease halt over|buy purchase|near close beside next|quick fast swift rapid|
envoy delegate ambassador representative|head chief director lead run|worker employee staff|dock port
harbour|doctor physician|police officer|fire shoot|shell bomb bombard|seize capture take conquer|leave
quit withdraw depart|give grant hand provide supply|get receive obtain|show reveal|stay remain|damage
harm destroy|show demonstrate protest rally|agree accept|reject refuse decline turn|accuse blame charge|
injury wound|saver customer depositor|fine penalty|hole gap shortfall|disease illness sickness|case
patient|gather assemble meet|siren alarm|levee dyke dike dam embankment|rain rainfall|flood inundation|
choose elect vote|voter elector|law act bill|judge court|treaty agreement accord pact deal protocol|
sea ocean|weapon arm|prisoner captive detainee|ministry minister department|prime premier|autumn fall|
doubt question|fear worry|hope expect|cut reduce|increase raise rise grow|name call title|live dwell
reside|tie relation relationship|country nation state land|town city|village hamlet|road street|
swear pledge promise vow assure|deploy station send|arrange broker negotiate mediate|defeat beat lose
""".replace("\n", " ")


@functools.cache
def _lemmas() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in _IRREGULAR.replace("\n", " ").split("|"):
        forms = group.split()
        for form in forms:
            out.setdefault(stem(form), stem(forms[0]))
    return out


@functools.cache
def _meanings() -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split("|")):
        for form in group.split():
            out.setdefault(lemma(stem(form)), set()).add(number)
    return {form: frozenset(groups) for form, groups in out.items()}


def lemma(stemmed: str) -> str:
    """The stem of a word's plain form: took and taken as take, deaths as die."""
    return _lemmas().get(stemmed, stemmed)


@functools.lru_cache(maxsize=200_000)
def _one_meaning(a: str, b: str) -> bool:
    return bool(_meanings().get(a, frozenset()) & _meanings().get(b, frozenset()))


def same_word(a: Word, b: Word) -> bool:
    """Whether two words are forms of one word, one name or one party."""
    return same(a, b) or lemma(a.stem) == lemma(b.stem)


def same_meaning(a: Word, b: Word) -> bool:
    """Whether two words may stand for one another in a report."""
    return same_word(a, b) or _one_meaning(lemma(a.stem), lemma(b.stem))


def likeness(
    asked: Sequence[Word], said: Iterable[Word], embed: Embed | None
) -> npt.NDArray[np.float64]:
    """How far each word of one text stands for each of another, shape (asked, said), 0 to 1."""
    held = list(said)
    table = np.zeros((len(asked), len(held)))
    for i, a in enumerate(asked):
        for j, b in enumerate(held):
            if same_word(a, b):
                table[i, j] = 1.0
            elif _one_meaning(lemma(a.stem), lemma(b.stem)):
                table[i, j] = 0.9
    if embed is None or not asked or not held:
        return table
    vectors = embed([w.surface.lower() for w in (*asked, *held)])
    if vectors is None:
        return table
    cosine = vectors[: len(asked)] @ vectors[len(asked) :].T
    for j, b in enumerate(held):
        if b.surface.lower() in STOP_WORDS or b.surface[0].isdigit():
            cosine[:, j] = 0
    scaled = np.clip((cosine - _FLOOR) / (_SURE - _FLOOR), 0, 1) * 0.85
    merged: npt.NDArray[np.float64] = np.maximum(table, scaled)
    return merged


# Cosine of two single words from which one may stand for the other, and at which it does.
_FLOOR, _SURE = 0.35, 0.7
