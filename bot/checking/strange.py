"""Words that the cited ones do not bear out: without them a claim means more what its source means.

"31 ships sank" beside "31 ships wait to be unloaded": no word of the source stands for "sank", and
the claim is nearer to the source without it. Words of a loose paraphrase, which the source has in
no form either, bring the claim nearer. (Leaving a word out to see what rests on it is known as
occlusion; Zeiler and Fergus, 2014.) What is asked besides: whether the source has any word like it,
and of a verb, whether one of the source's own in its place brings the claim nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.checking import related
from bot.checking.alike import Embed, bare, same_meaning, same_word
from bot.checking.coverage import content_words, is_light
from bot.checking.denials import is_denial
from bot.checking.faults import Fault
from bot.checking.phrasal import in_several_words
from bot.checking.quotes import in_quote
from bot.checking.text import Parsed
from bot.language.tagging import tagged
from bot.language.terms import Word
from bot.language.wordclasses import Token
from index.lexical import STOP_WORDS

# A word is strange where (nearer without it) + a (nearer with one of the source's) - b (its
# likeness to the nearest word of the source) is above a bound. By part of speech: a, b; fitted by
# logistic regression on words of faithful claims in view that the dictionary does not relate to
# the source, and on others of the news put in their place.
_WEIGHTS = {"verb": (0.59, 0.28), "noun": (0.0, 0.249)}
# The bounds: for a claim that is the source's own words but for one, for one with at most two
# words of its own, and for a looser one. One more word in a copied sentence tells of an error; a
# paraphrase has several.
_BOUNDS = {"verb": (-0.045, -0.02, 0.03), "noun": (-0.045, -0.035, 0.02)}
# A claim of so many content words is the source's own sentence where all others are.
_COPIED = 5
# Verbs that say little of what happened: they last, count, tell, intend or leave it open.
_PALE_VERBS = frozenset(
    """
    hold find lie stand sit last remain stay plan intend publish release number consist total
    amount mean follow happen occur want seek aim expect describe include involve feature contain
    concern account serve become turn need let keep show know think believe see live work play use
    lead cost set run belong appear seem start begin continue try manage help
    """.split()
)
# Nouns that say little of what there is.
_PALE_NOUNS = frozenset(
    """
    level rate condition height policy statement finding loss total figure number amount fact issue
    case matter situation decision move step effort plan process result problem reason work role
    position country people government limit quota share part influence backing post account view
    aim goal event incident stage majority rest
    """.split()
)
PALE = _PALE_VERBS | _PALE_NOUNS
_OWN = 2
# How many of the source's words are put in the place of a claim's.
_TRIED = 8


def strange_words(
    claim: Parsed, cited: str, about: str, embed: Embed, before: str = ""
) -> Iterator[Fault]:
    """Those of a claim's words that take it away from its source.

    Args:
        claim: the claim.
        cited: the words that it stands on otherwise.
        about: its article's title, of which a claim may take what the article is about.
        embed: vectors of texts.
        before: what stands before it in its article, for the things that "it" may mean.
    """
    told = tagged(cited)
    known = [*told, *tagged(about)]
    telling = list(_telling(claim, known))
    asked = [token for token in telling if not _backed(token, known)]
    # A synonym too is a word that the source does not have.
    own = sum(not _copied(token, known) for token in telling)
    copied = own == 1 and len(content_words(claim)) >= _COPIED
    looseness = 0 if copied else 1 if own <= _OWN else 2
    for token in asked:
        if token.part == "verb" and in_several_words(token, told):
            continue
        if token.part == "noun" and _is_known(token, before):
            continue
        bound = _BOUNDS[token.part][looseness]
        if _strangeness(token, claim, told, cited, embed) > bound:
            shown = token.word.surface
            yield Fault("strange", shown, f"the source says nothing of “{shown}”")


def _is_none(tokens: Sequence[Token], at: int) -> bool:
    """Whether there is none of what a noun names: "no agreement"."""
    return at > 0 and tokens[at - 1].lower == "no"


def _is_known(noun: Token, before: str) -> bool:
    """Whether a text speaks of a thing by the same word."""
    return bool(re.search(rf"\b{re.escape(noun.base)}(?:e?s)?\b", before.lower()))


def _telling(claim: Parsed, told: Sequence[Token]) -> Iterator[Token]:
    """The words that tell what happened or what there is."""
    tokens = tagged(claim.text)
    denies = any(is_denial(t.word) for t in told)
    content = {w.start for w in content_words(claim)}
    for k, token in enumerate(tokens):
        behind = tokens[k + 1 : k + 2]
        if token.part == "verb":
            # "Left two wounded" says that two were.
            pale = token.base == "leave" and any(t.part == "number" for t in behind)
            tells = _tells(token) and not pale and not (denies and is_denial(token.word))
        else:
            named = _names_a_thing(token, behind) and not _is_none(tokens, k)
            tells = token.word.start in content and named
        if tells and not in_quote(claim.text, token.word.start):
            yield token


def _tells(verb: Token) -> bool:
    """Whether a verb says what happened."""
    return verb.base not in _PALE_VERBS and not is_light(verb.word)


def _names_a_thing(token: Token, behind: Sequence[Token]) -> bool:
    """Whether a word is a noun that says what there is, and qualifies no other: "flood warning"."""
    qualifies = any(t.part == "noun" and not t.gap.strip() for t in behind)
    return token.part == "noun" and not qualifies and token.base not in _PALE_NOUNS


def _copied(token: Token, told: Sequence[Token]) -> bool:
    """Whether the source has a word in some form."""
    return any(same_word(token.word, t.word) for t in told)


def _backed(token: Token, told: Sequence[Token]) -> bool:
    """Whether the dictionary has a word of the source for one."""
    lower = bare(token.word.surface)
    return any(
        same_meaning(token.word, t.word) or related.is_kind(bare(t.word.surface), lower)
        for t in told
        if t.lower not in STOP_WORDS
    )


def _strangeness(
    token: Token, claim: Parsed, told: Sequence[Token], cited: str, embed: Embed
) -> float:
    """How far a word takes a claim away from its source; a paraphrase's word does less."""
    with_another, like = _WEIGHTS[token.part]
    heavy = [t for t in told if t.lower not in STOP_WORDS and not t.word.surface[0].isdigit()]
    others = [t.lower for t in heavy if t.part == token.part] if with_another else []
    tried = ["", *list(dict.fromkeys(others))[:_TRIED]]
    near = _nearness([claim.text, *(_with(claim.text, token.word, w) for w in tried)], cited, embed)
    if near is None:
        return -1.0
    words = [t.lower for t in heavy if t.part != "name"]
    likeness = _nearness(words, token.lower, embed) if words else None
    gained = with_another * (max(near[2:]) - near[0]) if near[2:] else 0.0
    return near[1] - near[0] + gained - like * max(likeness or [0.0])


def _nearness(texts: Sequence[str], to: str, embed: Embed) -> list[float] | None:
    """Cosines of texts with another; None without a model."""
    vectors = embed([to, *texts])
    return None if vectors is None else [float(x) for x in vectors[1:] @ vectors[0]]


def _with(text: str, word: Word, instead: str) -> str:
    return " ".join(f"{text[: word.start]} {instead} {text[word.end :]}".split())
