"""Whether words name somebody, where the name of a person is what is asked for."""

from __future__ import annotations

import functools
import re

from bot.checking.names import is_role
from bot.disagreeing.alike import is_person
from bot.language import english
from bot.language.parties import is_demonym, party
from bot.language.people import NO_PERSON, TITLES
from bot.language.terms import words

_NAME = r"(?:\w+ )?(?:sur|fore)?names?"
_ASKS = re.compile(
    rf"^\W*(?:(?:what|which)(?:['’]?s| is| was| are| were) )?(?:"
    rf"(?:the )?{_NAME} of (?P<of>.+)|(?P<whose>.+?)['’]s? {_NAME}\W*$)",
    re.IGNORECASE,
)
# Where what is described ends and what is said of it begins.
_ENDS = re.compile(r"\b(?:who|whom|whose|that|which|of|in|on|at|from|with|by|to|for|known)\b")
_DOER = re.compile(r"\b(?:drivers?|\w+(?:wo)?m[ae]n)\b", re.IGNORECASE)
# A name after one of these is mostly a place's or a body's.
_AT = frozenset("in at near from of into toward towards outside on".split())


@functools.lru_cache(maxsize=1024)
def asks_for_a_name(question: str) -> bool:
    """Whether the name of somebody is asked for who is told by what he is: the driver, her son."""
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


def names_one(question: str, text: str) -> bool:
    """Whether words hold a name, of no place, that the question does not."""
    if text in (text.lower(), text.upper()):
        # Without capitals nothing tells names.
        return True
    said = {word.stem for word in words(question)}
    before, opens, passed = "", True, 0
    for word in words(text):
        opens = opens or bool(re.search(r"[.!?:\n]", text[passed : word.start]))
        lower = re.sub(r"['’]s?$", "", word.surface.lower())
        if (
            word.capital
            and word.stem not in said
            and lower not in NO_PERSON | TITLES
            and before not in _AT
            and not (opens and english.bases(lower))
            and not party(word)
            and not is_demonym(word)
        ):
            return True
        if not word.capital or lower in TITLES:
            before = lower
        opens, passed = False, word.end
    return False


def _animal(word: str) -> bool:
    return any(english.broader("animal", base) for base, _ in english.bases(word.lower()))
