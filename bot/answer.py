"""The answer, as every face shows it and as ``newsdesk ask --json`` prints it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from index import Dated
from index.article import shown_name

Status = Literal["supported", "partly", "unsupported", "uncited"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a claim's words stand.

    Attributes:
        n: the number that marks it in the answer, from 1.
        page: page of a paged format, else None.
        first_line, last_line: 1-based lines of the text of record.
        start, end: character offsets into the text of record; ``quote`` is exactly that slice.
    """

    n: int
    file: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Dated | None
    page: int | None
    first_line: int
    last_line: int
    start: int
    end: int
    quote: str

    @property
    def place(self) -> str:
        """File and lines; of paged formats the page too, of Word documents the paragraph."""
        file, numbers = shown_name(self.file), str(self.first_line)
        if self.last_line != self.first_line:
            numbers += f"-{self.last_line}"
        if self.page is not None:
            return f"{file}:{numbers} (page {self.page})"
        if self.file.lower().endswith(".docx"):
            return f"{file}:{numbers} (paragraph)"
        return f"{file}:{numbers}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer, with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]
    status: Status


Relation = Literal["contradiction", "update", "bound", "range", "approximate"]
"""How reports of one thing differ: both cannot be true; the newer replaces the older; one is a
bound ("at least 49" beside "49"); one lies in the other's range; one is rounded."""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """What one independent source says of a quantity that is reported differently.

    Attributes:
        value: as written, with its bound and unit.
        n: the citation that holds it.
        file, outlet, date: whose report it is, and of which day; the date is None if unknown.
        copies: other files that repeat it; they count as the same source.
        note: what the reader should know of it, such as "3 outlets, one wire story".
    """

    value: str
    n: int
    file: str = ""
    outlet: str | None = None
    date: str | None = None
    copies: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A quantity that sources report differently.

    Attributes:
        about: what it is a quantity of, in the question's words.
        reports: one for each independent source; of an update the newest first, else by date.
        relation: how the reports differ.
    """

    about: str
    reports: tuple[ReportedValue, ...]
    relation: Relation = "contradiction"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that was not shown as fact, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class How:
    """How an answer was made: by which drafter, model and prompt."""

    drafter: str
    model: str | None
    prompt: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer or a refusal.

    Attributes:
        question: as it was asked.
        standalone: as it was understood.
        text: the claims with their marks, or the refusal.
        refused: whether the articles do not answer.
        notes: what the reader should know of this answer, such as a folder that has changed since.
        usage: what a model used; empty without one.
        timings_ms: milliseconds by stage.
    """

    question: str
    standalone: str
    text: str
    refused: bool
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...]
    withheld: tuple[Withheld, ...]
    how: How
    usage: dict[str, float]
    timings_ms: dict[str, float]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON-able data, in the documented order."""
        return asdict(self)
