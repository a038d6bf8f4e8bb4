"""Whole sentences of one version of a story as claims, lightly respelled.

Each follows from its own version and not from the other, which has almost the same words: what is
learnt is to read long sentences to their end, and that to say all of one is no fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from benchmarks.reading_data import Pair, Story, evidence

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SPELT = re.compile(rf"(?<![\w-])({'|'.join(_NUMBERS[3:])})(?![\w-])")
_SMALL = re.compile(r"(?<= )(\d|1[0-2])(?= [a-z])")
_THOUSAND = re.compile(r"(?<=\d),000(?![\d,])(?<!,000,000)")
_SAID = re.compile(
    r"(.{25,}), ((?:[A-Z][\w.'-]+|[a-z]+)(?: [\w.'-]+){0,5})"
    r" (said|told reporters|reported|announced)(?: on [A-Z]\w+day)?\.$"
)

# Share of its words that a sentence has in common with the same of the other version.
_SHARED = 0.6


def restated(story: Story, rng: random.Random) -> Iterator[Pair]:
    """Half of the sentences that almost agree, some with the next, beside each of two versions."""
    for letter, version in story.versions.items():
        (other,) = (v for k, v in story.versions.items() if k != letter)
        for at, sentence in enumerate(version.sentences):
            theirs = other.sentences[at] if at < len(other.sentences) else ""
            if not _almost(sentence, theirs) or rng.random() < 0.5:
                continue
            places = [at]
            if rng.random() < 0.25 and at + 1 < len(version.sentences):
                places.append(at + 1)
            claim = " ".join(_respelled(version.sentences[i], rng) for i in places)
            state = rng.getstate()
            yield Pair(0, (claim, evidence(version, places, rng)), True)
            rng.setstate(state)
            yield Pair(0, (claim, evidence(other, places, rng)), False)


def _almost(one: str, other: str) -> bool:
    """Whether two sentences differ, and by a few words only."""
    mine, theirs = set(one.split()), set(other.split())
    return one != other and len(mine & theirs) >= _SHARED * len(mine)


def _respelled(text: str, rng: random.Random) -> str:
    """A sentence with some of its figures or its speaker put in another way."""
    if rng.random() < 0.5:
        text = rng.choice((text.replace("per cent", "percent"), text.replace(" per cent", "%")))
    way = rng.random()
    if way < 0.5:
        text = _SMALL.sub(lambda m: _NUMBERS[int(m[1])], text)
    elif way < 0.75:
        text = _SPELT.sub(lambda m: str(_NUMBERS.index(m[1])), text)
    if rng.random() < 0.3:
        text = _THOUSAND.sub(" thousand", text)
    if rng.random() < 0.5 and (said := _SAID.match(text)):
        text = f"{_capital(said[2])} {said[3]} that {_small(said[1])}."
    return text


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str) -> str:
    """A text as it goes on within a sentence, unless it opens with a name of two words."""
    return text if re.match(r"[A-Z][a-z]+ [A-Z]", text) else text[0].lower() + text[1:]
