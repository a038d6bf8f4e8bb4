"""Names: every person, place, body and party of a claim must be one that the source names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bot.checking.alike import Embed, likeness
from bot.checking.faults import Fault
from bot.checking.text import Parsed
from bot.language.figures import MONTHS, WEEKDAYS
from bot.language.parties import party, same
from bot.language.terms import Word, stem
from index.lexical import STOP_WORDS
from index.tokens import is_common

_TIMES = frozenset(stem(name) for name in (*MONTHS, *WEEKDAYS))
# Words with a capital that name no one: titles, and what headlines and sentences begin with.
_TITLES = frozenset(
    """
    mr mrs ms dr sir lady lord prof professor saint st mount mt the a an president minister prime
    foreign defence defense finance interior ministry department government parliament council
    chairman chairwoman general secretary chief director mayor king queen prince bishop pope
    spokesman spokeswoman spokesperson representative ambassador envoy captain colonel major
    lieutenant sergeant officer army navy state republic city town village region district province
    river lake sea north south east west northern southern eastern western first second third
    opposition party union security national nations united no i
    """.split()
)
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
    )
)


# Verbs of speech.
SAYING = frozenset(
    stem(word)
    for word in """
    say says said saying tell tells told announce announces announced announcing state states stated
    stating claim claims claimed declare declares declared report reports reported add adds added
    insist insists insisted deny denies denied confirm confirms confirmed explain explains explained
    reply replies replied answer answers answered admit admits admitted warn warns warned accuse
    accuses accused charge charged describe describes described call calls called argue argues argued maintain
    maintains maintained stress stressed stresses note notes noted note recall recalled promise
    promises promised demand demands demanded believe believes believed think thinks thought expect
    expects expected blame blames blamed estimate estimates estimated quip quipped assure
    assured concede conceded pointed write writes wrote ask asks asked urge urged urges
    suggest suggests suggested speak speaks spoke assert asserted allege alleged mock mocked
    dispute disputes disputed complain complained repeat repeats repeated want wants wanted
    """.split()
)
# Words that say what somebody is.
ROLES = frozenset(
    stem(word)
    for word in """
    ministry minister spokesman spokeswoman spokesperson president premier prime mayor police army
    union council government company hospital directorate regulator prosecutor prosecutors court
    committee agency opposition residents resident witnesses witness insurers forecasters experts
    historian historians commander official officials authority authorities director doctor
    doctors scientists engineer engineers lawyer lawyers residents chairman chairwoman owner owners
    analysts critics relatives families mother father neighbours workers strikers employers utility
    bank operator firm management organisers judge teacher bishop deputy leader party
    representative ambassador envoy secretary finance defence defense foreign interior health labour
    fisheries commissioner editor author parliament senate congress cabinet
    """.split()
)
# Bodies that a capital makes one, and that are many things without it.
BODIES = frozenset(["Council", "Parliament", "Assembly", "Court", "Union", "Party"])


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
        if word.opens and party(word) is None and is_common(lower) and not _acts(parsed, i):
            continue
        out.append(word)
    return out


def _acts(parsed: Parsed, at: int) -> bool:
    """Whether a sentence's first word is followed as a name is: "Graf assured", "Keel's advice"."""
    if parsed.words[at].surface.endswith(("'s", "’s")):
        return True
    following = parsed.words[at + 1 : at + 2]
    return bool(following) and following[0].stem in SAYING


# How like a role must be to one of the source's to be the same.
_LIKE_ROLE = 0.3


def wrong_names(
    claim: Parsed, cited: Parsed, around: Sequence[Word], embed: Embed | None
) -> Iterator[Fault]:
    """Names of a claim that neither the cited words nor what stands around them hold.

    Args:
        claim: the claim.
        cited: the cited sentence or two.
        around: the words of the title, the outlet and the sentences before, to which a "he" or
            "the ministry" of the cited sentence may refer.
    """
    held = [*cited.words, *around]
    for word in name_words(claim):
        if holds(word, held, cited.text):
            continue
        # A word at the beginning may be no name at all.
        if word.opens and any(w.stem == word.stem for w in held):
            continue
        yield Fault("name", word.surface, f"the source does not name {word.surface}")
    for word in claim.words:
        if (word.stem in ROLES or word.surface in BODIES) and (
            likeness([word], held, embed).max(initial=0) < _LIKE_ROLE
        ):
            yield Fault("name", word.surface, f"the source speaks of no {word.surface.lower()}")


def holds(name: Word, held: Iterable[Word], text: str) -> bool:
    """Whether some word, or some words together, stand for a name."""
    found = list(held)
    if any(same(name, w) for w in found):
        return True
    if name.capital and any(w.capital and _of_one_land(name.surface, w.surface) for w in found):
        return True
    spelt = transliterated(name.surface)
    if len(spelt) > 3 and any(w.capital and transliterated(w.surface) == spelt for w in found):
        return True
    lower = name.surface.lower().removesuffix("'s")
    for group in _ALIASES:
        if lower in group and any(
            re.search(rf"\b{re.escape(form)}\b", text.lower()) for form in group
        ):
            return True
    return _initials(name.surface, found) or any(
        _initials(w.surface, [name]) for w in found if w.surface.isupper()
    )


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
