"""The figures as a table in a terminal, and a case as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.evaluation.judging import FAILURES, Judged
from bot.evaluation.summary import LIMITS, Summary


def table(summary: Summary) -> str:
    """All figures, a line each."""
    return "\n".join(_lines(summary))


def _lines(summary: Summary) -> Iterator[str]:
    yield counted(summary)
    yield ""
    yield f"{'':36}{'value':>8}{'95 % interval':>18}{'n':>6}"
    for m in summary.measures:
        interval = f"{percent(m.low)} to {percent(m.high)}"
        yield f"{m.label:36}{percent(m.value):>8}{interval:>18}{m.n:>6}"
    if summary.versus:
        yield ""
        yield f"{'Beside':36}{'ours':>8}{'theirs':>8}{'difference, paired interval':>34}"
    for v in summary.versus:
        gap = f"{signed(v.difference)} ({signed(v.low)} to {signed(v.high)})"
        yield f"{v.name:36}{percent(v.ours):>8}{percent(v.theirs):>8}{gap:>34}  {v.measure}"
    if summary.curve:
        yield ""
    for limit in LIMITS:
        if point := summary.refused_at(limit / 100):
            yield (
                f"At false refusals of at most {limit} %, {percent(point.refused)} of the "
                "unanswerable would be refused."
            )
    yield ""
    yield f"{'Milliseconds':36}{'median':>8}{'p95':>8}"
    for t in summary.latency:
        yield f"{t.stage:36}{t.p50:>8.0f}{t.p95:>8.0f}"
    if summary.verdicts:
        yield ""
        yield "Claims shown, as the checker sees them: " + listed(summary.verdicts)
    if summary.withheld:
        yield "Statements withheld: " + listed(summary.withheld)
    yield ""
    yield "Fails" if summary.failures else "Nothing fails."
    for key, count in summary.failures.items():
        yield f"{count:>6}  {FAILURES[key]}"


def counted(summary: Summary) -> str:
    """How many questions there are, and of which kind."""
    kinds = [f"{summary.answerable} answerable", f"{summary.unanswerable} not"]
    if summary.unknown:
        kinds.append(f"{summary.unknown} of which nobody has said what is right")
    noun = "question" if summary.cases == 1 else "questions"
    return f"{summary.cases} {noun}: {', '.join(kinds)}"


def percent(share: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * share:.1f} %"


def signed(share: float) -> str:
    """A difference of shares in points, with its sign."""
    return f"{100 * share:+.1f}".replace("-", "−")


def listed(counts: dict[str, int]) -> str:
    """Counts in one line."""
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def failing(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Every failing case with its evidence, as JSON-able data."""
    return [case_json(j) for j in judged if j.failures]


def case_json(judged: Judged) -> dict[str, Any]:
    """One case: what was asked, expected, answered and found."""
    outcome = judged.outcome
    case = outcome.case
    return {
        "id": case.id,
        "where": case.where,
        "question": case.question,
        "today": case.today.isoformat() if case.today else None,
        "failures": list(judged.failures),
        "answerable": case.answerable,
        "expected": expected(judged),
        "answer": outcome.answer.text,
        "refused": outcome.answer.refused,
        "quotes": [{"file": c.file, "quote": c.quote} for c in outcome.answer.citations],
        "rank": judged.rank,
        "why_refused": outcome.draft.closest if outcome.draft else None,
        "doubts": [{"claim": claim, "reason": reason} for claim, reason in judged.doubts],
        "found": [
            {"file": hit.source.file, "score": round(hit.score, 3), "text": hit.passage.text}
            for hit in outcome.hits[:3]
        ],
    }


def expected(judged: Judged) -> list[str]:
    """What is right, in words."""
    case = judged.outcome.case
    out = [f"{p.words} ({p.file})" if p.file else p.words for p in case.places]
    out += list(dict.fromkeys(s for annotator in case.annotated for s in annotator))
    if not out:
        out = list(case.files)
    out += [f"matching {pattern}" for pattern in case.answer]
    out += [f"shown: {value} ({file})" for value, file in case.differ]
    out += [f"not matching {pattern}" for pattern in case.wrong]
    if case.answerable is False:
        out.append("a refusal" + (f": {case.note}" if case.note else ""))
    return out
