"""Denial: a claim must not deny what its source affirms, nor affirm what it denies."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import numpy as np

from bot.checking import related
from bot.checking.alike import Embed, bare, likeness, same_word
from bot.checking.denials import Denial, negative, negative_near, refuses, turns_down
from bot.checking.faults import Fault
from bot.checking.nobody import NOBODY, is_told_or_strange, speaks_of_none, tells_the_opposite
from bot.checking.opposites import exclude
from bot.checking.text import Parsed
from bot.language import english
from bot.language.tagging import tagged
from bot.language.terms import Word, is_name, stem
from index.lexical import STOP_WORDS

# "No worse flood since 2009" and "the worst flood since 2009" say the same.
_RECORD = frozenset("first only last most least best worst alone sole".split())
_COMPARED = frozenset("since before ever later other another more".split())
_CLOSE = 0.88
# How like further words of what is denied must be, once the first is surely the same.
_LIKE = 0.5
# How many words on either side of a denial compare what it denies.
_NEAR = 15


_LESS = re.compile(r"\b(?:less|fewer|sooner|earlier) than\s*$")


def says_at_least(claim: Parsed, denial: Denial, cited: Parsed) -> bool:
    """Whether a claim denies that it is less than what the source has as the least."""
    cue = claim.words[denial.cue].end
    return any(
        _LESS.search(claim.lower[cue : q.start])
        and any(s.value == q.value and s.bound == ">=" for s in cited.quantities)
        for q in claim.quantities
        if q.start > cue
    )


def denied(claim: Parsed, cited: Parsed, embed: Embed | None) -> Iterator[Fault]:
    """What a claim denies and its source affirms, or the other way round."""
    yield from _conditions(claim, cited)
    yield from _comments(claim, cited)
    yield from _advice(claim, cited)
    of_claim, of_cited = claim.denials, cited.denials
    for denial in of_claim:
        if same_record(claim, denial, cited):
            continue
        if _is_unless(denial, claim, cited):
            continue
        cue = claim.words[denial.cue].surface
        if cue.lower() in NOBODY and (cue.lower() in cited.lowered or speaks_of_none(cited)):
            continue
        if says_at_least(claim, denial, cited):
            continue
        stemmed = claim.words[denial.cue].stem
        if refuses(claim.words[denial.cue]) and stemmed in cited.stems:
            # "Failed" beside "failed".
            continue
        if turns_down(claim, denial.cue) and any(turns_down(cited, d.cue) for d in of_cited):
            continue
        alone = not of_cited and not negative(cited)
        if cue.lower() in NOBODY and not of_cited:
            if tells_the_opposite(denial, claim, cited):
                continue
            alone = alone or is_told_or_strange(denial, claim, cited, embed)
        if alone or _affirmed(denial, claim, cited, embed) is not None:
            yield Fault("denied", cue, "the source does not deny it")
            return
    if len(of_claim) >= len(of_cited):
        return
    for denial in of_cited:
        if same_record(cited, denial, claim):
            continue
        if _is_unless(denial, cited, claim):
            continue
        cue_word = cited.words[denial.cue]
        before, after = (_lower_at(cited, denial.cue + step) for step in (-1, 1))
        if refuses(cue_word) and not _denies_a_fact(cue_word, after):
            continue
        if _in_short_quote(cited, cue_word):
            # What somebody says of it in a word or two denies no fact: "a study in doing nothing".
            continue
        beside = cue_word.surface.lower() == "not" and before in ("but", "and")
        if beside and not _all_said(denial, cited, claim):
            # "But not its tanners" is named beside what is meant.
            continue
        wrong = _affirmed(denial, cited, claim, embed)
        if wrong is not None:
            cue = cited.words[denial.cue].surface
            yield Fault("denied", claim.words[wrong].surface, f'the source says "{cue}"', cue)
            return


def _denies_a_fact(cue: Word, after: str) -> bool:
    """Whether what follows is said not to be: "refused to go", "denied having gone".

    What is refused otherwise is not denied to be: "refused the offer".
    """
    if after == "to":
        return True
    return cue.stem in _DENY and (after in ("that", "any", "having") or after.endswith("ing"))


_UNLESS = re.compile(r"\bunless\b")
_IF = re.compile(r"\b(?:if|provided|providing|on condition|as long as|assuming|once)\b")


def _conditions(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """A condition turned round: "unless they agree" for "provided that they agree"."""
    for one, other in ((_UNLESS, _IF), (_IF, _UNLESS)):
        mine, theirs = one.search(claim.lower), other.search(cited.lower)
        if mine is None or theirs is None or one.search(cited.lower) or other.search(claim.lower):
            continue
        # "Unless they agree" and "if the talks fail" are one.
        if not (claim.denials or cited.denials):
            shown = theirs.group()
            yield Fault("denied", mine.group(), f'the source says "{shown}"', shown)


def _is_unless(denial: Denial, text: Parsed, against: Parsed) -> bool:
    """Whether "if it is not lowered" stands for the other text's "unless it is lowered"."""
    unless, cue = _UNLESS.search(against.lower), text.words[denial.cue].start
    if unless is None or not any(
        m.end() <= cue and not _CLAUSE_END.search(text.text[m.end() : cue])
        for m in _CONDITION.finditer(text.lower)
    ):
        return False
    behind = [w for w in against.words if w.start >= unless.end()]
    return any(same_word(text.words[k], w) for k in denial.targets for w in behind)


_CONDITION = re.compile(r"\b(?:if|as long as)\b")
_CLAUSE_END = re.compile(r"[,.;:]")

_ADVISED = re.compile(
    r"\b(?:advis|recommend|urg|encourag|ask|instruct|order|t[eo]l[ld])\w*"
    r"(?: (?!not\b|never\b|against\b)[\w']+){1,4}? to [a-z]"
)
_AGAINST = re.compile(r"\b(?:advis|warn|caution|recommend|counsel)\w* (?:\w+ )?against\b")
_WARNED = re.compile(r"\b(?:against|avoid\w*|refrain\w*|warn\w*|caution\w*|stay away)\b")


def _advice(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Advice to do what the source advises against."""
    against = _AGAINST.search(cited.lower)
    if against is None or not _ADVISED.search(claim.lower) or _ADVISED.search(cited.lower):
        return
    if not _WARNED.search(claim.lower):
        yield Fault("denied", "to", f'the source says "{against.group()}"', against.group())


_NO_COMMENT = re.compile(
    r"\b(?:not|no|never|without|declin\w+(?: to)?|refus\w+(?: to)?)"
    r" (?:further |immediately |publicly )?comment"
)
_COMMENTS = frozenset("confirm deny admit acknowledge dispute reject verify endorse".split())


def _comments(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Somebody who would not comment has neither confirmed nor denied it."""
    if not _NO_COMMENT.search(cited.lower) or "comment" in claim.lower or claim.denials:
        return
    for token in tagged(claim.text):
        if token.part == "verb" and token.base in _COMMENTS and token.word.stem not in cited.stems:
            yield Fault("denied", token.word.surface, "the source has no comment on it")
            return


_DENY = frozenset(stem(word) for word in "deny denies denied denying".split())


def _lower_at(parsed: Parsed, at: int) -> str:
    return parsed.words[at].surface.lower() if 0 <= at < len(parsed.words) else ""


_SHORT_QUOTE = re.compile(r'"[a-z][^" ]*(?: [^" ]+){0,5}"')


def _in_short_quote(parsed: Parsed, word: Word) -> bool:
    """Whether a word stands in a quote of a few words that is no sentence."""
    return any(m.start() < word.start < m.end() for m in _SHORT_QUOTE.finditer(parsed.text))


def _all_said(denial: Denial, text: Parsed, against: Parsed) -> bool:
    """Whether the other text has every word that is denied."""
    targets = [text.words[k] for k in denial.targets]
    return bool(targets) and all(any(same_word(t, w) for w in against.words) for t in targets)


def same_record(text: Parsed, denial: Denial, against: Parsed) -> bool:
    """Whether what one text denies to be more the other calls the most."""
    near = text.lowered[max(0, denial.cue - _NEAR) : denial.cue + _NEAR]
    if _AFTER_NONE.search(text.lower) and _FIRST_IN.search(against.lower):
        return True
    return any(w in _RECORD or _is_grade(w, "est") for w in against.lowered) and (
        any(w in _COMPARED or _is_grade(w, "er") for w in near) or _as_much(text, denial, against)
    )


# "Not been as high for eleven years".
_AS_MUCH = re.compile(r"\b(?:not|never) (?:been )?(?:as|so) (?P<how>\w+) (?:for|in|since) ")


def _as_much(text: Parsed, denial: Denial, against: Parsed) -> bool:
    match = _AS_MUCH.search(text.lower, text.words[denial.cue].start)
    return match is not None and any(
        _is_grade(w, "est") and match["how"] in {r.base for r in english.readings(w)}
        for w in against.lowered
    )


_SPAN = r"(?:days|weeks|months|years|decades|centuries)\b"
_AFTER_NONE = re.compile(
    rf"\bafter (?:\S+ ){{1,4}}{_SPAN} (?:without|with no)\b|\b(?:not|no|never|nobody) .{{0,60}}"
    rf"\b(?:for|in) (?:\S+ ){{1,4}}{_SPAN}"
)
_FIRST_IN = re.compile(rf"\bfirst\b.{{0,60}}\b(?:in|for|since|after) (?:\S+ ){{1,4}}{_SPAN}")


def _is_grade(lower: str, ending: str) -> bool:
    """Whether a word is an adjective's form of such an ending: "higher", and not "after"."""
    return (
        lower.endswith(ending)
        and lower not in STOP_WORDS
        and any(r.inflected and r.part == "a" for r in english.readings(lower)[:1])
    )


def _affirmed(denial: Denial, text: Parsed, against: Parsed, embed: Embed | None) -> int | None:
    """Position of the word that one text denies and the other says without a denial near it."""
    bearing = denial.targets or denial.ahead[:1]
    joined = {"or", "nor", "and"} & set(text.lowered)
    if not bearing or (
        joined and _both_ways([bare(text.words[k].surface) for k in denial.targets])
    ):
        return None
    like = likeness([text.words[k] for k in bearing], against.words, embed)
    held = like >= _CLOSE
    leading = 0
    if text.lowered[denial.cue] in _OF_A_NOUN and not held[0].any():
        # "Without even nominal powers" denies the powers.
        parts = {t.word.start: t.part for t in tagged(text.text)}
        nouns = [n for n, k in enumerate(bearing) if parts.get(text.words[k].start) == "noun"]
        leading = nouns[0] if nouns else 0
    first = [int(k) for k in np.flatnonzero(held[leading]) if not is_name(against.words[int(k)])]
    # What is denied first, and half of all, must stand in both texts.
    if not first or int((like >= _LIKE).any(axis=1).sum()) < math.ceil(0.5 * len(bearing)):
        return None
    if not held.any(axis=1).all() and _said_again(text, bearing[leading]):
        return None
    spoken_of = {int(k) for k in np.flatnonzero(held.any(axis=0))}
    if any(negative_near(against, k, spoken_of) for k in first):
        return None
    if _without(text.words[bearing[0]], against):
        return None
    pale = {against.words[k].stem for d in against.denials for k in d.pale}
    if pale & {text.words[k].stem for k in denial.pale}:
        return None
    return first[0]


def _said_again(text: Parsed, at: int) -> bool:
    """Whether what is denied is affirmed too: "denied losing the town, losing four men"."""
    word = text.words[at]
    return any(
        k != at and same_word(other, word) and not negative_near(text, k)
        for k, other in enumerate(text.words)
    )


_OF_A_NOUN = frozenset("no without any".split())


def _both_ways(targets: list[str]) -> bool:
    """Whether both of two opposites are denied: "neither rose nor fell"."""
    return any(exclude(a, b) for i, a in enumerate(targets) for b in targets[i + 1 :])


def _without(word: Word, against: Parsed) -> bool:
    """Whether a text has a word with a denying prefix: "unfinished" for "finished"."""
    return any(
        lower.startswith(_PREFIXES)
        and related.one_word(re.sub(_PREFIX, "", lower), bare(word.surface))
        for lower in against.lowered
    )


_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")
_PREFIX = re.compile(r"^(?:un|in|im|ir|il|dis|non-?)")
