"""What each source reports: its amounts, each with what is known of what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.quantities import PEOPLE, Quantity
from bot.checking.text import Parsed, parse
from bot.disagreeing.amounts import Amount, amounts
from bot.disagreeing.kinds import allowed, kinds_near
from bot.disagreeing.qualified import is_former, is_no_figure, is_part, qualifiers
from bot.disagreeing.whose import owners, places, scopes, speakers
from bot.drafting.places import is_headline
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
        days: days that its sentence names, without those on which somebody said it.
        scopes: kinds of place that it is limited to.
        places: names that follow "in", "at" or "of" in its sentence.
        speakers: who says it, as words.
        stems: the stems of its sentence's words.
        context: stems of its whole article, as far as it is at hand.
        copies: files that say the same in the same words.
        span: its sentence in the text of record.
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
    context: tuple[Word, ...]
    source: Source
    span: Span
    copies: tuple[str, ...] = ()

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


def reports(told: Sequence[Told]) -> list[Report]:
    """Every amount of the evidence."""
    out: list[Report] = []
    for part in told:
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            out.extend(_reports(parse(text, part.source.published), part, span))
    return out


def _reports(parsed: Parsed, part: Told, span: Span) -> Iterator[Report]:
    days = tuple(n for n in named(parsed) if not n.reporting)
    for amount, q in amounts(parsed):
        if is_no_figure(parsed, amount, q):
            continue
        left, right = parsed.text[: amount.start], parsed.text[amount.end :]
        things = _counted(parsed, q) or _group(parsed, q)
        counted = tuple(w.stem for w in things)
        yield Report(
            amount=amount,
            kinds=kinds_near(left, right, allowed(amount)),
            nouns=counted,
            things=things,
            people=frozenset(n for n, forms in PEOPLE.items() if forms & set(counted)),
            owners=owners(parsed, q, part.source),
            qualifiers=qualifiers(left, right),
            part=is_part(left, right),
            former=is_former(left, parsed.text[max(q.whole, amount.end) :]),
            days=days,
            scopes=scopes(right),
            places=tuple(places(parsed)),
            speakers=speakers(parsed),
            parsed=parsed,
            context=part.around,
            source=part.source,
            span=span,
            copies=part.copies,
        )


def _counted(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts: the words behind it, up to the first that is no noun phrase."""
    out: list[Word] = []
    for word in parsed.words:
        if word.start < q.end:
            continue
        if parsed.text[q.end : word.start].strip(" -") and not out and word.start > q.end + 2:
            break
        if word.stem not in q.nouns:
            break
        out.append(word)
    return tuple(out)


def _group(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What "a crew of three" counts."""
    match = re.search(r"\b(\w+) of\s+$", parsed.text[: q.start])
    if match is None or match[1].lower() in _NO_GROUP:
        return ()
    return tuple(w for w in parsed.words if w.start == match.start(1))


_NO_GROUP = frozenset(
    "total number toll figure maximum minimum average count tally sum all".split()
)
