"""Whether words hold a name, where the name of a person, a place or a body is asked for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bot.checking.names import is_role
from bot.disagreeing.alike import is_person
from bot.language import english
from bot.language.parties import is_demonym, party
from bot.language.people import NO_PERSON, TITLES
from bot.language.terms import Word, words
from index.lexical import STOP_WORDS

_NAME = r"(?:\w+ )?(?:sur|fore)?names?"
_ASKS = re.compile(
    rf"^\W*(?:(?:what|which)(?:['’]?s| is| was| are| were) )?(?:"
    rf"(?:the )?{_NAME} of (?P<of>.+)|(?P<whose>.+?)['’]s? {_NAME}\W*$)",
    re.IGNORECASE,
)
# Where what is described ends and what is said of it begins.
_ENDS = re.compile(r"\b(?:who|whom|whose|that|which|of|in|on|at|from|with|by|to|for|known)\b")
# Places and bodies that are told apart by their names.
_WHICH = re.compile(
    r"\b(?:which|what)(?: \w+)?? (?:hospitals?|prisons?|compan(?:y|ies)|firms?|banks?|schools?"
    r"|universit(?:y|ies)|colleges?|hotels?|newspapers?|outlets?|part(?:y|ies)"
    r"|ministr(?:y|ies)|agenc(?:y|ies)|ports?|airports?|stations?|towns?|villages?|cit(?:y|ies)"
    r"|countr(?:y|ies)|nations?|continents?|provinces?|states?|districts?|regions?|rivers?|lakes?"
    r"|islands?|mountains?|streets?|capitals?|brigades?|regiments?|clubs?|teams?|church(?:es)?"
    r"|studios?|languages?|religions?)\b(?! (?:terms?|sentences?|of\b))",
    re.IGNORECASE,
)
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday mr mrs ms
    """.split()
)
_DOER = re.compile(r"\b(?:drivers?|\w+(?:wo)?m[ae]n)\b", re.IGNORECASE)
# A name after one of these is mostly a place's or a body's.
_AT = frozenset("in at near from of into toward towards outside on".split())


@functools.lru_cache(maxsize=1024)
def asks_for_a_name(question: str) -> bool:
    """Whether somebody's name is asked for who is told by what he is: the driver, her son."""
    asked = _ASKS.match(question)
    if asked is None:
        return False
    described = _ENDS.split(asked["of"] or asked["whose"], maxsplit=1)[0]
    nouns = [
        w for w in words(described) if any(p == "n" for _, p in english.bases(w.surface.lower()))
    ]
    return bool(_DOER.search(described)) or any(
        is_role(w) or (is_person(w) and not _animal(w.surface)) for w in nouns[:4]
    )


def asks_for_one_named(question: str) -> bool:
    """Whether it is asked which place or body something is, so that a name is the answer."""
    return bool(_WHICH.search(question))


def lacks_a_name(question: str, text: str) -> bool:
    """Whether a name is asked for and words hold none, besides those of the question."""
    if text in (text.lower(), text.upper()):
        # Without capitals nothing tells names.
        return False
    if asks_for_a_name(question):
        return not any(_of_a_person(word, before) for word, before in new_names(question, text))
    return asks_for_one_named(question) and not any(new_names(question, text))


def new_names(question: str, text: str) -> Iterator[tuple[Word, str]]:
    """Words with a capital that the question lacks, each with the small word before its name."""
    said = {word.stem for word in words(question)}
    before, opens, passed = "", True, 0
    for word in words(text):
        opens = opens or bool(re.search(r"[.!?:\n]", text[passed : word.start]))
        lower = _bare(word)
        usual = opens and (lower in STOP_WORDS or english.bases(lower))
        known = word.stem in said or lower in _CALENDAR or usual
        if word.capital and not known:
            yield word, before
        if not word.capital or lower in TITLES:
            before = lower
        opens, passed = False, word.end


def _of_a_person(name: Word, before: str) -> bool:
    if before in _AT or party(name) or is_demonym(name):
        return False
    return _bare(name) not in NO_PERSON | TITLES


def _bare(word: Word) -> str:
    return re.sub(r"['’]s?$", "", word.surface.lower())


def _animal(word: str) -> bool:
    return any(english.broader("animal", base) for base, _ in english.bases(word.lower()))
