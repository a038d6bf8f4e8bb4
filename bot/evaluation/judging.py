"""Each outcome judged by what is known of its case; plain functions on plain data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Answer
from bot.checking.alike import Embed
from bot.checking.cited import Cited, masthead
from bot.checking.verdict import check
from bot.evaluation.asking import Chosen, Outcome
from bot.evaluation.cases import Case, Place
from bot.evaluation.ground import Ground
from bot.evaluation.statistics import f1
from bot.reader import Reader
from index import Hit

FAILURES = {
    "refused": "Refused, though the articles answer it",
    "answered": "Answered, though the articles do not say",
    "quote": "The first quote is not a right one",
    "match": "The answer lacks the words expected",
    "wrong": "The answer says what is known to be wrong",
    "differ": "Articles differ, and not every figure is shown",
    "checker": "The checker doubts a claim that was shown",
    "reported": "A user called this answer wrong, and it is still given",
}
"""What can be wrong with an answer, in the order in which a person wants to know of it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """How the quotes of one way of answering do.

    Attributes:
        first_right: whether the first quote is right; None where nothing says which are.
        precision: share of the quotes that are right; None without quotes.
        recall: share of what ought to be quoted that is.
        f1: of the sentences chosen and those annotated, by the annotator it agrees with most;
            None where no sentences are annotated.
    """

    first_right: bool | None = None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome with what is right and wrong of it.

    Attributes:
        rank: of the first right passage in the whole index, from 1; None: not among those fetched,
            or nothing says which passages are right.
        findable: whether it is known which passages are right.
        matched: whether the answer matches the patterns; None without patterns.
        all_shown: whether every differing figure is shown; None where none differ.
        verdicts: the checker's verdicts on the claims shown, by status.
        doubts: (claim, reason) where the verdict is not "supported".
        failures: keys of `FAILURES`.
    """

    outcome: Outcome
    rank: int | None
    findable: bool
    ours: Quoted
    baselines: tuple[Quoted, ...]
    matched: bool | None
    all_shown: bool | None
    verdicts: Counter[str]
    doubts: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]


def judge(outcome: Outcome, embed: Embed | None = None, reader: Reader | None = None) -> Judged:
    """Judge one outcome; the checker compares words by their vectors where there are any."""
    case, answer = outcome.case, outcome.answer
    ranks = [n for n, hit in enumerate(outcome.pooled, 1) if _found(case, outcome.ground, hit)]
    ours = quoted(case, outcome.ground, outcome.chosen)
    simple = (quoted(case, outcome.ground, chosen) for chosen in outcome.baselines)
    matched = _matches(case.answer, answer) if case.answer else None
    shown = all_shown(case, outcome) if case.differ else None
    verdicts, doubts = _checked(answer, embed, reader)
    return Judged(
        outcome=outcome,
        rank=ranks[0] if ranks else None,
        findable=bool(case.answerable and (case.expected or case.files or case.annotated)),
        ours=ours,
        baselines=tuple(simple),
        matched=matched,
        all_shown=shown,
        verdicts=verdicts,
        doubts=doubts,
        failures=tuple(_failures(case, answer, ours, matched, shown, bool(doubts))),
    )


def quoted(case: Case, ground: Ground, chosen: Sequence[Chosen]) -> Quoted:
    """How some quotes do for a case that is answerable."""
    if not case.answerable:
        return Quoted()
    if case.annotated:
        return _by_sentences(case, ground, chosen)
    if case.expected:
        marks = [any(holds(c, place, case) for place in case.places) for c in chosen]
        groups = [any(holds(c, p, case) for p in group for c in chosen) for group in case.expected]
        recall = sum(groups) / len(groups)
    elif case.files:
        marks = [c.file in case.files for c in chosen]
        recall = len({c.file for c in chosen} & set(case.files)) / len(case.files)
    else:
        return Quoted()
    precision = sum(marks) / len(marks) if marks else None
    return Quoted(bool(marks and marks[0]), precision, recall)


def holds(chosen: Chosen, place: Place, case: Case) -> bool:
    """Whether a quote is of the place's file and holds its words."""
    files = (place.file,) if place.file else case.files
    if files and chosen.file not in files:
        return False
    return bare(place.words) in bare(chosen.quote)


def all_shown(case: Case, outcome: Outcome) -> bool:
    """Whether each distinct value is quoted from an article that reports it.

    A quote shows a value when it holds it, or when it holds the case's own words of that file.
    """
    files = {c.n: c.file for c in outcome.answer.citations}
    told = {
        (bare(report.value), files.get(report.n))
        for disagreement in outcome.answer.disagreements
        for report in disagreement.reports
    }
    seen = {
        bare(value)
        for value, file in case.differ
        if (bare(value), file) in told
        or any(
            c.file == file
            and (
                bare(value) in bare(c.quote)
                or any(p.file == file and holds(c, p, case) for p in case.places)
            )
            for c in outcome.chosen
        )
    }
    return seen == {bare(value) for value, _ in case.differ}


def bare(text: str) -> str:
    """Text without what writing it otherwise may change: case, spaces, kinds of quotes."""
    return " ".join(text.translate(_ALIKE).split()).casefold()


_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})


def _by_sentences(case: Case, ground: Ground, chosen: Sequence[Chosen]) -> Quoted:
    covered = [_covered(ground, c) for c in chosen]
    together = frozenset[int]().union(*covered)
    texts = [bare(sentence.text) for sentence in ground.sentences]
    best = Quoted(False, None, 0.0, 0.0)
    for annotator in case.annotated:
        wanted = {bare(sentence) for sentence in annotator}
        right = frozenset(i for i, text in enumerate(texts) if text in wanted)
        if not right:
            continue
        marks = [bool(one & right) for one in covered]
        now = Quoted(
            bool(marks and marks[0]),
            sum(marks) / len(marks) if marks else None,
            len(together & right) / len(right),
            f1(together, right),
        )
        if (now.f1 or 0.0) >= (best.f1 or 0.0):
            best = now
    return best


def _covered(ground: Ground, chosen: Chosen) -> frozenset[int]:
    """The given sentences of which a quote holds half, or that hold half of the quote."""
    return frozenset(
        i
        for i, s in enumerate(ground.sentences)
        if s.file == chosen.file
        and 2 * (min(s.end, chosen.end) - max(s.start, chosen.start))
        >= max(1, min(s.end - s.start, chosen.end - chosen.start))
    )


def _found(case: Case, ground: Ground, hit: Hit) -> bool:
    """Whether a passage holds what answers: the words named, else it is of a file that does."""
    passage = hit.passage
    files = (hit.source.file, *hit.copies)
    if case.annotated:
        wanted = {bare(sentence) for annotator in case.annotated for sentence in annotator}
        return any(
            s.file in files and s.start < passage.end and passage.start < s.end
            for s in ground.sentences
            if bare(s.text) in wanted
        )
    spans = [Chosen(file, passage.start, passage.end, passage.text) for file in files]
    if case.expected:
        return any(holds(span, place, case) for place in case.places for span in spans)
    return any(file in case.files for file in files)


def _matches(patterns: Sequence[str], answer: Answer) -> bool:
    said = _said(answer)
    return not answer.refused and all(re.search(p, said, re.I) for p in patterns)


def _said(answer: Answer) -> str:
    return " ".join([answer.text, *(c.quote for c in answer.citations)])


def _checked(
    answer: Answer, embed: Embed | None, reader: Reader | None
) -> tuple[Counter[str], tuple[tuple[str, str], ...]]:
    """The checker's verdict on each claim, against no more than the quotes shown with it."""
    by_number = {c.n: c for c in answer.citations}
    verdicts: Counter[str] = Counter()
    doubts = []
    for claim in answer.claims:
        cited = [
            Cited(c.quote, c.published, masthead(c.title, c.outlet))
            for n in claim.citations
            if (c := by_number.get(n)) is not None
        ]
        verdict = check(claim.text, cited, embed, reader)
        verdicts[verdict.status] += 1
        if verdict.status != "supported":
            doubts.append((claim.text, verdict.reason))
    return verdicts, tuple(doubts)


def _failures(
    case: Case,
    answer: Answer,
    ours: Quoted,
    matched: bool | None,
    shown: bool | None,
    doubted: bool,
) -> list[str]:
    found = []
    if case.answerable and answer.refused:
        return ["refused"]
    if case.answerable is False and not answer.refused:
        found.append("answered")
    if ours.first_right is False:
        found.append("quote")
    if matched is False:
        found.append("match")
    if any(re.search(p, _said(answer), re.I) for p in case.wrong):
        found.append("wrong")
    if shown is False:
        found.append("differ")
    if doubted:
        found.append("checker")
    if case.reported is not None and bare(case.reported) == bare(answer.text):
        found.append("reported")
    return found
