"""What a name names: a state, a place, a body or a person, where that can be told.

A table of states and their capitals tells, and so do the words of the name itself, a list of places
that are neither, and what was said before: "in Brenmoor" names a place, "President Korrin" a
person. Of any other name nothing is known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from bot.language import people
from bot.language.english import kinds as broader
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.parties import is_demonym, party
from bot.language.terms import Word, words

Kind = Literal["state", "place", "body", "person"]

_DAYS = frozenset((*MONTHS, *WEEKDAYS))
_BODIES = frozenset(
    """
    agency alliance army assembly association authority bank board bureau cabinet club coalition
    college commission committee company confederation congress corporation council court
    department directorate federation firm foundation fund government group guard institute
    institution league ministry movement navy opposition organisation organization parliament party
    police regulator senate society treasury tribunal union university
    """.split()
)
_PLACES = frozenset(
    """
    airport archipelago bay bridge canyon city coast county district harbour island islands lake
    mountain mountains oblast peninsula port prefecture province region river sea square strait
    street strip town valley village
    """.split()
)
# Regions and great cities of the news that are no state and no capital of one.
_KNOWN_PLACES = frozenset(
    name.strip()
    for name in """
    africa, aleppo, antarctica, asia, balkans, barcelona, basra, belgorod, bombay, california,
    catalonia, caucasus, chechnya, chicago, corsica, crimea, dagestan, darfur, donbas, donbass,
    donetsk, dubai, el fasher, europe, florida, frankfurt, gaza, gaza city, geneva, goma,
    golan heights, greenland, hamburg, hong kong, homs, idlib, ingushetia, istanbul, izmir,
    kaliningrad, karabakh, karachi, kashmir, khan younis, kharkiv, kherson, kurdistan, kursk, lagos,
    latin america, los angeles, luhansk, lviv, lyon, macau, marseille, mariupol, mecca, middle east,
    milan, mosul, mumbai, munich, nagorno-karabakh, naples, new york, northern ireland, odesa,
    odessa, punjab, quebec, rafah, rio de janeiro, sahel, san francisco, sao paulo, scandinavia,
    scotland, sevastopol, shanghai, siberia, sicily, sinai, south ossetia, st petersburg, sydney,
    tel aviv, texas, thessaloniki, tibet, tigray, toronto, transnistria, ulster, valencia,
    vladivostok, wales, west bank, xinjiang, zaporizhzhia
    """.split(",")
)
_COLUMNS: tuple[tuple[slice, Kind], ...] = ((slice(0, 2), "state"), (slice(3, 4), "place"))
_RUN = re.compile(r"(?: of(?: the)?)? $")
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text.

    Attributes:
        start, end: its offsets, without an article before it and a possessive ending.
        kind: what it names, or None where nothing tells.
    """

    start: int
    end: int
    kind: Kind | None


def names(text: str, heard: Sequence[str], alone: bool = False) -> list[Named]:
    """The names of a text with what they name, in their order.

    Args:
        text: a question, or a part of one.
        heard: texts of the conversation, from which a name's kind may be known.
        alone: whether the text stands alone, so that its first capital is one of a name.
    """
    found = []
    for run in _runs(text, alone):
        end = run[-1].end
        end -= len(tail[0]) if (tail := _OWNER.search(text[:end])) else 0
        found.append(Named(run[0].start, end, kind_of(text[run[0].start : end], heard)))
    return found


def _runs(text: str, alone: bool) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for word in words(text):
        if not _is_part(word, alone):
            continue
        joined = runs and _RUN.fullmatch(text[runs[-1][-1].end : word.start].replace("the ", ""))
        if runs and (joined or text[runs[-1][-1].end : word.start] == " "):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run for run in runs if not all(map(is_demonym, run))]


def _is_part(word: Word, alone: bool) -> bool:
    """Whether a word is a part of a name; a known place is one without a capital."""
    lower = word.surface.lower()
    if lower in _DAYS or lower in ("the", "i") or word.surface[0].isdigit():
        return False
    if word.capital and (alone or not word.opens):
        return True
    known = party(word) is not None or lower in _KNOWN_PLACES
    return known and (alone or not word.opens) and not is_demonym(word)


def kind_of(name: str, heard: Sequence[str]) -> Kind | None:
    """What a name names, by itself or by what was said of it."""
    name = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    lower = name.lower()
    table = _table()
    if lower in table:
        return table[lower]
    parts = lower.split()
    if lower in _KNOWN_PLACES or parts[-1] in _PLACES:
        return "place"
    if _BODIES.intersection(parts):
        return "body"
    if people.names(name) or (len(parts) > 1 and parts[0] in people.TITLES):
        return "person"
    by_words = _by_what_was_said(name, heard)
    acronym = name.isupper() and name.isalpha() and len(name) > 1
    return by_words or ("body" if acronym else None)


def _by_what_was_said(name: str, heard: Sequence[str]) -> Kind | None:
    at = re.compile(rf"\b(?:in|near|outside|inside|across) {re.escape(name)}\b(?!['’])")
    titled = re.compile(rf"\b([A-Z]\w+) {re.escape(name)}\b")
    for text in heard:
        if any(name == person.split()[-1] for person in people.names(text)):
            return "person"
        if any(m[1].lower() in people.TITLES for m in titled.finditer(text)):
            return "person"
        if at.search(text):
            return "place"
    return None


@functools.cache
def _table() -> dict[str, Kind]:
    """States by every name of theirs, and capitals, in lower case."""
    lines = files("bot.language").joinpath("countries.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    table: dict[str, Kind] = {}
    for part, kind in _COLUMNS:
        for row in rows:
            for form in "|".join(row[part]).split("|"):
                if form:
                    table.setdefault(form.lower(), kind)
    return table


def is_somebody(phrase: str) -> bool:
    """Whether a phrase without a name names people or a body: "the mayor of the town"."""
    head = re.split(r" (?:of|in|at|from|for|on|who|that)\b", phrase, maxsplit=1)[0]
    noun = head.split()[-1].lower() if head.split() else ""
    return noun in _BODIES or "person" in _above(noun) or noun.rstrip("s") in _BODIES


def _above(noun: str) -> frozenset[str]:
    """What a noun is a kind of, and what that is, a few steps up."""
    level = {noun, noun.removesuffix("s")}
    found: set[str] = set()
    for _ in range(_HIGHEST):
        level = {above for one in level for above in broader((one, "n"))} - found
        found |= level
    return frozenset(found)


def with_article(text: str, named: Named, whole: bool) -> int:
    """Where a name begins, its article with it when it stands for the whole of a phrase.

    Args:
        text: that holds the name.
        named: the name.
        whole: whether what takes its place has an article of its own.
    """
    article = _THE.search(text[: named.start])
    own = text[named.start : named.end].split()
    state = named.kind == "state" and (len(own) > 1 or own[0].endswith("s"))
    takes_one = state or own[0].isupper() or own[-1].lower() in _BODIES
    return article.start() if article and (whole or takes_one) else named.start
