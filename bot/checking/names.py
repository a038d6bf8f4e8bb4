"""Names: every person, place, body and party of a claim must be one that the source names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.checking import lexicon
from bot.checking.alike import Embed, bare, likeness, same_meaning
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.drafting.relation import is_party
from bot.language import english
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.parties import party, same
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS
from index.tokens import is_common

_TIMES = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))
# Words with a capital that name no one: titles, and what headlines and sentences begin with.
_TITLES = lexicon.words("titles")
# Short forms that are not initials of what they stand for.
_ALIASES: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split("|"))
    for group in (
        "us|usa|united states|american|americans|america|washington|u.s",
        "uk|united kingdom|british|britain|britons|london|great britain",
        "un|united nations|u.n",
        "eu|european union|brussels",
        "uae|united arab emirates|emirati|abu dhabi",
        "nato|north atlantic treaty organization|alliance",
        "osce|organization for security and cooperation in europe",
        "moscow|kremlin|russia|russian|russians",
        "beijing|china|chinese",
        "fed|federal reserve",
        "atm|atms|cash machine|cash machines|cashpoint|cashpoints",
        "holland|netherlands|dutch",
        "bbc|british broadcasting corporation",
        "who|world health organization|world health organisation",
        "ai|artificial intelligence",
        "gdp|gross domestic product",
        "pm|prime minister",
        "mp|mps|member of parliament|members of parliament",
        "ceo|chief executive",
    )
)


# Verbs of speech.
SAYING = lexicon.stems("speech")
# Words that say what somebody is.
# (Defences are no more than walls.)
ROLES = frozenset(form for word in lexicon.words("roles") for form in (word, f"{word}s")) - {
    "defences",
    "defenses",
}
# Bodies that a capital makes one, and that are many things without it.
BODIES = frozenset(["Council", "Parliament", "Assembly", "Court", "Union", "Party"])


def is_role(word: Word) -> bool:
    """Whether a word says what somebody is: mayor, ministry, union."""
    # Not by the stem: an operation is no operator.
    return bare(word.surface) in ROLES


def names_somebody(word: Word) -> bool:
    """Whether a word with a capital is more than a title or a small word."""
    lower = re.sub(r"['’]s?$", "", word.surface.lower())
    return word.capital and lower not in _TITLES and lower not in STOP_WORDS


def name_words(parsed: Parsed) -> list[Word]:
    """The words of a text that belong to names of persons, places, bodies and parties."""
    out = []
    for i, word in enumerate(parsed.words):
        if not word.capital or word.stem in _TIMES or word.surface[0].isdigit():
            continue
        lower = re.sub(r"['’]s?$", "", word.surface.lower())
        if lower in _TITLES or lower in STOP_WORDS:
            continue
        if any(q.start <= word.start < q.end for q in parsed.quantities):
            continue
        if len(lower) < 2 or (word.opens and party(word) is None and not _opens_as_name(parsed, i)):
            continue
        out.append(word)
    return out


def _opens_as_name(parsed: Parsed, at: int) -> bool:
    """Whether a sentence's first word is a name: "Graf assured", "Keel's advice", "Piet Arlen"."""
    word = parsed.words[at]
    if word.surface.endswith(("'s", "’s")):
        return True
    following = parsed.words[at + 1 : at + 2]
    if not following:
        return False
    if following[0].stem in SAYING or (
        following[0].capital and not is_common(word.surface.lower())
    ):
        return True
    if any(r.part == "n" and r.inflected for r in english.readings(word.surface.lower())[:1]):
        # "Meteorologists expect" has a plural; no plural is a name.
        return False
    if not following[0].capital and _is_made(word.surface.lower()):
        return False
    ruled = following[0].surface.lower() in _PREPOSITIONS
    return not ruled and not is_common(word.surface.lower())


_PREFIXED = re.compile(r"^(?:un|non-?|re|over|under|pre|post|anti|mis|dis|out)(?=[a-z]{4})")


def _is_made(lower: str) -> bool:
    """Whether a word is made of another by a prefix: "unvaccinated", "non-members"."""
    rest = _PREFIXED.sub("", lower)
    return rest != lower and (is_common(rest) or bool(english.readings(rest)))


_PREPOSITIONS = frozenset("in of at on from for with to by about among between".split())


_GOVERNMENT = stem("government")
# Who is meant by "the authorities".
_OFFICIALS = frozenset("authority authorities official officials".split())
_PUBLIC = frozenset(
    stem(word)
    for word in """
    agency board bureau chief commission commissioner council court department director directorate
    governor health inspector inspectors mayor minister ministry office police prefect prosecutor
    prosecutors regulator service supervisor
    """.split()
)
# How like a role must be to one of the source's to be the same.
_LIKE_ROLE = 0.3


class Names:
    """Which of a claim's names and roles stand where in a passage.

    Args:
        claim: the claim.
        told: the passage's sentences, in order.
        around: the words of its title and of what stands before it, to which a "he" or "the
            ministry" of the cited sentence may refer.
        embed: vectors of single words, or None.
    """

    def __init__(
        self, claim: Parsed, told: Sequence[Parsed], around: Sequence[Word], embed: Embed | None
    ) -> None:
        named = name_words(claim)
        roles = [w for w in claim.words if (is_role(w) or w.surface in BODIES) and w not in named]
        self._places = [(w, self._where(w, told, around)) for w in named]
        self._roles = [(w, _role_held(w, told, around, embed)) for w in roles]
        self._told = told

    def _where(self, name: Word, told: Sequence[Parsed], around: Sequence[Word]) -> set[int]:
        """Sentences that hold a name; -1 stands for what is around."""
        found = {i for i, sentence in enumerate(told) if _held_in(name, sentence)}
        if holds(name, around, " ".join(w.surface for w in around)):
            found.add(-1)
        return found

    def missing(self, first: int, last: int) -> Iterator[Fault]:
        """Names of the claim that a stretch does not hold and cannot be speaking of.

        Args:
            first, last: the stretch's sentences.
        """
        for name, places in self._places:
            # A party must stand in the stretch or right before it; a person may be "he".
            near = range(first - 1, last + 1) if is_party(name) else range(last + 1)
            if -1 not in places and not places & set(near):
                yield Fault("name", name.surface, f"the source does not name {name.surface}")
        for role, held in self._roles:
            if not held and not (
                role.stem == _GOVERNMENT and any(map(_capital_speaks, self._told[first : last + 1]))
            ):
                shown = role.surface
                yield Fault("name", shown, f"the source speaks of no {shown.lower()}")


def _capital_speaks(sentence: Parsed) -> bool:
    """Whether a text has somebody of one name speak, as capitals do for their governments."""
    return any(
        a.capital and not (a.opens and is_common(a.surface.lower()))
        for a, b in pairwise(sentence.words)
        if b.stem in SAYING and names_somebody(a)
    )


def _held_in(name: Word, sentence: Parsed) -> bool:
    # A word at a claim's beginning may be no name at all.
    if name.opens and any(w.stem == name.stem for w in sentence.words):
        return True
    return holds(name, sentence.words, sentence.text)


def _role_held(
    role: Word, told: Sequence[Parsed], around: Sequence[Word], embed: Embed | None
) -> bool:
    held = [*around, *(w for sentence in told for w in sentence.words)]
    if any(same_meaning(role, w) for w in held):
        return True
    if bare(role.surface) in _OFFICIALS and any(w.stem in _PUBLIC for w in held):
        return True
    return bool(likeness([role], held, embed).max(initial=0) >= _LIKE_ROLE)


def holds(name: Word, held: Iterable[Word], text: str) -> bool:
    """Whether some word, or some words together, stand for a name."""
    found = list(held)
    if any(same(name, w) and not _differ(name, w) for w in found):
        return True
    if name.capital and any(w.capital and _of_one_land(name.surface, w.surface) for w in found):
        return True
    spelt = transliterated(name.surface)
    if len(spelt) > 3 and any(w.capital and transliterated(w.surface) == spelt for w in found):
        return True
    lower = name.surface.lower().removesuffix("'s")
    if (
        name.capital
        and lower.endswith("s")
        and any(w.capital and w.surface.lower() == lower[:-1] for w in found)
    ):
        # "The Soviets" for "the Soviet authorities".
        return True
    # "States" is part of a name that has a short form.
    for group in _aliases().get(lower, ()):
        if any(re.search(rf"\b{re.escape(form)}\b", text.lower()) for form in group):
            return True
    return _initials(name.surface, found) or any(
        _initials(w.surface, [name]) for w in found if w.surface.isupper()
    )


@functools.cache
def _aliases() -> dict[str, list[frozenset[str]]]:
    """By each word of a name: the groups of names for one that it belongs to."""
    out: dict[str, list[frozenset[str]]] = {}
    for group in _ALIASES:
        for word in {word for form in group for word in form.split()}:
            out.setdefault(word, []).append(group)
    return out


def _differ(a: Word, b: Word) -> bool:
    """Whether two names that look alike are two: "Harwell" and "Hartwell".

    Spellings of one name share their consonants; so do a name and its inflections at the front.
    """
    if not (a.capital and b.capital) or party(a) is not None:
        return False
    one, other = (transliterated(w.surface) for w in (a, b))
    if one.startswith(other) or other.startswith(one):
        return False
    shorter, longer = sorted((re.sub(r"[aeiouy]", "", x) for x in (one, other)), key=len)
    return not longer.startswith(shorter)


_OF_A_LAND = re.compile(r"(?:ish|i?ans?|ese|is?|ic|ers?|ey|ia|land|[aeoy])$")


def _of_one_land(a: str, b: str) -> bool:
    """Whether two words are a land and its people: Ombrey and Ombrish, Kestria and Kestrian."""
    a, b = (re.sub(r"['’]s?$", "", x.casefold()) for x in (a, b))
    bare_a, bare_b = _OF_A_LAND.sub("", a), _OF_A_LAND.sub("", b)
    return len(bare_a) >= 4 and bare_a == bare_b and a != b


_SPELLINGS = (
    (r"['’]s?$", ""),
    (r"shch|sch|tch", "ch"),
    (r"iy|yi|ij|ey$|y|j", "i"),
    (r"kh", "h"),
    (r"gh", "g"),
    (r"ph", "f"),
    (r"ou|oo|ue", "u"),
    (r"ck|q", "k"),
    (r"ts|tz", "c"),
    (r"w", "v"),
    (r"o(?:v|ff)$", "ov"),
    (r"ae|ai", "e"),
    (r"(.)\1", r"\1"),
)


@functools.lru_cache(maxsize=50_000)
def transliterated(name: str) -> str:
    """A name in a spelling that usual transliterations share: Aliyev and Aliev, Shoigu, Shoygu."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    for pattern, plainer in _SPELLINGS:
        bare = re.sub(pattern, plainer, bare)
    return bare


def _initials(short: str, held: Sequence[Word]) -> bool:
    """Whether a short form such as IOC is spelt out in a text."""
    if not (short.isupper() and 2 <= len(short) <= 6 and short.isalpha()):
        return False
    capitals = "".join(w.surface[0] for w in held if w.capital)
    return len(held) > 1 and short in capitals
