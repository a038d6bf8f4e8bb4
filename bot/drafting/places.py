"""Every sentence of the evidence, with what stands around it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.language.terms import Word, words
from index import Hit, Source, Span
from index.lines import ends_sentence, is_byline

# What counts as "the article" around a passage, in characters to either side: nearly every news
# article whole, and of a book only what is near.
_AROUND = 8_000
# Words as common as "the" tell nothing.
_SMALL = 0.2


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a retrieved passage, with its neighbours in the passage."""

    hit: Hit
    rank: int
    position: int
    span: Span
    before: str
    text: str
    after: str
    words: list[Word]


@dataclass(frozen=True, slots=True)
class Context:
    """The article around a passage, with what is known of it.

    Attributes:
        text: the words around and the metadata, as text.
        words: each of its words once.
    """

    text: str
    words: tuple[Word, ...]


def contexts_of(hits: Sequence[Hit], texts: dict[str, str]) -> list[Context]:
    """One context for each hit; hits of the same stretch of an article share theirs."""
    made: dict[tuple[str, int, int], Context] = {}
    out = []
    for hit in hits:
        text, passage = texts[hit.source.file], hit.passage
        first, last = max(0, passage.start - _AROUND), min(len(text), passage.end + _AROUND)
        if len(text) <= 2 * _AROUND:
            first, last = 0, len(text)
        key = (hit.source.file, first, last)
        if key not in made:
            context = f"{text[first:last]}\n{known(hit.source)}"
            made[key] = Context(context, distinct_words(context))
        out.append(made[key])
    return out


def distinct(ws: Iterable[Word]) -> tuple[Word, ...]:
    """Each stem once, with a capital where any of its words has one."""
    found: dict[str, Word] = {}
    for word in ws:
        if word.stem not in found or (word.capital and not found[word.stem].capital):
            found[word.stem] = word
    return tuple(found.values())


# The same articles come again with the next questions.
@functools.lru_cache(maxsize=64)
def distinct_words(text: str) -> tuple[Word, ...]:
    """Each stem of a text once, as `distinct` has them of its `words`."""
    return distinct(words(text, repeated=False))


def places_of(hits: Sequence[Hit]) -> list[Place]:
    """Each sentence once; headlines only where their passage has nothing else."""
    out = []
    seen: set[str] = set()
    for rank, hit in enumerate(hits):
        passage = hit.passage
        texts = [
            passage.text[s.start - passage.start : s.end - passage.start] for s in passage.sentences
        ]
        heading = _headings(texts) if passage.ordinal == 0 else 0
        for position, (span, text) in enumerate(zip(passage.sentences, texts, strict=True)):
            title = position < heading or is_headline(text, hit.source.title)
            if (title and len(texts) > 1) or text in seen:
                continue
            seen.add(text)
            before = texts[position - 1] if position else ""
            after = texts[position + 1] if position + 1 < len(texts) else ""
            out.append(Place(hit, rank, position, span, before, text, after, words(text)))
    return out


def _headings(texts: Sequence[str]) -> int:
    """How many lines of names and days stand above an article's first whole sentence."""
    if not any(ends_sentence(text) for text in texts):
        return 0
    return sum(1 for _ in itertools.takewhile(_only_names, texts))


def _only_names(text: str) -> bool:
    """Whether a line is a masthead, a place or a day: no sentence, of hardly a word that tells."""
    said = [w for w in words(text) if w.weight > _SMALL and not _named(w.surface)]
    return not ends_sentence(text) and len(said) <= 1


def _named(surface: str) -> bool:
    return surface[0].isupper() or surface[0].isdigit()


def is_headline(text: str, title: str | None) -> bool:
    """Whether a sentence is a title, a heading or a byline, which assert nothing alone."""
    return text.startswith("#") or text.strip("#|=-–— \t") == title or is_byline(text)


def asks(text: str) -> bool:
    """Whether a sentence is a question, which answers nothing: an interviewer's, for example."""
    return text.rstrip(" \t\n\"”’'»*_)").endswith("?")


def known(source: Source) -> str:
    """What is known of an article beside its text, as text: title, outlet, date."""
    date = source.published.date.replace("-", " ") if source.published else None
    return "\n".join(part for part in (source.title, source.outlet, date) if part)
