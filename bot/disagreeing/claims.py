"""Claims that exclude each other: who did it, what caused it, whether it is so.

Only what a sentence says plainly is compared: the doer of the very deed that is asked about, a
cause beside a word of cause, and a statement beside its denial.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.checking.names import name_words
from bot.checking.text import Parsed, parse
from bot.disagreeing.about import PALE, SAME_MATTER, held
from bot.disagreeing.alike import means
from bot.disagreeing.asked import Asked
from bot.disagreeing.causes import ASKS_WHY, causes
from bot.disagreeing.doers import (
    begins,
    chosen,
    cleft,
    deeds_of,
    same_deed,
    subjects,
)
from bot.disagreeing.onedoer import may_be_one
from bot.disagreeing.reports import Told, dateline
from bot.disagreeing.several import befallen, by_many
from bot.disagreeing.whether import NO_PART, yes_or_no
from bot.drafting.places import is_headline
from bot.drafting.relation import missing_names
from bot.language.parties import same
from bot.language.terms import Word
from index import Dated, Source, Span

_WHO = re.compile(r"^\W*(?:who|which|whose)\b", re.IGNORECASE)
_BLAMED = re.compile(r"\b(?:blam(?:es?|ed|ing)|accus(?:es?|ed|ing))\s+(?:on\s+)?(?:the\s+)?$", re.I)
_REJECTING = frozenset("denied denies deny rejected rejects reject".split())


# The words that answer, those that tell, and whether it is a denial.
_Found = tuple[str, tuple[Word, ...], bool]
_Reader = Callable[[Asked, Parsed, Sequence[Word]], Iterator[_Found]]


@dataclass(frozen=True)
class Claimed:
    """What one source says of who, why or whether.

    Attributes:
        written: the words that answer.
        telling: the words by which it agrees or disagrees with another.
        denies: whether it denies what is asked.
        span: its sentence in the text of record.
        copies: files that say the same in the same words.
    """

    written: str
    telling: tuple[Word, ...]
    denies: bool
    source: Source
    span: Span
    copies: tuple[str, ...] = ()

    @property
    def published(self) -> Dated | None:
        """The date of its article."""
        return self.source.published


_Test = Callable[[Claimed, Claimed], bool]


def claims(question: Asked, told: Sequence[Told]) -> tuple[Claimed, ...]:
    """One claim a source, where two of them exclude each other; else none."""
    reading = _reading(question)
    if reading is None:
        return ()
    read, exclude = reading
    found = _found(question, told, read)
    for one in found:
        others = [c for c in found if c.source.file != one.source.file and exclude(one, c)]
        if others:
            return _each(one, others)
    return ()


def _reading(question: Asked) -> tuple[_Reader, _Test] | None:
    """How a question's answers are read, and which two of them exclude each other."""
    text = question.plan.standalone
    if ASKS_WHY.search(text):
        return causes, _other_causes
    if _WHO.search(text) and question.plan.wants == "person":
        return None if by_many(question) else (_doers, _other_doers)
    return (yes_or_no, _denied) if question.plan.wants == "yes-no" else None


def _each(one: Claimed, others: Sequence[Claimed]) -> tuple[Claimed, ...]:
    """The first claim with the first of each other source."""
    kept = {one.source.file: one}
    for other in others:
        kept.setdefault(other.source.file, other)
    return tuple(kept.values())


def _found(question: Asked, told: Sequence[Told], read: _Reader) -> list[Claimed]:
    out: list[Claimed] = []
    for part in told:
        if missing_names(question.names, part.around):
            continue
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            parsed = parse(text, part.source.published)
            parsed = parse(parsed.text[dateline(parsed) :], part.source.published)
            for written, telling, denies in read(question, parsed, part.around):
                out.append(Claimed(written, telling, denies, part.source, span, part.copies))
    return out


def _denied(a: Claimed, b: Claimed) -> bool:
    return a.denies != b.denies


def _other_causes(a: Claimed, b: Claimed) -> bool:
    return not any(same(x, y) or means(x, y) for x in a.telling for y in b.telling)


def _other_doers(a: Claimed, b: Claimed) -> bool:
    if a.denies or b.denies:
        # One is said to have done it, and another source says that it did not.
        return a.denies != b.denies and any(same(x, y) for x in a.telling for y in b.telling)
    return not may_be_one(a.telling, a.written, b.telling, b.written)


def _doers(question: Asked, parsed: Parsed, around: Sequence[Word]) -> Iterator[_Found]:
    """Who did what is asked about, by name or role, and who is said not to have."""
    if held(question, parsed) < SAME_MATTER:
        return
    yield from _told_to_have(question, parsed)
    yield from _told_not_to_have(parsed)
    for match in name_words(parsed):
        if _BLAMED.search(parsed.text[: match.start]):
            yield match.surface, (match,), False


def _told_to_have(question: Asked, parsed: Parsed) -> Iterator[_Found]:
    """Those whom a sentence's clauses make the doers of the deed."""
    denied = {k for d in parsed.denials for k in d.targets}
    deed = [w for w in question.content if w.surface.lower() not in PALE]
    if befallen(question):
        told = list(chosen(parsed, deed))
    else:
        told = [*deeds_of(parsed), *cleft(parsed)] or list(subjects(parsed, deed))
    for verb, doer in told:
        if same_deed(verb, deed) and parsed.words.index(verb) not in denied:
            clause = begins(parsed, doer[-1])
            doer = [w for w in doer if w.start >= clause]
            ahead = name_words(parsed) if doer[-1].end <= verb.start else []
            subject = [w for w in ahead if clause <= w.start and w.end <= verb.start]
            who = tuple(subject or [w for w in doer if w.capital] or doer)
            yield parsed.text[doer[0].start : doer[-1].end], who, False


def _told_not_to_have(parsed: Parsed) -> Iterator[_Found]:
    """Those who deny it, or are said to have had no part in it."""
    for verb, doer in deeds_of(parsed):
        named = tuple(w for w in doer if w.capital)
        behind = parsed.text[verb.end :].lstrip()
        if (verb.surface.lower() in _REJECTING or NO_PART.match(behind)) and named:
            yield parsed.text, named, True
