"""What a number counts or measures, by the words around it."""

from __future__ import annotations

import itertools
import re

from bot.checking.quantities import Quantity
from bot.checking.text import Parsed
from bot.disagreeing.alike import is_verb
from bot.disagreeing.amounts import BOUND, Amount
from bot.disagreeing.labels import labelled
from bot.language import english
from bot.language.figures import NUMBER_WORDS
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# "12 of the 40 bridges".
_OF_MANY = re.compile(
    rf"\s+(?:out )?of (?:the |its |their |about |some )*(?:\d[\d,.]*|{NUMBER_WORDS})(?=\s)",
    re.IGNORECASE,
)
# "Five of our vehicles".
_OF_OURS = re.compile(r"\s+of (?:our|its|their|his|her)(?: own)?(?=\s)", re.IGNORECASE)
# "The number of homes without power has dropped to 9,000".
_NUMBER_OF = re.compile(r"\bnumber of (?:the )?((?:\w+ ){1,3})[^.;:]*$", re.IGNORECASE)
# "Four of the eight dead in the camp were women", "two were children".
_NAMED_PART = re.compile(
    r"\s+(?:of (?:the|them|these|those|its|their|his|her|our)\b[^,.;:]{0,70}? )?"
    r"(?:were|was|are) (?:the )?(\w+)\b(?! (?:by|with|to)\b)",
    re.IGNORECASE,
)
# What is measured without a unit.
_MEASURE = re.compile(
    r"\b(magnitude|intensity|category|level|score|index|strength|rating)"
    r"(?: (?:was|is|of|at|reached))?\s+$",
    re.IGNORECASE,
)
# "People aboard the boat", "miles off the coast".
_WHERE = frozenset("aboard off inside outside underground above below across around".split())
_NO_THING = frozenset("of other others more".split())
# Words for how much of anything there is.
SIZES = frozenset(
    "length width height depth distance speed price value sum total amount figure size area age "
    "maximum minimum average weight share rate cost level number term sentence period".split()
)
_NO_GROUP = frozenset(
    "total number toll figure maximum minimum average count tally sum all".split()
)


def _counted(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts: the words behind it, up to the first that is no noun phrase."""
    out: list[Word] = []
    many = _OF_MANY.match(parsed.text[q.end :]) or _OF_OURS.match(parsed.text[q.end :])
    start = q.end + many.end() if many else q.end
    for word in parsed.words:
        if word.start < start:
            continue
        if parsed.text[start : word.start].strip(" -") and not out and word.start > start + 2:
            break
        lower = word.surface.lower()
        if word.stem not in q.nouns or (out and is_verb(word)) or lower in _NO_THING:
            break
        if out and lower in _WHERE:
            break
        out.append(word)
    return tuple(out)


def head_of(parsed: Parsed, amount: Amount) -> Word | None:
    """What an amount is the size of: the queues of "queues of 9 kilometres"."""
    match = re.search(r"\b([^\W\d_]+) of\s*$", BOUND.sub("", parsed.text[: amount.start]))
    found = [w for w in parsed.words if match and w.start == match.start(1) and not is_verb(w)]
    return found[0] if found else None


def named_part(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a part of a whole is said to be: "four of the dead were women"."""
    match = _NAMED_PART.match(parsed.text[q.end :]) if q.unit is None else None
    at = q.end + match.start(1) if match else -1
    return tuple(w for w in parsed.words if w.start == at and not is_verb(w))


def _ends_things(word: Word) -> bool:
    return is_verb(word) or word.surface.lower() in STOP_WORDS


def is_label(parsed: Parsed, amount: Amount, q: Quantity) -> bool:
    """Whether a number only names a thing: "shaft four", "Flight 318"."""
    before = [w for w in parsed.words if w.end <= amount.start][-1:]
    if amount.dimension != "count" or amount.bound or amount.about or things_of(parsed, q):
        return False
    if not before or parsed.text[before[0].end : amount.start] != " ":
        return False
    if before[0].surface.lower() in STOP_WORDS:
        # "Put at 44".
        return False
    usual = english.readings(before[0].surface)[:1]
    if parsed.text[amount.end :].startswith(" of "):
        return False
    noun = bool(usual) and usual[0].part == "n" and not usual[0].inflected
    return noun and before[0].surface.lower() not in _NO_GROUP


def things_of(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts or measures.

    "12 guards", "a crew of three", "magnitude 6.4", "four of the dead were women",
    "structures destroyed: 2,034".
    """
    left = BOUND.sub("", parsed.text[: q.start])
    part = named_part(parsed, q)
    if part:
        return part
    measure = _MEASURE.search(left) if q.unit is None else None
    if measure is None:
        counted = _counted(parsed, q)
        number_of = None if counted else _NUMBER_OF.search(left)
        if number_of is not None:
            named = [w for w in parsed.words if number_of.start(1) <= w.start < number_of.end(1)]
            return tuple(itertools.takewhile(lambda w: not _ends_things(w), named))
        measure = None if counted else re.search(r"\b(\w+) of\s+$", left)
        if measure is None or measure[1].lower() in _NO_GROUP:
            return counted or labelled(parsed, q.start)
    return tuple(w for w in parsed.words if w.start == measure.start(1))
