"""Many judged outcomes as a few figures, each with its interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation.asking import BASELINES, DEPTH
from bot.evaluation.judging import FAILURES, Judged, Quoted
from bot.evaluation.statistics import bootstrap, percentile, wilson

RANKS = (1, 3, 5, 10)
LIMITS = (5, 10, 20)
"""Percentages of false refusals at which it is told how much could be refused."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure from 0 to 1, with its 95 % interval.

    Attributes:
        key: its name in JSON.
        more_is_better: whether a large value is good.
        n: how many questions it is of.
    """

    key: str
    label: str
    value: float
    low: float
    high: float
    n: int
    more_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Versus:
    """Ours beside a simple way, on the same questions; the difference is paired."""

    name: str
    measure: str
    n: int
    ours: float
    theirs: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """What would be refused if the drafter had to be so sure before it answers."""

    threshold: float | None
    refused: float
    falsely: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one stage."""

    stage: str
    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run.

    Attributes:
        answerable, unanswerable, unknown: how many cases are so.
        curve: refusals against false refusals over all thresholds, fewest refusals first; empty
            where no confidence is known.
        verdicts: the checker's verdicts on what was shown, by status.
        withheld: statements that were withheld, by reason.
        failures: how many cases fail in each way; a case may fail in several.
    """

    cases: int
    answerable: int
    unanswerable: int
    unknown: int
    measures: tuple[Measure, ...]
    versus: tuple[Versus, ...]
    curve: tuple[Point, ...]
    latency: tuple[Latency, ...]
    verdicts: dict[str, int]
    withheld: dict[str, int]
    failures: dict[str, int]

    def measure(self, key: str) -> Measure | None:
        """A figure by its key, if there was anything to measure."""
        return next((m for m in self.measures if m.key == key), None)

    def refused_at(self, falsely: float) -> Point | None:
        """The most that can be refused with at most so many false refusals."""
        within = [p for p in self.curve if p.falsely <= falsely]
        return max(within, key=lambda p: p.refused, default=None)

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON-able data."""
        return asdict(self)


def summarise(judged: Sequence[Judged]) -> Summary:
    """The figures of a run."""
    marks = Counter(j.outcome.case.answerable for j in judged)
    verdicts = sum((j.verdicts for j in judged), Counter[str]())
    withheld = Counter(w.reason for j in judged for w in j.outcome.answer.withheld)
    failures = Counter(f for j in judged for f in j.failures)
    return Summary(
        cases=len(judged),
        answerable=marks[True],
        unanswerable=marks[False],
        unknown=marks[None],
        measures=tuple(_measures(judged)),
        versus=tuple(_versus(judged)),
        curve=tuple(_curve(judged)),
        latency=tuple(_latency(judged)),
        verdicts=dict(verdicts.most_common()),
        withheld=dict(withheld.most_common()),
        failures={key: failures[key] for key in FAILURES if failures[key]},
    )


def _measures(judged: Sequence[Judged]) -> list[Measure]:
    can = [j for j in judged if j.outcome.case.answerable]
    cannot = [j for j in judged if j.outcome.case.answerable is False]
    findable = [j for j in can if j.findable]
    assert max(RANKS) == DEPTH
    found = [
        _share("first_right", "Right quote first", [j.ours.first_right for j in can]),
        _share("refused_right", "Unanswerable refused", [j.outcome.answer.refused for j in cannot]),
        _share("refused_wrong", "Answerable refused", [j.outcome.answer.refused for j in can], 0),
        _share("matched", "Answer matches", [j.matched for j in can]),
        _share("all_shown", "Differing figures all shown", [j.all_shown for j in can]),
        *(
            _share(
                f"hit_{k}",
                f"Right passage in the first {k}" if k > 1 else "Right passage first",
                [j.rank is not None and j.rank <= k for j in findable],
            )
            for k in RANKS
        ),
        _mean("precision", "Citation precision", [j.ours.precision for j in can]),
        _mean("recall", "Citation recall", [j.ours.recall for j in can]),
        _mean("f1", "Sentence F1", [j.ours.f1 for j in can]),
        _share(
            "checked",
            "Claims that the checker supports",
            [s == "supported" for j in judged for s in j.verdicts.elements()],
        ),
    ]
    return [m for m in found if m is not None]


def _share(key: str, label: str, marks: Sequence[bool | None], better: int = 1) -> Measure | None:
    known = [mark for mark in marks if mark is not None]
    if not known:
        return None
    low, high = wilson(sum(known), len(known))
    return Measure(key, label, sum(known) / len(known), low, high, len(known), bool(better))


def _mean(key: str, label: str, values: Sequence[float | None]) -> Measure | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    return Measure(key, label, sum(known) / len(known), *bootstrap(known), len(known))


def _versus(judged: Sequence[Judged]) -> list[Versus]:
    tests: tuple[tuple[str, Callable[[Quoted], float | None]], ...] = (
        ("Sentence F1", lambda q: q.f1),
        ("Right quote first", lambda q: None if q.first_right is None else float(q.first_right)),
    )
    out = []
    for measure, value in tests:
        for at, name in enumerate(BASELINES):
            pairs = [
                (ours, theirs)
                for j in judged
                if j.baselines
                and (ours := value(j.ours)) is not None
                and (theirs := value(j.baselines[at])) is not None
            ]
            if pairs:
                ours, theirs = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
                interval = bootstrap([a - b for a, b in pairs])
                out.append(
                    Versus(name, measure, len(pairs), ours, theirs, ours - theirs, *interval)
                )
    return out


def _curve(judged: Sequence[Judged]) -> list[Point]:
    sides: dict[bool, list[float]] = {True: [], False: []}
    for j in judged:
        known, drafted = j.outcome.case.answerable, j.outcome.draft
        if known is not None and drafted is not None:
            sides[known].append(drafted.confidence)
    if not sides[True] or not sides[False]:
        return []
    points = []
    # Whatever a rule refuses is refused at any threshold.
    for threshold in sorted({-math.inf, math.inf, 0.0, *sides[True], *sides[False]}):
        below = [
            sum(c < threshold or c == -math.inf for c in side) / len(side)
            for side in (sides[False], sides[True])
        ]
        shown = round(threshold, 4) if math.isfinite(threshold) else None
        points.append(Point(shown, *below))
    return points


def _latency(judged: Sequence[Judged]) -> list[Latency]:
    stages: dict[str, list[float]] = {}
    for j in judged:
        for stage, ms in j.outcome.answer.timings_ms.items():
            stages.setdefault(stage, []).append(ms)
    return [Latency(s, percentile(ms, 50), percentile(ms, 95)) for s, ms in stages.items()]
