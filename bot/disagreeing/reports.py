"""What each source reports: its amounts, each with what is known of what it counts."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checking.quantities import Quantity
from bot.checking.text import Parsed, parse
from bot.checking.units import PEOPLE
from bot.disagreeing.ages import age, as_age, whose_age
from bot.disagreeing.alike import any_means, is_person
from bot.disagreeing.amounts import Amount, amounts
from bot.disagreeing.asides import asides, is_added_to
from bot.disagreeing.background import Background
from bot.disagreeing.hours import hours_and_days
from bot.disagreeing.kinds import HARD, allowed, is_general, kinds_near
from bot.disagreeing.labels import label, refers_back, turns
from bot.disagreeing.polls import gained_by, got_besides, got_by_them, got_too, named_before
from bot.disagreeing.qualified import (
    is_former,
    is_no_figure,
    is_part,
    qualifiers,
    special,
)
from bot.disagreeing.things import head_of, is_label, named_part, things_of
from bot.disagreeing.whose import owners, places, scopes, speakers
from bot.drafting.places import distinct_words, is_headline
from bot.drafting.timing import Named, named
from bot.language.terms import Word
from index import Dated, Source, Span


@dataclass(frozen=True)
class Report:
    """One amount that one source gives.

    Attributes:
        amount: how much.
        kinds: what happened to what is counted.
        nouns, things: what is counted, as stems and as words, the first of them first.
        people: kinds of people that are counted.
        owners: names of the party whose it is.
        qualifiers: what makes it another than the plain number: suspected, planned, recent.
        part: whether it is a part of a larger number.
        former: whether it is an earlier figure, only recalled.
        days: days that its sentence names, without those on which somebody said it; of what is
            long past, those that its paragraph names before it.
        recalled: whether they are its paragraph's.
        polled: whether it is of votes, a share of them or seats, and its owners got them.
        scopes: kinds of place that it is limited to.
        places: names that follow "in", "at" or "of" in its sentence.
        stems: the stems of its sentence's words.
        head: what the amount is the size of: the queues of "queues of 9 kilometres".
        told: the stretch of its article.
        copies: files that say the same in the same words.
        span: its sentence in the text of record.
        written_on: the day that the head of an article names, in ISO form, where it is not dated.
        turns: what its passage numbers, such as the second round.
    """

    amount: Amount
    kinds: frozenset[str]
    nouns: tuple[str, ...]
    things: tuple[Word, ...]
    people: frozenset[str]
    owners: tuple[Word, ...]
    qualifiers: frozenset[str]
    part: bool
    former: bool
    days: tuple[Named, ...]
    scopes: frozenset[str]
    places: tuple[Word, ...]
    parsed: Parsed
    head: Word | None
    told: Told
    source: Source
    span: Span
    copies: tuple[str, ...] = ()
    written_on: str | None = None
    turns: frozenset[tuple[str, str]] = frozenset()
    recalled: bool = False
    polled: bool = False

    @property
    def context(self) -> Around:
        """The words of its whole article, as far as it is at hand."""
        return self.told.around

    @functools.cached_property
    def speakers(self) -> tuple[Word, ...]:
        """Who says it, as words."""
        return speakers(self.parsed, self.amount.start)

    @property
    def day(self) -> str | None:
        """The day of its article, as far as it is known or its head names one."""
        if self.published is not None and self.published.precision == "day":
            return self.published.date
        return self.written_on

    @property
    def written(self) -> str:
        """The amount in the text's own words."""
        return self.amount.written

    @property
    def published(self) -> Dated | None:
        """The date of its article."""
        return self.source.published


class Around(tuple[Word, ...]):
    """The words of an article, each once, and which words were found to mean one of them."""

    @functools.cached_property
    def lowered(self) -> frozenset[str]:
        """Each of them in lower case, without a possessive."""
        return frozenset(w.surface.lower().removesuffix("'s") for w in self)

    @functools.cached_property
    def _known(self) -> dict[tuple[str, bool, bool], bool]:
        return {}

    def speaks_of(self, word: Word) -> bool:
        """Whether a word may mean the same as one of them."""
        asked = (word.surface, word.capital, word.opens)
        found = self._known.get(asked)
        if found is None:
            if len(self._known) >= _ASKED_OF_ONE:
                self._known.clear()
            found = self._known[asked] = any_means(word, self)
        return found


_ASKED_OF_ONE = 1_000


@functools.lru_cache(maxsize=256)
def _around(text: str) -> Around:
    return Around(distinct_words(text))


@dataclass(frozen=True)
class Told:
    """A stretch of one article that may report something.

    Attributes:
        text: its text of record's part.
        sentences: offsets of its sentences into the text of record.
        start: where the part begins.
        article: as much of the article, and of what is known of it, as says what it is about.
        copies: other files that hold the same words.
    """

    source: Source
    text: str
    start: int
    sentences: tuple[Span, ...]
    article: str
    copies: tuple[str, ...] = ()

    @functools.cached_property
    def around(self) -> Around:
        """The words of the article that are at hand."""
        return _around(self.article)


def reports(told: Sequence[Told], times: bool = False) -> list[Report]:
    """Every amount of the evidence.

    Args:
        told: the evidence.
        times: whether times of day and days count as amounts too.
    """
    out: list[Report] = []
    heads = _days_of_heads(told)
    for part in told:
        before: list[Report] = []
        numbered = turns(part.text)
        day = heads.get(part.source.file)
        # Where only the head tells the day, "on Friday" is taken from there.
        dated = Dated(day, "day", "head") if day else part.source.published
        past = Background(part.text, part.start, dated.date if dated else None)
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            parsed = parse(text, dated)
            found = [_of_the_same(r, before) for r in _with_parts(_reports(parsed, part, span))]
            if times:
                found += [_report(parsed, part, span, a, None) for a in hours_and_days(parsed)]
            before = found or before
            found = _then(found, past.days(parsed, span))
            out.extend(replace(r, written_on=day, turns=numbered) for r in found)
    return out


def _then(found: Sequence[Report], past: tuple[Named, ...]) -> list[Report]:
    """Reports of a sentence without a day, as of the long past of which its paragraph tells."""
    return [
        replace(r, days=past, recalled=True) if past and not r.days and r.kinds & HARD else r
        for r in found
    ]


def _days_of_heads(told: Sequence[Told]) -> dict[str, str]:
    """By file without a date: the only day that the head of its article names."""
    out: dict[str, str] = {}
    for part in told:
        if part.start < _HEAD and part.source.published is None:
            head = parse(part.text[: _HEAD - part.start])
            days = {n.first for n in named(head) if n.length == 1 and n.dated}
            days |= {f"{y}-{m}-{d}" for d, m, y in _DOTTED.findall(head.text) if m <= "12"}
            if len(days) == 1:
                out[part.source.file] = days.pop()
    return out


# "Thirty-five of them were children".
_OF_THEM = re.compile(r"\s*of (?:them|those|these|whom)\b", re.IGNORECASE)


def _of_the_same(report: Report, before: Sequence[Report]) -> Report:
    """A report with what is counted in the sentence before it, where it says "the number"."""
    behind = report.parsed.text[report.amount.end :]
    if not report.kinds and before and _OF_THEM.match(behind):
        return replace(report, kinds=before[0].kinds)
    won = next((r for r in before if r.polled and r.amount.dimension == "count"), None)
    if won and not report.things and got_by_them(report.parsed, report.amount):
        return _polled_too(won, report, won.owners)
    if report.things or not refers_back(report.parsed.text[: report.amount.start]):
        return report
    of = next((r for r in before if r.things and r.amount.dimension == "count"), None)
    if of is None or report.amount.dimension != "count":
        return report
    kinds = report.kinds or of.kinds
    return replace(report, kinds=kinds, nouns=of.nouns, things=of.things, people=of.people)


# Who "holds" seats has won them.
_WON = frozenset(["won", "taken"])
_AND = re.compile(r"\s*(?:[\w'’-]+\s+){1,4}and\s+$")


def _with_parts(found: Iterator[Report]) -> list[Report]:
    """The reports of a sentence; "14 soldiers and 44 villagers were killed" gives two parts."""
    out = list(found)
    for i, (one, other) in enumerate(itertools.pairwise(out)):
        text = one.parsed.text
        if (
            one.amount.dimension == other.amount.dimension == "count"
            and one.kinds & other.kinds & HARD
            and one.nouns[:1] != other.nouns[:1]
            and all(_of_people(r) for r in (one, other))
            and _AND.fullmatch(text[one.amount.end : other.amount.start])
        ):
            out[i], out[i + 1] = replace(out[i], part=True), replace(other, part=True)
        elif one.kinds & other.kinds & HARD and is_added_to(text, one.amount, other.amount):
            out[i] = replace(out[i], qualifiers=one.qualifiers | {"added to"})
    return out


def _of_people(report: Report) -> bool:
    return bool(report.things) and (is_person(report.things[0]) or is_general(report.nouns))


def _reports(parsed: Parsed, part: Told, span: Span) -> Iterator[Report]:
    polled: Report | None = None
    for amount, q in amounts(parsed):
        if as_age(parsed, amount):
            aged = _report(parsed, part, span, age(amount), q)
            whose = whose_age(parsed, amount)
            yield replace(aged, kinds=frozenset(["age"]), owners=whose, things=(), nouns=())
        elif polled and q.unit is None and not q.nouns and got_too(parsed, polled.amount, amount):
            bare = _report(parsed, part, span, amount, q)
            polled = _polled_too(polled, bare, named_before(parsed, amount))
            yield polled
        elif q.kind == "ordinal" or not (
            is_no_figure(parsed, amount) or is_label(parsed, amount, q)
        ):
            found = _report(parsed, part, span, amount, q)
            if polled and not found.polled and got_besides(parsed, polled.amount, found.amount):
                found = replace(found, kinds=polled.kinds, owners=polled.owners, polled=True)
            polled = found if found.polled else polled
            yield found


def _polled_too(first: Report, bare: Report, whose: tuple[Word, ...]) -> Report:
    """A bare number as one of what the number before it counts, got by somebody."""
    amount = replace(bare.amount, unit=first.amount.unit, dimension=first.amount.dimension)
    kinds, nouns, things = first.kinds, first.nouns, first.things
    return replace(
        bare, amount=amount, kinds=kinds, nouns=nouns, things=things, owners=whose, polled=True
    )


# The same passages come again with the next questions.
@functools.lru_cache(maxsize=4_096)
def _report(parsed: Parsed, part: Told, span: Span, amount: Amount, q: Quantity | None) -> Report:
    """An amount with what its sentence says of it.

    Args:
        q: the number of the amount; None for a time.
    """
    left, right = parsed.text[: amount.start], parsed.text[amount.end :]
    things = things_of(parsed, q) if q else ()
    labelled = label(left)
    if labelled is not None:
        left = f"{labelled} "
    counted = tuple(w.stem for w in things)
    whose = owners(parsed, q, part.source, part.around) if q else ()
    kinds = kinds_near(left, right, allowed(amount), things)
    if _ALL_KILLED.search(left) or (_ALL.search(left) and _ABOARD_DIED.match(right)):
        kinds = frozenset(["dead"])
    if amount.dimension == "count" and not _is_whole(amount):
        # Of a quake's strength nobody dies by halves.
        kinds -= HARD
    beside = asides(parsed.text, amount, q.whole) if q else frozenset()
    got = gained_by(parsed, q, things) if q and q.unit != "vote" and not beside else ()
    polled = bool((q and q.unit == "vote" and whose) or (got and kinds <= _WON))
    if polled:
        kinds, whose = frozenset(["won"]), got or whose
    return Report(
        amount=amount,
        kinds=kinds,
        nouns=counted,
        things=things,
        people=frozenset(n for n, forms in PEOPLE.items() if forms & set(counted)),
        owners=whose,
        qualifiers=qualifiers(left, right, amount) | special(parsed, amount, q) | beside,
        part=amount.dimension != "percent"
        and (is_part(left, right) or bool(q and named_part(parsed, q))),
        former=is_former(left, parsed.text[max(q.whole if q else 0, amount.end) :]),
        days=tuple(n for n in named(parsed) if not n.reporting and n.start >= dateline(parsed)),
        scopes=scopes(right),
        places=tuple(places(parsed)),
        parsed=parsed,
        head=head_of(parsed, amount),
        told=part,
        source=part.source,
        span=span,
        copies=part.copies,
        polled=polled,
    )


# "Killing all five on board", "all five people aboard died".
_ALL_KILLED = re.compile(r"\bkill(?:ed|ing|s) all(?: of)?(?: the| its| their)?\s+$", re.IGNORECASE)
_ALL = re.compile(r"\ball(?: of)?(?: the| its| their)?\s+$", re.IGNORECASE)
_ABOARD_DIED = re.compile(
    r"\s+(?:\w+ ){0,2}?(?:on board|aboard) (?:the (?:\w+ ){1,2})?(?:died|perished"
    r"|(?:were|was|have been) killed|lost their lives)\b",
    re.IGNORECASE,
)


def _is_whole(amount: Amount) -> bool:
    ends = (float(end) for end in (amount.low, amount.high) if math.isfinite(end))
    return all(end.is_integer() for end in ends)


def dateline(parsed: Parsed) -> int:
    """The offset behind a sentence's dateline: "KELL, 13 May 2019 - ", "LENZ (Meridian) -- "."""
    match = _DATELINE.match(parsed.text)
    return match.end() if match else 0


_DATELINE = re.compile(
    r"^\W*[A-Z][^.!?;]{0,80}?(?:\s[-–—]{1,2}\s|[–—]|(?<=\d)-(?=[^\W\d])|(?<=\))\s?-{1,2}\s?"
    r"|(?<=\b[12]\d{3}):\s)"
)
# "11.08.2020": with dots the day comes first.
_DOTTED = re.compile(r"\b([0-3]\d)\.([01]\d)\.((?:19|20)\d\d)\b")
# So far reaches the head of an article, in characters.
_HEAD = 400
