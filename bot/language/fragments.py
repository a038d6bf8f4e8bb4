"""Questions that are no whole sentence: "why?", "and in 2020?", "what about the other side?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.language import people
from bot.language.actors import by_name, by_people, by_topic
from bot.language.context import Clause, inherited, with_gloss, years
from bot.language.parties import is_demonym, party, same
from bot.language.restated import (
    as_inside,
    by_counted,
    by_harm,
    by_head,
    by_other_way,
    by_preposition,
    by_time,
    by_which,
    by_year,
)
from bot.language.terms import Word, words

_ASKS = "who whom whose what when where why how which".split()
_VERBS = frozenset(
    """
    is are was were am be been do does did has have had can could will would shall should may might
    must
    """.split()
)
_BARE = re.compile(
    rf"\W*((?:(?:with|by|from|to|for|since|until|at|in) )?(?:{'|'.join(_ASKS)})"
    r"(?: (?:exactly|so|not|many|much|long|often))?)\W*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"^\W*(?:(?:{'|'.join(_ASKS)})\b(?: (?:many|much|long|high|old|far|big|large)\b)?)\s*", re.I
)
_OTHER_SIDE = re.compile(r"\b(?:the )?other (?:side|party|camp|country|one)\b", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:ian|ish|ese|ean|ic|ani|rani|aqi)s?$")
_MORE = re.compile(
    r"\W*(?:please |can you |could you |would you )*(?:(?:tell|give|show) (?:me|us) )?"
    r"(?:(?:some|any|a bit|a little) )?(?:(?:(?:more|further|additional|other) ?)?"
    r"(?:details?|information|info|facts|background|context)|more|elaborate|go on|continue)"
    r"(?: (?:please|thanks|on|about|of|this|that|it))*\W*",
    re.IGNORECASE,
)
# What a question asks about: from its first article on, unless that is of the one who acts.
_TOPIC = re.compile(
    "".join(rf"(?<!\b{helping} )" for helping in sorted(_VERBS)) + r"\bthe \w.*$", re.IGNORECASE
)
_INSTEAD = (
    re.compile(r"not (?P<old>.+?)(?:,? but|,) (?P<new>.+)", re.IGNORECASE),
    re.compile(r"(?P<new>.+?),? (?:not|instead of|rather than) (?P<old>.+)", re.IGNORECASE),
)
_LATEST = 4


def is_bare(text: str) -> bool:
    """Whether a text is only a question word, such as "why?" or "with what?"."""
    return _BARE.match(text) is not None


def is_fragment(text: str, opened: bool) -> bool:
    """Whether a text has neither a question word nor an auxiliary, and so asks nothing by itself.

    Args:
        text: without "and" or "what about" before it.
        opened: whether one of these stood before it.
    """
    own = [w.surface.lower() for w in words(text)]
    if own[0] in _VERBS or any(word in _ASKS for word in own[:2]):
        return False
    return opened or (len(own) <= 4 and not _VERBS & set(own))


def is_more(text: str) -> bool:
    """Whether a text only asks for more of the same: "more details please"."""
    return _MORE.fullmatch(text) is not None


def more_on(text: str, before: Clause) -> str:
    """What the question before was about, whatever it asked of that."""
    topic = _TOPIC.search(before.core)
    if topic is None:
        asked = text.strip(" ?.!,")
        return with_gloss(asked[:1].upper() + asked[1:], inherited("", before))
    others = inherited(topic[0], Clause(before.core[: topic.start()], ()))
    named = [part for part in others if any(w.capital for w in words(part))]
    return with_gloss(topic[0][:1].upper() + topic[0][1:], [*named, *before.gloss])


def asked_of(question: str, before: Clause, person: str | None) -> str:
    """A bare question word, asked of the question before: "Why was Olin Farr fined …?"."""
    match = _BARE.match(question)
    asked = match[1] if match else question
    head = _HEAD.match(before.core)
    rest = before.core[head.end() :] if head else before.core
    if head and person and head.group().strip().lower() == "who":
        first, _, more = rest.partition(" ")
        rest = f"{first} {person} {more}" if first.lower() in _VERBS else f"{person} {rest}"
    elif head and head.group().strip().lower() == "who":
        return with_gloss(asked[:1].upper() + asked[1:], inherited("", before))
    elif not head:
        rest = rest[:1].lower() + rest[1:]
    return with_gloss(f"{asked[:1].upper()}{asked[1:]} {rest}", before.gloss)


def put_into(fragment: str, before: Clause, turns: Sequence[Any]) -> str:
    """The question before, with a fragment in the place of what it restates."""
    fragment = as_inside(fragment.strip(" ?.!,"))
    said = fragment
    core = before.core
    other = _OTHER_SIDE.search(fragment)
    if other:
        side = _other_side(core, before, turns)
        if side is None:
            return with_gloss(f"{core}, {fragment}", before.gloss)
        core = re.sub(r",? according to [^,(]*$", "", core)
        core = _swap(core, side[0], side[1])
        fragment = _OTHER_SIDE.sub("", fragment)
        fragment = re.sub(r"\b(?:on|of|for|from)\s*$", "", fragment.strip(" ,")).strip(" ,")
        if not fragment:
            return with_gloss(core, before.gloss)
    changed = _corrected(fragment, core) or _restated(fragment, core, turns)
    if changed is not None:
        return with_gloss(changed, _left(before.gloss, said, changed))
    return with_gloss(f"{core}, {fragment}", before.gloss)


def _restated(fragment: str, core: str, turns: Sequence[Any]) -> str | None:
    """The question with a fragment in the place of what is of its kind, if anything is."""
    ways = (by_harm, by_other_way, by_which, by_time, by_year, by_head, by_preposition)
    for way in (*ways, by_counted, by_people):
        changed = way(fragment, core)
        if changed is not None:
            return changed
    return by_name(fragment, core, _heard(turns)) or by_topic(fragment, core)


def _corrected(fragment: str, core: str) -> str | None:
    """The question with one word for another: "not Porto but Lisbon", "Lisbon, not Porto"."""
    for pattern in _INSTEAD:
        match = pattern.fullmatch(fragment)
        old = re.search(rf"\b{re.escape(match['old'])}\b", core, re.I) if match else None
        if match and old:
            return core[: old.start()] + match["new"] + core[old.end() :]
    return None


def _heard(turns: Sequence[Any]) -> list[str]:
    """What was said of late, in which names may be known."""
    texts = []
    for turn in turns[-_LATEST:]:
        texts += [turn.standalone, people.answer_text(turn), people.titles(turn)]
    return [text for text in texts if text]


def _left(gloss: Sequence[str], fragment: str, core: str) -> list[str]:
    """What is still taken over: no year when there is a new one, nothing that is said twice."""
    own = words(core)
    kept = []
    for part in gloss:
        if years(fragment) and years(part):
            part = re.sub(r"\b(?:1\d{3}|20\d\d)\b", "", part).strip()
        if part and not all(any(same(w, o) for o in own) for w in words(part)):
            kept.append(part)
    return kept


def _other_side(core: str, before: Clause, turns: Sequence[Any]) -> tuple[Word, str] | None:
    """The side that the question before speaks of, and the name of the other."""
    ours = next((w for w in words(core) if _is_side(w)), None)
    if ours is None:
        return None
    texts = [core, *before.gloss]
    for turn in reversed(turns):
        texts += [turn.standalone, people.answer_text(turn), people.titles(turn)]
    found = [w for text in texts for w in words(text) if _is_side(w) and not _one_side(w, ours)]
    found.sort(key=lambda word: is_side_adjective(word) != is_side_adjective(ours))
    accounts = [m[1] for t in texts for m in re.finditer(r"\baccording to ([A-Z]\w+)", t)]
    names = [w.surface for w in found] + [n for n in accounts if n[:4] != ours.surface[:4]]
    return (ours, names[0]) if names else None


def is_side_adjective(word: Word) -> bool:
    """Whether a word looks like a people's or a state's adjective, such as Kestrian."""
    return is_demonym(word) or (word.capital and bool(_ADJECTIVE.search(word.surface)))


def _is_side(word: Word) -> bool:
    return party(word) is not None or (not word.opens and is_side_adjective(word))


def _one_side(a: Word, b: Word) -> bool:
    return same(a, b) or a.stem[:4] == b.stem[:4]


def _swap(core: str, old: Word, new: str) -> str:
    return core[: old.start] + new + core[old.end :]
