"""How often the checker errs, either way: `make bench-checking`.

python -m benchmarks.checking SHARED [--half fitting|mixed|judging] [--show KIND]
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from benchmarks.checking_cases import Case, cases
from bot.checking import Verdict, check
from bot.settings import Settings
from index.embedding import load


def judge(found: list[Case], embed: object) -> list[tuple[Case, Verdict]]:
    """The checker's verdict on every claim."""
    return [(case, check(case.claim, [case.cited], embed)) for case in found]  # type: ignore[arg-type]


def embedder() -> object:
    """Vectors of words, remembered."""
    model = load(
        "minilm",
        cache=Settings.load(environ={}, file=Path("/nonexistent")).cache,
        options="{}",
        made_with=None,
    )
    kept: dict[str, object] = {}

    def embed(texts):  # type: ignore[no-untyped-def]
        import numpy as np

        new = [t for t in dict.fromkeys(texts) if t not in kept]
        kept.update(zip(new, model.embed(new), strict=True))
        return np.stack([kept[t] for t in texts])

    return embed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--half", default="judging")
    parser.add_argument("--show")
    parser.add_argument("--count", type=int, default=40)
    asked = parser.parse_args()
    found = [c for c in cases(asked.shared) if c.half in asked.half.split(",")]
    by_kind: dict[str, list[tuple[Case, Verdict]]] = defaultdict(list)
    for case, verdict in judge(found, embedder()):
        by_kind[case.kind].append((case, verdict))
    for kind, rows in sorted(by_kind.items()):
        right = [(v.status == "supported") == (kind == "faithful") for _, v in rows]
        print(f"{kind:16} {sum(right):4} of {len(rows):4}  {sum(right) / len(rows):.3f}")
        if asked.show == kind:
            wrong = [row for row, ok in zip(rows, right, strict=True) if not ok]
            for case, verdict in wrong[: asked.count]:
                print(
                    f"   {case.id} C: {case.claim}\n        S: {' '.join(case.cited.text.split())}"
                )
                print(
                    f"        {verdict.status} {verdict.score:.2f} changed={case.changed!r} "
                    f"{[(f.kind, f.words, f.reason) for f in verdict.faults]} {verdict.unsupported if not verdict.faults else ''}"
                )


if __name__ == "__main__":
    main()
