"""Verbs of English text with their auxiliaries: form, and whether active or passive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.wordclasses import SAYING, SPEAKING, Form, Token


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries.

    Attributes:
        first, last: positions of the outer words, both inside.
        main: position of the verb that bears the meaning.
        base: its plain form.
        form: "finite" for a clause's verb, else what the group begins with.
        passive: whether the subject is the one to whom it is done.
    """

    first: int
    last: int
    main: int
    base: str
    form: Form
    passive: bool


def groups(tokens: Sequence[Token]) -> list[Group]:
    """The verb groups of a text, in order."""
    out: list[Group] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        to = token.lower == "to" and at + 1 < len(tokens) and _begins(tokens, at + 1)
        if not to and token.part not in ("verb", "auxiliary"):
            at += 1
            continue
        group = _group(tokens, at, to)
        earlier = next((g for g in reversed(out) if g.base not in SAYING), None)
        out.append(_elliptic(tokens, group, earlier) if earlier else group)
        at = group.last + 1
    return out


def _begins(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].form == "infinitive" or (
        tokens[at].part == "adverb" and at + 1 < len(tokens) and tokens[at + 1].form == "infinitive"
    )


def _group(tokens: Sequence[Token], first: int, to: bool) -> Group:
    at = first + to
    main, passive = at, False
    while at < len(tokens):
        token = tokens[at]
        if at > first and re.search(r"[,.;:!?\"()]", token.gap):
            break
        if token.part == "auxiliary":
            passive = token.base == "be"
            main = at
        elif token.part == "verb":
            main = at
            passive = passive and token.form == "participle"
            break
        elif token.part != "adverb" or not _verb_follows(tokens, at):
            break
        at += 1
    if tokens[main].part == "auxiliary":
        passive = False
    form: Form = "infinitive" if to else tokens[first].form
    if form in ("participle",) and first == main:
        # A participle alone is a passive that qualifies a noun: "posts attacked by Ombrey".
        passive = True
    return Group(first, main, main, tokens[main].base, form or "finite", passive)


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether adverbs inside a group are followed by its verb."""
    for token in tokens[at : at + 3]:
        if re.search(r"[,.;:!?\"()]", token.gap):
            return False
        if token.part in ("verb", "auxiliary"):
            return token.form != "finite" or token.part == "auxiliary"
        if token.part != "adverb":
            return False
    return False


def _elliptic(tokens: Sequence[Token], group: Group, before: Group) -> Group:
    """A past that shares the "were" of the one before: "four were killed and nine wounded"."""
    token = tokens[group.main]
    if group.first != group.last or token.sure or not before.passive:
        return group
    between = tokens[before.last + 1 : group.first + 1]
    joined = any(t.part == "conjunction" for t in between) and not any(
        re.search(r"[.;:!?\"]", t.gap) or t.part in ("clause", "relative") for t in between
    )
    between = tokens[before.last + 1 : group.first + 1]
    joint = max((k for k, t in enumerate(between) if t.part == "conjunction"), default=0)
    if group.base in SPEAKING or any("," in t.gap for t in between[joint + 1 :]):
        return group
    following = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
    has_object = following is not None and not (
        re.search(r"[,.;:!?\"]", following.gap)
        or following.part in ("preposition", "adverb", "conjunction", "time")
    )
    if not joined or has_object:
        return group
    return Group(group.first, group.last, group.main, group.base, "finite", True)
