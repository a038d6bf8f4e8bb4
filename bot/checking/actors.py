"""Who did it: the doer of a claim's verb must be the doer of the same verb in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking import lexicon
from bot.checking.alike import same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, is_role, name_words
from bot.checking.text import Parsed
from bot.language.terms import Word
from index.lexical import STOP_WORDS

_PASTS = lexicon.words("pasts")
_BE = frozenset("was were been being is are be".split())
_PRONOUNS = frozenset("he she it they we i you this that".split())
_PREPOSITIONS = frozenset(
    """
    of in at from to with on against by for near into over under between after before during since
    about among through toward towards around using
    """.split()
)
_REACH = 12


# Deeds of which one's doer is the other's other side.
_CONVERSE = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("bought buy purchased acquired", "sold sell"),
        ("beat beaten defeated won overcame", "lost"),
        ("lent", "borrowed"),
        ("gave given handed granted", "received"),
        ("taught", "studied learned learnt"),
    )
)


def other_actors(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Verbs of a claim whose doer is another in the source."""
    if "than" in claim.lowered:
        # What is compared has two doers.
        return
    theirs = list(deeds(cited))
    for verb, doer in deeds(claim):
        same = [who for deed, who in theirs if _one_deed(verb, deed)]
        turned = [who for deed, who in theirs if _converse(verb, deed)]
        if same and not any(_one(doer, who, cited) for who in same):
            wrong = same
        elif not same and turned and any(_certainly_one(doer, who) for who in turned):
            wrong = turned
        else:
            continue
        others = " ".join(dict.fromkeys(w.surface for who in wrong for w in who))
        words = " ".join(w.surface for w in doer)
        yield Fault("actor", f"{words} {verb.surface}", f"in the source {others} did", others)
        return


def _one_deed(a: Word, b: Word) -> bool:
    return same_word(a, b) or (same_meaning(a, b) and not _converse(a, b))


def _converse(a: Word, b: Word) -> bool:
    one, other = a.surface.lower(), b.surface.lower()
    return any((one in x and other in y) or (one in y and other in x) for x, y in _CONVERSE)


def _certainly_one(doer: list[Word], other: list[Word]) -> bool:
    names = [w for w in doer if w.capital and not is_role(w)]
    told = [w for w in other if w.capital and not is_role(w)]
    if names and told:
        return any(holds(w, told, " ".join(t.surface for t in told)) for w in names)
    return any(same_word(a, b) for a in doer for b in other)


def _one(doer: list[Word], other: list[Word], cited: Parsed) -> bool:
    names = [w for w in doer if w.capital and not is_role(w)]
    told = [w for w in other if w.capital and not is_role(w)]
    if names and told:
        return any(holds(w, told, cited.text) for w in names)
    if any(same_meaning(a, b) for a in doer for b in other):
        return True
    if names or any(is_role(w) for w in doer):
        # A name here and a role there may be one.
        return True
    return not any(same_word(a, w) for a in doer for w in cited.words)


def deeds(parsed: Parsed) -> Iterator[tuple[Word, list[Word]]]:
    """Verbs in the past with the names or roles of those who did it, where they are told."""
    ws = parsed.words
    named = set(name_words(parsed))
    for k, verb in enumerate(ws):
        lower = verb.surface.lower()
        if verb.capital or not (lower in _PASTS or (lower.endswith("ed") and len(lower) > 4)):
            continue
        before = [w.surface.lower() for w in ws[max(0, k - 3) : k]]
        if set(before) & _BE:
            doer = _by(parsed, named, k)
        elif k and ws[k - 1].surface.lower() in ("the", "a", "an", "its", "their", "his", "her"):
            continue
        else:
            doer = _subject(parsed, named, k)
        if doer:
            yield verb, doer


def _by(parsed: Parsed, named: set[Word], at: int) -> list[Word]:
    """The doer of a passive: behind "by"."""
    ws = parsed.words
    for k in range(at + 1, min(len(ws), at + 6)):
        if re.search(r"[.;:!?]", parsed.text[ws[k - 1].end : ws[k].start]):
            return []
        if ws[k].surface.lower() == "by":
            out: list[Word] = []
            for j in range(k + 1, min(len(ws), k + 7)):
                if out and re.search(r"[,.;:!?]", parsed.text[ws[j - 1].end : ws[j].start]):
                    break
                if ws[j].surface.lower() in _PREPOSITIONS:
                    break
                out.append(ws[j])
            named_ones = [w for w in out if w in named or is_role(w)]
            return named_ones or [w for w in out if w.surface.lower() not in STOP_WORDS][-1:]
    return []


def _subject(parsed: Parsed, named: set[Word], at: int) -> list[Word]:
    """The names or roles nearest before a verb that no preposition rules."""
    ws = parsed.words
    k = at - 1
    while k >= max(0, at - _REACH):
        if re.search(r'[.;:!?"]', parsed.text[ws[k].end : ws[k + 1].start]):
            return []
        lower = ws[k].surface.lower()
        if lower in _PRONOUNS or (k < at - 1 and (lower in _PASTS or _ends_a_clause(lower))):
            return []
        if ws[k] in named or is_role(ws[k]):
            first = k
            while first > 0 and (ws[first - 1] in named or is_role(ws[first - 1])):
                first -= 1
            ruling = ws[first - 1].surface.lower() if first else ""
            if ruling in ("the", "a", "an") and first > 1:
                ruling = ws[first - 2].surface.lower()
            if ruling in _PASTS or (ruling.endswith("ed") and len(ruling) > 4):
                k = first - 1
                continue
            if ruling not in _PREPOSITIONS:
                return [] if _qualifies(parsed, k, at) else list(ws[first : k + 1])
            k = first - 1
            continue
        k -= 1
    return []


def _qualifies(parsed: Parsed, name: int, verb: int) -> bool:
    """Whether a name only qualifies the noun behind it: "the California blaze burned"."""
    ws = parsed.words
    if name + 1 >= verb or "," in parsed.text[ws[name].end : ws[name + 1].start]:
        return False
    following = ws[name + 1].surface.lower()
    return not (
        following in STOP_WORDS or following in _PREPOSITIONS or following.endswith(("ly", "ed"))
    )


def _ends_a_clause(lower: str) -> bool:
    return lower in ("and", "but", "while", "when", "because", "although", "that", "whereas", "or")
