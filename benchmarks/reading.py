"""What the neural reader tells, and what it changes as it is used: `make bench-reading`.

python -m benchmarks.reading SHARED [areas bounds order]

- areas: how often of two pairs the right one has the higher odds, by folder for judging;
- bounds: what passes and what would be refused at several odds, on `deciding` and on the checker's
  claims in view: what `bot.checking.reread` has its bounds from;
- order: what is given, with a doubt, and how often the first sentence is a right one, without the
  reader and with it, on questions for fitting that it was not fitted on: what
  `bot.drafting.extractive` has its bounds and its weight from.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.checking import models
from benchmarks.checking_cases import cases
from benchmarks.gold_questions import DATA as ALL
from benchmarks.gold_questions import (
    Asked,
    Searched,
    chunking,
    clapnq,
    desks,
    half,
    own,
    searched,
    taught,
)
from benchmarks.hard_claims import claims as hard_claims
from benchmarks.reading_data import DATA, Pair, claims, questions, stories
from benchmarks.reading_near import near_questions
from bot.checking import check
from bot.checking.reread import odds_of
from bot.drafting.extractive import Part, draft
from bot.drafting.features import candidates
from bot.reader import Reader

_JUDGING = ("twins", "prose", "asked", "long")
_IN_VIEW = ("fitting", "mixed", "news", "practice2", "practice3", "practice4", "practice5")
# The least odds in the article, and alone.
_ACCEPTED = ((1.5, 0.0), (2.0, 0.0), (2.5, -9.0), (2.5, 0.0), (2.5, 1.0), (3.0, 0.0))
_REFUSED = (-4.0, -3.0, -2.0, -1.0)


def areas(reader: Reader) -> None:
    """The areas under the curve of both tasks."""
    for name in _JUDGING:
        rng = random.Random(0)
        told = list(stories(DATA / "judging" / name))
        follow = [p for s in told for p in claims(s, rng, {})]
        odds = [reader.follows(p.texts[0], [p.texts[1]])[0] for p in follow]
        read = [i for i, value in enumerate(odds) if np.isfinite(value)]
        _tell(f"{name}, follows", [odds[i] for i in read], [follow[i] for i in read])
        answer = [p for s in told for p in questions(s, rng)]
        odds = [reader.answers(p.texts[0], [(p.texts[1], p.texts[2])])[0] for p in answer]
        _tell(f"{name}, answers", odds, answer)
        near = [i for i, p in enumerate(answer) if not p.beside]
        _tell(f"{name}, near misses alone", [odds[i] for i in near], [answer[i] for i in near])
    for path in sorted((ALL / "near_questions" / "judging").iterdir()):
        answer = list(near_questions(path, random.Random(0)))
        odds = [reader.answers(p.texts[0], [(p.texts[1], p.texts[2])])[0] for p in answer]
        _tell(f"near questions, {path.stem}", odds, answer)


def _tell(name: str, odds: Sequence[float], pairs: Sequence[Pair]) -> None:
    right = np.array([p.right for p in pairs])
    values = np.array(odds)
    area = (values[right][:, None] > values[~right][None]).mean()
    print(f"{name}: {area:.3f} of {len(pairs)}", flush=True)


def bounds(shared: Path) -> None:
    """What of true and false claims passes at which odds."""
    embed, reader = models()
    deciding = [row for s in stories(DATA / "deciding") for row in hard_claims(s)]
    in_view = [
        (case.kind == "faithful", case.claim, case.cited)
        for case in cases(shared)
        if case.half in _IN_VIEW
    ]
    for name, rows in (("deciding", deciding), ("in view", in_view)):
        lacking: list[tuple[bool, float, float]] = []
        supported: list[tuple[bool, float, float]] = []
        for right, claim, cited in rows:
            verdict = check(claim, [cited], embed)
            if not verdict.supporting:
                continue
            if verdict.status == "supported":
                supported.append((right, *odds_of(verdict, claim, [cited], reader)))
            elif all(fault.kind == "strange" for fault in verdict.faults):
                lacking.append((right, *odds_of(verdict, claim, [cited], reader)))
        for least, alone in _ACCEPTED:
            passed = _counted((r for r, o, a in lacking if o >= least and a >= alone))
            print(f"{name}, lacking, from {least} and {alone}: {passed} of {_all(lacking)}")
        for most in _REFUSED:
            refused = _counted((r for r, o, _ in supported if o < most))
            print(f"{name}, supported, below {most}: {refused} of {_all(supported)}", flush=True)


def _all(rows: Iterable[tuple[bool, float, float]]) -> str:
    return _counted(right for right, _, _ in rows)


def _counted(right: Iterable[bool]) -> str:
    told = list(right)
    return f"{sum(told)} true, {len(told) - sum(told)} false"


def order(bench: Path, reader: Reader) -> None:
    """How often a right sentence comes first of those that are given."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sets: list[tuple[str, list[Asked], Callable[[str], bool]]] = [
            ("CLAPnq", [clapnq(bench, work)], half),
            ("chunking", [chunking(bench, work)], half),
            ("our own", own(work), lambda name: True),
            ("desks for judging", desks("judging", work), lambda name: True),
        ]
        for name, asked, fitting in sets:
            told: dict[str, Counter[str]] = {"without": Counter(), "with": Counter()}
            for row in (r for a in asked for r in searched(a)):
                if fitting(row.name) and (name.startswith("desks") or not taught(row.name)):
                    _count(row, None, told["without"])
                    _count(row, reader, told["with"])
            for label, n in told.items():
                print(
                    f"{name}, {label} the reader: {n['right first']} right first of "
                    f"{n['true given']} given of {n['true']}; of {n['false']} that nothing "
                    f"answers {n['false given']} given; with a doubt {n['true doubted']} and "
                    f"{n['false doubted']}",
                    flush=True,
                )


def _count(row: Searched, reader: Reader | None, told: Counter[str]) -> None:
    """Count what is given for a question that can be answered or for one that cannot."""
    made = draft(row.planned, row.hits, row.texts, row.vector, row.embed, reader=reader)
    kind = "true" if row.answerable else "false"
    told[kind] += 1
    if made.parts:
        told[f"{kind} given"] += 1
        told[f"{kind} doubted"] += made.parts[0].doubted
        told["right first"] += row.answerable and _right(row, made.parts[0])


def _right(row: Searched, first: Part) -> bool:
    """Whether a quote holds a right sentence."""
    return any(
        row.gold(c)
        for c in candidates(row.planned, row.hits, row.texts, row.vector, row.embed)
        if c.hit.source.file == first.hit.source.file
        and first.span.start <= c.span.start
        and c.span.end <= first.span.end
    )


def main() -> None:
    """Print what is asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("parts", nargs="*", metavar="areas bounds order")
    asked = parser.parse_args()
    parts = asked.parts or ["areas", "bounds", "order"]
    if unknown := set(parts) - {"areas", "bounds", "order"}:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}")
    _, reader = models()
    if "areas" in parts:
        areas(reader)
    if "bounds" in parts:
        bounds(asked.shared)
    if "order" in parts:
        order(asked.shared / "bench", reader)


if __name__ == "__main__":
    main()
