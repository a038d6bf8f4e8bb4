"""Numbers that stand for what is named before them: "Structures destroyed: 2,034"."""

from __future__ import annotations

import itertools
import re

from bot.checking.text import Parsed
from bot.disagreeing.alike import is_verb
from bot.disagreeing.amounts import BOUND
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# In reports on a situation a number stands behind its name: "Boats deployed: 340".
_LABEL = re.compile(r"(?:^|[.;,\n]\s*|—\s)(?P<label>[^.;:,\n]{3,70}):\s*$")
_NUMBER = re.compile(r"\W*(?:total )?number of (?:the )?", re.IGNORECASE)
# "The union put the number at 44", "the right figure is three".
_THE_NUMBER = re.compile(
    r"\b(?:the|this|that|its|their)\s+(?:\w+\s+)?(?:number|figure|total|count|toll|sum|tally)\b"
    r"[^.;:]{0,25}$|\bputs? (?:it|them) at\s+$",
    re.IGNORECASE,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NTH = re.compile(rf"\b({'|'.join(_ORDINALS)})[\s-]([a-z]{{3,}})\b", re.IGNORECASE)


def label(left: str) -> str | None:
    """What stands before the colon in front of a number, if that is what it counts."""
    match = _LABEL.search(BOUND.sub("", left))
    return match["label"] if match else None


def labelled(parsed: Parsed, start: int) -> tuple[Word, ...]:
    """The things that a label names before a number: structures, relief camps."""
    text = label(parsed.text[:start])
    if text is None:
        return ()
    end = parsed.text.rfind(":", 0, start)
    number_of = _NUMBER.match(text)
    if number_of is not None:
        text = text[number_of.end() :]
    own = [w for w in parsed.words if end - len(text) <= w.start < end]
    return tuple(
        itertools.takewhile(lambda w: not is_verb(w) and w.surface.lower() not in STOP_WORDS, own)
    )


def refers_back(left: str) -> bool:
    """Whether a number is one of what the sentence before it counts: "the number is three"."""
    return bool(_THE_NUMBER.search(BOUND.sub("", left)))


def turns(text: str) -> frozenset[tuple[str, str]]:
    """What a text numbers: the "second round" as round and second."""
    return frozenset((noun.lower(), nth.lower()) for nth, noun in _NTH.findall(text))
