"""What questions are asked over: the articles folder, or passages that they bring along.

Passages of their own become files of a temporary articles folder, all of a run in one index, as any
articles would. Such a question is asked *closed*: the filters leave only its own files, so that
what is judged is whether its passage answers it. Retrieval is measured over all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.evaluation.cases import Case
from index import Filters


@dataclass(frozen=True, slots=True)
class Sentence:
    """A given sentence, by its place in the text of record."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a case is asked: its filters, and the sentences given with it."""

    filters: Filters = field(default_factory=Filters)
    sentences: tuple[Sentence, ...] = ()


def write_passages(cases: Sequence[Case], folder: Path) -> list[Ground]:
    """Write each case's passages as files; the grounds are in the order of the cases."""
    grounds = []
    for number, case in enumerate(cases):
        names, sentences = [], []
        for part, passage in enumerate(case.passages):
            name = f"{number:05}-{part}.txt"
            head = f"{passage.title}\n\n" if passage.title else ""
            at = len(head)
            for text in (" ".join(sentence.split()) for sentence in passage.sentences):
                sentences.append(Sentence(name, at, at + len(text), text))
                at += len(text) + 1
            body = " ".join(" ".join(sentence.split()) for sentence in passage.sentences)
            (folder / name).write_text(f"{head}{body}\n", encoding="utf-8", newline="")
            names.append(name)
        grounds.append(Ground(Filters(files=tuple(names)), tuple(sentences)))
    return grounds
