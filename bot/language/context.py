"""What a question hands on to the one after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.figures import MONTHS, WEEKDAYS, figures
from bot.language.parties import party, same
from bot.language.terms import Word, content, is_name, words
from index.lexical import STOP_WORDS

_GLOSS = re.compile(r"\s*\(([^()]*)\)\s*\??\s*$")
# Words of who came to harm: one family takes the place of another.
_HARM = (
    frozenset("killed kill kills dead died die dies death deaths victims toll drowned".split()),
    frozenset("wounded injured hurt injuries injury wound wounds casualties".split()),
    frozenset("missing".split()),
    frozenset("captured prisoners prisoner capture captives seized".split()),
)
_DAYS = frozenset((*MONTHS, *WEEKDAYS))
# Heads of a question that say what is asked of the subject and not what the subject is.
_ASKING = frozenset(
    """
    many much people number figure say said says told tell think thought happened happen want
    wants ask asked call called mean means first find found make made get gets take took
    ahead bad good big high old long far there their they them those these come came admit
    """.split()
)
_MOST = 7
_BEFORE_A_VERB = frozenset("who it they he she may".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A question that was understood: its sentence, and what it took over from before.

    Attributes:
        core: the sentence, without its question mark.
        gloss: what stood in brackets behind it.
    """

    core: str
    gloss: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Clause:
        """Take a standalone question apart."""
        match = _GLOSS.search(text)
        if match is None:
            return cls(text.rstrip(" ?.!"), ())
        parts = tuple(part.strip() for part in match[1].split(",") if part.strip())
        return cls(text[: match.start()].rstrip(" ?.!"), parts)


def with_gloss(core: str, parts: Sequence[str]) -> str:
    """A question with what it takes over in brackets, always ending in a question mark."""
    core = core.rstrip(" ?.!")
    return f"{core} ({', '.join(parts)})?" if parts else f"{core}?"


def is_given(word: Word) -> bool:
    """Whether a word names something: a name, a state, or a figure; a weekday does not."""
    if word.surface.lower() in _DAYS:
        return False
    return is_name(word) or party(word) is not None or word.surface[0].isdigit()


def harm(word: str) -> int | None:
    """Which kind of harm a word tells of, or None."""
    lower = word.lower()
    return next((n for n, family in enumerate(_HARM) if lower in family), None)


def years(text: str) -> list[tuple[int, int]]:
    """Offsets of the years that a text names."""
    return [(f.start, f.end) for f in figures(text) if f.kind == "year"]


def inherited(question: str, before: Clause) -> list[str]:
    """The phrases that a question takes over from the one before it, in their order.

    What the question restates is left out: its own words, and a year, a party or a harm where it
    has one of its own. At most seven words: what was just asked before what that had taken over,
    and names before others.
    """
    own = words(question)
    kept: list[tuple[int, list[Word]]] = []
    seen: list[Word] = []
    core = [(0, run) for run in _phrases(before.core, own, question)]
    gloss = [(1, run) for part in before.gloss for run in _phrases(part, own, question, True)]
    for age, run in (*core, *gloss):
        fresh = [w for w in run if not any(same(w, other) for other in seen)]
        if fresh:
            kept.append((age, fresh))
            seen.extend(fresh)

    def lasting(n: int) -> tuple[int, bool]:
        age, run = kept[n]
        return age, not any(is_given(w) or (age == 1 and w.capital) for w in run)

    room, chosen = _MOST, []
    for n in sorted(range(len(kept)), key=lasting):
        if len(kept[n][1]) <= room:
            chosen.append(n)
            room -= len(kept[n][1])
    return [" ".join(w.surface for w in kept[n][1]) for n in sorted(chosen)]


def _phrases(
    text: str, own: Sequence[Word], question: str, glossed: bool = False
) -> list[list[Word]]:
    """Runs of words worth handing on, each run unbroken in the text."""
    has_year = bool(years(question))
    has_harm = any(harm(w.surface) is not None for w in own)
    has_party = any(party(w) is not None for w in own)
    topical = {w.start for w in content(text)}
    runs: list[list[Word]] = [[]]
    last, previous = 0, ""
    for word in words(text):
        lower = word.surface.lower()
        name = is_given(word) or (glossed and word.capital)
        handed = (
            (word.start in topical or lower.isdigit())
            and lower not in STOP_WORDS
            and (name or lower not in _ASKING)
            # "who signed", "when did it break": what was asked, and not what it was asked of.
            and (name or previous not in _BEFORE_A_VERB)
            and not any(same(word, other) for other in own)
            and not (has_year and _is_year(word))
            and not (has_harm and harm(word.surface) is not None)
            and not (has_party and party(word) is not None)
        )
        if not handed or text[last : word.start].strip():
            runs.append([])
        if handed:
            runs[-1].append(word)
        last, previous = word.end, lower
    return [run for run in runs if run]


def _is_year(word: Word) -> bool:
    return bool(re.fullmatch(r"1[0-9]{3}|20[0-9]{2}|2100", word.surface))
