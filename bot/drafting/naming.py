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
from bot.language.wordclasses import bare
from index.lexical import STOP_WORDS

_NAME = r"(?:\w+ )?(?:sur|fore)?names?"
_ASKS = re.compile(
    rf"^\W*(?:(?:what|which)(?:['’]?s| is| was| are| were) )?(?:"
    rf"(?:the )?{_NAME} of (?P<of>.+)|(?P<whose>.+?)['’]s? {_NAME}\W*$)",
    re.IGNORECASE,
)
# Where what is described ends and what is said of it begins.
_ENDS = re.compile(
    r"\b(?:who|whom|whose|that|which|of|in|on|at|from|with|by|to|for|known|(?<=\w )the)\b",
    re.IGNORECASE,
)
# Places and bodies that hardly anything but their names tells apart, asked for first of all: "which
# town did", not "which town hall" nor "what do towns".
_WHICH = re.compile(
    r"^\W*(?:(?:in|to|from|at|by|on|for|of|with|near) )?(?:what(?: other)?|which(?: \w+)?) "
    r"(?:hospitals?|prisons?|compan(?:y|ies)|firms?|universit(?:y|ies)|colleges?|hotels?"
    r"|newspapers?|airports?|towns?|villages?|cit(?:y|ies)|countr(?:y|ies)|nations?|continents?"
    r"|rivers?|lakes?|islands?|mountains?)(?P<then> [\w'’]+|\W*$)",
    re.IGNORECASE,
)
_NO_NOUN_NEXT = frozenset(
    """
    is are was were do does did has have had can could will would shall should may might must in on
    at by to from of with near for besides who that which first last then later also now once never
    """.split()
)
_STOP = re.compile(r"[.!?\n]")
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
    nouns = [w for w in words(described) if not w.capital and _is_noun(w)]
    return bool(_DOER.search(described)) or any(
        is_role(w) or (is_person(w) and not _animal(w.surface)) for w in nouns[:4]
    )


@functools.lru_cache(maxsize=1024)
def asks_for_one_named(question: str) -> bool:
    """Whether it is asked which place or body something is, so that a name is the answer."""
    asked = _WHICH.match(question)
    if asked is None:
        return False
    then = asked["then"].strip(" ?!.\"'”’").lower()
    return not then or then in _NO_NOUN_NEXT or _is_past(then)


def _is_past(word: str) -> bool:
    """Whether a word is a verb's past: "lent", "carried"; not "accounts"."""
    verbs = {base for base, part in english.bases(word) if part == "v"}
    return not word.endswith("s") and any(base != word for base in verbs)


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
    before, passed = "", 0
    for word in words(text):
        gap = text[passed : word.start]
        if gap != " ":
            # What stands before a comma says nothing of the name after it.
            before = ""
        # After a colon or a quotation mark, unlike `Word.opens`, a usual word may well be a name.
        opens = not passed or _STOP.search(gap) is not None
        lower = bare(word.surface)
        usual = opens and (lower in STOP_WORDS or english.bases(lower))
        if word.capital and not (word.stem in said or lower in _CALENDAR or usual):
            yield word, before
        if not word.capital or lower in TITLES:
            before = lower
        elif lower in _CALENDAR:
            before = ""
        passed = word.end


def _of_a_person(name: Word, before: str) -> bool:
    if before in _AT or party(name) or is_demonym(name):
        return False
    return bare(name.surface) not in NO_PERSON | TITLES


def _is_noun(word: Word) -> bool:
    return any(part == "n" for _, part in english.bases(word.surface.lower()))


def _animal(word: str) -> bool:
    return any(english.broader("animal", base) for base, _ in english.bases(word.lower()))
