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

_PASTS = lexicon.words("pasts")
_BE = frozenset("was were been being is are be".split())
_PRONOUNS = frozenset("he she it they we i you this that".split())
_PREPOSITIONS = frozenset(
    """
    of in at from to with on against by for near into over under between after before during since
    about among through toward towards around
    """.split()
)
_REACH = 12


def other_actors(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Verbs of a claim whose doer is another in the source."""
    theirs = list(_deeds(cited))
    for verb, doer in _deeds(claim):
        same = [who for deed, who in theirs if _one_deed(verb, deed)]
        if not same:
            continue
        if not any(_one(doer, who, cited) for who in same):
            others = " ".join(dict.fromkeys(w.surface for who in same for w in who))
            words = " ".join(w.surface for w in doer)
            yield Fault("actor", f"{words} {verb.surface}", f"in the source {others} did", others)
            return


def _one_deed(a: Word, b: Word) -> bool:
    # Who beat somebody did not lose to him.
    return same_word(a, b) or (same_meaning(a, b) and "lost" not in (a.surface, b.surface))


def _one(doer: list[Word], other: list[Word], cited: Parsed) -> bool:
    names = [w for w in doer if w.capital and not is_role(w)]
    told = [w for w in other if w.capital and not is_role(w)]
    if names and told:
        return any(holds(w, told, " ".join(t.surface for t in told)) for w in names)
    if not names and not told:
        return any(same_meaning(a, b) for a in doer for b in other)
    # A name here and only a role there: the two may be one.
    return True


def _deeds(parsed: Parsed) -> Iterator[tuple[Word, list[Word]]]:
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
                if ws[j] in named or is_role(ws[j]):
                    out.append(ws[j])
            return out
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
            if ruling not in _PREPOSITIONS:
                return list(ws[first : k + 1])
            k = first - 1
            continue
        k -= 1
    return []


def _ends_a_clause(lower: str) -> bool:
    return lower in ("and", "but", "while", "when", "because", "although", "that", "whereas", "or")
