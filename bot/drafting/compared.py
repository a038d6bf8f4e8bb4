"""What code found that sources report differently, as it is told to a model that drafts."""

from __future__ import annotations

from bot.disagreeing.reports import Report
from bot.disagreement import Differing
from bot.drafting.evidence import Evidence, harmless
from bot.drafting.planted import untrusted
from index import Span

NOTHING = "nothing was found"

_MEANING = {
    "contradiction": "both cannot be true",
    "update": "the newer replaces the older",
    "bound": "one is a bound",
    "range": "one is a range that holds the other",
    "approximate": "one is rounded",
}
# A figure with its unit; more would be an article's prose outside of its fence.
_LONGEST = 40


def compared(differing: Differing | None, evidence: Evidence) -> str:
    """What differs, by the keys of the excerpts that report it; `NOTHING` where nothing does.

    Only figures are repeated, and dates: other words of an article stay inside of its fence.
    """
    if differing is None:
        return NOTHING
    lines = []
    for report in differing.reports:
        key = _key(report.source.file, report.span, evidence)
        if key is None:
            continue
        published = report.source.published
        of = f", published {published.date}" if published else ""
        figure = _figure(report.written) if isinstance(report, Report) else ""
        lines.append(f"- [{key}]{of}{figure and f': {figure}'}")
    if len(lines) < 2:
        return NOTHING
    return "\n".join([f"({_MEANING[differing.relation]})", *lines])


def _figure(written: str) -> str:
    said = " ".join(harmless(written).split())
    return said if len(said) <= _LONGEST else ""


def _key(file: str, span: Span, evidence: Evidence) -> str | None:
    """The key of the excerpt that holds a sentence, unless nobody may be told of that."""
    for excerpt in evidence.excerpts:
        passage = excerpt.hit.passage
        if excerpt.hit.source.file == file and passage.start <= span.start < passage.end:
            at = Span(span.start - passage.start, span.end - passage.start)
            return None if untrusted(passage.text, at) else excerpt.key
    return None
