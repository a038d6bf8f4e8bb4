# ruff: noqa: E501  (a pattern is read best on one line)
"""What may have happened to what a number counts: killed, wounded, leaked, sold."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from bot.checking.units import PEOPLE
from bot.disagreeing.amounts import BOUND, Amount
from bot.language.terms import Word, stem, words

# What may happen to what is counted; a number is of the kind named nearest to it.
_KINDS: dict[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in forms.split())
    for name, forms in {
        "dead": "killed kill kills killing dead die dies died dying death deaths toll slain "
        "fatalities fatality perished drowned lives casualties losses murdered bodies victims "
        "body claimed lost lose losing suffocated starved martyred expired succumbed electrocuted "
        "executed eliminated liquidated annihilated neutralised neutralized",
        "hurt": "wounded wound wounds injured injure injury injuries hurt maimed",
        "missing": "missing unaccounted vanished disappeared",
        "detained": "detained arrested arrest arrests detainees custody",
        "taken": "kidnapped kidnap abducted abduct hostages hostage captured captive captives "
        "hold holds held holding surrendered surrender",
        "freed": "freed released release",
        "rescued": "rescued rescue saved survived survivors survivor",
        "displaced": "homeless displaced evacuated fled evacuees refugees drove flee evacuate",
        "returned": "returned",
        "escaped": "escaped escape escapees",
        "caught": "caught recaptured",
        "held": "capacity cells",
        "leaked": "lost lose leaked leak leaks flowed spilled spilt spill poured pour gushed spewed escaped seeped released "
        "release discharged",
        "carried": "carries carried cargo loaded carrying",
        "attended": "march marched marchers attended demonstrated demonstrators protesters protest "
        "rally joined gathered participants crowd demonstration spectators audience mourners fans "
        "pilgrims worshippers visitors guests drew attracted flocked walked paraded parade vigil procession",
        "turnout": "turnout polls entitled electorate",
        "won": "won votes win majority",
        "cost": "cost costs price bill expensive swallowed devoured",
        "worth": "worth value valued",
        "profit": "profit profits earned earnings",
        "born": "born births birth newborns",
        "given": "gave give gives given giving grant grants donated contributed share subsidy",
        "damage": "damage damages losses",
        # Things that are lost are destroyed; people that are lost are dead.
        "destroyed": "destroyed damaged burned burnt ruined collapsed lost lose losses abandoned "
        "sunk wrecked downed demolished eliminated annihilated razed gutted swept washed flattened levelled torched",
        "ill": "cases case infected infections sick ill patients",
        "treated": "treated hospitalised hospitalized",
        "vaccinated": "vaccinated vaccine vaccines doses",
        "aboard": "aboard passengers occupants carrying carried carries",
        "dark": "blackout",
        "strike": "strike strikers walkout",
        "dismissed": "dismissed laid redundancies redundant sacked",
        "employed": "employs employed employees staff workforce",
        "long": "long length",
        "wide": "wide width",
        "high": "high height tall",
        "deep": "deep depth",
        "away": "away distance flew flown travelled covered",
        "age": "aged age old",
        "offered": "offered offers offer",
        "demanded": "demanded demands demand want wants",
        "reward": "reward bounty",
        "ransom": "ransom",
        "fine": "fine fined penalty",
        "sold": "sold sale sales",
        "produced": "produced production output harvest harvested",
        "speed": "speed wind winds gusts",
    }.items()
}
# What may happen to amounts of a dimension; other words beside them mean other things.
_OF_DIMENSION: dict[str, frozenset[str]] = {
    "percent": frozenset("turnout won vaccinated offered demanded".split()),
    "money": frozenset(
        "cost worth profit given damage reward ransom fine offered demanded sold".split()
    ),
    "mass": frozenset("leaked carried produced sold".split()),
    "volume": frozenset("leaked carried produced sold".split()),
    "area": frozenset("destroyed".split()),
    "length": frozenset("long wide high deep away".split()),
    "time": frozenset("age".split()),
    "count": frozenset(_KINDS)
    - frozenset("cost long wide high deep away speed leaked worth profit".split()),
}
BREAK = re.compile(r"[,.;:()\"—–]|\s-\s|\b(?:and|but|while|whereas|than)\b", re.IGNORECASE)
_PHRASES = tuple(
    (re.compile(rf"\b{pattern}\b", re.IGNORECASE), word)
    for pattern, word in (
        (r"(?:lost|losing|lose) (?:his|her|their) (?:homes?|houses?)", "homeless"),
        (r"(?:lost|losing|lose) (?:his|her|their) (?:lives|life)", "died"),
        (
            r"(?:laid|lay|laying|gave|given|giving) (?:down |up )?(?:his|her|their) (?:lives|life)",
            "died",
        ),
        (r"(?:did|do|does|have|has|had) not surviv(?:e|ed)", "died"),
        (r"(?:took|taken|take|taking|led|dragged|hauled|carted) away", "arrested"),
        (r"(?:took|taken|take|taking|made) prisoner", "captured"),
        (r"(?:gave|given|give|giving) (?:himself|herself|themselves) up", "captured"),
        (r"(?:left|leave|leaving) behind", "wrecked"),
        (r"(?:lost|losing|lose) (?:his|her|their) (?:jobs?|work)", "dismissed"),
        (r"(?:pulled out|pulled|found|brought out) (?:\w+ ){0,4}alive", "rescued"),
        (
            r"(?:(?:leave|left|leaving|fled|flee|fleeing|from|out of) (?:his|her|their) (?:homes?|houses?|villages?))",
            "displaced",
        ),
        (r"(?:moved|taken|brought) (?:out|to safety)", "evacuated"),
        (r"(?:shot|brought) down", "wrecked"),
        (r"on board", "aboard"),
        (r"shares? of the votes?", "votes"),
        (r"(?:broke|broken|break) out of", "escaped"),
        (
            r"(?:who|soldiers|servicemen|troops|fighters|guards|rebels) (?:have |had )?(?:fell|fallen)(?! (?:back|ill|to))",
            "died",
        ),
        (
            r"(?:cut|axe|shed|slash)(?:s|ed|ting|ing)? (?:\w+ ){0,2}(?:jobs|posts)"
            r"|(?:laid|lay|lays|laying) off|out of work|without work",
            "dismissed",
        ),
        (r"without (?:power|electricity|light)|no (?:power|electricity)", "blackout"),
        (r"wip(?:ed|es|ing) out", "killed"),
        (
            r"(?:ran|run|runs|running|got|flowed) (?:out|into the (?:bay|sea|river|lake|water|harbour"
            r"|canal|ground|soil))",
            "leaked",
        ),
        (
            r"(?:held|hold|holds|holding|staged?) (?:an?|the) (?:\w+ )?(?:vigil|rally|march|demonstration"
            r"|protest|parade|procession|meeting)",
            "marched",
        ),
        (r"(?:in|to) hospitals?(?! of)", "treated"),
        (r"(?:stayed|stay|staying) away from work|walked out|walked off the job", "strike"),
        (
            r"(?:took|take|taken|taking) part in (?:\S+ ){0,3}(?:vote|election|referendum|ballot|poll)s?",
            "turnout",
        ),
        (
            r"(?:took|take|taken|taking) part in (?:\S+ ){0,3}(?:march|rally|protest|demonstration|parade"
            r"|procession|vigil)",
            "marched",
        ),
        (r"(?:took|take|taken|taking) to the streets|turned out", "marched"),
        (r"(?:voters|electorate|those entitled) (?:have |had )?voted", "turnout"),
    )
)
# What has a figure for its size: "the death toll of the collapse climbed to 27".
_HAS_FIGURE = re.compile(
    r"\b(?P<head>tolls?|number of)\b(?P<rest>[^;:]*?)\b(?:rose|risen|rises|rising|climb(?:s|ed)?|grew"
    r"|grown|jumped|increased|revised|lowered|cut|raised|corrected|dropped|fell|fallen|stands?|stood"
    r"|reache[sd]|passe[sd]|exceeds|exceeded|is|was|now|went|gone|goes)\b"
    r"(?: (?:up|down|now|already))?(?: (?:to|at|by))?\s+$",
    re.IGNORECASE,
)
# Where another deed begins.
CLAUSE = re.compile(r"\b(?:as|when|after|before|because|since|until|although)\b", re.IGNORECASE)
_SAID_THAT = re.compile(
    r"\b(?:say|says|said|claims?|claimed|announced?|estimates?|estimated|reports?|reported|believes?"
    r"|believed|counts?|speaks? of|spoke of)(?: that)?\s",
    re.IGNORECASE,
)
# Forms whose stem names a kind that they do not.
_NOT_KINDS = frozenset("boarding longer highly down March live living lived".split())
_GENERAL = frozenset(
    stem(w)
    for w in "people person persons souls names neighbours comrades colleagues citizens locals villagers townspeople men lives life dead victims others inhabitants casualties death "
    "deaths fatalities bodies losses human toll individuals case cases marchers protesters "
    "demonstrators participants voters residents".split()
)


# What befalls people, wherever a sentence tells of it.
_OF_PEOPLE = frozenset(
    "dead hurt missing detained taken freed escaped caught displaced ill attended aboard".split()
)
# Things by which something is done to people.
_THINGS = frozenset(
    stem(w) for w in "vaccine vaccines doses beds hospitals polls cells cargo houses boats".split()
)


def allowed(amount: Amount) -> frozenset[str]:
    """The kinds that an amount of its dimension may be of."""
    return _OF_DIMENSION.get(amount.dimension.split(":")[0], frozenset())


def kinds_near(
    left: str, right: str, allowed: frozenset[str], things: Sequence[Word] = ()
) -> frozenset[str]:
    """The kinds named nearest to a number: behind it in its clause, else before it, else anywhere.

    Kinds that exclude each other are taken alone, others together.

    Args:
        left, right: the sentence before and behind the number.
        allowed: the kinds that an amount of its dimension may be of.
        things: what is counted; what patients or hostages are tells less than what befell them.
    """
    left, right = plain(left), plain(right)
    sized = _sized(left) & allowed
    if sized:
        return sized
    around = _around(left, right) & allowed
    if around:
        return around
    done = (_of(left) or _done_to(left)) & allowed
    if done:
        return done
    passive = frozenset(w.stem for w in things) - _FATES
    return _nearest(left, right, allowed, passive) or _nearest(left, right, allowed, frozenset())


# What stands on both sides of a number: "cut 800 jobs", "paid 265 million for the stadium".
_AROUND = tuple(
    (re.compile(rf"\b(?:{before})\s*$", re.IGNORECASE), re.compile(after, re.IGNORECASE), kind)
    for before, after, kind in (
        (
            r"cut|cuts|cutting|axed?|shed|sheds|slash(?:ed)?",
            r"\s*(?:\w+\s+)?(?:jobs|posts)\b",
            "dismissed",
        ),
        (
            r"cut off|cut|plunged|left|leaving",
            r"[^.;,]*\b(?:from (?:the )?(?:power|electricity|grid)|in(?:to)? (?:the dark|darkness))\b",
            "dark",
        ),
        (
            r"saved?|saves|saving|spared?|sparing|rescu(?:ed?|es|ing)|kept",
            r"[^.;,]*\bfrom (?:\w+ )?(?:deaths?|dying|drowning|suffocat\w+|starvation|injury|being \w+)\b",
            "rescued",
        ),
        (r"let|lets|letting", r"\s*(?:\w+\s+){1,3}go\b", "dismissed"),
        (r"paid|pays?|spent|spends?", r"[^.;,]{0,30}?\b(?:for|on) the\b", "cost"),
    )
)


def _around(left: str, right: str) -> frozenset[str]:
    """The kind that the words before and behind a number tell together."""
    bare = BOUND.sub("", left)
    return frozenset(k for b, a, k in _AROUND if b.search(bare) and a.match(right))


def plain(text: str) -> str:
    """A text with its set phrases put in one word: those who "lost their homes" are homeless."""
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text


def _of(left: str) -> frozenset[str]:
    """The kind of what an amount is the size of: "a reward of", "a toll of"."""
    head = re.search(r"(\w+) of\s*$", BOUND.sub("", left))
    return kinds_of(stem(head[1])) if head else frozenset()


def _sized(left: str) -> frozenset[str]:
    """The kind of what a sentence says to have grown or shrunk to a figure."""
    match = _HAS_FIGURE.search(BOUND.sub("", left))
    if match is None:
        return frozenset()
    named = (kinds_named(w) & HARD for w in words(match["head"] + match["rest"]))
    return next((found for found in named if found), frozenset())


def _done_to(left: str) -> frozenset[str]:
    """The kind of a verb whose object a number is: "arrested at least 86"."""
    last = words(BOUND.sub("", left))[-1:]
    ends = last and not left[last[0].end :].strip(" ") and last[0].surface.endswith(("ed", "ing"))
    return kinds_of(last[0].stem) & HARD if ends else frozenset()


def _nearest(
    left: str, right: str, allowed: frozenset[str], passive: frozenset[str]
) -> frozenset[str]:
    said = list(_SAID_THAT.finditer(left))
    # "Lost no more than three": no other clause begins with "than".
    left = BOUND.sub("", left[said[-1].end() :] if said else left)
    stop = BREAK.search(right) or CLAUSE.search(right)
    later = CLAUSE.search(right)
    if stop and later and later.start() < stop.start():
        stop = later
    ends = [m.end() for m in BREAK.finditer(left)]
    clause = left[ends[-1] :] if ends else left
    for part, backwards, far in (
        (right[: stop.start()] if stop else right, False, False),
        (clause, True, False),
        (left, True, True),
        (right, False, True),
    ):
        soft: frozenset[str] = frozenset()
        for word in reversed(words(part)) if backwards else words(part):
            if word.surface in _NOT_KINDS or word.stem in passive:
                continue
            found = kinds_of(word.stem) & (allowed & _OF_PEOPLE if far else allowed)
            if found & HARD and not soft:
                return found
            soft |= found - HARD
        if soft:
            return soft
    return frozenset()


# Nouns that tell of what befell: deaths, injuries, cases.
_FATES = _KINDS["dead"] | _KINDS["hurt"] | frozenset(stem(w) for w in ("case", "infections"))
# Kinds that exclude each other, however a report goes on.
HARD = frozenset(
    "dead hurt missing detained taken freed escaped caught displaced ill treated vaccinated won "
    "turnout given leaked offered demanded reward ransom fine dismissed".split()
)


@functools.lru_cache(maxsize=50_000)
def kinds_of(stemmed: str) -> frozenset[str]:
    """The kinds that a word names."""
    return frozenset(name for name, forms in _KINDS.items() if stemmed in forms)


def kinds_named(word: Word) -> frozenset[str]:
    """The kinds that a word names as it stands."""
    return frozenset() if word.surface in _NOT_KINDS else kinds_of(word.stem)


def is_general(nouns: Sequence[str]) -> bool:
    """Whether words count just people."""
    if not nouns or nouns[0] in _GENERAL:
        return True
    named = any(nouns[0] in forms for forms in PEOPLE.values())
    return not named and nouns[0] not in _THINGS and bool(kinds_of(nouns[0]))
