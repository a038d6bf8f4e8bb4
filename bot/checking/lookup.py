"""A text that somebody wrote, sentence by sentence, against what the articles say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.answer import Citation
from bot.checking.alike import same_meaning
from bot.checking.cited import Cited, Verdict, masthead
from bot.checking.coverage import content_words
from bot.checking.nobody import NOBODY
from bot.checking.reread import likelihood
from bot.checking.text import parse
from bot.checking.verdict import check
from bot.citing import Citations
from bot.reader import Reader, beside
from index import Filters, Hit, Index, Span
from index.sentences import sentences

Finding = Literal["supported", "partly", "contradicted", "not found"]

LONGEST_TEXT = 20_000
# Passages that each sentence is held against.
_PASSAGES = 8
# Share of a sentence's facts that a stretch must speak of before it can contradict it.
_SPEAKS_OF_IT = 0.62
# A sentence that no rule objects to is supported from this score on, or on the reader's word; else
# some of its words are nowhere in the source. Below the other the articles speak of something else.
_SURE = 0.88
_FAINT = 0.15
_CONTRADICTING = frozenset(
    ["number", "unit", "bound", "time", "opposite", "denied", "order", "happened"]
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of a text, and what the articles say of it.

    Attributes:
        start, end: its character offsets in the text.
        status: supported, partly, contradicted when the articles give another figure, time or
            outcome, or not found.
        unsupported: its words that are not borne out.
        reason: what is wrong, for a person.
        citations: the words that support or contradict it; numbered from 1 within the text.
    """

    sentence: str
    start: int
    end: int
    status: Finding
    score: float
    unsupported: tuple[str, ...]
    reason: str
    citations: tuple[Citation, ...]


class TextChecker:
    """Holds any text against one index.

    Args:
        index: the articles.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def check_text(self, text: str) -> list[Checked]:
        """Each sentence of a text with what the articles say of it; see `check_text`."""
        return check_text(text[:LONGEST_TEXT], self._index)


def check_text(text: str, index: Index, filters: Filters = Filters()) -> list[Checked]:
    """Look up each sentence of a text in the articles.

    Args:
        text: what somebody wrote; blank lines part its paragraphs.
        index: the articles.
        filters: which articles count.
    """
    out: list[Checked] = []
    citations = Citations({})
    before = ""
    reader = beside(index)
    for span in _sentences(text):
        sentence = text[span.start : span.end]
        with index.snapshot():
            hits = index.search(_with_subject(sentence, before), _PASSAGES, filters)
            found = _one(sentence, hits, index, citations, reader)
        out.append(replace(found, start=span.start, end=span.end))
        before = sentence
    return out


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield from sentences(text, Span(start, start + len(line)))
        start += len(line)


def _with_subject(sentence: str, before: str) -> str:
    """A sentence as it is searched for: one that leans on the one before is read with it."""
    opening = parse(sentence).words[:1]
    leans = bool(opening) and opening[0].surface.lower() in _LEANING
    return f"{before} {sentence}" if leans and before else sentence


_LEANING = frozenset("he she it they this that these those his her their its".split())


def _one(
    sentence: str,
    hits: Sequence[Hit],
    index: Index,
    citations: Citations,
    reader: Reader | None,
) -> Checked:
    cited = [_cited(hit) for hit in hits]
    verdict = check(sentence, cited, index.embed, reader)
    status = _finding(verdict, cited)
    shown: list[Citation] = []
    for number, span in verdict.supporting if status != "not found" else ():
        hit = hits[number]
        citations.know(index.article(hit.source.file))
        start = hit.passage.start
        n = citations.cite(hit.source, Span(start + span.start, start + span.end))
        shown.append(citations.all[n - 1])
    unsupported = () if status == "supported" else verdict.unsupported
    if status == "partly" and not unsupported:
        unsupported = _unmet(sentence, verdict, hits)
    return Checked(
        sentence=sentence,
        start=0,
        end=0,
        status=status,
        score=round(likelihood(verdict, sentence, cited, reader), 3),
        unsupported=unsupported,
        reason=_reason(status, verdict, unsupported),
        citations=tuple(shown),
    )


def _unmet(sentence: str, verdict: Verdict, hits: Sequence[Hit]) -> tuple[str, ...]:
    """A sentence's words for which those that it stands on have no like."""
    told = [
        word
        for number, span in verdict.supporting
        for word in parse(hits[number].passage.text[span.start : span.end]).words
    ]
    asked = content_words(parse(sentence))
    return tuple(w.surface for w in asked if not any(same_meaning(w, other) for other in told))


def _reason(status: Finding, verdict: Verdict, unsupported: Sequence[str]) -> str:
    if status == "supported":
        return ""
    if status == "not found":
        return "the articles do not say so"
    if verdict.reason or not unsupported:
        return verdict.reason or "some of its words are not in the source"
    return f"the source has nothing for {', '.join(f'“{word}”' for word in unsupported)}"


def _cited(hit: Hit) -> Cited:
    source = hit.source
    return Cited(hit.passage.text, source.published, masthead(source.title, source.outlet))


def _finding(verdict: Verdict, cited: Sequence[Cited]) -> Finding:
    if verdict.status == "supported":
        return "supported" if verdict.reread or verdict.score >= _SURE else "partly"
    if verdict.score < _FAINT:
        return "not found"
    named = any(fault.kind == "name" for fault in verdict.faults)
    if verdict.covered >= _SPEAKS_OF_IT and not named:
        around = cited[verdict.supporting[0][0]].text.lower().split()
        contradicts = [
            f
            for f in verdict.faults
            if f.kind in _CONTRADICTING
            # "Nobody was hurt" may stand some sentences behind what it is of.
            and not (f.words.lower() in NOBODY and f.words.lower() in around)
        ]
        if any(f.instead or f.kind in ("denied", "opposite", "order") for f in contradicts):
            return "contradicted"
    return "partly" if verdict.covered >= _SPEAKS_OF_IT else "not found"
