"""What an English word may be, without its neighbours: small words, readings, forms of verbs."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from bot.language.english import readings
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.terms import Word

Part = Literal[
    "noun",
    "name",
    "time",
    "verb",
    "auxiliary",
    "adjective",
    "adverb",
    "preposition",
    "determiner",
    "pronoun",
    "relative",
    "conjunction",
    "clause",
    "number",
]
Form = Literal["", "finite", "participle", "infinitive", "ing"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its part of speech.

    Attributes:
        word: as it stands in the text.
        part: "clause" is a word that begins a subordinate clause, "relative" one of who, which and
            that; "time" is a day, a month or a year.
        form: of a verb or an auxiliary; "finite" and "participle" of a past that may be both are
            told apart by what stands around it.
        base: its plain form in lower case.
        gap: what stands between the word before and this one.
        owner: whether it ends in a possessive.
        sure: whether a verb's form can be no other.
    """

    word: Word
    part: Part
    form: Form
    base: str
    gap: str
    owner: bool = False
    sure: bool = True

    @property
    def lower(self) -> str:
        """The word in lower case, without a possessive ending."""
        return bare(self.word.surface)


_LISTS: dict[Part, str] = {
    "determiner": """the a an this these those its their his my our your every each no some any all
        both another several many few most other such whose neither either""",
    "pronoun": """he she it they we i you him them us me himself herself itself themselves who
        whom which nobody everyone everybody somebody someone anyone anybody nothing everything one
        something none what others her""",
    "preposition": """of in at from with on against by for near into over under between within
        without during about among amid through toward towards across along around behind above
        below beside besides beyond despite inside outside off onto per than upon via throughout
        aboard until till since before after as like unlike except according to""",
    "conjunction": "and or but nor plus",
    "clause": "while when because although though if whereas whether where unless once how why",
    "adverb": """not never also only just already still even again now then here there today
        yesterday tomorrow soon later earlier too very however meanwhile almost nearly ago away
        out up down back forward together instead so twice thus therefore yet""",
}
CLOSED: dict[str, Part] = {word: part for part, text in _LISTS.items() for word in text.split()}
_BE = {"is", "are", "was", "were", "be", "been", "being", "am"}
_HAVE = {"has", "have", "had", "having"}
_DO = {"do", "does", "did"}
_MODAL = frozenset("will would can could may might must shall should cannot".split())
AUXILIARY_BASES = {
    **dict.fromkeys(_BE, "be"),
    **dict.fromkeys(_HAVE, "have"),
    **dict.fromkeys(_DO, "do"),
}
AUXILIARIES = frozenset([*AUXILIARY_BASES, *_MODAL])
NEGATED = re.compile(r"n['’]t$")
NUMBERS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen dozens hundreds thousands half
    """.split()
)
TIMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
# Irregular forms that are past alone or participle alone; all others may be both.
_PAST_ALONE = frozenset(
    """
    took gave went did saw knew drew began broke chose drove ate fell flew forgot froze grew hid
    rode rang rose sang sank spoke stole swam swore threw tore woke wore wrote beat bit blew came
    became ran shook shrank overcame withdrew overthrew undertook foresaw underwent forgave
    """.split()
)
_PARTICIPLE_ALONE = frozenset(
    """
    taken given gone done seen known shown drawn begun broken chosen driven eaten fallen flown
    forgotten frozen grown hidden ridden rung risen sung sunk spoken stolen swum sworn thrown torn
    woken worn written beaten bitten blown shaken shrunk withdrawn overthrown undertaken foreseen
    undergone forgiven proven born
    """.split()
)
UNCHANGED = frozenset(
    "beat put cut hit set cost hurt shut spread let quit split cast burst bid read shed bet".split()
)
# Words of which a noun phrase consists.
NOMINAL = frozenset(("noun", "name", "number", "adjective"))


def bare(surface: str) -> str:
    """A word in lower case, without a possessive ending."""
    return re.sub(r"['’]s?$", "", surface.lower())


@functools.lru_cache(maxsize=50_000)
def counts_of(lower: str) -> dict[str, int]:
    """How often a word is a noun, verb, adjective and adverb (n, v, a, r), and 1 more."""
    out: dict[str, int] = {}
    for reading in readings(lower):
        out[reading.part] = max(out.get(reading.part, 0), reading.times + 1)
    return out


@functools.lru_cache(maxsize=50_000)
def verb_forms(lower: str) -> frozenset[str]:
    """Which forms of a verb a word may be: base, s, ing, past, participle."""
    out: set[str] = set()
    for reading in readings(lower):
        if reading.part != "v":
            continue
        if not reading.inflected:
            out |= {"base"}
        elif lower.endswith("ing"):
            out |= {"ing"}
        elif lower.endswith("s") and not lower.endswith("ss"):
            out |= {"s"}
        elif lower in _PAST_ALONE:
            out |= {"past"}
        elif lower in _PARTICIPLE_ALONE:
            out |= {"participle"}
        else:
            out |= {"past", "participle"}
    if lower in UNCHANGED:
        out |= {"past", "participle"}
    if not readings(lower) and len(lower) > 4:
        out |= {"past", "participle"} if lower.endswith("ed") else set()
    return frozenset(out)


def base_of(lower: str, part: Part) -> str:
    """A word's plain form as a part of speech; itself where it is not known."""
    letter = {"noun": "n", "verb": "v", "adjective": "a", "adverb": "r"}.get(part)
    found = [r.base for r in readings(lower) if r.part == letter]
    inflected = [r.base for r in readings(lower) if r.part == letter and r.inflected]
    # "Found" and "fell" are far more often forms of find and fall than verbs of their own.
    return inflected[0] if part == "verb" and inflected else found[0] if found else lower


def may_be_finite(lower: str) -> bool:
    """Whether a word is more likely a finite verb than anything else, without its neighbours."""
    bare = NEGATED.sub("", lower)
    if bare in AUXILIARIES and bare not in ("be", "been", "being", "having"):
        return True
    forms, counts = verb_forms(lower), counts_of(lower)
    return bool(forms & {"past", "s"}) and counts.get("v", 0) > counts.get("n", 0) + counts.get(
        "a", 0
    )


# Verbs whose object is a clause, often without "that".
SAYING = frozenset(
    """
    say claim report announce believe think warn add deny admit confirm answer reply insist
    maintain state tell explain argue declare note concede recall write estimate expect demand
    propose suggest insist ask
    """.split()
)
# Verbs that may stand before their subject, behind what is said.
SPEAKING = SAYING | {"tell", "inform"}
