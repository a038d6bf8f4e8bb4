"""Rewrites of an article, as other outlets make them, each of a known depth.

A text is a headline line, a blank line, then paragraphs set apart by blank lines. Every function is
pure: the same text and the same seed give the same rewrite on any machine. What words say is kept
as far as rules can keep it; quotations are never reworded.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable

Rewrite = Callable[[str, int], str]

_QUOTED = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|$)")
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bSt)[.!?][”\"’»]?(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|(?<![\w.,’'-])\d+(?![\w.,:%’'-]*\w|%)")
_AFTER_QUOTE_OR_BE = re.compile(r"(?:\W|\b(?:was|were|is|are|be|been))$")
_MONTHS = r"(?:January|February|March|April|May|June|July|August|[SOND]\w+ber)\b"
_MONTH = re.compile(rf"\s+{_MONTHS}")
_NAME = re.compile(rf"(?<=[a-z,] )(?!\w+day\b|{_MONTHS})[A-Z]\w+(?: [A-Z]\w+)*")


def _table(lines: str) -> dict[str, list[str]]:
    """Words with what may stand for them: `word=this|or_that`, where "_" is a space."""
    pairs = (pair.split("=") for pair in lines.split())
    return {word: others.replace("_", " ").split("|") for word, others in pairs}


_DIGITS = _table(
    """two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
    thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20"""
)
_BRITISH = _table(
    """metre=meter metres=meters kilometre=kilometer kilometres=kilometers
    centimetres=centimeters harbour=harbor neighbour=neighbor neighbours=neighbors favour=favor
    colour=color labour=labor honours=honors honoured=honored centre=center defence=defense
    travelled=traveled tonne=ton tonnes=tons fertiliser=fertilizer organised=organized
    organisers=organizers recognised=recognized towards=toward lorry=truck lorries=trucks
    aeroplanes=airplanes e-mail=email"""
)
_SYNONYMS = _table(
    """said=stated|added|told_reporters says=states asked=requested told=informed called=termed
    began=started started=began begin=start went=moved came=arrived took=brought gave=handed
    made=produced found=discovered won=secured raised=lifted lifted=raised struck=hit
    hit=struck killed=slain injured=hurt hurt=injured wounded=injured refused=declined
    wanted=wished want=wish offered=proposed promised=pledged expected=anticipated
    expects=anticipates ordered=directed announced=declared agreed=consented opened=launched
    closed=shut shut=closed ended=finished need=require needs=requires needed=required
    bought=purchased seen=observed known=understood think=believe thought=believed
    reached=attained fell=dropped dropped=fell rose=climbed wrote=noted warned=cautioned
    stayed=remained become=turned about=around|roughly after=following before=ahead_of
    because=since but=yet although=though though=although near=close_to while=as until=till
    under=beneath without=lacking within=inside across=throughout toward=towards people=persons
    residents=inhabitants inhabitants=residents children=youngsters houses=homes homes=houses
    village=hamlet town=township towns=townships company=firm firm=company money=funds
    chief=head large=big biggest=largest largest=biggest small=little whole=entire
    many=numerous several=a_number_of almost=nearly nearly=almost least=minimum
    enough=sufficient often=frequently again=once_more twice=two_times later=afterwards
    now=at_present soon=shortly percent=per_cent every=each each=every both=the_two
    nobody=no_one everybody=everyone somebody=someone first=initial half=one_half new=fresh
    old=aged long=lengthy minutes=mins kilometres=km kilos=kg increase=rise rise=increase
    annual=yearly decision=move family=household highest=top signalled=indicated gain=advance
    meets=convenes roughly=about blamed=faulted described=portrayed appears=seems
    animal=creature findings=results group=team team=group higher=greater"""
)
_RULES = dict(_SYNONYMS)
for _pairs in (_DIGITS, _BRITISH):
    _RULES |= _pairs | {others[0]: [word] for word, others in _pairs.items()}

_AUXILIARIES = frozenset("was were is are has have had will would could can should may".split())
_ADVERBS = "also reportedly indeed apparently already evidently clearly".split()
_DROPPED = frozenset("also just very still already even quite perhaps merely".split())

_OUTLETS = ("The Morning Ledger", "Inland Times", "Radio Estuary", "Northern Mirror")
_SLOGANS = (
    "{outlet} | Independent since 1884",
    "{outlet}: all the news from here to the horizon",
    "Welcome to {outlet}. News you can stand on.",
)
_SHARES = (
    "Facebook | X | WhatsApp | Telegram | Email | Print",
    "Share this article: Facebook Twitter LinkedIn Copy link",
    "Share\nTweet\nPin\nSend by email",
)
_ADS = ("Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "- Sponsored -", "[Ad]")
_AUTHORS = ("Dorrit Vale", "Casper Nwosu-Lind", "Ema Tolliver", "Jonah Prew", "S. Achterkamp")
_CREDITS = ("(Meridian Wire)", "Source: Continental Press", "With material from NordPress/CPA")
_FOREIGN = " ".join(
    """Opera house to reopen with its old chandelier; Cyclist rides backwards from coast
    to coast; Parliament debates the price of school lunches; How to prune a pear tree
    in February; Minister denies knowing owner of racing pigeons; Handball: Larks beat
    Foundry by a single goal; Your horoscope for the weekend; Second runway postponed
    for the ninth time; Pension reform passes by three votes""".split()
).split("; ")
_COMMENTS = (
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\n"
    "Comment *\n\nName *\n\nEmail *\n\nSave my name in this browser for the next time I comment.",
    "Comments (14)\n\nLog in to join the conversation.\n\nSort by: Newest | Oldest | Best",
)
_LOCAL = (
    "In our own district the news was followed closely. At the Three Herons in Lower Mell, where "
    "a dozen people had gathered around the radio, the landlord, Piers Aldgate, had not seen so "
    "few cards played since the flood year. The parish has put out a collection box.",
    "Readers will remember that a similar question came up in Stennbury in 2016, when the town "
    "council spent eleven sessions on it. Councillor Mina Farrow, who sat on the committee then, "
    "told this newspaper that the papers are still in her garage.",
    "A native of our town, Leonie Brasher, happened to be close by. She rang her mother in Mill "
    "Lane to say that she was well, and that the reports on television had made it look rather "
    "different from what she could see out of her window.",
)


def _chance(name: str, seed: int) -> random.Random:
    return random.Random(f"{name}:{seed}")


def _parts(text: str) -> tuple[str, list[str]]:
    """The headline, and the paragraphs under it."""
    headline, *paragraphs = re.split(r"\n(?:[^\S\n]*\n)+", text.strip())
    return headline, paragraphs


def _joined(headline: str, paragraphs: list[str]) -> str:
    return "\n\n".join([headline, *paragraphs]) + "\n"


def new_headline(text: str, seed: int = 0) -> str:
    """The text under another headline, made of its lead, of a quotation or of its main name."""
    headline, paragraphs = _parts(text)
    body = "\n\n".join(paragraphs)
    found = Counter(match.group() for match in _NAME.finditer(body)).most_common(1)
    name = found[0][0] if found else "The day"
    lead = paragraphs[0].split()
    made = [
        " ".join(lead[:11]).rstrip(",.;:") + (" …" if len(lead) > 11 else ""),
        f"{name}: what we know and what we do not",
        f"Behind the news: why all eyes are on {name}",
    ]
    quotes = [q.group().strip('“”"«».,') for q in _QUOTED.finditer(body)]
    made += [f"‘{quote}’: {name}" for quote in quotes if 3 <= len(quote.split()) <= 10][:1]
    return _joined(_chance("headline", seed).choice([m for m in made if m != headline]), paragraphs)


def cut_tail(text: str, keep: float = 0.7) -> str:
    """The text up to the sentence end nearest to `keep` (0 to 1) of the words under the title."""
    headline, paragraphs = _parts(text)
    wanted = keep * sum(len(paragraph.split()) for paragraph in paragraphs)
    body = "\n\n".join(paragraphs)
    ends = [match.end() for match in _SENTENCE_END.finditer(body)] or [len(body)]
    end = min(ends, key=lambda end: abs(len(body[:end].split()) - wanted))
    return _joined(headline, [body[:end]])


def reordered(text: str, seed: int = 0) -> str:
    """The text with its paragraphs in another order, below the same headline."""
    headline, paragraphs = _parts(text)
    chance = _chance("order", seed)
    shuffled = list(paragraphs)
    while len(set(paragraphs)) > 1 and shuffled == paragraphs:
        chance.shuffle(shuffled)
    return _joined(headline, shuffled)


def other_boilerplate(text: str, outlet: str, seed: int = 0) -> str:
    """The text, word for word, on another outlet's page: what stands around a story and in it."""
    headline, paragraphs = _parts(text)
    chance = _chance("page", seed)
    slogan = chance.choice(_SLOGANS).format(outlet=outlet)
    share, ad = chance.choice(_SHARES), chance.choice(_ADS)
    byline = f"By {chance.choice(_AUTHORS)}, {outlet}"
    middle = chance.randint(1, max(1, len(paragraphs) - 1))
    story = [*paragraphs[:middle], ad, *paragraphs[middle:]]
    related = ["Related Articles", *chance.sample(_FOREIGN, 3)]
    tail = [chance.choice(_CREDITS), share, "\n".join(related), ad, chance.choice(_COMMENTS)]
    masthead_first = chance.random() < 0.5
    top = [slogan, headline, byline] if masthead_first else [headline, byline, share]
    end = [f"© {outlet}. All rights reserved."] if masthead_first else [slogan]
    return "\n\n".join([*top, *story, *tail, *end]) + "\n"


def other_typography(text: str, seed: int = 0) -> str:
    """The text in other quotes, dashes, white space and lines, its headline in capitals."""
    chance = _chance("type", seed)
    straight = text.translate(str.maketrans("“”«»‘’", '""""\'\''))
    if '"' in text or "'" in text:
        opening, closing = chance.choice([("“", "”"), ("«", "»")])
        straight = re.sub(r"(^|[\s(\[])\"", rf"\1{opening}", straight, flags=re.MULTILINE)
        straight = straight.replace('"', closing).replace("'", "’")
    straight = re.sub(r"(?<=\S) +[–—-] +(?=\S)", chance.choice([" -- ", " - ", "—"]), straight)
    straight = re.sub(r"(?<=[a-z][.!?]) (?=\S)", chance.choice(["  ", " "]), straight)
    straight = re.sub(r"(?<=\d) (?=[a-z])", "\u00a0", straight)
    headline, paragraphs = _parts(straight)
    width, indent = chance.randint(60, 78), chance.choice(["", "    "])
    wrapping = textwrap.TextWrapper(
        width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    wrapped = ["\n".join(map(wrapping.fill, part.splitlines())) for part in paragraphs]
    return chance.choice(["\n\n", "\n\n\n"]).join([headline.upper(), *wrapped]) + "\n"


def _edits(paragraph: str, chance: random.Random) -> list[tuple[int, int, str]]:
    """What a light edit may do to a paragraph: from, to, and what to put there; one a word."""
    quoted = [match.span() for match in _QUOTED.finditer(paragraph)]
    edits = []
    for match in _WORD.finditer(paragraph):
        word, (start, end) = match.group(), match.span()
        if any(begin < end and start < stop for begin, stop in quoted):
            continue
        ahead = paragraph[:start].rstrip()
        drops = word in _DROPPED or (word == "that" and ahead.endswith("d"))
        if word == "said" and _AFTER_QUOTE_OR_BE.search(ahead):
            edits.append((start, end, "declared"))
        elif word in _RULES and not _MONTH.match(paragraph, end):
            edits.append((start, end, chance.choice(_RULES[word])))
        elif word.lower() in _RULES and (not ahead or ahead[-1] in ".!?"):
            other = chance.choice(_RULES[word.lower()])
            edits.append((start, end, other[0].upper() + other[1:]))
        elif word in _AUXILIARIES and paragraph.startswith(" ", end):
            edits.append((end, end, " " + chance.choice(_ADVERBS)))
        elif drops and paragraph.startswith(" ", end):
            edits.append((start, end + 1, ""))
    return edits


def light_edit(text: str, share: float = 0.1, seed: int = 0) -> str:
    """The text with a share of its words (0 to 1) replaced, dropped or joined by another.

    The share is of all words under the headline; quotations count, but are left alone. Where the
    rules find less to do than the share, all that they find is done.
    """
    headline, paragraphs = _parts(text)
    chance = _chance("edit", seed)
    all_edits = [(i, *edit) for i, part in enumerate(paragraphs) for edit in _edits(part, chance)]
    wanted = round(share * sum(len(part.split()) for part in paragraphs))
    chosen = chance.sample(all_edits, min(wanted, len(all_edits)))
    for i, start, end, other in sorted(chosen, reverse=True):
        paragraphs[i] = paragraphs[i][:start] + other + paragraphs[i][end:]
    return _joined(headline, paragraphs)


def added_paragraph(text: str, seed: int = 0) -> str:
    """The text with one local paragraph of the outlet's own, anywhere below the lead."""
    headline, paragraphs = _parts(text)
    chance = _chance("local", seed)
    paragraphs.insert(chance.randint(1, len(paragraphs)), chance.choice(_LOCAL))
    return _joined(headline, paragraphs)


def _tail(keep: float) -> Rewrite:
    return lambda text, seed: cut_tail(text, keep)


def _light(share: float) -> Rewrite:
    return lambda text, seed: light_edit(text, share, seed)


def _page(text: str, seed: int) -> str:
    return other_boilerplate(text, _chance("outlet", seed).choice(_OUTLETS), seed)


def _all(*steps: Rewrite) -> Rewrite:
    """The steps one after the other, with the same seed."""

    def rewrite(text: str, seed: int) -> str:
        for step in steps:
            text = step(text, seed)
        return text

    return rewrite


# From one change to many; a name lists what is done, a number says how much is kept or edited.
REWRITES: dict[str, Rewrite] = {
    "headline": new_headline,
    "tail 0.9": _tail(0.9),
    "tail 0.7": _tail(0.7),
    "tail 0.5": _tail(0.5),
    "order": reordered,
    "page": _page,
    "typography": other_typography,
    "edit 0.05": _light(0.05),
    "edit 0.1": _light(0.1),
    "added paragraph": added_paragraph,
    "headline, page": _all(new_headline, _page),
    "headline, tail 0.6, page": _all(new_headline, _tail(0.6), _page),
    "typography, page": _all(other_typography, _page),
    "order, edit 0.05, typography": _all(reordered, _light(0.05), other_typography),
    "headline, edit 0.1, page": _all(new_headline, _light(0.1), _page),
    "tail 0.8, added paragraph, page": _all(_tail(0.8), added_paragraph, _page),
    "tail 0.6, order, typography": _all(_tail(0.6), reordered, other_typography),
    "headline, tail 0.8, order, edit 0.1, added paragraph, typography, page": _all(
        new_headline, _tail(0.8), reordered, _light(0.1), added_paragraph, other_typography, _page
    ),
}
