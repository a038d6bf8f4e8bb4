"""The sentences to check of ``data/desks`` and ``data/passages``, as claims for the reader.

A true and a false one are mostly about the same source, and both are in words of their own, so that
what is learnt is to compare.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_data import Pair, Version, evidence
from benchmarks.reading_swaps import exchangeable, swap
from bot.language.terms import words
from index import Span
from index.sentences import sentences

# Of so many passages a part is read, as the checker finds it.
_PARTS = 0.4


def drafts(folder: Path, rng: random.Random) -> Iterator[Pair]:
    """The supported and the contradicted sentences of a folder beside what they are checked by."""
    with open(folder / "check.tsv", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    salt = rng.random()
    for _, claim, status, gold, _ in rows:
        parts = [part.split(" :: ") for part in gold.split(" || ") if " :: " in part]
        if status not in ("supported", "contradicted") or not parts:
            continue
        # Near-copies have the same words.
        told = list({_squeezed(quote): (name, _squeezed(quote)) for name, quote in parts}.values())
        version, at = _paragraph(folder / "articles" / told[0][0], told[0][1])
        if status == "supported" and len(told) > 1:
            # Only together do they bear it out.
            version = Version(version.day, version.title, (" ".join(quote for _, quote in told),))
            at = 0
        # The true and the false one beside the same words.
        same = random.Random(f"{salt} {gold}")
        yield Pair(0, (claim, evidence(version, (at,), same)), status == "supported")


def paired(path: Path, rng: random.Random) -> Iterator[Pair]:
    """The true and the false claims of a file beside their passage, or beside its part."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        passage = _squeezed(item["passage"])
        for true, false, _ in item["pairs"]:
            told = _about(true, passage, rng.choice((2, 3))) if rng.random() < _PARTS else passage
            yield Pair(0, (true, told), right=True)
            yield Pair(0, (false, told), right=False)


def verbatim(path: Path, rng: random.Random) -> Iterator[Pair]:
    """A sentence of each passage beside the passage: as it stands, and with a part exchanged.

    What is put in is in the passage too, so that neither is told by its closeness. Of two in five
    the passage is exchanged as well, and then the other one follows.
    """
    for line in path.read_text("utf-8").splitlines():
        passage = _squeezed(json.loads(line)["passage"])
        spans = sentences(passage, Span(0, len(passage)))
        at = rng.randrange(len(spans))
        last = at + (at + 1 < len(spans) and rng.random() < _TWO)
        claim = passage[spans[at].start : spans[last].end]
        for one, other in exchangeable(claim, passage, rng):
            wrong, exchanged = (swap(text, one, other) for text in (claim, passage))
            yield Pair(0, (claim, passage), right=True)
            yield Pair(0, (wrong, passage), right=False)
            if rng.random() < _BOTH:
                yield Pair(0, (wrong, exchanged), right=True)
                yield Pair(0, (claim, exchanged), right=False)
            break


# Of so many claims two sentences are restated; of so many the passage is exchanged too.
_TWO, _BOTH = 0.2, 0.4


def _about(claim: str, passage: str, count: int) -> str:
    """The adjacent sentences, so many, that hold most of a claim's words."""
    spans = sentences(passage, Span(0, len(passage)))
    said = {word.stem for word in words(claim)}
    starts = range(max(1, len(spans) - count + 1))
    parts = [passage[spans[i].start : spans[min(i + count, len(spans)) - 1].end] for i in starts]
    return max(parts, key=lambda part: len(said & {word.stem for word in words(part)}))


def _paragraph(path: Path, quote: str) -> tuple[Version, int]:
    """The paragraph that holds a quote, and which of its sentences does; or the quote itself."""
    text = path.read_text("utf-8")
    title = text.strip().splitlines()[0]
    for block in re.split(r"\n\s*\n", text):
        words = _squeezed(block)
        if quote in words:
            spans = sentences(words, Span(0, len(words)))
            told = tuple(words[s.start : s.end] for s in spans)
            at = max(i for i, s in enumerate(spans) if s.start <= words.index(quote))
            return Version(path.name[:10], title, told), at
    return Version(path.name[:10], title, (quote,)), 0


def _squeezed(text: str) -> str:
    return " ".join(text.split())
