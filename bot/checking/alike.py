"""Which words stand for the same thing: one lemma, one name, or meanings that are close."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from bot.checking import lexicon, related
from bot.language.parties import same_form
from bot.language.terms import Word, stem
from index.embedding import Embedder
from index.lexical import STOP_WORDS

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32] | None]
"""Words to unit vectors of shape (words, dimensions), or None where there is no model."""


@functools.cache
def _lemmas() -> dict[str, str]:
    out: dict[str, str] = {}
    for forms in lexicon.groups("forms"):
        for form in forms:
            out.setdefault(stem(form), stem(forms[0]))
    return out


@functools.cache
def _meanings() -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for number, group in enumerate(lexicon.groups("meanings")):
        for form in group:
            out.setdefault(lemma(stem(form)), set()).add(number)
    return {form: frozenset(groups) for form, groups in out.items()}


def lemma(stemmed: str) -> str:
    """The stem of a word's plain form: took and taken as take, deaths as die."""
    return _lemmas().get(stemmed, stemmed)


def _one_meaning(a: str, b: str) -> bool:
    return bool(_meanings().get(a, frozenset()) & _meanings().get(b, frozenset()))


def same_word(a: Word, b: Word) -> bool:
    """Whether two words are forms of one word, one name or one party."""
    return _stands_for(a, b) == 1


def same_meaning(a: Word, b: Word) -> bool:
    """Whether two words may stand for one another in a report."""
    return _stands_for(a, b) >= _SYNONYM


def likeness(
    asked: Sequence[Word], said: Iterable[Word], embed: Embed | None
) -> npt.NDArray[np.float64]:
    """How far each word of one text stands for each of another, shape (asked, said), 0 to 1."""
    held = list(said)
    table = by_form(asked, held)
    # Of words without a meaning of their own nothing is asked.
    heavy = [
        k
        for k, w in enumerate(held)
        if not (w.surface.lower() in STOP_WORDS or w.surface[0].isdigit())
    ]
    if embed is None or not asked or not heavy:
        return table
    vectors = embed([w.surface.lower() for w in (*asked, *(held[k] for k in heavy))])
    if vectors is None:
        return table
    cosine = vectors[: len(asked)] @ vectors[len(asked) :].T
    scaled = np.clip((cosine - _FLOOR) / (_SURE - _FLOOR), 0, 1) * LIKE_AT_MOST
    table[:, heavy] = np.maximum(table[:, heavy], scaled)
    return table


def by_form(asked: Sequence[Word], held: Sequence[Word]) -> npt.NDArray[np.float64]:
    """What `likeness` is without a model, and at least with one."""
    forms = [_form(b) for b in held]
    table = [[_alike(*a, *b) for b in forms] for a in map(_form, asked)]
    return np.array(table, dtype=np.float64).reshape(len(asked), len(held))


def _stands_for(a: Word, b: Word) -> float:
    return _alike(*_form(a), *_form(b))


def _form(word: Word) -> tuple[str, bool, bool]:
    """A word as its likeness rests on it: itself, its capital, and whether it may be a name."""
    return word.surface, word.capital, word.capital and not word.opens


@functools.lru_cache(maxsize=200_000)
def _alike(a: str, a_capital: bool, a_name: bool, b: str, b_capital: bool, b_name: bool) -> float:
    """How far one word, of a claim, stands for another of its source, 0 to 1."""
    a_stem, b_stem = stem(a), stem(b)
    one, other = lemma(a_stem), lemma(b_stem)
    if one == other or same_form(a_stem, a_capital, b_stem, b_capital):
        return 1.0
    if a_name or b_name:
        return _ONE_MEANING if _one_meaning(one, other) else 0.0
    a, b = bare(a), bare(b)
    if related.one_word(a, b):
        return 1.0
    if _one_meaning(one, other):
        return _ONE_MEANING
    if related.synonyms(a, b):
        return _SYNONYM
    return _BROADER if related.is_kind(b, a) else 0.0


@functools.lru_cache(maxsize=50_000)
def bare(surface: str) -> str:
    """A word in lower case, without a possessive ending."""
    return re.sub(r"['’]s?$", "", surface.lower())


# Cosine of two single words from which one may stand for the other, and at which it does.
_FLOOR, _SURE = 0.35, 0.7
# How far words of one meaning stand for each other, synonyms of the dictionary, and a broader word
# for a narrower one; and words that the model finds alike.
_ONE_MEANING, _SYNONYM, _BROADER, LIKE_AT_MOST = 0.9, 0.89, 0.8, 0.85


def remembering(model: Embedder) -> Embed:
    """An embedder's vectors of words, each made once."""
    kept: dict[str, npt.NDArray[np.float32]] = {}

    def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        kept.update(zip(new, model.embed(new), strict=True))
        return np.stack([kept[text] for text in texts])

    return embed
