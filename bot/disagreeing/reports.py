"""What each source reports: its amounts, each with what is known of what it counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.checking.quantities import Quantity
from bot.checking.text import Parsed, parse
from bot.checking.units import PEOPLE
from bot.disagreeing.ages import age, as_age, whose_age
from bot.disagreeing.alike import is_verb
from bot.disagreeing.amounts import BOUND, Amount, amounts
from bot.disagreeing.hours import hours_and_days
from bot.disagreeing.kinds import allowed, kinds_near
from bot.disagreeing.labels import label, labelled, refers_back, turns
from bot.disagreeing.qualified import (
    is_former,
    is_no_figure,
    is_part,
    qualifiers,
    special,
)
from bot.disagreeing.whose import owners, places, scopes, speakers
from bot.drafting.places import is_headline
from bot.drafting.timing import Named, named
from bot.language import english
from bot.language.figures import NUMBER_WORDS
from bot.language.terms import Word
from index import Dated, Source, Span
from index.lexical import STOP_WORDS


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
        days: days that its sentence names, without those on which somebody said it.
        scopes: kinds of place that it is limited to.
        places: names that follow "in", "at" or "of" in its sentence.
        speakers: who says it, as words.
        stems: the stems of its sentence's words.
        head: what the amount is the size of: the queues of "queues of 9 kilometres".
        context: stems of its whole article, as far as it is at hand.
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
    speakers: tuple[Word, ...]
    parsed: Parsed
    head: Word | None
    context: tuple[Word, ...]
    source: Source
    span: Span
    copies: tuple[str, ...] = ()
    written_on: str | None = None
    turns: frozenset[tuple[str, str]] = frozenset()

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


@dataclass(frozen=True)
class Told:
    """A stretch of one article that may report something.

    Attributes:
        text: its text of record's part.
        sentences: offsets of its sentences into the text of record.
        start: where the part begins.
        around: the words of the article that are at hand.
        copies: other files that hold the same words.
    """

    source: Source
    text: str
    start: int
    sentences: tuple[Span, ...]
    around: tuple[Word, ...]
    copies: tuple[str, ...] = ()


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
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            parsed = parse(text, dated)
            found = [_of_the_same(r, before) for r in _reports(parsed, part, span)]
            if times:
                found += [_report(parsed, part, span, a, None) for a in hours_and_days(parsed)]
            before = found or before
            out.extend(replace(r, written_on=day, turns=numbered) for r in found)
    return out


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


def _of_the_same(report: Report, before: Sequence[Report]) -> Report:
    """A report with what is counted in the sentence before it, where it says "the number"."""
    if report.things or not refers_back(report.parsed.text[: report.amount.start]):
        return report
    of = next((r for r in before if r.things and r.amount.dimension == "count"), None)
    if of is None or report.amount.dimension != "count":
        return report
    kinds = report.kinds or of.kinds
    return replace(report, kinds=kinds, nouns=of.nouns, things=of.things, people=of.people)


def _reports(parsed: Parsed, part: Told, span: Span) -> Iterator[Report]:
    for amount, q in amounts(parsed):
        if as_age(parsed, amount):
            aged = _report(parsed, part, span, age(amount), q)
            whose = whose_age(parsed, amount)
            yield replace(aged, kinds=frozenset(["age"]), owners=whose, things=(), nouns=())
        elif not (is_no_figure(parsed, amount) or _is_label(parsed, amount, q)):
            yield _report(parsed, part, span, amount, q)


def _report(parsed: Parsed, part: Told, span: Span, amount: Amount, q: Quantity | None) -> Report:
    """An amount with what its sentence says of it.

    Args:
        q: the number of the amount; None for a time.
    """
    left, right = parsed.text[: amount.start], parsed.text[amount.end :]
    things = _things(parsed, q) if q else ()
    if q and not things:
        things = labelled(parsed, amount.start)
    named_before = label(left)
    if named_before is not None:
        left = f"{named_before} "
    counted = tuple(w.stem for w in things)
    return Report(
        amount=amount,
        kinds=kinds_near(left, right, allowed(amount), things),
        nouns=counted,
        things=things,
        people=frozenset(n for n, forms in PEOPLE.items() if forms & set(counted)),
        owners=owners(parsed, q, part.source) if q else (),
        qualifiers=qualifiers(left, right) | special(parsed, amount, q),
        part=amount.dimension != "percent"
        and (is_part(left, right) or bool(q and _named_part(parsed, q))),
        former=is_former(left, parsed.text[max(q.whole if q else 0, amount.end) :]),
        days=tuple(n for n in named(parsed) if not n.reporting and n.start >= dateline(parsed)),
        scopes=scopes(right),
        places=tuple(places(parsed)),
        speakers=speakers(parsed, amount.start),
        parsed=parsed,
        head=_head(parsed, amount),
        context=part.around,
        source=part.source,
        span=span,
        copies=part.copies,
    )


def _counted(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts: the words behind it, up to the first that is no noun phrase."""
    out: list[Word] = []
    many = _OF_MANY.match(parsed.text[q.end :]) or _OF_OURS.match(parsed.text[q.end :])
    start = q.end + many.end() if many else q.end
    for word in parsed.words:
        if word.start < start:
            continue
        if parsed.text[start : word.start].strip(" -") and not out and word.start > start + 2:
            break
        lower = word.surface.lower()
        if word.stem not in q.nouns or (out and is_verb(word)) or lower in _NO_THING:
            break
        if out and lower in _WHERE:
            break
        out.append(word)
    return tuple(out)


def _head(parsed: Parsed, amount: Amount) -> Word | None:
    match = re.search(r"\b([^\W\d_]+) of\s*$", BOUND.sub("", parsed.text[: amount.start]))
    found = [w for w in parsed.words if match and w.start == match.start(1) and not is_verb(w)]
    return found[0] if found else None


def _named_part(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a part of a whole is said to be: "four of the dead were women"."""
    match = _NAMED_PART.match(parsed.text[q.end :]) if q.unit is None else None
    at = q.end + match.start(1) if match else -1
    return tuple(w for w in parsed.words if w.start == at and not is_verb(w))


def _ends_things(word: Word) -> bool:
    return is_verb(word) or word.surface.lower() in STOP_WORDS


def _is_label(parsed: Parsed, amount: Amount, q: Quantity) -> bool:
    """Whether a number only names a thing: "shaft four", "Flight 318"."""
    before = [w for w in parsed.words if w.end <= amount.start][-1:]
    if amount.dimension != "count" or amount.bound or amount.about or _things(parsed, q):
        return False
    if not before or parsed.text[before[0].end : amount.start] != " ":
        return False
    if before[0].surface.lower() in STOP_WORDS:
        # "Put at 44".
        return False
    usual = english.readings(before[0].surface)[:1]
    if parsed.text[amount.end :].startswith(" of "):
        return False
    noun = bool(usual) and usual[0].part == "n" and not usual[0].inflected
    return noun and before[0].surface.lower() not in _NO_GROUP


def dateline(parsed: Parsed) -> int:
    """The offset behind a sentence's dateline: "KELL, 13 May 2019 - ", "LENZ (Meridian) -- "."""
    match = _DATELINE.match(parsed.text)
    return match.end() if match else 0


def _things(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts or measures.

    "12 guards", "a crew of three", "magnitude 6.4", "four of the dead were women".
    """
    left = BOUND.sub("", parsed.text[: q.start])
    part = _named_part(parsed, q)
    if part:
        return part
    measure = _MEASURE.search(left) if q.unit is None else None
    if measure is None:
        counted = _counted(parsed, q)
        number_of = None if counted else _NUMBER_OF.search(left)
        if number_of is not None:
            named = [w for w in parsed.words if number_of.start(1) <= w.start < number_of.end(1)]
            return tuple(itertools.takewhile(lambda w: not _ends_things(w), named))
        measure = None if counted else re.search(r"\b(\w+) of\s+$", left)
        if measure is None or measure[1].lower() in _NO_GROUP:
            return counted
    return tuple(w for w in parsed.words if w.start == measure.start(1))


# "12 of the 40 bridges".
_OF_MANY = re.compile(
    rf"\s+(?:out )?of (?:the |its |their |about |some )*(?:\d[\d,.]*|{NUMBER_WORDS})(?=\s)",
    re.IGNORECASE,
)
# "Five of our vehicles".
_OF_OURS = re.compile(r"\s+of (?:our|its|their|his|her)(?=\s)", re.IGNORECASE)
# "The number of homes without power has dropped to 9,000".
_NUMBER_OF = re.compile(r"\bnumber of (?:the )?((?:\w+ ){1,3})[^.;:]*$", re.IGNORECASE)
# "Four of the eight dead in the camp were women", "two were children".
_NAMED_PART = re.compile(
    r"\s+(?:of (?:the|them|these|those|its|their|his|her|our)\b[^,.;:]{0,70}? )?"
    r"(?:were|was|are) (?:the )?(\w+)\b(?! (?:by|with|to)\b)",
    re.IGNORECASE,
)
# What is measured without a unit.
_MEASURE = re.compile(
    r"\b(magnitude|intensity|category|level|score|index|strength|rating)"
    r"(?: (?:was|is|of|at|reached))?\s+$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^\W*[A-Z][^.!?;]{0,80}?(?:\s[-–—]{1,2}\s|[–—]|(?<=\d)-(?=[^\W\d])|(?<=\))\s?-{1,2}\s?"
    r"|(?<=\b[12]\d{3}):\s)"
)
# "People aboard the boat", "miles off the coast".
_WHERE = frozenset("aboard off inside outside underground above below across around".split())
# "11.08.2020": with dots the day comes first.
_DOTTED = re.compile(r"\b([0-3]\d)\.([01]\d)\.((?:19|20)\d\d)\b")
# So far reaches the head of an article, in characters.
_HEAD = 400
_NO_THING = frozenset("of other others more".split())
# Words for how much of anything there is.
SIZES = frozenset(
    "length width height depth distance speed price value sum total amount figure size area age "
    "maximum minimum average weight share rate cost level number term sentence period".split()
)
_NO_GROUP = frozenset(
    "total number toll figure maximum minimum average count tally sum all".split()
)
