"""Words that the cited ones do not bear out: without them a claim means more what its source means.

"31 ships sank" beside "31 ships wait to be unloaded": no word of the source stands for "sank", and
the claim is nearer to the source without it. Words of a loose paraphrase, which the source has in
no form either, bring the claim nearer. (Leaving a word out to see what rests on it is known as
occlusion; Zeiler and Fergus, 2014.) A verb is asked for more: whether one of the source's own verbs
in its place brings the claim nearer, and whether the source has any word like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checking import related
from bot.checking.alike import Embed, bare, same_meaning
from bot.checking.coverage import is_light
from bot.checking.denials import is_denial
from bot.checking.faults import Fault
from bot.checking.quotes import in_quote
from bot.checking.text import Parsed
from bot.language.tagging import tagged
from bot.language.terms import Word
from bot.language.wordclasses import Token
from index.lexical import STOP_WORDS

# How much nearer a claim is without a noun, in cosine.
_NEARER = 0.05
# A verb is strange where (nearer without it) + 0.59 (nearer with one of the source's) - 0.28 (its
# likeness to the nearest word of the source) is above this. Fitted by logistic regression on verbs
# of faithful claims in view and on others of the news put in their place: 1.5 % of those claims
# have such a verb, and 56 % of the verbs put in are found.
_WITH_ANOTHER, _LIKE, _STRANGE = 0.59, 0.28, -0.038
# Verbs that say little of what happened: they last, count, tell, intend or leave it open.
_PALE = frozenset(
    """
    hold find lie stand sit last remain stay plan intend publish release number consist total
    amount mean follow happen occur want seek aim expect describe include involve feature contain
    concern account serve become turn need let keep show know think believe see live work play use
    lead cost set run belong appear seem start begin continue try manage help
    """.split()
)
# Of how many of the source's verbs one is put in the place of a claim's.
_TRIED = 8


def strange_words(
    claim: Parsed, unheld: Sequence[Word], cited: str, embed: Embed
) -> Iterator[Fault]:
    """Those of a claim's words that take it away from its source.

    Args:
        claim: the claim.
        unheld: those of its words that no word of the source stands for.
        cited: the words that it stands on otherwise.
        embed: vectors of texts.
    """
    tokens = tagged(claim.text)
    told = tagged(cited)
    denies = any(is_denial(t.word) for t in told)
    verbs = [
        t
        for k, t in enumerate(tokens)
        if _tells(t, claim)
        and not (denies and is_denial(t.word))
        and not (t.base == "leave" and any(o.part == "number" for o in tokens[k + 1 : k + 2]))
    ]
    absent = {w.start for w in unheld}
    nouns = [
        t
        for k, t in enumerate(tokens)
        if t.part == "noun" and t.word.start in absent and not _qualifies(tokens[k + 1 : k + 2])
    ]
    if not verbs and not nouns:
        return
    asked = [t for t in verbs if not _backed(t, told)]
    off = [
        *zip(asked, _verbs_off(asked, claim, told, cited, embed), strict=False),
        *zip(nouns, _nouns_off(nouns, claim, cited, embed), strict=False),
    ]
    for token in sorted((t for t, by in off if by > 0), key=lambda t: t.word.start):
        shown = token.word.surface
        yield Fault("strange", shown, f"the source says nothing of “{shown}”")


def _qualifies(behind: Sequence[Token]) -> bool:
    """Whether a noun stands before another: "flood" in "flood warning"."""
    return any(t.part == "noun" and not t.gap.strip() for t in behind)


def _tells(token: Token, claim: Parsed) -> bool:
    """Whether a word is a verb that says what happened."""
    return (
        token.part == "verb"
        and token.base not in _PALE
        and not is_light(token.word)
        and not in_quote(claim.text, token.word.start)
    )


def _backed(verb: Token, told: Sequence[Token]) -> bool:
    """Whether the dictionary has a word of the source for one."""
    lower = bare(verb.word.surface)
    return any(
        same_meaning(verb.word, t.word) or related.is_kind(bare(t.word.surface), lower)
        for t in told
        if t.lower not in STOP_WORDS
    )


def _verbs_off(
    verbs: Sequence[Token], claim: Parsed, told: Sequence[Token], cited: str, embed: Embed
) -> list[float]:
    """By how much each verb is stranger than a paraphrase's; none is without a model."""
    if not verbs:
        return []
    heavy = [t for t in told if t.lower not in STOP_WORDS and not t.word.surface[0].isdigit()]
    common = [t for t in heavy if t.part != "name"]
    instead = list(dict.fromkeys(t.lower for t in heavy if t.part == "verb"))[:_TRIED]
    out = []
    for verb in verbs:
        texts = [_with(claim.text, verb.word, word) for word in ("", *instead)]
        nearness = _nearness([claim.text, *texts], cited, embed)
        likeness = _nearness([t.lower for t in common], verb.lower, embed)
        if nearness is None:
            return []
        whole, without, *others = nearness
        with_another = max(others) - whole if others else 0.0
        like = max(likeness, default=0.0) if likeness is not None else 0.0
        score = without - whole + _WITH_ANOTHER * with_another - _LIKE * like
        out.append(score - _STRANGE)
    return out


def _nouns_off(nouns: Sequence[Token], claim: Parsed, cited: str, embed: Embed) -> list[float]:
    """By how much more than a paraphrase's each noun takes a claim away from its source."""
    texts = [_with(claim.text, noun.word, "") for noun in nouns]
    nearness = _nearness([claim.text, *texts], cited, embed) if nouns else None
    if nearness is None:
        return []
    return [without - nearness[0] - _NEARER for without in nearness[1:]]


def _nearness(texts: Sequence[str], to: str, embed: Embed) -> list[float] | None:
    """Cosines of texts with another; None without a model."""
    vectors = embed([to, *texts])
    return None if vectors is None else [float(x) for x in vectors[1:] @ vectors[0]]


def _with(text: str, word: Word, instead: str) -> str:
    return " ".join(f"{text[: word.start]} {instead} {text[word.end :]}".split())
