# ruff: noqa: E501  (a pattern is read best on one line)
"""What each source reports: its amounts, each with what is known of what it counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.checking.names import name_words
from bot.checking.quantities import Quantity
from bot.checking.speech import statements
from bot.checking.text import Parsed, parse
from bot.checking.units import PEOPLE
from bot.disagreeing.amounts import BOUND, Amount, amounts
from bot.drafting.places import is_headline
from bot.drafting.timing import Named, named
from bot.language.terms import Word, alike, stem, words
from index import Dated, Source, Span

# What may happen to what is counted; a number is of the kind named nearest to it.
_KINDS: dict[str, frozenset[str]] = {
    name: frozenset(stem(word) for word in forms.split())
    for name, forms in {
        "dead": "killed kill kills killing dead die dies died dying death deaths toll slain "
        "fatalities fatality perished drowned lives casualties losses murdered bodies victims "
        "body claimed lost",
        "hurt": "wounded wound wounds injured injure injury injuries hurt maimed",
        "missing": "missing unaccounted vanished disappeared",
        "detained": "detained arrested arrest arrests detainees custody",
        "taken": "kidnapped kidnap abducted abduct hostages hostage captured captive captives",
        "freed": "freed released release",
        "rescued": "rescued rescue saved survived survivors survivor",
        "displaced": "homeless displaced evacuated fled evacuees refugees drove flee evacuate",
        "returned": "returned",
        "escaped": "escaped escape escapees broke",
        "caught": "caught recaptured",
        "held": "holds hold capacity cells",
        "leaked": "leaked leak leaks flowed spilled spilt spill escaped seeped",
        "carried": "carries carried cargo loaded carrying",
        "attended": "march marched marchers attended demonstrated demonstrators protesters protest "
        "rally joined gathered participants crowd demonstration",
        "turnout": "turnout voters polls entitled electorate",
        "won": "won votes win majority",
        "cost": "cost costs price bill expensive",
        "given": "gave grant grants donated contributed share subsidy",
        "damage": "damage damages losses",
        "destroyed": "destroyed damaged burned burnt ruined collapsed",
        "ill": "cases case infected infections sick ill patients",
        "treated": "treated hospital hospitals beds",
        "vaccinated": "vaccinated vaccine vaccines doses",
        "aboard": "board aboard passengers occupants",
        "strike": "strike strikers walkout",
        "dismissed": "dismissed laid redundancies redundant sacked",
        "employed": "employs employed employees staff workforce",
        "long": "long length",
        "wide": "wide width",
        "high": "high height tall",
        "deep": "deep depth",
        "away": "away distance",
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
    "percent": frozenset("turnout won vaccinated".split()),
    "money": frozenset("cost given damage reward ransom fine offered demanded sold".split()),
    "mass": frozenset("leaked carried produced sold".split()),
    "volume": frozenset("leaked carried produced sold".split()),
    "area": frozenset("destroyed".split()),
    "length": frozenset("long wide high deep away".split()),
    "time": frozenset("age".split()),
    "count": frozenset(_KINDS) - frozenset("cost long wide high deep away speed".split()),
}
# Words that make a number another than the plain one.
_QUALIFIERS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
    for name, forms in {
        "suspected": "suspected|suspicion|probable|possible|feared|presumed|unconfirmed",
        "recent": r"(?:new|newly|more|further|additional|other) (?=@)|(?<=@)\s+(?:new|newly|more|further|additional)"
        r"|another (?=@)|in the (?:past|last) (?:day|night|week|month|24 hours)|in (?:one|a single) day|overnight|per (?:day|week|month|year)|a (?:day|week|month|year)|within"
        r"|daily|weekly|every (?:day|week|month|year)|in a single (?:day|night)",
        "planned": r"plan|plans|planned|foresees?|foreseen|budget(?:ed)?|expected|expects?|forecast|was to"
        r"|were to|is to|are to|will|should|would|could|target|hopes?|intended|projected|fears?",
        "missing one": r"seriously|severely|critically|gravely",
        "alone": r"alone|itself|of them|among them|of whom|including|only in",
        "average": r"average|on average|mean|per (?:person|head|household|capita)|each|apiece",
        "allowed": r"room for|allowed|permitted|licen[cs]ed|space for|capacity|limit|maximum",
    }.items()
}
# An earlier figure that is only recalled.
_FORMER = re.compile(
    r"\b(?:had been|had (?:said|spoken|put|given|announced|reported|written|counted|stood)|earlier"
    r"|previous(?:ly)?|correct(?:s|ed|ing) the|up from|down from|instead of|rather than|originally"
    r"|at first|initially|had at first|we (?:gave|wrote|reported|said|had)|formerly|until then"
    r"|no longer|compared with)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_FORMER_FROM = re.compile(r"\b(?:from|than|not|to correct)\s+(?:the\s+)?$", re.IGNORECASE)
_FORMER_AFTER = re.compile(
    r"^[^.;]{0,40}?\b(?:the day before|a day before|a week (?:ago|before|earlier)|earlier reported|"
    r"it had (?:announced|reported|given|named)|that (?:it|we|they) had|reported (?:earlier|before)|"
    r"a year (?:before|earlier)|the year before)\b",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?of\s+(?:them|these|those|whom|which|the(?!\s+(?:people|dead|river|flu|cholera))\b"
    r"|(?:its|their|his|her|our)\s+(?:\d|[a-z]+ty|(?:two|three|four|five|six|seven|eight|nine|ten)\b))",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among (?:them|whom|those|the \w+)|of (?:them|whom|these|those|which)),?\s+"
    r"(?:(?:at least|about|some|more than|the|were|are)\s+)*$|^\W*(?:of|among) the\b[^,;]*,?[^,;]{0,12}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,.;:()\"—–]|\s-\s|\b(?:and|but|while|whereas|than)\b", re.IGNORECASE)
_RATE = re.compile(r"^\s+(?:(?:to|for) (?:the|an?|one|each)|per|an?|apiece|each)\b", re.IGNORECASE)
_AT_RATE = re.compile(r"\brate of\s+$", re.IGNORECASE)
_SAID_THAT = re.compile(
    r"\b(?:say|says|said|claims?|claimed|announced?|estimates?|estimated|reports?|reported|believes?"
    r"|believed|counts?|speaks? of|spoke of)(?: that)?\s",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:its|their|our|his|her)\b(?: own)?", re.IGNORECASE)
# Forms whose stem names a kind that they do not.
_NOT_KINDS = frozenset("boarding longer highly".split())
_SCOPES = frozenset(
    "district town city province country region village valley county capital state nation "
    "suburb quarter camp".split()
)
_IN_THE = re.compile(r"\b(?:in|across|throughout|of) (?:the|this|that) (?:\w+ )?(\w+)", re.I)
_NO_FIGURE = frozenset(
    ["both", "half", "half of", "a couple", "twice", "once", "double", "triple", "a third of"]
)
# Numbers that tell of two others how far they lie apart.
_DIFFERENCE = re.compile(
    r"\b(?:gap|difference|increase|rise|drop|fall|lead|margin|gain|loss) of\s+(?:\w+\s)?$"
    r"|\b(?:rose|risen|fell|fallen|grew|grown|increased|decreased|dropped|cut|up|down|raised|lowered"
    r"|reduced|climbed|rise|won)\b[^.;,]{0,20}\bby\s+$|\b(?:the|these|those|both|its|their)\s+(?=$)",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    stem(w)
    for w in "people person persons men lives life dead victims others inhabitants casualties death "
    "deaths fatalities bodies losses human toll individuals case cases marchers protesters "
    "demonstrators participants voters residents".split()
)


@dataclass(frozen=True)
class Report:
    """One amount that one source gives.

    Attributes:
        amount: how much.
        kinds: what happened to what is counted.
        nouns, things: what is counted, as stems and as words, the first of them first.
        people: kinds of people that are counted.
        owners: names of the party whose it is.
        qualifiers: what makes it another than the plain number: suspected, planned, recent.
        part: whether it is a part of a larger number.
        former: whether it is an earlier figure, only recalled.
        days: days that its sentence names, without those on which somebody said it.
        scopes: kinds of place that it is limited to.
        places: names that follow "in", "at" or "of" in its sentence.
        speakers: who says it, as words.
        stems: the stems of its sentence's words.
        context: stems of its whole article, as far as it is at hand.
        copies: files that say the same in the same words.
        span: its sentence in the text of record.
    """

    amount: Amount
    kinds: frozenset[str]
    nouns: tuple[str, ...]
    things: tuple[Word, ...]
    people: frozenset[str]
    owners: tuple[Word, ...]
    qualifiers: frozenset[str]
    part: bool
    former: bool
    days: tuple[Named, ...]
    scopes: frozenset[str]
    places: tuple[Word, ...]
    speakers: tuple[Word, ...]
    parsed: Parsed
    context: tuple[Word, ...]
    source: Source
    span: Span
    copies: tuple[str, ...] = ()

    @property
    def published(self) -> Dated | None:
        """The date of its article."""
        return self.source.published


@dataclass(frozen=True)
class Told:
    """A stretch of one article that may report something.

    Attributes:
        text: its text of record's part.
        sentences: offsets of its sentences into the text of record.
        start: where the part begins.
        around: the words of the article that are at hand.
        copies: other files that hold the same words.
    """

    source: Source
    text: str
    start: int
    sentences: tuple[Span, ...]
    around: tuple[Word, ...]
    copies: tuple[str, ...] = ()


def reports(told: Sequence[Told]) -> list[Report]:
    """Every amount of the evidence."""
    out: list[Report] = []
    for part in told:
        before: Parsed | None = None
        for span in part.sentences:
            text = part.text[span.start - part.start : span.end - part.start]
            if is_headline(text, part.source.title):
                continue
            parsed = parse(text, part.source.published)
            out.extend(_reports(parsed, part, span, before))
            before = parsed
    return out


def _reports(parsed: Parsed, part: Told, span: Span, before: Parsed | None) -> Iterator[Report]:
    days = tuple(n for n in named(parsed) if not n.reporting)
    for amount, q in amounts(parsed):
        if (
            amount.written.lower() in _NO_FIGURE
            or _is_rate(parsed.text, amount, q)
            or _is_difference(parsed.text, amount)
        ):
            continue
        left = parsed.text[: amount.start]
        right = parsed.text[max(q.whole, amount.end) :]
        things = _counted(parsed, q) or _group(parsed, q)
        counted = tuple(w.stem for w in things)
        yield Report(
            amount=amount,
            kinds=kinds_near(left, parsed.text[amount.end :], _allowed(amount)),
            nouns=counted,
            things=things,
            people=frozenset(n for n, forms in PEOPLE.items() if forms & set(counted)),
            owners=_owners(parsed, q, part),
            qualifiers=_qualifiers(left, parsed.text[amount.end :]),
            part=bool(_PART_AFTER.match(parsed.text[amount.end :]) or _PART_BEFORE.search(left)),
            former=_is_former(left, right),
            days=days,
            scopes=_scopes(parsed.text[amount.end :]),
            places=tuple(_places(parsed)),
            speakers=_speakers(parsed),
            parsed=parsed,
            context=part.around,
            source=part.source,
            span=span,
            copies=part.copies,
        )


def _is_rate(text: str, amount: Amount, q: Quantity) -> bool:
    """Whether money is a rate of exchange or a price apiece."""
    return q.kind == "money" and bool(
        _RATE.match(text[max(q.whole, amount.end) :]) or _AT_RATE.search(text[: amount.start])
    )


def _is_difference(text: str, amount: Amount) -> bool:
    """Whether a number tells of others how far they lie apart, or how many they are."""
    match = _DIFFERENCE.search(text[: amount.start])
    # "The two tolls"; but "the 140 cases" counts them.
    return match is not None and (" of" in match[0] or "by" in match[0] or amount.low < 10)


def _is_former(left: str, right: str) -> bool:
    bare = BOUND.sub("", left)
    return bool(_FORMER.search(left) or _FORMER_FROM.search(bare) or _FORMER_AFTER.match(right))


def _allowed(amount: Amount) -> frozenset[str]:
    return _OF_DIMENSION.get(amount.dimension.split(":")[0], frozenset())


def kinds_near(left: str, right: str, allowed: frozenset[str]) -> frozenset[str]:
    """The kinds named nearest to a number: behind it in its clause, else before it, else anywhere.

    Kinds that exclude each other are taken alone, others together.
    """
    said = list(_SAID_THAT.finditer(left))
    left = left[said[-1].end() :] if said else left
    stop = _BREAK.search(right)
    ends = [m.end() for m in _BREAK.finditer(left)]
    clause = left[ends[-1] :] if ends else left
    for part, backwards in (
        (right[: stop.start()] if stop else right, False),
        (clause, True),
        (left, True),
        (right, False),
    ):
        soft: frozenset[str] = frozenset()
        for word in reversed(words(part)) if backwards else words(part):
            if word.surface.lower() in _NOT_KINDS:
                continue
            found = kinds_of(word.stem) & allowed
            if found & HARD and not soft:
                return found
            soft |= found - HARD
        if soft:
            return soft
    return frozenset()


# Kinds that exclude each other, however a report goes on.
HARD = frozenset(
    "dead hurt missing detained taken freed escaped caught displaced ill treated vaccinated won "
    "turnout given leaked offered demanded reward ransom fine dismissed".split()
)


@functools.lru_cache(maxsize=50_000)
def kinds_of(stemmed: str) -> frozenset[str]:
    """The kinds that a word names."""
    return frozenset(name for name, forms in _KINDS.items() if stemmed in forms)


def _counted(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What a number counts: the words behind it, up to the first that is no noun phrase."""
    out: list[Word] = []
    for word in parsed.words:
        if word.start < q.end:
            continue
        if parsed.text[q.end : word.start].strip(" -") and not out and word.start > q.end + 2:
            break
        if word.stem not in q.nouns:
            break
        out.append(word)
    return tuple(out)


def _group(parsed: Parsed, q: Quantity) -> tuple[Word, ...]:
    """What "a crew of three" counts."""
    match = re.search(r"\b(\w+) of\s+$", parsed.text[: q.start])
    if match is None or match[1].lower() in _NO_GROUP:
        return ()
    return tuple(w for w in parsed.words if w.start == match.start(1))


_BEFORE_PARTY = frozenset("other more young dead wounded ethnic captured new further".split())
_NO_GROUP = frozenset(
    "total number toll figure maximum minimum average count tally sum all".split()
)


def is_general(nouns: Sequence[str]) -> bool:
    """Whether words count just people."""
    return not nouns or nouns[0] in _GENERAL or bool(kinds_of(nouns[0]) - HARD)


def _qualifiers(left: str, right: str) -> frozenset[str]:
    stop = _BREAK.search(right)
    ends = [m.end() for m in _BREAK.finditer(left)]
    near = (left[ends[-1] :] if ends else left) + "@" + (right[: stop.start()] if stop else right)
    return frozenset(name for name, pattern in _QUALIFIERS.items() if pattern.search(near))


def _owners(parsed: Parsed, q: Quantity, part: Told) -> tuple[Word, ...]:
    """Names of the party that a number's people or things belong to."""
    after = [w for w in parsed.words if w.start >= q.end][:6]
    for i, word in enumerate(after[:2]):
        gap = parsed.text[q.end : word.start]
        named_thing = i + 1 < len(after) and after[i + 1].surface.islower()
        if word.capital and gap.replace(" ", "a").isalpha() and named_thing and not _is_day(word):
            return (word,)
        if word.surface.lower() not in _BEFORE_PARTY:
            break
    for i, word in enumerate(after[:-1]):
        if re.search(r"[,.;:]|\b(?:were|was|in|on|at)\b", parsed.text[q.end : word.start]):
            break
        people = i > 0 and any(after[i - 1].stem in forms for forms in PEOPLE.values())
        if word.surface.lower() == "of" and people and after[i + 1].capital:
            return (after[i + 1],)
    if not _POSSESSIVE.search(parsed.text[max(0, q.start - 60) : q.end + 25]):
        return ()
    # "Its own losses": those of whoever speaks, by the sentence or by title and masthead.
    where = set(_places(parsed))
    own = [w for w in name_words(parsed) if w.start < q.start and w not in where]
    if len(own) == 1:
        return tuple(own)
    head = words(f"{part.source.title or ''}. {part.source.outlet or ''}")
    titled = [w for w in head if w.capital and not any(alike(w.stem, p.stem) for p in where)]
    return (*own, *titled)


def _scopes(right: str) -> frozenset[str]:
    """Kinds of place that a number is limited to: "in the town", behind it in its clause."""
    stop = _BREAK.search(right)
    near = right[: stop.start()] if stop else right
    return frozenset(m[1].lower() for m in _IN_THE.finditer(near) if m[1].lower() in _SCOPES)


def _places(parsed: Parsed) -> Iterator[Word]:
    ws = parsed.words
    for i, word in enumerate(ws[1:], start=1):
        before = ws[i - 1].surface.lower()
        if before == "the" and i > 1:
            before = ws[i - 2].surface.lower()
        if word.capital and before in ("in", "at", "near", "on", "into") and not _is_day(word):
            yield word


def _is_day(word: Word) -> bool:
    return bool(
        re.fullmatch(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
            r"|August|September|October|November|December",
            word.surface.removesuffix("'s"),
        )
    )


def _speakers(parsed: Parsed) -> tuple[Word, ...]:
    return tuple(w for s in statements(parsed) for w in (*s.names, *s.roles))
