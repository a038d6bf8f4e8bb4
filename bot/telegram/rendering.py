"""An `Answer` as messages, and as the buttons below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation, Claim, Disagreement
from bot.telegram.text import LONGEST, Paragraph, Run, line, messages, one_line

_STATUS = {"partly": " (only partly borne out)", "unsupported": " (not borne out)"}
# A keyboard holds 100 buttons, and a screen far fewer.
_MOST_NUMBERS = 80
_IN_A_ROW = 6
_MOST_MARKS = 20


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends data back, or opens an address."""

    text: str
    data: str = ""
    url: str = ""


Buttons = Sequence[Sequence[Button]]


def render(answer: Answer) -> list[str]:
    """The answer as HTML messages of at most 4,096 UTF-16 units each, in order.

    Each claim is a paragraph that ends in its numbers; disagreements follow, then one line for
    each source, then notes.
    """
    return messages(_paragraphs(answer)) or ["The articles do not answer this."]


def so_far(claims: Sequence[Claim], understood: str | None = None) -> str:
    """What was said until now, as one message: the end of it when it is too long."""
    paragraphs = [_understood(understood)] if understood else []
    found = messages([*paragraphs, *map(_claim, claims)], LONGEST - 2)
    return f"{found[-1]} …" if found else ""


def buttons(id: str, answer: Answer) -> Buttons:
    """A button for each citation, and those that ask why and say that it is wrong."""
    numbers = [Button(str(c.n), f"c:{id}:{c.n}") for c in answer.citations[:_MOST_NUMBERS]]
    rows = [numbers[i : i + _IN_A_ROW] for i in range(0, len(numbers), _IN_A_ROW)]
    last = [Button("Why?", f"w:{id}")] if answer.withheld else []
    return [*rows, [*last, Button("Wrong?", f"x:{id}")]]


def withheld(answer: Answer) -> list[str]:
    """What was not shown as fact, and why."""
    if not answer.withheld:
        return ["Nothing was withheld from this answer."]
    head = line(Run("Left out of the answer, because the articles do not bear it out:", "b"))
    return messages(
        [
            head,
            *(line(f"• {w.text.strip()}\n", Run(w.reason.strip(), "i")) for w in answer.withheld),
        ]
    )


def heading(citation: Citation) -> str:
    """Title, outlet and date on one line."""
    return " · ".join(
        part
        for part in (
            one_line(citation.title or citation.file, 120),
            one_line(citation.outlet or "", 60),
            citation.published.date if citation.published else "date unknown",
        )
        if part
    )


def _paragraphs(answer: Answer) -> list[Paragraph]:
    out: list[Paragraph] = []
    if answer.standalone.strip() and answer.standalone.strip() != answer.question.strip():
        out.append(_understood(answer.standalone))
    if answer.refused or not answer.claims:
        out.append(line(answer.text))
    out.extend(_claim(claim) for claim in answer.claims if not answer.refused)
    cited = {c.n: c for c in answer.citations}
    out.extend(_disagreement(d, cited) for d in answer.disagreements)
    sources = _sources(answer.citations)
    if sources:
        out.append(sources)
    out.extend(line(Run(note, "i")) for note in answer.notes)
    return out


def _understood(standalone: str) -> Paragraph:
    return line(Run(f"Understood as: {one_line(standalone, 300)}", "i"))


def _claim(claim: Claim) -> Paragraph:
    marks = "".join(f"[{n}]" for n in claim.citations[:_MOST_MARKS])
    if len(claim.citations) > _MOST_MARKS:
        marks += "…"
    status = Run(_STATUS[claim.status], "i") if claim.status in _STATUS else Run("")
    # A space that does not break keeps the marks beside their words.
    return line(claim.text.strip(), Run(f"\u00a0{marks}" if marks else "", "mark"), status)


def _disagreement(found: Disagreement, cited: dict[int, Citation]) -> Paragraph:
    runs: list[Run | str] = [Run(f"The sources differ: {one_line(found.about)}", "b")]
    for report in found.reports:
        source = cited.get(report.n)
        runs.append(f"\n{one_line(report.value, 60)}")
        if source is not None:
            name = one_line(source.outlet or source.title or source.file, 60)
            dated = source.published.date if source.published else "date unknown"
            runs.append(f" · {name} · {dated}")
        runs.append(Run(f"\u00a0[{report.n}]", "mark"))
    return line(*runs)


def _sources(citations: Sequence[Citation]) -> Paragraph:
    """One line for each article, with all its numbers."""
    by_file: dict[str, list[Citation]] = {}
    for citation in citations:
        by_file.setdefault(citation.file, []).append(citation)
    runs: list[Run | str] = []
    for found in by_file.values():
        numbers = "".join(f"[{c.n}]" for c in found[:_MOST_MARKS])
        numbers += "…" if len(found) > _MOST_MARKS else ""
        runs += ["\n" if runs else "", Run(f"{numbers} ", "mark"), heading(found[0])]
    return line(*runs)
