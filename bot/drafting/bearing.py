"""Whether a sentence bears on what a question asks, beyond sharing its words, as numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.drafting.asked import asked, reasoned
from bot.drafting.places import Place
from bot.drafting.strengths import Floats, Strengths
from bot.language.english import broader, readings
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.parties import same
from bot.language.terms import Word, is_name, stem, words
from bot.planning import Plan

NAMES = (
    "acts",  # share of the question's verbs close by; 1 where it has none
    "act_weakest",  # the same of the verb that is farthest away
    "acts_here",  # share of its verbs in the sentence itself
    "things",  # share of its words close by that are neither verbs nor names
    "here",  # share of its words in the sentence and beside it
    "kind",  # of "which ship": how far the sentence names a ship; 1 for other questions
    "reason",  # of "why": how far the sentence gives a reason; 1 for other questions
    "speaker",  # how close by stands who is to have said it; 1 where nobody is named
    "extreme",  # how close by stand "first", "largest"; 1 where the question has none
    "subject",  # how close by stands whoever does what is asked about; 1 where nobody does
    "other_year",  # whether something happens in another year than the question's
)
# Credit from which a word stands in the sentence or beside it.
_HERE = 0.6
_DATES = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))
_YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b")
_IN_YEAR = re.compile(r"\b[Ii]n (?:\w+ )?(1\d{3}|20\d\d)\b")
_STANDS_FOR = re.compile(r"\W*(?:he|she|it|they|the|its|their|his|her|this|these)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:he|she|it|they|who)\b|\W*[\"“]", re.IGNORECASE)


class Bearing:
    """The features of `NAMES` for every sentence of the evidence."""

    def __init__(self, plan: Plan, places: Sequence[Place], strengths: Strengths) -> None:
        self._plan, self._places, self._strengths = plan, places, strengths
        self._asked = asked(plan)
        proper = np.array(_proper(plan, places))
        self._acts = np.array(self._asked.acts) & ~proper
        self._things = ~self._acts & ~proper
        self._years = {f.value for f in plan.figures if f.kind == "year"}

    def features(self, i: int, soft: Floats, near: Floats) -> list[float]:
        """One value for each of `NAMES`, from what the sentence and its surroundings hold."""
        place = self._places[i]
        return [
            _mean(near, self._acts),
            _least(near, self._acts),
            _mean(soft, self._acts),
            _mean(near, self._things),
            float((near >= _HERE).mean()),
            self._kind(place),
            reasoned(place.text, (place.before, place.after)) if self._asked.reason else 1.0,
            self._speaker(place),
            self._extreme(place),
            self._subject(place),
            self._other_year(place),
        ]

    def _kind(self, place: Place) -> float:
        kind = self._asked.kind
        if kind is None:
            return 1.0
        return max((self._is_kind(kind, w) for w in place.words), default=0.0)

    def _is_kind(self, kind: Word, word: Word) -> float:
        if same(kind, word):
            return 1.0
        if broader(kind.surface, word.surface):
            return 1.0
        return self._strengths.of(kind, word)

    def _speaker(self, place: Place) -> float:
        out = 1.0
        for name in self._asked.speakers:
            if any(same(name, w) for w in place.words):
                continue
            near = words(f"{place.before}\n{place.after}")
            if any(same(name, w) for w in near):
                out = min(out, 0.8 if _PRONOUN.match(place.text) else 0.6)
            else:
                out = 0.0
        return out

    def _subject(self, place: Place) -> float:
        subject = self._asked.subject
        if subject is None:
            return 1.0

        def held(ws: Sequence[Word]) -> float:
            return max((self._strengths.of(subject, w) for w in ws), default=0.0)

        beside = words(f"{place.before}\n{place.hit.source.title or ''}")
        credit = 0.8 if _STANDS_FOR.match(place.text) else 0.5
        return max(held(place.words), credit * held(beside), 0.3 * held(words(place.after)))

    def _other_year(self, place: Place) -> float:
        if not self._years:
            return 0.0
        said = {float(year) for year in _YEAR.findall(place.text)}
        happened = {float(year) for year in _IN_YEAR.findall(place.text)}
        return float(bool(happened) and not said & self._years)

    def _extreme(self, place: Place) -> float:
        if not self._asked.extremes:
            return 1.0
        title = place.hit.source.title or ""
        here = {w.stem for w in place.words}
        beside = {w.stem for w in words(f"{place.before}\n{place.after}\n{title}")}
        held = [
            1.0 if w.stem in here else 0.6 if w.stem in beside else 0.0
            for w in self._asked.extremes
        ]
        return float(np.mean(held))


def _proper(plan: Plan, places: Sequence[Place]) -> list[bool]:
    """For each term, whether it is a name: by its capital, or since the articles write it so."""
    title_case = len(plan.terms) > 3 and all(t.capital for t in plan.terms)
    capital: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for place in places:
        for w in place.words:
            if not w.opens:
                (capital if w.capital else plain)[w.stem] += 1
    out = []
    for t in plan.terms:
        if t.surface[0].isdigit() or t.stem in _DATES:
            out.append(False)
        elif is_name(t) and not title_case:
            out.append(True)
        elif capital[t.stem] + plain[t.stem]:
            out.append(capital[t.stem] > 4 * plain[t.stem])
        else:
            out.append(not readings(t.surface))
    return out


def _mean(values: Floats, which: npt.NDArray[np.bool_]) -> float:
    return float(values[which].mean()) if which.any() else 1.0


def _least(values: Floats, which: npt.NDArray[np.bool_]) -> float:
    return float(values[which].min()) if which.any() else 1.0
