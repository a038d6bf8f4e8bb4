"""Whom a stretch speaks of: what it says of one person is not said of another named elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.checking.alike import same_meaning
from bot.checking.coverage import content_words
from bot.checking.faults import Fault
from bot.checking.names import holds, names_somebody
from bot.checking.speech import is_saying
from bot.checking.text import Parsed
from bot.language.clauses import clauses
from bot.language.phrases import Party
from bot.language.tagging import tagged
from bot.language.wordclasses import SPEAKING

# Words that take up somebody named before.
_TAKING_UP = frozenset("he she they his her their its it him them who whom whose".split())


def of_another(claim: Parsed, sentences: Sequence[Parsed]) -> Iterator[Fault]:
    """A claim about somebody whom no sentence names that speaks of what the claim does.

    Args:
        claim: the claim.
        sentences: those of the stretch that it is held against.
    """
    subject = _subject(claim)
    if subject is None:
        return
    content = content_words(claim)
    if len(content) < _FEW:
        return
    telling = [[w for w in content if any(same_meaning(w, s) for s in t.words)] for t in sentences]
    most = max(len(held) for held in telling)
    if most < _FEW:
        return
    for told, held in zip(sentences, telling, strict=True):
        if len(held) < most:
            continue
        other = _subject(told)
        named = any(holds(w, told.words, told.text) for w in subject.names)
        taken_up = any(t.lower in _TAKING_UP for t in tagged(told.text))
        if named or taken_up or other is None:
            return
    shown = " ".join(w.surface for w in subject.words)
    yield Fault("party", shown, "the source says it of another")


_FEW = 2


def _subject(parsed: Parsed) -> Party | None:
    """Who does the first thing that a text tells, but for speaking, if the text names them."""
    deeds = [
        d
        for d in clauses(parsed.text).deeds
        if not (d.noun or d.loose or is_saying(d.verb) or d.base in SPEAKING)
    ]
    if not deeds:
        return None
    first = min(deeds, key=lambda d: d.verb.start)
    who = first.agent or first.patient
    named = who is not None and any(names_somebody(w) and w in who.heads for w in who.names)
    return who if named else None
