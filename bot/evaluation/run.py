"""One run over some cases: asked where each is to be asked, judged, summed up."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.desk import Desk
from bot.evaluation.asking import ask_all
from bot.evaluation.cases import Case
from bot.evaluation.ground import Ground, write_passages
from bot.evaluation.judging import Judged, judge
from bot.evaluation.summary import Summary, summarise
from bot.evaluation.table import failing
from bot.reader import beside
from bot.settings import Settings
from index import Index, UsageError

if TYPE_CHECKING:
    from bot.drafting.model import Model

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Run:
    """Judged cases, and over what they were asked."""

    judged: tuple[Judged, ...]
    over: str
    embedding: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole evaluation, as the table, the JSON and the page show it.

    Attributes:
        files: the names of the files of cases.
        half: which half was asked: all, fit or judge.
        over: what was asked, one sentence for each run.
        how: the drafters and models that answered, and the embedding.
    """

    files: tuple[str, ...]
    half: str
    over: tuple[str, ...]
    how: tuple[str, ...]
    notes: tuple[str, ...]
    judged: tuple[Judged, ...]
    summary: Summary

    def to_json(self) -> dict[str, Any]:
        """The figures and every failing case, as JSON-able data."""
        return {
            "files": list(self.files),
            "half": self.half,
            "over": list(self.over),
            "how": list(self.how),
            "notes": list(self.notes),
            **self.summary.to_json(),
            "failing": failing(self.judged),
        }


def own_passages(
    cases: Sequence[Case],
    wanted: Sequence[bool],
    settings: Settings,
    *,
    pooled: bool,
    baselines: bool,
    step: Step,
    model: Model | None = None,
) -> Run:
    """Ask the wanted cases that bring passages; those of all cases are in the index.

    Raises:
        NewsdeskError: if the passages cannot be indexed.
    """
    bringing = [(case, want) for case, want in zip(cases, wanted, strict=True) if case.passages]
    with tempfile.TemporaryDirectory(prefix="newsdesk-eval-") as work:
        folder = Path(work) / "articles"
        folder.mkdir()
        grounds = write_passages([case for case, _ in bringing], folder)
        index = Index(
            folder,
            Path(work) / "data",
            embedding=settings.embedding,
            options=settings.embedding_options,
            cache=settings.cache,
        )
        try:
            index.sync()
            asked = [
                (case, ground)
                for (case, want), ground in zip(bringing, grounds, strict=True)
                if want
            ]
            desk = Desk(index, model, timezone=settings.timezone)
            judged = _judged(desk, index, asked, pooled, baselines, step)
            notes = (index.missing,) if index.missing else ()
            embedding = _embedding(index)
        finally:
            index.close()
    passages = sum(len(case.passages) for case, _ in bringing)
    where = (
        "each over the passages of all of them"
        if pooled
        else "each over its own passages alone; finding the passage is measured over all of them"
    )
    over = f"{len(judged)} with passages of their own ({passages:,} in all), {where}"
    return Run(judged, over, embedding, notes)


def over_articles(
    index: Index,
    cases: Sequence[Case],
    *,
    baselines: bool,
    step: Step,
    model: Model | None = None,
    notes: Iterable[str] = (),
    timezone: str | None = None,
) -> Run:
    """Ask cases of the articles folder; those without a day are asked today in the time zone.

    Raises:
        UsageError: if the index holds none of the files that the cases name.
    """
    held = {source.file for source in index.sources()}
    named = {file for case in cases for file in case.known_files}
    lacking = sorted(named - held)
    if named and len(lacking) == len(named):
        raise UsageError(
            f"The cases name files such as {lacking[0]}, and {index.articles} holds none of them. "
            "Name their folder with --articles."
        )
    said = list(notes)
    if lacking:
        said.append(
            f"{len(lacking)} of the {len(named)} files that the cases name are not in the index, "
            f"such as {lacking[0]}."
        )
    asked = [(case, Ground()) for case in cases]
    desk = Desk(index, model, timezone=timezone)
    judged = _judged(desk, index, asked, False, baselines, step)
    over = f"{len(judged)} over the {len(held):,} articles of {index.articles}"
    return Run(judged, over, _embedding(index), tuple(said))


def report(files: Sequence[str], half: str, runs: Sequence[Run]) -> Report:
    """Put the runs of one evaluation together."""
    judged = tuple(j for run in runs for j in run.judged)
    made = dict.fromkeys(
        f"drafted by {how.model}" if how.model else f"{how.drafter} drafter, no model"
        for how in (j.outcome.answer.how for j in judged)
    )
    embeddings = dict.fromkeys(f"embedding {run.embedding}" for run in runs)
    return Report(
        files=tuple(files),
        half=half,
        over=tuple(run.over for run in runs),
        how=(*made, *embeddings),
        notes=tuple(dict.fromkeys(note for run in runs for note in run.notes)),
        judged=judged,
        summary=summarise(judged),
    )


def _judged(
    desk: Desk,
    index: Index,
    asked: Sequence[tuple[Case, Ground]],
    pooled: bool,
    baselines: bool,
    step: Step,
) -> tuple[Judged, ...]:
    out = []
    embed = index.embed if index.embedder is not None else None
    for outcome in ask_all(desk, index, asked, pooled=pooled, baselines=baselines):
        out.append(judge(outcome, embed, beside(index)))
        step()
    return tuple(out)


def _embedding(index: Index) -> str:
    return index.embedder.name if index.embedder is not None else "none (words alone)"
