"""One claim against the passages that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Status
from bot.checking.alike import Embed
from bot.checking.coverage import Coverage, coverage
from bot.checking.faults import Fault
from bot.checking.names import wrong_names
from bot.checking.numbers import wrong_numbers
from bot.checking.polarity import denied, reordered, turned_round
from bot.checking.quotes import wrong_quotes
from bot.checking.roles import crossed
from bot.checking.speech import wrong_speakers
from bot.checking.text import Parsed, parse
from bot.checking.times import wrong_times
from bot.language.terms import Word, words
from index import Dated, Span
from index.sentences import sentences


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a claim cites.

    Attributes:
        text: one passage.
        published: its article's date, against which its weekdays are resolved.
        source: its article's title and outlet, which may name who speaks or what it is about.
        before: what stands before it in its article, for "he" and "the ministry".
    """

    text: str
    published: Dated | None = None
    source: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    Attributes:
        status: supported, partly, unsupported, or uncited when there is nothing cited.
        score: 0 to 1; orders claims by how well they are supported.
        unsupported: the claim's words that the cited ones do not bear out.
        supporting: (index of the passage, its range of one or two adjacent sentences), best first;
            offsets count from the passage's start.
        reason: what is wrong, for a person; empty for a supported claim.
        faults: what the rules found wrong in the best stretch.
    """

    status: Status
    score: float
    unsupported: tuple[str, ...] = ()
    supporting: tuple[tuple[int, Span], ...] = ()
    reason: str = ""
    faults: tuple[Fault, ...] = ()


# Below this share of a claim's words it says something that the source does not.
_COVERED = 0.5


def check(claim: str, cited: Sequence[Cited], embed: Embed | None = None) -> Verdict:
    """Judge a claim by what it cites.

    Args:
        claim: one sentence, without citation marks.
        cited: the passages that it names; it must be borne out by one sentence or two adjacent
            ones of one of them.
        embed: vectors of single words, so that like words count; None compares words alone.
    """
    if not cited:
        return Verdict("uncited", 0.0, reason="it names no source")
    found = [
        _judge(claim, part, number, span, embed)
        for number, part in enumerate(cited)
        for span in stretches(part.text)
    ]
    if not found:
        return Verdict("unsupported", 0.0, (claim,), (), "the cited words are empty")
    best = max(judged.fit for judged in found)
    # Of stretches that speak of the claim about as much, the one that contradicts it least.
    near = [judged for judged in found if judged.fit >= best - _AS_GOOD]
    return min(near, key=lambda judged: (len(judged.faults), -judged.fit)).verdict()


def stretches(text: str) -> Iterator[Span]:
    """Every sentence and every two adjacent sentences of a passage."""
    found = sentences(text, Span(0, len(text)))
    yield from found
    for first, second in zip(found, found[1:], strict=False):
        yield Span(first.start, second.end)


# Faults of what a stretch lacks; the others are of what it says otherwise.
_LACKING = frozenset(["quote", "number", "time", "name"])
# What two sentences must hold more of a claim than one of them, to be cited together.
_WORTH_TWO = 0.04
_AS_GOOD = 0.03


@dataclass(frozen=True, slots=True)
class _Judged:
    """A claim beside one stretch of what it cites."""

    place: tuple[int, Span]
    faults: tuple[Fault, ...]
    covered: Coverage
    two: bool

    @property
    def fit(self) -> float:
        """How far the stretch speaks of what the claim speaks of, whatever it says of it."""
        lacking = sum(fault.kind in _LACKING for fault in self.faults)
        return self.covered.share * 0.6**lacking - _WORTH_TWO * self.two

    def verdict(self) -> Verdict:
        """What becomes of the claim, if this is the stretch that it stands on."""
        share = self.covered.share
        score = share * 0.5 ** len(self.faults)
        if not self.faults and share >= _COVERED:
            return Verdict("supported", 0.5 + score / 2, (), (self.place,))
        missing = tuple(fault.words for fault in self.faults)
        missing = missing or tuple(w.surface for w in self.covered.missing)
        reason = "; ".join(dict.fromkeys(fault.reason for fault in self.faults))
        status: Status = "partly" if share >= _COVERED else "unsupported"
        return Verdict(
            status,
            score / 2,
            missing,
            (self.place,),
            reason or "the source does not say so",
            self.faults,
        )


def _judge(claim: str, part: Cited, number: int, span: Span, embed: Embed | None) -> _Judged:
    said = parse(claim, part.published)
    held = parse(part.text[span.start : span.end], part.published)
    around = words(f"{part.source}\n{part.before}\n{part.text[: span.start]}")
    faults = tuple(_faults(said, held, around, embed))
    two = sum(1 for s in sentences(part.text, span)) > 1
    return _Judged((number, span), faults, coverage(said, held, embed), two)


def _faults(
    claim: Parsed, cited: Parsed, around: Sequence[Word], embed: Embed | None
) -> Iterator[Fault]:
    yield from wrong_quotes(claim, cited)
    yield from wrong_numbers(claim, cited, embed)
    yield from wrong_times(claim, cited)
    yield from wrong_names(claim, cited, around, embed)
    yield from turned_round(claim, cited)
    yield from reordered(claim, cited)
    yield from denied(claim, cited, embed)
    yield from wrong_speakers(claim, cited, around)
    yield from crossed(claim, cited)
