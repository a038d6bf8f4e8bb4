"""Pasts that may be finite or participles, told apart by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.language.wordclasses import SAYING, SPEAKING, Token


def settled(tokens: list[Token]) -> list[Token]:
    """The same with pasts that must be participles told from those that are finite."""
    out = list(tokens)
    for k, token in enumerate(out):
        if token.part != "verb" or token.form != "finite" or token.sure:
            continue
        following = out[k + 1] if k + 1 < len(out) else None
        number = k + 2 < len(out) and out[k + 2].part == "number"
        by = (
            k
            and out[k - 1].part != "pronoun"
            and following is not None
            and following.lower == "by"
            and not number
        )
        if token.base in SPEAKING and _speaker_behind(out, k):
            continue
        linked = k and out[k - 1].base in _LINKING and not token.gap.strip()
        if linked or by or _opening(out, k) or _finite_follows(out, k) or _trails(out, k):
            out[k] = replace(token, form="participle")
    return out


def _speaker_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of speech ends a sentence, or stands before its subject.

    "…, its head, Mara Dvor, said on Monday"; "…, informed the police".
    """
    if "," not in tokens[at].gap:
        return False
    if at + 1 == len(tokens) or tokens[at + 1].gap.strip():
        return True
    following = tokens[at + 1]
    return following.part in ("determiner", "name", "time", "adverb") or following.lower == "on"


# What begins an object; a participle that qualifies a noun has none.
_OBJECTS = ("determiner", "name", "pronoun")
# Verbs behind which a participle says how somebody is: "stands accused".
_LINKING = frozenset("stand remain feel lie get become seem look appear go keep".split())


def _opening(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence or a phrase between commas begins with it: "Opened in 1968, …"."""
    return tokens[at].word.opens and (at == 0 or not tokens[at].gap.strip().endswith('"'))


def _trails(tokens: Sequence[Token], at: int) -> bool:
    """Whether it follows a comma or a noun in a clause that has a finite verb already."""
    if at == 0 or _ends(tokens[at]):
        return False
    before = tokens[at - 1]
    if before.part in ("pronoun", "relative", "conjunction", "adverb"):
        return False
    for k in range(at - 1, -1, -1):
        token = tokens[k]
        if token.form == "finite":
            if token.base in SAYING or ("," in tokens[at].gap and _in_aside(tokens, k)):
                return False
            # The same clause: "signed a treaty called the Protocol".
            return not any("," in t.gap for t in tokens[k + 1 : at]) or "," in tokens[at].gap
        if token.part in ("clause", "relative", "conjunction") or _ends(token):
            return False
    return False


def _in_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb belongs to a relative or a subordinate clause."""
    for token in reversed(tokens[:at]):
        if token.part in ("relative", "clause"):
            return True
        if "," in token.gap or _ends(token):
            return False
    return False


def _ends(token: Token) -> bool:
    return bool(re.search(r"[.;:!?\"]", token.gap))


def _finite_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause's finite verb comes later: "the posts attacked on Tuesday were lost"."""
    behind = tokens[at + 1 : at + 2]
    if behind and not behind[0].gap.strip() and behind[0].part in _OBJECTS:
        return False
    if at and (_ends(tokens[at]) or tokens[at - 1].part not in ("noun", "name", "time", "number")):
        return False
    for token in tokens[at + 1 :]:
        if re.search(r"[,.;:!?\"]", token.gap) or token.part in (
            "clause",
            "relative",
            "conjunction",
            "pronoun",
        ):
            return False
        if token.form == "finite" and token.part in ("verb", "auxiliary"):
            # "said" and its like have a clause for their object.
            return tokens[at].base not in SAYING
    return False
