"""One claim against the passages that it cites."""

from __future__ import annotations

import functools
import heapq
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answer import Status
from bot.checking.actors import done_elsewhere, other_actors
from bot.checking.alike import Embed
from bot.checking.causes import wrong_causes
from bot.checking.changes import turned_changes
from bot.checking.cited import Cited, Verdict
from bot.checking.compared import turned_comparisons
from bot.checking.coverage import Coverage, Covering, Held
from bot.checking.exchanged import exchanged
from bot.checking.fates import dead_for_hurt
from bot.checking.faults import Fault
from bot.checking.frames import turned_frames
from bot.checking.instead import put_instead, strangers
from bot.checking.located import wrong_places
from bot.checking.names import Names
from bot.checking.numbers import wrong_numbers
from bot.checking.opposites import turned_round
from bot.checking.order import reordered
from bot.checking.outcomes import turned_outcomes
from bot.checking.persons import wrong_holders, wrong_persons
from bot.checking.placed import misplaced
from bot.checking.planned import accused, untimely
from bot.checking.polarity import denied
from bot.checking.quotes import quoted, wrong_quotes
from bot.checking.ranks import wrong_ranks
from bot.checking.reread import reread
from bot.checking.roles import crossed
from bot.checking.sides import wrong_sides
from bot.checking.signs import lost_signs, turned_scores
from bot.checking.speakers import wrong_speakers
from bot.checking.steps import other_date, other_step
from bot.checking.strange import strange_words
from bot.checking.stronger import goes_further
from bot.checking.subjects import of_another
from bot.checking.successors import turned_successions
from bot.checking.surnames import crossed_names
from bot.checking.text import Parsed, parse, plain
from bot.checking.times import wrong_times
from bot.checking.turns import wrong_turns
from bot.checking.undenied import undenied
from bot.checking.unfulfilled import unfulfilled
from bot.checking.vague import wrong_amounts
from bot.language.terms import Word, words
from bot.reader import Reader
from index import Span
from index.lines import is_byline, lines
from index.sentences import sentences

# Below this share of a claim's words it says something that the source does not; each number, time
# or quote that stands in the source makes up for some of it.
_COVERED = 0.4
_FIRM = 0.12


def check(
    claim: str,
    cited: Sequence[Cited],
    embed: Embed | None = None,
    reader: Reader | None = None,
) -> Verdict:
    """Judge a claim by what it cites.

    Args:
        claim: one sentence, without citation marks.
        cited: the passages that it names; it must be borne out by one sentence or two adjacent
            ones of one of them.
        embed: vectors of single words, so that like words count; None compares words alone.
        reader: what reads claim and source as a whole where rules only miss words or find no
            fault; None goes by the rules alone.
    """
    verdict = _by_rules(claim, cited, embed)
    return verdict if reader is None else reread(claim, cited, verdict, reader)


def _by_rules(claim: str, cited: Sequence[Cited], embed: Embed | None) -> Verdict:
    if not cited:
        return Verdict("uncited", 0.0, reason="it names no source")
    if not any(letter.isalnum() for letter in claim):
        return Verdict("unsupported", 0.0, (claim,), (), "it says nothing")
    if _is_too_long(parse(claim)):
        return _by_its_words(claim, cited)
    found = list(_judged(claim, cited, embed))
    if not found:
        return Verdict("unsupported", 0.0, (claim,), (), "the cited words are empty")
    best = max(judged.fit for judged in found)
    # Of stretches that speak of the claim about as much, the one that contradicts it least.
    near = [judged for judged in found if judged.fit >= best - _AS_GOOD]
    stretch = min(near, key=lambda j: (len(j.faults), -j.fit, -j.covered.share, j.at))
    verdict = stretch.verdict()
    if verdict.status != "supported" or embed is None:
        return verdict
    number, span = stretch.place
    words_of = cited[number].text[span.start : span.end]
    said = parse(claim, cited[number].published)
    part = cited[number]
    told = parse(words_of, part.published)
    before = f"{part.before}\n{part.text[: span.start]}"
    strange = tuple(strange_words(said, plain(words_of), part.source, embed, before))
    strange = strange or tuple(strangers(said, told, embed))
    strange = strange or tuple(done_elsewhere(said, told, parse(part.text, part.published)))
    return replace(stretch, faults=strange).verdict() if strange else verdict


# What a sentence of news never has more of: the rules hold each number against every other.
_MOST_WORDS, _MOST_NUMBERS = 250, 60


def _is_too_long(claim: Parsed) -> bool:
    return len(claim.words) > _MOST_WORDS or len(claim.quantities) > _MOST_NUMBERS


def _by_its_words(claim: str, cited: Sequence[Cited]) -> Verdict:
    """A claim that is too long for the rules: supported where it stands in a source as it is."""
    for number, part in enumerate(cited):
        at = part.text.find(claim.strip())
        if at >= 0:
            place = (number, Span(at, at + len(claim.strip())))
            return Verdict("supported", 1.0, supporting=(place,), covered=1.0)
    reason = "it is too long to be checked, or has too many numbers: split it"
    return Verdict("unsupported", 0.0, (claim,), (), reason)


# Faults of what a stretch lacks; the others are of what it says otherwise.
_LACKING = frozenset(["quote", "number", "time", "name"])
# What a fault leaves of a claim's score: who said and who did is more often misread than a number.
_LEFT = {"speaker": 0.6, "actor": 0.6, "party": 0.6}
_LEFT_BY_OTHERS = 0.5
# What two sentences must hold more of a claim than one of them, to be cited together.
_WORTH_TWO = 0.04
_AS_GOOD = 0.03
# By how much sums of the same numbers may differ.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class _Judged:
    """A claim beside one stretch of what it cites."""

    place: tuple[int, Span]
    faults: tuple[Fault, ...]
    covered: Coverage
    two: bool
    firm: int
    at: int

    @property
    def fit(self) -> float:
        """How far the stretch speaks of what the claim speaks of, whatever it says of it."""
        lacking = sum(fault.kind in _LACKING for fault in self.faults)
        return _most(self.covered.share * 0.6**lacking, self.two)

    def verdict(self) -> Verdict:
        """What becomes of the claim, if this is the stretch that it stands on."""
        share = self.covered.share
        lacking = tuple(w.surface for w in self.covered.missing)
        score = share * math.prod(_LEFT.get(f.kind, _LEFT_BY_OTHERS) for f in self.faults)
        enough = self.covered.words + _FIRM * min(self.firm, 2) >= _COVERED
        if not self.faults and enough:
            return Verdict("supported", 0.5 + score / 2, supporting=(self.place,), covered=share)
        missing = tuple(fault.words for fault in self.faults) or lacking
        reason = "; ".join(dict.fromkeys(fault.reason for fault in self.faults))
        status: Status = "partly" if self.covered.words >= _COVERED else "unsupported"
        return Verdict(
            status,
            score / 2,
            missing,
            (self.place,),
            reason or "the source does not say so",
            self.faults,
            share,
        )


@dataclass(frozen=True, slots=True)
class _Passage:
    """One cited passage, taken apart for one claim."""

    number: int
    part: Cited
    claim: Parsed
    spans: tuple[Span, ...]
    around: tuple[Word, ...]
    names: Names

    @property
    def firm(self) -> int:
        """How many of the claim's numbers, times and quotes rules of their own look after."""
        claim = self.claim
        return len(claim.quantities) + len(claim.moments) + len(quoted(claim.text))

    def faults(self, first: int, last: int, embed: Embed | None) -> Iterator[Fault]:
        """What is wrong with the claim beside the sentences from first to last."""
        claim, cited = self.claim, self.parsed(first, last)
        if claim.text == cited.text:
            # Whatever a rule may misread, this is what the source says.
            return
        before = _words(self.part.text[: self.spans[first].start])
        yield from wrong_quotes(claim, cited)
        yield from wrong_numbers(claim, cited, embed)
        yield from wrong_amounts(claim, cited)
        yield from lost_signs(claim, cited)
        yield from turned_scores(claim, cited)
        yield from wrong_times(claim, cited)
        yield from misplaced(claim, cited)
        yield from self.names.missing(first, last)
        yield from crossed_names(claim, cited)
        yield from turned_round(claim, cited)
        yield from dead_for_hurt(claim, cited)
        yield from wrong_turns(claim, cited)
        yield from turned_outcomes(claim, cited, embed)
        yield from wrong_ranks(claim, cited)
        yield from put_instead(claim, cited)
        yield from goes_further(claim, cited)
        yield from turned_frames(claim, cited)
        yield from reordered(claim, cited)
        yield from turned_changes(claim, cited)
        yield from turned_comparisons(claim, cited)
        yield from turned_successions(claim, cited)
        yield from other_step(claim, cited)
        yield from other_date(claim, cited)
        yield from untimely(claim, cited)
        yield from accused(claim, cited)
        yield from unfulfilled(claim, cited)
        refused = tuple(denied(claim, cited, embed))
        yield from refused or undenied(claim, cited, embed)
        earlier = self.part.text[slice(*self._sentence(first - 1))] if first else ""
        yield from wrong_speakers(claim, cited, (*self.around, *before), earlier)
        yield from crossed(claim, cited)
        yield from other_actors(claim, cited)
        yield from wrong_persons(claim, cited)
        yield from wrong_holders(claim, cited)
        yield from wrong_places(claim, cited)
        yield from exchanged(claim, cited)
        yield from wrong_sides(claim, cited)
        apart = [self.parsed(i, i) for i in range(first, last + 1)]
        yield from of_another(claim, apart)
        yield from wrong_causes(claim, apart, embed)

    def _sentence(self, number: int) -> tuple[int, int]:
        return self.spans[number].start, self.spans[number].end

    def parsed(self, first: int, last: int) -> Parsed:
        """The sentences from first to last, without an article's day that stands between."""
        text = self.part.text
        told = text[slice(*self._sentence(first))]
        for at in range(first, last):
            gap = text[self.spans[at].end : self.spans[at + 1].start]
            told += (" " if gap.strip() else gap) + text[slice(*self._sentence(at + 1))]
        return parse(told, self.part.published)


# Titles and bylines stand among so many of the first lines.
_HEAD = 3


def _blocks(part: Cited) -> list[Span]:
    """What is read by sentences: a title or a byline is no part of the first one."""
    title = part.source.split("\n")[0]
    starts = [0]
    for line in list(lines(part.text))[:_HEAD]:
        words_of = " ".join(part.text[line.start : line.end].split())
        if words_of == title or is_byline(words_of) or _is_date(words_of):
            starts += [line.start, line.end]
    ends = [*starts[1:], len(part.text)]
    blocks = [Span(a, b) for a, b in zip(starts, ends, strict=True) if part.text[a:b].strip()]
    # The article's day stands for no event beside the first sentence.
    told = [block for block in blocks if not _is_date(part.text[block.start : block.end])]
    return told or blocks


def _is_date(line: str) -> bool:
    """Whether a line names a day and nothing else: it is the article's, and tells of no event."""
    rest = line
    for moment in reversed(parse(line).moments):
        rest = rest[: moment.start] + rest[moment.end :]
    return rest != line and not set(re.findall(r"\w+", rest.lower())) - _DATING


_DATING = frozenset("published posted updated on at date issued utc gmt".split())


def _passage(claim: str, number: int, part: Cited, embed: Embed | None) -> _Passage:
    said = parse(claim, part.published)
    spans = tuple(span for block in _blocks(part) for span in sentences(part.text, block))
    told = [parse(part.text[s.start : s.end], part.published) for s in spans]
    around = _words(f"{part.source}\n{part.before}")
    return _Passage(number, part, said, spans, around, Names(said, told, around, embed))


class _Held:
    """How much of a claim the stretches of one passage hold, found out no sooner than needed."""

    def __init__(self, passage: _Passage, embed: Embed | None) -> None:
        self.passage = passage
        around = f"{passage.part.before} {passage.part.text}"
        self._covering = Covering(passage.claim, embed, around)
        self._told = [passage.parsed(i, i) for i in range(len(passage.spans))]
        self._least = [self._covering.least(told) for told in self._told]
        self._sure: dict[int, Held] = {}

    def most(self, first: int, last: int) -> float:
        """The largest share that the sentences from first to last can hold."""
        least = functools.reduce(np.maximum, self._least[first : last + 1])
        return self._covering.coverage(self._covering.most(least)).share + _ROUNDING

    def coverage(self, first: int, last: int) -> Coverage:
        """What they do hold."""
        for i in range(first, last + 1):
            if i not in self._sure:
                self._sure[i] = self._covering.held(self._told[i], self._least[i])
        held = functools.reduce(np.maximum, [self._sure[i] for i in range(first, last + 1)])
        return self._covering.coverage(held)


def _judged(claim: str, cited: Sequence[Cited], embed: Embed | None) -> Iterator[_Judged]:
    """The claim beside every stretch of what it cites that may be the one it stands on.

    Those that can fit best come first, and the others not at all: what a stretch covers bounds how
    well it can fit, and what it covers by form bounds what it can cover.
    """
    places = [
        (held, first, last)
        for number, part in enumerate(cited)
        for held in [_Held(_passage(claim, number, part, embed), embed)]
        for last in range(len(held.passage.spans))
        for first in ((last, last - 1) if last else (last,))
    ]
    # (less how well it can fit, the stretch's number, what it covers once that is known)
    queue: list[tuple[float, int, Coverage | None]] = [
        (-_most(held.most(first, last), last > first), at, None)
        for at, (held, first, last) in enumerate(places)
    ]
    heapq.heapify(queue)
    best = -1.0
    while queue:
        most, at, covered = heapq.heappop(queue)
        if -most < best - _AS_GOOD:
            return
        held, first, last = places[at]
        if covered is None:
            covered = held.coverage(first, last)
            heapq.heappush(queue, (-_most(covered.share, last > first), at, covered))
            continue
        passage = held.passage
        place = Span(passage.spans[first].start, passage.spans[last].end)
        faults = tuple(passage.faults(first, last, embed))
        judged = _Judged((passage.number, place), faults, covered, last > first, passage.firm, at)
        best = max(best, judged.fit)
        yield judged


def _most(share: float, two: bool) -> float:
    """How well a stretch fits if nothing is wrong with it."""
    return share - _WORTH_TWO * two


@functools.lru_cache(maxsize=512)
def _words(text: str) -> tuple[Word, ...]:
    return tuple(words(text))
