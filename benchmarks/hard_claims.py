"""Claims that were written to be hard, by the rules alone and with the reader.

python -m benchmarks.hard_claims [twins prose asked long heldout judge2]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

from benchmarks.checking import models
from benchmarks.reading_data import DATA, Story, Version, stories
from bot.checking import Cited, check, likelihood
from index import Dated


def claims(story: Story) -> Iterator[tuple[bool, str, Cited]]:
    """Whether a claim follows, the claim, and the sentences that it is about, in their article."""
    for item in story.items:
        if item.sign not in "+-ab":
            continue
        for letter, version in story.versions.items():
            yield item.sign == (letter or "+"), item.text, _cited(version, item.places)


def _cited(version: Version, places: tuple[int, ...]) -> Cited:
    first, last = version.span(places)
    told = version.sentences[first : last + 1]
    published = Dated(version.day, "day", "") if version.day else None
    return Cited(" ".join(told), published, version.title, " ".join(version.sentences[:first]))


def main() -> None:
    """Print a row for each folder of `benchmarks/data/reading/judging`."""
    embed, reader = models()
    for name in sys.argv[1:] or ("twins", "prose", "asked", "long", "heldout", "judge2"):
        rows = [row for story in stories(DATA / "judging" / name) for row in claims(story)]
        right = np.array([follows for follows, _, _ in rows])
        told = [f"{name}: {right.sum()} true, {(~right).sum()} false"]
        for label, reading in (("rules", None), ("with the reader", reader)):
            verdicts = [check(claim, [cited], embed, reading) for _, claim, cited in rows]
            passed = np.array([v.status == "supported" for v in verdicts])
            scores = np.array(
                [
                    likelihood(v, claim, [cited], reading)
                    for v, (_, claim, cited) in zip(verdicts, rows, strict=True)
                ]
            )
            a, b = scores[right][:, None], scores[~right][None]
            area = (a > b).mean() + 0.5 * (a == b).mean()
            told.append(
                f"{label}: {passed[right].mean():.1%} pass, "
                f"{1 - passed[~right].mean():.1%} caught, "
                f"area {area:.3f}"
            )
        print("; ".join(told), flush=True)


if __name__ == "__main__":
    main()
