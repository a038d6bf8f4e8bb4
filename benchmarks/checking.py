"""How often the checker errs, either way: `make bench-checking`.

python -m benchmarks.checking SHARED [--half fitting|mixed|judging|news|practice...] [--show KIND]
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from pathlib import Path

from benchmarks.checking_cases import Case, cases
from bot.checking import Verdict, check
from bot.checking.alike import Embed, remembering
from bot.reader import Reader
from bot.reader import load as open_reader
from bot.settings import Settings
from index.embedding import load


def judge(found: list[Case], embed: Embed, reader: Reader | None) -> list[tuple[Case, Verdict]]:
    """The checker's verdict on every claim."""
    return [(case, check(case.claim, [case.cited], embed, reader)) for case in found]


def models() -> tuple[Embed, Reader]:
    """Vectors of words by the embedded model, and its reader."""
    cache = Settings.load(environ={}, file=Path("/nonexistent")).cache
    model = load("minilm", cache=cache, options="{}", made_with=None)
    reader = open_reader(model, cache)
    if reader is None:
        raise SystemExit("The neural reader cannot be opened: see what is logged.")
    return remembering(model), reader


def _wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927)."""
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def table(rows: list[tuple[Case, Verdict]]) -> str:
    """Right verdicts by kind of claim, in Markdown."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case, verdict in rows:
        by_kind[case.kind].append((verdict.status == "supported") == (case.kind == "faithful"))
    lines = ["| Claims | n | Right | 95 % |", "|---|---|---|---|"]
    for kind, right in sorted(by_kind.items(), key=lambda item: (item[0] != "faithful", item[0])):
        low, high = _wilson(sum(right), len(right))
        name = "faithful, accepted" if kind == "faithful" else f"{kind.replace('_', ' ')}, caught"
        share = sum(right) / len(right)
        lines.append(f"| {name} | {len(right)} | {share:.1%} | {low:.0%} to {high:.0%} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table of a half and, when asked, what was judged wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", default="judging")
    parser.add_argument("--show", metavar="KIND")
    asked = parser.parse_args()
    rows = judge([c for c in cases(asked.shared) if c.half in asked.half.split(",")], *models())
    print(table(rows))
    for case, verdict in rows:
        wrong = (verdict.status == "supported") != (case.kind == "faithful")
        if case.kind == asked.show and wrong:
            print(f"\n{case.id} {case.claim}\n  {' '.join(case.cited.text.split())}")
            print(f"  {verdict.status} {verdict.score:.2f}, changed {case.changed!r}")
            print(*(f"  {f.kind}: {f.words} ({f.reason})" for f in verdict.faults), sep="\n")


if __name__ == "__main__":
    main()
