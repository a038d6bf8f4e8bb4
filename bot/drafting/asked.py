"""What a question asks for beside its words: a relation, a kind of thing, a reason, a speaker."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.english import readings
from bot.language.terms import Word, words
from bot.planning import Plan
from index.lexical import STOP_WORDS

_DO = re.compile(r"\b(?:did|does|do)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|what)\s+", re.IGNORECASE)
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reason\b"
    r"|\bwhat (?:was|is|were|are) the (?:\w+ )?(?:causes?|reasons?)\b"
    r"|\bwhat (?:caused|led to|leads to|prompted)\b",
    re.IGNORECASE,
)
_SPOKE = (
    r"(?:says?|said|claims?|claimed|tells?|told|calls?|called|state[sd]?|announced?|think|thought)"
)
_SPEAKER = re.compile(
    rf"\b(?:did|does|do)\s+(?P<asked>(?:[\w'’.-]+\s+){{1,6}}?){_SPOKE}\b"
    r"|\baccording to\s+(?P<source>(?:[\w'’.-]+\s*){1,5})",
    re.IGNORECASE,
)
# After these a word is a noun, or qualifies one.
_NOUN_FOLLOWS = frozenset(
    "the a an of on in at by from with for its his her their our this that these those".split()
)
_AUXILIARY = frozenset(
    "did does do has have had will would can could may might must was were is are".split()
)
_EXTREME = frozenset("first last only latest earliest most least best worst main final".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart.

    Attributes:
        acts: for each of the plan's terms, whether it is a verb.
        kind: what "which" or "what" stands before, such as "ship"; None without it.
        reason: whether a reason is asked for.
        speakers: the names of whoever is to have said it.
        extremes: words that single out one of many: first, largest.
        subject: the chief word of whoever does or suffers what is asked about: "bridge" of "was the
            bridge of steel opened"; None where no verb follows.
    """

    acts: tuple[bool, ...]
    kind: Word | None
    reason: bool
    speakers: tuple[Word, ...]
    extremes: tuple[Word, ...]
    subject: Word | None


def asked(plan: Plan) -> Asked:
    """Take a question apart."""
    question = plan.standalone
    acts = _acts(plan)
    return Asked(
        acts=acts,
        kind=_kind(plan),
        reason=_WHY.search(question) is not None,
        speakers=_speakers(question),
        extremes=tuple(w for w in words(question) if _is_extreme(w)),
        subject=_subject(plan, acts),
    )


def _subject(plan: Plan, acts: Sequence[bool]) -> Word | None:
    """The last word before a preposition, between an auxiliary verb and the next verb."""
    verbs = {t.start for t, act in zip(plan.terms, acts, strict=True) if act}
    said = words(plan.standalone)
    at = next((k for k, w in enumerate(said) if w.surface.lower() in _AUXILIARY), None)
    if at is None or not any(w.start in verbs for w in said[at + 1 :]):
        return None
    found = None
    for word in said[at + 1 :]:
        lower = word.surface.lower()
        if word.start in verbs or (found is not None and lower in STOP_WORDS):
            break
        if lower not in STOP_WORDS:
            found = word
    return found


def _acts(plan: Plan) -> tuple[bool, ...]:
    said = words(plan.standalone)
    before = {b.start: a.surface.lower() for a, b in itertools.pairwise(said)}
    mostly = [before.get(t.start) not in _NOUN_FOLLOWS and _acts_mostly(t) for t in plan.terms]
    if not any(mostly) and _DO.search(plan.standalone):
        # After "did" some verb must come, though more usually it be a noun: "did the strike cost".
        may = [
            k
            for k, t in enumerate(plan.terms)
            if before.get(t.start) not in _NOUN_FOLLOWS and _may_act(t)
        ]
        mostly[max(may) if may else 0] |= bool(may)
    return tuple(mostly)


def _may_act(word: Word) -> bool:
    return not word.capital and any(r.part == "v" and r.times for r in readings(word.surface))


def _acts_mostly(word: Word) -> bool:
    if word.capital and not word.opens:
        return False
    found = readings(word.surface)
    times = sum(r.times for r in found if r.part == "v")
    return bool(times) and times * 2 >= sum(r.times for r in found)


def _kind(plan: Plan) -> Word | None:
    if plan.wants in ("number", "date", "yes-no"):
        return None
    match = _WHICH.search(plan.standalone)
    if match is None:
        return None
    found = None
    for word in words(plan.standalone):
        if word.start < match.end():
            continue
        lower = word.surface.lower()
        parts = readings(lower)
        if lower in STOP_WORDS or lower == "happened" or not parts:
            break
        if found is not None and parts[0].part == "v":
            break
        if any(r.part == "n" for r in parts):
            found = word
    return found


def _speakers(question: str) -> tuple[Word, ...]:
    out: list[Word] = []
    for match in _SPEAKER.finditer(question):
        said = words(match["asked"] or match["source"] or "")
        out += [w for w in said if w.capital and w.surface.lower() not in STOP_WORDS][-1:]
    return tuple(out)


def _is_extreme(word: Word) -> bool:
    if word.surface.lower() in _EXTREME:
        return True
    return word.surface.endswith("est") and any(
        r.part == "a" and r.inflected for r in readings(word.surface)
    )


_STRONG = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|as a result|results? of|resulted"
    r"|cause[sd]?|causing|led to|leads to|reasons?|therefore|thus|hence|in protest|in response"
    r"|thanks to|prompted|on account|blame[sd]?|grounds|motivated|explain(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:after|as|for|to|over|amid|following|when|by|through|so)\b", re.IGNORECASE)


def reasoned(text: str, around: Sequence[str]) -> float:
    """How far a text gives a reason, 0 to 1."""
    if _STRONG.search(text):
        return 1.0
    if any(_STRONG.search(other) for other in around):
        return 0.6
    return 0.4 if _WEAK.search(text) else 0.0
