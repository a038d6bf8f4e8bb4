"""One failing case on the page, with its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from html import escape

from bot.drafting.extractive import Draft
from bot.evaluation.asking import DEPTH
from bot.evaluation.judging import FAILURES, Judged
from bot.evaluation.table import expected, percent


def evidence(judged: Judged) -> str:
    """A failing case, folded up: what was expected, answered, quoted and found."""
    outcome = judged.outcome
    case, answer = outcome.case, outcome.answer
    rows = [("Expected", _list(expected(judged)))]
    rows.append(("Answered", f"<p>{escape(answer.text)}</p>"))
    if answer.citations:
        quotes = "".join(
            f"<li><code>{escape(c.place)}</code><q>{escape(' '.join(c.quote.split()))}</q></li>"
            for c in answer.citations
        )
        rows.append(("Quoted", f"<ol>{quotes}</ol>"))
    if outcome.draft is not None:
        rows.append(("How sure", f"<p>{escape(_sure(outcome.draft))}</p>"))
    if len(judged.failures) > 1:
        rows.append(("Also", _list([FAILURES[key] for key in judged.failures[1:]])))
    if judged.doubts:
        rows.append(("Checker", _list([f"{claim} ({reason})" for claim, reason in judged.doubts])))
    if judged.findable:
        place = f"number {judged.rank}" if judged.rank else f"not among the first {DEPTH}"
        rows.append(("Right passage", f"<p>{place} of what search found</p>"))
    found = "".join(
        f"<li><code>{escape(hit.source.file)}</code> {escape(hit.source.title or '')}, "
        f"score {hit.score:.2f}"
        f"<q>{escape(' '.join(hit.passage.text.split()))}</q></li>"
        for hit in outcome.hits[:3]
    )
    rows.append(("Found first", f"<ol>{found}</ol>" if found else "<p>nothing</p>"))
    asked = f", asked on {case.today}" if case.today else ""
    cells = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    return (
        f'<details class="case" id="case-{escape(case.where)}"><summary>{escape(case.question)} '
        f"<small>{escape(case.id)}, {escape(case.where)}{asked}</small></summary>"
        f"<dl>{cells}</dl></details>"
    )


def _sure(draft: Draft) -> str:
    """How likely the drafter took its best sentence to answer, and why it gave none."""
    if draft.confidence == -math.inf:
        return f"no sentence could be given; of the closest: {draft.closest}"
    likely = 1 / (1 + math.exp(-draft.confidence))
    said = f"its best sentence answers with a likelihood of {percent(likely)}"
    return f"{said}; {draft.closest}" if draft.closest else said


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
