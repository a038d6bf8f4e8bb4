"""Whose it is: what a claim ascribes to one party must not be another's in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.checking.alike import same_meaning, same_word
from bot.checking.faults import Fault
from bot.checking.names import holds, name_words
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.drafting.relation import is_adjective
from bot.language.terms import Word
from index.lexical import STOP_WORDS

# Prepositions, by the relation that they make.
_RELATIONS = {
    **dict.fromkeys("of from by for".split(), "of"),
    **dict.fromkeys("with to against".split(), "with"),
}
_BETWEEN = frozenset("the a an its their his her of other own".split())
# Words that mean little more than the party itself.
_PALE = frozenset(
    """
    forces side sides army military people men leader government country hands side part name
    behalf control member members
    """.split()
)


def crossed(claim: Parsed, cited: Parsed) -> Iterator[Fault]:
    """Things of one name in a claim that the source gives only to other names."""
    own, theirs = _qualified(claim), _qualified(cited)
    for noun, relation, owners in own:
        same = [(r, o) for n, r, o in theirs if same_word(n, noun)]
        if not same and noun.surface.lower() not in _PALE:
            same = [(r, o) for n, r, o in theirs if same_meaning(n, noun)]
        of_relation = [o for r, o in same if r == relation]
        if not of_relation:
            continue
        if not any(holds(w, group, cited.text) for group in of_relation for w in owners):
            others = " ".join(dict.fromkeys(w.surface for group in of_relation for w in group))
            words = f"{owners[0].surface} {noun.surface}"
            yield Fault("party", words, f"the source says it of {others}", others)


def _qualified(parsed: Parsed) -> list[tuple[Word, str, list[Word]]]:
    """Nouns with the names that qualify them: "Armenian soldiers", "relations with Yerevan"."""
    ws = parsed.words
    named = set(name_words(parsed))
    out: list[tuple[Word, str, list[Word]]] = []
    for i, noun in enumerate(ws):
        if noun in named or not _is_noun(noun):
            continue
        before = _before(parsed, named, i)
        if before:
            out.append((noun, "of", before))
        following = ws[i + 1].surface.lower() if i + 1 < len(ws) else ""
        if following in _RELATIONS:
            after = _after(parsed, named, i + 2)
            if after:
                out.append((noun, _RELATIONS[following], after))
    return out


def _is_noun(word: Word) -> bool:
    lower = word.surface.lower()
    return (
        len(lower) > 2
        and not lower[0].isdigit()
        and not lower.endswith(("ing", "ed", "ly"))
        and lower not in STOP_WORDS
        and not is_saying(word)
    )


def _before(parsed: Parsed, named: set[Word], at: int) -> list[Word]:
    """Names before a word that own it, an adjective between allowed: "Armenia's armed forces"."""
    ws = parsed.words
    for k in (at - 1, at - 2):
        if k < 0 or re.search(r"[,;.:\"()]", parsed.text[ws[k].end : ws[at].start]):
            break
        if ws[k].capital and (ws[k] in named or ws[k].surface.endswith("'s")):
            gap = parsed.text[ws[k].end : ws[at].start]
            owns = ws[k].surface.endswith(("'s", "s'")) or gap.startswith("'")
            if owns or (k == at - 1 and is_adjective(ws[k])):
                return _joined(parsed, named, k, -1)
            break
        if k == at - 1 and not _may_stand_between(ws[k]):
            break
    return []


def _may_stand_between(word: Word) -> bool:
    lower = word.surface.lower()
    return lower not in STOP_WORDS and lower not in _RELATIONS and not lower[0].isdigit()


def _after(parsed: Parsed, named: set[Word], at: int) -> list[Word]:
    ws = parsed.words
    for k in range(at, min(at + 3, len(ws))):
        if ws[k] in named:
            return _joined(parsed, named, k, 1)
        if ws[k].surface.lower() not in _BETWEEN:
            break
    return []


def _joined(parsed: Parsed, named: set[Word], at: int, step: int) -> list[Word]:
    """A name with those that stand beside it: "Armenia's and Russia's", "Fennimore Foods"."""
    ws = parsed.words
    out = [ws[at]]
    k = at + step
    while 0 <= k < len(ws) and (ws[k].capital or ws[k].surface.lower() in ("and", "the", "of")):
        low, high = sorted((k, k - step))
        if re.search(r"[;.:\"()]", parsed.text[ws[low].end : ws[high].start]):
            break
        if ws[k].capital:
            out.append(ws[k])
        k += step
    return out
