"""Answers made of quotes: what is said, cited and shown as reported differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot import listing, prompts
from bot.answer import Answer, Claim, Disagreement, How, ReportedValue
from bot.citing import Citations
from bot.disagreement import Differing
from bot.drafting.extractive import Part
from bot.drafting.plain import readable
from bot.drafting.planted import untrusted
from bot.planning import Plan
from index import Source, Span, StoredArticle


@dataclass
class Quoting:
    """Makes answers of quotes; numbers the citations."""

    stored: dict[str, StoredArticle]
    citations: Citations = field(default_factory=lambda: Citations({}))

    def answer(self, planned: Plan, parts: Sequence[Part], differing: Differing | None) -> Answer:
        """The claims, and below them what the sources report differently."""
        claims = []
        for part in parts:
            if self._is_planted(part.hit.source, part.span):
                continue
            n = self._cite(part.hit.source, part.span)
            claims.append(Claim(self._quote(n), (n,), "supported"))
        said = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
        told = self.told(planned, differing) if differing and claims else ()
        return self._finished(planned, tuple(claims), said, told)

    def dated(self, planned: Plan, found: Sequence[listing.Line]) -> Answer:
        """One line an event, with its day."""
        claims = []
        for line in found:
            if self._is_planted(line.hit.source, line.span):
                continue
            n = self._cite(line.hit.source, line.span)
            claims.append(Claim(f"{line.day or 'undated'}: {self._quote(n)}", (n,), "supported"))
        said = "\n".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
        return self._finished(planned, tuple(claims), said, ())

    def told(self, planned: Plan, differing: Differing) -> tuple[Disagreement, ...]:
        """Each source's figure, with its citation."""
        values = []
        for report, copies in zip(differing.reports, differing.copies, strict=True):
            if self._is_planted(report.source, report.span):
                continue
            values.append(
                ReportedValue(
                    value=report.written,
                    n=self._cite(report.source, report.span),
                    file=report.source.file,
                    outlet=report.source.outlet,
                    date=report.published.date if report.published else None,
                    copies=copies,
                    note=wire_note(copies),
                )
            )
        if len(values) < 2:
            return ()
        return (Disagreement(planned.standalone, tuple(values), differing.relation),)

    def _finished(
        self,
        planned: Plan,
        claims: tuple[Claim, ...],
        said: str,
        told: tuple[Disagreement, ...],
    ) -> Answer:
        return Answer(
            question=planned.question,
            standalone=planned.standalone,
            text=said or prompts.text("refusal"),
            refused=not claims,
            claims=claims,
            citations=tuple(self.citations.all),
            disagreements=told,
            withheld=(),
            how=How(drafter="extractive", model=None, prompt=None),
            usage={},
            timings_ms={},
        )

    def _is_planted(self, source: Source, span: Span) -> bool:
        """Whether a stretch speaks to machines, or carries an address."""
        return untrusted(self.stored[source.file].text, span) is not None

    def _quote(self, n: int) -> str:
        return " ".join(readable(self.citations.all[n - 1].quote).split())

    def _cite(self, source: Source, span: Span) -> int:
        """The number of a citation that holds a stretch of an article."""
        for known in self.citations.all:
            if known.file == source.file and known.start <= span.start and span.end <= known.end:
                return known.n
        self.citations.know(self.stored[source.file])
        return self.citations.cite(source, span)


def wire_note(copies: Sequence[str]) -> str:
    """What is said of a report that other files repeat."""
    return f"{len(copies) + 1} outlets, one wire story" if copies else ""
