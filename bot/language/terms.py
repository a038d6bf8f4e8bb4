"""Words brought to a form in which a question's and an article's can be compared."""

from __future__ import annotations

import difflib
import functools
import re
import threading
import unicodedata
from typing import NamedTuple

from index.lexical import STOP_WORDS
from index.tokens import rarity

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W\d_]+)?")

# Words of a question that name the kind of answer and not its subject.
_FORM = frozenset(
    """
    who whom whose what when where why how which many much long often old far big large
    whether does did do is are was were has have had been can could would should will
    please tell explain describe list name give anyone anybody someone ever exactly
    according say said says happen happened
    """.split()
)


class Word(NamedTuple):
    """A word as it stands in a text.

    Attributes:
        surface: the word itself.
        stem: lower case, without accents, possessive and inflection.
        start, end: character offsets.
        capital: whether its first letter is upper case.
        opens: whether it is the first word of its text or follows a sentence's end.
    """

    surface: str
    stem: str
    start: int
    end: int
    capital: bool
    opens: bool

    @property
    def weight(self) -> float:
        """How much a question rests on the word: its rarity in ordinary text, 0 to 1."""
        return rarity(self.surface)


class _Stemmers(threading.local):
    """A stemmer for each thread: one keeps the word that it works on in itself."""

    def __init__(self) -> None:
        import snowballstemmer

        self.english = snowballstemmer.stemmer("english")


@functools.cache
def _stemmers() -> _Stemmers:
    return _Stemmers()


_POSSESSIVE = re.compile(r"['’]s?$")


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word: lower case, no accents, no possessive, Snowball's English stemmer."""
    bare = word.casefold()
    if not bare.isascii():
        bare = "".join(
            c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c)
        )
    bare = _POSSESSIVE.sub("", bare)
    return str(_stemmers().english.stemWord(bare))


def words(text: str, repeated: bool = True) -> list[Word]:
    """Every word of a text, in order.

    Args:
        repeated: whether a word that stood before in the very same form is given again.
    """
    if not repeated:
        return _found(text, repeated=False)
    return list(_of_sentence(text)) if len(text) <= _SHORT else _found(text)


_SHORT = 1_500


# The same texts come again within a question and with the next ones.
@functools.lru_cache(maxsize=4_096)
def _of_sentence(text: str) -> tuple[Word, ...]:
    return tuple(_found(text))


def _found(text: str, repeated: bool = True) -> list[Word]:
    out: list[Word] = []
    seen: set[str] = set()
    previous_end = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        surface = match.group()
        if not repeated:
            if surface in seen:
                previous_end = end
                continue
            seen.add(surface)
        gap = text[previous_end:start]
        # Most words stand behind a space, which need not be looked at.
        opens = not out or (gap != " " and _OPENING.search(gap) is not None)
        out.append(Word(surface, stem(surface), start, end, surface[0].isupper(), opens))
        previous_end = end
    return out


_OPENING = re.compile(r"[.!?:“\"\n]")


def content(question: str) -> list[Word]:
    """The words that a question rests on, each stem once; all words if it has no other."""
    found: dict[str, Word] = {}
    for word in words(question):
        lower = word.surface.lower()
        if lower in STOP_WORDS or lower in _FORM or len(lower) < 2:
            continue
        found.setdefault(word.stem, word)
    return list(found.values()) or words(question)


def is_name(word: Word) -> bool:
    """Whether a word looks like a name: a capital inside a sentence, no month and no weekday."""
    return word.capital and not word.opens and not word.surface[0].isdigit()


@functools.lru_cache(maxsize=200_000)
def alike(a: str, b: str) -> bool:
    """Whether two stems are one word: equal, one an ending of the other, or one transliteration.

    ``armenia`` and ``armenian``, ``margaryan`` and ``margarian`` are; figures must be equal.
    """
    if a == b:
        return True
    if a[:1] != b[:1] or a[:1].isdigit() or min(len(a), len(b)) < 5:
        return False
    shorter, longer = sorted((a, b), key=len)
    if longer.startswith(shorter) and len(longer) - len(shorter) <= 3:
        return True
    if abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < 6:
        return False
    # The letters that they share, in whatever order, bound the ratio.
    shared = sum(min(a.count(letter), b.count(letter)) for letter in set(a))
    if 2 * shared < _ONE_NAME * (len(a) + len(b)):
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ONE_NAME


_ONE_NAME = 0.82
