"""Questions with what is known to be right: read from JSON Lines, each line checked.

Three kinds of line are understood: our own, CLAPnq's, and answers that a user called wrong.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import UsageError, told


@dataclass(frozen=True, slots=True)
class Place:
    """Words that stand in an article; file None: in whichever."""

    file: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Own:
    """A passage that a case brings along, in whole sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and what a right answer to it is.

    Attributes:
        where: file and line that it comes from.
        answerable: whether the articles answer it; None where nobody has said yet.
        expected: what ought to be quoted; of each group any one place will do.
        files: the articles that answer it, where no words are named.
        answer: patterns that the answer must match, all of them.
        wrong: patterns that no answer may match.
        differ: (value, file) of a figure on which articles differ; all values must be shown.
        passages: what it is asked over, instead of the articles folder.
        annotated: the sentences that each annotator chose of ``passages``.
        half: which half it is drawn into, where the line says so.
        today: the day on which it is asked; None: the day it is.
        reported: the answer that a user called wrong.
        note: what else a person ought to know of it.
    """

    id: str
    question: str
    where: str
    answerable: bool | None
    expected: tuple[tuple[Place, ...], ...] = ()
    files: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    differ: tuple[tuple[str, str], ...] = ()
    passages: tuple[Own, ...] = ()
    annotated: tuple[tuple[str, ...], ...] = ()
    half: str | None = None
    today: datetime.date | None = None
    reported: str | None = None
    note: str = field(default="", compare=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of which a quote is right."""
        return tuple(place for group in self.expected for place in group)

    @property
    def known_files(self) -> frozenset[str]:
        """Every file of the articles folder that the case names as right."""
        named = {place.file for place in self.places if place.file}
        return frozenset(named | set(self.files))


HALVES = ("fit", "judge", "practice")
"""What a line's ``half`` may say; ``practice`` is in view of those who write the rules."""


class _Wrong(Exception):
    """A line that cannot be understood; the text says why."""


def read_cases(paths: Sequence[Path]) -> list[Case]:
    """The cases of some files, in order.

    Raises:
        UsageError: if a file cannot be read, holds no case, or a line is wrong.
    """
    cases = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The file of cases {path} cannot be read: {told(error)}.") from None
        # Only "\n" ends a line: other separators may stand inside a JSON string.
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                try:
                    cases.append(_case(line, f"{path.name}:{number}"))
                except _Wrong as error:
                    raise UsageError(f"{path}, line {number}: {error}.") from None
    if not cases:
        raise UsageError(f"There is no case in {', '.join(map(str, paths))}.")
    return cases


def half_of(case: Case) -> str:
    """One of `HALVES`: what its line says, else ``fit`` or ``judge`` by a fixed hash of its id.

    The hash is that of ``benchmarks/gold_questions.py``, so that what was fitted on is known.
    """
    if case.half is not None:
        return case.half
    return "fit" if hashlib.sha256(case.id.encode()).digest()[0] % 2 == 0 else "judge"


def _case(line: str, where: str) -> Case:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _Wrong(f"is not JSON: {error}") from None
    except RecursionError:
        raise _Wrong("is nested too deeply") from None
    if not isinstance(row, dict):
        raise _Wrong('must be an object such as {"id": "1", "question": "...", "files": ["..."]}')
    clapnq = "output" in row and "input" in row
    question = row.get("input" if clapnq else "question")
    if not isinstance(question, str) or not question.strip():
        raise _Wrong("has no question")
    name = str(row.get("id", where))
    half = row.get("half")
    if half not in (None, *HALVES):
        raise _Wrong(f'half is {half!r}; it is "fit", "judge" or "practice"')
    if clapnq:
        return _clapnq(row, name, question, where, half)
    return _own(row, name, question, where, half)


def _own(row: dict[str, Any], name: str, question: str, where: str, half: str | None) -> Case:
    filed = "filed" in row
    unanswerable = row.get("unanswerable", row.get("refuse"))
    if unanswerable not in (None, True, False):
        raise _Wrong("unanswerable is true or false")
    said = row.get("answerable", not unanswerable if unanswerable is not None else None)
    # What was filed as wrong names what was cited and said: nothing of it is known to be right.
    files = () if filed else _strings(row, "files") + _strings(row, "file")
    answer = () if filed else _patterns(row, "answer")
    expected = _expected(row)
    annotated = _annotated(row)
    known = bool(files or answer or expected or annotated)
    if said is False and (answer or expected or annotated):
        raise _Wrong("is marked unanswerable and yet says what is right")
    answerable = said if said is not None else (True if known else None)
    if answerable is None and not filed:
        raise _Wrong("says neither what is right (files, quotes or answer) nor unanswerable: true")
    if answerable and not known:
        raise _Wrong("is answerable and does not say what is right: files, quotes or answer")
    return Case(
        id=name,
        question=question,
        where=where,
        answerable=answerable,
        expected=expected,
        files=() if said is False else files,
        answer=answer,
        wrong=_patterns(row, "wrong"),
        differ=tuple((str(value), str(file)) for value, file in _pairs(row)),
        passages=_passages(row),
        annotated=annotated,
        half=half,
        today=_today(row),
        reported=str(row.get("answer", "")) if filed else None,
        note=str(row.get("why") or row.get("note") or ""),
    )


def _clapnq(row: dict[str, Any], name: str, question: str, where: str, half: str | None) -> Case:
    outputs = row["output"]
    if not isinstance(outputs, list) or not all(isinstance(o, dict) for o in outputs):
        raise _Wrong("output must be a list of annotators' answers")
    chosen = [_strings(output, "selected_sentences") for output in outputs]
    annotated = tuple(dict.fromkeys(sentences for sentences in chosen if sentences))
    passages = _passages(row)
    if not passages:
        raise _Wrong("has no passages")
    return Case(
        id=name,
        question=question,
        where=where,
        answerable=bool(annotated),
        passages=passages,
        annotated=annotated,
        half=half,
    )


def _today(row: dict[str, Any]) -> datetime.date | None:
    value = row.get("today")
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Wrong(f"today is {value!r}; write a day as 2024-02-15") from None


def _strings(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(v, str) and v.strip() for v in found):
        raise _Wrong(f"{key} must be words, or a list of them")
    return tuple(found)


def _patterns(row: dict[str, Any], key: str) -> tuple[str, ...]:
    found = _strings(row, key)
    for pattern in found:
        try:
            re.compile(pattern)
        except re.error as error:
            raise _Wrong(f"{key}: {pattern!r} is no regular expression: {error}") from None
    return found


def _expected(row: dict[str, Any]) -> tuple[tuple[Place, ...], ...]:
    file = row.get("file") if isinstance(row.get("file"), str) else None
    groups = []
    if "quote" in row:
        # One answer, and other places that answer as well.
        places = [_place(row["quote"], file)]
        places += [_place(other, None) for other in _listed(row, "also")]
        groups.append(tuple(places))
    for item in _listed(row, "quotes"):
        alternatives = item if isinstance(item, list) else [item]
        groups.append(tuple(_place(one, file) for one in alternatives))
    if any(not group for group in groups):
        raise _Wrong("quotes holds an empty list")
    return tuple(groups)


def _place(value: Any, file: str | None) -> Place:
    if isinstance(value, dict):
        file = value.get("file", file)
        value = value.get("quote")
    if not isinstance(value, str) or not value.strip() or not isinstance(file, str | None):
        raise _Wrong('a quote is words, or {"file": "...", "quote": "..."}')
    return Place(file, value)


def _listed(row: dict[str, Any], key: str) -> list[Any]:
    value = row.get(key) or []
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list):
        raise _Wrong(f"{key} must be a list")
    return value


def _pairs(row: dict[str, Any]) -> list[list[Any]]:
    found = _listed(row, "differ") if row.get("differ") is not True else []
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        raise _Wrong('differ must be a list of ["value", "file"]')
    return found


def _annotated(row: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    found = _listed(row, "sentences")
    if all(isinstance(one, str) for one in found):
        found = [found] if found else []
    return tuple(_strings({"sentences": one}, "sentences") for one in found)


def _passages(row: dict[str, Any]) -> tuple[Own, ...]:
    found = []
    for passage in _listed(row, "passages"):
        if not isinstance(passage, dict):
            raise _Wrong('a passage is {"title": "...", "sentences": ["..."]}')
        sentences = _strings(passage, "sentences") or _strings(passage, "text")
        if not sentences:
            raise _Wrong("a passage has neither sentences nor text")
        found.append(Own(str(passage.get("title") or ""), sentences))
    return tuple(found)
