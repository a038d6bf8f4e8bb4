"""The questions of ``data/near_questions`` beside the sentences of their paragraphs.

Of two questions of like form a paragraph answers one, and comes close to the other. A sentence that
answers the one is beside the other too, so that what is learnt is to compare.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading_data import Pair, Version, placed
from bot.language.terms import words
from index import Span
from index.sentences import sentences

# Sentences with most of a question's words that it is read beside, and others by chance.
_NEAREST, _OTHERS = 2, 2
# Of so many questions the form is that of a search box: small letters, no question mark.
_TYPED = 0.4


def near_questions(path: Path, rng: random.Random) -> Iterator[Pair]:
    """A file's questions beside the sentence that answers, the nearest ones and others.

    An answer counts twice: most pairs are of what answers nothing.
    """
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        passage = " ".join(item["passage"].split())
        spans = sentences(passage, Span(0, len(passage)))
        told = tuple(passage[span.start : span.end] for span in spans)
        day = datetime.date(2010, 1, 1) + datetime.timedelta(days=rng.randrange(5_800))
        version = Version(day.isoformat(), told[0][:60].rsplit(" ", 1)[0], told)
        for answered, unanswered, quote, _ in item["pairs"]:
            first = passage.index(quote)
            gold = [
                i
                for i, span in enumerate(spans)
                if span.start < first + len(quote) and first < span.end
            ]
            typed = rng.random() < _TYPED
            for question, known in ((answered, gold), (unanswered, [])):
                asked = question.lower().rstrip("?") if typed else question
                for at in _beside(asked, told, gold, rng):
                    pair = Pair(1, (asked, *placed(version, at, rng)), at in known)
                    yield from [pair] * (2 if pair.right else 1)


def _beside(question: str, told: tuple[str, ...], gold: list[int], rng: random.Random) -> list[int]:
    """Places of the sentences that a question is read beside."""
    asked = {word.stem for word in words(question)}
    shared = [len(asked & {word.stem for word in words(sentence)}) for sentence in told]
    places = range(len(told))
    nearest = sorted(places, key=lambda i: -shared[i])[:_NEAREST]
    others = rng.sample(places, min(_OTHERS, len(told)))
    return list(dict.fromkeys([*gold, *nearest, *others]))
