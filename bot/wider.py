"""Evidence beside the question's own: what other articles tell in the words of the answer.

A question in words of its own finds one article's figure; another article may tell the same story
in the words of the first, and is found by those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import evidence
from bot.disagreeing.reports import Told
from bot.drafting.extractive import Part
from index import Filters, Hit, Index, StoredArticle

# Passages that are looked through, and how many of them are taken.
_LOOKED_THROUGH, _TAKEN = 24, 6


@dataclass(frozen=True)
class Gathered:
    """The evidence of one question.

    Attributes:
        hits: the passages, best first.
        stored: their articles and those of their copies, by file.
        told: what they tell.
        generation: the generation of the index that all this is of.
    """

    hits: Sequence[Hit]
    stored: Mapping[str, StoredArticle]
    told: Sequence[Told]
    generation: int


def told_beside(
    index: Index, found: Gathered, lead: Part, filters: Filters, until: str
) -> Gathered:
    """The evidence with what other articles have in the words of a quote.

    Args:
        index: where the articles are; of another generation nothing is added.
        found: what the question found.
        lead: the quote.
        filters: which articles count.
        until: the last day, in ISO form, of articles that count, unless the quote is of a later.
    """
    passage, span = lead.hit.passage, lead.span
    sentence = passage.text[max(span.start - passage.start, 0) : max(span.end - passage.start, 0)]
    sentence = sentence or passage.text
    vector = index.embed_question(sentence)
    known = {(h.source.file, h.passage.start) for h in found.hits}
    later = is_later(lead.hit, until)
    with index.snapshot():
        if index.generation != found.generation:
            return found
        hits = [
            hit
            for hit in index.search(sentence, _LOOKED_THROUGH, filters, vector)
            if hit.source.file != lead.hit.source.file
            and (hit.source.file, hit.passage.start) not in known
            and (later or not is_later(hit, until))
        ]
        new = _of_many(hits)[:_TAKEN]
        stored = evidence.stored(index, new)
        told = evidence.told(index, new, stored)
    return Gathered(
        [*found.hits, *new],
        {**found.stored, **stored},
        [*found.told, *told],
        found.generation,
    )


def _of_many(hits: Sequence[Hit]) -> list[Hit]:
    """The hits with the best of each article first."""
    best = {h.source.file: h for h in reversed(hits)}
    first = [h for h in hits if best[h.source.file] is h]
    return first + [h for h in hits if best[h.source.file] is not h]


def is_later(hit: Hit, day: str) -> bool:
    """Whether an article came out after a day, in ISO form."""
    return hit.source.published is not None and hit.source.published.date > day
