"""One claim against the passages that it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Status
from bot.language.figures import figures
from bot.language.terms import content
from index import Dated, Span
from index.sentences import sentences


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a claim cites.

    Attributes:
        text: one passage.
        published: its article's date, against which its weekdays are resolved.
        source: its article's title and outlet, which may name who speaks or what it is about.
        before: what stands before it in its article, for "he" and "the ministry".
    """

    text: str
    published: Dated | None = None
    source: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    Attributes:
        status: supported, partly, unsupported, or uncited when there is nothing cited.
        score: 0 to 1; orders claims by how well they are supported.
        unsupported: the claim's words that the cited ones do not bear out.
        supporting: (index of the passage, its range of one or two adjacent sentences), best first;
            offsets count from the passage's start.
        reason: what is wrong, for a person; empty for a supported claim.
    """

    status: Status
    score: float
    unsupported: tuple[str, ...] = ()
    supporting: tuple[tuple[int, Span], ...] = ()
    reason: str = ""


def check(claim: str, cited: Sequence[Cited]) -> Verdict:
    """Judge a claim by what it cites.

    Args:
        claim: one sentence, without citation marks.
        cited: the passages that it names; it must be borne out by one sentence or two adjacent
            ones of one of them.
    """
    if not cited:
        return Verdict("uncited", 0.0, reason="it names no source")
    terms = content(claim)
    best = Verdict("unsupported", 0.0, (claim,), (), "the cited words do not say so")
    for number, part in enumerate(cited):
        for span in sentences(part.text, Span(0, len(part.text))):
            said = part.text[span.start : span.end]
            held = {word.stem for word in content(said)}
            missing = tuple(w.surface for w in terms if w.stem not in held)
            wrong = {f.value for f in figures(claim)} - {f.value for f in figures(said)}
            share = 1 - len(missing) / max(1, len(terms))
            if share > best.score and not wrong:
                status: Status = "supported" if share >= 0.7 else "partly"
                best = Verdict(status, share, missing, ((number, span),))
    return best
